/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/leaders.h"

#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/dossier.h"
#include "engine/feeds.h"
#include "engine/leaders_add.h"
#include "engine/leaders_view.h"
#include "engine/page_links.h"
#include "engine/people.h"
#include "engine/planning.h"
#include "engine/roles.h"
#include "engine/views.h"
#include "model/role.h"
#include "store/journey_store.h"
#include "store/person_store.h"

int
leaders_add(struct engine *engine, const char *actor,
    const struct leader_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *view = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = leaders_add_journey(&change, request, &dossier, err);
	if (status == OB_OK)
		status = leaders_view(&dossier, &view, err);
	if (status == OB_OK && request->dry_run) {
		/* Rolled back, so their tokens would open nothing. */
		(void)json_object_set_new(view, "feeds", json_array());
		(void)json_object_set_new(view, "pages", json_array());
	} else if (status == OB_OK) {
		core_touch(engine, dossier.journey.id);
		status = change_commit(&change, err);
	}
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

static int
check_state(const char *state, struct error *err)
{
	static const char *const states[] = {
	    "planned", "active", "paused", "ended", "cancelled"};

	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		if (state == NULL || strcmp(state, states[i]) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "state",
	    "'%.40s' is no state of a journey; it is planned, active, paused, "
	    "ended or cancelled",
	    state);
}

int
leaders_list(struct engine *engine, const char *state, json_t **ret_view,
    struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	json_t *list;
	int status = check_state(state, err);

	if (status == OB_OK)
		status = journey_store_list(
		    engine->store, state, &journeys, &count, err);
	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		status = dossier_load(engine, journeys[i].id, &dossier, err);
		if (status == OB_OK)
			(void)json_array_append_new(
			    list, views_leader(&dossier));
	}
	journey_store_free(journeys, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "leaders", list);
	return OB_OK;
}

int
leaders_count(struct engine *engine, int64_t *ret_count, struct error *err)
{
	return journey_store_count(engine->store, ret_count, err);
}

int
leaders_show(
    struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = dossier_load(engine, id, &dossier, err);

	if (status == OB_OK)
		status = leaders_view(&dossier, ret_view, err);
	return status;
}

static int
read_call(struct engine *engine, const struct call_request *request,
    struct call *call, struct error *err)
{
	const char *at = request->at;
	int64_t minutes = request->minutes;
	int status;

	if (at == NULL)
		return error_set_field(
		    err, OB_EINVALID, "at", "say when the call was held");
	status = instant_parse(engine->zone, at, &call->held_at, err);
	if (status != OB_OK)
		return error_name_field(err, "at");
	if (minutes < 1 || minutes > 600)
		return error_set_field(err, OB_EINVALID, "minutes",
		    "a call lasts 1 to 600 minutes, not %" PRId64, minutes);
	if (call->held_at > core_now(engine))
		return error_set_field(err, OB_EINVALID, "at",
		    "'%s' has not come yet; log a call when it was held", at);
	call->minutes = (int)minutes;
	return OB_OK;
}

static int
add_call(struct change *change, struct call *call, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *actor = memory_strdup(change->actor);
	int status;

	call->actor = actor;
	call->logged_at = core_now(engine);
	status = journey_store_add_call(engine->store, call, &call->id, err);
	call->actor = NULL;
	if (status == OB_ECONFLICT)
		return error_set_field(err, OB_ECONFLICT, "at",
		    "a call at that time is logged already");
	if (status != OB_OK)
		return status;
	return change_audit(change, "log-call",
	    SUBJECT("journey", call->journey_id), NULL,
	    json_pack("{s:I, s:i}", "at", (json_int_t)call->held_at, "minutes",
		call->minutes),
	    err);
}

int
leaders_log_call(struct engine *engine, const char *actor, int64_t id,
    const struct call_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct call call = {.journey_id = id};
	char held[INSTANT_TEXT_SIZE];
	json_t *rules = NULL;
	int status = read_call(engine, request, &call, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, id, &dossier, err);
	if (status == OB_OK)
		status = add_call(&change, &call, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		status = views_rules(&dossier, &rules, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:{s:I, s:I, s:s, s:i}, s:o}", "call", "id",
	    (json_int_t)call.id, "leader", (json_int_t)id, "at",
	    instant_format(engine->zone, call.held_at, held), "minutes",
	    call.minutes, "rules", rules);
	return OB_OK;
}

/* Whether the role decides who is responsible or takes part in the step. */
static bool
step_names(const struct step *step, const char *role)
{
	if (strcmp(step->role, role) == 0)
		return true;
	for (size_t i = 0; i < step->participant_count; i++) {
		if (strcmp(step->participants[i], role) == 0)
			return true;
	}
	return false;
}

static bool
role_matters(
    const struct dossier *dossier, const struct step *step, const char *role)
{
	if (step_names(step, role))
		return true;
	if (strcmp(role, ROLE_COORDINATOR) != 0)
		return false;
	for (size_t i = 0; i < dossier->role_count; i++) {
		if (dossier->roles[i].is_fallback &&
		    step_names(step, dossier->roles[i].role))
			return true;
	}
	return strcmp(step->role, ROLE_SYSTEM) == 0;
}

static bool
has_clash(struct dossier *dossier, const struct activity *activity)
{
	return activity->start_minute >= 0 &&
	       planning_check_time(dossier, activity, activity->planned,
		   activity->start_minute, activity->end_minute, NULL) != OB_OK;
}

/* Open activities follow the role; what no longer fits is planned anew. */
static int
recast(struct dossier *dossier, const char *role, struct error *err)
{
	json_t *moved = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!activity_is_open(dossier_state(activity)) ||
		    !role_matters(
			dossier, dossier_step(dossier, activity), role))
			continue;
		status = planning_recast(dossier, activity, err);
		if (status == OB_OK)
			status = activity_store_update(dossier->engine->store,
			    activity, activity->state, err);
		if (status == OB_OK && has_clash(dossier, activity))
			status = planning_adjust(
			    dossier, &activity->id, 1, moved, err);
	}
	json_decref(moved);
	return status;
}

static int
check_role(const char *role, struct error *err)
{
	if (role_is_assignable(role))
		return OB_OK;
	return error_set_field(err, OB_EINVALID, "role",
	    "'%.60s' is no role that can be given to a person; use manager, "
	    "mentor, coordinator, hiring_leader, director, local_admin, "
	    "network_lead or function:NAME",
	    role);
}

static int
assign(struct change *change, struct dossier *dossier, const char *role,
    const struct person *person, struct error *err)
{
	struct engine *engine = change->engine;
	int64_t id = dossier->journey.id;
	const struct journey_role *old =
	    roles_find(dossier->roles, dossier->role_count, role);
	int64_t old_id = old->person_id;
	int status;

	if (old_id == person->id && !old->is_fallback)
		return error_set_field(err, OB_ECONFLICT, "person",
		    "'%s' has this role already", person->name);
	if (person->id == dossier->journey.leader_id)
		return error_set_field(err, OB_EINVALID, "person",
		    "'%s' is the new leader and cannot have this role",
		    person->name);
	core_touch(engine, id);
	status = roles_assign(change, id, role, person->id, err);
	if (status == OB_OK) {
		dossier_release(dossier);
		status = dossier_load(engine, id, dossier, err);
	}
	if (status == OB_OK)
		status = recast(dossier, role, err);
	if (status == OB_OK)
		status = feeds_ensure_journey(dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(dossier, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "assign", SUBJECT("journey", id),
	    json_pack("{s:s, s:I}", "role", role, "person", (json_int_t)old_id),
	    json_pack(
		"{s:s, s:I}", "role", role, "person", (json_int_t)person->id),
	    err);
}

int
leaders_assign(struct engine *engine, const char *actor, int64_t id,
    const struct assign_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(person_store_release) struct person holder = {0};
	int status = check_role(request->role, err);

	if (status == OB_OK && request->person == NULL)
		status = error_set_field(err, OB_EINVALID, "person",
		    "say who gets the role: \"Name <address>\"");
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, id, &dossier, err);
	if (status == OB_OK)
		status = people_ensure(
		    &change, "person", request->person, &holder, err);
	if (status == OB_OK)
		status = assign(&change, &dossier, request->role, &holder, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	return leaders_show(engine, id, ret_view, err);
}
