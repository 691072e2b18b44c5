/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning/events_attach.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/told.h"
#include "engine/planning/events_elsewhere.h"
#include "engine/planning/planning.h"
#include "model/derivation.h"
#include "store/event_store.h"

/* A journey that events are being attached to. */
struct attaching {
	struct dossier *dossier;
	const struct event_days *days;
	const struct events_outcome *outcome;
	struct date until; /* the last day of the journey's time */
};

static bool
is_open_journey(const struct journey *journey)
{
	return strcmp(journey->state, "planned") == 0 ||
	       strcmp(journey->state, "active") == 0 ||
	       strcmp(journey->state, "paused") == 0;
}

/* The end, or the last activity if that is later; not after the last day. */
static struct date
last_day_of(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;
	struct date last = dossier_after_pauses(dossier, journey->end_day);

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (!course_is_event(activity->step) &&
		    dossier_state(activity) != ACTIVITY_CANCELLED)
			last = date_max(last, activity->planned);
	}
	if (!date_is_none(journey->last_day))
		last = date_min(last, journey->last_day);
	return last;
}

static bool
is_on_leave(const struct dossier *dossier, struct date day)
{
	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (pause->from_day.day <= day.day &&
		    day.day <= pause->until_day.day)
			return true;
	}
	return false;
}

static bool
concerns(const struct attaching *attaching, const struct annual_day *day)
{
	const struct dossier *dossier = attaching->dossier;

	return dossier->version->kind == PROGRAMME_ONBOARDING &&
	       is_open_journey(&dossier->journey) &&
	       !date_before(day->day, dossier->journey.first_day) &&
	       !date_before(attaching->until, day->day) &&
	       !is_on_leave(dossier, day->day) &&
	       planning_concerns(dossier, day->only_if);
}

static void
derive(struct activity *activity)
{
	struct derivation derivation;

	derivation_init(&derivation);
	derivation_add(&derivation, REASON_EVENT, activity->planned, "");
	free(activity->derivation);
	activity->derivation = derivation_encode(&derivation);
	derivation_release(&derivation);
}

static void
place(const struct dossier *dossier, struct activity *activity,
    const struct annual_day *day)
{
	planning_place(dossier, activity, day->day, day->start_minute,
	    day->start_minute + day->minutes);
	activity->latest = day->day;
	activity->due_rule = day->day;
	derive(activity);
}

static bool
is_same_time(const struct activity *activity, const struct annual_day *day)
{
	return activity->planned.day == day->day.day &&
	       activity->start_minute == day->start_minute &&
	       (day->start_minute < 0 ||
		   activity->end_minute == day->start_minute + day->minutes);
}

/* A host hears of an event once, not once for each leader. */
static int
skip_notice(
    const struct dossier *dossier, struct activity *activity, struct error *err)
{
	int64_t host = activity->responsible_id;
	bool is_host = false;
	int status = OB_OK;

	if (host != dossier->journey.leader_id)
		status = event_store_is_host(dossier->engine->store,
		    activity->step, host, dossier->journey.id, &is_host, err);
	if (status == OB_OK && is_host) {
		activity->noticed_id = host;
		told_set(activity);
	}
	return status;
}

static bool
is_shared(const struct dossier *dossier, const struct activity *event,
    const struct activity *other)
{
	for (size_t i = 0; i < dossier->participant_count; i++) {
		const struct activity_person *row = &dossier->participants[i];

		if (row->activity_id == event->id &&
		    (other->responsible_id == row->person_id ||
			dossier_takes_part(dossier, other, row->person_id)))
			return true;
	}
	return false;
}

int
events_attach_make_way(struct dossier *dossier, const struct activity *event,
    json_t *moved, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids =
	    memory_alloc((dossier->activity_count + 1) * sizeof(*ids));
	int64_t event_id = event->id;
	size_t count = 0;
	int status = OB_OK;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *other = &dossier->activities[i];

		if (event->start_minute >= 0 && other->start_minute >= 0 &&
		    other->planned.day == event->planned.day &&
		    other->start_minute < event->end_minute &&
		    event->start_minute < other->end_minute &&
		    !course_is_event(other->step) &&
		    activity_is_open(dossier_state(other)) &&
		    is_shared(dossier, event, other))
			ids[count++] = other->id;
	}
	if (count > 0)
		status = planning_adjust(dossier, ids, count, moved, err);
	/* Its host may meet other leaders then. */
	return status == OB_OK
		   ? events_elsewhere_make_way(dossier->engine, event_id, err)
		   : status;
}

static int
add(const struct attaching *attaching, const struct annual_day *day,
    struct error *err)
{
	struct dossier *dossier = attaching->dossier;
	struct activity *activity =
	    planning_draft(dossier, course_add(dossier, course_event(day)));
	int status;

	place(dossier, activity, day);
	status = skip_notice(dossier, activity, err);
	if (status == OB_OK)
		status = planning_store_new(dossier, activity, err);
	if (status != OB_OK)
		return status;
	(void)json_array_append_new(
	    attaching->outcome->added, planning_brief(dossier, activity));
	return events_attach_make_way(
	    attaching->dossier, activity, attaching->outcome->moved, err);
}

/* An activity that was cancelled comes back as the calendar entry it was. */
static int
change(const struct attaching *attaching, struct activity *activity,
    const struct annual_day *day, struct error *err)
{
	struct dossier *dossier = attaching->dossier;
	cleanup_(memory_free_ptr) char *from = memory_strdup(activity->state);
	bool was_open = activity_is_open(dossier_state(activity));
	struct planning_time old = planning_time_of(activity);
	int status;

	planning_revive(activity);
	activity->settled_at = INSTANT_NONE;
	place(dossier, activity, day);
	dossier_raise_sequence(activity);
	status = planning_recast(dossier, activity, err);
	if (status == OB_OK)
		status = activity_store_update(
		    dossier->engine->store, activity, from, err);
	if (status != OB_OK)
		return status;
	if (was_open)
		(void)json_array_append_new(attaching->outcome->moved,
		    planning_moved_view(dossier, activity, &old));
	else
		(void)json_array_append_new(attaching->outcome->added,
		    planning_brief(dossier, activity));
	return events_attach_make_way(
	    attaching->dossier, activity, attaching->outcome->moved, err);
}

/* Where the day stands in the journey: new, to be changed, or as it should. */
static int
attach_day(const struct attaching *attaching, size_t index, struct error *err)
{
	const struct annual_day *day = &attaching->days->items[index];
	cleanup_(memory_free_ptr) char *step =
	    course_event_step(day->key, day->day);
	struct activity *activity = dossier_activity(attaching->dossier, step);
	enum activity_state state;

	if (activity == NULL)
		return add(attaching, day, err);
	state = dossier_state(activity);
	if (activity_settles(state))
		return OB_OK;
	if (state == ACTIVITY_CANCELLED || !is_same_time(activity, day) ||
	    (attaching->days->is_changed != NULL &&
		attaching->days->is_changed[index]))
		return change(attaching, activity, day, err);
	return OB_OK;
}

static bool
is_wanted(const struct attaching *attaching, const struct activity *activity)
{
	const struct event_days *days = attaching->days;

	for (size_t i = 0; i < days->count; i++) {
		const struct annual_day *day = &days->items[i];
		size_t len = strlen(day->key);
		const char *key = activity->step + strlen(COURSE_EVENT);

		if (day->day.day == activity->planned.day &&
		    strncmp(key, day->key, len) == 0 && key[len] == '.')
			return concerns(attaching, day);
	}
	return false;
}

static int
cancel_unwanted(const struct attaching *attaching, struct error *err)
{
	struct dossier *dossier = attaching->dossier;
	struct date today = core_today(dossier->engine);
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (course_is_event(activity->step) &&
		    activity_is_open(dossier_state(activity)) &&
		    !date_before(activity->planned, today) &&
		    !is_wanted(attaching, activity))
			status = planning_cancel(dossier, activity,
			    attaching->outcome->cancelled, err);
	}
	return status;
}

int
events_attach(struct dossier *dossier, const struct event_days *days,
    const struct events_outcome *outcome, struct error *err)
{
	const struct attaching attaching = {
	    dossier, days, outcome, last_day_of(dossier)};
	int status = cancel_unwanted(&attaching, err);

	for (size_t i = 0; status == OB_OK && i < days->count; i++) {
		if (concerns(&attaching, &days->items[i]))
			status = attach_day(&attaching, i, err);
	}
	return status;
}

int
events_attach_stored(struct dossier *dossier,
    const struct events_outcome *outcome, struct error *err)
{
	struct engine *engine = dossier->engine;
	struct events_outcome unseen = {NULL, NULL, NULL};
	struct event_days days = {.is_changed = NULL};
	int status = event_store_list(
	    engine->store, core_today(engine), &days.items, &days.count, err);

	if (status != OB_OK)
		return status;
	if (outcome == NULL)
		unseen = (struct events_outcome){
		    json_array(), json_array(), json_array()};
	status = events_attach(
	    dossier, &days, outcome == NULL ? &unseen : outcome, err);
	json_decref(unseen.moved);
	json_decref(unseen.added);
	json_decref(unseen.cancelled);
	event_store_free(days.items, days.count);
	return status;
}
