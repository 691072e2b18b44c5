/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/survey_requests.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/activities/activities.h"
#include "engine/answers/survey_requests_private.h"
#include "engine/core/core.h"
#include "engine/links/survey_links.h"
#include "engine/notices/step_mails.h"
#include "model/survey_request.h"
#include "store/survey_answer_store.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

#define ACTOR "clock"

/* Its day has come, or it is given up: something may be to do. */
static bool
is_concerned(const struct dossier *dossier, const struct activity *activity)
{
	return dossier_step(dossier, activity)->kind == STEP_SURVEY &&
	       (!date_before(core_today(dossier->engine), activity->planned) ||
		   !activity_is_open(dossier_state(activity)));
}

static bool
has_concerned(const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (is_concerned(dossier, &dossier->activities[i]))
			return true;
	}
	return false;
}

static bool
is_free(const struct dossier *dossier, const struct activity *activity)
{
	return dossier_state(activity) == ACTIVITY_PLANNED &&
	       dossier_is_free(dossier, activity);
}

/* Nobody is asked how it went weeks ago. */
static bool
is_due(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;
	struct date today = core_today(engine);

	if (!is_free(dossier, activity) || dossier_has_ended(dossier) ||
	    (activity->flags & (int)FLAG_LATE_START) != 0 ||
	    date_before(today, activity->planned) ||
	    date_before(survey_asking_closes_on(dossier, activity), today))
		return false;
	return activity->planned.day != today.day ||
	       core_minute(engine) >= STEP_MAILS_MINUTE;
}

static int
store(struct survey_asking *asking, struct survey_request *request,
    enum survey_request_state expected, struct error *err)
{
	return survey_request_store_update(asking->dossier->engine->store,
	    request, survey_request_state_name(expected), err);
}

static int
cancel(struct survey_asking *asking, struct survey_request *request,
    struct error *err)
{
	int status = survey_asking_begin(asking, err);

	if (status != OB_OK)
		return status;
	free(request->state);
	request->state =
	    memory_strdup(survey_request_state_name(SURVEY_REQUEST_CANCELLED));
	status =
	    survey_links_withdraw_mails(asking->dossier->engine, request, err);
	if (status == OB_OK)
		status = store(asking, request, SURVEY_REQUEST_OPEN, err);
	if (status != OB_OK)
		return status;
	return change_audit(&asking->change, "cancel-survey",
	    SUBJECT("survey_request", request->id), NULL,
	    json_pack("{s:s}", "survey", request->survey), err);
}

/*
 * The step's own reminders reach who is responsible as long as it is open.
 * What was completed by hand is not asked for again.
 */
static bool
may_remind(const struct survey_asking *asking, const struct activity *activity,
    const struct survey_request *request)
{
	const struct dossier *dossier = asking->dossier;

	if (core_minute(dossier->engine) < STEP_MAILS_MINUTE ||
	    !workday_is(dossier->calendar, core_today(dossier->engine)) ||
	    date_before(request->closes_on, core_today(dossier->engine)))
		return false;
	return activity_is_open(dossier_state(activity))
		   ? request->person_id != activity->responsible_id
		   : survey_asking_is_fulfilled(asking, activity);
}

static int
reminders_due(
    const struct dossier *dossier, const struct survey_request *request)
{
	struct date asked =
	    zone_to_local(dossier->engine->zone, request->asked_at).date;

	return survey_request_reminders_due(workday_between(
	    dossier->calendar, asked, core_today(dossier->engine)));
}

/* After downtime one mail stands for all that were missed. */
static int
remind(struct survey_asking *asking, const struct activity *activity,
    struct survey_request *request, struct error *err)
{
	int due = reminders_due(asking->dossier, request);
	int status;

	if (due <= request->reminders || !may_remind(asking, activity, request))
		return OB_OK;
	status = survey_asking_begin(asking, err);
	if (status != OB_OK)
		return status;
	request->reminders = due;
	status =
	    survey_links_withdraw_mails(asking->dossier->engine, request, err);
	if (status == OB_OK)
		status = store(asking, request, SURVEY_REQUEST_OPEN, err);
	if (status == OB_OK)
		status = survey_mail_queue(asking, request, err);
	if (status != OB_OK)
		return status;
	return change_audit(&asking->change, "remind-survey",
	    SUBJECT("survey_request", request->id), NULL,
	    json_pack("{s:i}", "reminders", due), err);
}

/* A step that was put off can be answered so much longer. */
static int
extend(struct survey_asking *asking, const struct activity *activity,
    struct survey_request *request, struct error *err)
{
	struct date day = survey_asking_closes_on(asking->dossier, activity);
	int status;

	if (!activity_is_open(dossier_state(activity)) ||
	    !date_before(request->closes_on, day))
		return OB_OK;
	status = survey_asking_begin(asking, err);
	if (status != OB_OK)
		return status;
	request->closes_on = day;
	return store(asking, request, SURVEY_REQUEST_OPEN, err);
}

/* It may have been withdrawn since, in whatever version it was asked. */
static int
is_in_use(const struct survey_asking *asking,
    const struct survey_request *request, bool *ret_is, struct error *err)
{
	struct survey_version newest = {0};
	int status = survey_store_find_newest(
	    asking->dossier->engine->store, request->survey, &newest, err);

	if (status != OB_OK)
		return status;
	*ret_is = newest.withdrawn_at == INSTANT_NONE;
	survey_store_release(&newest);
	return OB_OK;
}

/* Whether it is still this person whom the survey asks. */
static int
is_still_asked(const struct survey_asking *asking,
    const struct activity *activity, const struct survey_request *request,
    bool *ret_is, struct error *err)
{
	struct survey_version version = {0};
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	enum activity_state state = dossier_state(activity);
	size_t count;
	int status = survey_store_find(
	    asking->dossier->engine->store, request->survey_id, &version, err);

	if (status != OB_OK)
		return status;
	count = survey_asking_answerers(
	    asking->dossier, activity, version.answered_by, &ids);
	survey_store_release(&version);
	*ret_is = false;
	for (size_t i = 0; i < count; i++)
		*ret_is = *ret_is || ids[i] == request->person_id;
	*ret_is =
	    *ret_is && state != ACTIVITY_SKIPPED && state != ACTIVITY_CANCELLED;
	return OB_OK;
}

static int
keep_up(struct survey_asking *asking, const struct activity *activity,
    struct survey_request *request, struct error *err)
{
	bool is_asked = false;
	int status = is_in_use(asking, request, &is_asked, err);

	if (status == OB_OK && is_asked)
		status =
		    is_still_asked(asking, activity, request, &is_asked, err);
	if (status == OB_OK && !is_asked)
		return cancel(asking, request, err);
	if (status == OB_OK)
		status = extend(asking, activity, request, err);
	return status == OB_OK ? remind(asking, activity, request, err)
			       : status;
}

static int
keep_up_all(struct survey_asking *asking, const struct activity *activity,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < asking->count; i++) {
		struct survey_request *request = &asking->requests[i];

		if (request->activity_id == activity->id &&
		    survey_request_is(request->state, SURVEY_REQUEST_OPEN))
			status = keep_up(asking, activity, request, err);
	}
	return status;
}

/* The activities move in memory when others are planned anew. */
static int
settle(struct survey_asking *asking, int64_t activity_id, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	const struct activity *activity =
	    dossier_activity_by_id(dossier, activity_id);
	int status;

	if (!is_free(dossier, activity) ||
	    !survey_asking_is_fulfilled(asking, activity))
		return OB_OK;
	status = survey_asking_begin(asking, err);
	if (status != OB_OK)
		return status;
	return activities_settle(&asking->change, dossier,
	    &(struct settlement){.activity_id = activity_id,
		.state = ACTIVITY_DONE,
		.at = core_now(dossier->engine)},
	    err);
}

static int
look_at(struct survey_asking *asking, size_t at, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	const struct activity *activity = &dossier->activities[at];
	struct survey_asked asked = {0};
	int64_t id = activity->id;
	int status = OB_OK;

	if (!is_concerned(dossier, activity))
		return OB_OK;
	if (is_due(dossier, activity))
		status = survey_asking_ask(asking, activity, &asked, err);
	if (status == OB_OK)
		status = keep_up_all(asking, activity, err);
	if (status == OB_OK)
		status = settle(asking, id, err);
	return status == OB_OK ? survey_lapse_run(asking, id, err) : status;
}

int
survey_requests_run(struct dossier *dossier, struct error *err)
{
	cleanup_(survey_asking_release) struct survey_asking asking = {
	    .dossier = dossier, .actor = ACTOR};
	int status;

	if (!has_concerned(dossier))
		return OB_OK;
	status = survey_asking_load(&asking, err);
	for (size_t i = 0; status == OB_OK && i < dossier->activity_count; i++)
		status = look_at(&asking, i, err);
	if (status == OB_OK && asking.change.is_open)
		status = change_commit(&asking.change, err);
	return status;
}

int
survey_requests_leave(struct dossier *dossier, struct error *err)
{
	cleanup_(survey_asking_release) struct survey_asking asking = {
	    .dossier = dossier, .actor = ACTOR};
	int status = survey_asking_load(&asking, err);

	for (size_t i = 0; status == OB_OK && i < asking.count; i++) {
		struct survey_request *request = &asking.requests[i];

		if (survey_request_is(request->state, SURVEY_REQUEST_OPEN))
			status = cancel(&asking, request, err);
	}
	if (status == OB_OK && asking.change.is_open)
		status = change_commit(&asking.change, err);
	return status;
}

int
survey_requests_settle(struct change *change, struct dossier *dossier,
    int64_t activity_id, struct error *err)
{
	struct survey_asking asking = {
	    .dossier = dossier, .actor = change->actor, .change = *change};
	int status = survey_asking_load(&asking, err);

	if (status == OB_OK)
		status = settle(&asking, activity_id, err);
	survey_request_store_free(asking.requests, asking.count);
	return status;
}

int
survey_requests_expire(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct date today = core_today(engine);
	int closed = 0;
	int texts = 0;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = survey_request_store_close_past(
		    engine->store, today, &closed, err);
	if (status == OB_OK)
		status = survey_answer_store_expire(
		    engine->store, today, &texts, err);
	if (status != OB_OK || (closed == 0 && texts == 0))
		return status;
	status =
	    change_audit(&change, "expire-surveys", SUBJECT("survey", 0), NULL,
		json_pack("{s:i, s:i}", "closed", closed, "texts", texts), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}
