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
struct feed_entry {
	const char *uid; /* letters, digits and .@_-; unique in the feed */
	int sequence;
	int64_t changed_at; /* UTC; LAST-MODIFIED and DTSTAMP */
	bool all_day;
	struct date date; /* local day */
	int start;	  /* minutes after midnight, local; timed only */
	int end;	  /* as start; after it, at most 1440 */
	const char *summary;
	const char *description; /* plain text, may have \n; or NULL */
	const char *url;	 /* http or https link, or NULL; also put as the
				    last line of the description */
	const char *category;	 /* phase title, or NULL */
	bool cancelled;
	bool busy; /* a timed entry blocks its time; all-day never does */
};

struct feed_header {
	const char *name;
	const char *description; /* or NULL */
	const struct zone *zone;
	const char *cancelled_prefix; /* "Aflyst: " */
};

/* Borrows all; replaces what ret_bytes (initialised) holds. */
int feed_build(const struct feed_header *header,
    const struct feed_entry *entries, size_t count, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
