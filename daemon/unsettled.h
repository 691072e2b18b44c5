/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_UNSETTLED_H
#define ONBOARD_UNSETTLED_H

#include <stddef.h>

#include "engine/outbox/outbox.h"

/*
 * What became of letters while the database could not be written: kept until
 * it can.  Without it their rows would be "sending" until the next start, and
 * then be sent again.
 */
struct unsettled {
	struct unsettled_item *items;
	size_t count;
};

struct unsettled_item {
	struct outbox_settlement settlement;
	char *reply; /* what it borrows */
};

/* Copies; outbox_settle() has told the relay's state of them. */
void unsettled_add(struct unsettled *unsettled,
    const struct outbox_settlement *settlements, size_t count);

/*
 * Settles what can be settled now, one at a time, so that one that cannot
 * keeps no other back.  Stops while the database cannot be written.
 */
void unsettled_settle(struct unsettled *unsettled, struct engine *engine);
void unsettled_release(struct unsettled *unsettled); /* empty afterwards */

#endif
