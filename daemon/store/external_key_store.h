/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_EXTERNAL_KEY_STORE_H
#define ONBOARD_STORE_EXTERNAL_KEY_STORE_H

#include <stdint.h>

#include "base/error.h"

struct store;

/*
 * What another system calls a row: kind "leader" means a journey, "person" a
 * person.
 */
#define EXTERNAL_KEY_CHARS 200

/* OB_ENOTFOUND when the key means nothing yet. */
int external_key_store_find(struct store *store, const char *kind,
    const char *key, int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* The key of a row, returns owned; "" when it has none. */
int external_key_store_find_entity(struct store *store, const char *kind,
    int64_t id, char **ret_key, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when the key means a row already. */
int external_key_store_add(struct store *store, const char *kind,
    const char *key, int64_t id, struct error *err) OB_MUST_CHECK;

#endif
