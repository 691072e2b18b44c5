/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/figure.h"

#include <stdlib.h>
#include <string.h>

#include "model/disclosure.h"

const char *const figure_ids[FIGURE_IDS_COUNT] = {
    FIGURE_SICKNESS, FIGURE_TURNOVER};

struct wanted {
	int quarter;
	const char *id;
	const char *area;
};

static int
compare(const void *key, const void *item)
{
	const struct wanted *wanted = key;
	const struct figure *figure = item;
	int order = wanted->quarter - figure->quarter;

	if (order == 0)
		order = strcmp(wanted->id, figure->figure);
	return order == 0 ? strcmp(wanted->area, figure->area) : order;
}

const struct figure *
figure_find(const struct figure_list *list, int quarter, const char *id,
    const char *area)
{
	const struct wanted wanted = {quarter, id, area};

	return list->count == 0 ? NULL
				: bsearch(&wanted, list->items, list->count,
				      sizeof(list->items[0]), compare);
}

/* 0 where nobody said. */
static int64_t
people_of(const struct figure_list *list, const struct figure *figure)
{
	int64_t people = figure->employees;

	for (size_t i = 0; people == 0 && i < FIGURE_IDS_COUNT; i++) {
		const struct figure *other = figure_find(
		    list, figure->quarter, figure_ids[i], figure->area);

		if (other != NULL)
			people = other->employees;
	}
	return people;
}

/* One id of one quarter: the municipality, if it is there, comes first. */
static size_t
end_of_group(const struct figure_list *list, size_t start)
{
	const struct figure *first = &list->items[start];
	size_t end = start + 1;

	while (end < list->count &&
	       list->items[end].quarter == first->quarter &&
	       strcmp(list->items[end].figure, first->figure) == 0)
		end++;
	return end;
}

static void
decide_group(
    const struct figure_list *list, size_t start, size_t end, bool *is_hidden)
{
	bool has_all = list->items[start].area[0] == '\0';
	int64_t all = has_all ? people_of(list, &list->items[start]) : 0;
	int64_t rest = all;
	int64_t smallest = 0;
	size_t hidden = end;

	for (size_t i = start + (has_all ? 1 : 0); i < end; i++) {
		int64_t people = people_of(list, &list->items[i]);

		is_hidden[i] = people == 0;
		rest -= people;
		if (people > 0 && (hidden == end || people < smallest)) {
			smallest = people;
			hidden = i;
		}
	}
	if (has_all && hidden < end &&
	    (all == 0 || (rest > 0 && rest < DISCLOSURE_GROUP)))
		is_hidden[hidden] = true;
}

void
figure_decide(const struct figure_list *list, bool *ret_is_hidden)
{
	size_t end;

	for (size_t i = 0; i < list->count; i++)
		ret_is_hidden[i] = false;
	for (size_t start = 0; start < list->count; start = end) {
		end = end_of_group(list, start);
		decide_group(list, start, end, ret_is_hidden);
	}
}
