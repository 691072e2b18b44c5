/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/answers/survey_requests.h"
#include "engine/answers/survey_requests_private.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/dossier/views.h"
#include "engine/people/people.h"
#include "model/survey_request.h"
#include "store/activity_store.h"
#include "store/journey_store.h"
#include "store/person_store.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

/* Who is asked what, and whether they have answered: never what. */
static int
view_one(struct engine *engine, const struct survey_request *request,
    json_t *list, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(activity_store_release) struct activity activity = {0};
	struct survey_version version = {0};
	int status =
	    person_store_find(engine->store, request->person_id, &person, err);

	if (status == OB_OK)
		status = activity_store_find(
		    engine->store, request->activity_id, &activity, err);
	if (status == OB_OK)
		status = survey_store_find(
		    engine->store, request->survey_id, &version, err);
	if (status != OB_OK)
		return status;
	(void)json_array_append_new(list,
	    json_pack("{s:I, s:I, s:I, s:s, s:s, s:s, s:i, s:o, s:s, s:o, s:o, "
		      "s:o, s:i}",
		"id", (json_int_t)request->id, "leader",
		(json_int_t)request->journey_id, "activity",
		(json_int_t)request->activity_id, "step", activity.step,
		"survey", request->survey, "title",
		engine->settings->language == LANGUAGE_DA ? version.title_da
							  : version.title_en,
		"version", version.version, "person", people_brief(&person),
		"state", request->state, "asked",
		nullable_instant(engine, request->asked_at), "answered",
		nullable_instant(engine, request->answered_at), "closes",
		nullable_date(request->closes_on), "reminders",
		request->reminders));
	survey_store_release(&version);
	return OB_OK;
}

static int
view_all(struct engine *engine, const struct survey_request *requests,
    size_t count, json_t **ret_list, struct error *err)
{
	json_auto_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = view_one(engine, &requests[i], list, err);
	if (status == OB_OK)
		*ret_list = TAKE_PTR(list);
	return status;
}

static int
read_leader(
    struct engine *engine, const char *text, int64_t *ret_id, struct error *err)
{
	cleanup_(journey_store_release) struct journey journey = {0};
	char *end = NULL;
	long long id = strtoll(text, &end, 10);
	int status;

	if (*text < '1' || *text > '9' || *end != '\0' || strlen(text) > 18)
		return error_set_field(err, OB_EINVALID, "leader",
		    "'%.40s' is no leader's number", text);
	status = journey_store_find(engine->store, id, &journey, err);
	if (status == OB_ENOTFOUND)
		return error_set_field(
		    err, OB_ENOTFOUND, "leader", "there is no leader %lld", id);
	if (status == OB_OK)
		*ret_id = id;
	return status;
}

int
survey_requests_list(struct engine *engine, const char *leader,
    const char *state, json_t **ret_view, struct error *err)
{
	enum survey_request_state known = SURVEY_REQUEST_OPEN;
	struct survey_request *requests = NULL;
	size_t count = 0;
	int64_t id = 0;
	json_t *list = NULL;
	int status = OB_OK;

	if (leader != NULL)
		status = read_leader(engine, leader, &id, err);
	if (status == OB_OK && state != NULL &&
	    survey_request_state_parse(state, &known, err) != OB_OK)
		return error_name_field(err, "state");
	if (status == OB_OK)
		status = survey_request_store_list(
		    engine->store, id, state, &requests, &count, err);
	if (status == OB_OK)
		status = view_all(engine, requests, count, &list, err);
	survey_request_store_free(requests, count);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:b}", "requests", list, "is_cut",
		    (int)(count >= SURVEY_REQUEST_STORE_MAX));
	return status;
}

static int
check(const struct dossier *dossier, const struct activity *activity,
    struct error *err)
{
	if (dossier_step(dossier, activity)->kind != STEP_SURVEY)
		return error_refuse(err, OB_ECONFLICT, "", "no_survey",
		    "'%s' is not answered by a survey", activity->step);
	if (strcmp(dossier->journey.state, "active") != 0)
		return error_refuse(err, OB_ECONFLICT, "",
		    "survey_journey_rests",
		    "the journey is %s; nobody is asked meanwhile",
		    dossier->journey.state);
	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    !dossier_is_free(dossier, activity))
		return error_refuse(err, OB_ECONFLICT, "", "survey_not_open",
		    "'%s' is %s; only what is open and waits for nothing can "
		    "be sent",
		    activity->step,
		    dossier_state(activity) == ACTIVITY_PLANNED
			? "waiting"
			: activity->state);
	return OB_OK;
}

static int
send(struct survey_asking *asking, int64_t activity_id, struct error *err)
{
	const struct activity *activity =
	    dossier_activity_by_id(asking->dossier, activity_id);
	struct survey_asked asked = {0};
	int status = check(asking->dossier, activity, err);

	if (status == OB_OK)
		status = survey_asking_load(asking, err);
	if (status == OB_OK)
		status = survey_asking_ask(asking, activity, &asked, err);
	if (status != OB_OK)
		return status;
	if (asked.named == 0)
		return error_refuse(err, OB_ECONFLICT, "", "survey_asks_nobody",
		    "no survey of '%s' has anybody to ask", activity->step);
	if (asked.asked == 0)
		return error_refuse(err, OB_ECONFLICT, "",
		    "survey_all_answered", "all whom '%s' asks have answered",
		    activity->step);
	return OB_OK;
}

static int
view_sent(const struct survey_asking *asking, int64_t activity_id,
    json_t **ret_view, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	json_auto_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < asking->count; i++) {
		if (asking->requests[i].activity_id == activity_id)
			status = view_one(
			    dossier->engine, &asking->requests[i], list, err);
	}
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:O}", "activity",
		    views_activity(
			dossier, dossier_activity_by_id(dossier, activity_id)),
		    "requests", list);
	return status;
}

int
survey_requests_send(struct engine *engine, const char *actor,
    const char *reference, json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(survey_asking_release) struct survey_asking asking = {
	    .dossier = &dossier, .actor = actor};
	json_auto_t *view = NULL;
	int64_t activity_id = 0;
	int status = change_begin(&asking.change, engine, actor, err);

	if (status == OB_OK)
		status = activities_find(
		    engine, reference, &dossier, &activity_id, err);
	if (status == OB_OK)
		status = send(&asking, activity_id, err);
	if (status == OB_OK)
		status = view_sent(&asking, activity_id, &view, err);
	if (status == OB_OK)
		status = change_commit(&asking.change, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
