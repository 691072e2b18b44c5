/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_stamps.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/store.h"

struct stamp {
	int64_t journey_id;
	uint64_t at;
};

struct feed_stamps {
	struct store *store;
	uint64_t now;
	uint64_t all;	     /* the last change of more than one journey */
	struct stamp *items; /* by journey; those that changed */
	size_t count;
};

/* The place of the first stamp whose journey is not before this one. */
static size_t
find(const struct feed_stamps *stamps, int64_t journey_id)
{
	size_t low = 0;
	size_t high = stamps->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (stamps->items[middle].journey_id < journey_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_at(const struct feed_stamps *stamps, size_t at, int64_t journey_id)
{
	return at < stamps->count && stamps->items[at].journey_id == journey_id;
}

static void
stamp_journey(struct feed_stamps *stamps, int64_t journey_id)
{
	size_t at = find(stamps, journey_id);

	if (!is_at(stamps, at, journey_id)) {
		stamps->items = memory_resize(
		    stamps->items, stamps->count + 1, sizeof(stamps->items[0]));
		memmove(&stamps->items[at + 1], &stamps->items[at],
		    (stamps->count - at) * sizeof(stamps->items[0]));
		stamps->count++;
	}
	stamps->items[at] = (struct stamp){journey_id, stamps->now};
}

static void
on_changed(void *arg, enum store_subject subject, int64_t id)
{
	struct feed_stamps *stamps = arg;

	stamps->now++;
	switch (subject) {
	case STORE_NEW:
		break;
	case STORE_JOURNEY:
		stamp_journey(stamps, id);
		break;
	case STORE_ACTIVITY:
	case STORE_PERSON:
	case STORE_ANYTHING:
		stamps->all = stamps->now;
		break;
	}
}

struct feed_stamps *
feed_stamps_new(struct store *store)
{
	struct feed_stamps *stamps = memory_alloc(sizeof(*stamps));

	stamps->store = store;
	store_set_watch(store, (struct store_watch){on_changed, stamps});
	return stamps;
}

void
feed_stamps_free(struct feed_stamps *stamps)
{
	if (stamps == NULL)
		return;
	store_set_watch(stamps->store, (struct store_watch){NULL, NULL});
	free(stamps->items);
	free(stamps);
}

uint64_t
feed_stamps_now(const struct feed_stamps *stamps)
{
	return stamps == NULL ? 0 : stamps->now;
}

bool
feed_stamps_is_old(
    const struct feed_stamps *stamps, int64_t journey_id, uint64_t then)
{
	size_t at;

	if (stamps == NULL || stamps->all > then)
		return true;
	if (journey_id == 0)
		return stamps->now > then;
	at = find(stamps, journey_id);
	return is_at(stamps, at, journey_id) && stamps->items[at].at > then;
}
