/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_H
#define ONBOARD_ENGINE_PROGRAMMES_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "model/handbook.h"
#include "model/programme.h"
#include "model/records.h"

struct engine;

/*
 * Stores a programme as a new version, unless the newest version of its id
 * says the same.  ret_version is the version's number either way.
 */
int programmes_import(struct engine *engine, const char *actor,
    const struct programme *programme, int *ret_version, bool *ret_is_new,
    struct error *err) OB_MUST_CHECK;

/* Replaces the handbook, if it is another than the stored one. */
int programmes_import_handbook(struct engine *engine, const char *actor,
    const struct handbook *handbook, bool *ret_changed,
    struct error *err) OB_MUST_CHECK;

/* {"programmes":[...]} */
int programmes_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* {"programme":{...}}; version 0 means the newest. */
int programmes_show(struct engine *engine, const char *id, int version,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Within the engine: a version by its row id, borrowed from the cache. */
struct programme_cache;

struct programme_cache *programmes_cache_new(void);
void programmes_cache_free(struct programme_cache *cache);
int programmes_get(struct engine *engine, int64_t id,
    const struct programme **ret_programme, struct error *err) OB_MUST_CHECK;

/* The newest version of a programme's id; OB_ENOTFOUND with a clear text. */
int programmes_find(struct engine *engine, const char *id,
    struct programme_version *ret_version, struct error *err) OB_MUST_CHECK;

#endif
