/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning/planning.h"

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/dossier/course.h"
#include "engine/planning/planning_run.h"
#include "engine/planning/planning_series.h"

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

struct planning_time
planning_time_of(const struct activity *activity)
{
	return (struct planning_time){
	    activity->planned, activity->start_minute, activity->end_minute};
}

bool
planning_note_move(const struct dossier *dossier, struct activity *activity,
    const struct planning_time *old)
{
	bool has_moved = activity->planned.day != old->day.day ||
			 activity->start_minute != old->start;

	if (!has_moved && activity->end_minute == old->end)
		return false;
	dossier_raise_sequence(activity);
	activity->changed_at = core_now(dossier->engine);
	return has_moved;
}

json_t *
planning_moved_view(const struct dossier *dossier,
    const struct activity *activity, const struct planning_time *old)
{
	enum language language = dossier->engine->settings->language;
	char old_day[DATE_TEXT_SIZE];
	char new_day[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:o, s:o}", "id",
	    (json_int_t)activity->id, "step", activity->step, "title",
	    dossier_step(dossier, activity)->title.in[language], "from",
	    date_format(old->day, old_day), "to",
	    date_format(activity->planned, new_day), "from_time",
	    nullable_time(old->start), "to_time",
	    nullable_time(activity->start_minute));
}

/* It stays, but another one came too close, or is so no more. */
static int
store_spread(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct error *err)
{
	int flag = (int)run->items[activity->position].flags & FLAG_TOO_CLOSE;

	if ((activity->flags & FLAG_TOO_CLOSE) == flag)
		return OB_OK;
	activity->flags = (activity->flags & ~FLAG_TOO_CLOSE) | flag;
	return activity_store_update(
	    dossier->engine->store, activity, activity->state, err);
}

bool
planning_is_after_last_day(const struct dossier *dossier, struct date day)
{
	return dossier->version->kind == PROGRAMME_ONBOARDING &&
	       !date_is_none(dossier->journey.last_day) &&
	       date_before(dossier->journey.last_day, day);
}

/* Plans what the run has open and what follows from that, and stores it. */
static int
adjust(struct planning_run *run, struct dossier *dossier, json_t *moved,
    struct error *err)
{
	cleanup_(planning_outcome_release) struct planning_outcome outcome;
	int status;

	planning_outcome_init(&outcome);
	status = planning_series_settle(
	    run, dossier, PLANNING_SERIES_COUNTED, outcome.cancelled, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (run->items[activity->position].fixed == PLAN_OPEN)
			status = planning_store_one(
			    dossier, activity, run, &outcome, err);
		else if (run->items[activity->position].fixed == PLAN_KEPT)
			status = store_spread(dossier, activity, run, err);
	}
	(void)json_array_extend(moved, outcome.moved);
	return status;
}

int
planning_adjust(struct dossier *dossier, const int64_t *activity_ids,
    size_t count, json_t *moved, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};

	planning_run_init(&run, dossier);
	for (size_t i = 0; i < count; i++) {
		const struct activity *activity =
		    dossier_activity_by_id(dossier, activity_ids[i]);

		if (course_is_event(activity->step))
			continue;
		planning_run_open(&run, activity);
		run.items[activity->position].series.is_wanted = true;
	}
	return adjust(&run, dossier, moved, err);
}

/*
 * Whether a step of a given day has no time left on it: noted late, it keeps
 * the one it had.
 */
static int
find_keeps_time(struct dossier *dossier, const struct activity *activity,
    bool *ret_keeps, struct error *err)
{
	struct date today = core_today(dossier->engine);
	const struct step *step = dossier_step(dossier, activity);
	int start = 0;
	int status = OB_OK;

	if (activity->start_minute >= 0 && activity->planned.day == today.day &&
	    date_rule_is_given_day(&step->due))
		status =
		    planning_find_slot(dossier, activity, today, &start, err);
	*ret_keeps = start < 0;
	return status;
}

int
planning_follow(struct dossier *dossier, const int64_t *activity_ids,
    size_t count, json_t *moved, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};

	planning_run_init(&run, dossier);
	for (size_t i = 0; i < count; i++) {
		const struct activity *activity =
		    dossier_activity_by_id(dossier, activity_ids[i]);
		bool keeps = false;
		int status = find_keeps_time(dossier, activity, &keeps, err);

		if (status != OB_OK)
			return status;
		if (!keeps)
			planning_run_open(&run, activity);
	}
	return adjust(&run, dossier, moved, err);
}
