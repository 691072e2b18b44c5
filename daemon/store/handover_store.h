/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_HANDOVER_STORE_H
#define ONBOARD_STORE_HANDOVER_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct store;

/* An activity that somebody else has taken over from the person. */
struct activity_left {
	int64_t activity_id;
	int64_t person_id;
	int64_t left_at;
};

/* Once for each person: the last time counts. */
int handover_store_add(struct store *store, const struct activity_left *left,
    struct error *err) OB_MUST_CHECK;

/* What left one person's calendar of a journey. */
int handover_store_list(struct store *store, int64_t journey_id,
    int64_t person_id, struct activity_left **ret_left, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
