/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/hr/hr_networks.h"
#include "engine/networks/networks.h"
#include "http/exchange.h"
#include "http/hr_form.h"
#include "http/hr_site.h"
#include "http/hr_verbs.h"
#include "http/network_sheet.h"
#include "http/site_private.h"

/* Leader networks below /hr: one of them, and its forms. */

#define FORM_MAX ((size_t)32 * 1024)

static int
make_sheet(struct hr_reader *reader, json_t **ret_view, struct error *err)
{
	int64_t id = 0;
	int status = hr_site_read_id(reader->exchange, "id", &id, err);

	return status == OB_OK ? hr_networks_view(hr_site_engine(reader),
				     &reader->scope, id, ret_view, err)
			       : status;
}

static void
show(struct exchange *exchange, void *arg)
{
	hr_site_give(arg, exchange, make_sheet, PAGE_TEMPLATE_NETWORK, NULL);
}

/* The sheet again, with why it was not done. */
static void
show_refused(struct hr_reader *reader, const struct error *why)
{
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;

	if (make_sheet(reader, &view, &err) != OB_OK) {
		hr_site_fail(reader, &err);
		return;
	}
	network_sheet_set_problem(hr_site_engine(reader), reader->exchange,
	    reader->scope.language, why, view);
	hr_site_show(reader, PAGE_TEMPLATE_NETWORK, network_sheet_status(why),
	    json_string_value(json_object_get(view, "title")), view);
}

static void
act(struct site *site, struct exchange *exchange, bool is_of_meeting)
{
	cleanup_(hr_site_release) struct hr_reader reader = {.site = site};
	struct page_network_form form = {0};
	cleanup_(memory_free_ptr) char *target = NULL;
	struct error err = ERROR_INIT;
	bool is_read;
	int status;

	if (hr_site_open(site, exchange, &reader) != OB_OK)
		return;
	status = network_sheet_read(exchange, is_of_meeting, &form, &err);
	is_read = status == OB_OK;
	if (status == OB_OK)
		status = hr_networks_admit(hr_site_engine(&reader),
		    &reader.scope, form.network_id, &err);
	if (status == OB_OK)
		status = page_network_act(hr_site_engine(&reader),
		    exchange_actor(exchange), &form, &err);
	target = memory_printf("/hr/networks/%" PRId64, form.network_id);
	if (status == OB_OK)
		hr_site_done(&reader, target);
	else if (is_read && network_sheet_is_refusal(&err))
		show_refused(&reader, &err);
	else
		hr_site_fail(&reader, &err);
}

static void
act_network(struct exchange *exchange, void *arg)
{
	act(arg, exchange, false);
}

static void
act_meeting(struct exchange *exchange, void *arg)
{
	act(arg, exchange, true);
}

static char *
back_to_network(const struct hr_call *call, const json_t *view)
{
	int64_t id = call->item_id;

	if (id == 0 && view != NULL)
		id = json_integer_value(
		    json_object_get(json_object_get(view, "network"), "id"));
	return id == 0 ? memory_strdup("/hr/networks")
		       : memory_printf("/hr/networks/%" PRId64, id);
}

static int
admit(struct hr_call *call, struct error *err)
{
	json_auto_t *values = NULL;
	int status = hr_networks_admit(
	    hr_form_engine(call), &call->reader->scope, call->item_id, err);

	if (status == OB_OK)
		status = hr_networks_values(hr_form_engine(call),
		    &call->reader->scope, call->item_id, &values, err);
	if (status == OB_OK)
		call->about = memory_strdup(
		    json_string_value(json_object_get(values, "name")));
	return status;
}

static int
fill_add(struct hr_call *call, json_t **ret_values, struct error *err)
{
	(void)err;
	*ret_values = json_pack(
	    "{s:s, s:s}", "welcomes", "all", "area", call->reader->scope.area);
	return OB_OK;
}

static int
fill_edit(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_networks_values(hr_form_engine(call), &call->reader->scope,
	    call->item_id, ret_values, err);
}

static const char *
text_of(const struct hr_call *call, const char *name)
{
	const char *text = hr_form_value(call, name);

	return text == NULL ? "" : text;
}

/* Who sees one area opens no network of others. */
static int
read_request(const struct hr_call *call, struct network_request *ret_request,
    struct error *err)
{
	const char *own = call->reader->scope.area;

	*ret_request = (struct network_request){
	    .name = text_of(call, "name"),
	    .about = text_of(call, "about"),
	    .welcomes = text_of(call, "welcomes"),
	    .area = text_of(call, "area"),
	    .level = text_of(call, "level"),
	    .contact = hr_form_value(call, "contact"),
	};
	if (own[0] != '\0' && strcmp(own, ret_request->area) != 0)
		return error_refuse(err, OB_EINVALID, "area", "days_other_area",
		    "you see to '%.100s' alone", own);
	return OB_OK;
}

static int
run_add(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct network_request request;
	int status = read_request(call, &request, err);

	(void)dry_run;
	return status == OB_OK
		   ? networks_add(hr_form_engine(call), hr_form_actor(call),
			 &request, ret_view, err)
		   : status;
}

static int
run_edit(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	struct network_request request;
	int status = read_request(call, &request, err);

	(void)dry_run;
	return status == OB_OK
		   ? networks_edit(hr_form_engine(call), hr_form_actor(call),
			 call->item_id, &request, ret_view, err)
		   : status;
}

static int
run_close(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return networks_close(hr_form_engine(call), hr_form_actor(call),
	    call->item_id, ret_view, err);
}

static const char *const welcomes[] = {"all", "new", "experienced", NULL};

static const struct hr_field fields[] = {
    {"name", HR_FIELD_LINE, true, NULL},
    {"about", HR_FIELD_TEXT, false, NULL},
    {"contact", HR_FIELD_LINE, true, NULL},
    {"welcomes", HR_FIELD_CHOICE, true, welcomes},
    {"area", HR_FIELD_LINE, false, NULL},
    {"level", HR_FIELD_LINE, false, NULL},
};

static const struct hr_form add_form = {"add-network", fields,
    ARRAY_LEN(fields), false, hr_verbs_admit_all, fill_add, run_add,
    back_to_network};
static const struct hr_form edit_form = {"edit-network", fields,
    ARRAY_LEN(fields), false, admit, fill_edit, run_edit, back_to_network};
static const struct hr_form close_form = {
    "close-network", NULL, 0, false, admit, NULL, run_close, back_to_network};

HR_FORM_HANDLERS(add, &add_form, NULL, NULL)
HR_FORM_HANDLERS(edit, &edit_form, NULL, "id")
HR_FORM_HANDLERS(close, &close_form, NULL, "id")

static const struct route routes[] = {
    {HTTP_GET, "/hr/networks/add-network", RIGHT_COORDINATOR, show_add, 0},
    {HTTP_POST, "/hr/networks/add-network", RIGHT_COORDINATOR, submit_add,
	FORM_MAX},
    {HTTP_GET, "/hr/networks/{id}", RIGHT_COORDINATOR, show, 0},
    {HTTP_GET, "/hr/networks/{id}/edit-network", RIGHT_COORDINATOR, show_edit,
	0},
    {HTTP_POST, "/hr/networks/{id}/edit-network", RIGHT_COORDINATOR,
	submit_edit, FORM_MAX},
    {HTTP_GET, "/hr/networks/{id}/close-network", RIGHT_COORDINATOR, show_close,
	0},
    {HTTP_POST, "/hr/networks/{id}/close-network", RIGHT_COORDINATOR,
	submit_close, FORM_MAX},
    {HTTP_POST, "/hr/networks/{id}/sheet/{verb}", RIGHT_COORDINATOR,
	act_network, FORM_MAX},
    {HTTP_POST, "/hr/networks/{id}/sheet/meetings/{meeting}/{verb}",
	RIGHT_COORDINATOR, act_meeting, FORM_MAX},
};

void
hr_network_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
