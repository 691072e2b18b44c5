/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_DOSSIER_SHELF_H
#define ONBOARD_ENGINE_DOSSIER_DOSSIER_SHELF_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct engine;

/* Dossiers of several journeys that are looked at together, each read once. */
struct dossier_shelf {
	struct engine *engine;
	struct dossier **dossiers;
	size_t count;
};

/*
 * Borrowed as long as the shelf lives; what is changed in it must be stored,
 * too.
 */
int dossier_shelf_take(struct dossier_shelf *shelf, int64_t journey_id,
    struct dossier **ret_dossier, struct error *err) OB_MUST_CHECK;
void dossier_shelf_release(struct dossier_shelf *shelf);

#endif
