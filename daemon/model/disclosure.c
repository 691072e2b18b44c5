/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure.h"

#include <assert.h>
#include <stdbool.h>

/* What a bound leaves open: none to four, so that it can be any of them. */
#define SMALL_MAX (DISCLOSURE_GROUP - 1)

/* Lines of a table that add up to a total. */
struct lines {
	const struct fraction *values;
	struct disclosure *shown;
	size_t count;
};

/* What the hidden of them have together. */
struct hidden {
	size_t lines; /* without bounds */
	struct fraction sum;
	size_t high; /* told to be "at least": few are outside the part */
	size_t low;
	int64_t high_rest; /* how few */
	int64_t low_part;
};

static int64_t
rest_of(struct fraction value)
{
	return value.whole - value.part;
}

static bool
is_safe(struct fraction value)
{
	return value.part >= DISCLOSURE_GROUP &&
	       rest_of(value) >= DISCLOSURE_GROUP;
}

/* Of how many the smaller group is. */
static int64_t
weight(struct fraction value)
{
	return value.part < rest_of(value) ? value.part : rest_of(value);
}

static struct fraction
add(struct fraction a, struct fraction b)
{
	return (struct fraction){a.part + b.part, a.whole + b.whole};
}

static struct disclosure
kind_only(enum disclosure_kind kind)
{
	return (struct disclosure){.kind = kind};
}

static struct disclosure
exactly(struct fraction value)
{
	return (struct disclosure){DISCLOSURE_EXACT, value, value};
}

static struct disclosure
between(int64_t least, int64_t most, int64_t whole)
{
	return (struct disclosure){
	    DISCLOSURE_BOUNDS, {least, whole}, {most, whole}};
}

static bool
is_high(const struct disclosure *shown)
{
	return shown->kind == DISCLOSURE_BOUNDS &&
	       shown->most.part == shown->most.whole;
}

/* By itself.  What is said is a five's width, though four is known. */
static struct disclosure
alone(struct fraction value)
{
	if (value.whole == 0)
		return kind_only(DISCLOSURE_EMPTY);
	if (is_safe(value))
		return exactly(value);
	if (value.whole < DISCLOSURE_BOUND_MIN)
		return kind_only(DISCLOSURE_HIDDEN);
	if (value.part < DISCLOSURE_GROUP)
		return between(0, DISCLOSURE_GROUP, value.whole);
	return between(
	    value.whole - DISCLOSURE_GROUP, value.whole, value.whole);
}

static struct hidden
hidden_of(const struct lines *lines)
{
	struct hidden hidden = {0};

	for (size_t i = 0; i < lines->count; i++) {
		struct fraction value = lines->values[i];

		if (lines->shown[i].kind == DISCLOSURE_HIDDEN) {
			hidden.lines++;
			hidden.sum = add(hidden.sum, value);
		} else if (is_high(&lines->shown[i])) {
			hidden.high++;
			hidden.high_rest += rest_of(value);
		} else if (lines->shown[i].kind == DISCLOSURE_BOUNDS) {
			hidden.low++;
			hidden.low_part += value.part;
		}
	}
	return hidden;
}

/*
 * Without lines that are wholly hidden the bounds are all that a total can be
 * spread on.  Each of k small groups can then be none if the others hold it,
 * which is four each.
 */
static bool
bounds_hold(size_t count, int64_t sum)
{
	return sum >= DISCLOSURE_GROUP &&
	       sum <= SMALL_MAX * ((int64_t)count - 1);
}

/*
 * Whether the lines' exact total may be told.  What is wholly hidden is safe,
 * and enough that each bound stays open from none to four whatever the others
 * are.
 */
static bool
total_is_safe(const struct lines *lines)
{
	struct hidden hidden = hidden_of(lines);
	struct fraction least = hidden.sum;

	if (hidden.lines == 0 && hidden.high == 0 && hidden.low == 0)
		return true;
	if (hidden.lines == 0 && hidden.low == 0)
		return bounds_hold(hidden.high, hidden.high_rest);
	if (hidden.lines == 0 && hidden.high == 0)
		return bounds_hold(hidden.low, hidden.low_part);
	if (hidden.lines == 0)
		return false;
	least.part -= hidden.high_rest + SMALL_MAX * (int64_t)hidden.low -
		      hidden.low_part;
	least.whole -= SMALL_MAX * (int64_t)(hidden.low + hidden.high);
	return is_safe(hidden.sum) && least.part >= 0 && rest_of(least) >= 0;
}

static struct fraction
total_of(const struct lines *lines)
{
	struct fraction total = {0, 0};

	for (size_t i = 0; i < lines->count; i++)
		total = add(total, lines->values[i]);
	return total;
}

/* The ends of what a reader may know of a line. */
static struct disclosure
ends_of(const struct lines *lines, size_t i)
{
	if (lines->shown[i].kind == DISCLOSURE_BOUNDS)
		return lines->shown[i];
	return exactly(lines->values[i]);
}

/*
 * A total that must not be exact: what is known of the lines, and of all that
 * is hidden how many they are and which of its groups is small.
 */
static struct disclosure
total_between(const struct lines *lines)
{
	struct hidden hidden = hidden_of(lines);
	struct disclosure total =
	    between(0, hidden.sum.whole, hidden.sum.whole);

	if (hidden.lines > 0 && hidden.sum.whole < DISCLOSURE_GROUP)
		return kind_only(DISCLOSURE_HIDDEN);
	if (hidden.sum.part < DISCLOSURE_GROUP &&
	    rest_of(hidden.sum) >= DISCLOSURE_GROUP)
		total.most.part = DISCLOSURE_GROUP;
	if (rest_of(hidden.sum) < DISCLOSURE_GROUP &&
	    hidden.sum.part >= DISCLOSURE_GROUP)
		total.least.part = hidden.sum.whole - DISCLOSURE_GROUP;
	for (size_t i = 0; i < lines->count; i++) {
		struct disclosure ends = ends_of(lines, i);

		if (lines->shown[i].kind == DISCLOSURE_HIDDEN)
			continue;
		total.least = add(total.least, ends.least);
		total.most = add(total.most, ends.most);
	}
	/* Half of the scale says nothing. */
	if (2 * (total.most.part - total.least.part) > total.most.whole)
		return kind_only(DISCLOSURE_HIDDEN);
	return total;
}

static struct disclosure
decide_year(const struct lines *quarters)
{
	struct fraction total = total_of(quarters);

	if (total.whole == 0)
		return kind_only(DISCLOSURE_EMPTY);
	return total_is_safe(quarters) ? exactly(total)
				       : total_between(quarters);
}

/* The shown line to hide next: bounds before values, the smallest first. */
static size_t
next_to_hide(const struct lines *lines)
{
	size_t next = lines->count;

	for (size_t i = 0; i < lines->count; i++) {
		enum disclosure_kind kind = lines->shown[i].kind;

		if (kind != DISCLOSURE_BOUNDS && kind != DISCLOSURE_EXACT)
			continue;
		if (next == lines->count || kind > lines->shown[next].kind ||
		    (kind == lines->shown[next].kind &&
			weight(lines->values[i]) < weight(lines->values[next])))
			next = i;
	}
	return next;
}

/* Beside an exact year, whose own safety makes hiding all of them enough. */
static void
decide_areas(const struct lines *areas)
{
	for (size_t i = 0; i < areas->count; i++)
		areas->shown[i] = alone(areas->values[i]);
	while (!total_is_safe(areas)) {
		size_t next = next_to_hide(areas);

		assert(next < areas->count);
		areas->shown[next] = kind_only(DISCLOSURE_HIDDEN);
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
		if (!is_safe(cells[q]))
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
			left = add(left, cells_of(table, a)[quarter]);
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
		if (!is_safe(remains(table, view, q)))
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
		    kind == DISCLOSURE_EXACT ? exactly(values[q])
					     : kind_only(kind);
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
		    weight(view->areas[a].least) <
			weight(view->areas[smallest].least))
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
		sum = add(sum, cells[q]);
	return sum;
}

static void
decide_quarters(
    const struct disclosure_table *table, struct disclosure_view *view)
{
	struct fraction sums[DISCLOSURE_QUARTERS] = {{0, 0}};
	const struct lines quarters = {
	    sums, view->quarters, DISCLOSURE_QUARTERS};

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		for (size_t a = 0; a < table->areas; a++)
			sums[q] = add(sums[q], cells_of(table, a)[q]);
		view->quarters[q] = q < table->quarters
					? alone(sums[q])
					: kind_only(DISCLOSURE_PENDING);
	}
	view->year = table->quarters == DISCLOSURE_QUARTERS
			 ? decide_year(&quarters)
			 : kind_only(DISCLOSURE_PENDING);
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
	const struct lines areas = {view->sums, view->areas, table->areas};
	enum disclosure_kind kind;

	assert(table->quarters >= 0 && table->quarters <= DISCLOSURE_QUARTERS);
	decide_quarters(table, view);
	kind = hidden_beside(view->year.kind);
	for (size_t a = 0; a < table->areas; a++) {
		view->sums[a] = sum_of_area(cells_of(table, a));
		view->areas[a] = kind_only(kind);
		set_cells(table, view, a, kind);
	}
	if (view->year.kind != DISCLOSURE_EXACT)
		return;
	decide_areas(&areas);
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
	int64_t told = rest_of(fractions[count - 1]);

	for (size_t i = count - 1; i-- > 0;) {
		int64_t gone = rest_of(fractions[i]);

		is_exact = is_exact && fits_in(fractions[i], fractions[i + 1]);
		shown[i] = is_exact ? alone(fractions[i]) : kind_only(kind);
		if (shown[i].kind == DISCLOSURE_EXACT &&
		    told - gone < DISCLOSURE_GROUP)
			shown[i] = kind_only(DISCLOSURE_HIDDEN);
		if (shown[i].kind == DISCLOSURE_EXACT)
			told = gone;
	}
}
