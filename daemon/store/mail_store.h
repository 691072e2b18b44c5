/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_MAIL_STORE_H
#define ONBOARD_STORE_MAIL_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/records.h"

struct store;

/*
 * The outbox:
 *
 *   queued --> sending --> sent
 *     ^           |------> deferred --> sending   (again at next_attempt_at)
 *     |           |------> failed
 *     |           `------> ambiguous --> sending  (found sending at start)
 *
 *   what waits --> held --> what waits    by hand
 *   what waits, held --> cancelled        not sent
 */

/* OB_EEXISTS when the dedup key is there already: nothing is added. */
int mail_store_add(struct store *store, const struct mail *mail,
    const void *bytes, size_t len, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;
int mail_store_find(struct store *store, int64_t id, struct mail *ret_mail,
    struct error *err) OB_MUST_CHECK;
int mail_store_find_key(struct store *store, const char *dedup_key,
    struct mail *ret_mail, struct error *err) OB_MUST_CHECK;

/* By its Message-ID, without angle brackets. */
int mail_store_find_message(struct store *store, const char *message_id,
    struct mail *ret_mail, struct error *err) OB_MUST_CHECK;

/* The first and the last mail of a kind to a person; they may be one. */
int mail_store_find_thread(struct store *store, int64_t person_id,
    const char *kind, struct mail *ret_first, struct mail *ret_last,
    struct error *err) OB_MUST_CHECK;

/* The stored message; OB_ENOTFOUND once it was cleared. */
int mail_store_bytes(struct store *store, int64_t id, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

/* Either filter may be NULL.  Ordered by id. */
int mail_store_list(struct store *store, const char *state,
    const char *to_address, struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* What is to be sent now: the new mail, or the backlog. */
struct mail_due {
	int64_t now;
	bool were_tried;
	size_t max;
};

/* The urgent first, then by priority and time. */
int mail_store_list_due(struct store *store, const struct mail_due *due,
    struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Those that wait or are held although their time is over. */
int mail_store_list_expired(struct store *store, int64_t now,
    struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* OB_ENOTFOUND when nothing waits. */
int mail_store_next_due(
    struct store *store, int64_t *ret_at, struct error *err) OB_MUST_CHECK;

/*
 * How many mails that the limit of a day counts left for a person since then,
 * or are leaving now; digests are not among them.
 */
int mail_store_count_day(struct store *store, int64_t person_id, int64_t since,
    int64_t *ret_count, struct error *err) OB_MUST_CHECK;

/* Writes state, attempts, next_attempt_at, sent_at, last_reply. */
int mail_store_update(struct store *store, const struct mail *mail,
    const char *expected_state, struct error *err) OB_MUST_CHECK;

/* Writes to_address, and the letter as it is to that one. */
int mail_store_readdress(struct store *store, const struct mail *mail,
    const void *bytes, size_t len, struct error *err) OB_MUST_CHECK;
int mail_store_add_attempt(struct store *store,
    const struct mail_attempt *attempt, struct error *err) OB_MUST_CHECK;
int mail_store_list_attempts(struct store *store, int64_t mail_id,
    struct mail_attempt **ret_attempts, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/*
 * Words of a mail's history.  The first: the relay may have taken it, though
 * its answer never came.  The others do not count as attempts to send it.
 */
#define MAIL_STORE_UNKNOWN "unknown"
#define MAIL_STORE_REFUSED "relay-refused"
#define MAIL_STORE_NOT_TRIED "not-tried"
#define MAIL_STORE_LIMIT "limit"
#define MAIL_STORE_HELD "held"
#define MAIL_STORE_RETRIED "retried"
#define MAIL_STORE_CANCELLED "cancelled"

void mail_store_free_attempts(struct mail_attempt *attempts, size_t count);

/* Cancels what waits to be sent for a mail step. */
int mail_store_cancel_activity(
    struct store *store, int64_t activity_id, struct error *err) OB_MUST_CHECK;

/*
 * Cancels what waits of one journey that is over; its history says so.  Not
 * invitations: those who have one must be told that it is off.  ret_count may
 * be NULL.
 */
#define MAIL_STORE_OVER "journey-over"
int mail_store_cancel_journey(struct store *store, int64_t journey_id,
    int64_t now, int *ret_count, struct error *err) OB_MUST_CHECK;

/* Digests that wait or are held, their time not being over; in order. */
int mail_store_list_digests(struct store *store, int64_t now,
    struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Cancels one that waits or is held; its key is free for another. */
int mail_store_take_back(
    struct store *store, int64_t id, struct error *err) OB_MUST_CHECK;

/* What waits of one journey, also what is held; ordered by id. */
int mail_store_list_waiting(struct store *store, int64_t journey_id,
    struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* A person's of one kind that wait and cannot have arrived; ordered by id. */
int mail_store_list_unsent(struct store *store, int64_t person_id,
    const char *kind, struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Notices among them that tell of this journey and of others; by id. */
int mail_store_list_shared(struct store *store, int64_t journey_id,
    struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Whether a mail step's mail was sent, or may have been. */
int mail_store_is_carried(struct store *store, int64_t activity_id,
    bool *ret_carried, struct error *err) OB_MUST_CHECK;

/*
 * Takes back a mail step's mail that waits, or also one that was cancelled or
 * failed, so that the step may write it anew: the row stays, under another
 * key.
 */
int mail_store_release_step(struct store *store, int64_t activity_id,
    bool given_up, struct error *err) OB_MUST_CHECK;

/* Cancels what waits under keys that begin so, in ASCII. */
int mail_store_cancel_keys(
    struct store *store, const char *prefix, struct error *err) OB_MUST_CHECK;

/* Under keys that begin so, in ASCII; ordered by id. */
int mail_store_list_keys(struct store *store, const char *prefix,
    struct mail **ret_mails, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Cancels those of them that wait; their history says why. */
#define MAIL_STORE_SUPERSEDED "superseded"
int mail_store_supersede(struct store *store, const char *prefix, int64_t now,
    struct error *err) OB_MUST_CHECK;

/*
 * Clears the bytes of what was sent before the instant, and of what failed or
 * was cancelled and was to be tried last before it.
 */
int mail_store_clear_bytes(struct store *store, int64_t before, int *ret_count,
    struct error *err) OB_MUST_CHECK;

int mail_store_count(struct store *store, const char *state, int64_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void mail_store_release(struct mail *mail);
void mail_store_free(struct mail *mails, size_t count);

#endif
