/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_state.h"

#include <stdlib.h>

#include "base/memory.h"

struct outbox_state *
outbox_state_new(void)
{
	struct outbox_state *state = memory_alloc(sizeof(*state));

	relay_init(&state->relay, 1, 0);
	return state;
}

void
outbox_state_free(struct outbox_state *state)
{
	if (state == NULL)
		return;
	free(state->relay_reply);
	free(state->recovered);
	free(state);
}
