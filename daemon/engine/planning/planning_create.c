/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/planning/planning.h"
#include "engine/planning/planning_run.h"
#include "engine/planning/planning_series.h"
#include "model/condition.h"
#include "model/nomination.h"
#include "model/role.h"
#include "store/handover_store.h"

bool
planning_concerns(const struct dossier *dossier, const char *only_if)
{
	const struct journey *journey = &dossier->journey;
	const struct condition_facts facts = {
	    .recruitment = journey->recruitment,
	    .level = journey->level,
	    .area = journey->area,
	    .workplace = journey->workplace,
	    .addresses = journey->addresses,
	    .employees = journey->employees,
	    .professional_groups = journey->professional_groups,
	};

	return condition_holds(only_if, &facts);
}

static const struct journey_role *
role_of(const struct dossier *dossier, const char *role)
{
	return role_find(dossier->roles, dossier->role_count,
	    strcmp(role, ROLE_SYSTEM) == 0 ? ROLE_COORDINATOR : role);
}

/* Each person once, though one may hold two of the roles. */
static void
add_person(
    struct dossier *dossier, const struct activity *activity, int64_t person_id)
{
	if (dossier_takes_part(dossier, activity, person_id))
		return;
	dossier->participants = memory_resize(dossier->participants,
	    dossier->participant_count + 1, sizeof(dossier->participants[0]));
	dossier->participants[dossier->participant_count++] =
	    (struct activity_person){activity->id, person_id};
}

/* Everybody in the cohort. */
static void
add_cohort(struct dossier *dossier, const struct activity *activity)
{
	for (size_t i = 0; i < dossier->nomination_count; i++) {
		const struct nomination *row = &dossier->nominations[i];

		if (nomination_takes_part(row))
			add_person(dossier, activity, row->person_id);
	}
}

static void
add_participants(struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->participant_count; i++) {
		const char *role = step->participants[i];

		if (strcmp(role, ROLE_PARTICIPANTS) == 0)
			add_cohort(dossier, activity);
		else
			add_person(dossier, activity,
			    role_of(dossier, role)->person_id);
	}
}

struct activity *
planning_draft(struct dossier *dossier, size_t position)
{
	const struct step *step = &dossier->programme->steps[position];
	const struct journey_role *role = role_of(dossier, step->role);
	struct activity *activity;

	dossier->activities = memory_resize(dossier->activities,
	    dossier->activity_count + 1, sizeof(*activity));
	activity = &dossier->activities[dossier->activity_count++];
	*activity = (struct activity){
	    .id = -((int64_t)position + 1),
	    .journey_id = dossier->journey.id,
	    .position = (int)position,
	    .step = memory_strdup(step->id),
	    .state = memory_strdup(activity_state_name(ACTIVITY_PLANNED)),
	    .responsible_id = role->person_id,
	    .planned = DATE_NONE,
	    .start_minute = -1,
	    .end_minute = -1,
	    .start_at = INSTANT_NONE,
	    .end_at = INSTANT_NONE,
	    .undisturbed = step->undisturbed,
	    .title = memory_strdup(""),
	    .goal = memory_strdup(""),
	    .outcome = memory_strdup(""),
	    .seen_by = memory_strdup(""),
	    .flags = role->is_fallback ? FLAG_ROLE_EMPTY : 0,
	    .uid = core_new_uid(dossier->engine),
	    .changed_at = core_now(dossier->engine),
	    .derivation = memory_strdup(""),
	    .told_day = DATE_NONE,
	    .told_minute = -1,
	    .settled_at = INSTANT_NONE,
	    .settled_by = memory_strdup(""),
	    .note = memory_strdup(""),
	};
	add_participants(dossier, activity);
	return activity;
}

static int
store_participants(struct dossier *dossier, int64_t key, int64_t activity_id,
    struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *people =
	    memory_alloc((dossier->participant_count + 1) * sizeof(*people));
	size_t count = 0;

	for (size_t i = 0; i < dossier->participant_count; i++) {
		struct activity_person *row = &dossier->participants[i];

		if (row->activity_id != key)
			continue;
		row->activity_id = activity_id;
		people[count++] = row->person_id;
	}
	return activity_store_set_participants(
	    dossier->engine->store, activity_id, people, count, err);
}

int
planning_store_new(
    struct dossier *dossier, struct activity *activity, struct error *err)
{
	int64_t key = activity->id;
	int position = activity->position;
	int status;

	activity->position = course_stored_position(dossier, activity->step);
	status = activity_store_add(
	    dossier->engine->store, activity, &activity->id, err);
	activity->position = position;
	if (status == OB_OK)
		status = store_participants(dossier, key, activity->id, err);
	return status;
}

void
planning_draft_missing(struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->version->step_count; i++) {
		const struct step *step = &dossier->version->steps[i];
		struct activity *activity = dossier_activity(dossier, step->id);

		if (step->repeat.count > 0 ||
		    !planning_concerns(dossier, step->only_if))
			continue;
		if (activity == NULL)
			(void)planning_draft(dossier, i);
		else if (dossier_state(activity) == ACTIVITY_CANCELLED)
			planning_revive(activity);
	}
}

/* As they will be read: occurrences stand where their step does. */
static void
put_in_order(struct dossier *dossier)
{
	size_t count = dossier->activity_count;
	struct activity *sorted = memory_alloc((count + 1) * sizeof(*sorted));
	cleanup_(memory_free_ptr) int *places =
	    memory_alloc((count + 1) * sizeof(*places));
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		places[i] = course_stored_position(
		    dossier, dossier->activities[i].step);
	for (size_t step = 0; step < dossier->version->step_count; step++) {
		for (size_t i = 0; i < count; i++) {
			if (places[i] == (int)step)
				sorted[at++] = dossier->activities[i];
		}
	}
	assert(at == count);
	free(dossier->activities);
	dossier->activities = sorted;
}

static int
store_first(const struct planning_run *run, struct dossier *dossier,
    struct activity *activity, struct planning_outcome *outcome,
    struct error *err)
{
	if (run->items[activity->position].has_lapsed)
		return planning_series_lapse(
		    run, dossier, activity, outcome->cancelled, err);
	planning_run_take(run, dossier, activity);
	return planning_store_new(dossier, activity, err);
}

int
planning_create(struct dossier *dossier, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	cleanup_(planning_outcome_release) struct planning_outcome outcome;
	int status;

	planning_outcome_init(&outcome);
	planning_draft_missing(dossier);
	planning_run_init(&run, dossier);
	run.input.replan = false;
	for (size_t i = 0; i < dossier->activity_count; i++)
		planning_run_open(&run, &dossier->activities[i]);
	status = planning_series_settle(
	    &run, dossier, PLANNING_SERIES_ALL, outcome.cancelled, err);
	put_in_order(dossier);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count; i++)
		status = store_first(
		    &run, dossier, &dossier->activities[i], &outcome, err);
	return status;
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

/* Who has an activity in their calendar: the responsible person first. */
struct holders {
	int64_t *ids;
	size_t count;
};

static void
holders_release(struct holders *holders)
{
	free(holders->ids);
}

static void
collect_holders(const struct dossier *dossier, const struct activity *activity,
    struct holders *holders)
{
	holders->ids = memory_alloc(
	    (dossier->participant_count + 1) * sizeof(*holders->ids));
	holders->ids[holders->count++] = activity->responsible_id;
	for (size_t i = 0; i < dossier->participant_count; i++) {
		const struct activity_person *row = &dossier->participants[i];

		if (row->activity_id == activity->id)
			holders->ids[holders->count++] = row->person_id;
	}
}

/* Whose it is no more sees it cancelled, by an entry that has risen. */
static int
note_left(struct dossier *dossier, struct activity *activity,
    const struct holders *before, struct error *err)
{
	bool is_changed = before->ids[0] != activity->responsible_id;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < before->count; i++) {
		const struct activity_left left = {
		    activity->id, before->ids[i], core_now(dossier->engine)};

		if (left.person_id == activity->responsible_id ||
		    dossier_takes_part(dossier, activity, left.person_id))
			continue;
		is_changed = true;
		status = handover_store_add(dossier->engine->store, &left, err);
	}
	if (status == OB_OK && is_changed)
		dossier_raise_sequence(activity);
	return status;
}

int
planning_recast(
    struct dossier *dossier, struct activity *activity, struct error *err)
{
	const struct step *step = dossier_step(dossier, activity);
	const struct journey_role *role = role_of(dossier, step->role);
	cleanup_(holders_release) struct holders before = {.ids = NULL};
	int status;

	collect_holders(dossier, activity, &before);
	activity->responsible_id = role->person_id;
	activity->flags &= ~(int)FLAG_ROLE_EMPTY;
	if (role->is_fallback)
		activity->flags |= (int)FLAG_ROLE_EMPTY;
	activity->changed_at = core_now(dossier->engine);
	drop_participants(dossier, activity->id);
	add_participants(dossier, activity);
	status = store_participants(dossier, activity->id, activity->id, err);
	return status == OB_OK ? note_left(dossier, activity, &before, err)
			       : status;
}
