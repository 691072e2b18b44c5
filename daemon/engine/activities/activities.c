/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/activities.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/activities/remarks.h"
#include "engine/activities/talks.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/answering.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "engine/invitations/invitations_view.h"
#include "engine/people/groups.h"
#include "engine/planning/planning.h"
#include "engine/planning/planning_series.h"
#include "engine/roles/mentors.h"
#include "model/derivation.h"
#include "store/journey_store.h"
#include "store/mail_store.h"
#include "store/person_store.h"

#define NOTE_MAX 2000
#define PERSON_ACTOR "person:"

static bool
read_id(const char *text, size_t len, int64_t *ret_id)
{
	int64_t id = 0;

	if (len == 0 || len > 18)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		id = id * 10 + (text[i] - '0');
	}
	*ret_id = id;
	return true;
}

static int
find_step(struct engine *engine, int64_t journey_id, const char *step,
    struct dossier *dossier, int64_t *ret_activity_id, struct error *err)
{
	const struct activity *activity;
	int status = dossier_load(engine, journey_id, dossier, err);

	if (status != OB_OK)
		return status;
	activity = dossier_activity(dossier, step);
	if (activity == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "leader %" PRId64 " has no activity '%.80s'", journey_id,
		    step);
	*ret_activity_id = activity->id;
	return OB_OK;
}

static int
find_id(struct engine *engine, int64_t id, struct dossier *dossier,
    int64_t *ret_activity_id, struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	int status = activity_store_find(engine->store, id, &activity, err);

	if (status == OB_ENOTFOUND)
		return error_set(
		    err, OB_ENOTFOUND, "there is no activity %" PRId64, id);
	if (status == OB_OK)
		status =
		    dossier_load(engine, activity.journey_id, dossier, err);
	if (status == OB_OK)
		*ret_activity_id = id;
	return status;
}

int
activities_find(struct engine *engine, const char *reference,
    struct dossier *ret_dossier, int64_t *ret_activity_id, struct error *err)
{
	const char *colon = strchr(reference, ':');
	int64_t id = 0;

	if (colon != NULL &&
	    read_id(reference, (size_t)(colon - reference), &id))
		return find_step(
		    engine, id, colon + 1, ret_dossier, ret_activity_id, err);
	if (colon == NULL && read_id(reference, strlen(reference), &id))
		return find_id(engine, id, ret_dossier, ret_activity_id, err);
	return error_set_field(err, OB_EINVALID, "activity",
	    "'%.80s' names no activity; give its id or LEADER:STEP, as "
	    "3:forventning-2",
	    reference);
}

static int
check_leader(struct engine *engine, int64_t id, struct error *err)
{
	cleanup_(journey_store_release) struct journey journey = {0};
	int status = journey_store_find(engine->store, id, &journey, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "leader",
		    "there is no leader %" PRId64, id);
	return status;
}

static int
read_filter(struct engine *engine, const struct activities_filter *filter,
    struct activity_filter *found, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = OB_OK;

	found->planned_before = DATE_NONE;
	if (filter->leader != NULL &&
	    !read_id(
		filter->leader, strlen(filter->leader), &found->journey_id))
		return error_set_field(err, OB_EINVALID, "leader",
		    "'%.40s' is no leader's number", filter->leader);
	if (filter->planned_before != NULL)
		status = date_parse(
		    filter->planned_before, &found->planned_before, err);
	if (status != OB_OK)
		return error_name_field(err, "planned_before");
	if (status == OB_OK && filter->responsible != NULL) {
		status = groups_find(engine, filter->responsible, &person, err);
		found->responsible_id = person.id;
		if (status != OB_OK)
			return error_name_field(err, "responsible");
	}
	if (status == OB_OK && filter->leader != NULL)
		status = check_leader(engine, found->journey_id, err);
	return status;
}

/* Rows of one journey mostly follow each other, so one dossier is kept. */
static int
view_list(struct engine *engine, const struct activity *rows, size_t count,
    bool overdue_only, json_t *list, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = OB_OK;

	for (size_t i = 0; i < count; i++) {
		json_t *view;

		if (dossier.journey.id != rows[i].journey_id) {
			dossier_release(&dossier);
			status = dossier_load(
			    engine, rows[i].journey_id, &dossier, err);
		}
		if (status != OB_OK)
			return status;
		view = views_activity(
		    &dossier, dossier_activity_by_id(&dossier, rows[i].id));
		if (overdue_only &&
		    !json_is_true(json_object_get(view, "overdue")))
			json_decref(view);
		else
			(void)json_array_append_new(list, view);
	}
	return status;
}

int
activities_list(struct engine *engine, const struct activities_filter *filter,
    json_t **ret_view, struct error *err)
{
	struct activity_filter found = {0};
	struct activity *rows = NULL;
	size_t count = 0;
	json_t *list;
	int status = read_filter(engine, filter, &found, err);

	if (status == OB_OK)
		status = activity_store_list(
		    engine->store, &found, &rows, &count, err);
	if (status != OB_OK)
		return status;
	list = json_array();
	status = view_list(engine, rows, count, filter->overdue, list, err);
	activity_store_free(rows, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "activities", list);
	return OB_OK;
}

static int
wrap(const struct dossier *dossier, int64_t id, json_t **ret_view,
    struct error *err)
{
	const struct activity *activity = dossier_activity_by_id(dossier, id);
	json_auto_t *view =
	    json_pack("{s:o}", "activity", views_activity(dossier, activity));
	int status = talks_add(dossier, activity, view, err);

	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}

int
activities_show(struct engine *engine, const char *reference, json_t **ret_view,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *invitations = NULL;
	int64_t id = 0;
	int status = activities_find(engine, reference, &dossier, &id, err);

	if (status == OB_OK)
		status = invitations_view_of(&dossier, id, &invitations, err);
	if (status == OB_OK)
		status = wrap(&dossier, id, ret_view, err);
	if (status != OB_OK) {
		json_decref(invitations);
		return status;
	}
	(void)json_object_set_new(*ret_view, "invitations", invitations);
	return OB_OK;
}

/* Whether it was held for the step, until that got a day ahead. */
static bool
has_waited_for(const struct dossier *dossier, const struct activity *activity,
    const char *step)
{
	const struct step *own = dossier_step(dossier, activity);

	if (dossier_state(activity) != ACTIVITY_PLANNED || activity->is_moved)
		return false;
	for (size_t i = 0; i < own->require_count; i++) {
		if (strcmp(own->requires[i], step) == 0)
			return !date_is_none(derivation_find(
			    activity->derivation, REASON_WAITED));
	}
	return false;
}

/* Those that waited for the step and whose last open prerequisite it was. */
static size_t
collect_freed(const struct dossier *dossier, const char *step, int64_t *ids)
{
	size_t count = 0;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if ((dossier_state(activity) == ACTIVITY_HELD ||
			has_waited_for(dossier, activity, step)) &&
		    dossier_is_free(dossier, activity))
			ids[count++] = activity->id;
	}
	return count;
}

/* Whether what is open or comes again counts its days from the step. */
static bool
is_counted_from(const struct dossier *dossier, const char *step)
{
	if (planning_series_counts_from(dossier, step))
		return true;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		const struct step *other = dossier_step(dossier, activity);

		if (activity_is_open(dossier_state(activity)) &&
		    ((other->due.anchor == ANCHOR_DONE &&
			 strcmp(other->due.step, step) == 0) ||
			(other->latest.anchor == ANCHOR_DONE &&
			    strcmp(other->latest.step, step) == 0)))
			return true;
	}
	return false;
}

/* Done on another day than planned; what is skipped keeps its day. */
static bool
has_another_day(const struct engine *engine, const struct activity *settled)
{
	return dossier_state(settled) == ACTIVITY_DONE &&
	       zone_to_local(engine->zone, settled->settled_at).date.day !=
		   settled->planned.day;
}

static int
free_one(
    const struct change *change, struct activity *activity, struct error *err)
{
	cleanup_(memory_free_ptr) char *from = activity->state;

	activity->state = memory_strdup(activity_state_name(ACTIVITY_PLANNED));
	return activity_store_update(
	    change->engine->store, activity, from, err);
}

/* What was held for the step is planned, and what counts its days from it. */
static int
follow(const struct change *change, struct dossier *dossier,
    const struct activity *settled, struct error *err)
{
	const char *step = settled->step;
	cleanup_(memory_free_ptr) int64_t *ids =
	    memory_resize(NULL, dossier->activity_count, sizeof(*ids));
	size_t count = collect_freed(dossier, step, ids);
	json_t *moved;
	int status = OB_OK;

	if (count == 0 && (!has_another_day(change->engine, settled) ||
			      !is_counted_from(dossier, step)))
		return OB_OK;
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct activity *activity =
		    dossier_activity_by_id(dossier, ids[i]);

		status = free_one(change, activity, err);
	}
	moved = json_array();
	if (status == OB_OK)
		status = planning_follow(dossier, ids, count, moved, err);
	json_decref(moved);
	return status;
}

/* A calendar shows what was skipped or cancelled as cancelled. */
static void
mark_settled(const struct change *change, struct activity *activity,
    const struct settlement *settlement)
{
	const char *note = settlement->note;

	free(activity->state);
	activity->state = memory_strdup(activity_state_name(settlement->state));
	activity->settled_at = settlement->at;
	free(activity->settled_by);
	activity->settled_by = memory_strdup(change->actor);
	free(activity->note);
	activity->note = memory_strdup(note == NULL ? "" : note);
	activity->changed_at = core_now(change->engine);
	if (settlement->state != ACTIVITY_DONE)
		dossier_raise_sequence(activity);
}

/* Of those who share a task the second hears who was first. */
static void
name_who(const struct engine *engine, const struct activity *activity,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	size_t prefix = strlen(PERSON_ACTOR);
	int64_t id = 0;

	if (strncmp(activity->settled_by, PERSON_ACTOR, prefix) != 0 ||
	    !read_id(activity->settled_by + prefix,
		strlen(activity->settled_by + prefix), &id) ||
	    person_store_find(engine->store, id, &person, NULL) != OB_OK)
		return;
	(void)error_refuse(err, OB_ECONFLICT, "", "done_by",
	    "it is already done by '%s'", person.name);
}

int
activities_settle(struct change *change, struct dossier *dossier,
    const struct settlement *settlement, struct error *err)
{
	struct activity *activity =
	    dossier_activity_by_id(dossier, settlement->activity_id);
	enum activity_state from = dossier_state(activity);
	json_t *before;
	const struct activity *blocker = dossier_blocker(dossier, activity);
	int status = activity_may_become(from, settlement->state, err);

	if (status == OB_ECONFLICT && from == ACTIVITY_HELD && blocker != NULL)
		(void)error_refuse(err, status, "", "waits_for",
		    "it waits for '%s', which is not done yet", blocker->step);
	if (status == OB_ECONFLICT && from == ACTIVITY_DONE)
		name_who(change->engine, activity, err);

	if (status != OB_OK)
		return err == NULL
			   ? status
			   : error_wrap(err,
				 "cannot change activity %" PRId64 " ('%s')",
				 activity->id, activity->step);
	core_touch(change->engine, dossier->journey.id);
	before = views_activity(dossier, activity);
	mark_settled(change, activity, settlement);
	status = activity_store_update(
	    change->engine->store, activity, activity_state_name(from), err);
	/* A mail that waits would come after the step was settled by hand. */
	if (status == OB_OK)
		status = mail_store_cancel_activity(
		    change->engine->store, activity->id, err);
	if (status == OB_OK)
		status = remarks_end(change, activity->id, err);
	if (status == OB_OK)
		status = mentors_note(change, dossier, activity, err);
	if (status == OB_OK)
		status = follow(change, dossier, activity, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	activity = dossier_activity_by_id(dossier, settlement->activity_id);
	status = change_audit(change,
	    settlement->state == ACTIVITY_DONE ? "complete" : "skip",
	    SUBJECT("activity", activity->id), before,
	    views_activity(dossier, activity), err);
	if (status == OB_OK && settlement->state == ACTIVITY_DONE)
		status = talks_hold(
		    change, dossier, activity, settlement->talk, err);
	return status;
}

int
activities_fulfil(struct change *change, struct dossier *dossier,
    const char *step, int64_t at, struct error *err)
{
	const struct activity *activity = dossier_activity(dossier, step);

	if (activity == NULL || dossier_state(activity) != ACTIVITY_PLANNED ||
	    !dossier_is_free(dossier, activity))
		return OB_OK;
	return activities_settle(change, dossier,
	    &(struct settlement){
		.activity_id = activity->id, .state = ACTIVITY_DONE, .at = at},
	    err);
}

int
activities_check_by_hand(const struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	if (activity_is_open(dossier_state(activity)) &&
	    course_lacks_first_tasks(dossier, activity))
		return error_refuse(err, OB_ECONFLICT, "", "first_tasks_none",
		    "'%s' is done by writing a first task; write one, or skip "
		    "it",
		    activity->step);
	return answering_check_by_hand(dossier, activity, err);
}

/* settlement's activity is found by the reference. */
static int
settle_by_reference(struct engine *engine, const char *actor,
    const struct activity_request *request, struct settlement *settlement,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = activities_find(engine, request->reference, &dossier,
		    &settlement->activity_id, err);
	if (status == OB_OK && settlement->state == ACTIVITY_DONE)
		status = activities_check_by_hand(&dossier,
		    dossier_activity_by_id(&dossier, settlement->activity_id),
		    err);
	if (status == OB_OK && request->at != NULL)
		status = dossier_read_past(
		    &dossier, request->at, &settlement->at, err);
	if (status == OB_OK)
		status = activities_settle(&change, &dossier, settlement, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status == OB_OK
		   ? wrap(&dossier, settlement->activity_id, ret_view, err)
		   : status;
}

int
activities_complete(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err)
{
	struct settlement settlement = {.state = ACTIVITY_DONE,
	    .at = core_now(engine),
	    .note = request->note,
	    .talk = request->talk};
	int status = OB_OK;

	if (request->note != NULL && request->note[0] != '\0')
		status = utf8_check_text("note", request->note, NOTE_MAX, err);
	if (status != OB_OK)
		return status;
	return settle_by_reference(
	    engine, actor, request, &settlement, ret_view, err);
}

int
activities_skip(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err)
{
	struct settlement settlement = {.state = ACTIVITY_SKIPPED,
	    .at = core_now(engine),
	    .note = request->note};
	int status;

	if (request->note == NULL || request->note[0] == '\0')
		return error_refuse(err, OB_EINVALID, "reason", "missing",
		    "say why it is skipped");
	status = utf8_check_text("reason", request->note, NOTE_MAX, err);
	if (status != OB_OK)
		return status;
	return settle_by_reference(
	    engine, actor, request, &settlement, ret_view, err);
}
