/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/hr/hr_cohorts.h"
#include "http/exchange.h"
#include "http/hr_form.h"
#include "http/hr_site.h"
#include "http/hr_verbs.h"
#include "http/site_private.h"

/* Cohorts below /hr: one of them, who opens one, and who is nominated. */

#define FORM_MAX ((size_t)32 * 1024)

static int
make_cohort(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int64_t id = 0;
	int status = hr_site_read_id(reader->exchange, "id", &id, err);

	return status == OB_OK ? hr_cohorts_view(hr_site_engine(reader),
				     &reader->scope, id, ret_view, err)
			       : status;
}

static void
show(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_cohort, PAGE_TEMPLATE_HR_COHORT, NULL);
}

/* The cohort's page, of one that was just opened, too. */
static char *
back_to_cohort(const struct hr_call *call, const json_t *view)
{
	int64_t id = call->journey_id;

	if (id == 0 && view != NULL)
		id = json_integer_value(
		    json_object_get(json_object_get(view, "cohort"), "id"));
	return id == 0 ? memory_strdup("/hr/cohorts")
		       : memory_printf("/hr/cohorts/%" PRId64, id);
}

/* An account of one area cannot choose another. */
static int
fill_add(struct hr_call *call, json_t **ret_values, struct error *err)
{
	(void)err;
	*ret_values = json_pack("{s:s}", "area", call->reader->scope.area);
	return OB_OK;
}

static int
run_add(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const char *own = call->reader->scope.area;
	const char *area = hr_form_value(call, "area");
	const struct cohort_request request = {
	    .name = hr_form_value(call, "name"),
	    .start = hr_form_value(call, "start"),
	    .opened = hr_form_value(call, "opened"),
	    .coordinator = hr_form_value(call, "coordinator"),
	    .programme = hr_form_value(call, "programme"),
	    .area = area};
	int status;

	(void)dry_run;
	if (own[0] != '\0' && (area == NULL || strcmp(own, area) != 0))
		return error_refuse(err, OB_EINVALID, "area",
		    "cohort_other_area", "you see to '%.100s' alone", own);
	status = cohorts_add(
	    hr_form_engine(call), hr_form_actor(call), &request, ret_view, err);
	/* Of a form it is a field that is wrong, and no page that is not there.
	 */
	return status == OB_ENOTFOUND
		   ? error_refuse(err, OB_EINVALID, "programme",
			 "cohort_programme",
			 "'%.100s' is no programme of a cohort",
			 request.programme == NULL ? "" : request.programme)
		   : status;
}

static int
admit(struct hr_call *call, struct error *err)
{
	return hr_cohorts_admit(hr_form_engine(call), &call->reader->scope,
	    call->journey_id, &call->about, err);
}

static int
run_nominate(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct nomination_request request = {
	    .name = hr_form_value(call, "name"),
	    .email = hr_form_value(call, "email"),
	    .manager = hr_form_value(call, "manager"),
	    .language = hr_form_value(call, "language")};

	(void)dry_run;
	return nominations_add(hr_form_engine(call), hr_form_actor(call),
	    call->journey_id, &request, ret_view, err);
}

static int
find_nominee(const struct hr_call *call, struct hr_cohorts_nominee *ret_nominee,
    struct error *err)
{
	return hr_cohorts_nominee(hr_form_engine(call), &call->reader->scope,
	    call->journey_id, call->item_id, ret_nominee, err);
}

static int
admit_nominee(struct hr_call *call, struct error *err)
{
	cleanup_(
	    hr_cohorts_nominee_release) struct hr_cohorts_nominee nominee = {
	    .name = NULL};
	int status = find_nominee(call, &nominee, err);

	if (status == OB_OK)
		call->about = memory_strdup(nominee.name);
	return status;
}

/* Who has not answered yet. */
static int
fill_accept(struct hr_call *call, json_t **ret_values, struct error *err)
{
	cleanup_(
	    hr_cohorts_nominee_release) struct hr_cohorts_nominee nominee = {
	    .name = NULL};
	int status = find_nominee(call, &nominee, err);

	if (status == OB_OK)
		*ret_values = json_pack("{s:s}", "by", nominee.asked);
	return status;
}

static int
run_accept(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	cleanup_(
	    hr_cohorts_nominee_release) struct hr_cohorts_nominee nominee = {
	    .name = NULL};
	struct nomination_answer answer = {
	    .by = hr_form_value(call, "by"), .at = hr_form_value(call, "at")};
	int status = find_nominee(call, &nominee, err);

	(void)dry_run;
	answer.email = nominee.email;
	return status == OB_OK ? nominations_accept(hr_form_engine(call),
				     hr_form_actor(call), call->journey_id,
				     &answer, ret_view, err)
			       : status;
}

static int
run_withdraw(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	cleanup_(
	    hr_cohorts_nominee_release) struct hr_cohorts_nominee nominee = {
	    .name = NULL};
	struct nomination_answer answer = {
	    .reason = hr_form_value(call, "reason")};
	int status = find_nominee(call, &nominee, err);

	(void)dry_run;
	answer.email = nominee.email;
	return status == OB_OK ? nominations_withdraw(hr_form_engine(call),
				     hr_form_actor(call), call->journey_id,
				     &answer, ret_view, err)
			       : status;
}

static const char *const languages[] = {"", "da", "en", NULL};
static const char *const sides[] = {"participant", "manager", NULL};

static const struct hr_field add_fields[] = {
    {"name", HR_FIELD_LINE, true, NULL},
    {"start", HR_FIELD_DAY, true, NULL},
    {"opened", HR_FIELD_DAY, false, NULL},
    {"area", HR_FIELD_LINE, false, NULL},
    {"coordinator", HR_FIELD_LINE, false, NULL},
    {"programme", HR_FIELD_LINE, false, NULL},
};
static const struct hr_field nominate_fields[] = {
    {"name", HR_FIELD_LINE, true, NULL},
    {"email", HR_FIELD_ADDRESS, true, NULL},
    {"manager", HR_FIELD_LINE, true, NULL},
    {"language", HR_FIELD_CHOICE, false, languages},
};
static const struct hr_field accept_fields[] = {
    {"by", HR_FIELD_CHOICE, true, sides},
    {"at", HR_FIELD_MOMENT, false, NULL},
};
static const struct hr_field withdraw_fields[] = {
    {"reason", HR_FIELD_TEXT, false, NULL},
};

#define FIELDS(list) list, ARRAY_LEN(list)

static const struct hr_form add_form = {"add-cohort", FIELDS(add_fields), false,
    hr_verbs_admit_all, fill_add, run_add, back_to_cohort};
static const struct hr_form nominate_form = {"nominate",
    FIELDS(nominate_fields), false, admit, NULL, run_nominate, back_to_cohort};
static const struct hr_form accept_form = {"accept-nomination",
    FIELDS(accept_fields), false, admit_nominee, fill_accept, run_accept,
    back_to_cohort};
static const struct hr_form withdraw_form = {"withdraw-nomination",
    FIELDS(withdraw_fields), false, admit_nominee, NULL, run_withdraw,
    back_to_cohort};

HR_FORM_HANDLERS(add, &add_form, NULL, NULL)
HR_FORM_HANDLERS(nominate, &nominate_form, "id", NULL)
HR_FORM_HANDLERS(accept, &accept_form, "id", "item")
HR_FORM_HANDLERS(withdraw, &withdraw_form, "id", "item")

static const struct route routes[] = {
    {HTTP_GET, "/hr/cohorts/add-cohort", RIGHT_COORDINATOR, show_add, 0},
    {HTTP_POST, "/hr/cohorts/add-cohort", RIGHT_COORDINATOR, submit_add,
	FORM_MAX},
    {HTTP_GET, "/hr/cohorts/{id}", RIGHT_COORDINATOR, show, 0},
    {HTTP_GET, "/hr/cohorts/{id}/nominate", RIGHT_COORDINATOR, show_nominate,
	0},
    {HTTP_POST, "/hr/cohorts/{id}/nominate", RIGHT_COORDINATOR, submit_nominate,
	FORM_MAX},
    {HTTP_GET, "/hr/cohorts/{id}/nominations/{item}/accept", RIGHT_COORDINATOR,
	show_accept, 0},
    {HTTP_POST, "/hr/cohorts/{id}/nominations/{item}/accept", RIGHT_COORDINATOR,
	submit_accept, FORM_MAX},
    {HTTP_GET, "/hr/cohorts/{id}/nominations/{item}/withdraw",
	RIGHT_COORDINATOR, show_withdraw, 0},
    {HTTP_POST, "/hr/cohorts/{id}/nominations/{item}/withdraw",
	RIGHT_COORDINATOR, submit_withdraw, FORM_MAX},
};

void
hr_cohort_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
