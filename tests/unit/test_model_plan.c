/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "journey_fixture.h"
#include "model/activity.h"
#include "programme_tsv.h"

static struct date
day(const char *text)
{
	struct date date;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
}

static void
assert_day(struct date date, const char *text)
{
	char buf[DATE_TEXT_SIZE];

	assert_string_equal(date_format(date, buf), text);
}

static int
set_up(void **state)
{
	struct journey_fixture *fixture = memory_alloc(sizeof(*fixture));

	journey_fixture_init(fixture);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	journey_fixture_release(*state);
	free(*state);
	return 0;
}

static void
begin(struct journey_fixture *fixture, const char *accepted,
    const char *first_day)
{
	journey_fixture_begin(
	    fixture, day(accepted), day(first_day), "external");
}

static void
plan(struct journey_fixture *fixture)
{
	plan_journey(&fixture->input, fixture->items, NULL, NULL);
}

static void
describe(const char *step, struct date planned, struct date latest, int start,
    unsigned flags, char text[128])
{
	char first[DATE_TEXT_SIZE];
	char second[DATE_TEXT_SIZE];

	(void)snprintf(text, 128, "%s %s latest %s start %d flags %x", step,
	    date_format(planned, first), date_format(latest, second), start,
	    flags);
}

static void
check_journey(struct journey_fixture *fixture, const char *name,
    const char *accepted, const char *first_day, const char *recruitment)
{
	struct expected_journey expected;
	size_t row = 0;

	programme_tsv_load_journey(name, &expected);
	journey_fixture_begin(
	    fixture, day(accepted), day(first_day), recruitment);
	plan(fixture);
	for (size_t i = 0; i < fixture->programme->step_count; i++) {
		const struct plan_item *item = &fixture->items[i];
		const struct expected_row *want = &expected.rows[row];
		char got_text[128];
		char want_text[128];

		if (item->fixed == PLAN_ABSENT)
			continue;
		assert_true(row++ < expected.count);
		describe(fixture->programme->steps[i].id, item->planned,
		    item->latest, item->start, item->flags, got_text);
		describe(want->step, want->planned, want->latest, want->start,
		    want->flags, want_text);
		assert_string_equal(got_text, want_text);
	}
	assert_int_equal(row, expected.count);
	programme_tsv_release_journey(&expected);
}

static void
test_internal_leader_with_two_months_comes_out_as_expected(void **state)
{
	check_journey(*state,
	    "expected/1-accepted-2026-10-01-first-day-2026-12-07-internal.tsv",
	    "2026-10-01", "2026-12-07", "internal");
}

static void
test_start_after_new_year_comes_out_as_expected(void **state)
{
	check_journey(*state,
	    "expected/2-accepted-2026-12-18-first-day-2027-01-04-external.tsv",
	    "2026-12-18", "2027-01-04", "external");
}

static void
test_easter_start_with_ten_days_comes_out_as_expected(void **state)
{
	check_journey(*state,
	    "expected/3-accepted-2027-03-22-first-day-2027-04-01-external.tsv",
	    "2027-03-22", "2027-04-01", "external");
}

static void
test_summer_start_comes_out_as_expected(void **state)
{
	check_journey(*state,
	    "expected/4-accepted-2027-07-12-first-day-2027-08-02-external.tsv",
	    "2027-07-12", "2027-08-02", "external");
}

static void
test_sunday_start_comes_out_as_expected(void **state)
{
	check_journey(*state,
	    "expected/5-accepted-2026-08-20-first-day-2026-11-01-external.tsv",
	    "2026-08-20", "2026-11-01", "external");
}

static size_t
count_flag(const struct journey_fixture *fixture, unsigned flag)
{
	size_t count = 0;

	for (size_t i = 0; i < fixture->programme->step_count; i++)
		if (fixture->items[i].fixed != PLAN_ABSENT &&
		    (fixture->items[i].flags & flag) != 0)
			count++;
	return count;
}

static void
test_seven_workdays_of_preboarding_show_five_that_cannot_be_met(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2027-03-22", "2027-04-01");
	plan(fixture);
	assert_int_equal(count_flag(fixture, FLAG_CANNOT_BE_MET), 5);
}

static void
test_ten_workdays_of_preboarding_show_none_that_cannot_be_met(void **state)
{
	struct journey_fixture *fixture = *state;
	struct date first_day = day("2027-09-01");

	begin(fixture, "2027-08-01", "2027-09-01");
	journey_fixture_begin(fixture,
	    workday_add(fixture->calendar, first_day, -10), first_day,
	    "external");
	plan(fixture);
	assert_int_equal(count_flag(fixture, FLAG_CANNOT_BE_MET), 0);
}

static void
test_planning_twice_gives_the_same_plan(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item first[FIXTURE_STEPS_MAX];

	begin(fixture, "2026-10-01", "2026-12-07");
	plan(fixture);
	memcpy(first, fixture->items, sizeof(first));
	plan(fixture);
	for (size_t i = 0; i < fixture->programme->step_count; i++) {
		assert_int_equal(
		    first[i].planned.day, fixture->items[i].planned.day);
		assert_int_equal(first[i].start, fixture->items[i].start);
		assert_int_equal(first[i].flags, fixture->items[i].flags);
	}
}

static void
test_latest_before_today_is_a_late_start(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-10-01", "2026-12-07");
	fixture->input.today = day("2026-12-01");
	plan(fixture);
	assert_int_equal(journey_fixture_item(fixture, "opret")->flags,
	    FLAG_LATE_START | FLAG_CANNOT_BE_MET);
}

static void
test_latest_today_is_no_late_start(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-10-01", "2026-12-07");
	fixture->input.today = day("2026-10-05");
	plan(fixture);
	assert_int_equal(journey_fixture_item(fixture, "opret")->flags, 0);
}

static void
test_replan_adds_no_late_start(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-10-01", "2026-12-07");
	fixture->input.today = day("2026-12-01");
	fixture->input.replan = true;
	plan(fixture);
	assert_int_equal(
	    journey_fixture_item(fixture, "opret")->flags, FLAG_CANNOT_BE_MET);
}

static void
test_replan_keeps_a_late_start(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-10-01", "2026-12-07");
	fixture->input.replan = true;
	journey_fixture_item(fixture, "opret")->flags = FLAG_LATE_START;
	plan(fixture);
	assert_int_equal(
	    journey_fixture_item(fixture, "opret")->flags, FLAG_LATE_START);
}

static void
test_role_empty_is_left_to_the_caller(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-10-01", "2026-12-07");
	journey_fixture_item(fixture, "opret")->flags = FLAG_ROLE_EMPTY;
	plan(fixture);
	assert_int_equal(
	    journey_fixture_item(fixture, "opret")->flags, FLAG_ROLE_EMPTY);
}

static void
test_phase_one_on_the_first_day_is_flagged(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2027-03-31", "2027-04-01");
	plan(fixture);
	assert_int_equal(journey_fixture_item(fixture, "it-klar")->flags,
	    FLAG_AFTER_FIRST_DAY | FLAG_CANNOT_BE_MET);
}

static void
test_done_early_pulls_nothing_earlier(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item *done = journey_fixture_item(fixture, "forventning-1");

	begin(fixture, "2026-08-20", "2026-11-01");
	done->fixed = PLAN_SETTLED;
	done->planned = day("2026-11-03");
	done->start = -1;
	plan(fixture);
	assert_day(journey_fixture_item(fixture, "forventning-2")->planned,
	    "2026-11-16");
}

static void
test_a_late_prerequisite_pushes_what_depends_on_it(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item *kept = journey_fixture_item(fixture, "forventning-1");

	begin(fixture, "2026-08-20", "2026-11-01");
	kept->fixed = PLAN_KEPT;
	kept->planned = day("2026-11-25");
	kept->start = 9 * 60;
	kept->end = 10 * 60;
	plan(fixture);
	/* Undisturbed, after the other's end: a quarter of an hour apart. */
	assert_day(journey_fixture_item(fixture, "forventning-2")->planned,
	    "2026-11-25");
	assert_int_equal(journey_fixture_item(fixture, "forventning-2")->start,
	    10 * 60 + 15);
}

static void
test_nothing_is_planned_on_the_day_of_acceptance(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item *done = journey_fixture_item(fixture, "opret");

	begin(fixture, "2027-03-22", "2027-04-01");
	done->fixed = PLAN_SETTLED;
	done->planned = day("2027-03-22");
	plan(fixture);
	assert_day(
	    journey_fixture_item(fixture, "it-bestil")->planned, "2027-03-23");
}

static void
test_done_on_a_saturday_pushes_to_monday(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item *done = journey_fixture_item(fixture, "opret");

	begin(fixture, "2026-10-01", "2026-12-07");
	done->fixed = PLAN_SETTLED;
	done->planned = day("2026-10-10");
	plan(fixture);
	assert_day(journey_fixture_item(fixture, "velkomstmail")->planned,
	    "2026-10-12");
}

static void
test_kept_contact_keeps_others_two_workdays_away(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item *kept = journey_fixture_item(fixture, "kontakt-hr");

	begin(fixture, "2027-07-12", "2027-08-02");
	kept->fixed = PLAN_KEPT;
	kept->planned = day("2027-09-03");
	kept->start = 540;
	kept->end = 570;
	plan(fixture);
	/* Its own day would be the day before; two workdays after is free. */
	assert_day(journey_fixture_item(fixture, "kontakt-loen")->planned,
	    "2027-09-07");
}

static void
block_all(
    struct plan_busy *busy, size_t count, int64_t person, struct date from)
{
	for (size_t i = 0; i < count; i++)
		busy[i] = (struct plan_busy){
		    .person = person,
		    .day = date_add_days(from, (int)i),
		    .start = 0,
		    .end = 24 * 60,
		};
}

static void
test_full_first_day_leaves_the_reception_without_a_time(void **state)
{
	struct journey_fixture *fixture = *state;
	const struct plan_item *item =
	    journey_fixture_item(fixture, "modtagelse");
	struct plan_busy busy[1];

	begin(fixture, "2026-10-01", "2026-12-07");
	block_all(busy, 1, FIXTURE_MANAGER, day("2026-12-07"));
	fixture->input.busy = busy;
	fixture->input.busy_count = 1;
	plan(fixture);
	assert_day(item->planned, "2026-12-07");
	assert_int_equal(item->start, -1);
	assert_int_equal(item->flags, FLAG_NO_FREE_TIME);
}

static void
test_full_days_up_to_the_limit_send_the_search_back(void **state)
{
	struct journey_fixture *fixture = *state;
	const struct plan_item *item =
	    journey_fixture_item(fixture, "kollega-leder");
	struct plan_busy busy[5];

	journey_fixture_begin(
	    fixture, day("2026-10-01"), day("2026-12-07"), "internal");
	block_all(busy, 5, FIXTURE_MANAGER, day("2026-11-30"));
	fixture->input.busy = busy;
	fixture->input.busy_count = 5;
	plan(fixture);
	assert_day(item->planned, "2026-11-27");
	assert_int_equal(item->flags, 0);
}

static void
test_nobody_free_for_years_keeps_the_day_without_a_time(void **state)
{
	struct journey_fixture *fixture = *state;
	const struct plan_item *item = journey_fixture_item(fixture, "trio");
	struct plan_busy *busy = memory_alloc(2000 * sizeof(*busy));

	begin(fixture, "2026-08-20", "2026-11-01");
	block_all(busy, 2000, FIXTURE_LEADER, day("2026-08-20"));
	fixture->input.busy = busy;
	fixture->input.busy_count = 2000;
	plan(fixture);
	free(busy);
	assert_day(item->planned, "2026-11-16");
	assert_int_equal(item->start, -1);
	assert_int_equal(item->flags, FLAG_NO_FREE_TIME);
}

static void
test_a_stranger_does_not_hold_a_time(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_busy busy = {
	    .person = 999, .day = day("2026-12-07"), .start = 0, .end = 1440};

	begin(fixture, "2026-10-01", "2026-12-07");
	fixture->input.busy = &busy;
	fixture->input.busy_count = 1;
	plan(fixture);
	assert_int_equal(
	    journey_fixture_item(fixture, "modtagelse")->start, 540);
}

static void
test_today_after_hours_moves_a_call_to_the_next_day(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-10-01", "2026-12-07");
	fixture->input.today = day("2026-11-05");
	fixture->input.now = 15 * 60;
	plan(fixture);
	assert_day(journey_fixture_item(fixture, "velkomstopkald")->planned,
	    "2026-11-06");
}

static void
test_first_day_in_a_quiet_week_is_not_flagged(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2027-01-04", "2027-02-15");
	plan(fixture);
	assert_day(
	    journey_fixture_item(fixture, "modtagelse")->planned, "2027-02-15");
	assert_int_equal(journey_fixture_item(fixture, "modtagelse")->flags, 0);
}

static void
test_absent_prerequisite_holds_nothing_back(void **state)
{
	struct journey_fixture *fixture = *state;

	begin(fixture, "2026-08-20", "2026-11-01");
	journey_fixture_item(fixture, "klar-stort")->fixed = PLAN_ABSENT;
	plan(fixture);
	assert_day(journey_fixture_item(fixture, "kontakt-loen")->planned,
	    "2026-12-03");
	assert_true(
	    date_is_none(journey_fixture_item(fixture, "klar-stort")->planned));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_internal_leader_with_two_months_comes_out_as_expected),
	    cmocka_unit_test(test_start_after_new_year_comes_out_as_expected),
	    cmocka_unit_test(
		test_easter_start_with_ten_days_comes_out_as_expected),
	    cmocka_unit_test(test_summer_start_comes_out_as_expected),
	    cmocka_unit_test(test_sunday_start_comes_out_as_expected),
	    cmocka_unit_test(
		test_seven_workdays_of_preboarding_show_five_that_cannot_be_met),
	    cmocka_unit_test(
		test_ten_workdays_of_preboarding_show_none_that_cannot_be_met),
	    cmocka_unit_test(test_planning_twice_gives_the_same_plan),
	    cmocka_unit_test(test_latest_before_today_is_a_late_start),
	    cmocka_unit_test(test_latest_today_is_no_late_start),
	    cmocka_unit_test(test_replan_adds_no_late_start),
	    cmocka_unit_test(test_replan_keeps_a_late_start),
	    cmocka_unit_test(test_role_empty_is_left_to_the_caller),
	    cmocka_unit_test(test_phase_one_on_the_first_day_is_flagged),
	    cmocka_unit_test(test_done_early_pulls_nothing_earlier),
	    cmocka_unit_test(
		test_a_late_prerequisite_pushes_what_depends_on_it),
	    cmocka_unit_test(test_nothing_is_planned_on_the_day_of_acceptance),
	    cmocka_unit_test(test_done_on_a_saturday_pushes_to_monday),
	    cmocka_unit_test(test_kept_contact_keeps_others_two_workdays_away),
	    cmocka_unit_test(
		test_full_first_day_leaves_the_reception_without_a_time),
	    cmocka_unit_test(
		test_full_days_up_to_the_limit_send_the_search_back),
	    cmocka_unit_test(
		test_nobody_free_for_years_keeps_the_day_without_a_time),
	    cmocka_unit_test(test_a_stranger_does_not_hold_a_time),
	    cmocka_unit_test(
		test_today_after_hours_moves_a_call_to_the_next_day),
	    cmocka_unit_test(test_first_day_in_a_quiet_week_is_not_flagged),
	    cmocka_unit_test(test_absent_prerequisite_holds_nothing_back),
	};

	return cmocka_run_group_tests_name(
	    "model/plan", tests, set_up, tear_down);
}
