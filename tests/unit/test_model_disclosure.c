/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/disclosure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/fraction.h"
#include "model/quarter.h"

#define AREAS 3

struct shown {
	struct disclosure cells[AREAS * DISCLOSURE_QUARTERS];
	struct disclosure areas[AREAS];
	struct fraction sums[AREAS];
	struct disclosure_view view;
};

static void
decide(struct shown *shown, size_t areas, const struct fraction *cells)
{
	const struct disclosure_table table = {areas, 4, cells};

	shown->view = (struct disclosure_view){
	    .cells = shown->cells, .areas = shown->areas, .sums = shown->sums};
	disclosure_decide(&table, &shown->view);
}

static void
assert_bounds(const struct disclosure *shown, int least, int most)
{
	assert_int_equal(shown->kind, DISCLOSURE_BOUNDS);
	assert_int_equal(fraction_percent_floor(shown->least), least);
	assert_int_equal(fraction_percent_ceiling(shown->most), most);
}

static void
test_large_groups_are_told_by_quarter_and_area(void **state)
{
	const struct fraction cells[] = {{20, 40}, {21, 41}, {22, 42}, {23, 43},
	    {10, 40}, {11, 41}, {12, 42}, {13, 43}};
	struct shown shown;

	(void)state;
	decide(&shown, 2, cells);
	assert_int_equal(shown.view.year.kind, DISCLOSURE_EXACT);
	assert_int_equal(shown.view.year.least.part, 132);
	assert_int_equal(shown.view.year.least.whole, 332);
	for (int i = 0; i < 8; i++) {
		assert_int_equal(shown.cells[i].kind, DISCLOSURE_EXACT);
		assert_int_equal(shown.cells[i].least.part, cells[i].part);
	}
}

static void
test_few_outside_a_large_group_are_told_as_a_bound(void **state)
{
	const struct fraction cells[] = {{57, 60}, {50, 60}, {3, 60}, {50, 60}};
	struct shown shown;

	(void)state;
	decide(&shown, 1, cells);
	assert_bounds(&shown.view.quarters[0], 91, 100);
	assert_int_equal(shown.view.quarters[1].kind, DISCLOSURE_EXACT);
	assert_bounds(&shown.view.quarters[2], 0, 9);
}

static void
test_an_area_is_not_hidden_alone(void **state)
{
	const struct fraction cells[] = {{6, 12}, {6, 12}, {6, 12}, {6, 12},
	    {5, 11}, {6, 12}, {6, 12}, {6, 12}, {1, 2}, {0, 0}, {1, 1}, {0, 1}};
	struct shown shown;

	(void)state;
	decide(&shown, 3, cells);
	assert_int_equal(shown.view.year.kind, DISCLOSURE_EXACT);
	assert_int_equal(shown.areas[0].kind, DISCLOSURE_EXACT);
	assert_int_equal(shown.areas[1].kind, DISCLOSURE_HIDDEN);
	assert_int_equal(shown.areas[2].kind, DISCLOSURE_HIDDEN);
}

static void
test_a_year_that_would_tell_of_a_hidden_quarter_is_told_between(void **state)
{
	const struct fraction cells[] = {{40, 80}, {40, 80}, {40, 80}, {2, 12}};
	struct shown shown;

	(void)state;
	decide(&shown, 1, cells);
	assert_int_equal(shown.view.quarters[3].kind, DISCLOSURE_HIDDEN);
	assert_bounds(&shown.view.year, 47, 50);
	assert_int_equal(shown.areas[0].kind, DISCLOSURE_HIDDEN);
}

static void
test_a_quarter_without_anybody_is_no_secret(void **state)
{
	const struct fraction cells[] = {{0, 0}, {40, 80}, {40, 80}, {40, 80}};
	struct shown shown;

	(void)state;
	decide(&shown, 1, cells);
	assert_int_equal(shown.view.quarters[0].kind, DISCLOSURE_EMPTY);
	assert_int_equal(shown.view.year.kind, DISCLOSURE_EXACT);
}

static void
test_quarters_are_read_and_reckoned_with(void **state)
{
	struct error err = ERROR_INIT;
	struct quarter quarter;
	char text[QUARTER_TEXT_SIZE];

	(void)state;
	assert_int_equal(quarter_parse("2026Q4", &quarter, &err), OB_OK);
	quarter = quarter_add(quarter, 1);
	assert_string_equal(quarter_format(quarter, text), "2027Q1");
	assert_int_equal(
	    quarter_last_day(quarter).day, date_from_civil(2027, 3, 31).day);
	assert_int_equal(quarter_first_day(quarter_add(quarter, -5)).day,
	    date_from_civil(2025, 10, 1).day);
	assert_int_equal(
	    quarter_compare(quarter_of(date_from_civil(2027, 3, 31)), quarter),
	    0);
	assert_int_equal(quarter_parse("2026Q5", &quarter, &err), OB_EINVALID);
	assert_int_equal(quarter_parse("2026-4", &quarter, &err), OB_EINVALID);
	assert_int_equal(quarter_parse("0026Q1", &quarter, &err), OB_EINVALID);
	assert_int_equal(quarter_parse("2026Q44", &quarter, &err), OB_EINVALID);
}

static void
test_percentages_are_rounded_half_up(void **state)
{
	const struct fraction thirds = {2, 3};
	const struct fraction half = {1, 2000};
	char text[FRACTION_TEXT_SIZE];

	(void)state;
	assert_string_equal(
	    fraction_format(fraction_permille(thirds), ',', text), "66,7");
	assert_string_equal(
	    fraction_format(fraction_permille(half), '.', text), "0.1");
	assert_int_equal(fraction_percent_floor(thirds), 66);
	assert_int_equal(fraction_percent_ceiling(thirds), 67);
	assert_true(fraction_compare(thirds, (struct fraction){4, 6}) == 0);
	assert_true(fraction_compare(thirds, (struct fraction){5, 7}) < 0);
}

/* Of 40, with those of the outer group told exactly. */
static struct disclosure
within(int64_t inner, int64_t outer)
{
	const struct fraction value = {outer, 40};
	const struct disclosure shown = {DISCLOSURE_EXACT, value, value};

	return disclosure_decide_within(
	    (struct fraction){inner, 40}, value, &shown);
}

static void
test_a_part_of_a_part_is_told_if_five_are_in_the_other_alone(void **state)
{
	struct disclosure shown = within(5, 10);

	(void)state;
	assert_int_equal(shown.kind, DISCLOSURE_EXACT);
	assert_int_equal(shown.least.part, 5);
	assert_int_equal(shown.least.whole, 40);
	assert_int_equal(within(6, 10).kind, DISCLOSURE_HIDDEN);
	assert_int_equal(within(10, 10).kind, DISCLOSURE_HIDDEN);
}

static void
test_a_small_part_of_a_part_is_told_as_a_bound(void **state)
{
	struct disclosure shown = within(4, 5);

	(void)state;
	assert_bounds(&shown, 0, 13);
}

static void
test_nothing_is_told_of_a_part_that_does_not_fit(void **state)
{
	const struct fraction inner = {12, 40};
	const struct fraction outer = {20, 41};
	const struct disclosure exact = {DISCLOSURE_EXACT, outer, outer};
	const struct disclosure bounds = {DISCLOSURE_BOUNDS, outer, outer};
	const struct disclosure empty = {.kind = DISCLOSURE_EMPTY};

	(void)state;
	assert_int_equal(within(11, 10).kind, DISCLOSURE_HIDDEN);
	assert_int_equal(disclosure_decide_within(inner, outer, &exact).kind,
	    DISCLOSURE_HIDDEN);
	assert_int_equal(disclosure_decide_within(inner, outer, &bounds).kind,
	    DISCLOSURE_HIDDEN);
	assert_int_equal(disclosure_decide_within(inner, outer, &empty).kind,
	    DISCLOSURE_EMPTY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_large_groups_are_told_by_quarter_and_area),
	    cmocka_unit_test(
		test_few_outside_a_large_group_are_told_as_a_bound),
	    cmocka_unit_test(test_an_area_is_not_hidden_alone),
	    cmocka_unit_test(
		test_a_year_that_would_tell_of_a_hidden_quarter_is_told_between),
	    cmocka_unit_test(test_a_quarter_without_anybody_is_no_secret),
	    cmocka_unit_test(
		test_a_part_of_a_part_is_told_if_five_are_in_the_other_alone),
	    cmocka_unit_test(test_a_small_part_of_a_part_is_told_as_a_bound),
	    cmocka_unit_test(test_nothing_is_told_of_a_part_that_does_not_fit),
	    cmocka_unit_test(test_quarters_are_read_and_reckoned_with),
	    cmocka_unit_test(test_percentages_are_rounded_half_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
