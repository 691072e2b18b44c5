/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_SESSION_STORE_H
#define ONBOARD_STORE_SESSION_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Sessions; of their tokens only the hashes are kept. */
int session_store_add(struct store *store, const struct session_record *session,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int session_store_find_hash(struct store *store, const char *token_hash,
    struct session_record *ret_session, struct error *err) OB_MUST_CHECK;
int session_store_find(struct store *store, int64_t id,
    struct session_record *ret_session, struct error *err) OB_MUST_CHECK;

int session_store_see(struct store *store, int64_t id, int64_t now,
    struct error *err) OB_MUST_CHECK;

/* One wrong code more. */
int session_store_count_try(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* Ends one; no error when there is none. */
int session_store_end(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* Ends all of an account; ret_count may be NULL. */
int session_store_end_account(struct store *store, int64_t account_id,
    int *ret_count, struct error *err) OB_MUST_CHECK;

/* Takes out those that ended, or that nobody was seen with since. */
int session_store_sweep(struct store *store, int64_t now, int64_t seen_since,
    struct error *err) OB_MUST_CHECK;

/* Of one account, by id. */
int session_store_list(struct store *store, int64_t account_id,
    struct session_record **ret_sessions, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void session_store_release(struct session_record *session);
void session_store_free(struct session_record *sessions, size_t count);

#endif
