/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/cohort_counts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/measures/survey_results.h"
#include "store/answer_count_store.h"
#include "store/survey_store.h"
#include "survey_sample.h"
#include "world_case.h"

/* What is kept of cohorts, and whom it is told. */

#define SURVEY "deltager"
#define HASH "0123456789012345678901234567890123456789012345678901234567890123"
#define KEPT "SELECT count(*) FROM cohort_survey"
#define ANSWERS "SELECT count(*) FROM cohort_answer"
#define DROPPED "SELECT count(*) FROM audit WHERE verb = 'drop-cohort-answers'"

static int
add_survey(
    const struct world *world, const char *id, enum survey_answerer answered_by)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	int64_t row = 0;

	survey_sample_replace(&survey->id, id);
	survey->answered_by = answered_by;
	return survey_store_add(world->store, survey, HASH, 0, &row, NULL);
}

static int
set_up(void **state)
{
	int status = world_case_set_up(state);

	if (status == OB_OK)
		status = add_survey(*state, SURVEY, SURVEY_PARTICIPANTS);
	return status == OB_OK ? add_survey(*state, "puls", SURVEY_LEADER)
			       : status;
}

/* Ana's journey stands for a cohort of twelve; ten have answered. */
static void
keep(const struct world *world, const char *survey, int64_t counted_at)
{
	cleanup_(memory_free_ptr) char *name = memory_strdup(survey);
	char kind[] = ANSWER_COUNT_MEAN;
	char subject[] = "expectations_met";
	char choice[] = "";
	const struct answer_cohort cohort = {
	    .journey_id = 1, .survey = name, .asked = 12, .answered = 10};
	const struct answer_count count = {kind, subject, choice, 5};
	struct error err = ERROR_INIT;

	world_case_check(answer_count_store_keep_cohort(
			     world->store, &cohort, counted_at, &err),
	    &err);
	world_case_check(answer_count_store_keep_of_cohort(
			     world->store, &cohort, &count, &err),
	    &err);
}

static void
test_what_a_clock_that_ran_ahead_counted_is_dropped(void **state)
{
	const struct world *world = *state;
	int64_t now = core_now(world->engine);
	struct error err = ERROR_INIT;

	keep(world, "now", now);
	keep(world, "later", now + 1);
	for (int i = 0; i < 2; i++) {
		world_case_check(cohort_counts_run(world->engine, &err), &err);
		assert_int_equal(world_case_ask(world, KEPT), 1);
		assert_int_equal(world_case_ask(world, ANSWERS), 1);
		assert_int_equal(world_case_ask(world, DROPPED), 1);
	}
	assert_int_equal(
	    world_case_ask(world, KEPT " WHERE survey = 'now'"), 1);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

static void
test_a_cohort_is_kept_once(void **state)
{
	const struct world *world = *state;
	char survey[] = SURVEY;
	const struct answer_cohort again = {
	    .journey_id = 1, .survey = survey, .asked = 12, .answered = 11};

	keep(world, SURVEY, 0);
	assert_int_equal(
	    answer_count_store_keep_cohort(world->store, &again, 0, NULL),
	    OB_ECONFLICT);
}

static json_t *
view_of(const struct world *world, const struct survey_results_request *request)
{
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    survey_results_view(world->engine, request, &view, &err), &err);
	return view;
}

static void
assert_share(const json_t *view, const char *want)
{
	const json_t *mean = json_array_get(json_object_get(view, "means"), 0);

	assert_string_equal(
	    json_string_value(json_object_get(mean, "share")), want);
}

static void
test_a_cohort_is_told_of_in_its_own_area(void **state)
{
	const struct world *world = *state;
	static const char *const areas[] = {NULL, "", "Skole"};

	keep(world, SURVEY, 0);
	world_case_change(world, "UPDATE journey SET area = 'Skole'");
	for (size_t i = 0; i < ARRAY_LEN(areas); i++) {
		const struct survey_results_request request = {
		    .survey = SURVEY, .cohort = "1", .area = areas[i]};
		json_auto_t *view = view_of(world, &request);

		assert_share(view, "50,0 % (5 af 10)");
	}
	for (int i = 0; i < 2; i++) {
		const struct survey_results_request request = {.survey = SURVEY,
		    .cohort = i == 0 ? "1" : NULL,
		    .area = "Omsorg"};
		json_auto_t *view = view_of(world, &request);

		assert_true(json_is_false(json_object_get(view, "is_final")));
		assert_int_equal(
		    json_array_size(json_object_get(view, "cohorts")), 0);
	}
}

static void
test_a_survey_is_told_of_by_year_or_by_cohort(void **state)
{
	static const struct survey_results_request wrong[] = {
	    {.survey = SURVEY, .year = "2026"},
	    {.survey = SURVEY, .cohort = "x"},
	    {.survey = SURVEY, .cohort = "0"},
	    {.survey = SURVEY, .cohort = "1x"},
	    {.survey = "puls", .cohort = "1"},
	    {.survey = "puls", .year = "26"},
	};
	static const char *const fields[] = {
	    "year", "cohort", "cohort", "cohort", "cohort", "year"};
	const struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		json_t *view = NULL;
		struct error err = ERROR_INIT;

		assert_int_equal(
		    survey_results_view(world->engine, &wrong[i], &view, &err),
		    OB_EINVALID);
		assert_string_equal(err.field, fields[i]);
	}
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_what_a_clock_that_ran_ahead_counted_is_dropped),
	    TEST(test_a_cohort_is_kept_once),
	    TEST(test_a_cohort_is_told_of_in_its_own_area),
	    TEST(test_a_survey_is_told_of_by_year_or_by_cohort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
