/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/views.h"

#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core.h"
#include "engine/people.h"
#include "engine/roles.h"
#include "model/role.h"
#include "store/journey_store.h"

static json_t *
date_value(struct date date)
{
	char text[DATE_TEXT_SIZE];

	return date_is_none(date) ? json_null()
				  : json_string(date_format(date, text));
}

static json_t *
instant_value(const struct engine *engine, int64_t instant)
{
	char text[INSTANT_TEXT_SIZE];

	return instant == INSTANT_NONE
		   ? json_null()
		   : json_string(instant_format(engine->zone, instant, text));
}

json_t *
views_leader(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;
	const struct person *leader =
	    dossier_person(dossier, journey->leader_id);

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s, "
			 "s:s, s:i, s:s, s:s, s:s, s:s}",
	    "id", (json_int_t)journey->id, "name", leader->name, "email",
	    leader->email, "work_email", leader->work_email, "phone",
	    leader->phone, "state", journey->state, "accepted",
	    date_value(journey->accepted), "first_day",
	    date_value(journey->first_day), "end", date_value(journey->end_day),
	    "recruitment", journey->recruitment, "programme",
	    dossier->programme->id, "version", dossier->programme->version,
	    "language", leader->language, "title", journey->title, "area",
	    journey->area, "workplace", journey->workplace);
}

static void
add_email(void *arg, const struct person *person)
{
	(void)json_array_append_new(arg, json_string(person->email));
}

static json_t *
participants_of(const struct dossier *dossier, const struct activity *activity)
{
	json_t *list = json_array();

	dossier_each_participant(dossier, activity, add_email, list);
	return list;
}

static json_t *
requires_of(const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);
	json_t *list = json_array();

	for (size_t i = 0; i < step->require_count; i++) {
		if (dossier_activity(dossier, step->requires[i]) != NULL)
			(void)json_array_append_new(
			    list, json_string(step->requires[i]));
	}
	return list;
}

static json_t *
flags_of(const struct activity *activity)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < ACTIVITY_FLAG_COUNT; i++) {
		if ((activity->flags & (1 << i)) != 0)
			(void)json_array_append_new(
			    list, json_string(activity_flag_name(1U << i)));
	}
	return list;
}

/* What the clock makes of it. */
static void
add_derived(const struct dossier *dossier, const struct activity *activity,
    json_t *view)
{
	const struct engine *engine = dossier->engine;
	struct date today = core_today(engine);
	enum activity_state state = dossier_state(activity);

	(void)json_object_set_new(view, "due",
	    json_boolean(activity_is_due(state, activity->planned, today)));
	(void)json_object_set_new(view, "behind",
	    json_boolean(activity_is_behind(state, activity->planned, today)));
	(void)json_object_set_new(view, "overdue",
	    json_boolean(activity_is_overdue(engine->calendar, state,
		activity->planned, activity->latest, today)));
}

json_t *
views_activity(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;
	const struct step *step = dossier_step(dossier, activity);
	json_t *view = json_pack(
	    "{s:I, s:I, s:s, s:i, s:s, s:s, s:s, s:o, s:o, s:s, s:o, s:o, "
	    "s:o, s:o, s:o, s:o, s:o, s:s}",
	    "id", (json_int_t)activity->id, "leader",
	    (json_int_t)activity->journey_id, "step", activity->step, "phase",
	    step->phase, "title", step->title.in[engine->settings->language],
	    "kind", step_kind_name(step->kind), "role", step->role,
	    "responsible",
	    people_brief(dossier_person(dossier, activity->responsible_id)),
	    "participants", participants_of(dossier, activity), "state",
	    activity->state, "planned", date_value(activity->planned), "latest",
	    date_value(activity->latest), "due_rule",
	    date_value(activity->due_rule), "start",
	    instant_value(engine, activity->start_at), "end",
	    instant_value(engine, activity->end_at), "requires",
	    requires_of(dossier, activity), "flags", flags_of(activity), "note",
	    activity->note);

	(void)json_object_set_new(
	    view, "undisturbed", json_boolean(step->undisturbed));
	(void)json_object_set_new(
	    view, "optional", json_boolean(step->optional));
	(void)json_object_set_new(
	    view, "settled", instant_value(engine, activity->settled_at));
	add_derived(dossier, activity, view);
	return view;
}

json_t *
views_activities(const struct dossier *dossier)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++)
		(void)json_array_append_new(
		    list, views_activity(dossier, &dossier->activities[i]));
	return list;
}

static bool
is_done(const struct dossier *dossier, const char *step)
{
	const struct activity *activity = dossier_activity(dossier, step);

	return activity != NULL && dossier_state(activity) == ACTIVITY_DONE;
}

static bool
has_mentor(const struct dossier *dossier)
{
	return !roles_find(dossier->roles, dossier->role_count, ROLE_MENTOR)
		    ->is_fallback;
}

int
views_pack_parts(const struct dossier *dossier)
{
	return (dossier->engine->settings->welcome_video[0] != '\0' ? 1 : 0) +
	       (is_done(dossier, "introprogram") ? 1 : 0) +
	       (is_done(dossier, "haandbog") ? 1 : 0) +
	       (has_mentor(dossier) ? 1 : 0);
}

static json_t *
rule(const char *name, int64_t have, int64_t need)
{
	return json_pack("{s:s, s:I, s:I}", "rule", name, "have",
	    (json_int_t)have, "need", (json_int_t)need);
}

int
views_rules(
    const struct dossier *dossier, json_t **ret_rules, struct error *err)
{
	const struct engine *engine = dossier->engine;
	int64_t calls = 0;
	json_t *rules;
	int status = journey_store_count_calls(engine->store,
	    dossier->journey.id,
	    core_instant(engine, dossier->journey.first_day, 0), &calls, err);

	if (status != OB_OK)
		return status;
	/* Done without a date is a call, too. */
	if (calls == 0 && is_done(dossier, "velkomstopkald"))
		calls = 1;
	rules = json_array();
	(void)json_array_append_new(
	    rules, rule("welcome-pack", views_pack_parts(dossier), 4));
	(void)json_array_append_new(rules, rule("welcome-call", calls, 1));
	(void)json_array_append_new(
	    rules, rule("mentor", has_mentor(dossier) ? 1 : 0, 1));
	*ret_rules = rules;
	return OB_OK;
}
