/* SPDX-License-Identifier: EUPL-1.2 */
#include "unsettled.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

void
unsettled_add(struct unsettled *unsettled,
    const struct outbox_settlement *settlements, size_t count)
{
	unsettled->items = memory_resize(unsettled->items,
	    unsettled->count + count, sizeof(*unsettled->items));
	for (size_t i = 0; i < count; i++) {
		struct unsettled_item *item =
		    &unsettled->items[unsettled->count++];

		item->reply = memory_strdup(settlements[i].reply);
		item->settlement = settlements[i];
		item->settlement.reply = item->reply;
	}
}

void
unsettled_settle(struct unsettled *unsettled, struct engine *engine)
{
	size_t kept = 0;
	bool is_of_use = true;

	for (size_t i = 0; i < unsettled->count; i++) {
		struct unsettled_item *item = &unsettled->items[i];
		int status = OB_EBUSY;

		if (is_of_use)
			status = outbox_settle_again(
			    engine, &item->settlement, NULL);
		if (status == OB_OK) {
			free(item->reply);
			continue;
		}
		is_of_use = is_of_use && !error_is_fault(status);
		unsettled->items[kept++] = *item;
	}
	unsettled->count = kept;
}

void
unsettled_release(struct unsettled *unsettled)
{
	for (size_t i = 0; i < unsettled->count; i++)
		free(unsettled->items[i].reply);
	free(unsettled->items);
	*unsettled = (struct unsettled){.items = NULL};
}
