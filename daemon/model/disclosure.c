/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure.h"

#include <assert.h>
#include <stdbool.h>

#include "model/disclosure_lines.h"

static struct disclosure
decide_year(const struct disclosure_lines *quarters)
{
	struct fraction total = disclosure_lines_total(quarters);

	if (total.whole == 0)
		return disclosure_lines_kind(DISCLOSURE_EMPTY);
	return disclosure_lines_are_safe(quarters)
		   ? disclosure_lines_exactly(total)
		   : disclosure_lines_between(quarters);
}

/* The shown line to hide next: bounds before values, the smallest first. */
static size_t
next_to_hide(const struct disclosure_lines *lines)
{
	size_t next = lines->count;

	for (size_t i = 0; i < lines->count; i++) {
		enum disclosure_kind kind = lines->shown[i].kind;

		if (kind != DISCLOSURE_BOUNDS && kind != DISCLOSURE_EXACT)
			continue;
		if (next == lines->count || kind > lines->shown[next].kind ||
		    (kind == lines->shown[next].kind &&
			disclosure_lines_weight(lines->values[i]) <
			    disclosure_lines_weight(lines->values[next])))
			next = i;
	}
	return next;
}

/* Beside an exact year, whose own safety makes hiding all of them enough. */
static void
decide_areas(const struct disclosure_lines *areas, struct disclosure *shown)
{
	for (size_t i = 0; i < areas->count; i++)
		shown[i] = disclosure_lines_alone(areas->values[i]);
	while (!disclosure_lines_are_safe(areas)) {
		size_t next = next_to_hide(areas);

		assert(next < areas->count);
		shown[next] = disclosure_lines_kind(DISCLOSURE_HIDDEN);
	}
}

static const struct fraction *
cells_of(const struct disclosure_table *table, size_t area)
{
	return table->cells + area * DISCLOSURE_QUARTERS;
}

static bool
all_safe(const struct fraction *cells)
{
	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		if (!disclosure_lines_is_safe(cells[q]))
			return false;
	}
	return true;
}

/* What a quarter leaves when the areas told by quarter are taken away. */
static struct fraction
remains(const struct disclosure_table *table,
    const struct disclosure_view *view, int quarter)
{
	struct fraction left = {0, 0};

	for (size_t a = 0; a < table->areas; a++) {
		const struct disclosure *shown =
		    &view->cells[a * DISCLOSURE_QUARTERS];

		if (shown->kind != DISCLOSURE_EXACT)
			left = fraction_add(left, cells_of(table, a)[quarter]);
	}
	return left;
}

static bool
remains_are_safe(
    const struct disclosure_table *table, const struct disclosure_view *view)
{
	bool has_rest = false;

	for (size_t a = 0; a < table->areas; a++)
		has_rest =
		    has_rest || view->cells[a * DISCLOSURE_QUARTERS].kind ==
				    DISCLOSURE_HIDDEN;
	for (int q = 0; has_rest && q < DISCLOSURE_QUARTERS; q++) {
		if (!disclosure_lines_is_safe(remains(table, view, q)))
			return false;
	}
	return true;
}

static void
set_cells(const struct disclosure_table *table, struct disclosure_view *view,
    size_t area, enum disclosure_kind kind)
{
	const struct fraction *values = cells_of(table, area);

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++)
		view->cells[area * DISCLOSURE_QUARTERS + (size_t)q] =
		    kind == DISCLOSURE_EXACT
			? disclosure_lines_exactly(values[q])
			: disclosure_lines_kind(kind);
}

/* Of the areas told by quarter, the one with the smallest total. */
static size_t
smallest_told(
    const struct disclosure_table *table, const struct disclosure_view *view)
{
	size_t smallest = table->areas;

	for (size_t a = 0; a < table->areas; a++) {
		if (view->cells[a * DISCLOSURE_QUARTERS].kind !=
		    DISCLOSURE_EXACT)
			continue;
		if (smallest == table->areas ||
		    disclosure_lines_weight(view->areas[a].least) <
			disclosure_lines_weight(view->areas[smallest].least))
			smallest = a;
	}
	return smallest;
}

/* With none told by quarter, what remains is the quarters, which are exact. */
static void
decide_cells(const struct disclosure_table *table, struct disclosure_view *view)
{
	for (size_t a = 0; a < table->areas; a++) {
		enum disclosure_kind kind = view->areas[a].kind;

		if (kind == DISCLOSURE_EXACT && all_safe(cells_of(table, a)))
			set_cells(table, view, a, DISCLOSURE_EXACT);
		else if (kind == DISCLOSURE_EMPTY)
			set_cells(table, view, a, DISCLOSURE_EMPTY);
	}
	while (!remains_are_safe(table, view)) {
		size_t area = smallest_told(table, view);

		if (area == table->areas)
			return;
		set_cells(table, view, area, DISCLOSURE_HIDDEN);
	}
}

static struct fraction
sum_of_area(const struct fraction *cells)
{
	struct fraction sum = {0, 0};

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++)
		sum = fraction_add(sum, cells[q]);
	return sum;
}

static void
decide_quarters(
    const struct disclosure_table *table, struct disclosure_view *view)
{
	struct fraction sums[DISCLOSURE_QUARTERS] = {{0, 0}};
	const struct disclosure_lines quarters = {.values = sums,
	    .shown = view->quarters,
	    .count = DISCLOSURE_QUARTERS};

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		for (size_t a = 0; a < table->areas; a++)
			sums[q] = fraction_add(sums[q], cells_of(table, a)[q]);
		view->quarters[q] =
		    q < table->quarters
			? disclosure_lines_alone(sums[q])
			: disclosure_lines_kind(DISCLOSURE_PENDING);
	}
	view->year = table->quarters == DISCLOSURE_QUARTERS
			 ? decide_year(&quarters)
			 : disclosure_lines_kind(DISCLOSURE_PENDING);
}

/* What else is said while only a total can be told. */
static enum disclosure_kind
hidden_beside(enum disclosure_kind total)
{
	return total == DISCLOSURE_PENDING || total == DISCLOSURE_EMPTY
		   ? total
		   : DISCLOSURE_HIDDEN;
}

void
disclosure_decide(
    const struct disclosure_table *table, struct disclosure_view *view)
{
	const struct disclosure_lines areas = {
	    .values = view->sums, .shown = view->areas, .count = table->areas};
	enum disclosure_kind kind;

	assert(table->quarters >= 0 && table->quarters <= DISCLOSURE_QUARTERS);
	decide_quarters(table, view);
	kind = hidden_beside(view->year.kind);
	for (size_t a = 0; a < table->areas; a++) {
		view->sums[a] = sum_of_area(cells_of(table, a));
		view->areas[a] = disclosure_lines_kind(kind);
		set_cells(table, view, a, kind);
	}
	if (view->year.kind != DISCLOSURE_EXACT)
		return;
	decide_areas(&areas, view->areas);
	decide_cells(table, view);
}

/* What was counted at another time may fit no more. */
static bool
fits_in(struct fraction earlier, struct fraction later)
{
	return earlier.whole == later.whole && earlier.part >= later.part;
}

void
disclosure_decide_falling(
    const struct fraction *fractions, size_t count, struct disclosure *shown)
{
	enum disclosure_kind kind = hidden_beside(shown[count - 1].kind);
	bool is_exact = shown[count - 1].kind == DISCLOSURE_EXACT;
	int64_t told = fraction_rest(fractions[count - 1]);

	for (size_t i = count - 1; i-- > 0;) {
		int64_t gone = fraction_rest(fractions[i]);

		is_exact = is_exact && fits_in(fractions[i], fractions[i + 1]);
		shown[i] = is_exact ? disclosure_lines_alone(fractions[i])
				    : disclosure_lines_kind(kind);
		if (shown[i].kind == DISCLOSURE_EXACT &&
		    told - gone < DISCLOSURE_GROUP)
			shown[i] = disclosure_lines_kind(DISCLOSURE_HIDDEN);
		if (shown[i].kind == DISCLOSURE_EXACT)
			told = gone;
	}
}

struct disclosure
disclosure_decide_within(struct fraction inner, struct fraction outer,
    const struct disclosure *shown_outer)
{
	struct disclosure shown = disclosure_lines_alone(inner);

	if (shown_outer->kind != DISCLOSURE_EXACT)
		return disclosure_lines_kind(hidden_beside(shown_outer->kind));
	if (!fits_in(outer, inner) ||
	    (shown.kind == DISCLOSURE_EXACT &&
		outer.part - inner.part < DISCLOSURE_GROUP))
		return disclosure_lines_kind(DISCLOSURE_HIDDEN);
	return shown;
}
