/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_FEED_H
#define ONBOARD_CALENDAR_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "base/strbuf.h"

struct zone;

/*
 * Builds a person's calendar feed (RFC 5545, RFC 7986): the same input gives
 * the same bytes, so their hash is an ETag.  Which entries belong to the feed
 * and for how long is the caller's decision.
 *
 * Texts may hold anything: control characters and broken UTF-8 are dropped,
 * line breaks of a summary, a category or a header become blanks, and one of
 * nothing but blanks is left out.  A value
 * that is no text (uid, url, numbers) is refused with OB_EINVALID instead.
 */
enum feed_kind {
	FEED_EVENT,
	FEED_TASK /* VTODO, which many calendar programs do not show */
};

struct feed_entry {
	enum feed_kind kind;
	const char *uid; /* letters, digits and .@_-; unique in the feed */
	int sequence;
	int64_t changed_at; /* UTC; LAST-MODIFIED and DTSTAMP */
	bool all_day;	    /* each task is: the day is when it is due */
	struct date date;   /* local day */
	int start;	    /* minutes after midnight, local; timed only */
	int end;	    /* as start; after it, at most 1440 */
	const char *summary;
	const char *description; /* plain text, may have \n; or NULL */
	const char *url;	 /* http or https link, or NULL; also put as the
				    last line of the description */
	const char *category;	 /* phase title, or NULL */
	bool cancelled;
	bool busy;	 /* a timed entry blocks its time; all-day never does */
	bool is_private; /* its words are for the subscriber alone */
	bool is_done;	 /* a task */
	int64_t done_at; /* UTC; of a task that is done */
	bool has_alarm;	 /* a timed entry that is not cancelled rings */
	int alarm_minutes; /* before it begins; 0..FEED_ALARM_MAX */
};

#define FEED_ALARM_MAX 40320 /* four weeks */

struct feed_header {
	const char *name;
	const char *description; /* or NULL */
	const struct zone *zone;
	const char *cancelled_prefix; /* "Aflyst: " */
	/*
	 * With an address the calendar is METHOD:PUBLISH, and each entry names
	 * this ORGANIZER (RFC 5546, 3.2.1); by default neither is there.
	 */
	const char *organizer_name; /* or NULL */
	const char *organizer_address;
};

/* Borrows all; replaces what ret_bytes (initialised) holds. */
int feed_build(const struct feed_header *header,
    const struct feed_entry *entries, size_t count, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
