/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "model/nomination.h"
#include "model/role.h"
#include "store/feed_store.h"
#include "store/store.h"

#define TOKEN_KIND "feed"

char *
feeds_address(const struct engine *engine, const struct feed *feed)
{
	char token[TOKEN_TEXT_SIZE];

	token_make(engine->key, TOKEN_KIND, feed->id, feed->generation, token);
	return memory_printf(
	    "%s/f/%s.ics", engine->settings->public_url, token);
}

void
feeds_set_hash(const struct engine *engine, struct feed *feed)
{
	char token[TOKEN_TEXT_SIZE];
	char hash[TOKEN_HASH_SIZE];

	token_make(engine->key, TOKEN_KIND, feed->id, feed->generation, token);
	token_hash(token, hash);
	free(feed->token_hash);
	feed->token_hash = memory_strdup(hash);
}

int
feeds_create(struct engine *engine, const struct feed_owner *owner,
    int64_t *ret_id, struct error *err)
{
	const char *purpose = feed_purpose_name(owner->purpose);
	cleanup_(feed_store_release) struct feed feed = {
	    .purpose = memory_strdup(purpose),
	    .journey_id = owner->journey_id,
	    .network_id = owner->network_id,
	    .person_id = owner->person_id,
	    .role = memory_strdup(owner->role),
	    .generation = 1,
	    .content_hash = memory_strdup(""),
	    .tasks_hash = memory_strdup(""),
	    .alarm_minutes = -1,
	    .last_fetched_at = INSTANT_NONE,
	    .last_agent = memory_strdup(""),
	    .revoked_at = INSTANT_NONE,
	    /* The token's hash is known when the id is. */
	    .token_hash = memory_printf(
		"new %s %" PRId64 " %" PRId64 " %" PRId64, purpose,
		owner->journey_id, owner->network_id, owner->person_id),
	};
	int status = feed_store_add(engine->store, &feed, &feed.id, err);

	if (status != OB_OK)
		return status;
	feeds_set_hash(engine, &feed);
	status = feed_store_update(engine->store, &feed, err);
	if (status == OB_OK)
		*ret_id = feed.id;
	return status;
}

static bool
is_participant(const struct dossier *dossier, int64_t person_id)
{
	for (size_t i = 0; i < dossier->nomination_count; i++) {
		const struct nomination *row = &dossier->nominations[i];

		if (row->person_id == person_id && nomination_takes_part(row))
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
			role_rank(row->role) < role_rank(first->role)))
			first = row;
	}
	if (first == NULL)
		return is_participant(dossier, person_id) ? ROLE_PARTICIPANTS
							  : NULL;
	return first->role;
}

static int
ensure_in_journey(const struct dossier *dossier, int64_t person_id,
    const char *role, struct error *err)
{
	struct engine *engine = dossier->engine;
	const struct feed_owner owner = {
	    FEED_JOURNEY, dossier->journey.id, 0, person_id, role};
	cleanup_(feed_store_release) struct feed feed = {0};
	int64_t id = 0;
	int status = feed_store_find_person(
	    engine->store, dossier->journey.id, person_id, &feed, err);

	return status == OB_ENOTFOUND ? feeds_create(engine, &owner, &id, err)
				      : status;
}

int
feeds_ensure_person(struct engine *engine, int64_t person_id, struct error *err)
{
	const struct feed_owner owner = {FEED_PERSON, 0, 0, person_id, ""};
	cleanup_(feed_store_release) struct feed feed = {0};
	int64_t id = 0;
	int status = feed_store_find_purpose(engine->store,
	    feed_purpose_name(FEED_PERSON), person_id, &feed, err);

	return status == OB_ENOTFOUND ? feeds_create(engine, &owner, &id, err)
				      : status;
}

int
feeds_ensure_network(struct engine *engine, int64_t network_id,
    int64_t person_id, struct error *err)
{
	const struct feed_owner owner = {
	    FEED_NETWORK, 0, network_id, person_id, ""};
	cleanup_(feed_store_release) struct feed feed = {0};
	int64_t id = 0;
	int status = feed_store_find_network(
	    engine->store, network_id, person_id, &feed, err);

	return status == OB_ENOTFOUND ? feeds_create(engine, &owner, &id, err)
				      : status;
}

/* Whoever came to the program before there were such calendars. */
int
feeds_ensure_pages(struct engine *engine, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *people = NULL;
	size_t count = 0;
	int status =
	    feed_store_list_lacking(engine->store, &people, &count, err);

	if (status != OB_OK || count == 0)
		return status;
	status = store_begin(engine->store, err);
	if (status != OB_OK)
		return status;
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = feeds_ensure_person(engine, people[i], err);
	if (status == OB_OK)
		status = store_commit(engine->store, err);
	if (status != OB_OK)
		store_rollback(engine->store);
	return status;
}

int
feeds_ensure_acting(const struct dossier *dossier, int64_t person_id,
    int64_t owner_id, struct error *err)
{
	const char *role = first_role(dossier, person_id);
	int status = OB_OK;

	if (role == NULL)
		role = first_role(dossier, owner_id);
	if (role == NULL)
		return OB_OK;
	if (!naming_is_own(dossier, person_id))
		status = feeds_ensure_person(dossier->engine, person_id, err);
	return status == OB_OK
		   ? ensure_in_journey(dossier, person_id, role, err)
		   : status;
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
		ids = acting_expected(acting, owner, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = feeds_ensure_acting(dossier, ids[i], owner->id, err);
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
