/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/rules.h"
#include "engine/activities/talks.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/journeys/leaders.h"
#include "engine/journeys/leaders_view.h"
#include "store/call_store.h"

#define MINUTES_MAX 600

static json_t *
call_view(const struct dossier *dossier, const struct call *call)
{
	char held[INSTANT_TEXT_SIZE];

	return json_pack("{s:I, s:I, s:s, s:i, s:s}", "id",
	    (json_int_t)call->id, "leader", (json_int_t)call->journey_id, "at",
	    instant_format(dossier->engine->zone, call->held_at, held),
	    "minutes", call->minutes, "actor", call->actor);
}

int
leaders_calls(
    const struct dossier *dossier, json_t **ret_list, struct error *err)
{
	struct call *calls = NULL;
	size_t count = 0;
	json_t *list;
	int status = call_store_list(
	    dossier->engine->store, dossier->journey.id, &calls, &count, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		    list, call_view(dossier, &calls[i]));
	call_store_free(calls, count);
	*ret_list = list;
	return OB_OK;
}

static int
read_call(const struct dossier *dossier, const struct call_request *request,
    struct call *call, struct error *err)
{
	int64_t minutes = request->minutes;
	int status;

	if (request->at == NULL)
		return error_refuse(err, OB_EINVALID, "at", "missing",
		    "say when the call was held");
	status = dossier_read_past(dossier, request->at, &call->held_at, err);
	if (status != OB_OK)
		return status;
	if (minutes < 1 || minutes > MINUTES_MAX)
		return error_refuse(err, OB_EINVALID, "minutes", "call_minutes",
		    "a call lasts 1 to %d minutes, not %" PRId64, MINUTES_MAX,
		    minutes);
	call->minutes = (int)minutes;
	return OB_OK;
}

static int
check_journey(const struct dossier *dossier, struct error *err)
{
	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return error_refuse(err, OB_ECONFLICT, "", "only_introduction",
		    "only an introduction has welcome calls");
	if (strcmp(dossier->journey.state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_cancelled",
		    "the journey is cancelled");
	return OB_OK;
}

static int
add_call(struct change *change, const struct dossier *dossier,
    struct call *call, struct error *err)
{
	struct engine *engine = change->engine;
	int status;

	call->actor = memory_strdup(change->actor);
	call->logged_at = core_now(engine);
	status = call_store_add(engine->store, call, &call->id, err);
	if (status == OB_ECONFLICT)
		return error_refuse(err, OB_ECONFLICT, "at", "call_twice",
		    "a call at that time is logged already");
	if (status != OB_OK)
		return status;
	return change_audit(change, "log-call",
	    SUBJECT("journey", call->journey_id), NULL,
	    call_view(dossier, call), err);
}

static void
call_release(struct call *call)
{
	free(call->actor);
}

/* {"call":{...},"rules":[...]} */
static int
answer(const struct dossier *dossier, json_t *call, json_t **ret_view,
    struct error *err)
{
	json_t *rules = NULL;
	int status = rules_view(dossier, &rules, err);

	if (status != OB_OK) {
		json_decref(call);
		return status;
	}
	*ret_view = json_pack("{s:o, s:o}", "call", call, "rules", rules);
	return OB_OK;
}

int
leaders_log_call(struct engine *engine, const char *actor, int64_t id,
    const struct call_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(call_release) struct call call = {.journey_id = id};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = dossier_load(engine, id, &dossier, err);
	if (status == OB_OK)
		status = check_journey(&dossier, err);
	if (status == OB_OK)
		status = read_call(&dossier, request, &call, err);
	if (status == OB_OK)
		status = add_call(&change, &dossier, &call, err);
	if (status == OB_OK)
		status = activities_fulfil(
		    &change, &dossier, TALKS_WELCOME_CALL, call.held_at, err);
	if (status == OB_OK)
		status = talks_take_call(&change, &dossier, &call, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	return answer(&dossier, call_view(&dossier, &call), ret_view, err);
}

/* Returns owned; NULL when the journey has no such call. */
static json_t *
find_view(const json_t *list, int64_t call_id)
{
	size_t index;
	json_t *item;

	json_array_foreach(list, index, item)
	{
		if (json_integer_value(json_object_get(item, "id")) == call_id)
			return json_incref(item);
	}
	return NULL;
}

/* What only this call completed is to be done again. */
static int
reopen_step(struct change *change, const struct dossier *dossier,
    const char *held_at, size_t left, struct error *err)
{
	const struct activity *activity =
	    dossier_activity(dossier, TALKS_WELCOME_CALL);
	cleanup_(memory_free_ptr) char *reference = memory_printf(
	    "%" PRId64 ":" TALKS_WELCOME_CALL, dossier->journey.id);
	char settled[INSTANT_TEXT_SIZE];
	json_t *view = NULL;
	int status;

	if (left > 0 || activity == NULL ||
	    dossier_state(activity) != ACTIVITY_DONE ||
	    strcmp(instant_format(
		       dossier->engine->zone, activity->settled_at, settled),
		held_at) != 0)
		return OB_OK;
	status = activities_reopen(change->engine, change->actor,
	    &(struct activity_request){
		.reference = reference, .note = "the call was withdrawn"},
	    &view, err);
	json_decref(view);
	return status;
}

int
leaders_withdraw_call(struct engine *engine, const char *actor, int64_t id,
    int64_t call_id, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_auto_t *list = NULL;
	json_auto_t *call = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = dossier_load(engine, id, &dossier, err);
	if (status == OB_OK)
		status = leaders_calls(&dossier, &list, err);
	if (status != OB_OK)
		return status;
	call = find_view(list, call_id);
	if (call == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "leader %" PRId64 " has no call %" PRId64
		    "; 'onboardctl show-leader %" PRId64 "' lists them",
		    id, call_id, id);
	status = call_store_remove(engine->store, id, call_id, err);
	if (status == OB_OK)
		status = change_audit(&change, "withdraw-call",
		    SUBJECT("journey", id), json_incref(call), NULL, err);
	if (status == OB_OK)
		status = reopen_step(&change, &dossier,
		    json_string_value(json_object_get(call, "at")),
		    json_array_size(list) - 1, err);
	if (status == OB_OK) {
		dossier_release(&dossier);
		dossier = (struct dossier){0};
		status = dossier_load(engine, id, &dossier, err);
	}
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK)
		return status;
	return answer(&dossier, json_incref(call), ret_view, err);
}
