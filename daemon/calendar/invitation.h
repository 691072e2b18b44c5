/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_INVITATION_H
#define ONBOARD_CALENDAR_INVITATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "base/strbuf.h"

struct zone;

/*
 * The iCalendar object that a mail carries to one person (RFC 5546, RFC 6047):
 * one meeting, one organiser, one attendee, and the zone of its time.  The same
 * input gives the same bytes.  Texts may hold anything, as in feed.h; a value
 * that is no text is refused with OB_EINVALID.
 */
enum invitation_method {
	INVITATION_REQUEST,	   /* new, or changed: a higher sequence */
	INVITATION_CANCEL,	   /* off, or off for this attendee alone */
	INVITATION_DECLINECOUNTER, /* what the attendee proposed cannot be */
};

struct invitation_content {
	enum invitation_method method;
	const char *uid; /* as in the feed */
	int sequence;
	int64_t stamp; /* UTC; when it is written: DTSTAMP */
	const struct zone *zone;
	struct date date; /* local day */
	int start;	  /* minutes after midnight, local */
	int end;	  /* after start, at most 1440 */
	const char *summary;
	const char *description;    /* plain text, may have \n; or NULL */
	const char *url;	    /* as in feed.h */
	const char *category;	    /* or NULL */
	const char *comment;	    /* why a proposal is declined, or NULL */
	const char *organizer_name; /* or NULL */
	const char *organizer_address;
	const char *attendee_name; /* or NULL */
	const char *attendee_address;
	const char *partstat; /* "accepted" ..., as stored; NULL: none yet */
};

/* "REQUEST", as METHOD and as the parameter of a mail's part have it. */
const char *invitation_method_name(enum invitation_method method);

/* Borrows all; replaces what ret_bytes (initialised) holds. */
int invitation_build(const struct invitation_content *content,
    struct strbuf *ret_bytes, struct error *err) OB_MUST_CHECK;

#endif
