/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_SETTINGS_H
#define ONBOARD_MODEL_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/programme.h"

/*
 * The effective configuration as plain data (onboardd.yaml(5) explains each
 * key; the members carry the keys' names).  formats/config.c fills it with
 * every default in place; nothing is NULL, an absent text is "".
 */
enum mail_transport { TRANSPORT_MAILDIR, TRANSPORT_SMTP };

/* How meetings reach whoever has not chosen. */
enum invitation_channel { CHANNEL_INVITATION, CHANNEL_FEED };

enum smtp_tls { SMTP_TLS_REQUIRED, SMTP_TLS_IMPLICIT, SMTP_TLS_NONE };

enum feeds_method { FEEDS_METHOD_NONE, FEEDS_METHOD_PUBLISH };

/* Whether those who sign in must have an authenticator. */
enum sign_in_totp { SIGN_IN_TOTP_REQUIRED, SIGN_IN_TOTP_OPTIONAL };

struct settings_list {
	char **items; /* count texts and a closing NULL */
	size_t count;
};

enum smtp_auth {
	SMTP_AUTH_DEFAULT, /* password with a user, else none */
	SMTP_AUTH_NONE,
	SMTP_AUTH_PASSWORD,
	SMTP_AUTH_XOAUTH2
};

/* The days that an area has beside the municipality's; rules of workday.h. */
struct settings_area {
	char *name; /* as a journey's area */
	struct settings_list closed;
	struct settings_list half;
	struct settings_list no_meeting;
	struct settings_list quiet;
};

struct settings {
	bool production;

	struct {
		char *name;
		char *logo;   /* a file in pages/ of the directory, or "" */
		char *colour; /* "#0b4f9e", dark enough for white text */
	} municipality;

	char *accessibility_statement; /* link or "" */

	char *public_url; /* without a trailing slash */
	char *time_zone;
	enum language language;
	char *state_dir;
	char *control_socket;
	struct settings_list listen;
	char *token_key_file;
	char *security_contact; /* a mailto: or https: address, or "" */

	struct {
		char *coordinator; /* "Name <addr>" or "" */
		char *director;
		char *local_admin;
		char *network_lead;
	} people;

	char *welcome_video;

	struct {
		int limit; /* new leaders that one mentor has at a time */
	} mentors;

	struct {
		struct settings_list closed;
		struct settings_list half;
		struct settings_list no_meeting;
		struct settings_list quiet;
		struct settings_area *areas;
		size_t area_count;
	} calendar;

	struct {
		char *from;	    /* "Name <addr>" */
		char *return_path;  /* address of bounces; "": from's */
		bool verp;	    /* each mail has its own of it */
		char *trusted_host; /* whose Authentication-Results count */
		int window_start;   /* minutes after midnight */
		int window_end;
		int digest_at;
		int limit_per_day; /* mails to one person */
		enum mail_transport transport;
		char *maildir;

		struct {
			char *url;
			enum smtp_tls tls;
			char *ca_file;
			enum smtp_auth auth; /* never the default */
			char *user;
			char *password_file;
			char *token_url;
			char *client_id;
			char *client_secret_file;
			char *scope;
			int sessions;
			int per_minute; /* letters; 0: no limit */
			int timeout;	/* seconds, for each reply */
		} smtp;
	} mail;
	struct settings_list programmes; /* paths; empty: the embedded one */
	struct settings_list surveys;	 /* paths; empty: the embedded ones */
	char *handbook;			 /* path; "": the embedded one */

	/* The pages of the handbook that need no link. */
	struct {
		bool open;  /* anybody may read it */
		bool names; /* who the contacts are, too */
		struct settings_list frame_ancestors; /* origins of intranets */
	} handbook_pages;

	int survey_text_days; /* so long own words of surveys are kept */

	char *events; /* path; "": there are none */

	struct {
		int least; /* participants of a cohort */
		int most;
	} cohorts;

	struct {
		int text_days; /* so long is a note of an exit talk kept */
	} exits;

	struct {
		int months; /* so long holds a consent to the bank */
	} potential;

	struct {
		enum invitation_channel channel;
		int days_ahead; /* so long before a meeting, at most */
	} invitations;

	struct {
		enum feeds_method method;
	} feeds;

	struct {
		enum sign_in_totp totp;

		struct {
			char *address; /* whose word counts; "": nobody's */
			char *header;  /* in which it names the user, or "" */
		} proxy;

		struct {
			char *issuer; /* "": nobody signs in by it */
			char *client_id;
			char *client_secret_file;
			char *scopes; /* openid among them */
			char *label;  /* on the button, after "Log ind med" */
			char *claim;  /* in which the mail address stands */
			char *ca_file;
			struct settings_list acr; /* one is demanded */
			struct settings_list amr;
			bool trusted; /* to see to a second factor */
		} openid_connect;
	} sign_in;

	char *directory; /* where the configuration file lies; not a key */
};

void settings_free(struct settings *settings); /* accepts NULL */

#endif
