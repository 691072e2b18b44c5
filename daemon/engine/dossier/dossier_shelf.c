/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/dossier_shelf.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/dossier/dossier_cache.h"

int
dossier_shelf_take(struct dossier_shelf *shelf, int64_t journey_id,
    struct dossier **ret_dossier, struct error *err)
{
	struct dossier *dossier;
	int status;

	for (size_t i = 0; i < shelf->count; i++) {
		if (shelf->dossiers[i]->journey.id == journey_id) {
			*ret_dossier = shelf->dossiers[i];
			return OB_OK;
		}
	}
	dossier = memory_alloc(sizeof(*dossier));
	status = dossier_cache_take(shelf->engine, journey_id, dossier, err);
	if (status != OB_OK) {
		free(dossier);
		return status;
	}
	shelf->dossiers = memory_resize(
	    shelf->dossiers, shelf->count + 1, sizeof(shelf->dossiers[0]));
	shelf->dossiers[shelf->count++] = dossier;
	*ret_dossier = dossier;
	return OB_OK;
}

void
dossier_shelf_release(struct dossier_shelf *shelf)
{
	for (size_t i = 0; i < shelf->count; i++) {
		dossier_cache_give(shelf->dossiers[i]);
		free(shelf->dossiers[i]);
	}
	free(shelf->dossiers);
	*shelf = (struct dossier_shelf){.engine = NULL};
}
