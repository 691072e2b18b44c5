/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/planning/events_elsewhere.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/planning/planning.h"
#include "store/activity_store.h"

static int
replan(struct engine *engine, int64_t journey_id, const int64_t *ids,
    size_t count, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *moved = json_array();
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK)
		status = planning_adjust(&dossier, ids, count, moved, err);
	json_decref(moved);
	core_touch(engine, journey_id);
	return status;
}

int
events_elsewhere_make_way(
    struct engine *engine, int64_t event_id, struct error *err)
{
	struct activity *clashing = NULL;
	size_t count = 0;
	int status = activity_store_list_clashing(
	    engine->store, event_id, &clashing, &count, err);
	cleanup_(memory_free_ptr) int64_t *ids =
	    memory_alloc((count + 1) * sizeof(*ids));

	for (size_t i = 0; status == OB_OK && i < count;) {
		int64_t journey_id = clashing[i].journey_id;
		size_t found = 0;

		while (i < count && clashing[i].journey_id == journey_id)
			ids[found++] = clashing[i++].id;
		status = replan(engine, journey_id, ids, found, err);
	}
	activity_store_free(clashing, count);
	return status;
}
