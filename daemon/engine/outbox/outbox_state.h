/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_OUTBOX_STATE_H
#define ONBOARD_ENGINE_OUTBOX_OUTBOX_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/outbox/outbox.h"
#include "engine/outbox/relay.h"

/* What an engine knows of sending; it is lost with the program. */
struct outbox_state {
	struct relay relay;
	char *relay_reply;    /* why it is closed, in its own words */
	bool backlog_is_next; /* a letter that was tried before */
	struct outbox_totals totals;
	int64_t *recovered; /* mails found "sending" at start */
	size_t recovered_count;
};

struct outbox_state *outbox_state_new(void);
void outbox_state_free(struct outbox_state *state); /* accepts NULL */

#endif
