/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_ENTRIES_H
#define ONBOARD_ENGINE_FEEDS_FEED_ENTRIES_H

#include <stddef.h>

#include "calendar/feed.h"

/* A list of calendar entries that owns the texts which they name. */
struct feed_entries {
	struct feed_entry *items;
	char **texts; /* of each entry, one behind the other */
	size_t count;
	size_t size; /* for how many there is room */
};

/* Copies the entry with its texts. */
void feed_entries_add(
    struct feed_entries *entries, const struct feed_entry *entry);
void feed_entries_release(struct feed_entries *entries);

/* About how many bytes it keeps. */
size_t feed_entries_size(const struct feed_entries *entries);

#endif
