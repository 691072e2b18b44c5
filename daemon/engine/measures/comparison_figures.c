/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/comparison_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_figures.h"

/* A year on its way into the sums. */
struct comparison_year {
	int year;
	struct measure_figures figures;
	struct measure_version *versions;
	size_t version_count;
};

static void
release_year(struct comparison_year *year)
{
	measure_figures_release(&year->figures);
	measure_store_free_versions(year->versions, year->version_count);
}

void
comparison_figures_release(struct comparison_figures *figures)
{
	for (size_t i = 0; i < figures->version_count; i++)
		free(figures->versions[i].programme);
	free(figures->versions);
	for (size_t i = 0; i < figures->pilot_count; i++)
		free(figures->pilots[i]);
	free(figures->pilots);
	*figures = (struct comparison_figures){.versions = NULL};
}

static struct fraction
cell_of(const struct comparison_year *year, size_t area, int quarter)
{
	return year->figures
	    .cells[area * DISCLOSURE_QUARTERS + (size_t)quarter];
}

/* Below, at or above 0 as the version's cell is before, at or after. */
static int
compare_cell(const struct comparison_year *year,
    const struct measure_version *version, size_t area, int quarter)
{
	int order = strcmp(version->area, year->figures.areas[area]);

	return order != 0 ? order : version->quarter - (quarter + 1);
}

/* The first of the versions, which come by area and quarter, in the cell. */
static size_t
first_of_cell(const struct comparison_year *year, size_t area, int quarter)
{
	size_t low = 0;
	size_t high = year->version_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_cell(year, &year->versions[middle], area, quarter) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_same(const struct measure_version *a, const struct measure_version *b)
{
	return a->version == b->version &&
	       strcmp(a->programme, b->programme) == 0;
}

/* What the leaders of a cell followed, as far as it is known. */
struct followed {
	const struct measure_version *first;
	bool is_known;
	bool is_one; /* version, and known */
	bool has_pilot;
	bool has_other;
};

/* Adds a cell to what was seen before. */
static void
follow(const struct comparison_year *year, size_t area, int quarter,
    struct followed *followed)
{
	size_t first = first_of_cell(year, area, quarter);
	size_t i = first;

	if (cell_of(year, area, quarter).whole == 0)
		return;
	for (; i < year->version_count; i++) {
		const struct measure_version *version = &year->versions[i];

		if (compare_cell(year, version, area, quarter) != 0)
			break;
		if (followed->first == NULL)
			followed->first = version;
		if (!is_same(followed->first, version))
			followed->is_one = false;
		followed->has_pilot = followed->has_pilot || version->is_pilot;
		followed->has_other = followed->has_other || !version->is_pilot;
	}
	if (i == first)
		followed->is_one = followed->is_known = false;
}

static struct followed
followed_in_quarter(const struct comparison_year *year, int quarter)
{
	struct followed followed = {.is_known = true, .is_one = true};

	for (size_t a = 0; a < year->figures.area_count; a++)
		follow(year, a, quarter, &followed);
	return followed;
}

static struct followed
followed_in_area(const struct comparison_year *year, size_t area)
{
	struct followed followed = {.is_known = true, .is_one = true};

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++)
		follow(year, area, q, &followed);
	return followed;
}

static struct comparison_row
empty_row(void)
{
	return (struct comparison_row){.sum.shown.kind = DISCLOSURE_EMPTY};
}

static void
add_part(struct comparison_row *row, const struct disclosure_part *part,
    struct quarter from, struct quarter to)
{
	if (row->sum.lines == 0)
		row->from = from;
	row->to = to;
	disclosure_parts_add(&row->sum, part);
}

static struct comparison_row *
version_row(
    struct comparison_figures *figures, const struct measure_version *version)
{
	struct comparison_row *row;

	for (size_t i = 0; i < figures->version_count; i++) {
		row = &figures->versions[i];
		if (row->version == version->version &&
		    strcmp(row->programme, version->programme) == 0)
			return row;
	}
	figures->versions = memory_resize(figures->versions,
	    figures->version_count + 1, sizeof(*figures->versions));
	row = &figures->versions[figures->version_count++];
	*row = empty_row();
	row->programme = memory_strdup(version->programme);
	row->version = version->version;
	return row;
}

static void
decide_quarters(const struct comparison_year *year, const int *part_of,
    bool is_year_alone, struct disclosure_part *parts)
{
	struct fraction values[DISCLOSURE_QUARTERS] = {{0, 0}};
	const struct disclosure_division division = {values,
	    year->figures.view.quarters, part_of, DISCLOSURE_QUARTERS,
	    year->figures.view.year, is_year_alone};

	for (size_t a = 0; a < year->figures.area_count; a++)
		for (int q = 0; q < DISCLOSURE_QUARTERS; q++)
			values[q] =
			    fraction_add(values[q], cell_of(year, a, q));
	disclosure_parts_decide(&division, parts);
}

/* A quarter is a part of its own, or belongs to the one of its version. */
static void
part_quarters(const struct followed followed[DISCLOSURE_QUARTERS], int *part_of)
{
	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		const struct measure_version *own = followed[q].first;

		part_of[q] = q;
		if (own == NULL || !followed[q].is_one) {
			part_of[q] = DISCLOSURE_NO_PART;
			continue;
		}
		for (int k = 0; k < q; k++) {
			if (part_of[k] == k && is_same(own, followed[k].first))
				part_of[q] = k;
		}
	}
}

static void
add_versions(struct comparison_figures *figures,
    const struct comparison_year *year, bool is_year_alone)
{
	struct followed followed[DISCLOSURE_QUARTERS];
	struct disclosure_part parts[DISCLOSURE_PARTS_MAX];
	int part_of[DISCLOSURE_QUARTERS];

	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		followed[q] = followed_in_quarter(year, q);
		figures->mixed += !followed[q].is_one;
	}
	part_quarters(followed, part_of);
	decide_quarters(year, part_of, is_year_alone, parts);
	for (int q = 0; q < DISCLOSURE_QUARTERS; q++) {
		struct comparison_row *row;
		struct quarter quarter = {year->year, q + 1};

		if (part_of[q] == DISCLOSURE_NO_PART)
			continue;
		row = version_row(figures, followed[q].first);
		if (part_of[q] == q)
			add_part(row, &parts[q], quarter, quarter);
		else
			row->to = quarter;
	}
}

static void
add_pilot(struct comparison_figures *figures, const char *area)
{
	for (size_t i = 0; i < figures->pilot_count; i++) {
		if (strcmp(figures->pilots[i], area) == 0)
			return;
	}
	figures->pilots = memory_resize(figures->pilots,
	    figures->pilot_count + 1, sizeof(*figures->pilots));
	figures->pilots[figures->pilot_count++] = memory_strdup(area);
}

/* Areas that are pilots, the others, and those that are neither. */
static bool
part_areas(const struct comparison_year *year, int *part_of)
{
	bool has_pilot = false;

	for (size_t a = 0; a < year->figures.area_count; a++) {
		struct followed followed = followed_in_area(year, a);

		part_of[a] =
		    followed.has_pilot ? COMPARISON_PILOTS : COMPARISON_OTHERS;
		if (!followed.is_known ||
		    (followed.has_pilot && followed.has_other))
			part_of[a] = DISCLOSURE_NO_PART;
		has_pilot = has_pilot || part_of[a] == COMPARISON_PILOTS;
	}
	return has_pilot;
}

static bool
is_told(const struct disclosure_part *part)
{
	return part->missing < part->lines;
}

/* Without one side's figures the other's are of another time. */
static void
add_sides(struct comparison_figures *figures,
    const struct comparison_year *year, struct disclosure_part *sides)
{
	const struct quarter from = {year->year, 1};
	const struct quarter to = {year->year, DISCLOSURE_QUARTERS};
	bool is_both = is_told(&sides[COMPARISON_PILOTS]) &&
		       is_told(&sides[COMPARISON_OTHERS]);

	for (int side = 0; side < COMPARISON_SIDES; side++) {
		if (!is_both) {
			sides[side].shown.kind = DISCLOSURE_EMPTY;
			sides[side].missing = sides[side].lines;
		}
		add_part(&figures->sides[side], &sides[side], from, to);
	}
}

/* Of a whole year, as areas are. */
static void
add_areas(
    struct comparison_figures *figures, const struct comparison_year *year)
{
	size_t count = year->figures.area_count;
	cleanup_(memory_free_ptr) int *part_of =
	    memory_alloc((count + 1) * sizeof(*part_of));
	struct disclosure_part parts[DISCLOSURE_PARTS_MAX];
	const struct disclosure_division division = {year->figures.view.sums,
	    year->figures.view.areas, part_of, count, year->figures.view.year,
	    false};

	if (!part_areas(year, part_of))
		return;
	disclosure_parts_decide(&division, parts);
	for (size_t a = 0; a < count; a++) {
		figures->mixed_areas += part_of[a] == DISCLOSURE_NO_PART;
		if (part_of[a] == COMPARISON_PILOTS)
			add_pilot(figures, year->figures.areas[a]);
	}
	add_sides(figures, year, parts);
}

static int
by_version(const void *a, const void *b)
{
	const struct comparison_row *left = a;
	const struct comparison_row *right = b;
	int order = strcmp(left->programme, right->programme);

	return order != 0 ? order
			  : (left->version > right->version) -
				(left->version < right->version);
}

static int
add_year(struct engine *engine, const struct measure *measure, int number,
    struct comparison_figures *figures, struct error *err)
{
	cleanup_(release_year) struct comparison_year year = {.year = number};
	bool is_year_alone = measure_table_is_of_year(measure);
	int status =
	    measure_figures_load(engine, measure, number, &year.figures, err);

	if (status == OB_OK)
		status = measure_store_list_versions(engine->store, measure->id,
		    number, &year.versions, &year.version_count, err);
	if (status != OB_OK)
		return status;
	add_versions(figures, &year, is_year_alone);
	if (!is_year_alone && year.figures.view.year.kind != DISCLOSURE_PENDING)
		add_areas(figures, &year);
	return OB_OK;
}

/* OB_ENOTFOUND while nothing is kept. */
static int
find_years(struct engine *engine, const struct measure *measure, int *ret_first,
    int *ret_last, struct error *err)
{
	struct quarter last;
	int status = measure_store_first_year(
	    engine->store, measure->id, ret_first, err);

	if (status == OB_OK)
		status = measure_store_last_kept(
		    engine->store, measure->id, &last, err);
	if (status == OB_OK)
		*ret_last = last.year;
	return status;
}

int
comparison_figures_load(struct engine *engine, const struct measure *measure,
    struct comparison_figures *ret_figures, struct error *err)
{
	struct comparison_figures figures = {
	    .sides = {empty_row(), empty_row()}};
	int first = 0;
	int last = -1;
	int status = find_years(engine, measure, &first, &last, err);

	if (status == OB_ENOTFOUND)
		status = OB_OK;
	for (int year = first; status == OB_OK && year <= last; year++)
		status = add_year(engine, measure, year, &figures, err);
	if (status != OB_OK) {
		comparison_figures_release(&figures);
		return status;
	}
	if (figures.version_count > 0)
		qsort(figures.versions, figures.version_count,
		    sizeof(*figures.versions), by_version);
	*ret_figures = figures;
	return OB_OK;
}
