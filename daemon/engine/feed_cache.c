/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feed_cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"

#define BUCKETS 4096 /* three hexadecimal digits of the hash */
#define KEPT_MAX ((size_t)64 << 20)

struct feed_cache {
	struct feed_cached *buckets[BUCKETS];
};

static size_t
bucket_of(const char *token_hash)
{
	char digits[4] = {token_hash[0], token_hash[1], token_hash[2], '\0'};

	return strtoul(digits, NULL, 16) % BUCKETS;
}

struct feed_cache *
feed_cache_new(void)
{
	return memory_alloc(sizeof(struct feed_cache));
}

static void
drop_all(struct feed_cache *cache)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		struct feed_cached *cached = cache->buckets[i];

		while (cached != NULL) {
			struct feed_cached *next = cached->next;

			strbuf_release(&cached->bytes);
			free(cached);
			cached = next;
		}
		cache->buckets[i] = NULL;
	}
}

void
feed_cache_free(struct feed_cache *cache)
{
	if (cache == NULL)
		return;
	drop_all(cache);
	free(cache);
}

struct feed_cached *
feed_cache_find(struct feed_cache *cache, const char *token_hash)
{
	struct feed_cached *cached = cache->buckets[bucket_of(token_hash)];

	while (cached != NULL && strcmp(cached->token_hash, token_hash) != 0)
		cached = cached->next;
	return cached;
}

struct feed_cached *
feed_cache_add(struct feed_cache *cache, const char *token_hash)
{
	struct feed_cached *cached = memory_alloc(sizeof(*cached));
	size_t bucket = bucket_of(token_hash);

	(void)snprintf(
	    cached->token_hash, sizeof(cached->token_hash), "%s", token_hash);
	cached->day = DATE_NONE;
	cached->fetched_at = INSTANT_NONE;
	strbuf_init(&cached->bytes);
	cached->next = cache->buckets[bucket];
	cache->buckets[bucket] = cached;
	return cached;
}

int
feed_cache_each(struct feed_cache *cache, feed_cache_fn each, void *arg)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < BUCKETS; i++) {
		struct feed_cached *cached = cache->buckets[i];

		for (; status == OB_OK && cached != NULL; cached = cached->next)
			status = each(arg, cached);
	}
	return status;
}

static int
add_size(void *arg, struct feed_cached *cached)
{
	size_t *total = arg;

	*total += cached->bytes.size;
	return OB_OK;
}

void
feed_cache_trim(struct feed_cache *cache)
{
	size_t total = 0;

	(void)feed_cache_each(cache, add_size, &total); /* adds only */
	if (total > KEPT_MAX)
		drop_all(cache);
}
