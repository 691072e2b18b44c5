/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/role.h"
#include "store/measure_store.h"
#include "world_case.h"

/* Whether a step that was skipped counts in the measure of steps on time. */
#define HOUR 3600

/* Of the manager's steps there is one, in the state and by whom it is said. */
static void
leave_one(struct world *world, const char *state, const char *by)
{
	cleanup_(memory_free_ptr) char *sql = memory_printf(
	    "UPDATE activity SET state = '%s', settled_by = '%s', "
	    "settled_at = iif('%s' = '', NULL, 1796600000) "
	    "WHERE journey_id = 1 AND step = 'modtagelse'",
	    state, by, by);

	world_case_change(world,
	    "UPDATE activity SET state = 'cancelled', settled_at = 1 "
	    "WHERE journey_id = 1 AND step <> 'modtagelse'");
	world_case_change(world, sql);
}

/* How many of the leaders who began had their steps in time. */
static int64_t
count(const struct world *world)
{
	const struct measure_span span = {.from = date_from_civil(2026, 10, 1),
	    .to = date_from_civil(2026, 12, 31),
	    .until = date_from_civil(2027, 3, 31),
	    .local_time = HOUR};
	struct measure_count *counts = NULL;
	size_t rows = 0;
	int64_t part = 0;
	int64_t whole = 0;
	struct error err = ERROR_INIT;

	world_case_check(measure_store_count_on_time(world->store, &span,
			     ROLE_MANAGER, &counts, &rows, &err),
	    &err);
	for (size_t i = 0; i < rows; i++) {
		part += counts[i].part;
		whole += counts[i].whole;
	}
	measure_store_free_counts(counts, rows);
	assert_int_equal(whole, 1);
	return part;
}

static void
test_a_step_that_is_still_open_is_late(void **state)
{
	leave_one(*state, "planned", "");
	assert_int_equal(count(*state), 0);
}

static void
test_a_step_that_the_clock_skipped_is_late(void **state)
{
	leave_one(*state, "skipped", "clock");
	assert_int_equal(count(*state), 0);
}

static void
test_a_step_that_somebody_skipped_was_not_to_be_done(void **state)
{
	leave_one(*state, "skipped", "uid:0");
	assert_int_equal(count(*state), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_a_step_that_is_still_open_is_late),
	    WORLD_CASE_TEST(test_a_step_that_the_clock_skipped_is_late),
	    WORLD_CASE_TEST(
		test_a_step_that_somebody_skipped_was_not_to_be_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
