/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/planning/planning.h"
#include "engine/planning/planning_run.h"

int
planning_find_slot(struct dossier *dossier, const struct activity *activity,
    struct date day, int *ret_start, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int status;

	planning_run_init(&run, dossier);
	status =
	    planning_run_know(&run, dossier, (size_t)activity->position, err);
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

int64_t
planning_run_find_taken(const struct planning_run *run, size_t position,
    struct date day, int start, int end)
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
	int status;

	planning_run_init(&run, dossier);
	status =
	    planning_run_know(&run, dossier, (size_t)activity->position, err);
	if (status != OB_OK)
		return status;
	taken = planning_run_find_taken(
	    &run, (size_t)activity->position, day, start, end);
	if (taken == 0)
		return OB_OK;
	return error_refuse(err, OB_ECONFLICT, "to", "busy",
	    "'%s' has another meeting then; choose another time",
	    dossier_person(dossier, taken)->name);
}
