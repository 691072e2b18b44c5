/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_leader.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/rules.h"
#include "engine/activities/talks.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/course.h"
#include "engine/dossier/naming.h"
#include "engine/hr/hr_admit.h"
#include "model/role.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* A journey on its way into JSON. */
struct leader {
	const struct dossier *dossier;
	const struct hr_scope *scope;
	const struct catalogue *words;
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* Sets NAME in words and NAME_iso; "" for no day. */
static void
set_day(const struct leader *leader, json_t *view, const char *name,
    struct date day)
{
	cleanup_(memory_free_ptr) char *iso_name =
	    memory_printf("%s_iso", name);
	char text[DATES_TEXT_SIZE];
	char iso[DATE_TEXT_SIZE];

	set(view, name,
	    json_string(dates_text_long(leader->scope->language, day, text)));
	set(view, iso_name, json_string(date_format(day, iso)));
}

/* The text of a key as "hr_rule.%s"; the name itself when there is none. */
static const char *
word(const struct leader *leader, const char *pattern, const char *name)
{
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "%.*s%s", (int)(strlen(pattern) - strlen("%s")), pattern, name);
	char *colon = strchr(key, ':'); /* of "function:it" */

	if (colon != NULL)
		*colon = '.';
	return catalogue_has(leader->words, key)
		   ? catalogue_get(leader->words, key)
		   : name;
}

static json_t *
facts_view(const struct leader *leader)
{
	const struct dossier *dossier = leader->dossier;
	const struct journey *journey = &dossier->journey;
	const struct person *person =
	    dossier_person(dossier, journey->leader_id);
	bool is_paused = strcmp(journey->state, "paused") == 0;
	bool is_active = strcmp(journey->state, "active") == 0;
	json_t *view = json_pack(
	    "{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, "
	    "s:i, s:i, s:i, s:i, s:s}",
	    "id", (json_int_t)journey->id, "name", naming_full(dossier),
	    "email", person->email, "work_email", person->work_email, "phone",
	    person->phone, "title", journey->title, "area", journey->area,
	    "workplace", journey->workplace, "level", journey->level, "state",
	    journey->state, "state_text",
	    word(leader, "journey_state.%s", journey->state), "recruitment",
	    journey->recruitment, "programme", dossier->programme->id,
	    "version", dossier->programme->version, "addresses",
	    journey->addresses, "employees", journey->employees,
	    "professional_groups", journey->professional_groups, "ended_why",
	    journey->ended_why);

	set_day(leader, view, "first_day", journey->first_day);
	set_day(leader, view, "accepted", journey->accepted);
	set_day(leader, view, "end", journey->end_day);
	set_day(leader, view, "last_day", journey->last_day);
	set(view, "has_last_day",
	    json_boolean(!date_is_none(journey->last_day)));
	set(view, "is_paused", json_boolean(is_paused));
	set(view, "is_running",
	    json_boolean(is_paused || is_active ||
			 strcmp(journey->state, "planned") == 0));
	set(view, "is_cohort", json_boolean(naming_is_cohort(dossier)));
	set(view, "is_exit",
	    json_boolean(dossier->version->kind == PROGRAMME_EXIT));
	return view;
}

/* What the clock makes of it, as a key's last part. */
static const char *
state_of(const struct dossier *dossier, const struct activity *activity)
{
	struct date today = core_today(dossier->engine);
	enum activity_state state = dossier_state(activity);

	if (activity_is_overdue(dossier->calendar, state, activity->planned,
		activity->latest, today))
		return "overdue";
	if (activity_is_behind(state, activity->planned, today))
		return "behind";
	if (activity_is_due(state, activity->planned, today))
		return "due";
	if (dossier_is_unanswered(activity))
		return "unanswered";
	return activity_state_name(state);
}

static json_t *
flags_view(const struct leader *leader, const struct activity *activity)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < ACTIVITY_FLAG_COUNT; i++) {
		if ((activity->flags & (1 << i)) != 0)
			(void)json_array_append_new(
			    list, json_string(word(leader, "flag.%s",
				      activity_flag_name(1U << i))));
	}
	return list;
}

/* Which verbs there are on it. */
static void
set_verbs(
    const struct leader *leader, const struct activity *activity, json_t *view)
{
	const struct step *step = dossier_step(leader->dossier, activity);
	enum activity_state state = dossier_state(activity);
	bool is_mail = step->kind == STEP_MAIL;
	bool is_open = activity_is_open(state);

	set(view, "is_open", json_boolean(is_open));
	set(view, "can_complete",
	    json_boolean(state == ACTIVITY_PLANNED && !is_mail));
	set(view, "can_skip", json_boolean(is_open));
	set(view, "can_move",
	    json_boolean(is_open && !course_is_event(activity->step)));
	set(view, "can_settle_late",
	    json_boolean(
		is_open && (activity->flags & (int)FLAG_LATE_START) != 0));
	set(view, "can_tell",
	    json_boolean(state == ACTIVITY_DONE &&
			 talks_is_told_of(leader->dossier, activity)));
	set(view, "can_reopen",
	    json_boolean(activity_settles(state) && !is_mail));
}

static json_t *
activity_view(const struct leader *leader, const struct activity *activity)
{
	const struct dossier *dossier = leader->dossier;
	const struct step *step = dossier_step(dossier, activity);
	const char *state = state_of(dossier, activity);
	cleanup_(memory_free_ptr) char *when =
	    phrases_when(leader->scope->language, activity);
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/leaders/%" PRId64 "/activities/%" PRId64,
		activity->journey_id, activity->id);
	char iso[DATE_TEXT_SIZE];
	json_t *view = json_pack(
	    "{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:s, s:s, s:o}",
	    "id", (json_int_t)activity->id, "title",
	    step->title.in[leader->scope->language], "kind",
	    word(leader, "kind.%s", step_kind_name(step->kind)), "when", when,
	    "date_iso", date_format(activity->planned, iso), "responsible",
	    dossier_person(dossier, activity->responsible_id)->name, "state",
	    activity->state, "state_text", word(leader, "state.%s", state),
	    "is_overdue", (int)(strcmp(state, "overdue") == 0), "is_done",
	    (int)(dossier_state(activity) == ACTIVITY_DONE), "note",
	    activity->note, "url", url, "flags", flags_view(leader, activity));

	set_verbs(leader, activity, view);
	return view;
}

/* Phases without an activity are left out. */
static json_t *
phases_view(const struct leader *leader)
{
	const struct dossier *dossier = leader->dossier;
	json_t *phases = json_array();

	for (size_t i = 0; i < dossier->programme->phase_count; i++) {
		const struct phase *phase = &dossier->programme->phases[i];
		json_t *list = json_array();

		for (size_t k = 0; k < dossier->activity_count; k++) {
			const struct activity *activity =
			    &dossier->activities[k];

			if (dossier_step(dossier, activity)->phase == phase->id)
				(void)json_array_append_new(
				    list, activity_view(leader, activity));
		}
		if (json_array_size(list) == 0)
			json_decref(list);
		else
			(void)json_array_append_new(phases,
			    json_pack("{s:s, s:o}", "title",
				phase->title.in[leader->scope->language],
				"activities", list));
	}
	return phases;
}

static json_t *
roles_view(const struct leader *leader)
{
	const struct dossier *dossier = leader->dossier;
	json_t *list = json_array();

	for (int rank = 1; rank <= 1000; rank++) {
		for (size_t i = 0; i < dossier->role_count; i++) {
			const struct journey_role *row = &dossier->roles[i];
			const struct person *person =
			    dossier_person(dossier, row->person_id);
			cleanup_(memory_free_ptr) char *url = NULL;

			if (role_rank(row->role) != rank)
				continue;
			url = memory_printf("/hr/leaders/%" PRId64
					    "/assign?role=%s",
			    dossier->journey.id, row->role);
			(void)json_array_append_new(
			    list, json_pack("{s:s, s:s, s:s, s:s, s:b, s:s}",
				      "role", row->role, "name",
				      word(leader, "role.%s", row->role),
				      "person", person->name, "email",
				      person->email, "is_fallback",
				      (int)row->is_fallback, "url", url));
		}
	}
	return list;
}

/* The rules of thumb, as "Velkomstpakken: 2 af 4". */
static int
add_rules(const struct leader *leader, json_t *view, struct error *err)
{
	json_t *rules = NULL;
	json_t *rule;
	size_t i;
	int status = rules_view(leader->dossier, &rules, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(rules, i, rule)
	{
		json_int_t have =
		    json_integer_value(json_object_get(rule, "have"));
		json_int_t need =
		    json_integer_value(json_object_get(rule, "need"));

		set(rule, "name",
		    json_string(word(leader, "hr_rule.%s",
			json_string_value(json_object_get(rule, "rule")))));
		set(rule, "is_kept", json_boolean(have >= need));
	}
	set(view, "rules", rules);
	return OB_OK;
}

int
hr_leader_view(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct leader leader = {.dossier = &dossier,
	    .scope = scope,
	    .words = engine->catalogues[scope->language]};
	json_auto_t *view = json_object();
	int status = hr_admit_journey(engine, scope, journey_id, 0, err);

	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &dossier, err);
	if (status == OB_OK)
		status = add_rules(&leader, view, err);
	if (status == OB_OK)
		status = hr_leader_add_papers(&dossier, scope, view, err);
	if (status == OB_OK)
		status = hr_leader_add_exit(&dossier, scope, view, err);
	if (status == OB_OK)
		status = hr_leader_add_surveys(&dossier, scope, view, err);
	if (status != OB_OK)
		return status;
	set(view, "leader", facts_view(&leader));
	set(view, "phases", phases_view(&leader));
	set(view, "roles", roles_view(&leader));
	hr_leader_add_tasks(&dossier, scope, view);
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}

int
hr_leader_about(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, int64_t activity_id, char **ret_about,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(memory_free_ptr) char *when = NULL;
	const struct activity *activity;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, activity_id);
	if (activity == NULL) {
		*ret_about = memory_strdup(naming_full(&dossier));
		return OB_OK;
	}
	when = phrases_when(scope->language, activity);
	*ret_about = memory_printf("%s: %s, %s", naming_full(&dossier),
	    dossier_step(&dossier, activity)->title.in[scope->language], when);
	return OB_OK;
}
