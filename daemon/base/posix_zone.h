/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_POSIX_ZONE_H
#define ONBOARD_BASE_POSIX_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

/*
 * The rule by which a time zone goes on for ever: a POSIX TZ string with the
 * hours of RFC 8536, 3.3.1 (-167..167), as "CET-1CEST,M3.5.0,M10.5.0/3".
 */

#define POSIX_ZONE_NAME_SIZE 16

enum posix_day_kind {
	POSIX_DAY_OF_MONTH_WEEK, /* Mm.w.d */
	POSIX_DAY_JULIAN,	 /* Jn: 1..365, 29 February is not counted */
	POSIX_DAY_OF_YEAR	 /* n: 0..365 */
};

struct posix_change {
	enum posix_day_kind kind;
	int month;   /* Mm.w.d: 1..12 */
	int week;    /* Mm.w.d: 1..5, 5 is the last */
	int weekday; /* Mm.w.d: 0 is Sunday */
	int day;     /* Jn and n */
	int second;  /* local time before the change; may be negative */
};

struct posix_period_name {
	char name[POSIX_ZONE_NAME_SIZE];
	int offset; /* seconds east of UTC */
};

struct posix_zone {
	struct posix_period_name standard;
	struct posix_period_name daylight;
	bool has_daylight;
	struct posix_change to_daylight;
	struct posix_change to_standard;
};

/* A stretch of time with one offset: start <= instant < end. */
struct zone_period {
	int64_t start;
	int64_t end;
	int offset;
};

int posix_zone_parse(const char *text, struct posix_zone *ret_rule,
    struct error *err) OB_MUST_CHECK;

struct zone_period posix_zone_period(
    const struct posix_zone *rule, int64_t utc);

/* The day that the rule names in that year; the hour may lead off it. */
struct date posix_zone_change_day(const struct posix_change *change, int year);

#endif
