/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "crypto/random.h"
#include "engine/core.h"
#include "engine/planning_run.h"
#include "engine/roles.h"
#include "model/role.h"

/* Whether this journey has the step. */
static bool
concerns(const struct dossier *dossier, const struct step *step)
{
	bool internal = strcmp(dossier->journey.recruitment, "internal") == 0;

	switch (step->only_if) {
	case CONDITION_ALWAYS:
		return true;
	case CONDITION_INTERNAL:
		return internal;
	case CONDITION_EXTERNAL:
		return !internal;
	}
	return true;
}

static char *
new_uid(const struct engine *engine)
{
	char hex[33];

	return memory_printf("%s@%s", random_hex(16, hex), engine->uid_domain);
}

static const struct journey_role *
role_of(const struct dossier *dossier, const char *role)
{
	return roles_find(dossier->roles, dossier->role_count,
	    strcmp(role, ROLE_SYSTEM) == 0 ? ROLE_COORDINATOR : role);
}

/* Ids are not known before the rows are stored: positions stand in. */
static void
draft(struct dossier *dossier, int position)
{
	const struct step *step = &dossier->programme->steps[position];
	const struct journey_role *role = role_of(dossier, step->role);
	struct activity *activity;

	dossier->activities = memory_resize(dossier->activities,
	    dossier->activity_count + 1, sizeof(*activity));
	activity = &dossier->activities[dossier->activity_count++];
	*activity = (struct activity){
	    .id = -(position + 1),
	    .journey_id = dossier->journey.id,
	    .position = position,
	    .step = memory_strdup(step->id),
	    .state = memory_strdup(activity_state_name(ACTIVITY_PLANNED)),
	    .responsible_id = role->person_id,
	    .planned = DATE_NONE,
	    .start_minute = -1,
	    .end_minute = -1,
	    .start_at = INSTANT_NONE,
	    .end_at = INSTANT_NONE,
	    .flags = role->is_fallback ? FLAG_ROLE_EMPTY : 0,
	    .uid = new_uid(dossier->engine),
	    .changed_at = core_now(dossier->engine),
	    .derivation = memory_strdup(""),
	    .overdue_told = DATE_NONE,
	    .escalated_told = DATE_NONE,
	    .settled_at = INSTANT_NONE,
	    .settled_by = memory_strdup(""),
	    .note = memory_strdup(""),
	};
}

/* Each person once, though one may hold two of the roles. */
static void
add_participants(struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->participant_count; i++) {
		const struct journey_role *role =
		    role_of(dossier, step->participants[i]);

		if (dossier_takes_part(dossier, activity, role->person_id))
			continue;
		dossier->participants = memory_resize(dossier->participants,
		    dossier->participant_count + 1,
		    sizeof(dossier->participants[0]));
		dossier->participants[dossier->participant_count++] =
		    (struct activity_person){activity->id, role->person_id};
	}
}

static int
store_participants(struct dossier *dossier, int64_t key, int64_t activity_id,
    struct error *err)
{
	int64_t people[64];
	size_t count = 0;

	for (size_t i = 0; i < dossier->participant_count; i++) {
		struct activity_person *row = &dossier->participants[i];

		if (row->activity_id != key || count == ARRAY_LEN(people))
			continue;
		row->activity_id = activity_id;
		people[count++] = row->person_id;
	}
	return activity_store_set_participants(
	    dossier->engine->store, activity_id, people, count, err);
}

void
planning_place(const struct dossier *dossier, struct activity *activity,
    struct date day, int start, int end)
{
	activity->planned = day;
	activity->start_minute = start;
	activity->end_minute = start < 0 ? -1 : end;
	activity->start_at = start < 0
				 ? INSTANT_NONE
				 : core_instant(dossier->engine, day, start);
	activity->end_at =
	    start < 0 ? INSTANT_NONE : core_instant(dossier->engine, day, end);
}

static void
take_result(const struct dossier *dossier, struct activity *activity,
    const struct planning_run *run)
{
	const struct plan_item *item = &run->items[activity->position];

	planning_place(
	    dossier, activity, item->planned, item->start, item->end);
	activity->latest = item->latest;
	activity->due_rule = item->due_rule;
	activity->flags = (int)item->flags;
	free(activity->derivation);
	activity->derivation =
	    derivation_encode(&run->derivations[activity->position]);
}

static int
store_new(struct dossier *dossier, struct activity *activity, struct error *err)
{
	int64_t key = activity->id;
	int status = activity_store_add(
	    dossier->engine->store, activity, &activity->id, err);

	if (status == OB_OK)
		status = store_participants(dossier, key, activity->id, err);
	return status;
}

int
planning_create(struct dossier *dossier, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int status;

	for (size_t i = 0; i < dossier->programme->step_count; i++) {
		if (!concerns(dossier, &dossier->programme->steps[i]))
			continue;
		draft(dossier, (int)i);
		add_participants(
		    dossier, &dossier->activities[dossier->activity_count - 1]);
	}
	status = planning_run_init(&run, dossier, err);
	if (status != OB_OK)
		return status;
	run.input.replan = false;
	for (size_t i = 0; i < dossier->activity_count; i++)
		run.items[dossier->activities[i].position].fixed = PLAN_OPEN;
	planning_run_plan(&run);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		take_result(dossier, &dossier->activities[i], &run);
		status = store_new(dossier, &dossier->activities[i], err);
	}
	return status;
}

/* Whether a prerequisite ends after this begins. */
static bool
is_broken(const struct planning_run *run, const struct dossier *dossier,
    const struct activity *activity)
{
	const struct plan_item *item = &run->items[activity->position];
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->require_count; i++) {
		const struct activity *required =
		    dossier_activity(dossier, step->requires[i]);
		const struct plan_item *before;

		if (required == NULL)
			continue;
		before = &run->items[required->position];
		if (before->fixed == PLAN_SETTLED)
			continue;
		if (date_before(item->planned, before->planned))
			return true;
		if (item->planned.day == before->planned.day &&
		    item->start >= 0 && before->end > item->start)
			return true;
	}
	return false;
}

/* Opens one kept activity that no longer fits; false when all fit. */
static bool
open_broken(struct planning_run *run, const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		struct plan_item *item = &run->items[activity->position];

		if (item->fixed == PLAN_KEPT &&
		    is_broken(run, dossier, activity)) {
			item->fixed = PLAN_OPEN;
			return true;
		}
	}
	return false;
}

static json_t *
moved_view(const struct activity *activity, struct date from)
{
	char old_day[DATE_TEXT_SIZE];
	char new_day[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:s, s:s, s:s}", "id", (json_int_t)activity->id,
	    "step", activity->step, "from", date_format(from, old_day), "to",
	    date_format(activity->planned, new_day));
}

static int
store_result(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, json_t *moved, struct error *err)
{
	struct date old_day = activity->planned;
	int old_start = activity->start_minute;
	int status;

	take_result(dossier, activity, run);
	activity->is_moved = false;
	if (activity->planned.day != old_day.day ||
	    activity->start_minute != old_start) {
		activity->sequence++;
		activity->changed_at = core_now(dossier->engine);
		(void)json_array_append_new(
		    moved, moved_view(activity, old_day));
	}
	status = activity_store_update(
	    dossier->engine->store, activity, activity->state, err);
	return status;
}

int
planning_adjust(struct dossier *dossier, const int64_t *activity_ids,
    size_t count, json_t *moved, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int status = planning_run_init(&run, dossier, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		const struct activity *activity =
		    dossier_activity_by_id(dossier, activity_ids[i]);

		run.items[activity->position].fixed = PLAN_OPEN;
	}
	do
		planning_run_plan(&run);
	while (open_broken(&run, dossier));
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (run.items[activity->position].fixed == PLAN_OPEN)
			status =
			    store_result(dossier, activity, &run, moved, err);
	}
	return status;
}

int
planning_find_slot(struct dossier *dossier, const struct activity *activity,
    struct date day, int *ret_start, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int status = planning_run_init(&run, dossier, err);

	if (status != OB_OK)
		return status;
	/* Its own time does not stand in its way. */
	run.items[activity->position].start = -1;
	run.items[activity->position].end = -1;
	*ret_start = plan_find_slot(
	    &run.input, run.items, (size_t)activity->position, day);
	return OB_OK;
}

static bool
overlaps(int start, int end, int other_start, int other_end)
{
	return other_start >= 0 && start < other_end && other_start < end;
}

static bool
has_person(const struct plan_item *item, int64_t person)
{
	for (size_t i = 0; i < item->people_count; i++) {
		if (item->people[i] == person)
			return true;
	}
	return false;
}

/*
 * Somebody who takes part and is elsewhere then; 0 when all are free.  What is
 * settled takes nobody's time.
 */
static int64_t
find_taken(const struct planning_run *run, size_t position, struct date day,
    int start, int end)
{
	const struct plan_item *item = &run->items[position];

	for (size_t i = 0; i < run->input.busy_count; i++) {
		const struct plan_busy *busy = &run->busy[i];

		if (busy->day.day == day.day &&
		    overlaps(start, end, busy->start, busy->end) &&
		    has_person(item, busy->person))
			return busy->person;
	}
	for (size_t i = 0; i < run->step_count; i++) {
		const struct plan_item *other = &run->items[i];

		if (i == position || other->fixed != PLAN_KEPT ||
		    other->planned.day != day.day ||
		    !overlaps(start, end, other->start, other->end))
			continue;
		for (size_t k = 0; k < other->people_count; k++) {
			if (has_person(item, other->people[k]))
				return other->people[k];
		}
	}
	return 0;
}

int
planning_check_time(struct dossier *dossier, const struct activity *activity,
    struct date day, int start, int end, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int64_t taken;
	int status = planning_run_init(&run, dossier, err);

	if (status != OB_OK)
		return status;
	taken = find_taken(&run, (size_t)activity->position, day, start, end);
	if (taken == 0)
		return OB_OK;
	return error_set_field(err, OB_ECONFLICT, "to",
	    "'%s' has another meeting then; choose another time",
	    dossier_person(dossier, taken)->name);
}

/* Drops who takes part now; planning_recast() adds them anew. */
static void
drop_participants(struct dossier *dossier, int64_t activity_id)
{
	size_t kept = 0;

	for (size_t i = 0; i < dossier->participant_count; i++) {
		if (dossier->participants[i].activity_id != activity_id)
			dossier->participants[kept++] =
			    dossier->participants[i];
	}
	dossier->participant_count = kept;
}

int
planning_recast(
    struct dossier *dossier, struct activity *activity, struct error *err)
{
	const struct step *step = dossier_step(dossier, activity);
	const struct journey_role *role = role_of(dossier, step->role);

	activity->responsible_id = role->person_id;
	activity->flags &= ~(int)FLAG_ROLE_EMPTY;
	if (role->is_fallback)
		activity->flags |= (int)FLAG_ROLE_EMPTY;
	activity->changed_at = core_now(dossier->engine);
	drop_participants(dossier, activity->id);
	add_participants(dossier, activity);
	return store_participants(dossier, activity->id, activity->id, err);
}
