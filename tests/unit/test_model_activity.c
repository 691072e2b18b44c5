/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "journey_fixture.h"
#include "model/activity.h"

static struct date
day(const char *text)
{
	struct date date;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
}

static void
test_transitions_are_those_of_the_table(void **state)
{
	/* By from, in the order of the enum: may it become each state? */
	static const char *const allowed[] = {
	    [ACTIVITY_PLANNED] = "nyyyy",
	    [ACTIVITY_HELD] = "ynnyy",
	    [ACTIVITY_DONE] = "ynnnn",
	    [ACTIVITY_SKIPPED] = "ynnnn",
	    [ACTIVITY_CANCELLED] = "ynnnn",
	};

	(void)state;
	for (size_t from = 0; from < ARRAY_LEN(allowed); from++) {
		for (size_t to = 0; to < ARRAY_LEN(allowed); to++) {
			int want =
			    allowed[from][to] == 'y' ? OB_OK : OB_ECONFLICT;

			assert_int_equal(
			    activity_may_become((enum activity_state)from,
				(enum activity_state)to, NULL),
			    want);
		}
	}
}

static void
test_a_refused_change_says_why(void **state)
{
	static const struct {
		enum activity_state from;
		enum activity_state to;
		const char *says;
	} cases[] = {
	    {ACTIVITY_DONE, ACTIVITY_DONE, "it is already done"},
	    {ACTIVITY_DONE, ACTIVITY_SKIPPED, "it is already done"},
	    {ACTIVITY_SKIPPED, ACTIVITY_DONE, "it is already skipped"},
	    {ACTIVITY_CANCELLED, ACTIVITY_DONE, "it is cancelled"},
	    {ACTIVITY_HELD, ACTIVITY_DONE,
		"it waits for a step that is not done yet"},
	    {ACTIVITY_HELD, ACTIVITY_HELD, "it is already held"},
	    {ACTIVITY_PLANNED, ACTIVITY_PLANNED, "it is already planned"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = ERROR_INIT;

		assert_int_equal(
		    activity_may_become(cases[i].from, cases[i].to, &err),
		    OB_ECONFLICT);
		assert_string_equal(err.text, cases[i].says);
	}
}

static void
test_state_names_are_read_back(void **state)
{
	(void)state;
	for (int i = ACTIVITY_PLANNED; i <= ACTIVITY_CANCELLED; i++) {
		enum activity_state parsed;

		assert_int_equal(
		    activity_state_parse(
			activity_state_name((enum activity_state)i), &parsed,
			NULL),
		    OB_OK);
		assert_int_equal(parsed, i);
	}
}

static void
test_an_unknown_state_is_refused(void **state)
{
	enum activity_state parsed;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    activity_state_parse("late", &parsed, &err), OB_EINVALID);
	assert_non_null(strstr(err.text, "'late'"));
}

static void
test_flags_have_names(void **state)
{
	(void)state;
	assert_string_equal(
	    activity_flag_name(FLAG_CANNOT_BE_MET), "cannot-be-met");
	assert_string_equal(
	    activity_flag_name(FLAG_AFTER_FIRST_DAY), "after-first-day");
	assert_string_equal(activity_flag_name(FLAG_LATE_START), "late-start");
	assert_string_equal(activity_flag_name(FLAG_ROLE_EMPTY), "role-empty");
	assert_string_equal(activity_flag_name(FLAG_QUIET_DAY), "quiet-day");
	assert_string_equal(
	    activity_flag_name(FLAG_NO_FREE_TIME), "no-free-time");
	assert_string_equal(activity_flag_name(FLAG_TOO_CLOSE), "too-close");
	assert_null(activity_flag_name(1U << ACTIVITY_FLAG_COUNT));
	assert_null(activity_flag_name(0));
}

static void
test_open_and_settled_states_differ(void **state)
{
	(void)state;
	assert_true(activity_is_open(ACTIVITY_PLANNED));
	assert_true(activity_is_open(ACTIVITY_HELD));
	assert_false(activity_is_open(ACTIVITY_DONE));
	assert_true(activity_settles(ACTIVITY_DONE));
	assert_true(activity_settles(ACTIVITY_SKIPPED));
	assert_false(activity_settles(ACTIVITY_CANCELLED));
	assert_false(activity_settles(ACTIVITY_HELD));
}

static void
test_due_from_the_day_and_behind_after_it(void **state)
{
	struct date planned = day("2026-10-08");

	(void)state;
	assert_false(
	    activity_is_due(ACTIVITY_PLANNED, planned, day("2026-10-07")));
	assert_true(
	    activity_is_due(ACTIVITY_PLANNED, planned, day("2026-10-08")));
	assert_false(
	    activity_is_due(ACTIVITY_DONE, planned, day("2026-10-09")));
	assert_false(
	    activity_is_behind(ACTIVITY_PLANNED, planned, day("2026-10-08")));
	assert_true(
	    activity_is_behind(ACTIVITY_HELD, planned, day("2026-10-09")));
	assert_false(
	    activity_is_behind(ACTIVITY_SKIPPED, planned, day("2026-10-09")));
}

static void
test_overdue_after_the_earlier_of_latest_and_five_workdays(void **state)
{
	static const struct {
		const char *latest;
		const char *today;
		bool overdue;
	} cases[] = {
	    {"2026-10-09", "2026-10-09", false},
	    {"2026-10-09", "2026-10-10", true},
	    {"2026-12-04", "2026-10-15", false}, /* planned + 5 workdays */
	    {"2026-12-04", "2026-10-16", true},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(activity_is_overdue(*state, ACTIVITY_PLANNED,
				     day("2026-10-08"), day(cases[i].latest),
				     day(cases[i].today)),
		    cases[i].overdue);
}

static void
test_what_is_done_is_never_overdue(void **state)
{
	assert_false(activity_is_overdue(*state, ACTIVITY_DONE,
	    day("2026-10-08"), day("2026-10-09"), day("2027-10-08")));
}

static int
set_up(void **state)
{
	*state = journey_fixture_calendar();
	return 0;
}

static int
tear_down(void **state)
{
	workday_calendar_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_transitions_are_those_of_the_table),
	    cmocka_unit_test(test_a_refused_change_says_why),
	    cmocka_unit_test(test_state_names_are_read_back),
	    cmocka_unit_test(test_an_unknown_state_is_refused),
	    cmocka_unit_test(test_flags_have_names),
	    cmocka_unit_test(test_open_and_settled_states_differ),
	    cmocka_unit_test(test_due_from_the_day_and_behind_after_it),
	    cmocka_unit_test(
		test_overdue_after_the_earlier_of_latest_and_five_workdays),
	    cmocka_unit_test(test_what_is_done_is_never_overdue),
	};

	return cmocka_run_group_tests_name(
	    "model/activity", tests, set_up, tear_down);
}
