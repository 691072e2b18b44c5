/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/cohorts/nominations.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/hr/hr_cohorts.h"
#include "engine/programmes/programme_words.h"
#include "model/nomination.h"
#include "store/answer_count_store.h"
#include "store/survey_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

static const char *
word(const struct dossier *dossier, const struct hr_scope *scope,
    const char *pattern, const char *name)
{
	const struct programme_words words = {
	    dossier->engine->catalogues[scope->language], NULL};

	return programme_words_of(&words, pattern, name);
}

static json_t *
instant_day(
    const struct dossier *dossier, const struct hr_scope *scope, int64_t at)
{
	char day[DATES_TEXT_SIZE];

	if (at == INSTANT_NONE)
		return json_string("");
	return json_string(dates_text_day(scope->language,
	    zone_to_local(dossier->engine->zone, at).date, day));
}

/* How far somebody has come. */
static const char *
stage_of(const struct dossier *dossier, const struct nomination *nomination)
{
	struct date today = core_today(dossier->engine);

	if (nomination->withdrawn_at != INSTANT_NONE)
		return "withdrawn";
	if (nomination_takes_part(nomination)) {
		if (date_before(today, dossier_first_workday(dossier)))
			return "place";
		return cohort_sessions_are_over(dossier) ? "done" : "started";
	}
	if (nomination->person_accepted_at != INSTANT_NONE)
		return "waiting_manager";
	return nomination->manager_accepted_at != INSTANT_NONE
		   ? "waiting_participant"
		   : "waiting_both";
}

/* HR's own words, or what somebody did on the own page. */
static const char *
reason_of(const struct dossier *dossier, const struct hr_scope *scope,
    const char *why)
{
	static const struct {
		const char *why;
		const char *name;
	} own[] = {
	    {NOMINATIONS_GIVEN_UP, "given_up"},
	    {NOMINATIONS_NOMINEE_DECLINED, "participant"},
	    {NOMINATIONS_MANAGER_DECLINED, "manager"},
	};

	for (size_t i = 0; i < ARRAY_LEN(own); i++) {
		if (strcmp(own[i].why, why) == 0)
			return word(
			    dossier, scope, "hr_cohort_reason.%s", own[i].name);
	}
	return why;
}

/* What may be done: nothing once the cohort is over. */
static void
set_verbs(const struct dossier *dossier, const struct nomination *nomination,
    json_t *view)
{
	bool is_open = nomination->withdrawn_at == INSTANT_NONE &&
		       (strcmp(dossier->journey.state, "active") == 0 ||
			   strcmp(dossier->journey.state, "paused") == 0);

	(void)json_object_set_new(view, "can_accept",
	    json_boolean(is_open && !nomination_takes_part(nomination)));
	(void)json_object_set_new(view, "can_withdraw", json_boolean(is_open));
}

static int
add_nomination(struct dossier *dossier, const struct hr_scope *scope,
    size_t index, json_t *list, struct error *err)
{
	const struct nomination *row = &dossier->nominations[index];
	const struct person *person;
	const struct person *manager;
	const char *stage = stage_of(dossier, row);
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/cohorts/%" PRId64 "/nominations/%" PRId64,
		row->journey_id, row->id);
	char day[DATES_TEXT_SIZE];
	json_t *view;
	int status = dossier_know(dossier, row->person_id, err);

	if (status == OB_OK)
		status = dossier_know(dossier, row->manager_id, err);
	if (status != OB_OK)
		return status;
	person = dossier_person(dossier, row->person_id);
	manager = dossier_person(dossier, row->manager_id);
	view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:s, s:o, "
			 "s:o, s:o, s:s, s:s}",
	    "id", (json_int_t)row->id, "name", person->name, "email",
	    person->email, "manager", manager->name, "manager_email",
	    manager->email, "stage_text",
	    word(dossier, scope, "hr_cohort_stage.%s", stage), "has_place",
	    (int)nomination_takes_part(row), "is_withdrawn",
	    (int)(row->withdrawn_at != INSTANT_NONE), "nominated",
	    dates_text_day(scope->language, row->nominated_on, day),
	    "person_accepted",
	    instant_day(dossier, scope, row->person_accepted_at),
	    "manager_accepted",
	    instant_day(dossier, scope, row->manager_accepted_at), "withdrawn",
	    instant_day(dossier, scope, row->withdrawn_at), "reason",
	    reason_of(dossier, scope, row->withdrawn_why), "url", url);
	set_verbs(dossier, row, view);
	(void)json_array_append_new(list, view);
	return OB_OK;
}

int
hr_cohorts_add_nominations(struct dossier *dossier,
    const struct hr_scope *scope, json_t *view, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->nomination_count;
	     i++)
		status = add_nomination(dossier, scope, i, list, err);
	(void)json_object_set_new(
	    view, "has_nominations", json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, "nominations", list);
	return status;
}

/* A session of the past that nobody has noted is not yet a session held. */
static const char *
session_state(const struct dossier *dossier, const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	if (activity_is_open(state) &&
	    date_before(activity->planned, core_today(dossier->engine)))
		return "attend-past";
	return activity_state_name(state);
}

void
hr_cohorts_add_sessions(
    const struct dossier *dossier, const struct hr_scope *scope, json_t *view)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		cleanup_(memory_free_ptr) char *when = NULL;
		cleanup_(memory_free_ptr) char *url = NULL;

		if (!cohort_sessions_is_one(dossier, activity))
			continue;
		when = phrases_when(scope->language, activity);
		url = memory_printf("/hr/leaders/%" PRId64 "#activity-%" PRId64,
		    activity->journey_id, activity->id);
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s, s:s, s:b}", "title",
			      dossier_step(dossier, activity)
				  ->title.in[scope->language],
			      "when", when, "url", url, "state_text",
			      word(dossier, scope, "state.%s",
				  session_state(dossier, activity)),
			      "is_done",
			      (int)(dossier_state(activity) == ACTIVITY_DONE)));
	}
	(void)json_object_set_new(
	    view, "has_sessions", json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, "sessions", list);
}

/* Whether the cohort's answers are counted, so that there is something. */
static int
is_counted(const struct dossier *dossier, const struct survey_version *survey,
    bool *ret_is, struct error *err)
{
	struct answer_cohort *cohorts = NULL;
	size_t count = 0;
	int status = answer_count_store_list_cohorts(
	    dossier->engine->store, survey->key, NULL, &cohorts, &count, err);

	*ret_is = false;
	for (size_t i = 0; status == OB_OK && i < count; i++)
		*ret_is =
		    *ret_is || cohorts[i].journey_id == dossier->journey.id;
	answer_count_store_free_cohorts(cohorts, count);
	return status;
}

static int
add_evaluation(const struct dossier *dossier, const struct hr_scope *scope,
    const struct survey_version *survey, json_t *list, struct error *err)
{
	cleanup_(memory_free_ptr) char *url = memory_printf(
	    "/hr/surveys/%s?cohort=%" PRId64, survey->key, dossier->journey.id);
	bool is = false;
	int status = is_counted(dossier, survey, &is, err);

	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "title",
			      scope->language == LANGUAGE_DA ? survey->title_da
							     : survey->title_en,
			      "url", url, "is_counted", (int)is));
	return status;
}

/* Those that one step sends now. */
static int
add_of_step(const struct dossier *dossier, const struct hr_scope *scope,
    const struct activity *activity, json_t *list, struct error *err)
{
	const struct step *template = course_template(dossier, activity->step);
	struct survey_step step = {.programme = dossier->version->id,
	    .step = template == NULL ? activity->step : template->id};
	struct survey_version *rows = NULL;
	size_t count = 0;
	int status = survey_store_list_of_step(
	    dossier->engine->store, &step, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_evaluation(dossier, scope, &rows[i], list, err);
	survey_store_free(rows, count);
	return status;
}

int
hr_cohorts_add_evaluations(const struct dossier *dossier,
    const struct hr_scope *scope, json_t *view, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];

		if (dossier_step(dossier, activity)->kind == STEP_SURVEY)
			status =
			    add_of_step(dossier, scope, activity, list, err);
	}
	(void)json_object_set_new(
	    view, "has_evaluations", json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, "evaluations", list);
	return status;
}
