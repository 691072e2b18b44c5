/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_FEED_READ_H
#define ONBOARD_CALENDAR_FEED_READ_H

#include <stdbool.h>
#include <stddef.h>

/* Reads back the events that feed_build() wrote, and nothing else. */

#define FEED_READ_TIME_SIZE 18 /* "2026-12-07T09:00Z" and NUL */

struct feed_item {
	const char *uid;
	/* A day, or day and time: local, or UTC with its Z. */
	char start[FEED_READ_TIME_SIZE];
	char end[FEED_READ_TIME_SIZE]; /* "" when it lasts the day */
	const char *summary;
	bool cancelled;
};

/* Calls for each entry, in their order; the item lives as long as the call. */
typedef void (*feed_read_fn)(void *arg, const struct feed_item *item);
void feed_read(const char *bytes, feed_read_fn each, void *arg);

#endif
