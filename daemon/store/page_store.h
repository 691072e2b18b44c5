/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_PAGE_STORE_H
#define ONBOARD_STORE_PAGE_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Personal pages, found by the SHA-256 of their token. */

int page_store_add(struct store *store, const struct page *page,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* The token's hash is known only after the id is. */
int page_store_set_hash(struct store *store, int64_t id, const char *token_hash,
    struct error *err) OB_MUST_CHECK;
int page_store_find_hash(struct store *store, const char *token_hash,
    struct page *ret_page, struct error *err) OB_MUST_CHECK;
int page_store_find_person(struct store *store, int64_t person_id,
    struct page *ret_page, struct error *err) OB_MUST_CHECK;
int page_store_find_leader(struct store *store, int64_t journey_id,
    struct page *ret_page, struct error *err) OB_MUST_CHECK;

/* Writes generation and token_hash; the id decides. */
int page_store_renew(struct store *store, const struct page *page,
    struct error *err) OB_MUST_CHECK;

/* All of one person: their own, and the leader's of each journey. */
int page_store_list_of(struct store *store, int64_t person_id,
    struct page **ret_pages, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void page_store_free(struct page *pages, size_t count);
void page_store_release(struct page *page);

#endif
