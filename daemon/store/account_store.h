/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_ACCOUNT_STORE_H
#define ONBOARD_STORE_ACCOUNT_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Accounts, their authenticators and recovery codes. */
int account_store_add(struct store *store, const struct account *account,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* Writes role, area, state and signed_in_at. */
int account_store_update(struct store *store, const struct account *account,
    struct error *err) OB_MUST_CHECK;
int account_store_find(struct store *store, int64_t id,
    struct account *ret_account, struct error *err) OB_MUST_CHECK;
int account_store_find_person(struct store *store, int64_t person_id,
    struct account *ret_account, struct error *err) OB_MUST_CHECK;
int account_store_list(struct store *store, struct account **ret_accounts,
    size_t *ret_count, struct error *err) OB_MUST_CHECK; /* by id */
void account_store_release(struct account *account);
void account_store_free(struct account *accounts, size_t count);

/* Adds the authenticator, or writes it anew. */
int account_store_set_authenticator(struct store *store,
    const struct authenticator *authenticator, struct error *err) OB_MUST_CHECK;
int account_store_find_authenticator(struct store *store, int64_t account_id,
    struct authenticator *ret_authenticator, struct error *err) OB_MUST_CHECK;

/*
 * Notes a used time step; OB_ECONFLICT when it, or a newer one, was used
 * already.
 */
int account_store_use_step(struct store *store, int64_t account_id,
    int64_t step, struct error *err) OB_MUST_CHECK;

int account_store_add_recovery(struct store *store, int64_t account_id,
    const char *code_hash, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when there is no such code, or it was used. */
int account_store_use_recovery(struct store *store, int64_t account_id,
    const char *code_hash, int64_t now, struct error *err) OB_MUST_CHECK;
int account_store_drop_recovery(
    struct store *store, int64_t account_id, struct error *err) OB_MUST_CHECK;
int account_store_count_recovery(struct store *store, int64_t account_id,
    int64_t *ret_left, struct error *err) OB_MUST_CHECK;

#endif
