/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/planning/events_attach.h"
#include "engine/planning/planning.h"
#include "engine/planning/planning_run.h"
#include "engine/planning/planning_series.h"
#include "model/derivation.h"

#define NOON 720 /* minutes: a half day ends then */

void
planning_outcome_init(struct planning_outcome *outcome)
{
	*outcome = (struct planning_outcome){json_array(), json_array(),
	    json_array(), json_array(), json_array()};
}

void
planning_outcome_release(struct planning_outcome *outcome)
{
	json_decref(outcome->moved);
	json_decref(outcome->unchanged);
	json_decref(outcome->impossible);
	json_decref(outcome->added);
	json_decref(outcome->cancelled);
}

json_t *
planning_outcome_view(const struct planning_outcome *outcome)
{
	return json_pack("{s:O, s:O, s:O, s:O, s:O}", "moved", outcome->moved,
	    "unchanged", outcome->unchanged, "impossible", outcome->impossible,
	    "added", outcome->added, "cancelled", outcome->cancelled);
}

json_t *
planning_brief(const struct dossier *dossier, const struct activity *activity)
{
	enum language language = dossier->engine->settings->language;
	char day[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:s, s:s, s:s}", "id", (json_int_t)activity->id,
	    "step", activity->step, "title",
	    dossier_step(dossier, activity)->title.in[language], "planned",
	    date_format(activity->planned, day));
}

int
planning_cancel(struct dossier *dossier, struct activity *activity,
    json_t *cancelled, struct error *err)
{
	struct engine *engine = dossier->engine;
	cleanup_(memory_free_ptr) char *from = activity->state;

	activity->state =
	    memory_strdup(activity_state_name(ACTIVITY_CANCELLED));
	activity->settled_at = core_now(engine);
	activity->changed_at = core_now(engine);
	dossier_raise_sequence(activity);
	(void)json_array_append_new(
	    cancelled, planning_brief(dossier, activity));
	return activity_store_update(engine->store, activity, from, err);
}

void
planning_revive(struct activity *activity)
{
	free(activity->state);
	activity->state = memory_strdup(activity_state_name(ACTIVITY_PLANNED));
	free(activity->note);
	activity->note = memory_strdup("");
	free(activity->settled_by);
	activity->settled_by = memory_strdup("");
}

/* planning_revive() leaves when it was cancelled, until it is stored. */
static bool
is_revived(const struct activity *activity)
{
	return dossier_state(activity) == ACTIVITY_PLANNED &&
	       activity->settled_at != INSTANT_NONE;
}

/* Since when an activity waits for another one; DATE_NONE: it does not. */
static struct date
waits_since(const struct activity *activity)
{
	return dossier_state(activity) == ACTIVITY_HELD
		   ? activity->planned
		   : derivation_find(activity->derivation, REASON_WAITED);
}

/*
 * A held activity whose day has gone ahead is a planned one again.  As long as
 * it only stands there because of what it waits for, that is remembered: it is
 * planned once more when that is settled.
 */
static void
let_go(const struct dossier *dossier, struct activity *activity,
    struct date waits_since)
{
	struct date wanted = date_min(activity->due_rule, activity->latest);
	cleanup_(memory_free_ptr) char *why = NULL;
	char day[DATE_TEXT_SIZE];

	if (date_is_none(waits_since) ||
	    !date_before(core_today(dossier->engine), activity->planned))
		return;
	free(activity->state);
	activity->state = memory_strdup(activity_state_name(ACTIVITY_PLANNED));
	if (!date_before(wanted, activity->planned) ||
	    dossier_is_free(dossier, activity))
		return;
	why = activity->derivation;
	activity->derivation = memory_printf("%s%s\t%s\t\n", why,
	    plan_reason_name(REASON_WAITED), date_format(waits_since, day));
}

/* What the planning of one activity came to, for those who asked. */
static void
tell(const struct dossier *dossier, const struct activity *activity,
    const struct planning_time *old, struct planning_outcome *outcome)
{
	if (activity->planned.day != old->day.day ||
	    activity->start_minute != old->start)
		(void)json_array_append_new(outcome->moved,
		    planning_moved_view(dossier, activity, old));
	else
		(void)json_array_append_new(
		    outcome->unchanged, planning_brief(dossier, activity));
}

static int
store_planned(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err)
{
	struct planning_time old = planning_time_of(activity);
	cleanup_(memory_free_ptr) char *from = memory_strdup(activity->state);
	struct date since = waits_since(activity);

	planning_run_take(run, dossier, activity);
	activity->is_moved = false;
	tell(dossier, activity, &old, outcome);
	(void)planning_note_move(dossier, activity, &old);
	let_go(dossier, activity, since);
	return activity_store_update(
	    dossier->engine->store, activity, from, err);
}

/* It keeps its day, and with it why; its limit may be another. */
static int
store_kept(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err)
{
	const struct plan_item *item = &run->items[activity->position];

	(void)json_array_append_new(
	    outcome->unchanged, planning_brief(dossier, activity));
	if ((unsigned)activity->flags == item->flags &&
	    activity->latest.day == item->latest.day)
		return OB_OK;
	activity->flags = (int)item->flags;
	activity->latest = item->latest;
	activity->changed_at = core_now(dossier->engine);
	return activity_store_update(
	    dossier->engine->store, activity, activity->state, err);
}

/* Back in the plan: one change of the calendar entry, wherever it stands. */
static int
store_revived(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err)
{
	planning_run_take(run, dossier, activity);
	activity->is_moved = false;
	activity->settled_at = INSTANT_NONE;
	dossier_raise_sequence(activity);
	activity->changed_at = core_now(dossier->engine);
	(void)json_array_append_new(
	    outcome->added, planning_brief(dossier, activity));
	return activity_store_update(dossier->engine->store, activity,
	    activity_state_name(ACTIVITY_CANCELLED), err);
}

static int
store_added(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err)
{
	int status;

	planning_run_take(run, dossier, activity);
	if (date_before(activity->latest, core_today(dossier->engine)))
		activity->flags |= (int)FLAG_LATE_START;
	status = planning_store_new(dossier, activity, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    outcome->added, planning_brief(dossier, activity));
	return status;
}

/* What should have been done before a pause that has begun comes after it. */
static bool
is_in_a_pause(const struct dossier *dossier, const struct activity *activity)
{
	struct date day =
	    date_max(activity->planned, core_today(dossier->engine));

	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (!date_before(day, pause->from_day) &&
		    !date_before(pause->until_day, day))
			return true;
	}
	return false;
}

/* Whether the day itself still does: open, no pause, no new quiet day. */
static bool
is_good_day(const struct dossier *dossier, const struct activity *activity)
{
	unsigned flags = workday_flags(dossier->calendar, activity->planned);

	if (is_in_a_pause(dossier, activity))
		return false;
	if (!workday_is(dossier->calendar, activity->planned))
		return false;
	if (activity->start_minute < 0 || activity->is_moved)
		return true;
	if ((flags & (DAY_QUIET | DAY_NO_MEETING)) != 0 &&
	    (activity->flags & (int)FLAG_QUIET_DAY) == 0)
		return false;
	return (flags & DAY_HALF) == 0 || activity->end_minute <= NOON;
}

/* Whether it has a time when it needs one, of the step's length. */
static bool
has_good_time(const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	if (!step_kind_is_timed(step->kind))
		return activity->start_minute < 0;
	return activity->start_minute >= 0 &&
	       activity->end_minute - activity->start_minute == step->minutes;
}

static bool
is_past(const struct dossier *dossier, const struct activity *activity)
{
	return date_before(activity->planned, core_today(dossier->engine));
}

/* Whether the rules aim at the same day, and the limit leaves it there. */
static bool
has_same_aim(const struct planning_run *run, const struct activity *activity)
{
	const struct plan_item *item = &run->items[activity->position];
	struct date old = date_min(activity->due_rule, activity->latest);
	struct date now = date_min(item->due_rule, item->latest);

	return activity->due_rule.day == item->due_rule.day &&
	       old.day == now.day &&
	       (!date_before(item->latest, activity->planned) ||
		   !date_before(item->latest, activity->latest));
}

/*
 * Nothing about it has changed: its rules aim at the same day, and its own
 * day still does.  So it stays, also where somebody moved it by hand, and
 * nobody hears of it.
 */
static bool
may_stay(const struct planning_run *run, const struct dossier *dossier,
    const struct activity *activity)
{
	if (activity->id < 0 || is_revived(activity) ||
	    !has_same_aim(run, activity) || !has_good_time(dossier, activity))
		return false;
	return is_good_day(dossier, activity);
}

/* Whether its time is taken, or another contact stands too near. */
static bool
is_in_the_way(const struct planning_run *run, const struct activity *activity)
{
	size_t position = (size_t)activity->position;

	if (!plan_keeps_spread(&run->input, run->items, position))
		return true;
	return activity->start_minute >= 0 &&
	       planning_run_find_taken(run, position, activity->planned,
		   activity->start_minute, activity->end_minute) != 0;
}

static bool
is_planned_anew(const struct activity *activity)
{
	return activity_is_open(dossier_state(activity)) &&
	       !course_is_event(activity->step);
}

/* Keeps what may stay, also of what counts from a step; tells how many. */
static size_t
keep(struct planning_run *run, const struct dossier *dossier,
    enum planning_extent extent, bool is_counted)
{
	size_t kept = 0;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (!is_planned_anew(activity) ||
		    run->items[activity->position].fixed == PLAN_KEPT ||
		    (!is_counted && planning_run_counts_from_a_step(
					dossier_step(dossier, activity))) ||
		    !may_stay(run, dossier, activity))
			continue;
		if (extent == PLANNING_ALL_AHEAD && !activity->is_moved &&
		    !is_past(dossier, activity))
			continue;
		planning_run_keep(run, activity);
		kept++;
	}
	return kept;
}

/*
 * Opens what is to be planned anew: all whose rules say something else.  What
 * counts from a step is looked at when that one has its day.
 */
static int
choose(struct planning_run *run, const struct dossier *dossier,
    enum planning_extent extent, struct error *err)
{
	int status;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (is_planned_anew(&dossier->activities[i]))
			planning_run_open(run, &dossier->activities[i]);
	}
	status = planning_run_plan(run, dossier, err);
	if (status != OB_OK)
		return status;
	(void)keep(run, dossier, extent, false);
	do
		status = planning_run_plan(run, dossier, err);
	while (status == OB_OK && keep(run, dossier, extent, true) > 0);
	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (is_planned_anew(activity) &&
		    run->items[activity->position].fixed == PLAN_OPEN)
			planning_run_open(run, activity);
	}
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (is_planned_anew(activity) &&
		    run->items[activity->position].fixed == PLAN_KEPT &&
		    !is_past(dossier, activity) && is_in_the_way(run, activity))
			planning_run_open(run, activity);
	}
	return OB_OK;
}

/*
 * What would come after the last day is cancelled where it stands, or stays
 * so; an occurrence that was never there is kept as one that was cancelled.
 */
static int
store_cut(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err)
{
	if (activity->id > 0 && !is_revived(activity))
		return planning_cancel(
		    dossier, activity, outcome->cancelled, err);
	free(activity->state);
	activity->state =
	    memory_strdup(activity_state_name(ACTIVITY_CANCELLED));
	if (activity->id > 0)
		return OB_OK;
	planning_run_take(run, dossier, activity);
	activity->settled_at = core_now(dossier->engine);
	return planning_store_new(dossier, activity, err);
}

int
planning_store_one(struct dossier *dossier, struct activity *activity,
    const struct planning_run *run, struct planning_outcome *outcome,
    struct error *err)
{
	bool could = (activity->flags & (int)FLAG_CANNOT_BE_MET) == 0;
	int status;

	if (run->items[activity->position].has_lapsed)
		return planning_series_lapse(
		    run, dossier, activity, outcome->cancelled, err);
	if (planning_is_after_last_day(
		dossier, run->items[activity->position].planned))
		return store_cut(dossier, activity, run, outcome, err);
	if (activity->id < 0)
		status = store_added(dossier, activity, run, outcome, err);
	else if (is_revived(activity))
		status = store_revived(dossier, activity, run, outcome, err);
	else if (run->items[activity->position].fixed == PLAN_KEPT)
		status = store_kept(dossier, activity, run, outcome, err);
	else
		status = store_planned(dossier, activity, run, outcome, err);
	if (could && (activity->flags & (int)FLAG_CANNOT_BE_MET) != 0)
		(void)json_array_append_new(
		    outcome->impossible, planning_brief(dossier, activity));
	return status;
}

static int
plan(struct planning_run *run, struct dossier *dossier,
    enum planning_extent extent, struct planning_outcome *outcome,
    struct error *err)
{
	int status;

	planning_run_init(run, dossier);
	status = choose(run, dossier, extent, err);
	if (status != OB_OK)
		return status;
	return planning_series_settle(
	    run, dossier, PLANNING_SERIES_ALL, outcome->cancelled, err);
}

/*
 * Roles may have gone to others, and the step changed, while an activity was
 * away.  One that lapses or that the last day cuts off again stays as it was.
 */
static int
recast_revived(struct dossier *dossier, const struct planning_run *run,
    bool *ret_recast, struct error *err)
{
	int status = OB_OK;

	*ret_recast = false;
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];
		const struct plan_item *item = &run->items[activity->position];

		if (!is_revived(activity) || item->has_lapsed ||
		    planning_is_after_last_day(dossier, item->planned))
			continue;
		*ret_recast = true;
		activity->undisturbed =
		    dossier_step(dossier, activity)->undisturbed;
		status = planning_recast(dossier, activity, err);
	}
	return status;
}

/* Who takes part decides on times: what was recast is planned once more. */
static int
plan_and_recast(struct planning_run *run, struct dossier *dossier,
    enum planning_extent extent, struct planning_outcome *outcome,
    struct error *err)
{
	bool is_recast = false;
	int status = plan(run, dossier, extent, outcome, err);

	if (status == OB_OK)
		status = recast_revived(dossier, run, &is_recast, err);
	if (status != OB_OK || !is_recast)
		return status;
	planning_run_release(run);
	*run = (struct planning_run){0};
	return plan(run, dossier, extent, outcome, err);
}

int
planning_reschedule(struct dossier *dossier, enum planning_extent extent,
    struct planning_outcome *outcome, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int status = plan_and_recast(&run, dossier, extent, outcome, err);

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (is_planned_anew(activity))
			status = planning_store_one(
			    dossier, activity, &run, outcome, err);
		else if (activity_is_open(dossier_state(activity)) &&
			 planning_is_after_last_day(dossier, activity->planned))
			status = planning_cancel(
			    dossier, activity, outcome->cancelled, err);
	}
	if (status == OB_OK)
		status = events_attach_stored(dossier,
		    &(struct events_outcome){
			outcome->moved, outcome->added, outcome->cancelled},
		    err);
	return status;
}

int
planning_plan_draft(
    struct dossier *dossier, struct activity *activity, struct error *err)
{
	cleanup_(planning_run_release) struct planning_run run = {0};
	int status;

	planning_run_init(&run, dossier);
	run.items[activity->position].fixed = PLAN_OPEN;
	status = planning_run_plan(&run, dossier, err);
	if (status == OB_OK)
		planning_run_take(&run, dossier, activity);
	return status;
}
