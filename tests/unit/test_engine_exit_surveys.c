/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_survey_counts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/measures/exit_surveys.h"
#include "engine/measures/survey_results.h"
#include "store/survey_store.h"
#include "survey_sample.h"
#include "world_case.h"

/* What is kept of exit surveys, and when: today is 1 October 2026. */
#define SURVEY "exit"
#define HASH "0123456789012345678901234567890123456789012345678901234567890123"
#define KEPT "SELECT count(*) FROM exit_survey"
#define ANSWERS "SELECT count(*) FROM exit_survey_answer"
#define TOLD "SELECT count(*) FROM audit WHERE verb = 'keep-exit-survey'"
#define DROPPED "SELECT count(*) FROM audit WHERE verb = 'drop-exit-surveys'"

static int
add_survey(
    const struct world *world, const char *id, enum survey_answerer answered_by)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	int64_t row = 0;

	survey_sample_replace(&survey->id, id);
	survey_sample_replace(&survey->steps[0].programme, "fratraedelse");
	survey_sample_replace(&survey->steps[0].step, "exit-skema");
	survey->answered_by = answered_by;
	return survey_store_add(world->store, survey, HASH, 0, &row, NULL);
}

static int
set_up(void **state)
{
	int status = world_case_set_up(state);

	if (status == OB_OK)
		status = add_survey(*state, SURVEY, SURVEY_LEADER);
	return status == OB_OK ? add_survey(*state, "leder", SURVEY_MANAGER)
			       : status;
}

/* Frees the statement. */
static void
change(const struct world *world, char *sql)
{
	world_case_change(world, sql);
	memory_free_ptr(&sql);
}

/* A journey for each; of Ana's it has all but the leader. */
static void
add_exit(const struct world *world, int id, const char *state)
{
	change(world,
	    memory_printf("INSERT INTO person (id, name, language, created_at) "
			  "VALUES (%d, 'Somebody', 'da', 0)",
		id));
	change(world,
	    memory_printf(
		"INSERT INTO journey (id, leader_id, programme_id, kind, "
		"state, accepted, first_day, end_day, recruitment, title, "
		"area, workplace, created_at) SELECT %d, %d, programme_id, "
		"'exit', '%s', accepted, first_day, end_day, recruitment, '', "
		"'', '', 0 FROM journey WHERE id = 1",
		id, id, state));
}

static void
ask(const struct world *world, int id, const char *survey, const char *closes)
{
	change(world,
	    memory_printf(
		"INSERT INTO survey_request (id, survey_id, survey, "
		"activity_id, journey_id, person_id, generation, token_hash, "
		"state, asked_at, answered_at, closes_on) SELECT %d, s.id, "
		"s.key, (SELECT min(id) FROM activity), %d, %d, 1, 'h%d', "
		"'answered', 0, 0, '%s' FROM survey s WHERE s.key = '%s'",
		id, id, id, id, closes, survey));
}

/* So many of whom each has answered with passer. */
static void
add_answers(const struct world *world, int first, int count, const char *closes,
    const char *passer)
{
	for (int id = first; id < first + count; id++) {
		add_exit(world, id, "ended");
		ask(world, id, SURVEY, closes);
		change(world, memory_printf("INSERT INTO survey_answer VALUES "
					    "(%d, 'passer', '%s')",
				  id, passer));
	}
}

static void
add_talks(const struct world *world, int first, int count)
{
	for (int id = first; id < first + count; id++)
		change(world, memory_printf("INSERT INTO exit_interview VALUES "
					    "(%d, '2026-03-02', 1, 0)",
				  id));
}

static void
run(const struct world *world)
{
	struct error err = ERROR_INIT;

	world_case_check(exit_survey_counts_run(world->engine, &err), &err);
}

static json_t *
view_of(const struct world *world, const char *half, const char *area)
{
	const struct survey_results_request request = {
	    .survey = SURVEY, .half = half, .area = area};
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    survey_results_view(world->engine, &request, &view, &err), &err);
	return view;
}

static void
expect(const json_t *view, const char *response, const char *mean)
{
	const json_t *first = json_array_get(json_object_get(view, "means"), 0);

	assert_string_equal(
	    json_string_value(json_object_get(view, "response")), response);
	assert_string_equal(
	    json_string_value(json_object_get(first, "share")), mean);
}

static void
test_what_is_deleted_after_the_count_changes_nothing(void **state)
{
	const struct world *world = *state;
	json_auto_t *before = NULL;
	json_auto_t *after = NULL;

	add_answers(world, 100, 5, "2026-03-02", "5");
	add_answers(world, 200, 6, "2026-06-30", "3");
	run(world);
	before = view_of(world, "2026H1", NULL);
	world_case_change(world, "DELETE FROM survey_answer");
	world_case_change(
	    world, "UPDATE survey_request SET state = 'cancelled'");
	run(world);
	after = view_of(world, "2026H1", NULL);
	expect(before, "100,0 % (11 af 11)", "45,5 % (5 af 11)");
	assert_true(json_equal(before, after));
	assert_int_equal(world_case_ask(world, TOLD), 1);
}

static void
test_each_half_year_has_its_own_answers(void **state)
{
	const struct world *world = *state;
	json_auto_t *first = NULL;
	json_auto_t *last = NULL;

	add_answers(world, 100, 5, "2025-12-31", "5");
	add_answers(world, 200, 5, "2025-07-01", "3");
	add_answers(world, 300, 5, "2026-01-01", "5");
	add_answers(world, 400, 7, "2026-06-30", "1");
	add_answers(world, 500, 5, "2026-07-01", "5");
	run(world);
	first = view_of(world, "2025H2", NULL);
	last = view_of(world, NULL, NULL);
	expect(first, "100,0 % (10 af 10)", "50,0 % (5 af 10)");
	expect(last, "100,0 % (12 af 12)", "41,7 % (5 af 12)");
	assert_string_equal(
	    json_string_value(json_object_get(last, "half")), "2026H1");
	assert_int_equal(json_array_size(json_object_get(last, "halves")), 2);
	assert_true(json_is_true(json_object_get(
	    json_array_get(json_object_get(first, "halves"), 0), "is_chosen")));
	assert_false(json_is_true(json_object_get(
	    json_array_get(json_object_get(first, "halves"), 1), "is_chosen")));
	assert_int_equal(world_case_ask(world, KEPT), 2);
}

/* Of a question by which each may say several things. */
static void
test_beside_the_talks_stands_what_is_told_and_nothing_hidden(void **state)
{
	const struct world *world = *state;
	json_auto_t *list = NULL;
	const json_t *choice;
	struct error err = ERROR_INIT;

	world_case_change(world, "UPDATE survey_question SET only_if = ''");
	add_answers(world, 100, 12, "2026-03-02", "5");
	for (int id = 100; id < 112; id++)
		change(world,
		    memory_printf("INSERT INTO survey_answer VALUES (%d, "
				  "'del', '%s')",
			id, id < 105 ? "fagligt" : "andet"));
	change(world, memory_printf("INSERT INTO survey_answer VALUES (100, "
				    "'del', 'andet')"));
	world_case_change(world, "INSERT INTO survey_answer SELECT "
				 "request_id, 'del', 'andet' FROM "
				 "survey_answer WHERE question = 'del' "
				 "AND value = 'fagligt' AND request_id > 100");
	run(world);
	world_case_check(exit_surveys_view(
			     world->engine, "2026H1", LANGUAGE_DA, &list, &err),
	    &err);
	assert_int_equal(json_array_size(list), 1);
	choice = json_array_get(
	    json_object_get(json_array_get(list, 0), "choices"), 0);
	assert_int_equal(json_array_size(json_object_get(choice, "rows")), 1);
	assert_string_equal(
	    json_string_value(json_object_get(
		json_array_get(json_object_get(choice, "rows"), 0), "share")),
	    "41,7 % (5 af 12)");
}

/* Their answers would be what the reasons of the talks do not tell. */
static void
test_few_without_a_talk_are_not_counted(void **state)
{
	const struct world *world = *state;
	json_auto_t *view = NULL;

	add_answers(world, 100, 9, "2026-03-02", "5");
	add_answers(world, 200, 5, "2026-03-02", "3");
	add_talks(world, 100, 5);
	add_talks(world, 200, 5);
	run(world);
	view = view_of(world, "2026H1", NULL);
	expect(view, "100,0 % (10 af 10)", "50,0 % (5 af 10)");
	assert_true(json_is_true(json_object_get(view, "is_of_talks")));
}

static void
test_five_without_a_talk_are_counted_with_all(void **state)
{
	const struct world *world = *state;
	json_auto_t *view = NULL;

	add_answers(world, 100, 10, "2026-03-02", "5");
	add_answers(world, 200, 5, "2026-03-02", "3");
	add_talks(world, 100, 5);
	add_talks(world, 200, 5);
	run(world);
	view = view_of(world, "2026H1", NULL);
	expect(view, "100,0 % (15 af 15)", "66,7 % (10 af 15)");
	assert_false(json_is_true(json_object_get(view, "is_of_talks")));
}

static void
test_of_four_answers_nothing_is_told_but_that(void **state)
{
	const struct world *world = *state;
	json_auto_t *view = NULL;

	add_answers(world, 100, 4, "2026-03-02", "5");
	run(world);
	view = view_of(world, "2026H1", NULL);
	assert_true(json_is_true(json_object_get(view, "is_final")));
	assert_false(json_is_true(json_object_get(view, "is_told")));
	assert_string_equal(
	    json_string_value(json_object_get(view, "response")), "skjult");
	assert_int_equal(json_array_size(json_object_get(view, "means")), 0);
}

static void
test_only_leaders_who_leave_are_counted(void **state)
{
	const struct world *world = *state;

	add_exit(world, 100, "cancelled");
	ask(world, 100, SURVEY, "2026-03-02");
	add_exit(world, 101, "ended");
	ask(world, 101, "leder", "2026-03-02");
	change(world, memory_printf("UPDATE journey SET kind = 'onboarding' "
				    "WHERE id = 101"));
	add_exit(world, 102, "ended");
	ask(world, 102, "leder", "2026-03-02");
	run(world);
	assert_int_equal(world_case_ask(world, KEPT), 0);
}

static void
test_a_half_year_is_counted_two_weeks_after_its_end(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	int64_t at = 0;

	add_answers(world, 100, 5, "2026-12-31", "5");
	world_case_check(
	    world_instant(world, "2027-01-14T23:59", &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
	assert_int_equal(world_case_ask(world, KEPT), 0);
	world_case_check(
	    world_instant(world, "2027-01-15T00:00", &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
	assert_int_equal(world_case_ask(world, KEPT), 1);
}

static void
test_what_a_clock_that_ran_ahead_counted_is_dropped(void **state)
{
	const struct world *world = *state;
	struct error err = ERROR_INIT;

	add_answers(world, 100, 5, "2026-03-02", "5");
	run(world);
	change(world, memory_printf("UPDATE exit_survey SET counted_at = %lld",
			  (long long)core_now(world->engine) + 1));
	world_case_change(world, "DELETE FROM survey_answer");
	run(world);
	assert_int_equal(world_case_ask(world, DROPPED), 1);
	assert_int_equal(world_case_ask(world, KEPT), 1);
	assert_int_equal(world_case_ask(world, ANSWERS), 0);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

static void
test_who_has_an_area_is_not_told_of_all_of_them(void **state)
{
	const struct world *world = *state;
	json_auto_t *view = NULL;

	add_answers(world, 100, 6, "2026-03-02", "5");
	run(world);
	view = view_of(world, "2026H1", "Skole");
	assert_true(json_is_true(json_object_get(view, "is_withheld")));
	assert_false(json_is_true(json_object_get(view, "is_told")));
	assert_int_equal(json_array_size(json_object_get(view, "halves")), 0);
}

static void
test_a_half_year_is_asked_of_its_own_surveys(void **state)
{
	const struct world *world = *state;
	const struct survey_results_request wrong[] = {
	    {.survey = SURVEY, .year = "2026"},
	    {.survey = SURVEY, .cohort = "1"},
	    {.survey = SURVEY, .half = "2026H3"},
	    {.survey = "leder", .half = "2026H1"},
	};
	json_t *view = NULL;

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(
		    survey_results_view(world->engine, &wrong[i], &view, NULL),
		    OB_EINVALID);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_what_is_deleted_after_the_count_changes_nothing),
	    TEST(test_each_half_year_has_its_own_answers),
	    TEST(test_beside_the_talks_stands_what_is_told_and_nothing_hidden),
	    TEST(test_few_without_a_talk_are_not_counted),
	    TEST(test_five_without_a_talk_are_counted_with_all),
	    TEST(test_of_four_answers_nothing_is_told_but_that),
	    TEST(test_only_leaders_who_leave_are_counted),
	    TEST(test_a_half_year_is_counted_two_weeks_after_its_end),
	    TEST(test_what_a_clock_that_ran_ahead_counted_is_dropped),
	    TEST(test_who_has_an_area_is_not_told_of_all_of_them),
	    TEST(test_a_half_year_is_asked_of_its_own_surveys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
