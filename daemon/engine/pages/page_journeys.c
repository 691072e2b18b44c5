/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_journeys.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/pages/page_function.h"
#include "engine/pages/page_networks.h"
#include "engine/pages/page_nominations.h"
#include "engine/pages/page_potential.h"
#include "model/records.h"
#include "store/activity_store.h"

struct journey_list {
	int64_t *ids;
	size_t count;
};

static void
journey_list_release(struct journey_list *list)
{
	free(list->ids);
}

static void
add_journey(struct journey_list *list, int64_t id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->ids[i] == id)
			return;
	}
	list->ids =
	    memory_resize(list->ids, list->count + 1, sizeof(*list->ids));
	list->ids[list->count++] = id;
}

static int
add_journeys_of(struct engine *engine, int64_t owner_id,
    struct journey_list *list, struct error *err)
{
	const struct activity_filter filter = {
	    .responsible_id = owner_id, .planned_before = DATE_NONE};
	struct activity *rows = NULL;
	size_t count = 0;
	int status =
	    activity_store_list(engine->store, &filter, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		add_journey(list, rows[i].journey_id);
	activity_store_free(rows, count);
	return status;
}

/* Those that the reader takes part in. */
static int
add_cohorts(struct engine *engine, int64_t person_id, struct journey_list *list,
    struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status =
	    page_nominations_cohorts(engine, person_id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		add_journey(list, ids[i]);
	return status;
}

int
page_journeys_list(struct engine *engine, int64_t person_id, int64_t **ret_ids,
    size_t *ret_count, struct error *err)
{
	cleanup_(journey_list_release) struct journey_list list = {NULL, 0};
	cleanup_(memory_free_ptr) int64_t *owners = NULL;
	const struct acting *acting = NULL;
	size_t owner_count = 0;
	int status = acting_today(engine, &acting, err);

	if (status != OB_OK)
		return status;
	owners = acting_owners(acting, person_id, &owner_count);
	for (size_t i = 0; status == OB_OK && i < owner_count; i++)
		status = add_journeys_of(engine, owners[i], &list, err);
	if (status == OB_OK)
		status = add_cohorts(engine, person_id, &list, err);
	if (status != OB_OK)
		return status;
	*ret_ids = TAKE_PTR(list.ids);
	*ret_count = list.count;
	return OB_OK;
}

static int
is_nominated(
    struct engine *engine, int64_t person_id, bool *ret_is, struct error *err)
{
	const struct page_nominations_reader reader = {
	    person_id, engine->settings->language, ""};
	json_t *list = NULL;
	int status = page_nominations_view(engine, &reader, &list, err);

	if (status != OB_OK)
		return status;
	*ret_is = json_array_size(list) > 0;
	json_decref(list);
	return OB_OK;
}

int
page_journeys_have_ended(struct engine *engine, int64_t person_id,
    bool *ret_ended, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	bool has_ended;
	bool is_asked = false;
	bool keeps_entry = false;
	bool is_in_network = false;
	bool needs_bank = false;
	int status = page_journeys_list(engine, person_id, &ids, &count, err);

	has_ended = count > 0;
	for (size_t i = 0; status == OB_OK && has_ended && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		status = dossier_load(engine, ids[i], &dossier, err);
		has_ended = status == OB_OK && dossier_has_ended(&dossier);
	}
	if (status == OB_OK && has_ended)
		status = is_nominated(engine, person_id, &is_asked, err);
	if (status == OB_OK && has_ended && !is_asked)
		status =
		    page_function_keeps(engine, person_id, &keeps_entry, err);
	if (status == OB_OK && has_ended)
		status = page_networks_has_any(
		    engine, person_id, &is_in_network, err);
	if (status == OB_OK && has_ended)
		status = page_potential_needs_page(
		    engine, person_id, &needs_bank, err);
	if (status == OB_OK)
		*ret_ended = has_ended && !is_asked && !keeps_entry &&
			     !is_in_network && !needs_bank;
	return status;
}

int
page_journeys_of_page_have_ended(struct engine *engine, const struct page *page,
    bool *ret_ended, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status;

	if (page->journey_id == 0)
		return page_journeys_have_ended(
		    engine, page->person_id, ret_ended, err);
	status = dossier_load(engine, page->journey_id, &dossier, err);
	if (status == OB_OK)
		*ret_ended = dossier_has_ended(&dossier);
	return status;
}
