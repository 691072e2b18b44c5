/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_sheets.h"
#include "engine/reports/reports.h"
#include "model/answer_count.h"
#include "store/survey_store.h"
#include "survey_sample.h"
#include "text/json_text.h"
#include "world_case.h"

/* What the report on a year tells of the answers of who left. */
#define HASH "0123456789012345678901234567890123456789012345678901234567890123"
#define GROUP 5
#define ANSWERED_MOST 21 /* in the attack: a bound is told of twenty */

/* What is kept of half a year. */
struct kept {
	const char *period;
	bool is_of_talks;
	int asked;
	int answered;
	int content; /* a mean of four or more */
	int chose[2];
};

/* Every way in which half a year can have been, and what is told of it. */
struct way {
	struct kept kept;
	char *told;
};

static struct way *ways;
static size_t way_count;

static int
set_up(void **state)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	const struct world *world;
	int64_t row = 0;
	int status = world_case_open(state, "", "2026-10-20T09:00");

	if (status != OB_OK)
		return status;
	world = *state;
	survey_sample_replace(&survey->id, "exit");
	survey->questions[SAMPLE_CHOICE].only_if.relation = SURVEY_ALWAYS;
	survey->questions[SAMPLE_CHOICE].is_several = false;
	ways = NULL;
	way_count = 0;
	return survey_store_add(world->store, survey, HASH, 0, &row, NULL);
}

#define REPORT_TEST(name)                                                      \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

/* Frees the statement. */
static void
change(const struct world *world, char *sql)
{
	world_case_change(world, sql);
	memory_free_ptr(&sql);
}

static void
keep_answer(const struct world *world, const char *period, const char *kind,
    const char *subject, const char *choice, int people)
{
	if (people > 0)
		change(world,
		    memory_printf("INSERT INTO exit_survey_answer VALUES "
				  "('exit', '%s', '%s', '%s', '%s', %d)",
			period, kind, subject, choice, people));
}

/* As if it had been counted long ago. */
static void
keep(const struct world *world, const struct kept *kept)
{
	change(world,
	    memory_printf("DELETE FROM exit_survey_answer WHERE period = '%s'",
		kept->period));
	change(world, memory_printf("DELETE FROM exit_survey WHERE period = "
				    "'%s'",
			  kept->period));
	change(world, memory_printf("INSERT INTO exit_survey VALUES ('exit', "
				    "'%s', %d, %d, %d, 0)",
			  kept->period, (int)kept->is_of_talks, kept->asked,
			  kept->answered));
	keep_answer(world, kept->period, ANSWER_COUNT_MEAN, "expectations_met",
	    "", kept->content);
	keep_answer(world, kept->period, ANSWER_COUNT_CHOSEN, "del", "fagligt",
	    kept->chose[0]);
	keep_answer(world, kept->period, ANSWER_COUNT_CHOSEN, "del", "andet",
	    kept->chose[1]);
}

static json_t *
tables_of(const struct world *world, int year)
{
	const struct report report = {
	    world->engine, LANGUAGE_DA, {.year = year}};
	json_t *tables = json_array();
	struct error err = ERROR_INIT;

	world_case_check(
	    report_exit_surveys_answers(&report, tables, &err), &err);
	return tables;
}

static const char *
cell_of(const json_t *tables, const char *label, size_t column)
{
	const json_t *row;
	size_t i;

	json_array_foreach(
	    json_object_get(json_array_get(tables, 0), "rows"), i, row)
	{
		if (strcmp(json_text_of(row, "label"), label) == 0)
			return json_text_of(
			    json_array_get(
				json_object_get(row, "cells"), column),
			    "text");
	}
	fail_msg("there is no '%s'", label);
	return "";
}

#define ALL "Alle, der har svaret"
#define SCALE "Svarer jobbet til beskrivelsen? – 4 eller 5"
#define CHOICE "Hvad er anderledes? – Det faglige niveau"

static void
test_each_half_year_stands_in_a_column_of_its_own(void **state)
{
	json_auto_t *tables = NULL;

	keep(*state, &(struct kept){"2025H1", false, 20, 15, 5, {6, 2}});
	keep(*state, &(struct kept){"2025H2", true, 13, 12, 7, {4, 3}});
	tables = tables_of(*state, 2025);
	assert_int_equal(json_array_size(tables), 1);
	assert_string_equal(cell_of(tables, ALL, 0), "75,0 % (15 af 20)");
	assert_string_equal(cell_of(tables, ALL, 1), "12");
	assert_string_equal(cell_of(tables, SCALE, 0), "33,3 % (5 af 15)");
	assert_string_equal(cell_of(tables, SCALE, 1), "58,3 % (7 af 12)");
	assert_string_equal(cell_of(tables, CHOICE, 0), "40,0 % (6 af 15)");
	assert_string_equal(cell_of(tables, CHOICE, 1), "skjult");
	assert_non_null(strstr(json_text_of(json_array_get(tables, 0), "note"),
	    "2025H2: Her tæller kun de ledere med, som også har haft en "
	    "exitsamtale."));
}

static void
test_of_four_answers_it_says_that_they_are_few(void **state)
{
	json_auto_t *tables = NULL;

	keep(*state, &(struct kept){"2025H1", false, 9, 4, 4, {4, 0}});
	keep(*state, &(struct kept){"2025H2", false, 20, 15, 5, {6, 2}});
	tables = tables_of(*state, 2025);
	assert_string_equal(cell_of(tables, ALL, 0), "Færre end fem");
	assert_string_equal(cell_of(tables, SCALE, 0), "");
	assert_string_equal(cell_of(tables, CHOICE, 0), "");
	assert_string_equal(cell_of(tables, SCALE, 1), "33,3 % (5 af 15)");
}

static void
test_it_says_of_which_half_year_there_is_nothing_yet(void **state)
{
	json_auto_t *of_this_year = NULL;
	json_auto_t *of_last_year = NULL;
	json_auto_t *beside = NULL;

	of_this_year = tables_of(*state, 2026);
	of_last_year = tables_of(*state, 2025);
	assert_string_equal(
	    json_text_of(json_array_get(of_this_year, 0), "note"),
	    "Vises 15 dage efter halvårets slutning");
	assert_string_equal(
	    json_text_of(json_array_get(of_last_year, 0), "note"),
	    "Ingen ledere fik et skema om, hvorfor de stoppede.");
	keep(*state, &(struct kept){"2026H1", false, 20, 15, 5, {6, 2}});
	beside = tables_of(*state, 2026);
	assert_string_equal(
	    cell_of(beside, ALL, 1), "Vises 15 dage efter halvårets slutning");
	keep(*state, &(struct kept){"2025H2", false, 20, 15, 5, {6, 2}});
	json_decref(of_last_year);
	of_last_year = tables_of(*state, 2025);
	assert_string_equal(cell_of(of_last_year, ALL, 0), "Ingen blev spurgt");
}

static void
test_it_stands_in_the_year_s_report_and_its_files(void **state)
{
	const struct world *world = *state;
	json_auto_t *report = NULL;
	json_auto_t *lines = NULL;
	cleanup_(memory_free_ptr) char *text = NULL;
	struct error err = ERROR_INIT;

	keep(world, &(struct kept){"2026H1", false, 20, 15, 5, {6, 2}});
	world_case_check(
	    reports_view(world->engine, "2026", LANGUAGE_DA, &report, &err),
	    &err);
	lines = report_sheets_lines(world->engine, LANGUAGE_DA, report);
	text = json_dumps(lines, JSON_COMPACT);
	assert_non_null(strstr(text, "{\"text\":\"" SCALE "\"},{\"text\":"
				     "\"2026H1\"},{\"text\":\"33,3 % (5 af "
				     "15)\",\"permille\":333},{\"text\":\"\","
				     "\"number\":15}"));
}

/* ---- who tries to work out a group ---- */

/* Two half years beside each other tell of the other no more than alone. */
static void
add_way(const struct world *world, const struct kept *kept)
{
	json_auto_t *tables = NULL;

	keep(world, kept);
	tables = tables_of(world, 2025);
	ways = memory_resize(ways, way_count + 1, sizeof(*ways));
	ways[way_count++] =
	    (struct way){*kept, json_dumps(tables, JSON_SORT_KEYS)};
}

/* How many were asked, answered, and were content. */
static void
add_responses(const struct world *world)
{
	struct kept kept = {.period = "2025H2"};

	for (kept.answered = 0; kept.answered <= ANSWERED_MOST; kept.answered++)
		for (int missing = 0; missing <= GROUP; missing++)
			for (kept.content = 0; kept.content <= kept.answered;
			     kept.content++) {
				kept.asked = kept.answered + missing;
				add_way(world, &kept);
			}
}

/* Of eleven, who took which of two choices or none. */
static void
add_choosing(const struct world *world)
{
	struct kept kept = {"2025H2", false, 12, 11, 5, {0, 0}};

	for (kept.chose[0] = 0; kept.chose[0] <= kept.answered; kept.chose[0]++)
		for (kept.chose[1] = 0;
		     kept.chose[0] + kept.chose[1] <= kept.answered;
		     kept.chose[1]++)
			add_way(world, &kept);
}

enum { CONTENT, REST, MISSING, CHOSE, CHOSE_OTHER, CHOSE_NONE, GROUPS };

static int
group_of(const struct kept *kept, int group)
{
	const int sizes[GROUPS] = {[CONTENT] = kept->content,
	    [REST] = kept->answered - kept->content,
	    [MISSING] = kept->asked - kept->answered,
	    [CHOSE] = kept->chose[0],
	    [CHOSE_OTHER] = kept->chose[1],
	    [CHOSE_NONE] = kept->answered - kept->chose[0] - kept->chose[1]};

	return sizes[group];
}

static int
compare_ways(const void *a, const void *b)
{
	return strcmp(
	    ((const struct way *)a)->told, ((const struct way *)b)->told);
}

/* Of a group that is smaller than five it is told at most that it is so. */
static void
check_alike(size_t from, size_t to, int group)
{
	int least = group_of(&ways[from].kept, group);
	int most = least;

	for (size_t i = from; i < to; i++) {
		int size = group_of(&ways[i].kept, group);

		least = size < least ? size : least;
		most = size > most ? size : most;
	}
	if (most < GROUP - 1 || (most < GROUP && least > 0))
		fail_msg("group %d is of %d to %d by %s", group, least, most,
		    ways[from].told);
}

/* Of all ways that are told alike, from one group to another. */
static void
attack(int first, int last)
{
	size_t from = 0;

	qsort(ways, way_count, sizeof(*ways), compare_ways);
	for (size_t i = 1; i <= way_count; i++) {
		if (i < way_count && compare_ways(&ways[from], &ways[i]) == 0)
			continue;
		for (int group = first; group <= last; group++)
			check_alike(from, i, group);
		from = i;
	}
	for (size_t i = 0; i < way_count; i++)
		free(ways[i].told);
	free(ways);
	ways = NULL;
	way_count = 0;
}

static void
test_no_group_below_five_is_worked_out_of_who_answered(void **state)
{
	keep(*state, &(struct kept){"2025H1", false, 12, 11, 5, {5, 1}});
	add_responses(*state);
	attack(CONTENT, MISSING);
}

static void
test_no_group_below_five_is_worked_out_of_who_chose(void **state)
{
	keep(*state, &(struct kept){"2025H1", false, 12, 11, 5, {5, 1}});
	add_choosing(*state);
	attack(CHOSE, CHOSE_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(test_each_half_year_stands_in_a_column_of_its_own),
	    REPORT_TEST(test_of_four_answers_it_says_that_they_are_few),
	    REPORT_TEST(test_it_says_of_which_half_year_there_is_nothing_yet),
	    REPORT_TEST(test_it_stands_in_the_year_s_report_and_its_files),
	    REPORT_TEST(test_no_group_below_five_is_worked_out_of_who_answered),
	    REPORT_TEST(test_no_group_below_five_is_worked_out_of_who_chose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
