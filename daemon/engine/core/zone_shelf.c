/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/zone_shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct zone_shelf {
	struct zone **zones;
	size_t count;
};

struct zone_shelf *
zone_shelf_new(void)
{
	return memory_alloc(sizeof(struct zone_shelf));
}

void
zone_shelf_free(struct zone_shelf *shelf)
{
	if (shelf == NULL)
		return;
	for (size_t i = 0; i < shelf->count; i++)
		zone_close(shelf->zones[i]);
	free(shelf->zones);
	free(shelf);
}

const struct zone *
zone_shelf_get(
    struct zone_shelf *shelf, const char *name, const struct zone *otherwise)
{
	struct zone *zone = NULL;

	for (size_t i = 0; i < shelf->count; i++) {
		if (strcmp(zone_name(shelf->zones[i]), name) == 0)
			return shelf->zones[i];
	}
	if (zone_open(name, &zone, NULL) != OB_OK)
		return otherwise;
	shelf->zones = memory_resize(
	    shelf->zones, shelf->count + 1, sizeof(*shelf->zones));
	shelf->zones[shelf->count++] = zone;
	return zone;
}
