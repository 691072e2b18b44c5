/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/day_value.h"

struct icaltimetype
day_value_to_ical(struct date date)
{
	struct civil civil = date_to_civil(date);
	struct icaltimetype time = icaltime_null_time();

	time.is_date = 1;
	time.year = civil.year;
	time.month = civil.month;
	time.day = civil.day;
	return time;
}

bool
day_value_from_ical(struct icaltimetype time, struct date *ret_date)
{
	if (!date_is_valid_civil(time.year, time.month, time.day))
		return false;
	*ret_date = date_from_civil(time.year, time.month, time.day);
	return true;
}
