/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_ACTING_STORE_H
#define ONBOARD_STORE_ACTING_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct store;

/* Who acts for somebody else: stand-ins and the members of groups. */
struct acting_row {
	int64_t owner_id;
	int64_t actor_id;
};

/* Those who are away on the day and have a stand-in. */
int acting_store_list_away(struct store *store, struct date day,
    struct acting_row **ret_rows, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Every group's members, by group. */
int acting_store_list_members(struct store *store, struct acting_row **ret_rows,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Replaces a group's members. */
int acting_store_set_members(struct store *store, int64_t group_id,
    const int64_t *people, size_t count, struct error *err) OB_MUST_CHECK;

/* The open journeys in which a person holds a role. */
int acting_store_list_journeys(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err) OB_MUST_CHECK;

/* The journeys in which a person is to be at anything, or is invited. */
int acting_store_list_attended(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err) OB_MUST_CHECK;

#endif
