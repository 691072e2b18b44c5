/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_HANDBOOK_STORE_H
#define ONBOARD_STORE_HANDBOOK_STORE_H

#include "base/error.h"
#include "model/handbook.h"
#include "model/records.h"

struct store;

/* Replaces the whole handbook. */
int handbook_store_replace(struct store *store, const struct handbook *handbook,
    struct error *err) OB_MUST_CHECK;

/* Adds one entry: OB_ECONFLICT when it is there. */
int handbook_store_add(struct store *store, const struct handbook_entry *entry,
    struct error *err) OB_MUST_CHECK;

/* Writes one entry that is there; its name and place stay. */
int handbook_store_put(struct store *store, const struct handbook_entry *entry,
    struct error *err) OB_MUST_CHECK;

/* Removes one, and who confirmed it: OB_ECONFLICT when it is not there. */
int handbook_store_remove(
    struct store *store, const char *name, struct error *err) OB_MUST_CHECK;

/* Returns owned: handbook_free(). */
int handbook_store_load(struct store *store, struct handbook **ret_handbook,
    struct error *err) OB_MUST_CHECK;

/* Who said last that an entry is right; an earlier one of it is replaced. */
int handbook_store_confirm(struct store *store,
    const struct handbook_confirmation *confirmation,
    struct error *err) OB_MUST_CHECK;

/* Nobody has said so any more; nothing happens when nobody had. */
int handbook_store_forget(
    struct store *store, const char *name, struct error *err) OB_MUST_CHECK;

struct handbook_confirmations {
	struct handbook_confirmation *rows;
	size_t count;
};

/* All of them; owned: handbook_store_release(). */
int handbook_store_confirmations(struct store *store,
    struct handbook_confirmations *ret_confirmations,
    struct error *err) OB_MUST_CHECK;
void handbook_store_release(struct handbook_confirmations *confirmations);

/* NULL: nobody has said so of that entry. */
const struct handbook_confirmation *handbook_store_find_confirmation(
    const struct handbook_confirmations *confirmations, const char *name);

#endif
