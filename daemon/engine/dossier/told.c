/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/told.h"

#include "engine/dossier/dossier.h"

bool
told_is(const struct activity *activity)
{
	return !date_is_none(activity->told_day);
}

void
told_set(struct activity *activity)
{
	bool is_open = activity_is_open(dossier_state(activity));

	activity->told_day = is_open ? activity->planned : DATE_NONE;
	activity->told_minute = is_open ? activity->start_minute : -1;
}

void
told_set_first(struct activity *activity)
{
	if (!told_is(activity))
		told_set(activity);
}
