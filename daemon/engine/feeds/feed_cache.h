/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_CACHE_H
#define ONBOARD_ENGINE_FEEDS_FEED_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/strbuf.h"
#include "crypto/token.h"
#include "engine/feeds/feed_entries.h"

/*
 * Finished calendars by the hash of their token.  An entry is fresh while the
 * engine's generation and the day are those it was made in; older ones may
 * still be right (feed_assembly.h).
 */
struct feed_cache;

/*
 * What one journey gives to a calendar of many, or what annual events or
 * leader networks do.
 */
#define FEED_PART_EVENTS 0
#define FEED_PART_NETWORKS (-1)

struct feed_part {
	int64_t journey_id;
	uint64_t stamp; /* feed_stamps_now() as it was read */
	struct feed_entries entries;
};

struct feed_cached {
	char token_hash[TOKEN_HASH_SIZE];
	bool has_tasks;
	int64_t feed_id;
	uint64_t generation;
	struct date day; /* DATE_NONE: nothing was made yet */
	int alarm_minutes;
	uint64_t invitations_mark; /* of what was answered */
	char *page_url;
	struct feed_part *parts;
	size_t part_count;
	struct strbuf bytes;
	size_t left_out; /* entries that the calendar has no room for */
	char etag[TOKEN_HASH_SIZE + 2];
	int64_t last_modified;
	struct feed_cached *next;
};

struct feed_cache *feed_cache_new(void);
void feed_cache_free(struct feed_cache *cache);

/* NULL when there is none. */
struct feed_cached *feed_cache_find(
    struct feed_cache *cache, const char *token_hash, bool has_tasks);

/* Makes an empty one. */
struct feed_cached *feed_cache_add(
    struct feed_cache *cache, const char *token_hash, bool has_tasks);

void feed_cache_release_parts(struct feed_part *parts, size_t count);

/* Forgets all, as when the words are others. */
void feed_cache_clear(struct feed_cache *cache);

/* The same, when more bytes are kept than a daemon should hold. */
void feed_cache_trim(struct feed_cache *cache);

#endif
