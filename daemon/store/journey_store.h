/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_JOURNEY_STORE_H
#define ONBOARD_STORE_JOURNEY_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Journeys, who holds their roles, and the welcome calls held. */

int journey_store_add(struct store *store, const struct journey *journey,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
int journey_store_find(struct store *store, int64_t id,
    struct journey *ret_journey, struct error *err) OB_MUST_CHECK;

/* The one not cancelled of this leader with this first day. */
int journey_store_find_same(struct store *store, int64_t leader_id,
    struct date first_day, struct journey *ret_journey,
    struct error *err) OB_MUST_CHECK;

/* All, or those of one state; state may be NULL.  Ordered by id. */
int journey_store_list(struct store *store, const char *state,
    struct journey **ret_journeys, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* How many there are in any state. */
int journey_store_count(
    struct store *store, int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when the state is not the expected one. */
int journey_store_set_state(struct store *store, int64_t id, const char *from,
    const char *to, struct error *err) OB_MUST_CHECK;
int journey_store_set_asked(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* Whether the person leads a journey whose first day is after today. */
int journey_store_is_ahead(struct store *store, int64_t leader_id,
    struct date today, bool *ret_ahead, struct error *err) OB_MUST_CHECK;

void journey_store_release(struct journey *journey);
void journey_store_free(struct journey *journeys, size_t count);

/* Adds the role or gives it to another person. */
int journey_store_set_role(struct store *store, const struct journey_role *role,
    struct error *err) OB_MUST_CHECK;
int journey_store_list_roles(struct store *store, int64_t journey_id,
    struct journey_role **ret_roles, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void journey_store_free_roles(struct journey_role *roles, size_t count);

/* OB_ECONFLICT when a call at that instant is logged already. */
int journey_store_add_call(struct store *store, const struct call *call,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* Calls held before an instant. */
int journey_store_count_calls(struct store *store, int64_t journey_id,
    int64_t before, int64_t *ret_count, struct error *err) OB_MUST_CHECK;

#endif
