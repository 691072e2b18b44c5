/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_PERSON_STORE_H
#define ONBOARD_STORE_PERSON_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/*
 * Persons and their addresses; a key is message/address.h's address_key(), of
 * a group its function's (engine/people/groups.h).
 */

/* Adds without addresses; person_store_set_address() follows. */
int person_store_add(struct store *store, const struct person *person,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int person_store_find(struct store *store, int64_t id,
    struct person *ret_person, struct error *err) OB_MUST_CHECK;
int person_store_find_by_key(struct store *store, const char *address_key,
    struct person *ret_person, struct error *err) OB_MUST_CHECK;
int person_store_update(struct store *store, const struct person *person,
    struct error *err) OB_MUST_CHECK;

/*
 * kind: "main" or "work".  OB_ECONFLICT when another person has the key.  What
 * was known of the address before is forgotten.
 */
int person_store_set_address(struct store *store, int64_t person_id,
    const char *kind, const char *address, const char *address_key,
    struct error *err) OB_MUST_CHECK;

/*
 * Notes that mail servers refuse the address for good, and why (at most 500
 * characters).  OB_ECONFLICT when nobody has it, or it is noted already.
 */
int person_store_mark_address(struct store *store, int64_t person_id,
    const char *address_key, int64_t since, const char *why,
    struct error *err) OB_MUST_CHECK;

/* Everybody, ordered by id. */
int person_store_list(struct store *store, struct person **ret_people,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

void person_store_release(struct person *person);
void person_store_free(struct person *people, size_t count);

#endif
