/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/fraction.h"

#define ROWS_MAX 8

struct row {
	int quarter;
	const char *id;
	const char *area;
	int64_t employees;
};

/* As many marks as rows: "." told, "x" hidden. */
static void
expect(const struct row *rows, size_t count, const char *wanted)
{
	struct figure figures[ROWS_MAX] = {{.year = 0}};
	const struct figure_list list = {figures, count};
	bool is_hidden[ROWS_MAX];
	char got[ROWS_MAX + 1] = "";

	for (size_t i = 0; i < count; i++)
		figures[i] = (struct figure){.quarter = rows[i].quarter,
		    .figure = (char *)(uintptr_t)rows[i].id,
		    .area = (char *)(uintptr_t)rows[i].area,
		    .employees = rows[i].employees};
	figure_decide(&list, is_hidden);
	for (size_t i = 0; i < count; i++)
		got[i] = is_hidden[i] ? 'x' : '.';
	assert_string_equal(got, wanted);
}

static void
test_areas_that_leave_nobody_or_five_are_told(void **state)
{
	const struct row nobody[] = {{1, FIGURE_SICKNESS, "", 100},
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_SICKNESS, "B", 40}};
	const struct row five[] = {{1, FIGURE_SICKNESS, "", 105},
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_SICKNESS, "B", 40}};

	(void)state;
	expect(nobody, ARRAY_LEN(nobody), "...");
	expect(five, ARRAY_LEN(five), "...");
}

static void
test_the_smallest_area_is_hidden_with_a_rest_of_four(void **state)
{
	const struct row rows[] = {{1, FIGURE_SICKNESS, "", 104},
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_SICKNESS, "B", 40}};

	(void)state;
	expect(rows, ARRAY_LEN(rows), "..x");
}

static void
test_a_rest_of_one_person_hides_the_only_area(void **state)
{
	const struct row rows[] = {
	    {1, FIGURE_SICKNESS, "", 61}, {1, FIGURE_SICKNESS, "A", 60}};

	(void)state;
	expect(rows, ARRAY_LEN(rows), ".x");
}

static void
test_each_quarter_is_decided_by_itself(void **state)
{
	const struct row rows[] = {{1, FIGURE_SICKNESS, "", 62},
	    {1, FIGURE_SICKNESS, "A", 60}, {2, FIGURE_SICKNESS, "", 70},
	    {2, FIGURE_SICKNESS, "A", 60}};

	(void)state;
	expect(rows, ARRAY_LEN(rows), ".x..");
}

static void
test_numbers_that_another_figure_says_count(void **state)
{
	const struct row rows[] = {{1, FIGURE_SICKNESS, "", 62},
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_TURNOVER, "", 0},
	    {1, FIGURE_TURNOVER, "A", 0}};

	(void)state;
	expect(rows, ARRAY_LEN(rows), ".x.x");
}

static void
test_an_area_without_a_number_is_hidden(void **state)
{
	const struct row no_area[] = {{1, FIGURE_SICKNESS, "", 62},
	    {1, FIGURE_SICKNESS, "A", 0}, {1, FIGURE_SICKNESS, "B", 20}};
	const struct row no_whole[] = {
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_SICKNESS, "B", 58}};

	(void)state;
	expect(no_area, ARRAY_LEN(no_area), ".x.");
	expect(no_whole, ARRAY_LEN(no_whole), "..");
}

/* Those who know how many work there could subtract the areas. */
static void
test_without_a_number_of_all_the_smallest_area_is_hidden(void **state)
{
	const struct row rows[] = {{1, FIGURE_SICKNESS, "", 0},
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_SICKNESS, "B", 20}};

	(void)state;
	expect(rows, ARRAY_LEN(rows), "..x");
}

static void
test_the_smallest_is_hidden_beside_one_without_a_number(void **state)
{
	const struct row rows[] = {{1, FIGURE_SICKNESS, "", 83},
	    {1, FIGURE_SICKNESS, "A", 60}, {1, FIGURE_SICKNESS, "B", 20},
	    {1, FIGURE_SICKNESS, "C", 0}};

	(void)state;
	expect(rows, ARRAY_LEN(rows), "..xx");
}

static void
test_no_figures_are_no_trouble(void **state)
{
	const struct figure_list list = {NULL, 0};

	(void)state;
	figure_decide(&list, NULL);
	assert_null(figure_find(&list, 1, FIGURE_TURNOVER, ""));
}

static void
test_percentages_are_read_as_they_are_written(void **state)
{
	static const struct {
		const char *text;
		int permille;
	} cases[] = {{"0", 0}, {"5", 50}, {"5,2", 52}, {"5.2", 52},
	    {"5,2 %", 52}, {"5,2%", 52}, {"5%", 50}, {"100", 1000},
	    {"100,0", 1000}, {"007", 70}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int permille = -1;

		assert_int_equal(
		    fraction_parse(cases[i].text, &permille, NULL), OB_OK);
		assert_int_equal(permille, cases[i].permille);
	}
}

static void
test_what_is_no_percentage_is_refused(void **state)
{
	static const char *const cases[] = {"", "%", "-1", "5,25", "5,", ",5",
	    "100,1", "101", "1000", "5 2", "5,2 % %", "5,2x", "fem"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int permille = -1;

		assert_int_equal(
		    fraction_parse(cases[i], &permille, NULL), OB_EINVALID);
		assert_int_equal(permille, -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_areas_that_leave_nobody_or_five_are_told),
	    cmocka_unit_test(
		test_the_smallest_area_is_hidden_with_a_rest_of_four),
	    cmocka_unit_test(test_a_rest_of_one_person_hides_the_only_area),
	    cmocka_unit_test(test_each_quarter_is_decided_by_itself),
	    cmocka_unit_test(test_numbers_that_another_figure_says_count),
	    cmocka_unit_test(test_an_area_without_a_number_is_hidden),
	    cmocka_unit_test(
		test_without_a_number_of_all_the_smallest_area_is_hidden),
	    cmocka_unit_test(
		test_the_smallest_is_hidden_beside_one_without_a_number),
	    cmocka_unit_test(test_no_figures_are_no_trouble),
	    cmocka_unit_test(test_percentages_are_read_as_they_are_written),
	    cmocka_unit_test(test_what_is_no_percentage_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
