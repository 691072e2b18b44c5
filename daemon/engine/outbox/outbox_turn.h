/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_TURN_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_TURN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/records.h"

/*
 * Whose turn it is.  The urgent go first.  Then new mail and the backlog take
 * turns, so that neither waits for all of the other: a relay that was away
 * leaves a backlog, and new mail comes all day.
 */
struct outbox_queue {
	struct mail *mails; /* in their order */
	size_t count;
	size_t taken;
};

/*
 * Moves the next mail to *ret_mail (its place in the queue is empty then);
 * false when both are empty.  *backlog_is_next says who is first of two that
 * are not urgent, and is turned.
 */
bool outbox_turn_take(struct outbox_queue *fresh, struct outbox_queue *backlog,
    bool *backlog_is_next, struct mail *ret_mail);

#endif
