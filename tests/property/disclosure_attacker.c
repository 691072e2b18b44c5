/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure_attacker.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define NEAR 1e-7
#define SMALL_MAX (DISCLOSURE_GROUP - 1)

/* The variable of a cell: those in the part first, then those outside. */
static int
variable(const struct attacker *attacker, int cell, bool is_rest)
{
	int cells = (int)attacker->areas * DISCLOSURE_QUARTERS;

	return is_rest ? cells + cell : cell;
}

/* The sum over the group is value: the row, to which more may be added. */
static double *
equation(struct attacker *attacker, double value)
{
	assert(attacker->rows < ATTACKER_ROWS);
	attacker->right[attacker->rows] = value;
	return attacker->table[attacker->rows++];
}

static void
add_group(const struct attacker *attacker, double *row, attacker_group group,
    bool is_rest)
{
	int cells = (int)attacker->areas * DISCLOSURE_QUARTERS;

	for (int cell = 0; cell < cells; cell++) {
		if ((group >> cell & 1) != 0)
			row[variable(attacker, cell, is_rest)] += 1;
	}
}

static void
equals(struct attacker *attacker, attacker_group group, bool is_rest,
    int64_t value)
{
	add_group(attacker, equation(attacker, (double)value), group, is_rest);
}

static void
at_most(struct attacker *attacker, attacker_group group, bool is_rest,
    int64_t value)
{
	double *row = equation(attacker, (double)value);

	add_group(attacker, row, group, is_rest);
	row[attacker->variables++] = 1;
}

static void
read_one(struct attacker *attacker, attacker_group group,
    const struct disclosure *shown)
{
	double *row;

	if (shown->kind == DISCLOSURE_EXACT) {
		equals(attacker, group, false, shown->least.part);
		equals(attacker, group, true,
		    shown->least.whole - shown->least.part);
	} else if (shown->kind == DISCLOSURE_EMPTY) {
		equals(attacker, group, false, 0);
		equals(attacker, group, true, 0);
	} else if (shown->kind == DISCLOSURE_BOUNDS) {
		row = equation(attacker, (double)shown->least.whole);
		add_group(attacker, row, group, false);
		add_group(attacker, row, group, true);
		if (shown->most.part - shown->least.part == DISCLOSURE_GROUP)
			at_most(
			    attacker, group, shown->least.part > 0, SMALL_MAX);
	}
}

static attacker_group
quarter_group(size_t areas, int quarter)
{
	attacker_group group = 0;

	for (size_t a = 0; a < areas; a++)
		group |= 1U << (a * DISCLOSURE_QUARTERS + (size_t)quarter);
	return group;
}

/* The year's bounds tell of all hidden quarters together which is small. */
static void
read_year(struct attacker *attacker, const struct disclosure_view *view)
{
	attacker_group hidden = 0;
	attacker_group all = 0;
	int64_t least = view->year.least.part;
	int64_t most = view->year.most.part;
	int64_t whole = view->year.most.whole;

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		const struct disclosure *quarter = &view->quarters[q];

		all |= quarter_group(attacker->areas, q);
		if (quarter->kind == DISCLOSURE_HIDDEN)
			hidden |= quarter_group(attacker->areas, q);
		least -= quarter->least.part;
		most -= quarter->most.part;
		whole -= quarter->most.whole;
	}
	if (view->year.kind != DISCLOSURE_BOUNDS) {
		read_one(attacker, all, &view->year);
		return;
	}
	if (hidden == 0)
		return;
	double *row = equation(attacker, (double)whole);

	add_group(attacker, row, hidden, false);
	add_group(attacker, row, hidden, true);
	if (most == DISCLOSURE_GROUP && whole > most)
		at_most(attacker, hidden, false, SMALL_MAX);
	if (least > 0)
		at_most(attacker, hidden, true, SMALL_MAX);
}

static void
pivot(struct attacker *attacker, int row, int column)
{
	double *own = attacker->table[row];
	double by = own[column];

	for (int c = 0; c < attacker->columns; c++)
		own[c] /= by;
	attacker->right[row] /= by;
	for (int r = 0; r < attacker->rows; r++) {
		double times = attacker->table[r][column];

		if (r == row || fabs(times) < NEAR)
			continue;
		for (int c = 0; c < attacker->columns; c++)
			attacker->table[r][c] -= times * own[c];
		attacker->right[r] -= times * attacker->right[row];
	}
	attacker->basis[row] = column;
}

/* What a unit more of the column adds to the objective. */
static double
gain(const struct attacker *attacker, const double *objective, int column)
{
	double sum = objective[column];

	for (int r = 0; r < attacker->rows; r++)
		sum -=
		    objective[attacker->basis[r]] * attacker->table[r][column];
	return sum;
}

/* By Bland's rule, which cannot go in circles; -1: nothing limits it. */
static int
leaving_row(const struct attacker *attacker, int column)
{
	int found = -1;
	double best = 0;

	for (int r = 0; r < attacker->rows; r++) {
		double ratio;

		if (attacker->table[r][column] < NEAR)
			continue;
		ratio = attacker->right[r] / attacker->table[r][column];
		if (found < 0 || ratio < best - NEAR ||
		    (ratio < best + NEAR &&
			attacker->basis[r] < attacker->basis[found])) {
			found = r;
			best = ratio;
		}
	}
	return found;
}

static int
entering_column(
    const struct attacker *attacker, const double *objective, int columns)
{
	for (int c = 0; c < columns; c++) {
		if (gain(attacker, objective, c) > NEAR)
			return c;
	}
	return -1;
}

static double
maximize(struct attacker *attacker, const double *objective, int columns)
{
	double value = 0;
	int column;

	while ((column = entering_column(attacker, objective, columns)) >= 0) {
		int row = leaving_row(attacker, column);

		if (row < 0)
			return HUGE_VAL;
		pivot(attacker, row, column);
	}
	for (int r = 0; r < attacker->rows; r++)
		value += objective[attacker->basis[r]] * attacker->right[r];
	return value;
}

/* Takes artificial columns out of the basis; a row without another is one
 * that says nothing new. */
static void
drop_artificial(struct attacker *attacker)
{
	for (int r = 0; r < attacker->rows; r++) {
		if (attacker->basis[r] < attacker->variables)
			continue;
		for (int c = 0; c < attacker->variables; c++) {
			if (fabs(attacker->table[r][c]) > NEAR) {
				pivot(attacker, r, c);
				break;
			}
		}
	}
}

static void
read_table(struct attacker *attacker, const struct disclosure_view *view)
{
	for (size_t a = 0; a < attacker->areas; a++) {
		read_one(attacker, 15U << (a * DISCLOSURE_QUARTERS),
		    &view->areas[a]);
		for (size_t q = 0; q < DISCLOSURE_QUARTERS; q++)
			read_one(attacker, 1U << (a * DISCLOSURE_QUARTERS + q),
			    &view->cells[a * DISCLOSURE_QUARTERS + q]);
	}
	for (int q = 0; q < DISCLOSURE_QUARTERS; q++)
		read_one(attacker, quarter_group(attacker->areas, q),
		    &view->quarters[q]);
	read_year(attacker, view);
}

bool
attacker_read(struct attacker *attacker, const struct attacker_view *view)
{
	double shortage[ATTACKER_COLUMNS] = {0};

	assert(view->areas <= ATTACKER_AREAS_MAX);
	memset(attacker, 0, sizeof(*attacker));
	attacker->areas = view->areas;
	attacker->variables = 2 * (int)view->areas * DISCLOSURE_QUARTERS;
	read_table(attacker, view->table);
	for (size_t i = 0; i < view->sum_count; i++)
		read_one(attacker, view->sums[i].group, &view->sums[i].shown);
	attacker->columns = attacker->variables + attacker->rows;
	for (int r = 0; r < attacker->rows; r++) {
		attacker->basis[r] = attacker->variables + r;
		attacker->table[r][attacker->basis[r]] = 1;
		shortage[attacker->basis[r]] = -1;
	}
	if (maximize(attacker, shortage, attacker->variables) < -NEAR)
		return false;
	drop_artificial(attacker);
	return true;
}

static double
extreme(const struct attacker *attacker, attacker_group group, bool is_rest,
    double sign)
{
	struct attacker own = *attacker;
	double objective[ATTACKER_COLUMNS] = {0};
	int cells = (int)own.areas * DISCLOSURE_QUARTERS;

	for (int cell = 0; cell < cells; cell++) {
		if ((group >> cell & 1) != 0)
			objective[variable(&own, cell, is_rest)] = sign;
	}
	return sign * maximize(&own, objective, own.variables);
}

double
attacker_most(
    const struct attacker *attacker, attacker_group group, bool is_rest)
{
	return extreme(attacker, group, is_rest, 1);
}

double
attacker_least(
    const struct attacker *attacker, attacker_group group, bool is_rest)
{
	return extreme(attacker, group, is_rest, -1);
}
