/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/plain_days.h"

#include "model/workday.h"

#define WEEK_DAYS 7
#define WEEKS_MAX 53

bool
plain_days_is(const struct workday_calendar *calendar, struct date day)
{
	return workday_is(calendar, day) &&
	       (workday_flags(calendar, day) & DAY_QUIET) == 0;
}

static struct date
monday_of(struct date day)
{
	return date_add_days(day, MONDAY - (int)date_weekday(day));
}

bool
plain_days_opens_week(const struct workday_calendar *calendar, struct date day)
{
	struct date at = monday_of(day);

	for (; date_before(at, day); at = date_add_days(at, 1)) {
		if (plain_days_is(calendar, at))
			return false;
	}
	return plain_days_is(calendar, day);
}

struct date
plain_days_weekly(const struct workday_calendar *calendar, struct date day)
{
	struct date monday = monday_of(day);
	struct date first = DATE_NONE;

	for (int i = WEEK_DAYS - 1; i >= 0; i--) {
		struct date at = date_add_days(monday, i);

		if (plain_days_is(calendar, at) ||
		    (workday_is(calendar, at) &&
			(date_is_none(first) ||
			    !plain_days_is(calendar, first))))
			first = at;
	}
	return first;
}

struct date
plain_days_next_weekly(const struct workday_calendar *calendar, struct date day)
{
	struct date at = day;
	struct date weekly = plain_days_weekly(calendar, at);

	/* No calendar closes a year; the bound is against one that does. */
	for (int i = 0; i < WEEKS_MAX &&
			(date_is_none(weekly) || date_before(weekly, day));
	     i++) {
		at = date_add_days(monday_of(at), WEEK_DAYS);
		weekly = plain_days_weekly(calendar, at);
	}
	return date_is_none(weekly) ? at : weekly;
}

bool
plain_days_has_week(const struct workday_calendar *calendar, struct date day)
{
	struct date weekly = plain_days_weekly(calendar, day);

	return !date_is_none(weekly) && plain_days_is(calendar, weekly);
}
