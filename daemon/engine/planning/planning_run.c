/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning/planning_run.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/planning/planning.h"
#include "model/step_repeat.h"
#include "store/activity_store.h"

/* Those whose time an activity takes: the responsible and who takes part. */
static int64_t *
people_of(const struct dossier *dossier, const struct activity *activity,
    size_t *ret_count)
{
	int64_t *people = memory_resize(
	    NULL, dossier->participant_count + 1, sizeof(*people));
	size_t count = 0;

	people[count++] = activity->responsible_id;
	for (size_t i = 0; i < dossier->participant_count; i++) {
		const struct activity_person *row = &dossier->participants[i];

		if (row->activity_id == activity->id &&
		    row->person_id != activity->responsible_id)
			people[count++] = row->person_id;
	}
	*ret_count = count;
	return people;
}

/* Half of the time from one to the next is the least between two. */
static struct plan_series
series_of(const struct dossier *dossier, const char *step)
{
	const struct step *template = course_template(dossier, step);
	int half;

	if (template == NULL)
		return (struct plan_series){.number = 0};
	half = step_repeat_days(&template->repeat) / 2;
	return (struct plan_series){
	    .number = (size_t)(template - dossier->course->programme.steps) + 1,
	    .apart = half > 0 ? half : 1,
	};
}

/*
 * A responsible person who only calls others together takes part, too.  What
 * was cancelled is as if it had never been.
 */
static void
fill_item(struct planning_run *run, const struct dossier *dossier,
    const struct activity *activity)
{
	struct plan_item *item = &run->items[activity->position];
	enum activity_state state = dossier_state(activity);

	if (state == ACTIVITY_CANCELLED)
		return;
	run->people[activity->position] =
	    people_of(dossier, activity, &item->people_count);
	item->people = run->people[activity->position];
	item->fixed = activity_is_open(state) ? PLAN_KEPT : PLAN_SETTLED;
	item->planned = activity->planned;
	if (item->fixed == PLAN_SETTLED)
		item->planned =
		    zone_to_local(dossier->engine->zone, activity->settled_at)
			.date;
	item->start = activity->start_minute;
	item->end = activity->end_minute;
	item->flags = (unsigned)activity->flags;
	item->series = series_of(dossier, activity->step);
	item->is_skipped = state == ACTIVITY_SKIPPED;
	item->skipped_day = activity->planned;
}

static int
add_busy(struct planning_run *run, const struct dossier *dossier,
    int64_t person, struct error *err)
{
	struct activity_busy *rows = NULL;
	size_t count = 0;
	const struct activity_busy_filter filter = {
	    person, dossier->journey.id, run->input.today};
	int status = activity_store_list_busy(
	    dossier->engine->store, &filter, &rows, &count, err);

	if (status != OB_OK)
		return status;
	run->busy = memory_resize(
	    run->busy, run->input.busy_count + count, sizeof(run->busy[0]));
	for (size_t i = 0; i < count; i++)
		run->busy[run->input.busy_count + i] = (struct plan_busy){
		    .person = person,
		    .day = rows[i].planned,
		    .start = rows[i].start_minute,
		    .end = rows[i].end_minute,
		    .undisturbed = rows[i].undisturbed,
		};
	run->input.busy_count += count;
	run->input.busy = run->busy;
	free(rows);
	run->known = memory_resize(
	    run->known, run->known_count + 1, sizeof(run->known[0]));
	run->known[run->known_count++] = person;
	return OB_OK;
}

static bool
has_id(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

int
planning_run_know(struct planning_run *run, const struct dossier *dossier,
    size_t position, struct error *err)
{
	const struct plan_item *item = &run->items[position];
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++) {
		int64_t person = dossier->people[i].id;

		if (has_id(item->people, item->people_count, person) &&
		    !has_id(run->known, run->known_count, person))
			status = add_busy(run, dossier, person, err);
	}
	return status;
}

/* Only what gets a time asks for anybody's. */
static int
know_open(
    struct planning_run *run, const struct dossier *dossier, struct error *err)
{
	const struct step *steps = dossier->programme->steps;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < run->step_count; i++) {
		if (run->items[i].fixed == PLAN_OPEN &&
		    step_kind_is_timed(steps[i].kind))
			status = planning_run_know(run, dossier, i, err);
	}
	return status;
}

static void
take_pauses(struct planning_run *run, const struct dossier *dossier)
{
	size_t count = dossier->pause_count;

	run->pauses = memory_alloc((count + 1) * sizeof(run->pauses[0]));
	for (size_t i = 0; i < count; i++)
		run->pauses[i] = (struct plan_pause){
		    dossier->pauses[i].from_day, dossier->pauses[i].until_day};
	run->input.pauses = run->pauses;
	run->input.pause_count = count;
}

static void
begin_step(struct planning_run *run, size_t step)
{
	run->people[step] = NULL;
	derivation_init(&run->derivations[step]);
	run->items[step] =
	    (struct plan_item){.fixed = PLAN_ABSENT, .start = -1, .end = -1};
}

void
planning_run_init(struct planning_run *run, const struct dossier *dossier)
{
	struct engine *engine = dossier->engine;
	size_t steps = dossier->programme->step_count;

	run->step_count = steps;
	run->items = memory_alloc(steps * sizeof(run->items[0]));
	run->people = memory_alloc(steps * sizeof(run->people[0]));
	run->derivations = memory_alloc(steps * sizeof(run->derivations[0]));
	run->input = (struct plan_input){
	    .programme = dossier->programme,
	    .calendar = dossier->calendar,
	    .anchors = dossier_anchors(dossier),
	    .today = core_today(engine),
	    .now = core_minute(engine),
	    .replan = true,
	};
	take_pauses(run, dossier);
	for (size_t i = 0; i < steps; i++)
		begin_step(run, i);
	for (size_t i = 0; i < dossier->activity_count; i++)
		fill_item(run, dossier, &dossier->activities[i]);
}

void
planning_run_open(struct planning_run *run, const struct activity *activity)
{
	struct plan_item *item = &run->items[activity->position];

	item->fixed = PLAN_OPEN;
	item->planned = DATE_NONE;
}

void
planning_run_grow(struct planning_run *run, struct dossier *dossier)
{
	size_t steps = dossier->programme->step_count;

	run->items = memory_resize(run->items, steps, sizeof(run->items[0]));
	run->people = memory_resize(run->people, steps, sizeof(run->people[0]));
	run->derivations =
	    memory_resize(run->derivations, steps, sizeof(run->derivations[0]));
	for (; run->step_count < steps; run->step_count++)
		begin_step(run, run->step_count);
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		size_t position = (size_t)activity->position;

		if (run->items[position].fixed != PLAN_ABSENT ||
		    !activity_is_open(dossier_state(activity)))
			continue;
		free(run->people[position]);
		fill_item(run, dossier, activity);
		planning_run_open(run, activity);
	}
}

void
planning_run_release(struct planning_run *run)
{
	for (size_t i = 0; i < run->step_count; i++) {
		free(run->people[i]);
		derivation_release(&run->derivations[i]);
	}
	free(run->items);
	free(run->people);
	free(run->derivations);
	free(run->busy);
	free(run->known);
	free(run->pauses);
}

void
planning_run_take(const struct planning_run *run, const struct dossier *dossier,
    struct activity *activity)
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

int
planning_run_plan(
    struct planning_run *run, const struct dossier *dossier, struct error *err)
{
	int status = know_open(run, dossier, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < run->step_count; i++) {
		derivation_release(&run->derivations[i]);
		derivation_init(&run->derivations[i]);
	}
	plan_journey(
	    &run->input, run->items, derivation_trace, run->derivations);
	return OB_OK;
}

void
planning_run_keep(struct planning_run *run, const struct activity *activity)
{
	struct plan_item *item = &run->items[activity->position];

	item->fixed = PLAN_KEPT;
	item->planned = activity->planned;
	item->start = activity->start_minute;
	item->end = activity->end_minute;
	item->flags = (unsigned)activity->flags;
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
		if (before->fixed == PLAN_SETTLED ||
		    before->fixed == PLAN_ABSENT)
			continue;
		if (date_before(item->planned, before->planned))
			return true;
		if (item->planned.day == before->planned.day &&
		    item->start >= 0 && before->end > item->start)
			return true;
	}
	return false;
}

bool
planning_run_counts_from_a_step(const struct step *step)
{
	return step->due.anchor == ANCHOR_DONE ||
	       step->latest.anchor == ANCHOR_DONE;
}

static bool
has_same_days(const struct planning_run *run, const struct activity *activity)
{
	const struct plan_item *item = &run->items[activity->position];

	return item->due_rule.day == activity->due_rule.day &&
	       item->latest.day == activity->latest.day;
}

/*
 * Whether a step that its rule counts from has another day now.  A day that
 * somebody chose by hand stays.
 */
static bool
is_outdated(const struct planning_run *run, const struct dossier *dossier,
    const struct activity *activity)
{
	return !activity->is_moved &&
	       planning_run_counts_from_a_step(
		   dossier_step(dossier, activity)) &&
	       !has_same_days(run, activity);
}

/*
 * Whether an earlier occurrence of the step has come too near.  A day that
 * somebody chose by hand stays.
 */
static bool
is_too_soon(const struct planning_run *run, const struct activity *activity)
{
	const struct plan_item *item = &run->items[activity->position];

	if (item->series.number == 0 || activity->is_moved)
		return false;
	for (int i = 0; i < activity->position; i++) {
		const struct plan_item *last = &run->items[i];

		if (last->series.number == item->series.number &&
		    last->fixed == PLAN_OPEN && !last->has_lapsed &&
		    !date_before(item->planned, last->planned) &&
		    item->planned.day < last->planned.day + item->series.apart)
			return true;
	}
	return false;
}

/* Opens one kept activity that no longer fits; false when all fit. */
static bool
open_next(struct planning_run *run, const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		struct plan_item *item = &run->items[activity->position];

		if (item->fixed == PLAN_KEPT &&
		    !course_is_event(activity->step) &&
		    (is_broken(run, dossier, activity) ||
			is_outdated(run, dossier, activity) ||
			is_too_soon(run, activity))) {
			item->fixed = PLAN_OPEN;
			return true;
		}
	}
	return false;
}

/* Only a hand puts a contact nearer to another than the spread allows. */
static void
flag_too_close(struct planning_run *run, const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		size_t position = (size_t)activity->position;
		struct plan_item *item = &run->items[position];

		if (item->fixed != PLAN_KEPT)
			continue;
		item->flags &= ~(unsigned)FLAG_TOO_CLOSE;
		if (activity->is_moved &&
		    !plan_keeps_spread(&run->input, run->items, position))
			item->flags |= FLAG_TOO_CLOSE;
	}
}

int
planning_run_settle(
    struct planning_run *run, const struct dossier *dossier, struct error *err)
{
	int status;

	do
		status = planning_run_plan(run, dossier, err);
	while (status == OB_OK && open_next(run, dossier));
	if (status == OB_OK)
		flag_too_close(run, dossier);
	return status;
}
