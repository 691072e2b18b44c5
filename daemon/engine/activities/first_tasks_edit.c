/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/views.h"
#include "model/role.h"
#include "store/activity_store.h"

/* "write one to three tasks" and "talk them through" */
static const char *const asking_steps[] = {COURSE_WRITE_TASKS, "opgaver-start"};

bool
first_tasks_is_asked_by(const char *step)
{
	for (size_t i = 0; i < ARRAY_LEN(asking_steps); i++) {
		if (strcmp(asking_steps[i], step) == 0)
			return true;
	}
	return false;
}

bool
first_tasks_is_writer(const struct dossier *dossier,
    const struct acting *acting, int64_t person_id)
{
	if (dossier->version->kind != PROGRAMME_ONBOARDING ||
	    dossier_has_ended(dossier))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(asking_steps); i++) {
		const struct activity *activity =
		    dossier_activity(dossier, asking_steps[i]);

		if (activity != NULL &&
		    acting_is_for(acting, person_id, activity->responsible_id))
			return true;
	}
	return acting_is_for(
	    acting, person_id, dossier_role(dossier, ROLE_MANAGER)->id);
}

static int
find(const struct dossier *dossier, int64_t id, struct activity **ret_activity,
    struct error *err)
{
	struct activity *activity = dossier_activity_by_id(dossier, id);

	if (activity == NULL || !course_is_first_task(activity->step))
		return error_set(err, OB_ENOTFOUND,
		    "leader %" PRId64 " has no first task %" PRId64,
		    dossier->journey.id, id);
	if (!activity_is_open(dossier_state(activity)))
		return error_refuse(err, OB_ECONFLICT, "", "task_settled",
		    "'%s' is %s already and cannot be changed", activity->title,
		    activity->state);
	*ret_activity = activity;
	return OB_OK;
}

static bool
has_words(
    const struct activity *activity, const struct first_task_request *request)
{
	return strcmp(activity->title, request->title) == 0 &&
	       strcmp(activity->goal, request->goal) == 0 &&
	       strcmp(activity->seen_by, request->seen_by) == 0;
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static int
set_words(struct change *change, struct dossier *dossier,
    struct activity *activity, const struct first_task_request *request,
    struct error *err)
{
	json_t *before = views_activity(dossier, activity);
	int status;

	set_text(&activity->title, request->title);
	set_text(&activity->goal, request->goal);
	set_text(&activity->seen_by, request->seen_by);
	activity->changed_at = core_now(change->engine);
	dossier_raise_sequence(activity);
	core_touch(change->engine, dossier->journey.id);
	status = activity_store_set_words(
	    change->engine->store, activity, activity->state, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	return change_audit(change, "edit-first-task",
	    SUBJECT("activity", activity->id), before,
	    views_activity(dossier, activity), err);
}

/* As anything is moved: those concerned hear of it. */
static int
set_day(struct engine *engine, const char *actor, int64_t id, const char *due,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    memory_printf("%" PRId64, id);
	const struct activity_request request = {
	    .reference = reference, .at = due};
	json_auto_t *view = NULL;
	int status = activities_move(engine, actor, &request, &view, err);

	if (status != OB_OK && err != NULL && strcmp(err->field, "to") == 0)
		status = error_name_field(err, "due");
	return status;
}

static int
read_due(const char *text, struct date *ret_due, struct error *err)
{
	if (text == NULL)
		return error_refuse(
		    err, OB_EINVALID, "due", "missing", "say by which day");
	return date_parse(text, ret_due, err) == OB_OK
		   ? OB_OK
		   : error_name_field(err, "due");
}

static int
edit(struct change *change, struct dossier *dossier, int64_t id,
    const struct first_task_request *request, struct error *err)
{
	struct activity *activity = NULL;
	struct date due = DATE_NONE;
	int status = find(dossier, id, &activity, err);

	if (activity == NULL)
		return status;
	status = first_tasks_check_title(dossier, id, request->title, err);
	if (status == OB_OK)
		status = read_due(request->due, &due, err);
	if (status == OB_OK && !has_words(activity, request))
		status = set_words(change, dossier, activity, request, err);
	if (status == OB_OK && activity->planned.day != due.day)
		status = set_day(
		    change->engine, change->actor, id, request->due, err);
	return status;
}

int
first_tasks_edit(struct engine *engine, const char *actor,
    const struct first_task_place *place,
    const struct first_task_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier before = {0};
	cleanup_(dossier_release) struct dossier after = {0};
	int status = first_tasks_check_texts(request, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, place->journey_id, &before, err);
	if (status == OB_OK)
		status =
		    edit(&change, &before, place->activity_id, request, err);
	if (status == OB_OK)
		status = dossier_load(engine, place->journey_id, &after, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:o}", "activity",
	    views_activity(
		&after, dossier_activity_by_id(&after, place->activity_id)));
	return OB_OK;
}
