/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CALENDAR_TIME_H
#define ONBOARD_CALENDAR_CALENDAR_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

/* A DATE or DATE-TIME value (RFC 5545, 3.3.4 and 3.3.5) as it is written. */
enum calendar_time_kind {
	CALENDAR_TIME_DATE,
	CALENDAR_TIME_LOCAL,
	CALENDAR_TIME_UTC
};

struct calendar_time {
	enum calendar_time_kind kind;
	struct date date; /* DATE_NONE outside of 1900 to 2199 */
	int second;	  /* of the day */
};

/* False for what is no such value or no day that exists. */
bool calendar_time_parse(
    const char *text, size_t len, struct calendar_time *ret_time);

/* Seconds on its own clock, for comparing two of one kind and zone. */
int64_t calendar_time_seconds(const struct calendar_time *time);

/* "-P1DT2H": whether it is a DURATION; signs and weeks as RFC 5545 has it. */
bool calendar_time_is_duration(const char *text);

/* Whether a DURATION is of whole days or weeks. */
bool calendar_time_is_days(const char *text);

#endif
