/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/answers/proposals.h"
#include "engine/answers/received.h"
#include "engine/hr/hr_admit.h"
#include "engine/hr/hr_people.h"
#include "engine/outbox/outbox.h"
#include "engine/roles/people_edit.h"
#include "http/hr_verbs.h"

/* Verbs on mails, on what came in, and on a person's addresses. */

static int
admit_mail(struct hr_call *call, struct error *err)
{
	return hr_admit_mail(
	    hr_form_engine(call), &call->reader->scope, call->item_id, err);
}

static int
admit_received(struct hr_call *call, struct error *err)
{
	return hr_admit_received(
	    hr_form_engine(call), &call->reader->scope, call->item_id, err);
}

static int
admit_person(struct hr_call *call, struct error *err)
{
	json_auto_t *person = NULL;
	int status = hr_admit_person(
	    hr_form_engine(call), &call->reader->scope, call->item_id, err);

	if (status == OB_OK)
		status = hr_people_show(
		    hr_form_engine(call), call->item_id, &person, err);
	if (status == OB_OK)
		call->is_locked =
		    json_is_true(json_object_get(person, "may_sign_in"));
	return status;
}

static char *
back_to_mail(const struct hr_call *call, const json_t *view)
{
	(void)call;
	(void)view;
	return memory_strdup("/hr/mail");
}

static char *
back_to_needs(const struct hr_call *call, const json_t *view)
{
	(void)call;
	(void)view;
	return memory_strdup("/hr/needs");
}

static char *
back_to_people(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf("/hr/people#row-%" PRId64, call->item_id);
}

typedef int outbox_fn(struct engine *engine,
    const struct outbox_request *request, json_t **ret_view, struct error *err);

static int
run_mail(
    struct hr_call *call, outbox_fn *verb, json_t **ret_view, struct error *err)
{
	const struct outbox_request request = {.actor = hr_form_actor(call),
	    .id = call->item_id,
	    .reason = hr_form_value(call, "reason")};

	return verb(hr_form_engine(call), &request, ret_view, err);
}

static int
run_hold(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return run_mail(call, outbox_hold, ret_view, err);
}

static int
run_retry(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return run_mail(call, outbox_retry, ret_view, err);
}

static int
run_cancel(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return run_mail(call, outbox_cancel, ret_view, err);
}

static int
run_answer(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const char *answer = hr_form_value(call, "answer");
	const struct proposal_answer given = {.actor = hr_form_actor(call),
	    .id = call->item_id,
	    .is_accepted = answer != NULL && strcmp(answer, "yes") == 0,
	    .reason = hr_form_value(call, "reason")};

	(void)dry_run;
	return proposals_answer(hr_form_engine(call), &given, ret_view, err);
}

static int
run_settle(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return received_settle(hr_form_engine(call), hr_form_actor(call),
	    call->item_id, hr_form_value(call, "note"), ret_view, err);
}

static int
fill_person(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_people_show(
	    hr_form_engine(call), call->item_id, ret_values, err);
}

static int
run_person(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	json_auto_t *before = NULL;
	const struct person_edit edit = {.email = hr_form_value(call, "email"),
	    .work_email = hr_form_value(call, "work_email"),
	    .phone = hr_form_value(call, "phone")};
	int status =
	    hr_people_show(hr_form_engine(call), call->item_id, &before, err);

	(void)dry_run;
	if (status != OB_OK)
		return status;
	return people_edit(hr_form_engine(call), hr_form_actor(call),
	    json_string_value(json_object_get(before, "email")), &edit,
	    ret_view, err);
}

static const char *const yes_no[] = {"yes", "no", NULL};

static const struct hr_field reason_fields[] = {
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field answer_fields[] = {
    {"answer", HR_FIELD_CHOICE, true, yes_no},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field settle_fields[] = {
    {"note", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field person_fields[] = {
    {"email", HR_FIELD_ADDRESS, true, NULL},
    {"work_email", HR_FIELD_ADDRESS, false, NULL},
    {"phone", HR_FIELD_LINE, false, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_papers[] = {
    {HR_VERB_MAIL, {"hold", FIELDS(reason_fields), false, admit_mail, NULL,
		       run_hold, back_to_mail}},
    {HR_VERB_MAIL, {"retry", FIELDS(reason_fields), false, admit_mail, NULL,
		       run_retry, back_to_mail}},
    {HR_VERB_MAIL, {"cancel-mail", FIELDS(reason_fields), false, admit_mail,
		       NULL, run_cancel, back_to_mail}},
    {HR_VERB_RECEIVED, {"answer", FIELDS(answer_fields), false, admit_received,
			   NULL, run_answer, back_to_needs}},
    {HR_VERB_RECEIVED, {"settle", FIELDS(settle_fields), false, admit_received,
			   NULL, run_settle, back_to_needs}},
    {HR_VERB_PERSON, {"edit-person", FIELDS(person_fields), false, admit_person,
			 fill_person, run_person, back_to_people}},
    {HR_VERB_MAIL, {.name = NULL}},
};
