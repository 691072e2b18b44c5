/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/views.h"
#include "store/audit_store.h"
#include "text/catalogue.h"

/* What became of a first task, said at the talk about the first result. */

#define REACHED "reached"
#define VERB "rate-first-task"

const char *const first_tasks_outcomes[] = {REACHED, "partly", "not-yet", NULL};

static bool
is_outcome(const char *word)
{
	for (size_t i = 0; first_tasks_outcomes[i] != NULL; i++)
		if (strcmp(first_tasks_outcomes[i], word) == 0)
			return true;
	return word[0] == '\0';
}

static int
check(const struct activity *activity, const char *outcome, struct error *err)
{
	enum activity_state state;

	if (activity == NULL || !course_is_first_task(activity->step))
		return error_refuse(err, OB_EINVALID, "", "no_first_task",
		    "only a first task has an outcome");
	if (outcome == NULL || !is_outcome(outcome))
		return error_refuse(err, OB_EINVALID, "outcome",
		    "first_task_outcome",
		    "the outcome is reached, partly or not-yet");
	state = dossier_state(activity);
	if (state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED)
		return error_refuse(err, OB_ECONFLICT, "", "first_task_gone",
		    "the first task '%s' is %s", activity->title,
		    activity->state);
	return OB_OK;
}

/* Nobody is late with, or reminded of, what has reached its goal. */
static int
finish(struct change *change, struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	if (strcmp(activity->outcome, REACHED) != 0 ||
	    dossier_state(activity) != ACTIVITY_PLANNED)
		return OB_OK;
	return activities_settle(change, dossier,
	    &(struct settlement){.activity_id = activity->id,
		.state = ACTIVITY_DONE,
		.at = core_now(change->engine)},
	    err);
}

/*
 * It was finished by saying so here, and not by the leader before: then it is
 * to be done after all.
 */
static int
unfinish(struct change *change, struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	struct engine *engine = change->engine;
	const struct reopening_request request = {
	    .journey_id = dossier->journey.id,
	    .activity_id = activity->id,
	    .reason =
		catalogue_get(engine->catalogues[engine->settings->language],
		    "first-task.taken-back"),
	};
	int64_t count = 0;
	int status = audit_store_count_activity(engine->store, activity->id,
	    VERB, activity->settled_at, &count, err);

	if (status != OB_OK || count == 0)
		return status;
	status = activities_reopen_done(change, &request, err);
	dossier_release(dossier);
	return status == OB_OK
		   ? dossier_load(engine, request.journey_id, dossier, err)
		   : status;
}

static int
rate(struct change *change, struct dossier *dossier, struct activity *activity,
    const char *outcome, struct error *err)
{
	bool was_reached;
	json_t *before;
	int status = check(activity, outcome, err);

	if (status != OB_OK || strcmp(activity->outcome, outcome) == 0)
		return status;
	was_reached = strcmp(activity->outcome, REACHED) == 0 &&
		      dossier_state(activity) == ACTIVITY_DONE;
	core_touch(change->engine, dossier->journey.id);
	before = views_activity(dossier, activity);
	free(activity->outcome);
	activity->outcome = memory_strdup(outcome);
	status =
	    activity_store_set_outcome(change->engine->store, activity, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	status = change_audit(change, VERB, SUBJECT("activity", activity->id),
	    before, views_activity(dossier, activity), err);
	if (status != OB_OK)
		return status;
	return was_reached ? unfinish(change, dossier, activity, err)
			   : finish(change, dossier, activity, err);
}

int
first_tasks_rate(struct engine *engine, const char *actor,
    const char *reference, const char *outcome, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct activity *activity = NULL;
	int64_t id = 0;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = activities_find(engine, reference, &dossier, &id, err);
	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, id);
	status = rate(&change, &dossier, activity, outcome, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "activity",
		    views_activity(
			&dossier, dossier_activity_by_id(&dossier, id)));
	return status;
}

int
first_tasks_rate_all(struct change *outer, int64_t journey_id,
    const char *outcomes, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = change_begin(&change, outer->engine, outer->actor, err);

	if (status == OB_OK)
		status = dossier_load(outer->engine, journey_id, &dossier, err);
	while (status == OB_OK && outcomes[0] != '\0') {
		char *end = NULL;
		int64_t id = strtoll(outcomes, &end, 10);
		size_t len = strcspn(end, " ");
		cleanup_(memory_free_ptr) char *word = memory_strndup(end, len);

		status = rate(&change, &dossier,
		    dossier_activity_by_id(&dossier, id),
		    word[0] == ':' ? word + 1 : "?", err);
		outcomes = end + len + strspn(end + len, " ");
	}
	return status == OB_OK ? change_commit(&change, err) : status;
}
