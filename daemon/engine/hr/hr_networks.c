/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_networks.h"

#include <inttypes.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/hr/hr_list_rows.h"
#include "engine/networks/network_case.h"
#include "engine/pages/page_network.h"
#include "engine/pages/page_networks.h"
#include "store/network_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"

static int
find(struct engine *engine, const struct hr_scope *scope, int64_t id,
    struct network *ret_network, struct error *err)
{
	int status = network_store_find(engine->store, id, ret_network, err);

	if (status == OB_ENOTFOUND ||
	    (status == OB_OK && !hr_scope_reads(scope, ret_network->area)))
		return error_set(
		    err, OB_ENOTFOUND, "there is no network %" PRId64, id);
	return status;
}

int
hr_networks_admit(struct engine *engine, const struct hr_scope *scope,
    int64_t id, struct error *err)
{
	cleanup_(network_store_release) struct network network = {0};
	int status = find(engine, scope, id, &network, err);

	if (status == OB_OK && !hr_scope_sees_to(scope, network.area))
		return error_set(err, OB_EDENIED,
		    "the network '%.100s' is for all areas", network.name);
	return status;
}

int
hr_networks_view(struct engine *engine, const struct hr_scope *scope,
    int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(network_store_release) struct network network = {0};
	cleanup_(memory_free_ptr) char *base =
	    memory_printf("/hr/networks/%" PRId64 "/sheet", id);
	struct page_network_place place = {
	    .network_id = id, .language = scope->language, .base_url = base};
	int status = find(engine, scope, id, &network, err);

	if (status != OB_OK)
		return status;
	place.can_change = hr_scope_sees_to(scope, network.area);
	status = page_network_view(engine, &place, ret_view, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(*ret_view, "is_hr", json_true());
	(void)json_object_set_new(
	    *ret_view, "back_url", json_string("/hr/networks"));
	return OB_OK;
}

int
hr_networks_values(struct engine *engine, const struct hr_scope *scope,
    int64_t id, json_t **ret_values, struct error *err)
{
	cleanup_(network_store_release) struct network network = {0};
	cleanup_(person_store_release) struct person contact = {0};
	cleanup_(memory_free_ptr) char *text = NULL;
	int status = find(engine, scope, id, &network, err);

	if (status == OB_OK)
		status = person_store_find(
		    engine->store, network.contact_id, &contact, err);
	if (status != OB_OK)
		return status;
	text = memory_printf("%s <%s>", contact.name, contact.email);
	*ret_values = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "name",
	    network.name, "about", network.about, "welcomes", network.welcomes,
	    "area", network.area, "level", network.level, "contact", text);
	return OB_OK;
}

static int
add_row(struct hr_list *list, const struct network *network, struct error *err)
{
	cleanup_(network_case_release) struct network_case found = {
	    .engine = NULL};
	const struct catalogue *catalogue =
	    list->engine->catalogues[list->scope->language];
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/networks/%" PRId64, network->id);
	cleanup_(memory_free_ptr) char *for_whom = NULL;
	cleanup_(memory_free_ptr) char *next = NULL;
	json_t *row = hr_list_row(list, network->id);
	int status;

	if (row == NULL)
		return OB_OK;
	status = network_case_load(list->engine, network->id, &found, err);
	if (status != OB_OK)
		return status;
	for_whom = page_networks_for_whom(catalogue, &found);
	if (network->closed_at != INSTANT_NONE)
		next = memory_strdup(
		    catalogue_get(catalogue, "page.network_closed"));
	else if (network_case_next(&found) != NULL)
		next = page_networks_when(
		    list->scope->language, network_case_next(&found));
	hr_list_cell(list, row, network->name, url);
	hr_list_cell(list, row, for_whom, NULL);
	hr_list_cell(list, row,
	    network_case_person(&found, network->contact_id)->name, NULL);
	hr_list_number(list, row,
	    network_case_count_members(&found, core_today(list->engine)));
	hr_list_cell(list, row, next, NULL);
	return OB_OK;
}

int
hr_networks_list(struct hr_list *list, struct error *err)
{
	struct network *networks = NULL;
	size_t count = 0;
	int status =
	    network_store_list(list->engine->store, &networks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (hr_scope_reads(list->scope, networks[i].area))
			status = add_row(list, &networks[i], err);
	}
	network_store_free(networks, count);
	return status;
}

static int
add_abandoned(struct engine *engine, const struct network *network,
    json_t *items, struct error *err)
{
	cleanup_(person_store_release) struct person contact = {0};
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/networks/%" PRId64 "/edit-network", network->id);
	bool has_left = false;
	int status =
	    page_networks_has_left(engine, network->contact_id, &has_left, err);

	if (status != OB_OK || !has_left)
		return status;
	status = person_store_find(
	    engine->store, network->contact_id, &contact, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    items, json_pack("{s:s, s:s, s:s}", "title", network->name,
			       "person", contact.name, "url", url));
	return status;
}

int
hr_networks_abandoned(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_items, struct error *err)
{
	struct network *networks = NULL;
	json_auto_t *items = json_array();
	size_t count = 0;
	int status = network_store_list(engine->store, &networks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (networks[i].closed_at == INSTANT_NONE &&
		    hr_scope_sees_to(scope, networks[i].area))
			status =
			    add_abandoned(engine, &networks[i], items, err);
	}
	network_store_free(networks, count);
	if (status == OB_OK)
		*ret_items = json_incref(items);
	return status;
}
