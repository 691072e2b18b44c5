/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/hr/hr_leader.h"
#include "engine/journeys/journeys.h"
#include "store/talk_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* The first tasks with their goals, and what was late from the beginning. */

static bool
is_given_up(enum activity_state state)
{
	return state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED;
}

static json_t *
task_view(const struct engine *engine, const struct hr_scope *scope,
    const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/leaders/%" PRId64 "/activities/%" PRId64,
		activity->journey_id, activity->id);
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("page.outcome.%s", activity->outcome);
	char text[DATES_TEXT_SIZE];
	char iso[DATE_TEXT_SIZE];

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:s}",
	    "id", (json_int_t)activity->id, "title", activity->title, "goal",
	    activity->goal, "seen_by", activity->seen_by, "due",
	    dates_text_long(scope->language, activity->planned, text),
	    "due_iso", date_format(activity->planned, iso), "url", url,
	    "is_open", (int)activity_is_open(state), "is_done",
	    (int)(state == ACTIVITY_DONE), "outcome",
	    activity->outcome[0] == '\0'
		? ""
		: catalogue_get(engine->catalogues[scope->language], key));
}

static bool
is_late(const struct activity *activity)
{
	return (activity->flags & (int)FLAG_LATE_START) != 0 &&
	       activity_is_open(dossier_state(activity));
}

void
hr_leader_add_tasks(
    const struct dossier *dossier, const struct hr_scope *scope, json_t *view)
{
	bool is_introduction = dossier->version->kind == PROGRAMME_ONBOARDING;
	json_t *list = json_array();
	bool has_late = false;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		has_late = has_late || is_late(activity);
		if (course_is_first_task(activity->step) &&
		    !is_given_up(dossier_state(activity)))
			(void)json_array_append_new(
			    list, task_view(dossier->engine, scope, activity));
	}
	(void)json_object_set_new(
	    view, "is_introduction", json_boolean(is_introduction));
	(void)json_object_set_new(
	    view, "has_first_tasks", json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, "has_room",
	    json_boolean(json_array_size(list) < FIRST_TASKS_MAX));
	(void)json_object_set_new(view, "has_late", json_boolean(has_late));
	(void)json_object_set_new(view, "first_tasks", list);
}

int
hr_leader_first_task(struct engine *engine, int64_t journey_id,
    int64_t activity_id, json_t **ret_values, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct activity *activity = NULL;
	char iso[DATE_TEXT_SIZE];
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK)
		activity = dossier_activity_by_id(&dossier, activity_id);
	if (status != OB_OK)
		return status;
	if (activity == NULL || !course_is_first_task(activity->step))
		return error_set(err, OB_ENOTFOUND,
		    "there is no first task %" PRId64, activity_id);
	*ret_values =
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "outcome", activity->outcome,
		"title", activity->title, "goal", activity->goal, "seen_by",
		activity->seen_by, "due", date_format(activity->planned, iso));
	return OB_OK;
}

int
hr_leader_talk(struct engine *engine, int64_t activity_id, json_t **ret_values,
    struct error *err)
{
	cleanup_(talk_store_release) struct talk talk = {0};
	char day[DATE_TEXT_SIZE];
	char minutes[16] = "";
	const char *word = "";
	int status = talk_store_find(engine->store, activity_id, &talk, err);

	if (status == OB_ENOTFOUND)
		return error_refuse(err, OB_ECONFLICT, "", "talk_not_held",
		    "the talk was not held");
	if (status != OB_OK)
		return status;
	if (talk.minutes > 0)
		(void)snprintf(minutes, sizeof(minutes), "%d", talk.minutes);
	if (talk.undisturbed[0] != '\0')
		word =
		    strcmp(talk.undisturbed, "yes") == 0 ? "kept" : "disturbed";
	*ret_values = json_pack("{s:s, s:s, s:s}", "held_on",
	    date_format(talk.held_on, day), "minutes", minutes, "undisturbed",
	    word);
	return OB_OK;
}

int
hr_leader_settle_late(struct engine *engine, const char *actor,
    const struct hr_late_choice *late, json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct activity *activity = NULL;
	struct late_request request = {.now = NULL};
	int status = dossier_load(engine, late->journey_id, &dossier, err);

	if (status == OB_OK)
		activity = dossier_activity_by_id(&dossier, late->activity_id);
	if (status != OB_OK)
		return status;
	if (activity == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "there is no activity %" PRId64, late->activity_id);
	if (strcmp(late->choice, "now") == 0)
		request.now = activity->step;
	else if (strcmp(late->choice, "done") == 0)
		request.done = activity->step;
	else if (strcmp(late->choice, "skip") == 0)
		request.skip = activity->step;
	else
		return error_refuse(err, OB_EINVALID, "choice", "late_word",
		    "'%.40s' says nothing of what was late", late->choice);
	status = journeys_settle_late(
	    engine, actor, late->journey_id, &request, ret_view, err);
	return status == OB_OK || err == NULL ? status
					      : error_name_field(err, "choice");
}
