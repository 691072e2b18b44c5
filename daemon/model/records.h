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
};

struct programme_version {
	int64_t id;
	char *key; /* the programme's id, as "ny-leder" */
	int version;
	char *title_da;
	char *title_en;
	char *content_hash;
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
	char *recruitment; /* internal, external */
	char *title;
	char *area;
	char *workplace;
	int64_t created_at;
	bool work_address_asked; /* the coordinator was told it is missing */
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
	int position; /* the step's index in its programme version */
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
	int flags;	    /* enum activity_flag bits */
	bool is_moved;	    /* placed by hand: re-planning keeps it */
	char *uid;	    /* of the calendar entry, never changes */
	int sequence;	    /* of the calendar entry, never falls */
	int64_t changed_at; /* last change that a calendar entry shows */
	char *derivation;   /* derivation_encode(), or "" */
	int64_t noticed_id; /* the responsible person who was told; 0 none */
	struct date overdue_told;   /* planned day that was told as overdue */
	struct date escalated_told; /* planned day told to the coordinator */
	bool late_told;		    /* late-start was told once */
	int64_t settled_at;	    /* done, skipped or cancelled at */
	char *settled_by;
	char *note; /* with done; the reason with skipped or moved */
};

struct call {
	int64_t id;
	int64_t journey_id;
	int64_t held_at;
	int minutes;
	int64_t logged_at;
	char *actor;
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
};

struct mail_attempt {
	int64_t mail_id;
	int64_t at;
	char *outcome;
	char *reply;
};

struct feed {
	int64_t id;
	int64_t journey_id;
	int64_t person_id;
	char *role; /* the person's first role in the journey */
	int64_t generation;
	char *token_hash;
	char *content_hash;	    /* "" until it was built once */
	int64_t content_changed_at; /* Last-Modified, never falls */
	int64_t last_fetched_at;
	char *last_agent;
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

#endif
