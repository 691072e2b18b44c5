/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/survey_follow_ups.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/views.h"
#include "engine/people/people.h"
#include "engine/planning/planning.h"
#include "model/role.h"
#include "text/catalogue.h"

/* The last working day of a leader who leaves is late enough. */
static struct date
due_day(const struct dossier *dossier)
{
	const struct workday_calendar *calendar = dossier->calendar;
	struct date today = core_today(dossier->engine);
	struct date due =
	    workday_add(calendar, today, SURVEY_FOLLOW_UP_WORKDAYS);

	if (planning_is_after_last_day(dossier, due))
		due = workday_back(calendar, dossier->journey.last_day);
	return date_max(due, today);
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static int
make_title(struct dossier *dossier, int64_t person_id, struct strbuf *title,
    struct error *err)
{
	const struct engine *engine = dossier->engine;
	cleanup_(memory_free_ptr) char *name = NULL;
	json_auto_t *words = NULL;
	int status = dossier_know(dossier, person_id, err);

	if (status != OB_OK)
		return status;
	name = people_first_name(dossier_person(dossier, person_id));
	words = json_pack("{s:s}", "name", name);
	return catalogue_format(engine->catalogues[engine->settings->language],
	    "survey.follow_up", words, title, err);
}

static int
plan(struct change *change, struct dossier *dossier, const char *step,
    const char *title, struct error *err)
{
	const struct engine *engine = dossier->engine;
	const struct activity words = {.step = (char *)(uintptr_t)step,
	    .title = (char *)(uintptr_t)title,
	    .due_rule = due_day(dossier)};
	size_t position =
	    course_add(dossier, course_own_words(dossier, &words));
	struct activity *activity = planning_draft(dossier, position);
	int status;

	set_text(&activity->title, title);
	set_text(&activity->goal,
	    catalogue_get(engine->catalogues[engine->settings->language],
		"survey.follow_up_goal"));
	status = planning_plan_draft(dossier, activity, err);
	if (status == OB_OK)
		status = planning_store_new(dossier, activity, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "add-follow-up",
	    SUBJECT("activity", activity->id), NULL,
	    views_activity(dossier, activity), err);
}

static int
add_one(struct change *change, struct dossier *dossier,
    const struct survey_request *request, const char *role, struct error *err)
{
	const struct activity *asked =
	    dossier_activity_by_id(dossier, request->activity_id);
	cleanup_(memory_free_ptr) char *step =
	    course_follow_up_step(asked->step, request->id, role);
	cleanup_(strbuf_release) struct strbuf title = STRBUF_INIT;
	int status;

	if (dossier_role(dossier, role)->id == request->person_id ||
	    dossier_activity(dossier, step) != NULL)
		return OB_OK;
	status = make_title(dossier, request->person_id, &title, err);
	if (status == OB_OK)
		status = plan(change, dossier, step, title.buf, err);
	return status;
}

/* One who is both gets the coordinator's alone. */
static bool
is_for_manager(const struct dossier *dossier, const struct survey *survey)
{
	return survey->red_manager && survey->answered_by != SURVEY_MANAGER &&
	       dossier->version->kind != PROGRAMME_EXIT &&
	       (!survey->red_coordinator ||
		   dossier_role(dossier, ROLE_MANAGER)->id !=
		       dossier_role(dossier, ROLE_COORDINATOR)->id);
}

int
survey_follow_ups_add(struct change *change, struct dossier *dossier,
    const struct survey *survey, const struct survey_request *request,
    struct error *err)
{
	size_t before = dossier->activity_count;
	int status = OB_OK;

	if (is_for_manager(dossier, survey))
		status = add_one(change, dossier, request, ROLE_MANAGER, err);
	if (status == OB_OK && survey->red_coordinator)
		status =
		    add_one(change, dossier, request, ROLE_COORDINATOR, err);
	/* Only of a journey that runs is anybody told what to do. */
	if (status == OB_OK && dossier->activity_count > before)
		status = activities_go_on(change, dossier, err);
	if (status == OB_OK)
		core_touch(change->engine, dossier->journey.id);
	return status;
}
