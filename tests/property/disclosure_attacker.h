/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_DISCLOSURE_ATTACKER_H
#define ONBOARD_TESTS_DISCLOSURE_ATTACKER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/disclosure.h"

/*
 * A reader of a table who knows how it was made: every number that is shown is
 * an equation, every bound is told four wide, and nothing is below nought.
 * Asked for a group, they find the least and the greatest number that fits, by
 * the simplex method, of numbers that need not be whole.
 */
#define ATTACKER_AREAS_MAX 4
#define ATTACKER_CELLS (ATTACKER_AREAS_MAX * DISCLOSURE_QUARTERS)
#define ATTACKER_ROWS 80
#define ATTACKER_COLUMNS (2 * ATTACKER_CELLS + 2 * ATTACKER_ROWS)

struct attacker {
	size_t areas;
	int rows;
	int variables; /* cells of both groups, then slacks */
	int columns;   /* with the artificial ones, one for each row */
	double table[ATTACKER_ROWS][ATTACKER_COLUMNS];
	double right[ATTACKER_ROWS];
	int basis[ATTACKER_ROWS];
};

/* Cells of a table: bit area * 4 + quarter. */
typedef unsigned attacker_group;

/* What is told of several cells together, beside the table. */
struct attacker_sum {
	attacker_group group;
	struct disclosure shown;
};

struct attacker_view {
	size_t areas;
	const struct disclosure_view *table;
	const struct attacker_sum *sums;
	size_t sum_count;
};

/* Reads what is shown; false when that contradicts itself. */
bool attacker_read(struct attacker *attacker, const struct attacker_view *view);

/* Of those in the part (or outside it): the most, or the least, there can be.
 */
double attacker_most(
    const struct attacker *attacker, attacker_group group, bool is_rest);
double attacker_least(
    const struct attacker *attacker, attacker_group group, bool is_rest);

#endif
