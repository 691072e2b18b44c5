/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/journeys/journey_change.h"
#include "engine/programmes/programmes.h"
#include "engine/roles/handover.h"
#include "store/journey_store.h"
#include "store/programme_store.h"

/* From one version to another. */
struct migration {
	struct journey_change work;
	struct handover *handover;
	const struct programme *from;
	const struct programme *to;
	int64_t to_id;
	json_t *differences; /* programmes_differences() */
};

static void
migration_release(struct migration *migration)
{
	journey_change_release(&migration->work);
	handover_free(migration->handover);
	json_decref(migration->differences);
}

static int
check_scope(const struct journey *journey,
    const struct programme_version *version, struct error *err)
{
	if (version->workplace[0] != '\0' &&
	    strcmp(version->workplace, journey->workplace) != 0)
		return error_refuse(err, OB_ECONFLICT, "version",
		    "version_workplace",
		    "version %d is for the workplace '%s' only",
		    version->version, version->workplace);
	if (version->area[0] != '\0' &&
	    strcmp(version->area, journey->area) != 0)
		return error_refuse(err, OB_ECONFLICT, "version",
		    "version_area", "version %d is for the area '%s' only",
		    version->version, version->area);
	return OB_OK;
}

static int
find_version(struct migration *migration, int64_t number, struct error *err)
{
	const struct dossier *dossier = &migration->work.dossier;
	struct engine *engine = dossier->engine;
	const struct journey *journey = &dossier->journey;
	const struct programme_scope where = {
	    journey->area, journey->workplace};
	cleanup_(programme_store_release) struct programme_version found = {0};
	int status;

	if (number < 0 || number > INT32_MAX)
		return error_refuse(err, OB_EINVALID, "version",
		    "version_number", "that is no version's number");
	status = number > 0
		     ? programmes_find_version(engine, dossier->version->id,
			   (int)number, &found, err)
		     : programmes_find(
			   engine, dossier->version->id, &where, &found, err);
	if (status == OB_OK)
		status = check_scope(journey, &found, err);
	if (status == OB_OK && found.id == journey->programme_id)
		status = error_refuse(err, OB_ECONFLICT, "", "version_same",
		    number > 0 ? "the journey is on version %d already"
			       : "the journey is on version %d, the newest "
				 "that fits it, already",
		    found.version);
	if (status != OB_OK)
		return status;
	migration->from = dossier->version;
	migration->to_id = found.id;
	return programmes_get(engine, found.id, &migration->to, err);
}

static const struct step *
occurrence_of(const struct programme *programme, const char *id)
{
	const char *dot = strrchr(id, '.');

	for (size_t i = 0; dot != NULL && i < programme->step_count; i++) {
		const struct step *step = &programme->steps[i];

		if (step->repeat.count > 0 &&
		    strlen(step->id) == (size_t)(dot - id) &&
		    strncmp(step->id, id, (size_t)(dot - id)) == 0)
			return step;
	}
	return NULL;
}

/* The step that an activity is of, or whose occurrence it is; or NULL. */
static const struct step *
step_in(const struct programme *programme, const char *id)
{
	int index = programme_find_step(programme, id);

	if (index >= 0)
		return programme->steps[index].repeat.count > 0
			   ? NULL
			   : &programme->steps[index];
	return occurrence_of(programme, id);
}

/*
 * What the new version has no step for keeps its title, by which it is still
 * shown; if it is open, it is cancelled.
 */
static int
leave(struct migration *migration, struct activity *activity, struct error *err)
{
	struct dossier *dossier = &migration->work.dossier;
	struct engine *engine = dossier->engine;
	const char *title = dossier_step(dossier, activity)
				->title.in[engine->settings->language];
	int status = OB_OK;

	if (activity_is_open(dossier_state(activity)))
		status = planning_cancel(
		    dossier, activity, migration->work.outcome.cancelled, err);
	if (status != OB_OK)
		return status;
	return activity_store_set_place(
	    engine->store, activity->id, COURSE_OWN_POSITION, title, err);
}

/* Each activity's place in the new version; those without one leave. */
static int
place_all(struct migration *migration, struct error *err)
{
	struct dossier *dossier = &migration->work.dossier;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];
		const struct step *step =
		    step_in(migration->to, activity->step);

		if (course_is_event(activity->step) ||
		    course_is_first_task(activity->step) ||
		    course_is_follow_up(activity->step))
			continue;
		status =
		    step == NULL
			? leave(migration, activity, err)
			: activity_store_set_place(dossier->engine->store,
			      activity->id, (int)(step - migration->to->steps),
			      activity->title, err);
	}
	return status;
}

static bool
has_same_people(const struct step *a, const struct step *b)
{
	if (strcmp(a->role, b->role) != 0 ||
	    a->participant_count != b->participant_count)
		return false;
	for (size_t i = 0; i < a->participant_count; i++) {
		if (strcmp(a->participants[i], b->participants[i]) != 0)
			return false;
	}
	return true;
}

/* Who an open activity is for now, and whether it still concerns them. */
static int
adapt_one(
    struct migration *migration, struct activity *activity, struct error *err)
{
	struct dossier *dossier = &migration->work.dossier;
	const struct step *old = step_in(migration->from, activity->step);
	const struct step *step = step_in(migration->to, activity->step);
	int status = OB_OK;

	if (step == NULL)
		return OB_OK;
	if (!planning_concerns(dossier, step->only_if))
		return planning_cancel(
		    dossier, activity, migration->work.outcome.cancelled, err);
	if (old != NULL && has_same_people(old, step) &&
	    activity->undisturbed == step->undisturbed)
		return OB_OK;
	activity->undisturbed = step->undisturbed;
	if (old == NULL || !has_same_people(old, step))
		status = planning_recast(dossier, activity, err);
	if (status != OB_OK)
		return status;
	return activity_store_update(
	    dossier->engine->store, activity, activity->state, err);
}

static int
adapt_open(struct migration *migration, struct error *err)
{
	struct dossier *dossier = &migration->work.dossier;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (activity_is_open(dossier_state(activity)))
			status = adapt_one(migration, activity, err);
	}
	return status;
}

static int
move(struct migration *migration, struct error *err)
{
	struct journey_change *work = &migration->work;
	struct engine *engine = work->change.engine;
	int64_t id = work->dossier.journey.id;
	cleanup_(memory_free_ptr) char *state =
	    memory_strdup(work->dossier.journey.state);
	int status = place_all(migration, err);

	work->dossier.journey.programme_id = migration->to_id;
	if (status == OB_OK)
		status = journey_change_store(work, state, err);
	if (status != OB_OK)
		return status;
	migration->handover = handover_new(&work->dossier);
	dossier_release(&work->dossier);
	status = dossier_load(engine, id, &work->dossier, err);
	if (status == OB_OK)
		status = adapt_open(migration, err);
	if (status != OB_OK)
		return status;
	planning_draft_missing(&work->dossier);
	return journey_change_reschedule(work, PLANNING_WHAT_CHANGED, err);
}

int
journeys_migrate(struct engine *engine, const char *actor, int64_t id,
    const struct migrate_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(migration_release) struct migration migration = {.from = NULL};
	struct journey_change *work = &migration.work;
	int status = journey_change_begin(work, engine, actor, id, err);

	if (status == OB_OK)
		status = journey_change_take_reason(work, request->reason, err);
	if (status == OB_OK)
		status = journey_change_check_open(work, err);
	if (status == OB_OK)
		status = find_version(&migration, request->version, err);
	if (status == OB_OK) {
		migration.differences = programmes_differences(
		    engine, migration.from, migration.to);
		status = move(&migration, err);
	}
	if (status == OB_OK)
		status = handover_settle_all(
		    &work->change, &work->dossier, migration.handover, err);
	if (status == OB_OK)
		status = journey_change_finish(work, "migrate-journey",
		    json_pack("{s:i, s:i}", "from", migration.from->version,
			"to", migration.to->version),
		    request->dry_run, err);
	if (status != OB_OK)
		return status;
	*ret_view = journey_change_view(work, request->dry_run);
	(void)json_object_update(*ret_view, migration.differences);
	(void)json_object_set_new(
	    *ret_view, "from_version", json_integer(migration.from->version));
	(void)json_object_set_new(
	    *ret_view, "to_version", json_integer(migration.to->version));
	return OB_OK;
}
