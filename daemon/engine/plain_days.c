/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/plain_days.h"

#include "model/workday.h"

bool
plain_days_is(const struct workday_calendar *calendar, struct date day)
{
	return workday_is(calendar, day) &&
	       (workday_flags(calendar, day) & DAY_QUIET) == 0;
}

bool
plain_days_opens_week(const struct workday_calendar *calendar, struct date day)
{
	struct date at = date_add_days(day, MONDAY - (int)date_weekday(day));

	for (; date_before(at, day); at = date_add_days(at, 1)) {
		if (plain_days_is(calendar, at))
			return false;
	}
	return plain_days_is(calendar, day);
}
