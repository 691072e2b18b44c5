/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_OVERLAY_STORE_H
#define ONBOARD_STORE_OVERLAY_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* The overlays as they were given, one for each of their ids. */

int overlay_store_replace(struct store *store,
    const struct programme_overlay *overlay, struct error *err) OB_MUST_CHECK;
int overlay_store_remove(
    struct store *store, const char *overlay, struct error *err) OB_MUST_CHECK;

/* All of them, by id. */
int overlay_store_list(struct store *store,
    struct programme_overlay **ret_overlays, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void overlay_store_free(struct programme_overlay *overlays, size_t count);

#endif
