/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PLAN_SLOT_H
#define ONBOARD_MODEL_PLAN_SLOT_H

#include <stddef.h>

#include "model/plan.h"

/*
 * Free times on a day, by the planning rule's window, lunch, quarter-hour grid
 * and distance to undisturbed talks.  Only plan*.c uses this.
 */
#define PLAN_SLOT_MAX_MINUTES 480 /* the longest activity that a day holds */

struct plan_slots {
	const struct plan_input *input; /* borrowed */
	const struct plan_item *items;	/* borrowed; seen as they change */
	const struct plan_busy *busy;	/* by day: the input's, or sorted */
	size_t busy_count;
	struct plan_busy *sorted; /* owned; NULL when the input is by day */
};

void plan_slot_init(struct plan_slots *slots, const struct plan_input *input,
    const struct plan_item *items);
void plan_slot_release(struct plan_slots *slots);

/* The earliest start in minutes after midnight, or -1. */
int plan_slot_find(
    const struct plan_slots *slots, size_t step, struct date day);

#endif
