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
int feed_store_list_journey(struct store *store, int64_t journey_id,
    struct feed **ret_feeds, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Writes generation, token_hash, content_*, last_*; the id decides. */
int feed_store_update(struct store *store, const struct feed *feed,
    struct error *err) OB_MUST_CHECK;

int feed_store_revoke(struct store *store, const char *token_hash,
    int64_t feed_id, int64_t at, struct error *err) OB_MUST_CHECK;
int feed_store_is_revoked(struct store *store, const char *token_hash,
    bool *ret_revoked, struct error *err) OB_MUST_CHECK;

void feed_store_release(struct feed *feed);
void feed_store_free(struct feed *feeds, size_t count);

#endif
