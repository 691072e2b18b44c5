/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_series.h"

/* One that was skipped is as if it had never been. */
static bool
is_of_same_step(const struct plan_item *items, size_t index, size_t other_index)
{
	const struct plan_item *other = &items[other_index];

	return other->series.number == items[index].series.number &&
	       other->fixed != PLAN_ABSENT &&
	       (other->fixed != PLAN_SETTLED || !other->is_skipped);
}

/* What somebody put on another day comes on that one. */
static struct date
day_of(const struct plan_search *search, size_t index)
{
	const struct plan_item *item = &search->items[index];

	return item->fixed == PLAN_KEPT ? item->planned
					: plan_search_target(search, index);
}

static bool
find_next(const struct plan_search *search, size_t index,
    struct plan_series_next *ret_next)
{
	for (size_t i = index + 1; i < search->input->programme->step_count;
	     i++) {
		if (!is_of_same_step(search->items, index, i))
			continue;
		*ret_next = (struct plan_series_next){i, day_of(search, i)};
		return true;
	}
	return false;
}

bool
plan_series_lapses(const struct plan_search *search, size_t index,
    const struct plan_bounds *bounds, struct plan_series_next *ret_next)
{
	const struct plan_series *series = &search->items[index].series;

	if (series->number == 0 || series->is_wanted ||
	    bounds->floor.day <= bounds->target.day ||
	    !find_next(search, index, ret_next))
		return false;
	return ret_next->day.day < bounds->floor.day + series->apart;
}

bool
plan_series_find_last(const struct plan_search *search, size_t index,
    struct date day, struct plan_series_last *ret_last)
{
	const struct plan_series *series = &search->items[index].series;

	if (series->number == 0 || series->is_wanted)
		return false;
	for (size_t i = 0; i < search->input->programme->step_count; i++) {
		const struct plan_item *other = &search->items[i];

		if (i == index || !is_of_same_step(search->items, index, i) ||
		    other->has_lapsed || date_is_none(other->planned) ||
		    other->planned.day > day.day ||
		    other->planned.day + series->apart <= day.day)
			continue;
		*ret_last = (struct plan_series_last){
		    i, date_add_days(other->planned, series->apart)};
		return true;
	}
	return false;
}
