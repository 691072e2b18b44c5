/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/phrases.h"

#include "base/memory.h"
#include "base/zone.h"
#include "text/dates_text.h"

#define DAY_MINUTES (24 * 60)

static char *
say(enum language language, struct date date, int start, int end)
{
	char day[DATES_TEXT_SIZE];
	char range[DATES_TEXT_SIZE];

	(void)dates_text_long(language, date, day);
	return memory_printf(
	    "%s %s", day, dates_text_range(language, start, end, range));
}

char *
phrases_when(enum language language, const struct activity *activity)
{
	char day[DATES_TEXT_SIZE];

	if (activity->start_minute < 0)
		return memory_strdup(
		    dates_text_long(language, activity->planned, day));
	return say(language, activity->planned, activity->start_minute,
	    activity->end_minute);
}

void
phrases_day_and_time(enum language language, const struct zone *zone,
    const struct activity *activity, char ret_day[DATES_TEXT_SIZE],
    char ret_time[DATES_TEXT_SIZE])
{
	struct local_time start;
	int minute;
	int end;

	ret_time[0] = '\0';
	if (activity->start_minute < 0) {
		(void)dates_text_long(language, activity->planned, ret_day);
		return;
	}
	start = zone_to_local(zone, activity->start_at);
	minute = start.second / 60;
	end = minute + (int)(activity->end_at - activity->start_at) / 60;
	(void)dates_text_long(language, start.date, ret_day);
	(void)dates_text_range(language, minute, end % DAY_MINUTES, ret_time);
}

char *
phrases_when_in(enum language language, const struct zone *zone,
    const struct activity *activity)
{
	char day[DATES_TEXT_SIZE];
	char time[DATES_TEXT_SIZE];

	phrases_day_and_time(language, zone, activity, day, time);
	return time[0] == '\0' ? memory_strdup(day)
			       : memory_printf("%s %s", day, time);
}

char *
phrases_moment(enum language language, struct date day, int minute)
{
	char date[DATES_TEXT_SIZE];
	char time[DATES_TEXT_SIZE];

	(void)dates_text_long(language, day, date);
	if (minute < 0 || date_is_none(day))
		return memory_strdup(date);
	return memory_printf(
	    "%s %s", date, dates_text_time(language, minute, time));
}
