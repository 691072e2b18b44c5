/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_RECEIVED_MAIL_STORE_H
#define ONBOARD_STORE_RECEIVED_MAIL_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* The facts that came in by mail, and what was done with them. */

/* OB_ECONFLICT when a fact of that digest is there already. */
int received_mail_store_add(struct store *store,
    const struct received_mail *received, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;
int received_mail_store_find(struct store *store, int64_t id,
    struct received_mail *ret_received, struct error *err) OB_MUST_CHECK;
int received_mail_store_find_digest(struct store *store, const char *digest,
    struct received_mail *ret_received, struct error *err) OB_MUST_CHECK;

/*
 * Writes outcome, reason and who settled it; OB_ECONFLICT when the row no
 * longer has the expected outcome.
 */
int received_mail_store_settle(struct store *store,
    const struct received_mail *received, const char *expected_outcome,
    struct error *err) OB_MUST_CHECK;

/* The newest first; at most 10,000.  is_review: only what waits for somebody.
 */
int received_mail_store_list(struct store *store, bool is_review,
    struct received_mail **ret_received, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* What concerns one activity; the newest first. */
int received_mail_store_list_activity(struct store *store, int64_t activity_id,
    struct received_mail **ret_received, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* How many wait for somebody. */
int received_mail_store_count_review(
    struct store *store, int64_t *ret_count, struct error *err) OB_MUST_CHECK;

void received_mail_store_release(struct received_mail *received);
void received_mail_store_free(struct received_mail *received, size_t count);

#endif
