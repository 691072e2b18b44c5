/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feed_cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void
feed_cache_release_parts(struct feed_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		feed_entries_release(&parts[i].entries);
	free(parts);
}

static void
free_cached(struct feed_cached *cached)
{
	feed_cache_release_parts(cached->parts, cached->part_count);
	strbuf_release(&cached->bytes);
	free(cached->page_url);
	free(cached);
}

void
feed_cache_clear(struct feed_cache *cache)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		struct feed_cached *cached = cache->buckets[i];

		while (cached != NULL) {
			struct feed_cached *next = cached->next;

			free_cached(cached);
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
	feed_cache_clear(cache);
	free(cache);
}

struct feed_cached *
feed_cache_find(
    struct feed_cache *cache, const char *token_hash, bool has_tasks)
{
	struct feed_cached *cached = cache->buckets[bucket_of(token_hash)];

	while (
	    cached != NULL && (cached->has_tasks != has_tasks ||
				  strcmp(cached->token_hash, token_hash) != 0))
		cached = cached->next;
	return cached;
}

struct feed_cached *
feed_cache_add(struct feed_cache *cache, const char *token_hash, bool has_tasks)
{
	struct feed_cached *cached = memory_alloc(sizeof(*cached));
	size_t bucket = bucket_of(token_hash);

	(void)snprintf(
	    cached->token_hash, sizeof(cached->token_hash), "%s", token_hash);
	cached->has_tasks = has_tasks;
	cached->day = DATE_NONE;
	strbuf_init(&cached->bytes);
	cached->next = cache->buckets[bucket];
	cache->buckets[bucket] = cached;
	return cached;
}

static size_t
size_of(const struct feed_cached *cached)
{
	size_t size = sizeof(*cached) + cached->bytes.size;

	for (size_t i = 0; i < cached->part_count; i++)
		size += sizeof(cached->parts[i]) +
			feed_entries_size(&cached->parts[i].entries);
	return size;
}

void
feed_cache_trim(struct feed_cache *cache)
{
	size_t total = 0;

	for (size_t i = 0; i < BUCKETS; i++) {
		const struct feed_cached *cached = cache->buckets[i];

		for (; cached != NULL; cached = cached->next)
			total += size_of(cached);
	}
	if (total > KEPT_MAX)
		feed_cache_clear(cache);
}
