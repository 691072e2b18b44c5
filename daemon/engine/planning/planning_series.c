/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning/planning_series.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "calendar/recurrence.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/planning/planning.h"
#include "model/derivation.h"
#include "model/step_repeat.h"
#include "text/catalogue.h"

/* The notes of occurrences that nobody will hold. */
#define NOTE_LAPSED "occurrence.lapsed"
#define NOTE_PAST_END "occurrence.past_end"

/* Nothing comes again once the leader has left. */
static struct date
find_end(const struct planning_run *run, const struct dossier *dossier,
    const struct step *template)
{
	struct date end =
	    plan_rule_day(&run->input, run->items, &template->repeat.until);

	if (dossier->version->kind == PROGRAMME_ONBOARDING &&
	    !date_is_none(dossier->journey.last_day))
		end = date_min(end, dossier->journey.last_day);
	return end;
}

static struct date
day_of(
    const struct planning_run *run, const struct step *template, size_t number)
{
	struct date_rule due = step_repeat_due(template, (int)number);

	return plan_rule_day(&run->input, run->items, &due);
}

/* From the first to the last that a programme may ask for, up to the end. */
static struct recurrence
find_recurrence(const struct planning_run *run, const struct step *template,
    struct date end)
{
	struct plan_input without_pauses = run->input;
	struct date_rule last =
	    step_repeat_due(template, STEP_REPEAT_MAX_TIMES);

	without_pauses.pause_count = 0;
	return (struct recurrence){
	    .first = plan_rule_day(&without_pauses, run->items, &template->due),
	    .every = template->repeat.count,
	    .unit = template->repeat.unit,
	    .until = date_min(
		end, plan_rule_day(&without_pauses, run->items, &last)),
	};
}

/*
 * Its days are those of the recurrence, each with the pauses that put it off.
 * A step that is done long before it was due makes room for more than any
 * programme may ask for: so many come, and no more.
 */
static int
count_occurrences(const struct planning_run *run, const struct dossier *dossier,
    const struct step *template, size_t *ret_count, struct error *err)
{
	struct date end = find_end(run, dossier, template);
	struct recurrence recurrence = find_recurrence(run, template, end);
	struct date days[RECURRENCE_MAX];
	size_t count = 0;
	int status = recurrence_list(&recurrence, days, &count, err);

	if (status != OB_OK)
		return status;
	while (count > 0 && date_before(end, day_of(run, template, count)))
		count--;
	*ret_count = count;
	return OB_OK;
}

static void
set_note(
    const struct dossier *dossier, struct activity *activity, const char *key)
{
	const struct engine *engine = dossier->engine;

	free(activity->note);
	activity->note = memory_strdup(
	    catalogue_get(engine->catalogues[engine->settings->language], key));
}

/* One series on its way. */
struct series {
	struct planning_run *run;
	struct dossier *dossier;
	const struct step *template; /* of the version: it does not move */
	size_t count;		     /* that the rule gives now */
	size_t last;		     /* that was ever there */
	bool is_all;		     /* what others cancelled comes back, too */
	bool has_changed;
};

static int
go(struct series *series, struct activity *activity, json_t *cancelled,
    struct error *err)
{
	series->run->items[activity->position].fixed = PLAN_ABSENT;
	set_note(series->dossier, activity, NOTE_PAST_END);
	return planning_cancel(series->dossier, activity, cancelled, err);
}

/* In a planning_reschedule() those that are back are cast by that. */
static int
come_back(struct series *series, struct activity *activity, struct error *err)
{
	planning_revive(activity);
	if (series->is_all)
		return OB_OK;
	activity->undisturbed = series->template->undisturbed;
	return planning_recast(series->dossier, activity, err);
}

/* One that is followed by a day that has come would only lapse again. */
static bool
may_come_back(const struct series *series, const struct activity *activity)
{
	size_t number = (size_t)course_number(activity->step);
	struct date today = series->run->input.today;

	if (dossier_state(activity) != ACTIVITY_CANCELLED ||
	    (!series->is_all && activity->settled_by[0] != '\0'))
		return false;
	return number == series->count ||
	       date_before(
		   today, day_of(series->run, series->template, number + 1));
}

static int
sync_one(struct series *series, struct activity *activity, json_t *cancelled,
    struct error *err)
{
	size_t number = (size_t)course_number(activity->step);
	bool is_given = number <= series->count;

	series->last = number > series->last ? number : series->last;
	if (!is_given && activity_is_open(dossier_state(activity))) {
		series->has_changed = true;
		return go(series, activity, cancelled, err);
	}
	if (is_given && may_come_back(series, activity)) {
		series->has_changed = true;
		return come_back(series, activity, err);
	}
	return OB_OK;
}

static bool
is_of(const struct dossier *dossier, const struct activity *activity,
    const struct step *template)
{
	const struct step *own = course_template(dossier, activity->step);

	return own != NULL && strcmp(own->id, template->id) == 0;
}

static int
sync_series(struct series *series, json_t *cancelled, struct error *err)
{
	struct dossier *dossier = series->dossier;
	int status = OB_OK;

	if (planning_concerns(dossier, series->template->only_if))
		status = count_occurrences(series->run, dossier,
		    series->template, &series->count, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (is_of(dossier, activity, series->template))
			status = sync_one(series, activity, cancelled, err);
	}
	for (; status == OB_OK && series->last < series->count;
	     series->last++) {
		struct step step =
		    course_occurrence(series->template, (int)series->last + 1);

		series->has_changed = true;
		(void)planning_draft(dossier, course_add(dossier, step));
	}
	return status;
}

static bool
is_counted(const struct step *template)
{
	return template->due.anchor == ANCHOR_DONE ||
	       template->repeat.until.anchor == ANCHOR_DONE;
}

static bool
is_done_of(const struct date_rule *rule, const char *step)
{
	return rule->anchor == ANCHOR_DONE && strcmp(rule->step, step) == 0;
}

bool
planning_series_counts_from(const struct dossier *dossier, const char *step)
{
	for (size_t i = 0; i < dossier->version->step_count; i++) {
		const struct step *own = &dossier->version->steps[i];

		if (own->repeat.count > 0 &&
		    (is_done_of(&own->due, step) ||
			is_done_of(&own->repeat.until, step)))
			return true;
	}
	return false;
}

/* Something may be reopened then, but nothing comes again. */
static bool
is_over(const struct dossier *dossier)
{
	return strcmp(dossier->journey.state, "ended") == 0 ||
	       strcmp(dossier->journey.state, "cancelled") == 0;
}

int
planning_series_settle(struct planning_run *run, struct dossier *dossier,
    enum planning_series_extent extent, json_t *cancelled, struct error *err)
{
	bool has_changed = false;
	int status;

	status = planning_run_settle(run, dossier, err);
	if (is_over(dossier))
		return status;
	for (size_t i = 0; status == OB_OK && i < dossier->version->step_count;
	     i++) {
		struct series series = {
		    .run = run,
		    .dossier = dossier,
		    .template = &dossier->version->steps[i],
		    .is_all = extent == PLANNING_SERIES_ALL,
		};

		if (series.template->repeat.count == 0 ||
		    (!series.is_all && !is_counted(series.template)))
			continue;
		status = sync_series(&series, cancelled, err);
		has_changed = has_changed || series.has_changed;
	}
	if (status != OB_OK || !has_changed)
		return status;
	planning_run_grow(run, dossier);
	return planning_run_settle(run, dossier, err);
}

static void
set_cancelled(const struct dossier *dossier, struct activity *activity)
{
	free(activity->state);
	activity->state =
	    memory_strdup(activity_state_name(ACTIVITY_CANCELLED));
	set_note(dossier, activity, NOTE_LAPSED);
	if (activity->settled_at == INSTANT_NONE)
		activity->settled_at = core_now(dossier->engine);
}

/* In a calendar it is cancelled where it stood; why is told all the same. */
static void
take_reasons(const struct planning_run *run, struct activity *activity)
{
	const struct plan_item *item = &run->items[activity->position];

	activity->due_rule = item->due_rule;
	activity->latest = item->latest;
	free(activity->derivation);
	activity->derivation =
	    derivation_encode(&run->derivations[activity->position]);
}

int
planning_series_lapse(const struct planning_run *run, struct dossier *dossier,
    struct activity *activity, json_t *cancelled, struct error *err)
{
	bool was_cancelled = activity->settled_at != INSTANT_NONE;
	int status;

	if (activity->id > 0 && !was_cancelled) {
		take_reasons(run, activity);
		set_note(dossier, activity, NOTE_LAPSED);
		return planning_cancel(dossier, activity, cancelled, err);
	}
	set_cancelled(dossier, activity);
	if (activity->id > 0)
		return OB_OK;
	planning_run_take(run, dossier, activity);
	status = planning_store_new(dossier, activity, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    cancelled, planning_brief(dossier, activity));
	return status;
}
