/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_PROGRAMME_STORE_H
#define ONBOARD_STORE_PROGRAMME_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/records.h"

struct store;

/* Programme versions: added once, never changed. */

/* version's id is not used; its key, version, hash and instant are stored. */
int programme_store_add(struct store *store,
    const struct programme_version *version, const struct programme *programme,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* The newest version of a key. */
int programme_store_find_newest(struct store *store, const char *key,
    struct programme_version *ret_version, struct error *err) OB_MUST_CHECK;
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
