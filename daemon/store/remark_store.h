/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_REMARK_STORE_H
#define ONBOARD_STORE_REMARK_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* What was said of activities: comments, and that one cannot be done. */

/* OB_ECONFLICT when the owner has said already that it cannot be done. */
int remark_store_add(struct store *store, const struct remark *remark,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* Takes a "cannot" back; OB_ECONFLICT when it is taken back already. */
int remark_store_end(struct store *store, int64_t id, int64_t ended_at,
    struct error *err) OB_MUST_CHECK;

/* All that hold of an activity: it is planned anew. */
int remark_store_end_all(struct store *store, int64_t activity_id,
    int64_t ended_at, struct error *err) OB_MUST_CHECK;

/* Of one activity, or of a whole journey; the oldest first. */
int remark_store_list(struct store *store, int64_t activity_id,
    struct remark **ret_remarks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int remark_store_list_journey(struct store *store, int64_t journey_id,
    struct remark **ret_remarks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
/*
 * Of all journeys, what nobody has taken back and the person sees to: as the
 * coordinator or, of what the coordinator has said, as the manager.  By
 * activity.
 */
int remark_store_list_holding(struct store *store, int64_t person_id,
    struct remark **ret_remarks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void remark_store_free(struct remark *remarks, size_t count);

#endif
