/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_counts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/exits/exit_figures.h"
#include "store/exit_count_store.h"
#include "store/exit_store.h"
#include "world_case.h"

/* What is kept of why leaders left, and when: today is 1 October 2026. */
#define KEPT "SELECT count(*) FROM exit_half_year"
#define REASONS "SELECT count(*) FROM exit_reason_count"
#define TALKS_OF(period)                                                       \
	"SELECT talks FROM exit_half_year WHERE period = '" period "'"
#define TOLD "SELECT count(*) FROM audit WHERE verb = 'keep-exit-reasons'"
#define DROPPED "SELECT count(*) FROM audit WHERE verb = 'drop-exit-reasons'"

/* A journey for each talk; of Ana's it has all but the leader. */
static void
add_journey(const struct world *world, int id)
{
	cleanup_(memory_free_ptr) char *person =
	    memory_printf("INSERT INTO person (id, name, language, created_at) "
			  "VALUES (%d, 'Somebody', 'da', 0)",
		id);
	cleanup_(memory_free_ptr) char *journey = memory_printf(
	    "INSERT INTO journey (id, leader_id, programme_id, kind, state, "
	    "accepted, first_day, end_day, recruitment, title, area, "
	    "workplace, created_at) SELECT %d, %d, programme_id, 'exit', "
	    "'ended', accepted, first_day, end_day, recruitment, '', '', '', 0 "
	    "FROM journey WHERE id = 1",
	    id, id);

	world_case_change(world, person);
	world_case_change(world, journey);
}

/* Talks that were held on a day and noted at an instant, for one reason. */
static void
add_talks(struct world *world, int first, int count, const char *held,
    const char *noted, const char *reason)
{
	struct error err = ERROR_INIT;
	int64_t at = 0;

	world_case_check(world_instant(world, noted, &at, &err), &err);
	for (int id = first; id < first + count; id++) {
		cleanup_(memory_free_ptr) char *talk =
		    memory_printf("INSERT INTO exit_interview VALUES "
				  "(%d, '%s', 1, %lld)",
			id, held, (long long)at);
		cleanup_(memory_free_ptr) char *why = memory_printf(
		    "INSERT INTO exit_reason VALUES (%d, '%s', 1)", id, reason);

		add_journey(world, id);
		world_case_change(world, talk);
		world_case_change(world, why);
	}
}

static void
add_half_year(struct world *world)
{
	add_talks(world, 100, 5, "2026-03-02", "2026-03-02T12:00", "workload");
	add_talks(world, 200, 6, "2026-06-30", "2026-07-14T23:59", "pay");
}

static void
run(const struct world *world)
{
	struct error err = ERROR_INIT;

	world_case_check(exit_counts_run(world->engine, &err), &err);
}

static json_t *
view_of(const struct world *world, const char *period)
{
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    exit_figures_view(world->engine, period, &view, &err), &err);
	return view;
}

static bool
is_over(const struct world *world, const char *period)
{
	json_auto_t *view = view_of(world, period);

	return json_is_true(json_object_get(view, "is_over"));
}

static void
test_a_talk_that_is_taken_back_changes_nothing_that_is_told(void **state)
{
	struct world *world = *state;
	json_auto_t *before = NULL;
	json_auto_t *after = NULL;
	struct error err = ERROR_INIT;
	int count = 0;

	add_half_year(world);
	run(world);
	before = view_of(world, "2026H1");
	world_case_check(
	    exit_store_remove(world->store, 100, &count, &err), &err);
	assert_int_equal(count, 1);
	run(world);
	after = view_of(world, "2026H1");
	assert_int_equal(
	    json_integer_value(json_object_get(before, "talks")), 11);
	assert_int_equal(
	    json_array_size(json_object_get(before, "reasons")), 2);
	assert_true(json_equal(before, after));
	assert_int_equal(world_case_ask(world, TOLD), 1);
}

static void
test_what_was_noted_when_it_was_final_is_not_counted(void **state)
{
	struct world *world = *state;

	add_half_year(world);
	add_talks(world, 300, 1, "2026-06-30", "2026-07-15T00:00", "career");
	run(world);
	assert_int_equal(world_case_ask(world, TALKS_OF("2026H1")), 11);
	assert_int_equal(world_case_ask(world, REASONS), 2);
}

/* Of whom was held a talk: each began on a day of the year. */
static void
add_beginnings(const struct world *world, int first, int count, int year)
{
	for (int id = first; id < first + count; id++) {
		cleanup_(memory_free_ptr) char *began = memory_printf(
		    "INSERT INTO journey (id, leader_id, programme_id, kind, "
		    "state, accepted, first_day, end_day, recruitment, title, "
		    "area, workplace, created_at) SELECT %d, %d, programme_id, "
		    "'onboarding', 'ended', '%d-01-02', '%d-02-02', "
		    "'%d-08-02', recruitment, '', '', '', 0 FROM journey "
		    "WHERE id = 1",
		    id + 1000, id, year, year, year);

		world_case_change(world, began);
	}
}

static json_t *
years_of(struct world *world)
{
	json_auto_t *view = NULL;

	run(world);
	view = view_of(world, "2026H1");
	return json_incref(json_object_get(view, "began"));
}

static void
test_the_years_in_which_five_of_them_began_are_told(void **state)
{
	struct world *world = *state;
	json_auto_t *years = NULL;

	add_half_year(world);
	add_talks(world, 300, 4, "2026-03-02", "2026-03-02T12:00", "pay");
	add_beginnings(world, 100, 5, 2024);
	add_beginnings(world, 200, 6, 2025);
	add_beginnings(world, 300, 4, 2023);
	years = years_of(world);
	assert_int_equal(json_array_size(years), 2);
	assert_int_equal(json_integer_value(json_array_get(years, 0)), 2025);
	assert_int_equal(json_integer_value(json_array_get(years, 1)), 2024);
}

/* Of eleven who left at most one would be of another year than these two. */
static void
test_no_years_are_told_that_leave_a_known_few(void **state)
{
	struct world *world = *state;
	json_auto_t *years = NULL;

	add_half_year(world);
	add_beginnings(world, 100, 5, 2024);
	add_beginnings(world, 200, 6, 2025);
	years = years_of(world);
	assert_int_equal(json_array_size(years), 1);
	assert_int_equal(json_integer_value(json_array_get(years, 0)), 2025);
}

/* The year of the latest start before the talk, as of who came back. */
static void
test_who_began_twice_began_the_last_time(void **state)
{
	struct world *world = *state;
	json_auto_t *years = NULL;

	add_talks(world, 100, 9, "2026-03-02", "2026-03-02T12:00", "pay");
	add_beginnings(world, 100, 9, 2020);
	world_case_change(world, "UPDATE journey SET id = id + 1000 "
				 "WHERE id BETWEEN 1100 AND 1108");
	add_beginnings(world, 100, 9, 2024);
	years = years_of(world);
	assert_int_equal(json_array_size(years), 1);
	assert_int_equal(json_integer_value(json_array_get(years, 0)), 2024);
}

/* As an upgrade finds them, and whoever was down over New Year. */
static void
test_all_half_years_that_are_over_are_counted_at_the_start(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	add_half_year(world);
	add_talks(world, 300, 7, "2025-06-30", "2025-06-30T12:00", "workload");
	for (int i = 0; i < 2; i++) {
		world_case_check(world_restart(world, &err), &err);
		world_case_check(world_wake(world, &err), &err);
		assert_int_equal(world_case_ask(world, KEPT), 3);
		assert_int_equal(world_case_ask(world, TOLD), 3);
	}
	assert_int_equal(world_case_ask(world, TALKS_OF("2025H1")), 7);
	assert_int_equal(world_case_ask(world, TALKS_OF("2025H2")), 0);
	assert_int_equal(world_case_ask(world, TALKS_OF("2026H1")), 11);
	assert_int_equal(world_case_ask(world, REASONS), 3);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

static void
test_a_half_year_is_counted_two_weeks_after_its_end(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	int64_t at = 0;

	add_talks(world, 100, 6, "2026-10-01", "2026-10-01T10:00", "workload");
	world_case_check(
	    world_instant(world, "2027-01-14T23:59", &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
	assert_false(is_over(world, "2026H2"));
	assert_int_equal(world_case_ask(world, KEPT), 0);
	world_case_check(
	    world_instant(world, "2027-01-15T00:00", &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
	assert_true(is_over(world, "2026H2"));
	assert_int_equal(world_case_ask(world, TALKS_OF("2026H2")), 6);
}

static void
test_it_is_not_over_before_it_is_counted(void **state)
{
	struct world *world = *state;

	add_half_year(world);
	assert_true(is_over(world, "2025H2"));
	assert_false(is_over(world, "2026H1"));
	assert_false(is_over(world, "2026H2"));
	run(world);
	assert_true(is_over(world, "2025H2"));
	assert_true(is_over(world, "2026H1"));
	assert_false(is_over(world, "2026H2"));
}

static void
test_without_any_talk_a_half_year_is_over_by_itself(void **state)
{
	const struct world *world = *state;

	run(world);
	assert_true(is_over(world, "2026H1"));
	assert_false(is_over(world, "2026H2"));
	assert_int_equal(world_case_ask(world, KEPT), 0);
}

static void
keep(const struct world *world, const char *period, int64_t counted_at)
{
	cleanup_(memory_free_ptr) char *text = memory_strdup(period);
	char reason[] = "pay";
	const struct exit_half_year half_year = {text, 9};
	const struct exit_reason_count count = {reason, 9, 0};
	struct error err = ERROR_INIT;

	world_case_check(
	    exit_count_store_keep(world->store, &half_year, counted_at, &err),
	    &err);
	world_case_check(
	    exit_count_store_keep_reason(world->store, period, &count, &err),
	    &err);
}

static void
test_what_a_clock_that_ran_ahead_counted_is_dropped(void **state)
{
	const struct world *world = *state;
	int64_t now = core_now(world->engine);
	struct error err = ERROR_INIT;

	keep(world, "2026H1", now);
	keep(world, "2026H2", now + 1);
	for (int i = 0; i < 2; i++) {
		run(world);
		assert_int_equal(world_case_ask(world, KEPT), 1);
		assert_int_equal(world_case_ask(world, REASONS), 1);
		assert_int_equal(world_case_ask(world, DROPPED), 1);
	}
	assert_int_equal(world_case_ask(world, TALKS_OF("2026H1")), 9);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

static void
test_a_half_year_is_kept_once(void **state)
{
	const struct world *world = *state;
	char period[] = "2026H1";
	const struct exit_half_year again = {period, 10};

	keep(world, period, 0);
	assert_int_equal(
	    exit_count_store_keep(world->store, &again, 0, NULL), OB_ECONFLICT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(
		test_a_talk_that_is_taken_back_changes_nothing_that_is_told),
	    WORLD_CASE_TEST(
		test_what_was_noted_when_it_was_final_is_not_counted),
	    WORLD_CASE_TEST(
		test_the_years_in_which_five_of_them_began_are_told),
	    WORLD_CASE_TEST(test_no_years_are_told_that_leave_a_known_few),
	    WORLD_CASE_TEST(test_who_began_twice_began_the_last_time),
	    WORLD_CASE_TEST(
		test_all_half_years_that_are_over_are_counted_at_the_start),
	    WORLD_CASE_TEST(
		test_a_half_year_is_counted_two_weeks_after_its_end),
	    WORLD_CASE_TEST(test_it_is_not_over_before_it_is_counted),
	    WORLD_CASE_TEST(
		test_without_any_talk_a_half_year_is_over_by_itself),
	    WORLD_CASE_TEST(
		test_what_a_clock_that_ran_ahead_counted_is_dropped),
	    WORLD_CASE_TEST(test_a_half_year_is_kept_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
