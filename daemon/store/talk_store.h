/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_TALK_STORE_H
#define ONBOARD_STORE_TALK_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/records.h"
#include "store/store.h"

/* Calls and meetings that were held: that they were, and what about. */

/* Replaces what is known of the activity's talk. */
int talk_store_set(struct store *store, const struct talk *talk,
    struct error *err) OB_MUST_CHECK;
/* OB_ENOTFOUND when the activity was not held, or is no talk. */
int talk_store_find(struct store *store, int64_t activity_id,
    struct talk *ret_talk, struct error *err) OB_MUST_CHECK;
/* With its topics; nothing happens when there is none. */
int talk_store_remove(
    struct store *store, int64_t activity_id, struct error *err) OB_MUST_CHECK;
void talk_store_release(struct talk *talk);

/* Of the talk, one after the other. */
int talk_store_clear_topics(
    struct store *store, int64_t activity_id, struct error *err) OB_MUST_CHECK;
int talk_store_add_topic(struct store *store, const struct talk_topic *topic,
    struct error *err) OB_MUST_CHECK;
int talk_store_list_topics(struct store *store, int64_t activity_id,
    struct talk_topic **ret_topics, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void talk_store_free_topics(struct talk_topic *topics, size_t count);

/*
 * Talks that were to be undisturbed, held from a day on and before another: all
 * (word NULL), or those of which somebody has said so ("yes", "no").
 */
int talk_store_count_undisturbed(struct store *store, struct date from,
    struct date before, const char *word, int64_t *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
