/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_RECEIVED_FACT_H
#define ONBOARD_MODEL_RECEIVED_FACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What onboardctl receive-mail made of one message (onboard-mail(7)): claims
 * of a stranger, of which the engine decides what is true.  All borrowed;
 * no text is NULL, "" is none.
 */
struct received_attendee {
	const char *address;
	const char *sent_by;
	const char *partstat; /* lower case */
};

/* A time as it was written. */
struct received_time {
	const char *at;	  /* 2026-11-26T13:00[:SS], or "" */
	const char *zone; /* IANA name, "" for local time without one */
};

/* What a mail server says of one recipient (RFC 3464). */
struct received_delivery {
	const char *action;
	const char *status; /* "5.1.1" */
	const char *recipient;
	const char *diagnostic;
};

struct received_fact {
	const char *kind;   /* as received_mail's */
	const char *reason; /* why it is unreadable, or what other means */
	const char *sender; /* the From address */
	const char *const *recipients;
	size_t recipient_count;
	bool is_automatic;
	const char *authentication; /* unasked, silent, pass, fail */

	const char *uid;
	int64_t sequence; /* -1: not said */
	int64_t stamp;	  /* INSTANT_NONE: not said */
	bool is_occurrence;
	int64_t events;
	int64_t attendee_total;
	const struct received_attendee *attendees; /* of the total, the first */
	size_t attendee_count;
	const char *comment;
	struct received_time start;
	struct received_time end;

	const struct received_delivery *deliveries;
	size_t delivery_count;
	const char *const *returned; /* Message-IDs of what came back */
	size_t returned_count;
	const char *text; /* of a report without deliveries */

	const char *canonical; /* the whole as text: same fact, same text */
};

#endif
