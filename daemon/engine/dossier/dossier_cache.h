/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_DOSSIER_CACHE_H
#define ONBOARD_ENGINE_DOSSIER_DOSSIER_CACHE_H

#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct engine;
struct store;

/*
 * Keeps dossiers from one pass to the next, for an engine that goes through
 * years in seconds.  The store tells of every change: what is known to concern
 * one journey, activity or person forgets the dossiers that show it, anything
 * else, and a rollback, forgets them all.  An engine without a cache loads and
 * releases.
 */
struct dossier_cache;

/* Watches the store, which it borrows, until it is freed. */
struct dossier_cache *dossier_cache_new(struct store *store);
void dossier_cache_free(struct dossier_cache *cache); /* accepts NULL */

/*
 * Like dossier_load(), for one borrower of a journey at a time; instead of
 * dossier_release() it is given back.  What was changed in the dossier
 * meanwhile must have been stored, too.
 */
int dossier_cache_take(struct engine *engine, int64_t journey_id,
    struct dossier *ret_dossier, struct error *err) OB_MUST_CHECK;
void dossier_cache_give(struct dossier *dossier); /* accepts an empty one */

/*
 * Whoever changed a journey by its dossier alone says so before giving it
 * back: then the dossier shows what is stored, and need not be read again.
 * What else changed meanwhile is noticed all the same.
 */
void dossier_cache_vouch(struct dossier *dossier);

#endif
