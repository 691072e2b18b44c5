/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DISCLOSURE_PARTS_H
#define ONBOARD_MODEL_DISCLOSURE_PARTS_H

#include <stdbool.h>

#include "model/disclosure.h"

/*
 * The quarters of a year that belong together, or its areas: what may be told
 * of each such part beside all that model/disclosure.h tells.
 *
 * A part is told exactly if its total may be, as the year's may, and what then
 * remains of the year for all that is not told may be as well.  Such a part
 * is no more than one greater quarter, or area, in the same table of which
 * margins are known, and what holds for those holds for it.  Otherwise a part
 * is what its lines that are told add up to, which any reader can do.  Lines
 * that belong to no part are never told as one, nor by themselves.
 */
#define DISCLOSURE_PARTS_MAX 4
#define DISCLOSURE_NO_PART DISCLOSURE_PARTS_MAX

struct disclosure_part {
	struct disclosure
	    shown;   /* EXACT, BOUNDS, or EMPTY without lines told */
	int lines;   /* in which there is anybody */
	int missing; /* of these, those that shown is without */
};

/* Of a year: its quarters or areas, and to which part each belongs. */
struct disclosure_division {
	const struct fraction *values;
	const struct disclosure *shown;
	const int *part_of; /* 0..DISCLOSURE_NO_PART */
	size_t count;
	struct disclosure year;
	bool is_year_alone; /* nothing less than it may be told */
};

void disclosure_parts_decide(const struct disclosure_division *division,
    struct disclosure_part parts[DISCLOSURE_PARTS_MAX]);

/* Of several years; a sum begins as {0} with EMPTY. */
void disclosure_parts_add(
    struct disclosure_part *sum, const struct disclosure_part *part);

/* What is told of a sum: HIDDEN where it says nothing. */
struct disclosure disclosure_parts_told(const struct disclosure_part *sum);

#endif
