/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_ACTION_LINK_STORE_H
#define ONBOARD_STORE_ACTION_LINK_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Links in mails that do one thing; only the token's hash is kept. */
int action_link_store_add(struct store *store, const struct action_link *link,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* Writes generation and token_hash: the id is part of the token. */
int action_link_store_update(struct store *store,
    const struct action_link *link, struct error *err) OB_MUST_CHECK;

int action_link_store_find_hash(struct store *store, const char *token_hash,
    struct action_link *ret_link, struct error *err) OB_MUST_CHECK;

/* The one of like's purpose, person, activity, offered day and minute. */
int action_link_store_find_like(struct store *store,
    const struct action_link *like, struct action_link *ret_link,
    struct error *err) OB_MUST_CHECK;

/* All of one person, by id. */
int action_link_store_list_of(struct store *store, int64_t person_id,
    struct action_link **ret_links, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void action_link_store_free(struct action_link *links, size_t count);
void action_link_store_release(struct action_link *link);

#endif
