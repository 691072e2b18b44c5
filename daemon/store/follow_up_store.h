/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_FOLLOW_UP_STORE_H
#define ONBOARD_STORE_FOLLOW_UP_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* What is done about what exit talks told, by whom and until when. */
int follow_up_store_add(struct store *store, const struct follow_up *follow_up,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when it is done already, or not there. */
int follow_up_store_finish(struct store *store, int64_t id, int64_t done_at,
    struct error *err) OB_MUST_CHECK;
int follow_up_store_find(struct store *store, int64_t id,
    struct follow_up *ret_follow_up, struct error *err) OB_MUST_CHECK;

/* The newest period first; period NULL: all. */
int follow_up_store_list(struct store *store, const char *period,
    struct follow_up **ret_follow_ups, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void follow_up_store_release(struct follow_up *follow_up);
void follow_up_store_free(struct follow_up *follow_ups, size_t count);

#endif
