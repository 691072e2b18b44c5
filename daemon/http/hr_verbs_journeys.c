/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/hr/hr_leader.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "http/exchange.h"
#include "http/hr_verbs.h"

/* Verbs on one journey, and the one that begins it. */

static int
run_first_day(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct first_day_request request = {
	    .to = hr_form_value(call, "to"),
	    .reason = hr_form_value(call, "reason"),
	    .dry_run = dry_run};

	return journeys_move_first_day(hr_form_engine(call),
	    hr_form_actor(call), call->journey_id, &request, ret_view, err);
}

static int
run_pause(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct pause_request request = {
	    .from = hr_form_value(call, "from"),
	    .to = hr_form_value(call, "to"),
	    .reason = hr_form_value(call, "reason"),
	    .dry_run = dry_run};

	return journeys_pause(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static int
run_resume(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct resume_request request = {.on = hr_form_value(call, "on"),
	    .reason = hr_form_value(call, "reason"),
	    .dry_run = dry_run};

	return journeys_resume(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static int
run_end(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct end_request request = {
	    .last_day = hr_form_value(call, "last_day"),
	    .reason = hr_form_value(call, "reason"),
	    .dry_run = dry_run};

	return journeys_end_employment(hr_form_engine(call),
	    hr_form_actor(call), call->journey_id, &request, ret_view, err);
}

static int
run_cancel(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return journeys_cancel(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, hr_form_value(call, "reason"), ret_view, err);
}

static int
run_log_call(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct call_request request = {.at = hr_form_value(call, "at"),
	    .minutes = hr_form_number(call, "minutes", 0)};

	(void)dry_run;
	return leaders_log_call(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

/* Nobody at all takes the role from whoever has it. */
static int
run_assign(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const char *person = hr_form_value(call, "person");
	const struct assign_request request = {
	    .role = hr_form_value(call, "role"),
	    .person = person == NULL ? "" : person,
	    .reason = hr_form_value(call, "reason")};

	(void)dry_run;
	return leaders_assign(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

/* The role that the link names. */
static int
fill_assign(struct hr_call *call, json_t **ret_values, struct error *err)
{
	const char *role = exchange_query(call->reader->exchange, "role");

	(void)err;
	*ret_values = json_pack("{s:s}", "role", role == NULL ? "" : role);
	return OB_OK;
}

/* What an empty field means where the old value was sent with the form. */
static const char *
fact(const struct hr_call *call, const char *name)
{
	const char *value = hr_form_value(call, name);

	return value == NULL ? "" : value;
}

static int
run_edit(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct edit_leader_request request = {.facts = JOURNEY_FACTS_NONE,
	    .reason = hr_form_value(call, "reason"),
	    .dry_run = dry_run};

	request.facts.recruitment = hr_form_value(call, "recruitment");
	request.facts.title = fact(call, "title");
	request.facts.workplace = fact(call, "workplace");
	request.facts.level = fact(call, "level");
	request.facts.addresses =
	    hr_form_number(call, "addresses", JOURNEY_FACTS_UNSAID);
	request.facts.employees =
	    hr_form_number(call, "employees", JOURNEY_FACTS_UNSAID);
	request.facts.professional_groups =
	    hr_form_number(call, "professional_groups", JOURNEY_FACTS_UNSAID);
	/* Who sees one area cannot hand a journey to another. */
	if (call->reader->scope.area[0] == '\0')
		request.facts.area = fact(call, "area");
	return journeys_edit(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static void
copy_number(const json_t *leader, const char *name, json_t *values)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT,
	    json_integer_value(json_object_get(leader, name)));
	(void)json_object_set_new(values, name, json_string(text));
}

static int
fill_edit(struct hr_call *call, json_t **ret_values, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *leader;
	json_t *values;
	int status = hr_leader_view(hr_form_engine(call), &call->reader->scope,
	    call->journey_id, &view, err);

	if (status != OB_OK)
		return status;
	leader = json_object_get(view, "leader");
	values = json_copy(leader);
	copy_number(leader, "addresses", values);
	copy_number(leader, "employees", values);
	copy_number(leader, "professional_groups", values);
	*ret_values = values;
	return OB_OK;
}

static int
fill_first_day(struct hr_call *call, json_t **ret_values, struct error *err)
{
	json_auto_t *view = NULL;
	int status = hr_leader_view(hr_form_engine(call), &call->reader->scope,
	    call->journey_id, &view, err);

	if (status == OB_OK)
		*ret_values = json_pack("{s:O}", "to",
		    json_object_get(
			json_object_get(view, "leader"), "first_day_iso"));
	return status;
}

static int
run_new(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const char *area = call->reader->scope.area;
	const struct leader_request request = {
	    .name = hr_form_value(call, "name"),
	    .email = hr_form_value(call, "email"),
	    .first_day = hr_form_value(call, "first_day"),
	    .accepted = hr_form_value(call, "accepted"),
	    .manager = hr_form_value(call, "manager"),
	    .mentor = hr_form_value(call, "mentor"),
	    .hiring_leader = hr_form_value(call, "hiring_leader"),
	    .coordinator = hr_form_value(call, "coordinator"),
	    .work_email = hr_form_value(call, "work_email"),
	    .phone = hr_form_value(call, "phone"),
	    .title = hr_form_value(call, "title"),
	    .area = area[0] == '\0' ? hr_form_value(call, "area") : area,
	    .workplace = hr_form_value(call, "workplace"),
	    .recruitment = hr_form_value(call, "recruitment"),
	    .level = hr_form_value(call, "level"),
	    .addresses = hr_form_number(call, "addresses", 0),
	    .employees = hr_form_number(call, "employees", 0),
	    .professional_groups =
		hr_form_number(call, "professional_groups", 0),
	    .language = hr_form_value(call, "language"),
	    .late = hr_form_value(call, "late"),
	    .dry_run = dry_run};

	return leaders_add(
	    hr_form_engine(call), hr_form_actor(call), &request, ret_view, err);
}

/* An account of one area cannot choose another. */
static int
fill_new(struct hr_call *call, json_t **ret_values, struct error *err)
{
	(void)err;
	*ret_values = json_pack("{s:s, s:s}", "area", call->reader->scope.area,
	    "recruitment", "external");
	return OB_OK;
}

/* The page of who was added. */
static char *
back_from_new(const struct hr_call *call, const json_t *view)
{
	(void)call;
	if (view == NULL)
		return memory_strdup("/hr");
	return memory_printf("/hr/leaders/%" PRId64,
	    (int64_t)json_integer_value(
		json_object_get(json_object_get(view, "leader"), "id")));
}

static const char *const recruitments[] = {"external", "internal", NULL};
static const char *const languages[] = {"", "da", "en", NULL};
static const char *const late_choices[] = {"", "now", "done", "skip", NULL};
static const char *const assigned_roles[] = {"manager", "mentor",
    "hiring_leader", "coordinator", "director", "local_admin", "network_lead",
    "function:it", "function:legal", "function:hr", "function:recruitment",
    "function:payroll", "function:management_information",
    "function:procurement", "function:finance", "function:facilities", NULL};

static const struct hr_field first_day_fields[] = {
    {"to", HR_FIELD_DAY, true, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field pause_fields[] = {
    {"from", HR_FIELD_DAY, true, NULL},
    {"to", HR_FIELD_DAY, true, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field resume_fields[] = {
    {"on", HR_FIELD_DAY, false, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field end_fields[] = {
    {"last_day", HR_FIELD_DAY, true, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field cancel_fields[] = {
    {"reason", HR_FIELD_TEXT, true, NULL},
};

static const struct hr_field call_fields[] = {
    {"at", HR_FIELD_MOMENT, true, NULL},
    {"minutes", HR_FIELD_NUMBER, true, NULL},
};

static const struct hr_field assign_fields[] = {
    {"role", HR_FIELD_CHOICE, true, assigned_roles},
    {"person", HR_FIELD_LINE, false, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field edit_fields[] = {
    {"title", HR_FIELD_LINE, false, NULL},
    {"workplace", HR_FIELD_LINE, false, NULL},
    {"area", HR_FIELD_LINE, false, NULL},
    {"level", HR_FIELD_LINE, false, NULL},
    {"recruitment", HR_FIELD_CHOICE, true, recruitments},
    {"addresses", HR_FIELD_NUMBER, false, NULL},
    {"employees", HR_FIELD_NUMBER, false, NULL},
    {"professional_groups", HR_FIELD_NUMBER, false, NULL},
    {"reason", HR_FIELD_TEXT, false, NULL},
};

static const struct hr_field new_fields[] = {
    {"name", HR_FIELD_LINE, true, NULL},
    {"email", HR_FIELD_ADDRESS, true, NULL},
    {"first_day", HR_FIELD_DAY, true, NULL},
    {"manager", HR_FIELD_LINE, true, NULL},
    {"accepted", HR_FIELD_DAY, false, NULL},
    {"title", HR_FIELD_LINE, false, NULL},
    {"workplace", HR_FIELD_LINE, false, NULL},
    {"area", HR_FIELD_LINE, false, NULL},
    {"recruitment", HR_FIELD_CHOICE, true, recruitments},
    {"mentor", HR_FIELD_LINE, false, NULL},
    {"hiring_leader", HR_FIELD_LINE, false, NULL},
    {"coordinator", HR_FIELD_LINE, false, NULL},
    {"work_email", HR_FIELD_ADDRESS, false, NULL},
    {"phone", HR_FIELD_LINE, false, NULL},
    {"level", HR_FIELD_LINE, false, NULL},
    {"addresses", HR_FIELD_NUMBER, false, NULL},
    {"employees", HR_FIELD_NUMBER, false, NULL},
    {"professional_groups", HR_FIELD_NUMBER, false, NULL},
    {"language", HR_FIELD_CHOICE, false, languages},
    {"late", HR_FIELD_CHOICE, false, late_choices},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_journeys[] = {
    {HR_VERB_JOURNEY,
	{"first-day", FIELDS(first_day_fields), true, hr_verbs_admit,
	    fill_first_day, run_first_day, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"edit", FIELDS(edit_fields), true, hr_verbs_admit,
			  fill_edit, run_edit, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"pause", FIELDS(pause_fields), true, hr_verbs_admit,
			  NULL, run_pause, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"resume", FIELDS(resume_fields), true, hr_verbs_admit,
			  NULL, run_resume, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"end-employment", FIELDS(end_fields), true,
			  hr_verbs_admit, NULL, run_end, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"cancel", FIELDS(cancel_fields), false, hr_verbs_admit,
			  NULL, run_cancel, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"log-call", FIELDS(call_fields), false, hr_verbs_admit,
			  NULL, run_log_call, hr_verbs_back}},
    {HR_VERB_JOURNEY, {"assign", FIELDS(assign_fields), false, hr_verbs_admit,
			  fill_assign, run_assign, hr_verbs_back}},
    {HR_VERB_JOURNEY, {.name = NULL}},
};

const struct hr_form hr_verbs_new_leader = {"new", FIELDS(new_fields), true,
    hr_verbs_admit_all, fill_new, run_new, back_from_new};
