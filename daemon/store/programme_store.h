/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_PROGRAMME_STORE_H
#define ONBOARD_STORE_PROGRAMME_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/records.h"

struct store;

/* Programme versions: added once; they can only be withdrawn. */

/* version's id is not used; its key, version, hash and instant are stored. */
int programme_store_add(struct store *store,
    const struct programme_version *version, const struct programme *programme,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* The newest version for exactly this scope that was not withdrawn. */
int programme_store_find_newest(struct store *store, const char *key,
    const struct programme_scope *scope, struct programme_version *ret_version,
    struct error *err) OB_MUST_CHECK;

/* The one of a kind for a leader there: the workplace's, the area's, any. */
int programme_store_find_kind(struct store *store, const char *kind,
    const struct programme_scope *where, struct programme_version *ret_version,
    struct error *err) OB_MUST_CHECK;

/* As find_newest, of those that this overlay made; "" for those that none made.
 */
int programme_store_find_layer(struct store *store, const char *key,
    const struct programme_scope *scope, const char *overlay,
    struct programme_version *ret_version, struct error *err) OB_MUST_CHECK;

int programme_store_find_version(struct store *store, const char *key,
    int version, struct programme_version *ret_version,
    struct error *err) OB_MUST_CHECK;

/* The greatest number of a version, 0 when there is none. */
int programme_store_last_version(struct store *store, const char *key,
    int *ret_version, struct error *err) OB_MUST_CHECK;

/* Journeys begin on none of the scope's versions any more. */
int programme_store_withdraw(struct store *store, const char *key,
    const struct programme_scope *scope, int64_t at, int *ret_changed,
    struct error *err) OB_MUST_CHECK;

/* Only those that this overlay made. */
int programme_store_withdraw_layer(struct store *store, const char *key,
    const struct programme_scope *scope, const char *overlay, int64_t at,
    struct error *err) OB_MUST_CHECK;
int programme_store_find(struct store *store, int64_t id,
    struct programme_version *ret_version, struct error *err) OB_MUST_CHECK;

/* All versions, by key and version. */
int programme_store_list(struct store *store,
    struct programme_version **ret_versions, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void programme_store_release(struct programme_version *version);
void programme_store_free(struct programme_version *versions, size_t count);

/* The whole definition; returns owned: programme_free(). */
int programme_store_load(struct store *store, int64_t id,
    struct programme **ret_programme, struct error *err) OB_MUST_CHECK;

#endif
