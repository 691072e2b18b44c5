/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_NOTICE_WAITING_H
#define ONBOARD_ENGINE_NOTICES_NOTICE_WAITING_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier_shelf.h"
#include "engine/notices/notice.h"
#include "model/records.h"

struct change;

/*
 * Notices that have not left: outside the send window, put off by the limit of
 * a day, turned away by the mail server, or only not claimed yet.  What they
 * were to tell is taken into the next one.  One that may have arrived is left
 * as it is.
 */
struct notice_waiting {
	struct mail *mails;
	size_t count;
	size_t taken; /* the first so many of them */
};

/*
 * Adds to the notice what those to its person tell that is still to be done,
 * the oldest first, as far as there is room in one mail.
 */
int notice_waiting_take(struct dossier_shelf *shelf, struct notice *notice,
    struct notice_waiting *ret_waiting, struct error *err) OB_MUST_CHECK;
void notice_waiting_release(struct notice_waiting *waiting);

/* Withdraws those that were taken: the other mail tells it. */
int notice_waiting_withdraw(struct change *change,
    struct notice_waiting *waiting, int64_t into_id,
    struct error *err) OB_MUST_CHECK;

/* The outcome in the history of a mail, with the other's number. */
#define NOTICE_WAITING_MERGED "merged"

/*
 * A journey that is over or rests is told to nobody: those that tell of others,
 * too, are written anew without it.
 */
int notice_waiting_leave(
    struct change *change, int64_t journey_id, struct error *err) OB_MUST_CHECK;

/*
 * The same for a journey that rests: all that waiting notices were to tell of
 * it is news again when it goes on.
 */
int notice_waiting_forget(struct change *change, struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

#endif
