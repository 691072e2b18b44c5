/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DISCLOSURE_H
#define ONBOARD_MODEL_DISCLOSURE_H

#include <stddef.h>

#include "model/fraction.h"

/*
 * What may be shown of a year's figures so that no reader, whatever they add
 * up or subtract, learns of a group of fewer than DISCLOSURE_GROUP people more
 * than that it is so small.
 *
 * Each cell counts people: those of whom the measure holds (part) and all
 * (whole); those of whom it does not hold are a group as well.  The promise,
 * for every set of cells and for both groups: where the greatest number that
 * fits with all that is shown is below five it is four, and then the smallest
 * is none.  How it is kept:
 *
 * - A quarter's total for the municipality is decided once, by itself, when
 *   the quarter is final.  Later quarters change nothing, and nothing is told
 *   by area before the year is whole: two years-to-date would show a quarter.
 * - A total is exact if both groups have five, or one of them is told to be
 *   small (at most, at least), or nothing is told.
 * - The year's total is exact if what the hidden quarters have together is
 *   safe; otherwise its bounds are told.
 * - Beside an exact year, areas are told likewise; as many more are hidden
 *   that what is hidden together is safe.
 * - An area's quarters are told if all four are safe and what remains for the
 *   other areas is safe in each quarter.  What is hidden is then always whole
 *   rows of a table of which margins are known, and a cell of it can be as
 *   great as the smaller of its margins.
 */
#define DISCLOSURE_GROUP 5
#define DISCLOSURE_QUARTERS 4

/* Of so few people a bound would say next to nothing. */
#define DISCLOSURE_BOUND_MIN 20

enum disclosure_kind {
	DISCLOSURE_PENDING, /* not final */
	DISCLOSURE_EMPTY,   /* nobody was to be counted */
	DISCLOSURE_HIDDEN,
	DISCLOSURE_EXACT,
	DISCLOSURE_BOUNDS
};

struct disclosure {
	enum disclosure_kind kind;
	struct fraction least; /* EXACT: both are the value; BOUNDS: ends */
	struct fraction most;
};

struct disclosure_table {
	size_t areas;
	int quarters;		      /* final ones of the year: 0..4 */
	const struct fraction *cells; /* areas times 4, an area's together */
};

/* The same in the same order; arrays are the caller's. */
struct disclosure_view {
	struct disclosure *cells;
	struct disclosure *areas;
	struct fraction *sums; /* of the areas: filled, for the caller not to
				  be shown */
	struct disclosure quarters[DISCLOSURE_QUARTERS];
	struct disclosure year;
};

void disclosure_decide(
    const struct disclosure_table *table, struct disclosure_view *view);

/*
 * Of the same people, parts that only fall from one to the next (who is still
 * here after 3, 6, 12 months).  The last is decided already; the others are
 * told beside it if those between any two that are told are safe as well, and
 * only if it is exact.
 */
void disclosure_decide_falling(
    const struct fraction *fractions, size_t count, struct disclosure *shown);

/*
 * Of the same people, a part (who came from the bank) all of whom are in
 * another (who was recruited internally), which is decided already: the one is
 * told beside the other if those who are in the other alone are safe as well,
 * and only if the other is exact.
 */
struct disclosure disclosure_decide_within(struct fraction inner,
    struct fraction outer, const struct disclosure *shown_outer);

#endif
