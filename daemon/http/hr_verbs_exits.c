/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/exits/exit_interviews.h"
#include "engine/exits/follow_ups.h"
#include "engine/hr/hr_admit.h"
#include "http/hr_verbs.h"

/* Verbs on exit talks, and on what follows from them. */

/* What is followed up is of all areas. */
static int
admit_all_areas(struct hr_call *call, struct error *err)
{
	if (call->reader->scope.area[0] == '\0')
		return OB_OK;
	return error_set(err, OB_EDENIED,
	    "what is followed up is of all areas, and not of '%.100s' alone",
	    call->reader->scope.area);
}

static char *
back_to_follow_ups(const struct hr_call *call, const json_t *view)
{
	(void)call;
	(void)view;
	return memory_strdup("/hr/follow-ups");
}

/* NULL for what is left at "none". */
static const char *
reason_of(const struct hr_call *call, const char *field)
{
	const char *word = hr_form_value(call, field);

	return word == NULL || strcmp(word, "none") == 0 ? NULL : word;
}

/* The words of the fields "second" and "third" with a comma between; owned. */
static char *
others_of(const struct hr_call *call)
{
	const char *second = reason_of(call, "second");
	const char *third = reason_of(call, "third");

	return memory_printf(
	    "%s,%s", second == NULL ? "" : second, third == NULL ? "" : third);
}

static int
run_interview(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *others = others_of(call);
	const struct exit_interview_request request = {
	    .held = hr_form_value(call, "held"),
	    .interviewer = hr_form_value(call, "interviewer"),
	    .main = reason_of(call, "main_reason"),
	    .reasons = others,
	    .text = hr_form_value(call, "text")};

	int status = exit_interviews_record(hr_form_engine(call),
	    hr_form_actor(call), call->journey_id, &request, ret_view, err);

	(void)dry_run;
	/* Of a page, "main" is what the link past the menu leads to. */
	if (status != OB_OK && strcmp(err->field, "main") == 0)
		return error_name_field(err, "main_reason");
	return status;
}

static int
run_add(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct follow_up_request request = {
	    .period = hr_form_value(call, "period"),
	    .title = hr_form_value(call, "title"),
	    .owner = hr_form_value(call, "owner"),
	    .due = hr_form_value(call, "due")};

	(void)dry_run;
	return follow_ups_add(
	    hr_form_engine(call), hr_form_actor(call), &request, ret_view, err);
}

static int
run_finish(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return follow_ups_finish(hr_form_engine(call), hr_form_actor(call),
	    call->item_id, ret_view, err);
}

/* As exit_reason.h has them; nobody's is chosen before it is asked for. */
static const char *const reasons[] = {"none", "job-mismatch", "manager-support",
    "no-introduction", "workload", "professional-level", "economy",
    "work-environment", "pay", "career", "private", "other-reason", NULL};

static const struct hr_field interview_fields[] = {
    {"held", HR_FIELD_DAY, true, NULL},
    {"interviewer", HR_FIELD_LINE, false, NULL},
    {"main_reason", HR_FIELD_CHOICE, true, reasons},
    {"second", HR_FIELD_CHOICE, false, reasons},
    {"third", HR_FIELD_CHOICE, false, reasons},
    {"text", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field follow_up_fields[] = {
    {"period", HR_FIELD_LINE, true, NULL},
    {"title", HR_FIELD_LINE, true, NULL},
    {"owner", HR_FIELD_LINE, true, NULL},
    {"due", HR_FIELD_DAY, true, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_exits[] = {
    {HR_VERB_JOURNEY, {"exit-interview", FIELDS(interview_fields), false,
			  hr_verbs_admit, NULL, run_interview, hr_verbs_back}},
    {HR_VERB_FOLLOW_UPS,
	{"add-follow-up", FIELDS(follow_up_fields), false, admit_all_areas,
	    NULL, run_add, back_to_follow_ups}},
    {HR_VERB_FOLLOW_UP, {"finish-follow-up", NULL, 0, false, admit_all_areas,
			    NULL, run_finish, back_to_follow_ups}},
    {HR_VERB_JOURNEY, {.name = NULL}},
};
