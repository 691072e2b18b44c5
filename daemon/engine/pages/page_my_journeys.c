/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_my_journeys.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/talks.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "store/call_store.h"
#include "store/job_description_store.h"

static json_t *
moment(const struct dossier *dossier, int64_t at)
{
	char text[INSTANT_TEXT_SIZE];

	if (at == INSTANT_NONE)
		return json_null();
	return json_string(instant_format(dossier->engine->zone, at, text));
}

static json_t *
day(struct date date)
{
	char text[DATE_TEXT_SIZE];

	return date_is_none(date) ? json_null()
				  : json_string(date_format(date, text));
}

static json_t *
facts_of(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;

	return json_pack("{s:s, s:s, s:s, s:i, s:o, s:o, s:o, s:o, s:s, s:s, "
			 "s:s, s:s, s:s, s:i, s:i, s:i, s:o}",
	    "kind", journey->kind, "state", journey->state, "programme",
	    dossier->version->id, "version", dossier->version->version,
	    "accepted", day(journey->accepted), "first_day",
	    day(journey->first_day), "last_day", day(journey->last_day), "end",
	    day(journey->end_day), "recruitment", journey->recruitment, "title",
	    journey->title, "area", journey->area, "workplace",
	    journey->workplace, "level", journey->level, "addresses",
	    journey->addresses, "employees", journey->employees,
	    "professional_groups", journey->professional_groups, "stored_at",
	    moment(dossier, journey->created_at));
}

static json_t *
pauses_of(const struct dossier *dossier)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->pause_count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:o, s:o}", "from",
			      day(dossier->pauses[i].from_day), "until",
			      day(dossier->pauses[i].until_day)));
	return list;
}

static json_t *
activity_of(const struct dossier *dossier, const struct activity *activity)
{
	enum language language = core_language(
	    dossier->engine, dossier_role(dossier, "leader")->language);

	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:s, s:o, "
			 "s:b}",
	    "step", activity->step, "title",
	    dossier_step(dossier, activity)->title.in[language], "state",
	    activity->state, "planned", day(activity->planned), "from",
	    moment(dossier,
		activity->start_minute < 0 ? INSTANT_NONE : activity->start_at),
	    "until",
	    moment(dossier,
		activity->start_minute < 0 ? INSTANT_NONE : activity->end_at),
	    "responsible",
	    dossier_person(dossier, activity->responsible_id)->name, "goal",
	    activity->goal, "seen_by", activity->seen_by, "settled_at",
	    moment(dossier, activity->settled_at), "has_note",
	    (int)(activity->note[0] != '\0'));
}

static json_t *
activities_of(const struct dossier *dossier)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		/* What another's answer called for is about the other. */
		if (!course_is_follow_up(activity->step))
			(void)json_array_append_new(
			    list, activity_of(dossier, activity));
	}
	return list;
}

static int
add_calls(const struct dossier *dossier, json_t *journey, struct error *err)
{
	struct call *calls = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = call_store_list(
	    dossier->engine->store, dossier->journey.id, &calls, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:o, s:i}", "at",
			      moment(dossier, calls[i].held_at), "minutes",
			      calls[i].minutes));
	if (status == OB_OK)
		call_store_free(calls, count);
	(void)json_object_set_new(journey, "calls", list);
	return status;
}

/* That they were held, and what about; nothing of what was said is stored. */
static int
add_talks(const struct dossier *dossier, json_t *journey, struct error *err)
{
	enum language language = core_language(
	    dossier->engine, dossier_role(dossier, "leader")->language);
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];
		json_t *talk = NULL;

		status = talks_view(dossier, activity, language, &talk, err);
		if (status != OB_OK || json_is_null(talk))
			continue;
		(void)json_object_set_new(
		    talk, "step", json_string(activity->step));
		(void)json_array_append_new(list, talk);
	}
	(void)json_object_set_new(journey, "talks", list);
	return status;
}

/* What the leader reads of the job; null for what nobody has written. */
static int
add_job(const struct dossier *dossier, json_t *journey, struct error *err)
{
	cleanup_(job_description_store_release) struct job_description job = {
	    0};
	int status = job_description_store_find(
	    dossier->engine->store, dossier->journey.id, &job, err);

	if (status == OB_ENOTFOUND) {
		(void)json_object_set_new(
		    journey, "job_description", json_null());
		return OB_OK;
	}
	if (status == OB_OK)
		(void)json_object_set_new(journey, "job_description",
		    json_pack("{s:s, s:s, s:s, s:s, s:o}", "text", job.text,
			"challenges", job.challenges, "advertisement_url",
			job.advertisement_url, "role_url", job.role_url,
			"written_at", moment(dossier, job.written_at)));
	return status;
}

int
page_my_journeys_export(struct engine *engine, int64_t journey_id,
    json_t **ret_journey, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_auto_t *journey = NULL;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status != OB_OK)
		return status;
	journey = facts_of(&dossier);
	(void)json_object_set_new(journey, "pauses", pauses_of(&dossier));
	(void)json_object_set_new(
	    journey, "activities", activities_of(&dossier));
	status = add_calls(&dossier, journey, err);
	if (status == OB_OK)
		status = add_talks(&dossier, journey, err);
	if (status == OB_OK)
		status = add_job(&dossier, journey, err);
	if (status == OB_OK)
		*ret_journey = TAKE_PTR(journey);
	return status;
}
