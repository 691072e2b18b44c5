/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/hr_verbs.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/hr/hr_admit.h"
#include "engine/hr/hr_leader.h"
#include "engine/journeys/leaders.h"

/* Verbs on one activity and on one call. */

static int
admit(struct hr_call *call, int64_t activity_id, struct error *err)
{
	struct engine *engine = hr_form_engine(call);
	int status = hr_admit_journey(
	    engine, &call->reader->scope, call->journey_id, activity_id, err);

	if (status == OB_OK)
		status = hr_leader_about(engine, &call->reader->scope,
		    call->journey_id, activity_id, &call->about, err);
	return status;
}

int
hr_verbs_admit(struct hr_call *call, struct error *err)
{
	return admit(call, call->item_id, err);
}

int
hr_verbs_admit_all(struct hr_call *call, struct error *err)
{
	(void)call;
	(void)err;
	return OB_OK;
}

static int
admit_journey(struct hr_call *call, struct error *err)
{
	return admit(call, 0, err);
}

char *
hr_verbs_back(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf("/hr/leaders/%" PRId64, call->journey_id);
}

/* To the activity's place on the page. */
static char *
back_to_activity(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf("/hr/leaders/%" PRId64 "#activity-%" PRId64,
	    call->journey_id, call->item_id);
}

/* An engine's verb on an activity. */
typedef int activity_fn(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err);

static int
run_activity(struct hr_call *call, activity_fn *verb, const char *at,
    const char *note, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    memory_printf("%" PRId64, call->item_id);
	const struct activity_request request = {
	    .reference = reference, .at = at, .note = note};

	return verb(
	    hr_form_engine(call), hr_form_actor(call), &request, ret_view, err);
}

static int
run_complete(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return run_activity(call, activities_complete,
	    hr_form_value(call, "at"), hr_form_value(call, "note"), ret_view,
	    err);
}

static int
run_skip(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return run_activity(call, activities_skip, NULL,
	    hr_form_value(call, "reason"), ret_view, err);
}

static int
run_reopen(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return run_activity(call, activities_reopen, NULL,
	    hr_form_value(call, "reason"), ret_view, err);
}

static int
run_move(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const char *day = hr_form_value(call, "to");
	const char *time = hr_form_value(call, "time");
	cleanup_(memory_free_ptr) char *to =
	    time == NULL ? memory_strdup(day)
			 : memory_printf("%sT%s", day, time);

	(void)dry_run;
	return run_activity(call, activities_move, to,
	    hr_form_value(call, "reason"), ret_view, err);
}

static int
run_withdraw_call(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return leaders_withdraw_call(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, call->item_id, ret_view, err);
}

static const struct hr_field complete_fields[] = {
    {"at", HR_FIELD_MOMENT, false, NULL},
    {"note", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field reason_fields[] = {
    {"reason", HR_FIELD_TEXT, true, NULL},
};

static const struct hr_field move_fields[] = {
    {"to", HR_FIELD_DAY, true, NULL},
    {"time", HR_FIELD_TIME, false, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_activities[] = {
    {HR_VERB_ACTIVITY,
	{"complete", FIELDS(complete_fields), false, hr_verbs_admit, NULL,
	    run_complete, back_to_activity}},
    {HR_VERB_ACTIVITY, {"skip", FIELDS(reason_fields), false, hr_verbs_admit,
			   NULL, run_skip, back_to_activity}},
    {HR_VERB_ACTIVITY, {"reopen", FIELDS(reason_fields), false, hr_verbs_admit,
			   NULL, run_reopen, back_to_activity}},
    {HR_VERB_ACTIVITY, {"move", FIELDS(move_fields), false, hr_verbs_admit,
			   NULL, run_move, back_to_activity}},
    {HR_VERB_CALL, {"withdraw", NULL, 0, false, admit_journey, NULL,
		       run_withdraw_call, hr_verbs_back}},
    {HR_VERB_ACTIVITY, {.name = NULL}},
};

const struct hr_form *
hr_verbs_find(enum hr_verb_subject subject, const char *name)
{
	static const struct hr_verb *const tables[] = {hr_verbs_of_activities,
	    hr_verbs_of_journeys, hr_verbs_of_papers, hr_verbs_of_talks,
	    hr_verbs_of_tasks, hr_verbs_of_days, hr_verbs_of_filters,
	    hr_verbs_of_handbook, hr_verbs_of_exits, hr_verbs_of_reports};

	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		for (const struct hr_verb *verb = tables[i];
		     verb->form.name != NULL; verb++) {
			if (verb->subject == subject &&
			    strcmp(verb->form.name, name) == 0)
				return &verb->form;
		}
	}
	return NULL;
}
