/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_DATE_H
#define ONBOARD_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A civil date of the proleptic Gregorian calendar, without zone or time.
 * Not an instant: those are int64_t UTC seconds.  Valid dates are
 * 1900-01-01 .. 2199-12-31; DATE_NONE means "no date".
 */
struct date {
	int32_t day; /* days since 1970-01-01 */
};

#define DATE_NONE ((struct date){INT32_MIN})
#define DATE_TEXT_SIZE 11 /* YYYY-MM-DD and NUL */

struct civil {
	int year;
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

enum weekday {
	MONDAY = 1,
	TUESDAY,
	WEDNESDAY,
	THURSDAY,
	FRIDAY,
	SATURDAY,
	SUNDAY
}; /* ISO 8601 numbers */

struct iso_week {
	int year; /* ISO 8601 week-numbering year */
	int week; /* 1..53 */
};

static inline bool
date_is_none(struct date date)
{
	return date.day == INT32_MIN;
}

bool date_is_valid_civil(int year, int month, int day);
struct date date_from_civil(int year, int month, int day); /* must be valid */
struct civil date_to_civil(struct date date);

/* Exactly YYYY-MM-DD, a date that exists, 1900..2199; else OB_EINVALID. */
int date_parse(
    const char *text, struct date *ret_date, struct error *err) OB_MUST_CHECK;

/* Returns text; "" for DATE_NONE. */
char *date_format(struct date date, char text[DATE_TEXT_SIZE]);

enum weekday date_weekday(struct date date);
struct iso_week date_iso_week(struct date date);
struct date date_add_days(struct date date, int days);

/* Clamps to the last day of the month: 31 January + 1 month = 28 February. */
struct date date_add_months(struct date date, int months);

static inline bool
date_before(struct date a, struct date b)
{
	return a.day < b.day;
}

static inline struct date
date_max(struct date a, struct date b)
{
	return a.day >= b.day ? a : b;
}

static inline struct date
date_min(struct date a, struct date b)
{
	return a.day <= b.day ? a : b;
}

#endif
