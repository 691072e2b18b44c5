/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_OPENID_STORE_H
#define ONBOARD_STORE_OPENID_STORE_H

#include <stdbool.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Browsers on their way to the provider, and whom it calls what. */
int openid_store_add(struct store *store, const struct openid_sign_in *started,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int openid_store_find_state(struct store *store, const char *state_hash,
    struct openid_sign_in *ret_started, struct error *err) OB_MUST_CHECK;

/* Takes it out; OB_ECONFLICT when somebody else did. */
int openid_store_take(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;
int openid_store_count(
    struct store *store, int64_t *ret_count, struct error *err) OB_MUST_CHECK;
int openid_store_sweep(
    struct store *store, int64_t now, struct error *err) OB_MUST_CHECK;
void openid_store_release(struct openid_sign_in *started);

/* OB_ECONFLICT when the account or the subject has one of that issuer. */
int openid_store_link(struct store *store,
    const struct openid_identity *identity, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;
int openid_store_find_subject(struct store *store, const char *issuer,
    const char *subject, struct openid_identity *ret_identity,
    struct error *err) OB_MUST_CHECK;

/* Forgets all of an account. */
int openid_store_unlink(struct store *store, int64_t account_id,
    bool *ret_was_linked, struct error *err) OB_MUST_CHECK;
void openid_store_release_identity(struct openid_identity *identity);

#endif
