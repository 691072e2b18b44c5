/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

struct engine;
struct relay;

/*
 * The durable side of sending: claim rows (they become "sending"), hand the
 * letters to the mailer, settle what it reports.  A crash in between leaves
 * "sending" rows, which outbox_recover() makes ambiguous: they are sent again
 * with the same bytes.
 */
struct outbox_letter {
	int64_t id;
	char *from; /* envelope: the mail's return path, the same each time */
	char *to;
	char *message_id;
	char *bytes;
	size_t len;
};

/* At most this many in one transaction. */
#define OUTBOX_BATCH 20

/*
 * Claims up to max (<= OUTBOX_BATCH) due letters, and as the relay may be
 * given: the urgent first, then in turn one that was not tried yet and one of
 * the backlog, each by its priority.  Outside the send window only urgent
 * ones; to the addresses that their persons have now; returns them owned.
 * What exceeds a person's limit for the day is put off to the next window.
 */
int outbox_claim(struct engine *engine, size_t max,
    struct outbox_letter **ret_letters, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void outbox_free(struct outbox_letter *letters, size_t count);

enum outbox_result {
	OUTBOX_SENT,
	OUTBOX_TRANSIENT,
	OUTBOX_PERMANENT,
	OUTBOX_UNKNOWN,		  /* perhaps taken: again, the same bytes */
	OUTBOX_RELAY_DOWN,	  /* of the relay, not of this letter */
	OUTBOX_RELAY_REFUSED,	  /* it will not have us; not an attempt */
	OUTBOX_RECIPIENT_REFUSED, /* or the letter, or us: others show */
	OUTBOX_NOT_TRIED
};

#define OUTBOX_RESULT_COUNT 8

struct outbox_settlement {
	int64_t id;
	enum outbox_result result;
	const char *reply; /* the server's words */
};

/*
 * Settles in one transaction, and tells the relay's state what it showed of
 * it; results may be judged anew by that.  A sent mail step completes its
 * activity.  Transient failures come again after 5 minutes, doubling to 60,
 * +-20 %, for five days on which it was tried.  A digest ends with its day.
 * While the relay is closed, all mail that is due is deferred, without an
 * attempt.
 */
int outbox_settle(struct engine *engine, struct outbox_settlement *settlements,
    size_t count, struct error *err) OB_MUST_CHECK;

/*
 * One of those that outbox_settle() could not settle, as it left it: the
 * relay's state has heard of it.  Until it is settled its mail is "sending".
 */
int outbox_settle_again(struct engine *engine,
    const struct outbox_settlement *settlement,
    struct error *err) OB_MUST_CHECK;

/* What is known of the relay; borrows from the engine. */
const struct relay *outbox_relay(const struct engine *engine);

/* Somebody says that the relay is mended: it is tried now. */
void outbox_try_relay(struct engine *engine);

/* The word of a result in a mail's history: "sent", ... */
const char *outbox_result_name(enum outbox_result result);

/* What has happened since the start. */
struct outbox_totals {
	uint64_t results[OUTBOX_RESULT_COUNT];
	uint64_t replies[6]; /* by the first digit; 0: no reply of a server */
};

/* Borrows from the engine. */
const struct outbox_totals *outbox_totals(const struct engine *engine);

/*
 * How old the mail is that waits, counted as Postfix's qshape does: at most 5
 * minutes, 10, doubling to 1280, and older.
 */
#define OUTBOX_AGE_COUNT 10

struct outbox_ages {
	int64_t counts[OUTBOX_AGE_COUNT];
	int64_t count;
	int64_t sum;	/* seconds */
	int64_t oldest; /* seconds; 0 when none waits */
};

int outbox_ages(struct engine *engine, struct outbox_ages *ret_ages,
    struct error *err) OB_MUST_CHECK;
int64_t outbox_age_limit(size_t at); /* seconds; INT64_MAX for the last */

/*
 * Ends the digests whose day is over before a new round: what they were to
 * tell is told by the next ones.
 */
int outbox_end_digests(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* At start, and after an engine without a mailer: "sending" is ambiguous. */
int outbox_recover(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* The mails that were; borrows from the engine. */
const int64_t *outbox_recovered(const struct engine *engine, size_t *ret_count);

/*
 * When the next letter may be claimed; INSTANT_NONE when none waits, or none
 * before letters are back.
 */
int outbox_next(
    struct engine *engine, int64_t *ret_at, struct error *err) OB_MUST_CHECK;

/*
 * Clears the bytes of mails that were sent 30 days ago, and of those that
 * were to be tried then for the last time, and failed or were cancelled.
 */
int outbox_clear_old(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* {"mail":[...]}; either filter may be NULL. */
int outbox_list(struct engine *engine, const char *state, const char *to,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* {"mail":{...},"attempts":[...]} */
int outbox_show(struct engine *engine, int64_t id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;
int outbox_bytes(struct engine *engine, int64_t id, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

/* What a verb on one mail is given. */
struct outbox_request {
	const char *actor;
	int64_t id;
	const char *reason; /* for the history; may be NULL */
};

/*
 * Verbs on one mail, each of which its history tells: {"mail":{...}};
 * OB_ECONFLICT in another state.
 *
 * A failed, deferred, ambiguous or held mail is due now and has five days
 * again.  One that waits is held until it is retried or cancelled; a digest
 * ends with its day all the same.  One that waits or is held is cancelled for
 * good: a mail step stays open, what a digest was to tell comes with the next
 * one, and of others nobody is told.
 */
int outbox_retry(struct engine *engine, const struct outbox_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;
int outbox_hold(struct engine *engine, const struct outbox_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;
int outbox_cancel(struct engine *engine, const struct outbox_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* {"queued":n,...}: how many there are in each state. */
int outbox_counts(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
