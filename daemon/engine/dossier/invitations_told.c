/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/invitations_told.h"

#include <string.h>

static const struct invitation *
find(const struct invitation *rows, size_t count,
    const struct activity *activity, int64_t person_id)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].activity_id == activity->id &&
		    rows[i].person_id == person_id)
			return &rows[i];
	}
	return NULL;
}

static bool
is_request(const struct invitation *row)
{
	return strcmp(row->method, "request") == 0;
}

/* By a cancellation that said so: not withdrawn before, for another reason. */
static bool
was_called_off(const struct invitation *row, const struct activity *activity)
{
	return !is_request(row) && row->mail_id != 0 &&
	       row->told_at >= activity->settled_at;
}

bool
invitations_told_is(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id)
{
	const struct invitation *row = find(dossier->invitations,
	    dossier->invitation_count, activity, person_id);

	if (row == NULL)
		return false;
	if (!activity_is_open(dossier_state(activity)))
		return was_called_off(row, activity);
	return is_request(row) && row->told_day.day == activity->planned.day &&
	       row->told_start == activity->start_minute &&
	       row->told_end == activity->end_minute;
}

bool
invitations_told_hides(const struct invitation *rows, size_t count,
    const struct activity *activity, int64_t person_id)
{
	const struct invitation *row = find(rows, count, activity, person_id);

	return row != NULL && row->was_answered &&
	       (is_request(row) ||
		   (!activity_is_open(dossier_state(activity)) &&
		       was_called_off(row, activity)));
}
