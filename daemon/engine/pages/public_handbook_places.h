/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PUBLIC_HANDBOOK_PLACES_H
#define ONBOARD_ENGINE_PAGES_PUBLIC_HANDBOOK_PLACES_H

#include <jansson.h>

#include "base/error.h"
#include "engine/pages/page_reader.h"
#include "model/handbook.h"

struct engine;

/* The areas and workplaces that the handbook has entries for. */
struct public_handbook_places {
	struct handbook *handbook;
	const char *chosen;	      /* as it was asked for; "" */
	struct programme_scope where; /* of the one that was chosen */
};

/*
 * Reads them, and which of them was asked for: as handbook_place() writes it,
 * "-" for the whole municipality, NULL or "" for no choice.  OB_ENOTFOUND for
 * another.
 */
int public_handbook_places_init(struct engine *engine, const char *wanted,
    struct public_handbook_places *ret_places, struct error *err) OB_MUST_CHECK;
void public_handbook_places_release(struct public_handbook_places *places);

/* NULL: nothing was chosen. */
const struct programme_scope *public_handbook_places_where(
    const struct public_handbook_places *places);

/* Adds "has_places" and "places", the choices of a form. */
void public_handbook_places_add(const struct public_handbook_places *places,
    const struct page_reader *reader, json_t *view);

#endif
