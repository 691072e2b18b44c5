/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/hr/hr_programmes.h"
#include "engine/programmes/programme_decisions.h"
#include "http/exchange.h"
#include "http/hr_form.h"
#include "http/hr_site.h"
#include "http/site_private.h"

/* Programmes to read and to compare, and who decided a version. */

#define FORM_MAX ((size_t)32 * 1024)

static int
make_list(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_programmes_view(
	    hr_site_engine(reader), &reader->scope, ret_view, err);
}

static int
make_version(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	return hr_programmes_version(hr_site_engine(reader), &reader->scope,
	    exchange_parameter(reader->exchange, "programme"),
	    exchange_parameter(reader->exchange, "version"), ret_view, err);
}

static int
make_comparison(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	const struct hr_programmes_pair pair = {
	    .id = exchange_parameter(reader->exchange, "programme"),
	    .from = exchange_query(reader->exchange, "from"),
	    .to = exchange_query(reader->exchange, "to")};

	return hr_programmes_comparison(
	    hr_site_engine(reader), &reader->scope, &pair, ret_view, err);
}

static void
show_list(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_list, PAGE_TEMPLATE_HR_PROGRAMMES,
	    "hr_title.programmes");
}

static void
show_version(struct exchange *exchange, void *arg)
{
	hr_site_give(
	    arg, exchange, make_version, PAGE_TEMPLATE_HR_PROGRAMME, NULL);
}

static void
show_comparison(struct exchange *exchange, void *arg)
{
	hr_site_give(
	    arg, exchange, make_comparison, PAGE_TEMPLATE_HR_COMPARISON, NULL);
}

static const char *
programme_of(const struct hr_call *call)
{
	return exchange_parameter(call->reader->exchange, "programme");
}

static int
find_decision(const struct hr_call *call, json_t **ret_view, struct error *err)
{
	return hr_programmes_decision(hr_form_engine(call),
	    &call->reader->scope, programme_of(call),
	    exchange_parameter(call->reader->exchange, "version"), ret_view,
	    err);
}

/* Programmes are decided for the whole municipality. */
static int
admit_decision(struct hr_call *call, struct error *err)
{
	json_auto_t *view = NULL;
	int status = find_decision(call, &view, err);

	if (status != OB_OK)
		return status;
	if (call->reader->scope.area[0] != '\0')
		return error_set(err, OB_EDENIED,
		    "who sees to '%.100s' alone decides no programmes",
		    call->reader->scope.area);
	call->item_id = json_integer_value(json_object_get(view, "version"));
	call->about =
	    memory_strdup(json_string_value(json_object_get(view, "title")));
	return OB_OK;
}

/* What is there already is shown to be changed. */
static int
fill_decision(struct hr_call *call, json_t **ret_values, struct error *err)
{
	json_auto_t *view = NULL;
	json_t *decision;
	int status = find_decision(call, &view, err);

	if (status != OB_OK)
		return status;
	decision = json_object_get(view, "decision");
	*ret_values =
	    json_is_null(decision) ? json_object() : json_incref(decision);
	return OB_OK;
}

static int
run_decision(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	const struct programme_decisions_request request = {
	    .programme = programme_of(call),
	    .version = (int)call->item_id,
	    .by = hr_form_value(call, "by"),
	    .decided = hr_form_value(call, "decided"),
	    .reason = hr_form_value(call, "reason")};

	(void)dry_run;
	return programme_decisions_set(
	    hr_form_engine(call), hr_form_actor(call), &request, ret_view, err);
}

static char *
back_to_version(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf(
	    "/hr/programmes/%s/%d", programme_of(call), (int)call->item_id);
}

static const struct hr_field decision_fields[] = {
    {"by", HR_FIELD_LINE, true, NULL},
    {"decided", HR_FIELD_DAY, false, NULL},
    {"reason", HR_FIELD_LINE, true, NULL},
};

static const struct hr_form decision_form = {"set-programme-decision",
    decision_fields, ARRAY_LEN(decision_fields), false, admit_decision,
    fill_decision, run_decision, back_to_version};

HR_FORM_HANDLERS(decision, &decision_form, NULL, NULL)

static const struct route routes[] = {
    {HTTP_GET, "/hr/programmes", RIGHT_FIGURES, show_list, 0},
    {HTTP_GET, "/hr/programmes/{programme}/{version}", RIGHT_FIGURES,
	show_version, 0},
    {HTTP_GET, "/hr/programmes/{programme}/comparison", RIGHT_FIGURES,
	show_comparison, 0},
    {HTTP_GET, "/hr/programmes/{programme}/{version}/decision",
	RIGHT_COORDINATOR, show_decision, 0},
    {HTTP_POST, "/hr/programmes/{programme}/{version}/decision",
	RIGHT_COORDINATOR, submit_decision, FORM_MAX},
};

void
hr_programme_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
