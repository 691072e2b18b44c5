/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/planning/events_attach.h"
#include "engine/planning/planning.h"
#include "engine/roles/roles.h"
#include "model/role.h"
#include "store/activity_store.h"

static bool
role_matters(
    const struct dossier *dossier, const struct step *step, const char *role)
{
	if (roles_of_step(step, role))
		return true;
	if (strcmp(role, ROLE_COORDINATOR) != 0)
		return false;
	for (size_t i = 0; i < dossier->role_count; i++) {
		if (dossier->roles[i].is_fallback &&
		    roles_of_step(step, dossier->roles[i].role))
			return true;
	}
	return strcmp(step->role, ROLE_SYSTEM) == 0;
}

static bool
has_clash(struct dossier *dossier, const struct activity *activity)
{
	return activity->start_minute >= 0 &&
	       planning_check_time(dossier, activity, activity->planned,
		   activity->start_minute, activity->end_minute, NULL) != OB_OK;
}

/* An event stays: what the new host has at its time gives way. */
static int
settle_clash(struct dossier *dossier, const struct activity *activity,
    json_t *moved, struct error *err)
{
	int64_t id = activity->id;

	return course_is_event(activity->step)
		   ? events_attach_make_way(dossier, activity, moved, err)
		   : planning_adjust(dossier, &id, 1, moved, err);
}

int
roles_recast(struct dossier *dossier, const char *role, struct error *err)
{
	json_t *moved = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!activity_is_open(dossier_state(activity)) ||
		    !role_matters(
			dossier, dossier_step(dossier, activity), role))
			continue;
		status = planning_recast(dossier, activity, err);
		if (status == OB_OK)
			status = activity_store_update(dossier->engine->store,
			    activity, activity->state, err);
		if (status == OB_OK && has_clash(dossier, activity))
			status = settle_clash(dossier, activity, moved, err);
	}
	json_decref(moved);
	return status;
}
