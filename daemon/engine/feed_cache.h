/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEED_CACHE_H
#define ONBOARD_ENGINE_FEED_CACHE_H

#include <stdint.h>

#include "base/date.h"
#include "base/strbuf.h"
#include "crypto/token.h"

/*
 * Finished calendars by the hash of their token.  An entry is fresh while the
 * engine's generation and the day are those it was made in.
 */
struct feed_cache;

struct feed_cached {
	char token_hash[TOKEN_HASH_SIZE];
	int64_t feed_id;
	uint64_t generation;
	struct date day;
	struct strbuf bytes;
	char etag[TOKEN_HASH_SIZE + 2];
	int64_t last_modified;
	int64_t fetched_at; /* INSTANT_NONE once it is written down */
	char agent[100];
	struct feed_cached *next;
};

struct feed_cache *feed_cache_new(void);
void feed_cache_free(struct feed_cache *cache);

/* NULL when there is none. */
struct feed_cached *feed_cache_find(
    struct feed_cache *cache, const char *token_hash);

/* Makes an empty one. */
struct feed_cached *feed_cache_add(
    struct feed_cache *cache, const char *token_hash);

/* Calls for each entry; it may drop nothing. */
typedef int (*feed_cache_fn)(void *arg, struct feed_cached *cached);
int feed_cache_each(struct feed_cache *cache, feed_cache_fn each, void *arg);

/* Drops all, when more bytes are kept than a daemon should hold. */
void feed_cache_trim(struct feed_cache *cache);

#endif
