/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_CALL_STORE_H
#define ONBOARD_STORE_CALL_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"
#include "store/store.h"

/* The welcome calls that were held with a leader. */

/* OB_ECONFLICT when a call at that instant is logged already. */
int call_store_add(struct store *store, const struct call *call,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* Of the journey, the oldest first. */
int call_store_list(struct store *store, int64_t journey_id,
    struct call **ret_calls, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void call_store_free(struct call *calls, size_t count);

/* Those held before an instant. */
int call_store_count(struct store *store, int64_t journey_id, int64_t before,
    int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Nothing happens when the journey has no such call. */
int call_store_remove(struct store *store, int64_t journey_id, int64_t id,
    struct error *err) OB_MUST_CHECK;

#endif
