/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PLAN_SEARCH_H
#define ONBOARD_MODEL_PLAN_SEARCH_H

#include "model/plan.h"
#include "model/plan_slot.h"

/*
 * The planning rule's search for the day of a call or meeting, and the words
 * that tell why.  Only plan*.c uses this.
 */
struct plan_search {
	const struct plan_input *input; /* borrowed */
	struct plan_item *items;	/* borrowed */
	struct plan_slots slots;
	plan_trace_fn trace; /* may be NULL */
	void *trace_arg;
};

struct plan_bounds {
	struct date target; /* t = max(target, floor) */
	struct date floor;
	struct date limit;
};

void plan_search_tell(const struct plan_search *search, size_t step,
    enum plan_reason reason, struct date day, const char *detail);

/* The day that the step's own two rules want. */
struct date plan_search_target(const struct plan_search *search, size_t index);

/* The word for a day that is no workday or in a pause, or NULL. */
const char *plan_search_day_off(
    const struct plan_search *search, struct date day);

/* The first workday >= the day that is in no pause. */
struct date plan_search_next(const struct plan_search *search, struct date day);

/* Tells each day off in from..until, which may be empty. */
void plan_search_tell_days_off(const struct plan_search *search, size_t step,
    struct date from, struct date until);

/* Sets planned, start and end of the step's item and adds to its flags. */
void plan_search_place(const struct plan_search *search, size_t step,
    const struct plan_bounds *bounds);

#endif
