/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"

#define NONE DISCLOSURE_NO_PART

struct year {
	struct disclosure cells[DISCLOSURE_QUARTERS];
	struct disclosure areas[1];
	struct fraction sums[1];
	struct disclosure_view view;
	struct disclosure_part parts[DISCLOSURE_PARTS_MAX];
};

/* A year of one area, whose quarters belong to parts. */
static void
decide(struct year *year, const struct fraction *quarters, const int *part_of)
{
	const struct disclosure_table table = {
	    1, DISCLOSURE_QUARTERS, quarters};
	struct disclosure_division division = {.values = quarters,
	    .shown = year->view.quarters,
	    .part_of = part_of,
	    .count = DISCLOSURE_QUARTERS};

	year->view = (struct disclosure_view){
	    .cells = year->cells, .areas = year->areas, .sums = year->sums};
	disclosure_decide(&table, &year->view);
	division.year = year->view.year;
	disclosure_parts_decide(&division, year->parts);
}

static void
assert_exact(const struct disclosure_part *part, int64_t of, int64_t whole)
{
	assert_int_equal(part->shown.kind, DISCLOSURE_EXACT);
	assert_int_equal(part->shown.least.part, of);
	assert_int_equal(part->shown.least.whole, whole);
}

static void
test_quarters_too_small_alone_are_told_together(void **state)
{
	const struct fraction quarters[] = {{3, 7}, {4, 8}, {3, 6}, {4, 9}};
	const int part_of[] = {0, 0, 1, 1};
	struct year year;

	(void)state;
	decide(&year, quarters, part_of);
	assert_int_equal(year.view.quarters[0].kind, DISCLOSURE_HIDDEN);
	assert_exact(&year.parts[0], 7, 15);
	assert_exact(&year.parts[1], 7, 15);
	assert_int_equal(year.parts[0].missing, 0);
	assert_int_equal(year.parts[2].lines, 0);
}

static void
test_a_part_is_not_told_if_another_came_out_by_it(void **state)
{
	const struct fraction quarters[] = {{1, 3}, {9, 18}, {3, 6}, {4, 9}};
	const int part_of[] = {0, 1, 1, 1};
	struct year year;

	(void)state;
	decide(&year, quarters, part_of);
	assert_int_equal(year.view.year.kind, DISCLOSURE_EXACT);
	assert_int_equal(year.parts[0].shown.kind, DISCLOSURE_EMPTY);
	assert_int_equal(year.parts[0].missing, 1);
	/* The second quarter is told by itself. */
	assert_exact(&year.parts[1], 9, 18);
	assert_int_equal(year.parts[1].lines, 3);
	assert_int_equal(year.parts[1].missing, 2);
}

static void
test_a_quarter_of_no_part_stays_behind_another_that_is_hidden(void **state)
{
	const struct fraction quarters[] = {{3, 7}, {4, 8}, {3, 6}, {4, 9}};
	const int alone[] = {0, 0, 0, NONE};
	const int among[] = {0, 0, NONE, NONE};
	struct year year;

	(void)state;
	decide(&year, quarters, alone);
	assert_int_equal(year.parts[0].missing, 3);
	decide(&year, quarters, among);
	assert_exact(&year.parts[0], 7, 15);
}

static void
test_bounds_of_quarters_add_up(void **state)
{
	const struct fraction quarters[] = {
	    {57, 60}, {30, 60}, {30, 60}, {2, 6}};
	const int part_of[] = {0, 0, 1, 1};
	struct year year;

	(void)state;
	decide(&year, quarters, part_of);
	assert_int_not_equal(year.view.year.kind, DISCLOSURE_EXACT);
	assert_int_equal(year.parts[0].shown.kind, DISCLOSURE_BOUNDS);
	assert_int_equal(year.parts[0].shown.least.part, 55 + 30);
	assert_int_equal(year.parts[0].shown.most.part, 60 + 30);
	assert_exact(&year.parts[1], 30, 60);
	assert_int_equal(year.parts[1].missing, 1);
}

static void
test_what_is_told_of_the_year_alone_needs_all_of_it(void **state)
{
	const struct fraction quarters[] = {
	    {20, 40}, {20, 40}, {20, 40}, {0, 0}};
	const struct disclosure hidden[DISCLOSURE_QUARTERS] = {
	    {.kind = DISCLOSURE_HIDDEN}, {.kind = DISCLOSURE_HIDDEN},
	    {.kind = DISCLOSURE_HIDDEN}, {.kind = DISCLOSURE_HIDDEN}};
	const int whole[] = {2, 2, 2, NONE};
	const int split[] = {2, 2, 1, 1};
	struct disclosure_part parts[DISCLOSURE_PARTS_MAX];
	struct disclosure_division division = {quarters, hidden, whole,
	    DISCLOSURE_QUARTERS, {DISCLOSURE_EXACT, {60, 120}, {60, 120}},
	    true};

	(void)state;
	disclosure_parts_decide(&division, parts);
	assert_exact(&parts[2], 60, 120);
	division.part_of = split;
	disclosure_parts_decide(&division, parts);
	assert_int_equal(parts[1].missing, 1);
	assert_int_equal(parts[2].missing, 2);
}

static void
test_years_add_up_and_what_says_nothing_is_hidden(void **state)
{
	const struct disclosure_part exact = {
	    {DISCLOSURE_EXACT, {10, 20}, {10, 20}}, 2, 0};
	const struct disclosure_part wide = {
	    {DISCLOSURE_BOUNDS, {10, 100}, {95, 100}}, 1, 0};
	const struct disclosure_part nothing = {
	    {.kind = DISCLOSURE_EMPTY}, 3, 3};
	struct disclosure_part sum = {.shown = {.kind = DISCLOSURE_EMPTY}};

	(void)state;
	disclosure_parts_add(&sum, &nothing);
	assert_int_equal(disclosure_parts_told(&sum).kind, DISCLOSURE_HIDDEN);
	disclosure_parts_add(&sum, &exact);
	disclosure_parts_add(&sum, &exact);
	assert_int_equal(sum.lines, 7);
	assert_int_equal(sum.missing, 3);
	sum.shown = disclosure_parts_told(&sum);
	assert_exact(&sum, 20, 40);
	disclosure_parts_add(&sum, &wide);
	assert_int_equal(disclosure_parts_told(&sum).kind, DISCLOSURE_HIDDEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_quarters_too_small_alone_are_told_together),
	    cmocka_unit_test(test_a_part_is_not_told_if_another_came_out_by_it),
	    cmocka_unit_test(
		test_a_quarter_of_no_part_stays_behind_another_that_is_hidden),
	    cmocka_unit_test(test_bounds_of_quarters_add_up),
	    cmocka_unit_test(
		test_what_is_told_of_the_year_alone_needs_all_of_it),
	    cmocka_unit_test(test_years_add_up_and_what_says_nothing_is_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
