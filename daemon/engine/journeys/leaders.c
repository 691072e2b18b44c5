/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/leaders.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders_add.h"
#include "engine/journeys/leaders_view.h"
#include "store/journey_store.h"

static int
settle_late(struct change *change, const struct leader_request *request,
    struct dossier *dossier, struct error *err)
{
	const struct late_request late = {.rest = request->late};
	json_auto_t *settled = json_array();
	int status = journeys_choose_late(change, dossier, &late, settled, err);

	return status == OB_EINVALID ? error_name_field(err, "late") : status;
}

int
leaders_add(struct engine *engine, const char *actor,
    const struct leader_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *view = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = leaders_add_journey(&change, request, &dossier, err);
	if (status == OB_OK && request->late != NULL)
		status = settle_late(&change, request, &dossier, err);
	if (status == OB_OK)
		status = leaders_view(&dossier, &view, err);
	if (status == OB_OK && request->dry_run) {
		/* Rolled back, so their tokens would open nothing. */
		(void)json_object_set_new(view, "feeds", json_array());
		(void)json_object_set_new(view, "pages", json_array());
	} else if (status == OB_OK) {
		core_touch(engine, dossier.journey.id);
		status = change_commit(&change, err);
	}
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

static int
check_state(const char *state, struct error *err)
{
	static const char *const states[] = {
	    "planned", "active", "paused", "ended", "cancelled"};

	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		if (state == NULL || strcmp(state, states[i]) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "state",
	    "'%.40s' is no state of a journey; it is planned, active, paused, "
	    "ended or cancelled",
	    state);
}

int
leaders_list(struct engine *engine, const char *state, json_t **ret_view,
    struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	json_t *list;
	int status = check_state(state, err);

	if (status == OB_OK)
		status = journey_store_list(
		    engine->store, state, &journeys, &count, err);
	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		if (strcmp(journeys[i].kind,
			programme_kind_name(PROGRAMME_COHORT)) == 0)
			continue;
		status = dossier_load(engine, journeys[i].id, &dossier, err);
		if (status == OB_OK)
			(void)json_array_append_new(
			    list, views_leader(&dossier));
	}
	journey_store_free(journeys, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "leaders", list);
	return OB_OK;
}

int
leaders_count(struct engine *engine, int64_t *ret_count, struct error *err)
{
	return journey_store_count(engine->store, ret_count, err);
}

int
leaders_show(
    struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = dossier_load(engine, id, &dossier, err);

	if (status == OB_OK)
		status = leaders_view(&dossier, ret_view, err);
	return status;
}
