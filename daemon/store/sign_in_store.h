/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SIGN_IN_STORE_H
#define ONBOARD_STORE_SIGN_IN_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* The links of sign-ins under way, and how often was tried. */
int sign_in_store_add(struct store *store, const struct sign_in_link *link,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/*
 * Writes token_hash, account_id, state and mail_id; OB_ECONFLICT when it is
 * not in the expected state.
 */
int sign_in_store_update(struct store *store, const struct sign_in_link *link,
    const char *expected_state, struct error *err) OB_MUST_CHECK;
int sign_in_store_find_hash(struct store *store, const char *token_hash,
    struct sign_in_link *ret_link, struct error *err) OB_MUST_CHECK;

/* The newest that a browser asked for. */
int sign_in_store_find_browser(struct store *store, const char *browser_hash,
    struct sign_in_link *ret_link, struct error *err) OB_MUST_CHECK;

/* One wrong code more. */
int sign_in_store_count_try(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* Those for which no mail was written yet, by id; at most 100. */
int sign_in_store_list_asked(struct store *store,
    struct sign_in_link **ret_links, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* How many there are, whatever their state. */
int sign_in_store_count(
    struct store *store, int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Ends all of an account that still lead in. */
int sign_in_store_end_account(
    struct store *store, int64_t account_id, struct error *err) OB_MUST_CHECK;

/*
 * Takes out the links that ended before now, and clears the letters with such
 * links once they have left, or can no more.
 */
int sign_in_store_sweep(
    struct store *store, int64_t now, struct error *err) OB_MUST_CHECK;
void sign_in_store_release(struct sign_in_link *link);
void sign_in_store_free(struct sign_in_link *links, size_t count);

/*
 * Counts one more for the subject: anew when what is counted began before
 * since.  ret_count: how many it is now.
 */
int sign_in_store_count_limit(struct store *store,
    const struct rate_limit *limit, int64_t since, int64_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Forgets what began before. */
int sign_in_store_sweep_limits(
    struct store *store, int64_t before, struct error *err) OB_MUST_CHECK;

#endif
