/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/hr/hr_handbook.h"
#include "engine/imports/handbook_removal.h"
#include "engine/programmes/handbook_care.h"
#include "http/exchange.h"
#include "http/hr_verbs.h"
#include "model/account.h"

/* Verbs on an entry of the handbook: its function has the first, too. */

static const char *
function_of(const struct hr_call *call)
{
	return exchange_parameter(call->reader->exchange, "function");
}

static int
fill_entry(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_handbook_entry(hr_form_engine(call), &call->reader->scope,
	    function_of(call), ret_values, err);
}

static const char *const contact_fields[] = {
    "contact_name", "contact_email", NULL};

static int
admit_entry(struct hr_call *call, struct error *err)
{
	json_auto_t *values = NULL;
	int status = fill_entry(call, &values, err);

	if (status != OB_OK)
		return status;
	call->about =
	    memory_strdup(json_string_value(json_object_get(values, "title")));
	if (json_is_true(json_object_get(values, "may_lack_contact")))
		call->optional = contact_fields;
	return OB_OK;
}

static int
run_entry(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct engine *engine = hr_form_engine(call);
	const struct handbook_care care = {.actor = hr_form_actor(call),
	    .person_id = call->reader->session->person_id,
	    .name = function_of(call),
	    .shown = hr_form_value(call, "shown"),
	    .dry_run = dry_run};
	const struct handbook_correction correction = {
	    .contact_name = hr_form_value(call, "contact_name"),
	    .contact_email = hr_form_value(call, "contact_email"),
	    .deputy_name = hr_form_value(call, "deputy_name"),
	    .deputy_email = hr_form_value(call, "deputy_email"),
	    .phone = hr_form_value(call, "phone"),
	    .mail = hr_form_value(call, "mail"),
	    .helps_da = hr_form_value(call, "helps_da"),
	    .helps_en = hr_form_value(call, "helps_en")};
	json_auto_t *corrected = NULL;
	json_t *difference = NULL;
	int status =
	    handbook_care_correct(engine, &care, &correction, &corrected, err);

	if (status == OB_OK)
		status = hr_handbook_difference(
		    engine, &call->reader->scope, corrected, &difference, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "entry", difference);
	return status;
}

static int
run_removal(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct handbook_removal removal = {
	    .name = function_of(call), .place = {"", ""}, .dry_run = dry_run};

	return handbook_removal_run(
	    hr_form_engine(call), hr_form_actor(call), &removal, ret_view, err);
}

static char *
back_to_handbook(const struct hr_call *call, const json_t *view)
{
	(void)call;
	(void)view;
	return memory_strdup("/hr/handbook");
}

static const struct hr_field entry_fields[] = {
    {"shown", HR_FIELD_SHOWN, false, NULL},
    {"contact_name", HR_FIELD_LINE, true, NULL},
    {"contact_email", HR_FIELD_ADDRESS, true, NULL},
    {"deputy_name", HR_FIELD_LINE, false, NULL},
    {"deputy_email", HR_FIELD_ADDRESS, false, NULL},
    {"phone", HR_FIELD_LINE, false, NULL},
    {"mail", HR_FIELD_ADDRESS, false, NULL},
    {"helps_da", HR_FIELD_MARKDOWN, true, NULL},
    {"helps_en", HR_FIELD_MARKDOWN, true, NULL},
};

const struct hr_verb hr_verbs_of_handbook[] = {
    {HR_VERB_ENTRY, {"edit-entry", entry_fields, ARRAY_LEN(entry_fields), true,
			admit_entry, fill_entry, run_entry, back_to_handbook}},
    {HR_VERB_ENTRY, {"remove-entry", NULL, 0, true, admit_entry, NULL,
			run_removal, back_to_handbook}},
    {HR_VERB_ENTRY, {.name = NULL}},
};
