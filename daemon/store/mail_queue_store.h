/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_MAIL_QUEUE_STORE_H
#define ONBOARD_STORE_MAIL_QUEUE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct store;

/* What the outbox asks of its rows while it sends; see mail_store.h. */

/* In the words of the indexes that hold these rows alone. */
#define MAIL_WAITING                                                           \
	"(state = 'queued' OR state = 'deferred' OR state = 'ambiguous') "

/*
 * What is due is deferred though nobody tried it: the relay is closed.  Its
 * history says so, and why, once a day.
 */
int mail_queue_store_put_off(struct store *store, int64_t now, const char *why,
    struct error *err) OB_MUST_CHECK;

/* Whether an attempt had no answer: it goes again with the same bytes. */
int mail_queue_store_may_have_arrived(struct store *store, int64_t mail_id,
    bool *ret_may, struct error *err) OB_MUST_CHECK;

/* On how many days (of UTC) its last mail->attempts attempts were made. */
int mail_queue_store_count_days(struct store *store, const struct mail *mail,
    int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/*
 * At start: rows found sending become ambiguous, due at once; their history
 * says so.
 */
int mail_queue_store_recover(
    struct store *store, int64_t now, struct error *err) OB_MUST_CHECK;

/* A mail step's new mail is held when the one that it replaces was. */
int mail_queue_store_hold_step(struct store *store, int64_t activity_id,
    int64_t now, struct error *err) OB_MUST_CHECK;

struct mail_age {
	int64_t created_at;
};

/* When each mail was made that waits now, the oldest first; owned. */
int mail_queue_store_list_ages(struct store *store, struct mail_age **ret_ages,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

#endif
