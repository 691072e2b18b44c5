/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_FIGURE_H
#define ONBOARD_MODEL_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the payroll system says of all employees of a quarter and an area, as
 * opposed to a measure, which is counted here.
 */
#define FIGURE_SICKNESS "sickness-absence"
#define FIGURE_TURNOVER "turnover"

struct figure {
	int year;
	int quarter;
	char *figure; /* one of those above */
	char *area;   /* "" is the whole municipality */
	int permille;
	int64_t employees; /* of how many it is; 0: not said */
};

#define FIGURE_IDS_COUNT 2

/* In the order in which they are shown. */
extern const char *const figure_ids[FIGURE_IDS_COUNT];

/* Of one year, by quarter, id and area in the order of their bytes. */
struct figure_list {
	const struct figure *items;
	size_t count;
};

/* NULL for none. */
const struct figure *figure_find(const struct figure_list *list, int quarter,
    const char *id, const char *area);

/*
 * Which may not be shown, in the order of the list.  An area of fewer than
 * five people is never stored (figures of the payroll system are not counts of
 * people, so that a greater area may be told as it is), but it must not come
 * out as what the areas leave of the municipality either: the smallest area is
 * then hidden with it.  How many people an area has may be said of any of the
 * figures.  An area of which it is said by none is hidden, for it may be few;
 * and where it is not said of the municipality, the smallest is.
 */
void figure_decide(const struct figure_list *list, bool *ret_is_hidden);

#endif
