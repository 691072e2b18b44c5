/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_HANDBOOK_STORE_H
#define ONBOARD_STORE_HANDBOOK_STORE_H

#include "base/error.h"
#include "model/handbook.h"

struct store;

/* Replaces the whole handbook. */
int handbook_store_replace(struct store *store, const struct handbook *handbook,
    struct error *err) OB_MUST_CHECK;

/* Returns owned: handbook_free(). */
int handbook_store_load(struct store *store, struct handbook **ret_handbook,
    struct error *err) OB_MUST_CHECK;

#endif
