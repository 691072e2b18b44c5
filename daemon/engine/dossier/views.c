/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/views.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/people/people.h"

static json_t *
pauses_of(const struct dossier *dossier)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->pause_count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:o, s:o}", "from",
			      nullable_date(dossier->pauses[i].from_day), "to",
			      nullable_date(dossier->pauses[i].until_day)));
	return list;
}

/* Of everybody in the journey: whoever is not reached holds it up. */
static json_t *
bad_addresses_of(const struct dossier *dossier)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->people_count; i++)
		people_add_bad_addresses(&dossier->people[i], list);
	return list;
}

json_t *
views_leader(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;
	const struct person *leader =
	    dossier_person(dossier, journey->leader_id);

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s, "
			 "s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:i, "
			 "s:s, s:o, s:s, s:o, s:o}",
	    "id", (json_int_t)journey->id, "name", leader->name, "email",
	    leader->email, "work_email", leader->work_email, "phone",
	    leader->phone, "state", journey->state, "accepted",
	    nullable_date(journey->accepted), "first_day",
	    nullable_date(journey->first_day), "end",
	    nullable_date(journey->end_day), "recruitment",
	    journey->recruitment, "programme", dossier->programme->id,
	    "version", dossier->programme->version, "language",
	    leader->language, "title", journey->title, "area", journey->area,
	    "workplace", journey->workplace, "level", journey->level,
	    "addresses", journey->addresses, "employees", journey->employees,
	    "professional_groups", journey->professional_groups, "kind",
	    journey->kind, "last_day", nullable_date(journey->last_day),
	    "ended_why", journey->ended_why, "pauses", pauses_of(dossier),
	    "bad_addresses", bad_addresses_of(dossier));
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
	struct date today = core_today(dossier->engine);
	enum activity_state state = dossier_state(activity);

	(void)json_object_set_new(view, "due",
	    json_boolean(activity_is_due(state, activity->planned, today)));
	(void)json_object_set_new(view, "behind",
	    json_boolean(activity_is_behind(state, activity->planned, today)));
	(void)json_object_set_new(view, "overdue",
	    json_boolean(activity_is_overdue(dossier->calendar, state,
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
	    activity->state, "planned", nullable_date(activity->planned),
	    "latest", nullable_date(activity->latest), "due_rule",
	    nullable_date(activity->due_rule), "start",
	    nullable_instant(engine, activity->start_at), "end",
	    nullable_instant(engine, activity->end_at), "requires",
	    requires_of(dossier, activity), "flags", flags_of(activity), "note",
	    activity->note);

	(void)json_object_set_new(
	    view, "undisturbed", json_boolean(step->undisturbed));
	(void)json_object_set_new(
	    view, "optional", json_boolean(step->optional));
	(void)json_object_set_new(
	    view, "settled", nullable_instant(engine, activity->settled_at));
	(void)json_object_set_new(view, "goal", json_string(activity->goal));
	(void)json_object_set_new(
	    view, "seen_by", json_string(activity->seen_by));
	(void)json_object_set_new(
	    view, "outcome", json_string(activity->outcome));
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
