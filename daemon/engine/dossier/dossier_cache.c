/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/dossier_cache.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "store/store.h"

enum slot_state {
	SLOT_EMPTY,
	SLOT_KEPT,
	SLOT_LENT,
	SLOT_CHANGED, /* lent, and its journey was changed */
	SLOT_STALE,   /* lent, and something else was */
};

struct ids {
	int64_t *items;
	size_t count;
};

/* One journey's place.  A lent dossier is with the borrower alone. */
struct slot {
	int64_t journey_id;
	enum slot_state state;
	struct dossier dossier;
	struct ids activities; /* of the kept or lent one */
	struct ids people;
};

struct dossier_cache {
	struct store *store;
	struct slot *slots; /* by journey */
	size_t count;
};

static void
forget(struct slot *slot, enum slot_state lent)
{
	switch (slot->state) {
	case SLOT_KEPT:
		dossier_release(&slot->dossier);
		slot->state = SLOT_EMPTY;
		break;
	case SLOT_LENT:
	case SLOT_CHANGED:
		slot->state = lent;
		break;
	case SLOT_EMPTY:
	case SLOT_STALE:
		break;
	}
}

static bool
has_id(const struct ids *ids, int64_t id)
{
	for (size_t i = 0; i < ids->count; i++) {
		if (ids->items[i] == id)
			return true;
	}
	return false;
}

static bool
concerns(const struct slot *slot, enum store_subject subject, int64_t id)
{
	switch (subject) {
	case STORE_NEW:
		return false;
	case STORE_JOURNEY:
		return slot->journey_id == id;
	case STORE_ACTIVITY:
		return has_id(&slot->activities, id);
	case STORE_PERSON:
		return has_id(&slot->people, id);
	case STORE_ANYTHING:
		break;
	}
	return true;
}

static void
on_changed(void *arg, enum store_subject subject, int64_t id)
{
	struct dossier_cache *cache = arg;
	enum slot_state lent =
	    subject == STORE_JOURNEY || subject == STORE_ACTIVITY ? SLOT_CHANGED
								  : SLOT_STALE;

	for (size_t i = 0; i < cache->count; i++) {
		if (concerns(&cache->slots[i], subject, id))
			forget(&cache->slots[i], lent);
	}
}

struct dossier_cache *
dossier_cache_new(struct store *store)
{
	struct dossier_cache *cache = memory_alloc(sizeof(*cache));

	cache->store = store;
	store_set_watch(store, (struct store_watch){on_changed, cache});
	return cache;
}

void
dossier_cache_free(struct dossier_cache *cache)
{
	if (cache == NULL)
		return;
	store_set_watch(cache->store, (struct store_watch){NULL, NULL});
	for (size_t i = 0; i < cache->count; i++) {
		forget(&cache->slots[i], SLOT_STALE);
		free(cache->slots[i].activities.items);
		free(cache->slots[i].people.items);
	}
	free(cache->slots);
	free(cache);
}

/* The place of the first slot whose journey is not before this one. */
static size_t
find(const struct dossier_cache *cache, int64_t journey_id)
{
	size_t low = 0;
	size_t high = cache->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cache->slots[middle].journey_id < journey_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct slot *
slot_of(struct dossier_cache *cache, int64_t journey_id)
{
	size_t at = find(cache, journey_id);

	if (at < cache->count && cache->slots[at].journey_id == journey_id)
		return &cache->slots[at];
	cache->slots = memory_resize(
	    cache->slots, cache->count + 1, sizeof(cache->slots[0]));
	memmove(&cache->slots[at + 1], &cache->slots[at],
	    (cache->count - at) * sizeof(cache->slots[0]));
	cache->count++;
	cache->slots[at] = (struct slot){.journey_id = journey_id};
	return &cache->slots[at];
}

static void
make_room(struct ids *ids, size_t count)
{
	ids->items =
	    memory_resize(ids->items, count + 1, sizeof(ids->items[0]));
	ids->count = count;
}

static void
lend(struct slot *slot, const struct dossier *dossier)
{
	slot->state = SLOT_LENT;
	make_room(&slot->activities, dossier->activity_count);
	for (size_t i = 0; i < dossier->activity_count; i++)
		slot->activities.items[i] = dossier->activities[i].id;
	make_room(&slot->people, dossier->people_count);
	for (size_t i = 0; i < dossier->people_count; i++)
		slot->people.items[i] = dossier->people[i].id;
}

int
dossier_cache_take(struct engine *engine, int64_t journey_id,
    struct dossier *ret_dossier, struct error *err)
{
	struct slot *slot;
	int status;

	if (engine->dossiers == NULL)
		return dossier_load(engine, journey_id, ret_dossier, err);
	slot = slot_of(engine->dossiers, journey_id);
	assert(slot->state == SLOT_EMPTY || slot->state == SLOT_KEPT);
	if (slot->state == SLOT_KEPT) {
		*ret_dossier = slot->dossier;
		slot->dossier = (struct dossier){.engine = NULL};
		slot->state = SLOT_LENT;
		return OB_OK;
	}
	status = dossier_load(engine, journey_id, ret_dossier, err);
	if (status == OB_OK)
		lend(slot, ret_dossier);
	return status;
}

void
dossier_cache_give(struct dossier *dossier)
{
	struct engine *engine = dossier->engine;
	struct slot *slot;

	if (engine == NULL || engine->dossiers == NULL) {
		dossier_release(dossier);
		return;
	}
	slot = slot_of(engine->dossiers, dossier->journey.id);
	if (slot->state == SLOT_LENT) {
		slot->dossier = *dossier;
		slot->state = SLOT_KEPT;
		*dossier = (struct dossier){.engine = NULL};
		return;
	}
	slot->state = SLOT_EMPTY;
	dossier_release(dossier);
}

void
dossier_cache_vouch(struct dossier *dossier)
{
	struct engine *engine = dossier->engine;
	struct slot *slot;

	if (engine->dossiers == NULL)
		return;
	slot = slot_of(engine->dossiers, dossier->journey.id);
	if (slot->state != SLOT_CHANGED)
		return;
	for (size_t i = 0; i < dossier->activity_count; i++)
		dossier->activities[i].read_sequence =
		    dossier->activities[i].sequence;
	lend(slot, dossier);
}
