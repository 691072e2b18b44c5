/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_WORKDAY_H
#define ONBOARD_MODEL_WORKDAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/error.h"

/*
 * The municipality's calendar: the class of each day 1900-01-01..2199-12-31,
 * computed once from Danish public holidays (holiday.h) and the
 * configuration's rules.  Pure and immutable after workday_calendar_new().
 *
 * A workday, in offsets, is Monday to Friday that is neither holiday nor
 * closed; half, quiet and no-meeting days are workdays.
 */
enum day_flag {
	DAY_WEEKEND = 1 << 0,
	DAY_HOLIDAY = 1 << 1,
	DAY_CLOSED = 1 << 2,
	DAY_NO_MEETING = 1 << 3,
	DAY_HALF = 1 << 4, /* all timed activities end by 12:00 */
	DAY_QUIET = 1 << 5,
};

/*
 * Rules as the configuration writes them; borrowed, NULL-terminated lists:
 * "12-24" (each year), "2027-05-07" (that day), "ascension+1" (days from
 * easter, ascension or pentecost), "W07" (ISO week), "07:W28-W30" (those ISO
 * weeks' days in July), "12-27..12-30" (each year, both ends).
 */
struct workday_rules {
	const char *const *closed;
	const char *const *half;
	const char *const *no_meeting;
	const char *const *quiet;
};

/* One day with classes that no rule gives it. */
struct workday_day {
	struct date date;
	unsigned flags; /* DAY_CLOSED, DAY_HALF, DAY_NO_MEETING, DAY_QUIET */
};

struct workday_calendar;

/* OB_EINVALID names the rule; err->field is "calendar.closed" and so on. */
int workday_calendar_new(const struct workday_rules *rules,
    struct workday_calendar **ret_calendar, struct error *err) OB_MUST_CHECK;
void workday_calendar_free(struct workday_calendar *calendar);

/*
 * The base's days with more of them: by rules (NULL: none) and one by one.
 * Cheap without rules.  Fails as workday_calendar_new().
 */
int workday_calendar_extend(const struct workday_calendar *base,
    const struct workday_rules *rules, const struct workday_day *days,
    size_t count, struct workday_calendar **ret_calendar,
    struct error *err) OB_MUST_CHECK;

/* Bits of enum day_flag; 0 for a plain workday. */
unsigned workday_flags(
    const struct workday_calendar *calendar, struct date date);
bool workday_is(const struct workday_calendar *calendar, struct date date);

/*
 * The count-th workday after (count > 0) or before (count < 0) the date; the
 * date itself for 0, whatever its class.
 */
struct date workday_add(
    const struct workday_calendar *calendar, struct date date, int count);
struct date workday_back(const struct workday_calendar *calendar,
    struct date date); /* the last workday <= date */
struct date workday_next(const struct workday_calendar *calendar,
    struct date date); /* the first workday >= date */

/* Workdays in (from, to]; negative when to lies before from. */
int workday_between(
    const struct workday_calendar *calendar, struct date from, struct date to);

#endif
