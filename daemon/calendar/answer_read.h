/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_ANSWER_READ_H
#define ONBOARD_CALENDAR_ANSWER_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "calendar/answer_value.h"

/*
 * Reads what a participant's program sends back to who invited them (iTIP,
 * RFC 5546): REPLY, COUNTER and REFRESH.  The bytes are a stranger's, so this
 * reader takes only what we need and is our own: libical 3 has known faults in
 * what it does with hostile input.  No recursion, no file, and every size is
 * bounded.  It does not decide whether the answer is to be believed.
 */
#define ANSWER_MAX_BYTES ((size_t)1 << 20)
#define ANSWER_MAX_ATTENDEES 20
#define ANSWER_MAX_TEXT 255	/* characters of a UID or an address */
#define ANSWER_MAX_COMMENT 1000 /* characters */

enum answer_method {
	ANSWER_REPLY,
	ANSWER_COUNTER,
	ANSWER_REFRESH,
	ANSWER_OTHER /* REQUEST, PUBLISH, ... */
};

struct answer_attendee {
	char *address;	/* "" when it is no mail address */
	char *sent_by;	/* who answers for them, or "" */
	char *partstat; /* lower case; "needs-action" when not said */
};

struct itip_answer {
	enum answer_method method;
	size_t events;	    /* what stands in it says the first */
	size_t others;	    /* to-dos, journals, free and busy times */
	char *uid;	    /* "" when it has none that is one */
	int64_t stamp;	    /* INSTANT_NONE: none */
	int sequence;	    /* -1: not said */
	bool is_occurrence; /* it has a RECURRENCE-ID */
	struct answer_attendee *attendees;
	size_t attendee_count; /* of all; what is beyond the most is left out */
	char *comment;	       /* "", several joined by line breaks */
	struct answer_time start; /* of a COUNTER alone */
	struct answer_time end;
};

#define ANSWER_INIT                                                            \
	{                                                                      \
		.uid = NULL                                                    \
	}

/*
 * text: UTF-8, or what was meant to be.  method: the part's parameter, or
 * NULL; counts when the text does not say it.  OB_EPROTO for what is no whole
 * calendar, for a value that stands twice, and for two methods that disagree.
 */
int answer_read(const char *text, size_t len, const char *method,
    struct itip_answer *ret_answer, struct error *err) OB_MUST_CHECK;

/* How many of attendees there are to read. */
size_t answer_read_attendees(const struct itip_answer *answer);

const char *answer_read_method_name(enum answer_method method); /* "reply" */

void answer_read_release(struct itip_answer *answer);

#endif
