/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "crypto/digest.h"
#include "crypto/token.h"
#include "engine/core/core.h"
#include "engine/feeds/feed_assembly.h"
#include "engine/feeds/feed_notes.h"
#include "store/feed_store.h"
#include "store/store.h"

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

/* Last-Modified grows whenever the bytes change, also with the clock back. */
static int
note_content(struct engine *engine, struct feed *feed, bool has_tasks,
    const char *hash, struct error *err)
{
	int64_t now = core_now(engine);
	char **known = has_tasks ? &feed->tasks_hash : &feed->content_hash;
	int64_t *changed_at =
	    has_tasks ? &feed->tasks_changed_at : &feed->content_changed_at;
	int status;

	if (strcmp(*known, hash) == 0)
		return OB_OK;
	*changed_at = now > *changed_at ? now : *changed_at + 1;
	set_text(known, hash);
	status = store_begin(engine->store, err);
	if (status != OB_OK)
		return status;
	status = feed_store_update(engine->store, feed, err);
	if (status == OB_OK)
		status = store_commit(engine->store, err);
	if (status != OB_OK)
		store_rollback(engine->store);
	return status;
}

/* Marks the bytes by what they are, and notes when they became so. */
static int
mark(struct engine *engine, struct feed *feed, struct feed_cached *cached,
    struct error *err)
{
	unsigned char digest[DIGEST_SIZE];
	char hash[DIGEST_HEX_SIZE];
	int status;

	digest_sha256(cached->bytes.buf, cached->bytes.len, digest);
	(void)digest_hex(digest, sizeof(digest), hash);
	status = note_content(engine, feed, cached->has_tasks, hash, err);
	if (status != OB_OK) {
		cached->day = DATE_NONE;
		return status;
	}
	cached->last_modified = cached->has_tasks ? feed->tasks_changed_at
						  : feed->content_changed_at;
	(void)snprintf(cached->etag, sizeof(cached->etag), "\"%s\"", hash);
	return OB_OK;
}

static int
renew(struct engine *engine, struct feed *feed, struct feed_cached *cached,
    bool *ret_written, struct error *err)
{
	int status =
	    feed_assembly_renew(engine, feed, cached, ret_written, err);

	if (status == OB_OK && *ret_written)
		status = mark(engine, feed, cached, err);
	if (status != OB_OK)
		return status;
	cached->feed_id = feed->id;
	cached->generation = engine->generation;
	return OB_OK;
}

/* Both look-ups every time: an address that never was takes no longer. */
static int
find_feed(struct engine *engine, const char *hash, struct feed *feed,
    bool *ret_revoked, struct error *err)
{
	bool was_there = false;
	int found = feed_store_find_hash(engine->store, hash, feed, err);
	int status =
	    feed_store_is_revoked(engine->store, hash, &was_there, err);

	if (found != OB_OK && found != OB_ENOTFOUND)
		return found;
	if (status != OB_OK)
		return status;
	if (found == OB_OK && feed->revoked_at == INSTANT_NONE)
		return OB_OK;
	*ret_revoked = found == OB_OK || was_there;
	return error_set(err, OB_ENOTFOUND, "there is no such calendar");
}

static bool
is_fresh(const struct engine *engine, const struct feed_cached *cached)
{
	return cached != NULL && cached->generation == engine->generation &&
	       cached->day.day == core_today(engine).day;
}

/* A fetch on its way. */
struct fetch {
	const struct feed_query *query;
	char hash[TOKEN_HASH_SIZE];
	struct feed_cached *cached;
	bool is_written; /* the bytes are new */
	bool is_revoked;
};

static int
look_again(struct engine *engine, struct fetch *fetch, struct error *err)
{
	cleanup_(feed_store_release) struct feed feed = {0};
	bool has_tasks = fetch->query->has_tasks;
	int status =
	    find_feed(engine, fetch->hash, &feed, &fetch->is_revoked, err);

	if (status != OB_OK)
		return status;
	if (fetch->cached == NULL) {
		feed_cache_trim(engine->feeds);
		fetch->cached =
		    feed_cache_add(engine->feeds, fetch->hash, has_tasks);
	}
	status = renew(engine, &feed, fetch->cached, &fetch->is_written, err);
	fetch->is_revoked = status == OB_ENOTFOUND;
	if (status != OB_OK && status != OB_ENOTFOUND)
		feeds_note(engine, fetch->query, feed.id, 503);
	return status;
}

int
feeds_fetch(struct engine *engine, const struct feed_query *query,
    struct feed_answer *ret_answer, bool *ret_revoked, struct error *err)
{
	struct fetch fetch = {.query = query};
	const struct feed_cached *cached;
	int status = OB_OK;

	token_hash(query->token, fetch.hash);
	fetch.cached =
	    feed_cache_find(engine->feeds, fetch.hash, query->has_tasks);
	if (!is_fresh(engine, fetch.cached))
		status = look_again(engine, &fetch, err);
	*ret_revoked = fetch.is_revoked;
	if (status != OB_OK)
		return status;
	cached = fetch.cached;
	*ret_answer = (struct feed_answer){
	    .bytes = cached->bytes.buf,
	    .len = cached->bytes.len,
	    .etag = cached->etag,
	    .last_modified = cached->last_modified,
	    .feed_id = cached->feed_id,
	    .left_out = cached->left_out,
	    .is_made_now = fetch.is_written,
	};
	(void)snprintf(ret_answer->log_name, sizeof(ret_answer->log_name),
	    "%.6s", fetch.hash);
	return OB_OK;
}

void
feeds_note(struct engine *engine, const struct feed_query *query,
    int64_t feed_id, int status)
{
	feed_notes_add(
	    engine->notes, &(struct feed_notes_answer){feed_id,
			       core_now(engine), query->agent, status});
}

int
feeds_flush(struct engine *engine, struct error *err)
{
	return feed_notes_flush(engine->notes, engine->store, err);
}
