/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/answers/survey_requests_private.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "model/role.h"
#include "model/survey_request.h"
#include "store/survey_request_store.h"
#include "text/catalogue.h"

/* A step that nobody answers in time, so that what waits for it can go on. */

static bool
is_past(const struct dossier *dossier, const struct survey_request *request)
{
	return date_before(request->closes_on, core_today(dossier->engine));
}

/*
 * One that closed before the day that the step has by now is asked again on
 * that day.
 */
static bool
is_unanswered(const struct dossier *dossier, const struct activity *activity,
    const struct survey_request *request)
{
	return (survey_request_is(request->state, SURVEY_REQUEST_CLOSED) ||
		   survey_request_is(request->state, SURVEY_REQUEST_OPEN)) &&
	       is_past(dossier, request) &&
	       !date_before(request->closes_on, activity->planned);
}

static bool
can_be_answered(
    const struct dossier *dossier, const struct survey_request *request)
{
	return survey_request_is(request->state, SURVEY_REQUEST_OPEN) &&
	       !is_past(dossier, request);
}

/* Of a leader's own step it waits for the leader. */
static bool
is_waited_for(const struct dossier *dossier, const struct activity *activity,
    const struct survey_request *request)
{
	return strcmp(dossier_step(dossier, activity)->role, ROLE_LEADER) !=
		   0 ||
	       request->person_id == dossier->journey.leader_id;
}

/*
 * Nobody of those it waits for has answered, and nobody can any more.  Of a
 * cohort that is told to HR, who sends it again or decides.
 */
static bool
is_lapsed(const struct survey_asking *asking, const struct activity *activity)
{
	const struct dossier *dossier = asking->dossier;
	size_t unanswered = 0;

	if (naming_is_cohort(dossier))
		return false;
	for (size_t i = 0; i < asking->count; i++) {
		const struct survey_request *request = &asking->requests[i];

		if (request->activity_id != activity->id)
			continue;
		if (can_be_answered(dossier, request))
			return false;
		if (is_waited_for(dossier, activity, request) &&
		    is_unanswered(dossier, activity, request))
			unanswered++;
	}
	return unanswered > 0 && !survey_asking_is_fulfilled(asking, activity);
}

/* What the step's end would take back is closed: nobody answered it. */
static int
close_past(struct survey_asking *asking, int64_t activity_id, struct error *err)
{
	struct store *store = asking->dossier->engine->store;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < asking->count; i++) {
		struct survey_request *request = &asking->requests[i];

		if (request->activity_id != activity_id ||
		    !survey_request_is(request->state, SURVEY_REQUEST_OPEN))
			continue;
		free(request->state);
		request->state = memory_strdup(
		    survey_request_state_name(SURVEY_REQUEST_CLOSED));
		status = survey_request_store_update(store, request,
		    survey_request_state_name(SURVEY_REQUEST_OPEN), err);
		if (status == OB_OK)
			status = change_audit(&asking->change, "close-survey",
			    SUBJECT("survey_request", request->id), NULL,
			    json_pack("{s:s}", "survey", request->survey), err);
	}
	return status;
}

int
survey_lapse_run(
    struct survey_asking *asking, int64_t activity_id, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	const struct engine *engine = dossier->engine;
	const struct activity *activity =
	    dossier_activity_by_id(dossier, activity_id);
	int status;

	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    !dossier_is_free(dossier, activity) || !is_lapsed(asking, activity))
		return OB_OK;
	status = survey_asking_begin(asking, err);
	if (status == OB_OK)
		status = close_past(asking, activity_id, err);
	if (status != OB_OK)
		return status;
	return activities_settle(&asking->change, dossier,
	    &(struct settlement){.activity_id = activity_id,
		.state = ACTIVITY_SKIPPED,
		.at = core_now(engine),
		.note = catalogue_get(
		    engine->catalogues[engine->settings->language],
		    "survey.unanswered")},
	    err);
}
