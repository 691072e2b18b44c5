/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MAIL_MAILER_OPTIONS_H
#define ONBOARD_MAIL_MAILER_OPTIONS_H

#include "base/error.h"
#include "model/settings.h"

#define MAILER_SESSIONS_MAX 16

enum mail_tls {
	MAIL_TLS_REQUIRED, /* STARTTLS, or from the start with smtps:// */
	MAIL_TLS_NONE,	   /* loopback only */
};

/*
 * Where letters go.  All strings are borrowed, during mailer_start() only;
 * NULL and "" are the same.
 */
struct mailer_options {
	enum mail_transport transport;
	const char *maildir;  /* made (0700) where missing */
	const char *smtp_url; /* smtp://host[:port] or smtps://host[:port] */
	enum mail_tls tls;
	const char *ca_file;   /* optional: instead of the system's */
	const char *helo_name; /* optional: the machine's name */
	enum smtp_auth auth;
	const char *user;      /* for any login */
	const char *password;  /* copied, wiped at stop, never logged */
	const char *token_url; /* for SMTP_AUTH_XOAUTH2, as the next */
	const char *client_id;
	const char *client_secret; /* as the password */
	const char *scope;	   /* optional */
	int sessions; /* SMTP connections, 1..MAILER_SESSIONS_MAX */
	int connect_timeout_ms;
	int response_timeout_ms; /* for each reply; whole seconds */
	int final_timeout_ms;	 /* for the one to the whole letter; the same */
	int total_timeout_ms;	 /* for one attempt */
	int idle_timeout_ms;	 /* then an unused connection is closed */
	int stop_timeout_ms;	 /* for a letter under way at stop */
};

/* Maildir, TLS required, 2 sessions, time-outs fit for a relay. */
void mailer_options_init(struct mailer_options *options);

/* The options alone, as for `onboardd -n`: opens and starts nothing. */
int mailer_options_check(
    const struct mailer_options *options, struct error *err) OB_MUST_CHECK;

#endif
