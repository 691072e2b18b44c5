/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "model/workday.h"

/* Prints each public holiday of the calendar's 300 years, one a line. */
int
main(void)
{
	const struct workday_rules rules = {.closed = NULL};
	struct workday_calendar *calendar;
	struct date date = date_from_civil(1900, 1, 1);
	struct date last = date_from_civil(2199, 12, 31);

	if (workday_calendar_new(&rules, &calendar, NULL) < 0)
		return EXIT_FAILURE;
	for (; date.day <= last.day; date.day++) {
		unsigned flags = workday_flags(calendar, date);
		char text[DATE_TEXT_SIZE];

		if ((flags & DAY_HOLIDAY) != 0)
			(void)printf("%s%s\n", date_format(date, text),
			    (flags & DAY_WEEKEND) != 0 ? " weekend" : "");
	}
	workday_calendar_free(calendar);
	return EXIT_SUCCESS;
}
