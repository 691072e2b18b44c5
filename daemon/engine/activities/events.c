/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "calendar/recurrence.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/planning/events_attach.h"
#include "store/event_store.h"
#include "store/journey_store.h"

#define ACTOR "clock"
#define YEARS_AHEAD 3

/* The days that the events have, on their way to the store. */
struct wanted {
	struct event_days days;
	struct date from;
	struct date until;
};

static void
wanted_release(struct wanted *wanted)
{
	event_store_free(wanted->days.items, wanted->days.count);
	free(wanted->days.is_changed);
}

static void
add_day(struct wanted *wanted, const struct annual_event *event,
    struct annual_time at)
{
	struct event_days *days = &wanted->days;

	if (date_before(at.day, wanted->from))
		return;
	days->items =
	    memory_resize(days->items, days->count + 1, sizeof(*days->items));
	days->items[days->count++] = (struct annual_day){
	    .key = memory_strdup(event->id),
	    .day = at.day,
	    .title_da = memory_strdup(event->title.in[LANGUAGE_DA]),
	    .title_en = memory_strdup(event->title.in[LANGUAGE_EN]),
	    .start_minute = at.start,
	    .minutes = at.start < 0 ? 0 : event->minutes,
	    .role = memory_strdup(event->role),
	    .only_if = memory_strdup(event->only_if),
	};
}

static int
expand(
    struct wanted *wanted, const struct annual_event *event, struct error *err)
{
	const struct recurrence_range range = {wanted->from, wanted->until};
	struct date days[RECURRENCE_MAX];
	size_t count = 0;
	int status = OB_OK;

	for (size_t i = 0; i < event->time_count; i++)
		add_day(wanted, event, event->times[i]);
	if (event->yearly[0] != '\0')
		status = recurrence_list_rule(
		    event->yearly, &range, days, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		add_day(
		    wanted, event, (struct annual_time){days[i], event->start});
	return status;
}

static int
expand_all(
    const struct engine *engine, struct wanted *wanted, struct error *err)
{
	struct civil today = date_to_civil(core_today(engine));
	int status = OB_OK;

	wanted->from = core_today(engine);
	wanted->until = date_from_civil(today.year + YEARS_AHEAD, 12, 31);
	for (size_t i = 0; status == OB_OK && engine->events != NULL &&
			   i < engine->events->count;
	     i++)
		status = expand(wanted, &engine->events->items[i], err);
	wanted->days.is_changed =
	    memory_alloc((wanted->days.count + 1) * sizeof(bool));
	return status;
}

static bool
is_same(const struct annual_day *a, const struct annual_day *b)
{
	return a->start_minute == b->start_minute && a->minutes == b->minutes &&
	       a->is_gone == b->is_gone &&
	       strcmp(a->title_da, b->title_da) == 0 &&
	       strcmp(a->title_en, b->title_en) == 0 &&
	       strcmp(a->role, b->role) == 0 &&
	       strcmp(a->only_if, b->only_if) == 0;
}

static bool
is_day(const struct annual_day *a, const struct annual_day *b)
{
	return a->day.day == b->day.day && strcmp(a->key, b->key) == 0;
}

static json_t *
day_view(const struct annual_day *day)
{
	char text[DATE_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:i, s:i, s:s, s:s, s:b}", "event",
	    day->key, "day", date_format(day->day, text), "start",
	    day->start_minute, "minutes", day->minutes, "role", day->role,
	    "only_if", day->only_if, "gone", (int)day->is_gone);
}

/* The one calendar entry that the day is for who has it for many. */
static void
mark(const struct engine *engine, struct annual_day *day,
    const struct annual_day *old)
{
	day->changed_at = core_now(engine);
	day->sequence = 0;
	if (old == NULL) {
		day->uid = core_new_uid(engine);
		return;
	}
	if (day->uid == NULL)
		day->uid = memory_strdup(old->uid);
	day->sequence = old->sequence;
	if (day->start_minute != old->start_minute ||
	    day->minutes != old->minutes || day->is_gone != old->is_gone)
		day->sequence++;
}

static int
store_day(struct change *change, const struct annual_day *day, json_t *changes,
    struct error *err)
{
	(void)json_array_append_new(changes, day_view(day));
	return event_store_set(change->engine->store, day, err);
}

static int
store_wanted(struct change *change, struct wanted *wanted, json_t *changes,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < wanted->days.count; i++) {
		struct annual_day *day = &wanted->days.items[i];
		cleanup_(event_store_release) struct annual_day old = {0};

		status = event_store_find(
		    change->engine->store, day->key, day->day, &old, err);
		if (status == OB_OK && is_same(day, &old))
			continue;
		if (status == OB_OK || status == OB_ENOTFOUND) {
			mark(
			    change->engine, day, status == OB_OK ? &old : NULL);
			wanted->days.is_changed[i] = true;
			status = store_day(change, day, changes, err);
		}
	}
	return status;
}

static bool
is_wanted(const struct wanted *wanted, const struct annual_day *day)
{
	for (size_t i = 0; i < wanted->days.count; i++) {
		if (is_day(&wanted->days.items[i], day))
			return true;
	}
	return false;
}

static int
store_gone(struct change *change, const struct wanted *wanted, json_t *changes,
    struct error *err)
{
	struct annual_day *stored = NULL;
	size_t count = 0;
	int status = event_store_list(
	    change->engine->store, wanted->from, &stored, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (is_wanted(wanted, &stored[i]))
			continue;
		stored[i].is_gone = true;
		stored[i].sequence++;
		stored[i].changed_at = core_now(change->engine);
		status = store_day(change, &stored[i], changes, err);
	}
	event_store_free(stored, count);
	return status;
}

static int
attach_to(struct engine *engine, int64_t journey_id,
    const struct event_days *days, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct events_outcome outcome = {
	    json_array(), json_array(), json_array()};
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK)
		status = events_attach(&dossier, days, &outcome, err);
	if (json_array_size(outcome.moved) > 0 ||
	    json_array_size(outcome.added) > 0 ||
	    json_array_size(outcome.cancelled) > 0)
		core_touch(engine, journey_id);
	json_decref(outcome.moved);
	json_decref(outcome.added);
	json_decref(outcome.cancelled);
	return status;
}

static int
attach_all(
    struct engine *engine, const struct event_days *days, struct error *err)
{
	static const char *const states[] = {"planned", "active", "paused"};
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(states); i++) {
		struct journey *journeys = NULL;
		size_t count = 0;

		status = journey_store_list(
		    engine->store, states[i], &journeys, &count, err);
		for (size_t k = 0; status == OB_OK && k < count; k++) {
			if (strcmp(journeys[k].kind,
				programme_kind_name(PROGRAMME_ONBOARDING)) == 0)
				status = attach_to(
				    engine, journeys[k].id, days, err);
		}
		journey_store_free(journeys, count);
	}
	return status;
}

static int
store_all(struct change *change, struct wanted *wanted, bool *ret_changed,
    struct error *err)
{
	json_t *changes = json_array();
	int status = store_gone(change, wanted, changes, err);

	if (status == OB_OK)
		status = store_wanted(change, wanted, changes, err);
	*ret_changed = status == OB_OK && json_array_size(changes) > 0;
	if (!*ret_changed) {
		json_decref(changes);
		return status;
	}
	status = change_audit(
	    change, "set-events", SUBJECT("event", 0), NULL, changes, err);
	if (status == OB_OK)
		status = attach_all(change->engine, &wanted->days, err);
	return status;
}

static int
sync(struct engine *engine, const char *actor, bool *ret_changed,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(wanted_release) struct wanted wanted = {.from = DATE_NONE};
	int status = expand_all(engine, &wanted, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = store_all(&change, &wanted, ret_changed, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		engine->events_until = wanted.until;
	return status;
}

int
events_import(struct engine *engine, const char *actor,
    struct annual_events *events, bool *ret_changed, struct error *err)
{
	struct annual_events *old = engine->events;
	int status;

	engine->events = events;
	status = sync(engine, actor, ret_changed, err);
	if (status != OB_OK)
		engine->events = old;
	annual_events_free(status == OB_OK ? old : events);
	return status;
}

static json_t *
start_value(const struct engine *engine, const struct annual_day *day)
{
	char text[INSTANT_TEXT_SIZE];

	if (day->start_minute < 0)
		return json_null();
	return json_string(instant_format(engine->zone,
	    core_instant(engine, day->day, day->start_minute), text));
}

static int
append_view(const struct engine *engine, const struct annual_day *day,
    json_t *list, struct error *err)
{
	bool is_danish = engine->settings->language == LANGUAGE_DA;
	char text[DATE_TEXT_SIZE];
	const char *date = date_format(day->day, text);
	cleanup_(memory_free_ptr) char *step =
	    course_event_step(day->key, day->day);
	int64_t count = 0;
	int status =
	    event_store_count(engine->store, step, day->day, &count, err);

	if (status == OB_OK)
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:o, s:i, s:s, s:s, s:s, s:I}", "id",
			day->key, "day", date, "start",
			start_value(engine, day), "minutes", day->minutes,
			"title", is_danish ? day->title_da : day->title_en,
			"role", day->role, "only_if", day->only_if, "journeys",
			(json_int_t)count));
	return status;
}

int
events_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct annual_day *days = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = event_store_list(
	    engine->store, core_today(engine), &days, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = append_view(engine, &days[i], list, err);
	event_store_free(days, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "events", list);
	return OB_OK;
}

static int
settle(
    struct engine *engine, const struct event_activity *row, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct settlement settlement = {
	    .activity_id = row->activity_id,
	    .state = ACTIVITY_DONE,
	};
	const struct activity *activity;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = dossier_load(engine, row->journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, row->activity_id);
	settlement.at = activity->end_at != INSTANT_NONE
			    ? activity->end_at
			    : core_instant(engine, activity->planned, 12 * 60);
	status = activities_settle(&change, &dossier, &settlement, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

/* Nobody is to say of each leader that the day has passed. */
static int
settle_past(struct engine *engine, struct error *err)
{
	struct event_activity *rows = NULL;
	size_t count = 0;
	int status = event_store_list_past(
	    engine->store, core_today(engine), &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = settle(engine, &rows[i], err);
	free(rows);
	return status;
}

int
events_run(struct engine *engine, struct error *err)
{
	struct date today = core_today(engine);
	struct civil civil = date_to_civil(today);
	bool changed = false;
	int status = OB_OK;

	if (engine->events_seen.day == today.day)
		return OB_OK;
	if (engine->events != NULL &&
	    date_before(engine->events_until,
		date_from_civil(civil.year + YEARS_AHEAD, 12, 31)))
		status = sync(engine, ACTOR, &changed, err);
	if (status == OB_OK)
		status = settle_past(engine, err);
	if (status == OB_OK)
		engine->events_seen = today;
	return status;
}
