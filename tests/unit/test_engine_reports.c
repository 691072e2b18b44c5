/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/exits/follow_ups.h"
#include "engine/measures/measures.h"
#include "engine/reports/report_sheets.h"
#include "engine/reports/report_texts.h"
#include "engine/reports/reports.h"
#include "model/figure.h"
#include "store/figure_store.h"
#include "store/measure_store.h"
#include "world_case.h"

/* What the council reads, where every figure is one that measures tell. */
#define ACTOR "uid:0"
#define MEASURE "internal-share"

static int
set_up(void **state)
{
	return world_case_open(state, "", "2026-10-20T09:00");
}

#define REPORT_TEST(name)                                                      \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

/* As if it had been counted long ago. */
static void
keep(const struct world *world, struct quarter quarter, int64_t part,
    int64_t whole)
{
	char area[] = "";
	struct measure_count count = {area, quarter.number, part, whole};
	struct error err = ERROR_INIT;

	world_case_check(
	    measure_store_keep_quarter(world->store, MEASURE, quarter, 0, &err),
	    &err);
	world_case_check(measure_store_keep_count(
			     world->store, MEASURE, quarter, &count, &err),
	    &err);
}

/* text: borrowed by a record that nothing here changes. */
static char *
borrow(const char *text)
{
	return (char *)(uintptr_t)text;
}

static void
set_mark(const struct world *world, const char *measure, const char *area,
    const char *purpose, int permille)
{
	const struct measure_mark mark = {.measure = borrow(measure),
	    .area = borrow(area),
	    .purpose = borrow(purpose),
	    .permille = permille,
	    .year = 2022,
	    .source = borrow("HR's rapport")};
	struct error err = ERROR_INIT;

	world_case_check(
	    measure_store_set_mark(world->store, &mark, &err), &err);
}

static void
import_figure(const struct world *world, const char *id, struct quarter quarter,
    int permille)
{
	const struct figure figure = {.year = quarter.year,
	    .quarter = quarter.number,
	    .figure = borrow(id),
	    .area = borrow(""),
	    .permille = permille,
	    .employees = 2000};
	struct error err = ERROR_INIT;

	world_case_check(figure_store_put(world->store, &figure, &err), &err);
}

static json_t *
report_of(const struct world *world, const char *period)
{
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    reports_view(world->engine, period, LANGUAGE_DA, &view, &err),
	    &err);
	return view;
}

static const json_t *
find(const json_t *list, const char *id)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);

		if (strcmp(json_string_value(json_object_get(item, "id")),
			id) == 0)
			return item;
	}
	fail_msg("there is no '%s'", id);
	return NULL;
}

static const json_t *
section_of(const json_t *report, const char *section)
{
	return find(json_object_get(report, "sections"), section);
}

static const json_t *
table_of(const json_t *report, const char *section, const char *part)
{
	const json_t *parts =
	    json_object_get(section_of(report, section), "parts");

	return json_array_get(json_object_get(find(parts, part), "tables"), 0);
}

static const char *
cell_text(const json_t *table, size_t row, size_t cell)
{
	const json_t *cells = json_object_get(
	    json_array_get(json_object_get(table, "rows"), row), "cells");

	return json_string_value(
	    json_object_get(json_array_get(cells, cell), "text"));
}

static void
test_a_quarter_tells_how_many_began_run_and_ended(void **state)
{
	struct world *world = *state;
	json_auto_t *report = NULL;
	const json_t *table;

	keep(world, (struct quarter){2026, 1}, 20, 50);
	keep(world, (struct quarter){2026, 2}, 10, 20);
	keep(world, (struct quarter){2026, 3}, 12, 24);
	report = report_of(world, "2026Q3");
	table = table_of(report, "leaders", "leaders");
	assert_string_equal(cell_text(table, 0, 0), "24");
	assert_string_equal(cell_text(table, 1, 0), "44");
	assert_string_equal(cell_text(table, 2, 0), "50");
}

static void
test_a_group_of_fewer_than_five_hides_the_sums_that_it_is_in(void **state)
{
	struct world *world = *state;
	json_auto_t *report = NULL;
	const json_t *table;

	keep(world, (struct quarter){2026, 1}, 2, 4);
	keep(world, (struct quarter){2026, 2}, 1, 3);
	keep(world, (struct quarter){2026, 3}, 12, 24);
	report = report_of(world, "2026Q3");
	table = table_of(report, "leaders", "leaders");
	assert_string_equal(cell_text(table, 0, 0), "24");
	assert_string_equal(cell_text(table, 1, 0), "skjult");
	assert_string_equal(cell_text(table, 2, 0), "skjult");
}

static void
test_a_change_is_told_between_two_shares_that_are_told(void **state)
{
	struct world *world = *state;
	json_auto_t *report = NULL;
	const json_t *table;

	keep(world, (struct quarter){2026, 1}, 10, 20);
	keep(world, (struct quarter){2026, 2}, 1, 3);
	keep(world, (struct quarter){2026, 3}, 12, 40);
	report = report_of(world, "2026Q3");
	table = table_of(report, "figures", "measures");
	assert_string_equal(cell_text(table, 0, 2), "30,0 % (12 af 40)");
	assert_string_equal(cell_text(table, 0, 3), "50,0 %");
	assert_string_equal(cell_text(table, 0, 4), "1. kvartal 2026");
	assert_string_equal(cell_text(table, 0, 5), "−20,0");
}

static void
check_mark(const json_t *table, size_t row, const char *const *texts)
{
	const json_t *cells = json_object_get(
	    json_array_get(json_object_get(table, "rows"), row), "cells");

	assert_int_equal(json_array_size(cells), 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(cell_text(table, row, i), texts[i]);
}

static void
test_the_year_tells_marks_of_areas_and_of_payroll_figures(void **state)
{
	static const char *const all[] = {
	    "Hele kommunen", "42,5 %", "2022", "HR's rapport"};
	static const char *const of_area[] = {
	    "Skole", "50,0 %", "2022", "HR's rapport"};
	static const char *const of_payroll[] = {
	    "Hele kommunen", "4,0 %", "2022", "HR's rapport"};
	struct world *world = *state;
	json_auto_t *report = NULL;
	json_auto_t *sheets = NULL;
	const json_t *table;
	const json_t *year;

	set_mark(world, MEASURE, "", MEASURE_TARGET, 425);
	set_mark(world, MEASURE, "Skole", MEASURE_TARGET, 500);
	set_mark(world, FIGURE_SICKNESS, "", MEASURE_TARGET, 40);
	set_mark(world, FIGURE_TURNOVER, "Skole", MEASURE_BASELINE, 110);
	report = report_of(world, "2026");
	table = table_of(report, "goals", "targets");
	assert_int_equal(json_array_size(json_object_get(table, "rows")), 3);
	check_mark(table, 0, all);
	check_mark(table, 1, of_area);
	check_mark(table, 2, of_payroll);
	table = table_of(report, "baseline", "baselines");
	assert_int_equal(json_array_size(json_object_get(table, "rows")), 1);
	assert_string_equal(cell_text(table, 0, 0), "Skole");
	sheets = report_sheets_view(world->engine, LANGUAGE_DA, report);
	year = json_array_get(
	    json_array_get(
		json_object_get(json_array_get(sheets, 1), "rows"), 0),
	    3);
	assert_int_equal(
	    json_integer_value(json_object_get(year, "number")), 2022);
}

static void
test_a_quarter_tells_what_the_payroll_system_says(void **state)
{
	struct world *world = *state;
	json_auto_t *without = report_of(world, "2026Q3");
	json_auto_t *report = NULL;
	const json_t *table = table_of(without, "payroll", "payroll");

	assert_false(json_is_true(json_object_get(table, "has_rows")));
	assert_true(json_is_true(json_object_get(table, "has_note")));
	import_figure(world, FIGURE_SICKNESS, (struct quarter){2025, 4}, 52);
	import_figure(world, FIGURE_SICKNESS, (struct quarter){2026, 3}, 48);
	set_mark(world, FIGURE_SICKNESS, "", MEASURE_BASELINE, 55);
	set_mark(world, FIGURE_TURNOVER, "", MEASURE_TARGET, 110);
	report = report_of(world, "2026Q3");
	table = table_of(report, "payroll", "payroll");
	assert_int_equal(json_array_size(json_object_get(table, "rows")), 2);
	assert_string_equal(cell_text(table, 0, 0), "5,5 % (2022)");
	assert_string_equal(cell_text(table, 0, 1), "");
	assert_string_equal(cell_text(table, 0, 2), "4,8 %");
	assert_string_equal(cell_text(table, 0, 3), "5,2 %");
	assert_string_equal(cell_text(table, 0, 4), "4. kvartal 2025");
	assert_string_equal(cell_text(table, 0, 5), "−0,4");
	assert_string_equal(cell_text(table, 1, 1), "11,0 % (2022)");
	assert_string_equal(cell_text(table, 1, 2), "ingen tal");
}

static const json_t *
bars_of(const json_t *table, size_t chart)
{
	const json_t *item =
	    json_array_get(json_object_get(table, "charts"), chart);

	return json_object_get(json_object_get(item, "chart"), "bars");
}

static bool
is_drawn(const json_t *bars, size_t bar)
{
	return json_integer_value(
		   json_object_get(json_array_get(bars, bar), "height")) > 0;
}

static void
test_charts_have_the_last_quarters_and_nothing_hidden(void **state)
{
	struct world *world = *state;
	json_auto_t *report = NULL;
	const json_t *table;
	const json_t *bars;

	keep(world, (struct quarter){2025, 4}, 8, 20);
	keep(world, (struct quarter){2026, 1}, 6, 20);
	keep(world, (struct quarter){2026, 2}, 1, 3);
	keep(world, (struct quarter){2026, 3}, 12, 40);
	report = report_of(world, "2026Q3");
	table = table_of(report, "trends", "trends");
	assert_int_equal(json_array_size(json_object_get(table, "charts")), 1);
	bars = bars_of(table, 0);
	assert_int_equal(json_array_size(bars), 4);
	assert_string_equal(json_string_value(json_object_get(
				json_array_get(bars, 0), "label")),
	    "4. kv. 2025");
	assert_true(is_drawn(bars, 1));
	assert_false(is_drawn(bars, 2));
	assert_true(is_drawn(bars, 3));
	assert_string_equal(cell_text(table, 0, 4), "skjult");
	assert_string_equal(cell_text(table, 0, 5), "30,0 % (12 af 40)");
}

static void
test_what_has_both_marks_is_drawn_first_and_no_more_than_two(void **state)
{
	struct world *world = *state;
	json_auto_t *without = report_of(world, "2026Q3");
	json_auto_t *report = NULL;
	const json_t *table = table_of(without, "trends", "trends");
	const json_t *rows;

	assert_false(json_is_true(json_object_get(table, "has_charts")));
	assert_false(json_is_true(json_object_get(table, "has_rows")));
	keep(world, (struct quarter){2026, 3}, 12, 40);
	import_figure(world, FIGURE_SICKNESS, (struct quarter){2026, 3}, 48);
	import_figure(world, FIGURE_TURNOVER, (struct quarter){2026, 2}, 99);
	set_mark(world, FIGURE_TURNOVER, "", MEASURE_BASELINE, 120);
	set_mark(world, FIGURE_TURNOVER, "", MEASURE_TARGET, 90);
	set_mark(world, FIGURE_SICKNESS, "", MEASURE_TARGET, 40);
	report = report_of(world, "2026Q3");
	table = table_of(report, "trends", "trends");
	rows = json_object_get(table, "rows");
	assert_int_equal(json_array_size(rows), 2);
	assert_string_equal(json_string_value(json_object_get(
				json_array_get(rows, 0), "label")),
	    "Personaleomsætning");
	assert_string_equal(json_string_value(json_object_get(
				json_array_get(rows, 1), "label")),
	    "Sygefravær");
	assert_true(is_drawn(bars_of(table, 0), 2));
	assert_false(is_drawn(bars_of(table, 0), 3));
}

static void
test_what_is_not_final_says_when_it_comes(void **state)
{
	struct world *world = *state;
	json_auto_t *report = report_of(world, "2026Q3");
	const json_t *table = table_of(report, "pending", "pending");
	const json_t *rows = json_object_get(table, "rows");

	assert_int_equal(json_array_size(rows), 3);
	assert_string_equal(json_string_value(json_object_get(
				json_array_get(rows, 0), "label")),
	    "15. januar 2027");
	assert_non_null(strstr(cell_text(table, 0, 0), "Første resultat"));
}

static void
test_the_year_has_the_headings_of_a_political_case(void **state)
{
	static const char *const headings[] = {"Formål", "Mål", "Indsatser",
	    "Opfølgning", "Baseline", "Ressourcer", "Næste step"};
	struct world *world = *state;
	json_auto_t *report = report_of(world, "2026");
	const json_t *sections = json_object_get(report, "sections");

	assert_int_equal(json_array_size(sections), ARRAY_LEN(headings));
	for (size_t i = 0; i < ARRAY_LEN(headings); i++)
		assert_string_equal(
		    json_string_value(json_object_get(
			json_array_get(sections, i), "heading")),
		    headings[i]);
}

static void
test_there_is_no_report_on_what_is_not_over(void **state)
{
	static const char *const early[] = {"2026Q4", "2027", "2027Q1"};
	static const char *const wrong[] = {
	    "", "26", "2026Q5", "2026q3", "20260", "2026Q3x", "1899", "2200"};
	struct world *world = *state;
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(early); i++)
		assert_int_equal(reports_view(world->engine, early[i],
				     LANGUAGE_DA, &view, &err),
		    OB_ENOTFOUND);
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(reports_view(world->engine, wrong[i],
				     LANGUAGE_DA, &view, &err),
		    OB_EINVALID);
}

static void
write_purpose(struct world *world, const char *text)
{
	const struct report_texts_request request = {.year = 2026,
	    .texts = {text, NULL, NULL, NULL, NULL},
	    .language = LANGUAGE_DA};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    report_texts_set(world->engine, ACTOR, &request, &view, &err),
	    &err);
}

static void
test_what_hr_wrote_stands_in_that_year_alone(void **state)
{
	struct world *world = *state;
	json_auto_t *own = NULL;
	json_auto_t *other = NULL;

	write_purpose(world, "\r\nVi *vil* det her.\r\n\r\nOg mere.\n ");
	own = report_of(world, "2026");
	other = report_of(world, "2025");
	assert_string_equal(json_string_value(json_object_get(
				section_of(own, "purpose"), "text")),
	    "Vi *vil* det her.\n\nOg mere.");
	assert_non_null(strstr(json_string_value(json_object_get(
				   section_of(own, "purpose"), "text_html")),
	    "<em>vil</em>"));
	assert_non_null(strstr(json_string_value(json_object_get(
				   section_of(other, "purpose"), "text")),
	    "god begyndelse"));
}

static void
test_the_programs_own_words_are_not_kept(void **state)
{
	struct world *world = *state;
	json_auto_t *report = report_of(world, "2026");

	write_purpose(world, "Vores ord.");
	write_purpose(world, json_string_value(json_object_get(
				 section_of(report, "purpose"), "text")));
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM report_text"), 0);
	write_purpose(world, "Vores ord.");
	write_purpose(world, "");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM report_text"), 0);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM audit "
				  "WHERE verb = 'set-report-text'"),
	    4);
}

static void
test_a_text_that_is_too_long_is_refused_by_its_heading(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *text =
	    memory_alloc(REPORT_TEXT_MAX + 2);
	struct report_texts_request request = {.year = 2026};
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	memset(text, 'x', REPORT_TEXT_MAX + 1);
	request.texts[2] = text;
	assert_int_equal(
	    report_texts_set(world->engine, ACTOR, &request, &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "efforts");
	assert_string_equal(err.key, "report_text_long");
}

static void
add_follow_ups(struct world *world, int count)
{
	for (int i = 0; i < count; i++) {
		char title[32];
		const struct follow_up_request request = {.period = "2026H1",
		    .title = title,
		    .owner = "Hanne HR <hanne@example.org>",
		    .due = i == 0 ? "2026-11-01" : "2026-12-01"};
		json_auto_t *view = NULL;
		struct error err = ERROR_INIT;

		(void)snprintf(title, sizeof(title), "Opgave %d", count - i);
		world_case_check(
		    follow_ups_add(world->engine, ACTOR, &request, &view, &err),
		    &err);
	}
}

static void
test_of_many_follow_ups_a_quarter_tells_the_first_and_how_many(void **state)
{
	struct world *world = *state;
	json_auto_t *report = NULL;
	const json_t *table;

	add_follow_ups(world, 9);
	report = report_of(world, "2026Q3");
	table = table_of(report, "open", "follow-ups");
	assert_int_equal(json_array_size(json_object_get(table, "rows")), 6);
	assert_string_equal(cell_text(table, 0, 0), "Hanne HR");
	assert_string_equal(cell_text(table, 0, 1), "1. november 2026");
	assert_non_null(
	    strstr(json_string_value(json_object_get(table, "note")), "9"));
}

static void
test_a_sheet_has_shares_as_numbers_and_what_is_hidden_as_words(void **state)
{
	struct world *world = *state;
	json_auto_t *report = NULL;
	json_auto_t *sheets = NULL;
	const json_t *row;

	keep(world, (struct quarter){2026, 1}, 6, 20);
	keep(world, (struct quarter){2026, 2}, 1, 3);
	keep(world, (struct quarter){2026, 3}, 12, 40);
	report = report_of(world, "2026Q3");
	sheets = report_sheets_view(world->engine, LANGUAGE_DA, report);
	row = json_array_get(
	    json_object_get(json_array_get(sheets, 1), "rows"), 0);
	assert_int_equal(json_integer_value(json_object_get(
			     json_array_get(row, 3), "permille")),
	    300);
	assert_int_equal(json_integer_value(json_object_get(
			     json_array_get(row, 4), "permille")),
	    300);
	assert_null(json_object_get(json_array_get(row, 1), "permille"));
	assert_string_equal(
	    cell_text(table_of(report, "figures", "measures"), 0, 5), "0,0");
	assert_int_equal(json_integer_value(
			     json_object_get(json_array_get(row, 6), "tenths")),
	    0);
	row = json_array_get(
	    json_object_get(json_array_get(sheets, 5), "rows"), 0);
	assert_string_equal(
	    json_string_value(json_object_get(json_array_get(row, 0), "date")),
	    "2027-01-15");
}

static void
test_all_of_a_report_is_in_its_lines(void **state)
{
	struct world *world = *state;
	json_auto_t *report = report_of(world, "2026");
	json_auto_t *lines =
	    report_sheets_lines(world->engine, LANGUAGE_DA, report);
	cleanup_(memory_free_ptr) char *text = json_dumps(lines, 0);

	assert_non_null(strstr(text, "god begyndelse"));
	assert_non_null(strstr(text, "Mål for nøgletallene"));
	assert_non_null(strstr(text, "2026H1"));
	assert_non_null(strstr(text, "Der er ikke sat noget endnu."));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(test_a_quarter_tells_how_many_began_run_and_ended),
	    REPORT_TEST(
		test_a_group_of_fewer_than_five_hides_the_sums_that_it_is_in),
	    REPORT_TEST(test_a_change_is_told_between_two_shares_that_are_told),
	    REPORT_TEST(
		test_the_year_tells_marks_of_areas_and_of_payroll_figures),
	    REPORT_TEST(test_a_quarter_tells_what_the_payroll_system_says),
	    REPORT_TEST(test_charts_have_the_last_quarters_and_nothing_hidden),
	    REPORT_TEST(
		test_what_has_both_marks_is_drawn_first_and_no_more_than_two),
	    REPORT_TEST(test_what_is_not_final_says_when_it_comes),
	    REPORT_TEST(test_the_year_has_the_headings_of_a_political_case),
	    REPORT_TEST(test_there_is_no_report_on_what_is_not_over),
	    REPORT_TEST(test_what_hr_wrote_stands_in_that_year_alone),
	    REPORT_TEST(test_the_programs_own_words_are_not_kept),
	    REPORT_TEST(test_a_text_that_is_too_long_is_refused_by_its_heading),
	    REPORT_TEST(
		test_of_many_follow_ups_a_quarter_tells_the_first_and_how_many),
	    REPORT_TEST(
		test_a_sheet_has_shares_as_numbers_and_what_is_hidden_as_words),
	    REPORT_TEST(test_all_of_a_report_is_in_its_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
