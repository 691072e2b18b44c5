/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_FEED_STORE_H
#define ONBOARD_STORE_FEED_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Calendar subscriptions, found by the SHA-256 of their token. */

int feed_store_add(struct store *store, const struct feed *feed,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int feed_store_find(struct store *store, int64_t id, struct feed *ret_feed,
    struct error *err) OB_MUST_CHECK;
int feed_store_find_hash(struct store *store, const char *token_hash,
    struct feed *ret_feed, struct error *err) OB_MUST_CHECK;
int feed_store_find_person(struct store *store, int64_t journey_id,
    int64_t person_id, struct feed *ret_feed, struct error *err) OB_MUST_CHECK;
/* A person's feed of a purpose other than "journey", of no one network. */
int feed_store_find_purpose(struct store *store, const char *purpose,
    int64_t person_id, struct feed *ret_feed, struct error *err) OB_MUST_CHECK;

/* A member's, of one network. */
int feed_store_find_network(struct store *store, int64_t network_id,
    int64_t person_id, struct feed *ret_feed, struct error *err) OB_MUST_CHECK;
int feed_store_list_journey(struct store *store, int64_t journey_id,
    struct feed **ret_feeds, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * The journeys whose activities on or after a day a person's calendar shows:
 * the person is or was responsible, or takes part; or, of a coordinator, those
 * that they follow.  By id; free() the array.
 */
struct feed_journeys_of {
	int64_t person_id;
	struct date from;
	bool is_coordinator;
};

int feed_store_list_journeys(struct store *store,
    const struct feed_journeys_of *of, int64_t **ret_ids, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Who has a page, but no feed of purpose "person"; free() the array. */
int feed_store_list_lacking(struct store *store, int64_t **ret_people,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* 0 and NULL filter nothing.  By id. */
struct feed_filter {
	int64_t person_id;
	const char *purpose;
};

int feed_store_list(struct store *store, const struct feed_filter *filter,
    struct feed **ret_feeds, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Writes generation, token_hash, content_*, tasks_*, alarm_minutes and
 * revoked_at; the id decides.
 */
int feed_store_update(struct store *store, const struct feed *feed,
    struct error *err) OB_MUST_CHECK;

/* What calendar programs asked since it was written down last. */
struct feed_note {
	int64_t feed_id;
	int64_t fetched_at; /* INSTANT_NONE: they got nothing */
	char *agent;
	int status; /* the last answer's */
	int64_t fetches;
	int64_t unchanged;
};

/* Adds to what is counted; a feed that is gone is nobody's loss. */
int feed_store_note(struct store *store, const struct feed_note *note,
    struct error *err) OB_MUST_CHECK;

int feed_store_revoke(struct store *store, const char *token_hash,
    int64_t feed_id, int64_t at, struct error *err) OB_MUST_CHECK;
int feed_store_is_revoked(struct store *store, const char *token_hash,
    bool *ret_revoked, struct error *err) OB_MUST_CHECK;

void feed_store_release(struct feed *feed);
void feed_store_free(struct feed *feeds, size_t count);

#endif
