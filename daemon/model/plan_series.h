/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PLAN_SERIES_H
#define ONBOARD_MODEL_PLAN_SERIES_H

#include "model/plan_search.h"

/*
 * What the occurrences of one recurring step have to do with each other.  Only
 * plan*.c uses this.
 */

/* The occurrence after one, and the day that it has or is to have. */
struct plan_series_next {
	size_t index;
	struct date day;
};

/*
 * Whether the occurrence cannot be on its own day, and the next is due so soon
 * after the first day on which it could be that it stands for both.
 */
bool plan_series_lapses(const struct plan_search *search, size_t index,
    const struct plan_bounds *bounds, struct plan_series_next *ret_next);

/* An occurrence, and the first day that does not follow it too soon. */
struct plan_series_last {
	size_t index;
	struct date free_from;
};

/*
 * Whether an occurrence of the same step stands on the day or too shortly
 * before it: an earlier one, or a later one that has its day already.
 */
bool plan_series_find_last(const struct plan_search *search, size_t index,
    struct date day, struct plan_series_last *ret_last);

#endif
