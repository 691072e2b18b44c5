/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning_run.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core.h"
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

/* A responsible person who only calls others together takes part, too. */
static void
fill_item(struct planning_run *run, struct dossier *dossier,
    const struct activity *activity)
{
	struct plan_item *item = &run->items[activity->position];
	enum activity_state state = dossier_state(activity);

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
}

static int
add_busy(struct planning_run *run, struct dossier *dossier, int64_t person,
    struct error *err)
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
	return OB_OK;
}

int
planning_run_init(
    struct planning_run *run, struct dossier *dossier, struct error *err)
{
	struct engine *engine = dossier->engine;
	size_t steps = dossier->programme->step_count;
	int status = OB_OK;

	run->step_count = steps;
	run->items = memory_alloc(steps * sizeof(run->items[0]));
	run->people = memory_alloc(steps * sizeof(run->people[0]));
	run->derivations = memory_alloc(steps * sizeof(run->derivations[0]));
	run->busy = NULL;
	run->input = (struct plan_input){
	    .programme = dossier->programme,
	    .calendar = engine->calendar,
	    .anchors = date_rule_anchors(engine->calendar,
		dossier->journey.accepted, dossier->journey.first_day),
	    .today = core_today(engine),
	    .now = core_minute(engine),
	    .replan = true,
	};
	for (size_t i = 0; i < steps; i++) {
		derivation_init(&run->derivations[i]);
		run->items[i].fixed = PLAN_ABSENT;
		run->items[i].start = -1;
		run->items[i].end = -1;
	}
	for (size_t i = 0; i < dossier->activity_count; i++)
		fill_item(run, dossier, &dossier->activities[i]);
	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++)
		status = add_busy(run, dossier, dossier->people[i].id, err);
	return status;
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
}

void
planning_run_plan(struct planning_run *run)
{
	for (size_t i = 0; i < run->step_count; i++) {
		derivation_release(&run->derivations[i]);
		derivation_init(&run->derivations[i]);
	}
	plan_journey(
	    &run->input, run->items, derivation_trace, run->derivations);
}
