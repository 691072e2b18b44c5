/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/annual_event.h"

#include <stdlib.h>

static void
release(struct annual_event *event)
{
	free(event->id);
	text_pair_release(&event->title);
	free(event->times);
	free(event->yearly);
	free(event->role);
	free(event->only_if);
}

void
annual_events_free(struct annual_events *events)
{
	if (events == NULL)
		return;
	for (size_t i = 0; i < events->count; i++)
		release(&events->items[i]);
	free(events->items);
	free(events);
}

void
annual_events_free_ptr(struct annual_events **events)
{
	annual_events_free(*events);
	*events = NULL;
}
