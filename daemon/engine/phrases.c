/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/phrases.h"

#include "base/memory.h"
#include "text/dates_text.h"

char *
phrases_when(enum language language, const struct activity *activity)
{
	char day[DATES_TEXT_SIZE];
	char range[DATES_TEXT_SIZE];

	(void)dates_text_long(language, activity->planned, day);
	if (activity->start_minute < 0)
		return memory_strdup(day);
	return memory_printf("%s %s", day,
	    dates_text_range(
		language, activity->start_minute, activity->end_minute, range));
}
