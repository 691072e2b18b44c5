/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_RECORDS_H
#define ONBOARD_MODEL_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/*
 * What is kept, as plain data: one struct for each kind of row, with the
 * members named as the columns of schemas/sql, which explain them.  A record
 * owns its strings; store/ fills and releases them.  Instants are UTC seconds
 * or INSTANT_NONE; dates may be DATE_NONE; ids are positive.
 */
struct person {
	int64_t id;
	char *name;
	char *language; /* "da" or "en" */
	char *phone;
	char *email;	  /* the given address */
	char *work_email; /* "" until it is known */
	int64_t created_at;
	char *zone;	       /* "" is the instance's */
	int64_t manager_id;    /* to whom the person reports; 0 unknown */
	struct date away_from; /* both days included; DATE_NONE: at work */
	struct date away_until;
	int64_t stand_in_id; /* who acts meanwhile; 0 nobody */
	bool is_group;	     /* acts through its members */
	char *channel;	     /* invitation, feed; "" is the instance's */
	char *digest;	     /* daily, weekly */
	bool email_is_bad;   /* mail servers refuse it for good */
	bool work_email_is_bad;
};

struct programme_version {
	int64_t id;
	char *key; /* the programme's id, as "ny-leder" */
	int version;
	char *kind; /* programme_kind_name() */
	char *title_da;
	char *title_en;
	char *area; /* whom it is for; both "" is everybody */
	char *workplace;
	char *overlay;	  /* which made it out of base_version, or "" */
	int base_version; /* 0 without one */
	char *content_hash;
	int64_t imported_at;
	int64_t withdrawn_at; /* INSTANT_NONE: journeys may begin on it */
};

/* Who decided a version of a programme, and why. */
struct programme_decision {
	int64_t programme_id; /* programme_version.id */
	struct date decided_on;
	char *decided_by; /* a group or a function, as people write it */
	char *reason;
	char *recorded_by; /* the actor who noted it */
	int64_t recorded_at;
};

struct survey_version {
	int64_t id;
	char *key; /* the survey's id, as "puls-1" */
	int version;
	char *title_da;
	char *title_en;
	char *answered_by; /* survey_answerer_name() */
	char *content_hash;
	int64_t imported_at;
	int64_t withdrawn_at; /* INSTANT_NONE: steps send it */
};

struct programme_overlay {
	char *overlay; /* its id */
	char *key;     /* of its base */
	char *area;
	char *workplace;
	char *source; /* the file with the guides of what it adds, as JSON */
	int64_t imported_at;
};

struct journey {
	int64_t id;
	int64_t leader_id;
	int64_t programme_id; /* programme_version.id */
	char *state;	      /* planned, active, paused, ended, cancelled */
	struct date accepted;
	struct date first_day;
	struct date end_day;
	char *kind;	   /* programme_kind_name() */
	char *recruitment; /* internal, external */
	char *title;
	char *area;
	char *workplace;
	char *level; /* of management, "" when not known */
	int addresses;
	int employees;
	int professional_groups; /* that the leader leads; 0: not said */
	int64_t created_at;
	bool work_address_asked; /* the coordinator was told it is missing */
	struct date last_day;	 /* of employment; DATE_NONE: goes on */
	char *ended_why;	 /* why it was cancelled */
};

/* Leave or illness; both days included. */
struct journey_pause {
	int64_t id;
	int64_t journey_id;
	struct date from_day;
	struct date until_day;
};

/* Somebody's time as mentor of one leader. */
struct mentor_relation {
	int64_t id;
	int64_t journey_id;
	int64_t person_id;
	struct date from_day;
	struct date until_day;	/* DATE_NONE: goes on */
	struct date briefed_on; /* DATE_NONE: not prepared yet */
	char *closed_why;
};

struct journey_role {
	int64_t journey_id;
	char *role;
	int64_t person_id;
	bool is_fallback; /* nobody was named: the coordinator stands in */
};

struct activity {
	int64_t id;
	int64_t journey_id;
	int position; /* stored: schemas/sql; in a dossier: in its course */
	char *step;
	char *state; /* activity_state_name() */
	int64_t responsible_id;
	struct date planned;
	struct date latest;
	struct date due_rule;
	int start_minute; /* local; -1 without a time */
	int end_minute;
	int64_t start_at; /* derived from planned and start_minute */
	int64_t end_at;
	bool undisturbed;
	int flags;     /* enum activity_flag bits */
	bool is_moved; /* placed by hand: re-planning keeps it */
	char *title;   /* of a first task; else "" */
	char *goal;
	char *outcome;	      /* said of a first task; else "" */
	char *seen_by;	      /* how it is seen that the goal is reached */
	char *uid;	      /* of the calendar entry, never changes */
	int sequence;	      /* of the calendar entry, never falls */
	int read_sequence;    /* not a column: as the dossier read it */
	int64_t changed_at;   /* last change that a calendar entry shows */
	char *derivation;     /* derivation_encode(), or "" */
	int64_t noticed_id;   /* the responsible person who was told; 0 none */
	struct date told_day; /* what those concerned were told last */
	int told_minute;
	bool late_told;	    /* late-start was told once */
	int64_t settled_at; /* done, skipped or cancelled at */
	char *settled_by;
	char *note; /* with done; the reason with skipped or moved */
};

/* Somebody who was nominated for a cohort. */
struct nomination {
	int64_t id;
	int64_t journey_id; /* the cohort */
	int64_t person_id;
	int64_t manager_id;
	struct date nominated_on;
	char *terms; /* digest of the text that was accepted */
	int64_t person_accepted_at;
	int64_t manager_accepted_at;
	int64_t withdrawn_at;
	char *withdrawn_why;
	struct date consent_asked_on; /* DATE_NONE: not to the potential bank */
};

/* One day of an annual event. */
struct annual_day {
	char *key;
	struct date day;
	char *title_da;
	char *title_en;
	int start_minute; /* -1: the whole day */
	int minutes;
	char *role;    /* who sees to it */
	char *only_if; /* condition.h's canonical text */
	bool is_gone;  /* kept for the activities that it was */
	char *uid;     /* of its one calendar entry, never changes */
	int sequence;  /* never falls */
	int64_t changed_at;
};

/* What the job is like, hard parts and all. */
struct job_description {
	int64_t journey_id;
	char *text;		 /* Markdown */
	char *challenges;	 /* Markdown, never blank */
	char *advertisement_url; /* where each of the two is, "" for none */
	char *role_url;
	int version;	   /* from 1; each change is one more */
	int64_t writer_id; /* 0: nobody who is known */
	int64_t written_at;
};

struct call {
	int64_t id;
	int64_t journey_id;
	int64_t held_at;
	int minutes;
	int64_t logged_at;
	char *actor;
};

/* A call or meeting that was held; nothing of what was said. */
struct talk {
	int64_t activity_id;
	struct date held_on;
	int minutes;	   /* 0: nobody has said */
	char *undisturbed; /* "yes", "no", or "" as long as nobody has said */
	char *recorded_by;
	int64_t recorded_at;
};

/* Something that was talked about. */
struct talk_topic {
	int64_t activity_id;
	char *topic; /* its id, in the step as it was then */
};

/* What somebody said of an activity on a page. */
struct remark {
	int64_t id;
	int64_t activity_id;
	char *kind;	   /* comment, cannot */
	int64_t person_id; /* who said it */
	int64_t owner_id;  /* who was responsible then */
	char *text;
	int64_t said_at;
	int64_t ended_at; /* taken back; INSTANT_NONE: it holds */
};

/* Who said last that an entry of the handbook is right. */
struct handbook_confirmation {
	char *name;	      /* of the entry */
	int64_t confirmed_at; /* 0: what was confirmed is not so any more */
	int64_t person_id;
	char *base; /* digest of the entry before it was corrected, or "" */
};

/* That somebody who leaves was talked to, by somebody neutral. */
struct exit_interview {
	int64_t journey_id; /* of the exit */
	struct date held_on;
	int64_t interviewer_id;
	int64_t recorded_at;
};

/* Why somebody leaves; exit_reason.h has the words. */
struct exit_reason {
	int64_t journey_id;
	char *reason;
	bool is_main;
};

/* What was noted besides; it goes on its day. */
struct exit_note {
	int64_t journey_id;
	char *text;
	struct date expires_on;
};

/* What is done about what exit talks of half a year told. */
struct follow_up {
	int64_t id;
	char *period; /* "2026H2" */
	char *title;
	int64_t owner_id;
	struct date due;
	int64_t added_at;
	int64_t done_at; /* INSTANT_NONE: still to be done */
};

/* A consent to stand in the potential bank. */
struct potential {
	int64_t person_id;
	int64_t journey_id; /* the course */
	int64_t consented_at;
	struct date expires_on;
	struct date reminded_on; /* DATE_NONE: not yet */
};

/* How often somebody was asked to look at an entry of the handbook. */
struct handbook_ask {
	char *name;	   /* of the entry */
	struct date since; /* nobody has confirmed it */
	int asked;
	struct date asked_on; /* the last time; DATE_NONE: never */
};

struct mail {
	int64_t id;
	char *dedup_key;
	char *kind;
	int64_t journey_id;  /* 0 when it concerns several */
	int64_t activity_id; /* of a mail step, else 0 */
	int64_t person_id;
	char *to_address;
	char *subject;
	char *message_id; /* without angle brackets */
	char *state; /* queued sending sent deferred failed cancelled ambiguous
			held */
	int attempts;
	int64_t created_at;
	int64_t next_attempt_at;
	int64_t not_after; /* INSTANT_NONE: five days after created_at */
	int64_t sent_at;
	char *last_reply;
	bool urgent;  /* goes at any hour */
	int priority; /* 0 invitations and changes, 1, 2 digests */
};

/* A rung of an activity's ladder that was worked through. */
struct reminder {
	int64_t activity_id;
	char *rung; /* before-5, on-day, overdue, managers-manager, ... */
	struct date planned;
	int64_t person_id;
	struct date told_on;
	char *outcome;	 /* sent, merged, dropped */
	int64_t mail_id; /* 0: none */
};

struct mail_attempt {
	int64_t mail_id;
	int64_t at;
	char *outcome;
	char *reply;
};

struct feed {
	int64_t id;
	char *purpose;	    /* journey, person, coordinator, network */
	int64_t journey_id; /* 0 but for one journey's */
	int64_t network_id; /* 0 but for one network's */
	int64_t person_id;
	char *role; /* the person's first role in the journey */
	int64_t generation;
	char *token_hash;
	char *content_hash;	    /* "" until it was built once */
	int64_t content_changed_at; /* Last-Modified, never falls */
	char *tasks_hash;	    /* the same of the calendar with tasks */
	int64_t tasks_changed_at;
	int alarm_minutes; /* before each meeting; -1: no alarms */
	int64_t last_fetched_at;
	char *last_agent;
	int last_status; /* of HTTP; 0 before the first fetch */
	int64_t fetches;
	int64_t fetches_unchanged; /* answered by 304 */
	int64_t revoked_at;	   /* INSTANT_NONE: open */
};

/* One person's invitation to an activity: what was told, what came back. */
struct invitation {
	int64_t id;
	int64_t activity_id;
	int64_t person_id;
	char *address; /* the ATTENDEE's, as the mail had it */
	char *method;  /* request, cancel: what was told last */
	int sequence;  /* and with which SEQUENCE, day and times */
	struct date told_day;
	int told_start;
	int told_end;
	int64_t told_at;
	int64_t mail_id; /* 0: none */
	char *partstat;	 /* needs-action accepted declined tentative delegated
			  */
	int64_t answered_at;
	int64_t answer_stamp; /* DTSTAMP of the answer that counts */
	int answer_sequence;  /* what it answered */
	char *answer_by;      /* "", mail, link, page, hand */
	bool answer_verified; /* the sender is known to be the attendee */
	char *comment;
	bool was_answered; /* it lies in the person's own calendar */
};

/* What a link in a mail does for one person. */
struct action_link {
	int64_t id;
	char *purpose; /* answer, done, offer, unsubscribe */
	int64_t person_id;
	int64_t activity_id;   /* 0 for unsubscribe */
	struct date offer_day; /* DATE_NONE but for an offer */
	int offer_minute;
	int64_t generation;
	char *token_hash;
	int64_t created_at;
};

/* That somebody is asked to answer a survey. */
struct survey_request {
	int64_t id;
	int64_t survey_id; /* the version that is read */
	char *survey;	   /* its key */
	int64_t activity_id;
	int64_t journey_id;
	int64_t person_id;
	int64_t generation;
	char *token_hash;
	char *state; /* survey_request_state_name() */
	int64_t asked_at;
	int64_t answered_at;   /* INSTANT_NONE: not yet */
	struct date closes_on; /* the last day */
	int reminders;	       /* that were mailed */
};

/* A number of a scale, or the id of a choice. */
struct survey_answer {
	int64_t request_id;
	char *question;
	char *value;
};

/* An answer in the person's own words. */
struct survey_text {
	int64_t request_id;
	char *question;
	char *text;
	struct date expires_on; /* deleted after this day */
};

/* The fact that a mail brought. */
struct received_mail {
	int64_t id;
	char *digest; /* of the fact */
	int64_t received_at;
	char *kind;   /* reply counter refresh bounce automatic unreadable other
		       */
	char *sender; /* address, or "" */
	int64_t activity_id;
	int64_t person_id;
	int64_t mail_id; /* of ours that bounced */
	char *partstat;	 /* as in invitation, or "" */
	int sequence;
	int64_t stamp;
	int64_t proposed_start; /* of a counter */
	int64_t proposed_end;
	char *comment;
	bool is_verified;
	char *outcome; /* applied repeated outdated ignored review settled */
	char *reason;  /* a word that the catalogue explains */
	int64_t settled_at;
	char *settled_by;
};

struct page {
	int64_t id;
	char *kind;	    /* leader, person */
	int64_t journey_id; /* of a leader's page, else 0 */
	int64_t person_id;
	int64_t generation;
	char *token_hash;
};

struct audit_entry {
	int64_t id;
	int64_t at;
	char *actor;
	char *verb;
	char *entity; /* the table's name */
	int64_t entity_id;
	char *value_hash;
	char *previous_hash;
	char *hash;
};

/* Who signs in, with what is known of the person. */
struct account {
	int64_t id;
	int64_t person_id;
	char *role;  /* account_role_name() */
	char *area;  /* "": all */
	char *state; /* active, disabled */
	int64_t created_at;
	int64_t signed_in_at; /* INSTANT_NONE: never */
};

/* An account's source of one-time codes. */
struct authenticator {
	int64_t account_id;
	int64_t generation;
	int64_t confirmed_at; /* INSTANT_NONE: no code was right yet */
	int64_t last_step;    /* the newest whose code was used */
};

/* One browser's way from asking for a mail to its link's button. */
struct sign_in_link {
	int64_t id;
	char *address_key;
	char *browser_hash; /* of the cookie of who asked */
	char *token_hash;   /* NULL until the mail is written */
	int64_t account_id; /* 0 until then */
	char *state;	    /* asked, limited, sent, unknown, used */
	char *next_path;    /* of ours, or "" */
	int tries;	    /* wrong codes */
	int64_t created_at;
	int64_t ends_at;
	int64_t mail_id;
};

/* As stored; model/account.h's struct session is what handlers see. */
struct session_record {
	int64_t id;
	int64_t account_id;
	char *token_hash;
	char *stage; /* code, enrol, full */
	char *address;
	char *agent;
	char *next_path;
	int tries;
	int64_t created_at;
	int64_t seen_at;
	int64_t ends_at;
	bool is_openid; /* began at the provider */
};

/* A browser on its way to the provider and back. */
struct openid_sign_in {
	int64_t id;
	char *state_hash;
	char *browser_hash;
	char *next_path; /* of ours, or "" */
	int64_t created_at;
	int64_t ends_at;
};

/* Whom a provider calls what. */
struct openid_identity {
	int64_t id;
	int64_t account_id;
	char *issuer;
	char *subject;
	int64_t linked_at;
};

/* How often something was tried since then. */
struct rate_limit {
	char *subject;
	int64_t since;
	int64_t count;
};

#endif
