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
#include "store/answer_count_store.h"
#include "world_case.h"

/* What is kept of cohorts. */

#define SURVEY "deltager"
#define KEPT "SELECT count(*) FROM cohort_survey"
#define ANSWERS "SELECT count(*) FROM cohort_answer"
#define DROPPED "SELECT count(*) FROM audit WHERE verb = 'drop-cohort-answers'"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(
		test_what_a_clock_that_ran_ahead_counted_is_dropped),
	    WORLD_CASE_TEST(test_a_cohort_is_kept_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
