/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_H
#define ONBOARD_ENGINE_FEEDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier.h"

struct engine;

/*
 * Calendar subscriptions: one for each person in a journey.  The bytes are
 * kept in memory while nothing changes, so that a poll costs a look-up.
 */

/* {"feeds":[...]} of one journey. */
int feeds_list(struct engine *engine, int64_t journey_id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Gives the feed a new address; the old one answers "gone". */
int feeds_rotate(struct engine *engine, const char *actor, int64_t feed_id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct feed_answer {
	const char *bytes; /* borrowed until the next call of a verb */
	size_t len;
	const char *etag;      /* quoted, strong */
	int64_t last_modified; /* never falls */
	char log_name[7];      /* first six of the token's hash */
};

/*
 * The calendar behind a token.  OB_ENOTFOUND when there is none; *ret_revoked
 * then tells whether it was one once: rotated away, or its journey has ended.
 */
int feeds_fetch(struct engine *engine, const char *token, const char *agent,
    struct feed_answer *ret_answer, bool *ret_revoked,
    struct error *err) OB_MUST_CHECK;

/* Writes down who fetched what since the last time. */
int feeds_flush(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* Within the engine. */
struct feed_cache;

struct feed_cache *feeds_cache_new(void);
void feeds_cache_free(struct feed_cache *cache);

/* Makes the feeds that persons of the journey lack. */
int feeds_ensure_journey(
    const struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/* Makes the feed of somebody who acts for the owner, or the owner's. */
int feeds_ensure_acting(const struct dossier *dossier, int64_t person_id,
    int64_t owner_id, struct error *err) OB_MUST_CHECK;

/* The JSON array for views. */
int feeds_of_journey(const struct dossier *dossier, json_t **ret_feeds,
    struct error *err) OB_MUST_CHECK;

/* The address of a person's feed, owned. */
int feeds_url(const struct dossier *dossier, int64_t person_id, char **ret_url,
    struct error *err) OB_MUST_CHECK;

#endif
