/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_AUDIT_STORE_H
#define ONBOARD_STORE_AUDIT_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* The audit chain; engine/core/change.c computes the hashes. */

int audit_store_last(struct store *store, struct audit_entry *ret_entry,
    struct error *err) OB_MUST_CHECK; /* OB_ENOTFOUND when it is empty */
int audit_store_add(struct store *store, const struct audit_entry *entry,
    const char *salt, const char *before, const char *after,
    struct error *err) OB_MUST_CHECK;

/* What changed, as long as it is kept: OB_ENOTFOUND when it was erased. */
struct audit_value {
	char *salt;
	char *before;
	char *after;
};

int audit_store_find_value(struct store *store, int64_t id,
    struct audit_value *ret_value, struct error *err) OB_MUST_CHECK;
void audit_store_release_value(struct audit_value *value);

/* In order, those with an id above after; at most 1000. */
int audit_store_list(struct store *store, int64_t after,
    struct audit_entry **ret_entries, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
/* In order, what was done to a journey at that instant or later. */
int audit_store_list_journey(struct store *store, int64_t journey_id,
    int64_t since, struct audit_entry **ret_entries, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
/* How often the verb was used on the activity at that instant. */
int audit_store_count_activity(struct store *store, int64_t activity_id,
    const char *verb, int64_t at, int64_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void audit_store_release(struct audit_entry *entry);
void audit_store_free(struct audit_entry *entries, size_t count);

#endif
