/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/nullable.h"

#include <stdio.h>

#include "base/instant.h"
#include "engine/core/core.h"

json_t *
nullable_instant(const struct engine *engine, int64_t instant)
{
	char text[INSTANT_TEXT_SIZE];

	return instant == INSTANT_NONE
		   ? json_null()
		   : json_string(instant_format(engine->zone, instant, text));
}

json_t *
nullable_date(struct date date)
{
	char text[DATE_TEXT_SIZE];

	return date_is_none(date) ? json_null()
				  : json_string(date_format(date, text));
}

json_t *
nullable_time(int minute)
{
	char text[24];

	if (minute < 0)
		return json_null();
	(void)snprintf(
	    text, sizeof(text), "%02d:%02d", minute / 60, minute % 60);
	return json_string(text);
}

json_t *
nullable_id(int64_t id)
{
	return id == 0 ? json_null() : json_integer((json_int_t)id);
}
