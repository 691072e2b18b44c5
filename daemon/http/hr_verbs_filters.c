/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/hr/hr_filter.h"
#include "engine/hr/hr_saved.h"
#include "http/hr_verbs.h"
#include "model/account.h"

/* Filters of the board that somebody saves under names. */

static struct hr_saved_owner
owner_of(const struct hr_call *call)
{
	return (struct hr_saved_owner){
	    .person_id = call->reader->session->person_id,
	    .actor = hr_form_actor(call)};
}

/* The filter is the reader's own. */
static int
admit_owner(struct hr_call *call, struct error *err)
{
	json_auto_t *saved = NULL;
	int status = hr_saved_find(hr_form_engine(call),
	    call->reader->session->person_id, call->item_id, &saved, err);

	if (status == OB_OK)
		call->about = memory_strdup(
		    json_string_value(json_object_get(saved, "name")));
	return status;
}

/* What the board showed when the reader asked to save it. */
static int
fill_save(struct hr_call *call, json_t **ret_values, struct error *err)
{
	struct hr_board_filter given = hr_site_board_filter(call->reader);
	cleanup_(hr_filter_release) struct hr_filter filter = {0};
	int status;

	given.page = NULL; /* no part of what is saved */
	status = hr_filter_read(&given, &filter, err);
	if (status == OB_OK)
		*ret_values = hr_filter_view(&filter);
	return status;
}

static int
run_save(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct hr_saved_owner owner = owner_of(call);
	const struct hr_board_filter filter = {
	    .area = hr_form_value(call, "area"),
	    .state = hr_form_value(call, "state"),
	    .kind = hr_form_value(call, "kind"),
	    .phase = hr_form_value(call, "phase"),
	    .flag = hr_form_value(call, "flag"),
	    .manager = hr_form_value(call, "manager"),
	    .text = hr_form_value(call, "text")};

	(void)dry_run;
	(void)ret_view;
	return hr_saved_add(hr_form_engine(call), &owner,
	    hr_form_value(call, "name"), &filter, err);
}

static int
fill_rename(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_saved_find(hr_form_engine(call),
	    call->reader->session->person_id, call->item_id, ret_values, err);
}

static int
run_rename(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct hr_saved_owner owner = owner_of(call);

	(void)dry_run;
	(void)ret_view;
	return hr_saved_rename(hr_form_engine(call), &owner, call->item_id,
	    hr_form_value(call, "name"), err);
}

static int
run_remove(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct hr_saved_owner owner = owner_of(call);

	(void)dry_run;
	(void)ret_view;
	return hr_saved_remove(
	    hr_form_engine(call), &owner, call->item_id, err);
}

static char *
back_to_board(const struct hr_call *call, const json_t *view)
{
	(void)call;
	(void)view;
	return memory_strdup("/hr");
}

static const struct hr_field save_fields[] = {
    {"name", HR_FIELD_LINE, true, NULL},
    {"area", HR_FIELD_HIDDEN, false, NULL},
    {"state", HR_FIELD_HIDDEN, false, NULL},
    {"kind", HR_FIELD_HIDDEN, false, NULL},
    {"phase", HR_FIELD_HIDDEN, false, NULL},
    {"flag", HR_FIELD_HIDDEN, false, NULL},
    {"manager", HR_FIELD_HIDDEN, false, NULL},
    {"text", HR_FIELD_HIDDEN, false, NULL},
};

static const struct hr_field name_fields[] = {
    {"name", HR_FIELD_LINE, true, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_filters[] = {
    {HR_VERB_BOARD,
	{"save-filter", FIELDS(save_fields), false, hr_verbs_admit_all,
	    fill_save, run_save, back_to_board}},
    {HR_VERB_FILTER, {"rename-filter", FIELDS(name_fields), false, admit_owner,
			 fill_rename, run_rename, back_to_board}},
    {HR_VERB_FILTER, {"remove-filter", NULL, 0, false, admit_owner, NULL,
			 run_remove, back_to_board}},
    {HR_VERB_FILTER, {.name = NULL}},
};
