/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_ANSWER_VALUE_H
#define ONBOARD_CALENDAR_ANSWER_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "calendar/answer_line.h"

/* The values of a content line that came from a stranger. */

#define ANSWER_ZONE_SIZE 64

enum answer_clock { ANSWER_NO_TIME, ANSWER_UTC, ANSWER_LOCAL };

/*
 * A time as it was written.  Which instant a local one is, who has the zone's
 * file works out; this folder's part opens no file.
 */
struct answer_time {
	enum answer_clock clock;
	struct date date;
	int second;		     /* of the day, 0..86399 */
	char zone[ANSWER_ZONE_SIZE]; /* as "Europe/Copenhagen"; "": none */
};

/*
 * 20261123T090000, with Z or by the line's TZID; a leap second is the one
 * before.  false for a day alone, for a time that does not exist, and for a
 * zone whose name is none that we could look up.
 */
bool answer_value_time(
    const struct answer_line *line, struct answer_time *ret_time);

/* DTSTAMP: an instant in UTC. */
bool answer_value_stamp(const char *value, int64_t *ret_stamp);

/* SEQUENCE: 0 to INT32_MAX. */
bool answer_value_sequence(const char *value, int *ret_sequence);

/* DURATION without a sign, of at most 366 days, in seconds. */
bool answer_value_duration(const char *value, int64_t *ret_seconds);

/* What comes seconds (not negative) after the time, by the same clock. */
struct answer_time answer_value_add(
    const struct answer_time *time, int64_t seconds);

/* TEXT without its escapes, cleaned (utf8_clean()).  Returns owned. */
char *answer_value_text(const char *value, size_t max_chars);

/*
 * The address of a CAL-ADDRESS, a mailto URI with its escapes (RFC 6068)
 * undone, cleaned (utf8_clean()); "" when it is none.  Returns owned.
 */
char *answer_value_address(const char *value, size_t max_chars);

#endif
