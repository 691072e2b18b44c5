/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/survey_requests_private.h"
#include "engine/cohorts/cohort_answers.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/naming.h"
#include "engine/links/survey_links.h"
#include "engine/planning/planning.h"
#include "model/role.h"
#include "model/survey.h"
#include "model/survey_request.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

int
survey_asking_load(struct survey_asking *asking, struct error *err)
{
	struct dossier *dossier = asking->dossier;

	return survey_request_store_list_journey(dossier->engine->store,
	    dossier->journey.id, &asking->requests, &asking->count, err);
}

int
survey_asking_begin(struct survey_asking *asking, struct error *err)
{
	return asking->change.is_open
		   ? OB_OK
		   : change_begin(&asking->change, asking->dossier->engine,
			 asking->actor, err);
}

void
survey_asking_release(struct survey_asking *asking)
{
	change_release(&asking->change);
	survey_request_store_free(asking->requests, asking->count);
}

/* What the exit asks can be answered after the last day, too. */
static bool
has_left(const struct dossier *dossier, int64_t person_id)
{
	return person_id == dossier->journey.leader_id &&
	       planning_is_after_last_day(dossier, core_today(dossier->engine));
}

/* Who stands in for a role that nobody has was not there to tell of it. */
static int64_t
holder_of(const struct dossier *dossier, const char *role)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, role);

	return row == NULL || row->is_fallback ? 0 : row->person_id;
}

/* Who of those with a place in every journey; 0 for nobody. */
static int64_t
answerer_of(const struct dossier *dossier, const struct activity *activity,
    enum survey_answerer answerer)
{
	switch (answerer) {
	case SURVEY_LEADER:
		return dossier->journey.leader_id;
	case SURVEY_MANAGER:
		return holder_of(dossier, ROLE_MANAGER);
	case SURVEY_MENTOR:
		return holder_of(dossier, ROLE_MENTOR);
	case SURVEY_RESPONSIBLE:
		return activity->responsible_id;
	case SURVEY_PARTICIPANTS:
	case SURVEY_PARTICIPANTS_MANAGERS:
		break;
	}
	return 0;
}

size_t
survey_asking_answerers(const struct dossier *dossier,
    const struct activity *activity, const char *answered_by, int64_t **ret_ids)
{
	enum survey_answerer answerer = SURVEY_LEADER;
	size_t count;
	int64_t id;

	*ret_ids = NULL;
	if (survey_answerer_parse(answered_by, &answerer, NULL) != OB_OK)
		return 0;
	count = cohort_answers_people(dossier, answerer, ret_ids);
	id = answerer_of(dossier, activity, answerer);
	if (id != 0 && !has_left(dossier, id))
		(*ret_ids)[count++] = id;
	return count;
}

/* No mail promises a day on which nobody is asked any more. */
static struct date
open_until(const struct dossier *dossier, struct date from)
{
	struct date day =
	    workday_add(dossier->calendar, from, SURVEY_REQUEST_OPEN_WORKDAYS);

	return planning_is_after_last_day(dossier, day)
		   ? dossier->journey.last_day
		   : day;
}

struct date
survey_asking_closes_on(
    const struct dossier *dossier, const struct activity *activity)
{
	return open_until(
	    dossier, date_max(activity->planned, activity->latest));
}

static struct survey_request *
find(const struct survey_asking *asking, const struct activity *activity,
    const char *survey, int64_t person_id)
{
	for (size_t i = 0; i < asking->count; i++) {
		struct survey_request *request = &asking->requests[i];

		if (request->activity_id == activity->id &&
		    request->person_id == person_id &&
		    strcmp(request->survey, survey) == 0)
			return request;
	}
	return NULL;
}

static int
audit(struct survey_asking *asking, const struct survey_request *request,
    struct error *err)
{
	return change_audit(&asking->change, "ask-survey",
	    SUBJECT("survey_request", request->id), NULL,
	    json_pack("{s:s, s:I, s:I, s:I}", "survey", request->survey,
		"leader", (json_int_t)request->journey_id, "activity",
		(json_int_t)request->activity_id, "person",
		(json_int_t)request->person_id),
	    err);
}

/* From today on there is as much time as after the latest day. */
static struct date
last_day_for(const struct dossier *dossier, const struct activity *activity)
{
	return date_max(survey_asking_closes_on(dossier, activity),
	    open_until(dossier, core_today(dossier->engine)));
}

static int
add(struct survey_asking *asking, const struct activity *activity,
    const struct survey_version *version, int64_t person_id, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	struct survey_request *request;
	int status = survey_asking_begin(asking, err);

	if (status != OB_OK)
		return status;
	asking->requests = memory_resize(
	    asking->requests, asking->count + 1, sizeof(asking->requests[0]));
	request = &asking->requests[asking->count++];
	*request = (struct survey_request){
	    .survey_id = version->id,
	    .survey = memory_strdup(version->key),
	    .activity_id = activity->id,
	    .journey_id = dossier->journey.id,
	    .person_id = person_id,
	    .generation = 1,
	    .token_hash = memory_strdup(""),
	    .state =
		memory_strdup(survey_request_state_name(SURVEY_REQUEST_OPEN)),
	    .asked_at = core_now(dossier->engine),
	    .answered_at = INSTANT_NONE,
	    .closes_on = last_day_for(dossier, activity),
	};
	status = survey_links_add(dossier->engine, request, err);
	if (status == OB_OK)
		status = survey_mail_queue(asking, request, err);
	return status == OB_OK ? audit(asking, request, err) : status;
}

/*
 * What was taken back, or went by, is asked anew.  The mail is known by when
 * it was asked for: never at an instant of which there is one already.
 */
static int
ask_again(struct survey_asking *asking, const struct activity *activity,
    const struct survey_version *version, struct survey_request *request,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *from = NULL;
	struct engine *engine = asking->dossier->engine;
	int status = survey_asking_begin(asking, err);

	if (status != OB_OK)
		return status;
	from = request->state;
	request->state =
	    memory_strdup(survey_request_state_name(SURVEY_REQUEST_OPEN));
	request->survey_id = version->id;
	request->asked_at = core_now(engine) > request->asked_at
				? core_now(engine)
				: request->asked_at + 1;
	request->closes_on = last_day_for(asking->dossier, activity);
	request->reminders = 0;
	status = survey_links_withdraw_mails(engine, request, err);
	if (status == OB_OK)
		status = survey_request_store_update(
		    engine->store, request, from, err);
	if (status == OB_OK)
		status = survey_mail_queue(asking, request, err);
	return status == OB_OK ? audit(asking, request, err) : status;
}

/* The step was put off after its time to answer had gone by. */
static bool
is_of_an_earlier_day(
    const struct activity *activity, const struct survey_request *request)
{
	return survey_request_is(request->state, SURVEY_REQUEST_CLOSED) &&
	       date_before(request->closes_on, activity->planned);
}

/* By hand, who has not answered is asked again whatever came before. */
static bool
is_to_be_asked_again(const struct survey_asking *asking,
    const struct activity *activity, const struct survey_request *request)
{
	bool is_by_hand = strcmp(asking->actor, "clock") != 0;

	return survey_request_is(request->state, SURVEY_REQUEST_CANCELLED) ||
	       is_of_an_earlier_day(activity, request) ||
	       (is_by_hand &&
		   !survey_request_is(request->state, SURVEY_REQUEST_ANSWERED));
}

static int
ask_one(struct survey_asking *asking, const struct activity *activity,
    const struct survey_version *version, int64_t person_id,
    struct survey_asked *asked, struct error *err)
{
	struct survey_request *request =
	    find(asking, activity, version->key, person_id);

	asked->named++;
	if (request != NULL && !is_to_be_asked_again(asking, activity, request))
		return OB_OK;
	asked->asked++;
	return request == NULL
		   ? add(asking, activity, version, person_id, err)
		   : ask_again(asking, activity, version, request, err);
}

static int
ask_all(struct survey_asking *asking, const struct activity *activity,
    const struct survey_version *version, struct survey_asked *asked,
    struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = survey_asking_answerers(
	    asking->dossier, activity, version->answered_by, &ids);
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = ask_one(asking, activity, version, ids[i], asked, err);
	return status;
}

int
survey_asking_ask(struct survey_asking *asking, const struct activity *activity,
    struct survey_asked *ret_asked, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	const struct step *template = course_template(dossier, activity->step);
	struct survey_version *versions = NULL;
	struct survey_asked asked = {0};
	size_t count = 0;
	struct survey_step step = {
	    .programme = dossier->version->id,
	    .step = template == NULL ? activity->step : template->id,
	};
	int status = survey_store_list_of_step(
	    dossier->engine->store, &step, &versions, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = ask_all(asking, activity, &versions[i], &asked, err);
	survey_store_free(versions, count);
	if (status == OB_OK)
		*ret_asked = asked;
	return status;
}

/* Nobody waits for an answer longer than there was time for it. */
static bool
is_given_up(const struct dossier *dossier, const struct survey_request *request)
{
	return survey_request_is(request->state, SURVEY_REQUEST_CANCELLED) ||
	       (!survey_request_is(request->state, SURVEY_REQUEST_ANSWERED) &&
		   date_before(
		       request->closes_on, core_today(dossier->engine)));
}

bool
survey_asking_is_fulfilled(
    const struct survey_asking *asking, const struct activity *activity)
{
	const struct dossier *dossier = asking->dossier;
	bool is_leaders =
	    strcmp(dossier_step(dossier, activity)->role, ROLE_LEADER) == 0;
	size_t answered = 0;

	for (size_t i = 0; i < asking->count; i++) {
		const struct survey_request *request = &asking->requests[i];

		if (request->activity_id != activity->id ||
		    is_given_up(dossier, request) ||
		    (is_leaders &&
			request->person_id != dossier->journey.leader_id))
			continue;
		if (!survey_request_is(request->state, SURVEY_REQUEST_ANSWERED))
			return false;
		answered++;
	}
	return answered > 0;
}
