/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "crypto/digest.h"
#include "engine/acting.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/feed_cache.h"
#include "engine/feed_content.h"
#include "engine/nominations.h"
#include "engine/people.h"
#include "engine/roles.h"
#include "model/role.h"
#include "store/feed_store.h"
#include "store/person_store.h"
#include "store/store.h"

#define TOKEN_KIND "feed"

struct feed_cache *
feeds_cache_new(void)
{
	return feed_cache_new();
}

void
feeds_cache_free(struct feed_cache *cache)
{
	feed_cache_free(cache);
}

static char *
url_of(const struct engine *engine, const struct feed *feed)
{
	char token[TOKEN_TEXT_SIZE];

	token_make(engine->key, TOKEN_KIND, feed->id, feed->generation, token);
	return memory_printf(
	    "%s/f/%s.ics", engine->settings->public_url, token);
}

static void
set_hash(const struct engine *engine, struct feed *feed)
{
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];

	token_make(engine->key, TOKEN_KIND, feed->id, feed->generation, token);
	token_hash(token, hash);
	free(feed->token_hash);
	feed->token_hash = memory_strdup(hash);
}

static bool
is_participant(const struct dossier *dossier, int64_t person_id)
{
	for (size_t i = 0; i < dossier->nomination_count; i++) {
		const struct nomination *row = &dossier->nominations[i];

		if (row->person_id == person_id && nominations_takes_part(row))
			return true;
	}
	return false;
}

/* The role that stands first in lists; what fell to somebody comes last. */
static const char *
first_role(const struct dossier *dossier, int64_t person_id)
{
	const struct journey_role *first = NULL;

	for (size_t i = 0; i < dossier->role_count; i++) {
		const struct journey_role *row = &dossier->roles[i];

		if (row->person_id != person_id)
			continue;
		if (first == NULL || row->is_fallback < first->is_fallback ||
		    (row->is_fallback == first->is_fallback &&
			roles_rank(row->role) < roles_rank(first->role)))
			first = row;
	}
	if (first == NULL)
		return is_participant(dossier, person_id) ? ROLE_PARTICIPANTS
							  : NULL;
	return first->role;
}

static int
ensure(const struct dossier *dossier, int64_t person_id, const char *role,
    struct error *err)
{
	struct engine *engine = dossier->engine;
	cleanup_(feed_store_release) struct feed feed = {0};
	int status = feed_store_find_person(
	    engine->store, dossier->journey.id, person_id, &feed, err);

	if (status != OB_ENOTFOUND)
		return status;
	feed = (struct feed){
	    .purpose = memory_strdup("journey"),
	    .journey_id = dossier->journey.id,
	    .person_id = person_id,
	    .role = memory_strdup(role),
	    .generation = 1,
	    .content_hash = memory_strdup(""),
	    .alarm_minutes = -1,
	    .last_fetched_at = INSTANT_NONE,
	    .last_agent = memory_strdup(""),
	    .revoked_at = INSTANT_NONE,
	    /* The token's hash is known when the id is. */
	    .token_hash = memory_printf(
		"new %" PRId64 " %" PRId64, dossier->journey.id, person_id),
	};
	status = feed_store_add(engine->store, &feed, &feed.id, err);
	if (status != OB_OK)
		return status;
	set_hash(engine, &feed);
	return feed_store_update(engine->store, &feed, err);
}

int
feeds_ensure_acting(const struct dossier *dossier, int64_t person_id,
    int64_t owner_id, struct error *err)
{
	const char *role = first_role(dossier, person_id);

	if (role == NULL)
		role = first_role(dossier, owner_id);
	return role == NULL ? OB_OK : ensure(dossier, person_id, role, err);
}

/* Also for the one who will stand in when the day comes. */
static int
ensure_others(const struct dossier *dossier, const struct person *owner,
    struct error *err)
{
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = acting_today(dossier->engine, &acting, err);

	if (status == OB_OK)
		ids = acting_others(acting, owner->id, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = feeds_ensure_acting(dossier, ids[i], owner->id, err);
	if (status == OB_OK && owner->stand_in_id != 0)
		status = feeds_ensure_acting(
		    dossier, owner->stand_in_id, owner->id, err);
	return status;
}

int
feeds_ensure_journey(const struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++) {
		int64_t person_id = dossier->people[i].id;

		status =
		    feeds_ensure_acting(dossier, person_id, person_id, err);
		if (status == OB_OK)
			status =
			    ensure_others(dossier, &dossier->people[i], err);
	}
	return status;
}

static json_t *
view_of(const struct dossier *dossier, const struct feed *feed,
    const struct person *person)
{
	cleanup_(memory_free_ptr) char *url = url_of(dossier->engine, feed);
	char fetched[INSTANT_TEXT_SIZE];

	return json_pack("{s:I, s:I, s:s, s:o, s:s, s:o, s:s}", "id",
	    (json_int_t)feed->id, "leader", (json_int_t)feed->journey_id,
	    "role", feed->role, "person", people_brief(person), "url", url,
	    "last_fetched",
	    feed->last_fetched_at == INSTANT_NONE
		? json_null()
		: json_string(instant_format(
		      dossier->engine->zone, feed->last_fetched_at, fetched)),
	    "last_agent", feed->last_agent);
}

/*
 * Somebody who left the journey, has nothing in it, or acts for nobody who
 * has (any more), keeps the row but is not shown.
 */
static bool
is_known(const struct dossier *dossier, const struct acting *acting,
    int64_t person_id)
{
	for (size_t i = 0; i < dossier->people_count; i++) {
		int64_t owner_id = dossier->people[i].id;

		if (acting_is_for(acting, person_id, owner_id) &&
		    dossier_involves(dossier, owner_id))
			return true;
	}
	return false;
}

static int
add_view(const struct dossier *dossier, const struct feed *feed, json_t *list,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = person_store_find(
	    dossier->engine->store, feed->person_id, &person, err);

	/* The members of a group without a mailbox have calendars instead. */
	if (status == OB_OK && acting_has_mailbox(&person))
		(void)json_array_append_new(
		    list, view_of(dossier, feed, &person));
	return status;
}

int
feeds_of_journey(
    const struct dossier *dossier, json_t **ret_feeds, struct error *err)
{
	const struct acting *acting = NULL;
	struct feed *feeds = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = acting_today(dossier->engine, &acting, err);

	if (status == OB_OK)
		status = feed_store_list_journey(dossier->engine->store,
		    dossier->journey.id, &feeds, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (is_known(dossier, acting, feeds[i].person_id))
			status = add_view(dossier, &feeds[i], list, err);
	}
	feed_store_free(feeds, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_feeds = list;
	return OB_OK;
}

int
feeds_list(struct engine *engine, int64_t journey_id, json_t **ret_view,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	json_t *feeds = NULL;
	int status = feeds_flush(engine, err);

	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &dossier, err);
	if (status == OB_OK)
		status = feeds_of_journey(&dossier, &feeds, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "feeds", feeds);
	return status;
}

int
feeds_url(const struct dossier *dossier, int64_t person_id, char **ret_url,
    struct error *err)
{
	struct engine *engine = dossier->engine;
	cleanup_(feed_store_release) struct feed feed = {0};
	int status = feed_store_find_person(
	    engine->store, dossier->journey.id, person_id, &feed, err);

	if (status == OB_OK)
		*ret_url = url_of(engine, &feed);
	return status;
}

static int
rotate(struct change *change, struct feed *feed, struct error *err)
{
	struct engine *engine = change->engine;
	int status = feed_store_revoke(
	    engine->store, feed->token_hash, feed->id, core_now(engine), err);

	if (status != OB_OK)
		return status;
	feed->generation++;
	set_hash(engine, feed);
	status = feed_store_update(engine->store, feed, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "rotate-feed", SUBJECT("feed", feed->id),
	    json_pack(
		"{s:I}", "generation", (json_int_t)(feed->generation - 1)),
	    json_pack("{s:I}", "generation", (json_int_t)feed->generation),
	    err);
}

int
feeds_rotate(struct engine *engine, const char *actor, int64_t feed_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(feed_store_release) struct feed feed = {0};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = feed_store_find(engine->store, feed_id, &feed, err);
	if (status == OB_ENOTFOUND)
		return error_set(
		    err, OB_ENOTFOUND, "there is no feed %" PRId64, feed_id);
	if (status == OB_OK)
		status = dossier_load(engine, feed.journey_id, &dossier, err);
	if (status == OB_OK)
		status = dossier_know(&dossier, feed.person_id, err);
	if (status == OB_OK)
		status = rotate(&change, &feed, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "feed",
		    view_of(&dossier, &feed,
			dossier_person(&dossier, feed.person_id)));
	return status;
}

/* Last-Modified grows whenever the bytes change, also with the clock back. */
static int
note_content(struct engine *engine, struct feed *feed, const char *hash,
    struct error *err)
{
	int64_t now = core_now(engine);
	int status;

	if (strcmp(feed->content_hash, hash) == 0)
		return OB_OK;
	feed->content_changed_at =
	    now > feed->content_changed_at ? now : feed->content_changed_at + 1;
	free(feed->content_hash);
	feed->content_hash = memory_strdup(hash);
	status = store_begin(engine->store, err);
	if (status == OB_OK)
		status = feed_store_update(engine->store, feed, err);
	if (status == OB_OK)
		status = store_commit(engine->store, err);
	if (status != OB_OK)
		store_rollback(engine->store);
	return status;
}

static int
build(struct engine *engine, struct feed *feed, struct feed_cached *cached,
    bool *ret_ended, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	unsigned char digest[DIGEST_SIZE];
	char hash[DIGEST_HEX_SIZE];
	int status = dossier_load(engine, feed->journey_id, &dossier, err);

	if (status == OB_OK)
		status = dossier_know(&dossier, feed->person_id, err);
	*ret_ended = status == OB_OK && dossier_has_ended(&dossier);
	if (*ret_ended)
		return error_set(err, OB_ENOTFOUND, "the calendar has ended");

	strbuf_clear(&cached->bytes);
	if (status == OB_OK)
		status = feed_content_build(
		    &dossier, feed->person_id, &cached->bytes, err);
	if (status != OB_OK)
		return status;
	digest_sha256(cached->bytes.buf, cached->bytes.len, digest);
	(void)digest_hex(digest, sizeof(digest), hash);
	status = note_content(engine, feed, hash, err);
	if (status != OB_OK)
		return status;
	cached->feed_id = feed->id;
	cached->last_modified = feed->content_changed_at;
	(void)snprintf(cached->etag, sizeof(cached->etag), "\"%s\"", hash);
	cached->generation = engine->generation;
	cached->day = core_today(engine);
	return OB_OK;
}

/* The part of a User-Agent that may be kept: printable and short. */
static void
note_fetch(
    const struct engine *engine, struct feed_cached *cached, const char *agent)
{
	size_t at = 0;

	cached->fetched_at = core_now(engine);
	for (;
	     agent != NULL && *agent != '\0' && at < sizeof(cached->agent) - 1;
	     agent++) {
		if (isprint((unsigned char)*agent))
			cached->agent[at++] = *agent;
	}
	cached->agent[at] = '\0';
}

static int
find_feed(struct engine *engine, const char *hash, struct feed *feed,
    bool *ret_revoked, struct error *err)
{
	int status = feed_store_find_hash(engine->store, hash, feed, err);

	*ret_revoked = false;
	if (status != OB_ENOTFOUND)
		return status;
	status = feed_store_is_revoked(engine->store, hash, ret_revoked, err);
	if (status != OB_OK)
		return status;
	return error_set(err, OB_ENOTFOUND, "there is no such calendar");
}

int
feeds_fetch(struct engine *engine, const char *token, const char *agent,
    struct feed_answer *ret_answer, bool *ret_revoked, struct error *err)
{
	cleanup_(feed_store_release) struct feed feed = {0};
	struct feed_cached *cached;
	char hash[TOKEN_HASH_SIZE];
	int status = OB_OK;

	token_hash(token, hash);
	cached = feed_cache_find(engine->feeds, hash);
	if (cached == NULL || cached->generation != engine->generation ||
	    cached->day.day != core_today(engine).day) {
		status = find_feed(engine, hash, &feed, ret_revoked, err);
		if (status != OB_OK)
			return status;
		if (cached == NULL) {
			feed_cache_trim(engine->feeds);
			cached = feed_cache_add(engine->feeds, hash);
		}
		status = build(engine, &feed, cached, ret_revoked, err);
	}
	if (status != OB_OK)
		return status;
	note_fetch(engine, cached, agent);
	*ret_answer = (struct feed_answer){
	    .bytes = cached->bytes.buf,
	    .len = cached->bytes.len,
	    .etag = cached->etag,
	    .last_modified = cached->last_modified,
	};
	(void)snprintf(
	    ret_answer->log_name, sizeof(ret_answer->log_name), "%.6s", hash);
	return OB_OK;
}

/* What feed_cache_each() hands on while fetches are written down. */
struct flush {
	struct engine *engine;
	bool is_open;
	struct error *err;
};

static int
flush_one(void *arg, struct feed_cached *cached)
{
	struct flush *flush = arg;
	struct engine *engine = flush->engine;
	cleanup_(feed_store_release) struct feed feed = {0};
	int status = OB_OK;

	if (cached->fetched_at == INSTANT_NONE || cached->feed_id == 0)
		return OB_OK;
	if (!flush->is_open) {
		status = store_begin(engine->store, flush->err);
		flush->is_open = status == OB_OK;
	}
	if (status == OB_OK)
		status = feed_store_find(
		    engine->store, cached->feed_id, &feed, flush->err);
	if (status != OB_OK)
		return status;
	feed.last_fetched_at = cached->fetched_at;
	free(feed.last_agent);
	feed.last_agent = memory_strdup(cached->agent);
	status = feed_store_update(engine->store, &feed, flush->err);
	if (status == OB_OK)
		cached->fetched_at = INSTANT_NONE;
	return status;
}

int
feeds_flush(struct engine *engine, struct error *err)
{
	struct flush flush = {engine, false, err};
	int status = feed_cache_each(engine->feeds, flush_one, &flush);

	if (status == OB_OK && flush.is_open)
		status = store_commit(engine->store, err);
	if (status != OB_OK)
		store_rollback(engine->store);
	return status;
}
