/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/answering.h"

#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "model/survey_request.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

/* How many of one step were asked for its present day, and still can answer. */
struct asked {
	size_t count;
	size_t open;
};

static void
count_request(const struct activity *activity,
    const struct survey_request *request, struct date today,
    struct asked *asked)
{
	bool is_past = date_before(request->closes_on, today);

	if (request->activity_id != activity->id ||
	    survey_request_is(request->state, SURVEY_REQUEST_CANCELLED))
		return;
	if (survey_request_is(request->state, SURVEY_REQUEST_OPEN) && !is_past)
		asked->open++;
	/* What was put off after its time to answer is asked anew. */
	if (survey_request_is(request->state, SURVEY_REQUEST_ANSWERED) ||
	    !date_before(request->closes_on, activity->planned))
		asked->count++;
}

static int
count_asked(const struct dossier *dossier, const struct activity *activity,
    struct asked *asked, struct error *err)
{
	struct survey_request *requests = NULL;
	size_t count = 0;
	int status = survey_request_store_list_journey(dossier->engine->store,
	    dossier->journey.id, &requests, &count, err);

	for (size_t i = 0; i < count; i++)
		count_request(
		    activity, &requests[i], core_today(dossier->engine), asked);
	survey_request_store_free(requests, count);
	return status;
}

static int
has_survey(const struct dossier *dossier, const struct activity *activity,
    bool *ret_has, struct error *err)
{
	const struct step *template = course_template(dossier, activity->step);
	const struct survey_step step = {
	    .programme = dossier->version->id,
	    .step = template == NULL ? activity->step : template->id,
	};
	struct survey_version *versions = NULL;
	size_t count = 0;
	int status = survey_store_list_of_step(
	    dossier->engine->store, &step, &versions, &count, err);

	survey_store_free(versions, count);
	if (status == OB_OK)
		*ret_has = count > 0;
	return status;
}

/* What was late when the leader was added is not asked for any more. */
static bool
is_ahead(const struct dossier *dossier, const struct activity *activity)
{
	return (activity->flags & (int)FLAG_LATE_START) == 0 &&
	       !date_before(activity->planned, core_today(dossier->engine));
}

int
answering_of(const struct dossier *dossier, const struct activity *activity,
    enum answering *ret_answering, struct error *err)
{
	struct asked asked = {0};
	bool is_asked_later = false;
	int status;

	*ret_answering = ANSWERING_NONE;
	if (dossier_step(dossier, activity)->kind != STEP_SURVEY ||
	    !activity_is_open(dossier_state(activity)))
		return OB_OK;
	status = count_asked(dossier, activity, &asked, err);
	if (status == OB_OK && asked.count == 0 && is_ahead(dossier, activity))
		status = has_survey(dossier, activity, &is_asked_later, err);
	if (status != OB_OK)
		return status;
	if (asked.open > 0)
		*ret_answering = ANSWERING_ASKED;
	else if (is_asked_later)
		*ret_answering = ANSWERING_AHEAD;
	return OB_OK;
}

int
answering_was_missed(const struct dossier *dossier,
    const struct activity *activity, bool *ret_was, struct error *err)
{
	struct asked asked = {0};
	bool has = false;
	int status = OB_OK;

	*ret_was = false;
	if (dossier_step(dossier, activity)->kind != STEP_SURVEY ||
	    (activity->flags & (int)FLAG_LATE_START) == 0 ||
	    !activity_is_open(dossier_state(activity)))
		return OB_OK;
	status = count_asked(dossier, activity, &asked, err);
	if (status == OB_OK && asked.count == 0)
		status = has_survey(dossier, activity, &has, err);
	if (status == OB_OK)
		*ret_was = has;
	return status;
}

int
answering_check_by_hand(const struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	enum answering answering = ANSWERING_NONE;
	char day[DATE_TEXT_SIZE];
	int status = answering_of(dossier, activity, &answering, err);

	if (status != OB_OK || answering == ANSWERING_NONE)
		return status;
	if (answering == ANSWERING_AHEAD)
		return error_refuse(err, OB_ECONFLICT, "", "survey_ahead",
		    "'%s' is done by answering its survey, which is sent on "
		    "%s; skip it if nobody is to answer",
		    activity->step, date_format(activity->planned, day));
	return error_refuse(err, OB_ECONFLICT, "", "survey_asked",
	    "'%s' is done by answering its survey, which was sent; skip it if "
	    "nobody is to answer any more",
	    activity->step);
}
