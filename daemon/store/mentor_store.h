/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_MENTOR_STORE_H
#define ONBOARD_STORE_MENTOR_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* Mentor relations; a journey has at most one that is open. */

/* OB_ECONFLICT when one is open. */
int mentor_store_add(struct store *store,
    const struct mentor_relation *relation, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/* Writes until, briefed and why. */
int mentor_store_update(struct store *store,
    const struct mentor_relation *relation, struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND when none is open. */
int mentor_store_find_open(struct store *store, int64_t journey_id,
    struct mentor_relation *ret_relation, struct error *err) OB_MUST_CHECK;

/* The journey's history, the oldest first. */
int mentor_store_list_journey(struct store *store, int64_t journey_id,
    struct mentor_relation **ret_relations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* All there ever were, by person. */
int mentor_store_list(struct store *store,
    struct mentor_relation **ret_relations, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Leaders whom the person is mentor of now, one journey left out. */
int mentor_store_load(struct store *store, int64_t person_id,
    int64_t except_journey_id, int64_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void mentor_store_release(struct mentor_relation *relation);
void mentor_store_free(struct mentor_relation *relations, size_t count);

#endif
