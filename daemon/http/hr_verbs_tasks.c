/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/hr/hr_leader.h"
#include "engine/journeys/job_description.h"
#include "engine/journeys/journeys.h"
#include "http/hr_verbs.h"

/*
 * Verbs on a journey's version, on what was late, on the description of the job
 * and on the first tasks.
 */

static int
run_migrate(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct migrate_request request = {
	    .version = hr_form_number(call, "version", 0),
	    .reason = hr_form_value(call, "reason"),
	    .dry_run = dry_run};

	return journeys_migrate(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static int
run_settle_late(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct late_request request = {
	    .rest = hr_form_value(call, "rest")};

	(void)dry_run;
	return journeys_settle_late(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static int
run_late(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct hr_late_choice late = {.journey_id = call->journey_id,
	    .activity_id = call->item_id,
	    .choice = hr_form_value(call, "choice")};

	(void)dry_run;
	return hr_leader_settle_late(
	    hr_form_engine(call), hr_form_actor(call), &late, ret_view, err);
}

/* An empty link is none: the form has all that there is. */
static const char *
or_none(const char *text)
{
	return text == NULL ? "" : text;
}

static int
run_job(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct job_description_request request = {
	    .text = hr_form_value(call, "text"),
	    .challenges = or_none(hr_form_value(call, "challenges")),
	    .advertisement_url =
		or_none(hr_form_value(call, "advertisement_url")),
	    .role_url = or_none(hr_form_value(call, "role_url")),
	    .version = (int)hr_form_number(call, "version", 0)};

	(void)dry_run;
	return job_description_set(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

/* The one that there is; none is version 0. */
static int
fill_job(struct hr_call *call, json_t **ret_values, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *values;
	struct error none = ERROR_INIT;
	int status = job_description_show(
	    hr_form_engine(call), call->journey_id, &view, &none);

	if (status != OB_OK && status != OB_ENOTFOUND) {
		if (err != NULL)
			*err = none;
		return status;
	}
	values = json_object_get(view, "job_description");
	*ret_values = values == NULL ? json_object() : json_copy(values);
	(void)json_object_set_new(*ret_values, "version",
	    json_sprintf("%" JSON_INTEGER_FORMAT,
		json_integer_value(json_object_get(values, "version"))));
	return OB_OK;
}

static struct first_task_request
task_of(const struct hr_call *call)
{
	return (struct first_task_request){
	    .title = hr_form_value(call, "title"),
	    .goal = hr_form_value(call, "goal"),
	    .seen_by = hr_form_value(call, "seen_by"),
	    .due = hr_form_value(call, "due")};
}

static int
run_first_task(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct first_task_request request = task_of(call);

	(void)dry_run;
	return first_tasks_add(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static int
run_edit_task(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct first_task_request request = task_of(call);
	const struct first_task_place place = {call->journey_id, call->item_id};

	(void)dry_run;
	return first_tasks_edit(hr_form_engine(call), hr_form_actor(call),
	    &place, &request, ret_view, err);
}

static int
fill_edit_task(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_leader_first_task(hr_form_engine(call), call->journey_id,
	    call->item_id, ret_values, err);
}

static char *
back_to_tasks(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf(
	    "/hr/leaders/%" PRId64 "#first-tasks", call->journey_id);
}

static const char *const late_choices[] = {"now", "done", "skip", NULL};

static const struct hr_field migrate_fields[] = {
    {"version", HR_FIELD_NUMBER, false, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field settle_late_fields[] = {
    {"rest", HR_FIELD_CHOICE, true, late_choices},
};

static const struct hr_field late_fields[] = {
    {"choice", HR_FIELD_CHOICE, true, late_choices},
};

static const struct hr_field job_fields[] = {
    {"version", HR_FIELD_SHOWN, false, NULL},
    {"text", HR_FIELD_MARKDOWN, false, NULL},
    {"challenges", HR_FIELD_MARKDOWN, true, NULL},
    {"advertisement_url", HR_FIELD_LINE, false, NULL},
    {"role_url", HR_FIELD_LINE, false, NULL},
};

static const struct hr_field task_fields[] = {
    {"title", HR_FIELD_LINE, true, NULL},
    {"goal", HR_FIELD_TEXT, true, NULL},
    {"seen_by", HR_FIELD_TEXT, true, NULL},
    {"due", HR_FIELD_DAY, true, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_tasks[] = {
    {HR_VERB_JOURNEY, {"migrate", FIELDS(migrate_fields), true, hr_verbs_admit,
			  NULL, run_migrate, hr_verbs_back}},
    {HR_VERB_JOURNEY,
	{"settle-late", FIELDS(settle_late_fields), false, hr_verbs_admit, NULL,
	    run_settle_late, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"job-description", FIELDS(job_fields), false,
			  hr_verbs_admit, fill_job, run_job, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"first-task", FIELDS(task_fields), false, hr_verbs_admit,
			  NULL, run_first_task, back_to_tasks}},
    {HR_VERB_ACTIVITY, {"late", FIELDS(late_fields), false, hr_verbs_admit,
			   NULL, run_late, hr_verbs_back}},
    {HR_VERB_ACTIVITY,
	{"edit-first-task", FIELDS(task_fields), false, hr_verbs_admit,
	    fill_edit_task, run_edit_task, back_to_tasks}},
    {HR_VERB_JOURNEY, {.name = NULL}},
};
