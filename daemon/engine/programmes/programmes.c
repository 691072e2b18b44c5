/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programmes.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "store/overlay_store.h"
#include "store/programme_store.h"

/* Versions never change, so what was read once stays. */
struct programme_cache {
	struct {
		int64_t id;
		struct programme *programme;
	} * items;

	size_t count;
};

struct programme_cache *
programmes_cache_new(void)
{
	return memory_alloc(sizeof(struct programme_cache));
}

void
programmes_cache_free(struct programme_cache *cache)
{
	if (cache == NULL)
		return;
	for (size_t i = 0; i < cache->count; i++)
		programme_free(cache->items[i].programme);
	free(cache->items);
	free(cache);
}

int
programmes_get(struct engine *engine, int64_t id,
    const struct programme **ret_programme, struct error *err)
{
	struct programme_cache *cache = engine->programmes;
	struct programme *programme = NULL;
	int status;

	for (size_t i = 0; i < cache->count; i++) {
		if (cache->items[i].id == id) {
			*ret_programme = cache->items[i].programme;
			return OB_OK;
		}
	}
	status = programme_store_load(engine->store, id, &programme, err);
	if (status != OB_OK)
		return status;
	cache->items = memory_resize(
	    cache->items, cache->count + 1, sizeof(cache->items[0]));
	cache->items[cache->count].id = id;
	cache->items[cache->count++].programme = programme;
	*ret_programme = programme;
	return OB_OK;
}

static int
find_in(struct engine *engine, const char *id, const char *area,
    const char *workplace, struct programme_version *ret_version,
    struct error *err)
{
	const struct programme_scope scope = {area, workplace};

	return programme_store_find_newest(
	    engine->store, id, &scope, ret_version, err);
}

static int
refuse_unknown(const char *id, struct error *err)
{
	return error_set_field(err, OB_ENOTFOUND, "programme",
	    "there is no programme '%.80s'; list-programmes shows those there "
	    "are",
	    id);
}

int
programmes_find(struct engine *engine, const char *id,
    const struct programme_scope *where, struct programme_version *ret_version,
    struct error *err)
{
	int status = OB_ENOTFOUND;

	if (where->workplace[0] != '\0' && where->area[0] != '\0')
		status = find_in(engine, id, where->area, where->workplace,
		    ret_version, err);
	if (status == OB_ENOTFOUND && where->workplace[0] != '\0')
		status =
		    find_in(engine, id, "", where->workplace, ret_version, err);
	if (status == OB_ENOTFOUND && where->area[0] != '\0')
		status = find_in(engine, id, where->area, "", ret_version, err);
	if (status == OB_ENOTFOUND)
		status = find_in(engine, id, "", "", ret_version, err);
	return status == OB_ENOTFOUND ? refuse_unknown(id, err) : status;
}

int
programmes_find_kind(struct engine *engine, enum programme_kind kind,
    const struct programme_scope *where, struct programme_version *ret_version,
    struct error *err)
{
	const char *name = programme_kind_name(kind);
	int status = programme_store_find_kind(
	    engine->store, name, where, ret_version, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "programme",
		    "there is no programme of the kind '%s'; import one", name);
	return status;
}

/* None is ever removed, so that the last one's number says which there are. */
static int
refuse_version(
    struct engine *engine, const char *id, int version, struct error *err)
{
	int last = 0;
	int status =
	    programme_store_last_version(engine->store, id, &last, err);

	if (status != OB_OK)
		return status;
	if (last == 0)
		return refuse_unknown(id, err);
	if (last == 1)
		return error_set_field(err, OB_ENOTFOUND, "version",
		    "programme '%.80s' has no version %d; it has version 1 "
		    "alone",
		    id, version);
	return error_set_field(err, OB_ENOTFOUND, "version",
	    "programme '%.80s' has no version %d; it has versions 1 to %d", id,
	    version, last);
}

int
programmes_find_version(struct engine *engine, const char *id, int version,
    struct programme_version *ret_version, struct error *err)
{
	int status = programme_store_find_version(
	    engine->store, id, version, ret_version, err);

	return status == OB_ENOTFOUND ? refuse_version(engine, id, version, err)
				      : status;
}

int
programmes_base(struct engine *engine, const char *id,
    const struct programme_scope *scope, const struct programme **ret_programme,
    struct error *err)
{
	cleanup_(programme_store_release) struct programme_version version = {
	    0};
	int status = programme_store_find_newest(
	    engine->store, id, scope, &version, err);

	if (status != OB_OK)
		return status;
	return programmes_get(engine, version.id, ret_programme, err);
}

int
programmes_below(struct engine *engine, const char *id,
    const struct programme_scope *scope, const struct programme **ret_programme,
    struct error *err)
{
	const struct programme_scope area = {
	    scope->workplace[0] == '\0' ? "" : scope->area, ""};
	cleanup_(programme_store_release) struct programme_version version = {
	    0};
	int status = programmes_find(engine, id, &area, &version, err);

	if (status != OB_OK)
		return status;
	return programmes_get(engine, version.id, ret_programme, err);
}

int
programmes_overlays(struct engine *engine,
    struct programme_overlay **ret_overlays, size_t *ret_count,
    struct error *err)
{
	return overlay_store_list(engine->store, ret_overlays, ret_count, err);
}

void
programmes_free_overlays(struct programme_overlay *overlays, size_t count)
{
	overlay_store_free(overlays, count);
}
