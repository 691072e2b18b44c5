/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_table.h"

#include <string.h>

#include "base/memory.h"
#include "model/role.h"

#define STILL_HERE "still-here-12"

const struct measure measure_table[] = {
    {"internal-share", measure_store_count_internal, "", 0, NULL},
    {"on-time-manager", measure_store_count_on_time, ROLE_MANAGER, 2, NULL},
    {"on-time-mentor", measure_store_count_on_time, ROLE_MENTOR, 2, NULL},
    {"on-time-coordinator", measure_store_count_on_time, ROLE_COORDINATOR, 2,
	NULL},
    {"on-time-functions", measure_store_count_on_time, ROLE_FUNCTION_PREFIX, 2,
	NULL},
    {"first-result", measure_store_count_result, "30", 1, NULL},
    {"still-here-3", measure_store_count_here, "3", 1, STILL_HERE},
    {"still-here-6", measure_store_count_here, "6", 2, STILL_HERE},
    {STILL_HERE, measure_store_count_here, "12", 4, NULL},
};

const size_t measure_table_count = ARRAY_LEN(measure_table);

const struct measure *
measure_table_find(const char *id)
{
	for (size_t i = 0; i < measure_table_count; i++) {
		if (strcmp(measure_table[i].id, id) == 0)
			return &measure_table[i];
	}
	return NULL;
}

const struct measure *
measure_table_family(const struct measure *measure, size_t *ret_count)
{
	const struct measure *first = measure;
	const struct measure *last = measure;

	while (last->falls_to != NULL)
		last++;
	while (first > measure_table && first[-1].falls_to != NULL &&
	       strcmp(first[-1].falls_to, last->id) == 0)
		first--;
	*ret_count = (size_t)(last - first) + 1;
	return first;
}
