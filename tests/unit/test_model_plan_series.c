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
#include "model/step_repeat.h"

/* A first meeting and, after it, the occurrences of a step that recurs. */
#define TIMES 8
#define STEPS (TIMES + 1)
#define THREE_WEEKS 21
#define HALF 10
#define ROUNDS 3000

struct series {
	struct workday_calendar *calendar;
	struct programme programme;
	struct step template;
	struct step steps[STEPS];
	char ids[STEPS][24];
	struct plan_item items[STEPS];
	struct plan_input input;
	struct plan_pause pause;
	char why[256]; /* the reason for the last one that lapsed */
};

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

static struct plan_item *
occurrence(struct series *series, int number)
{
	return &series->items[number];
}

/* The occurrences by the template's rules as they are. */
static void
make_steps(struct series *series)
{
	for (int i = 1; i < STEPS; i++) {
		struct step *step = &series->steps[i];

		*step = series->template;
		(void)snprintf(
		    series->ids[i], sizeof(series->ids[i]), "again.%d", i);
		step->id = series->ids[i];
		step->due = step_repeat_due(&series->template, i);
		step->latest = step_repeat_latest(&series->template, i);
	}
}

static void
set_rule(struct date_rule *rule, const char *text)
{
	assert_int_equal(date_rule_parse(text, rule, NULL), OB_OK);
}

static int
set_up(void **state)
{
	struct series *series = memory_alloc(sizeof(*series));
	struct step *first = &series->steps[0];

	series->calendar = journey_fixture_calendar();
	series->template = (struct step){
	    .kind = STEP_TASK,
	    .phase = 2,
	    .window = 5,
	    .repeat = {.count = 3, .unit = UNIT_WEEKS},
	};
	set_rule(&series->template.due, "first_day + 3 weeks");
	(void)strcpy(series->ids[0], "first");
	*first = series->template;
	first->id = series->ids[0];
	first->repeat.count = 0;
	set_rule(&first->due, "first_day + 1 day");
	set_rule(&first->latest, "first_day + 1 week");
	make_steps(series);
	series->programme.steps = series->steps;
	series->programme.step_count = STEPS;
	series->input = (struct plan_input){
	    .programme = &series->programme,
	    .calendar = series->calendar,
	    .anchors = date_rule_anchors(
		series->calendar, day("2027-03-01"), day("2027-08-02")),
	    .today = day("2027-03-01"),
	};
	for (int i = 1; i < STEPS; i++)
		series->items[i].series =
		    (struct plan_series){.number = 1, .apart = HALF};
	*state = series;
	return 0;
}

static int
tear_down(void **state)
{
	struct series *series = *state;

	workday_calendar_free(series->calendar);
	free(series);
	return 0;
}

static void
note_why(void *arg, size_t step, enum plan_reason reason, struct date date,
    const char *detail)
{
	struct series *series = arg;
	char text[DATE_TEXT_SIZE];

	if (reason == REASON_LAPSED || reason == REASON_FLOOR_SERIES)
		(void)snprintf(series->why, sizeof(series->why), "%s %s %s %s",
		    series->ids[step], plan_reason_name(reason),
		    date_format(date, text), detail);
}

static void
plan(struct series *series)
{
	plan_journey(&series->input, series->items, note_why, series);
}

/* Those from the first to the last lapse, and no other. */
static void
assert_lapsed(struct series *series, int first, int last)
{
	for (int i = 1; i < STEPS; i++)
		if (occurrence(series, i)->has_lapsed !=
		    (i >= first && i <= last))
			fail_msg("again.%d should%s lapse", i,
			    i >= first && i <= last ? "" : " not");
}

static void
test_those_in_time_have_their_own_days(void **state)
{
	struct series *series = *state;

	plan(series);
	assert_lapsed(series, 0, -1);
	assert_day(occurrence(series, 1)->planned, "2027-08-23");
	assert_day(occurrence(series, 8)->planned, "2028-01-17");
}

static void
test_of_those_that_were_missed_the_last_is_held(void **state)
{
	struct series *series = *state;

	series->input.today = day("2027-10-07"); /* 3 days after the third */
	plan(series);
	assert_lapsed(series, 1, 2);
	assert_day(occurrence(series, 1)->planned, "2027-08-23");
	assert_day(occurrence(series, 3)->planned, "2027-10-07");
	assert_day(occurrence(series, 4)->planned, "2027-10-25");
	assert_string_equal(series->why, "again.2 lapsed 2027-10-04 again.3");
}

static void
test_none_is_held_that_the_next_follows_too_soon(void **state)
{
	struct series *series = *state;

	series->input.today = day("2027-10-18"); /* a week before the fourth */
	plan(series);
	assert_lapsed(series, 1, 3);
	assert_day(occurrence(series, 4)->planned, "2027-10-25");
}

static void
test_the_last_of_all_is_held_however_late(void **state)
{
	struct series *series = *state;

	series->input.today = day("2028-03-06");
	plan(series);
	assert_lapsed(series, 1, 7);
	assert_day(occurrence(series, 8)->planned, "2028-03-06");
}

static void
test_what_a_step_held_up_is_not_made_up_for(void **state)
{
	struct series *series = *state;
	char *requires[] = {series->ids[0]};

	for (int i = 1; i < STEPS; i++) {
		series->steps[i].requires = requires;
		series->steps[i].require_count = 1;
	}
	series->items[0].fixed = PLAN_KEPT;
	series->items[0].planned = day("2027-11-01");
	series->items[0].start = -1;
	plan(series);
	assert_lapsed(series, 1, 3);
	assert_day(occurrence(series, 4)->planned, "2027-11-01");
	assert_day(occurrence(series, 5)->planned, "2027-11-15");
}

static void
test_one_that_somebody_asked_for_does_not_lapse(void **state)
{
	struct series *series = *state;

	series->input.today = day("2027-10-18");
	occurrence(series, 2)->series.is_wanted = true;
	plan(series);
	assert_false(occurrence(series, 2)->has_lapsed);
	assert_day(occurrence(series, 2)->planned, "2027-10-18");
	assert_true(occurrence(series, 3)->has_lapsed);
}

static void
test_one_waits_for_some_days_after_the_last(void **state)
{
	struct series *series = *state;
	struct plan_item *late = occurrence(series, 1);

	late->fixed = PLAN_SETTLED;
	late->planned = day("2027-09-10"); /* the second: on 2027-09-13 */
	plan(series);
	assert_day(occurrence(series, 2)->planned, "2027-09-20");
	assert_day(occurrence(series, 3)->planned, "2027-10-04");
	assert_string_equal(
	    series->why, "again.2 floor-series 2027-09-20 again.1");
}

static void
test_one_that_was_skipped_is_no_neighbour(void **state)
{
	struct series *series = *state;
	struct plan_item *skipped = occurrence(series, 1);

	skipped->fixed = PLAN_SETTLED;
	skipped->planned = day("2027-09-10");
	skipped->is_skipped = true;
	skipped->skipped_day = day("2027-08-23");
	plan(series);
	assert_day(occurrence(series, 2)->planned, "2027-09-13");
}

static void
test_one_that_was_moved_far_ahead_pushes_no_other(void **state)
{
	struct series *series = *state;
	struct plan_item *moved = occurrence(series, 2);

	moved->fixed = PLAN_KEPT;
	moved->planned = day("2027-12-20");
	moved->start = -1;
	plan(series);
	assert_lapsed(series, 0, -1);
	assert_day(occurrence(series, 3)->planned, "2027-10-04");
	assert_day(occurrence(series, 5)->planned, "2027-11-15");
}

static void
test_what_is_not_of_the_step_comes_as_it_may(void **state)
{
	struct series *series = *state;

	for (int i = 1; i < STEPS; i++)
		occurrence(series, i)->series.number = 0;
	series->input.today = day("2027-10-18");
	plan(series);
	assert_lapsed(series, 0, -1);
	assert_day(occurrence(series, 1)->planned, "2027-10-18");
	assert_day(occurrence(series, 3)->planned, "2027-10-18");
}

static void
count_from_the_first(struct series *series)
{
	set_rule(&series->template.due, "done(first) + 3 weeks");
	make_steps(series);
}

static void
test_a_skipped_step_counts_from_the_day_that_it_had(void **state)
{
	struct series *series = *state;

	count_from_the_first(series);
	series->items[0].fixed = PLAN_SETTLED;
	series->items[0].planned = day("2027-04-05"); /* when it was skipped */
	series->items[0].is_skipped = true;
	series->items[0].skipped_day = day("2027-08-03");
	plan(series);
	assert_day(occurrence(series, 1)->planned, "2027-08-24");
	series->items[0].is_skipped = false;
	plan(series);
	assert_day(occurrence(series, 1)->planned, "2027-04-26");
}

static void
test_a_pause_puts_off_what_counts_from_a_step_before_it(void **state)
{
	struct series *series = *state;

	count_from_the_first(series);
	series->pause =
	    (struct plan_pause){day("2027-08-09"), day("2027-08-15")};
	series->input.pauses = &series->pause;
	series->input.pause_count = 1;
	plan(series);
	assert_day(series->items[0].planned, "2027-08-03");
	assert_day(occurrence(series, 1)->planned, "2027-08-31");

	/* The step's own day has this one in it. */
	series->pause =
	    (struct plan_pause){day("2027-08-03"), day("2027-08-09")};
	plan(series);
	assert_day(series->items[0].planned, "2027-08-10");
	assert_day(occurrence(series, 1)->planned, "2027-08-31");
}

/* Plain and slow: any two of those that are held are far enough apart. */
static void
check_distances(struct series *series, int apart, int seed)
{
	for (int i = 1; i < STEPS; i++) {
		for (int k = i + 1; k < STEPS; k++) {
			const struct plan_item *one = occurrence(series, i);
			const struct plan_item *two = occurrence(series, k);

			if (!one->has_lapsed && !two->has_lapsed &&
			    abs(one->planned.day - two->planned.day) < apart)
				fail_msg("round %d: %d and %d are too near",
				    seed, i, k);
		}
	}
}

/*
 * Of those that are planned on a later day than their own at most one has a
 * last day that had passed when it could be held: it is the one caught up.
 */
static void
check_caught_up(struct series *series, struct date floor, int seed)
{
	int late = 0;
	int held = 0;

	for (int i = 1; i < STEPS; i++) {
		const struct plan_item *item = occurrence(series, i);

		held += item->has_lapsed ? 0 : 1;
		if (!item->has_lapsed && item->latest.day < floor.day)
			late++;
		if (item->has_lapsed && item->due_rule.day >= floor.day)
			fail_msg("round %d: %d was in time", seed, i);
	}
	if (late > 1 || held == 0)
		fail_msg("round %d: %d held, %d late", seed, held, late);
}

static void
test_whenever_it_is_what_is_held_is_apart(void **state)
{
	struct series *series = *state;

	for (int round = 0; round < ROUNDS; round++) {
		int weeks = 2 + round % 5;
		struct date today =
		    date_add_days(day("2027-07-20"), (round * 7919) % 900);

		series->template.repeat.count = weeks;
		series->template.window = round % 3;
		make_steps(series);
		for (int i = 1; i < STEPS; i++)
			occurrence(series, i)->series.apart = weeks * 7 / 2;
		series->input.today = today;
		plan(series);
		check_distances(series, weeks * 7 / 2, round);
		check_caught_up(
		    series, workday_next(series->calendar, today), round);
	}
}

int
main(void)
{
#define SERIES_TEST(test)                                                      \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    SERIES_TEST(test_those_in_time_have_their_own_days),
	    SERIES_TEST(test_of_those_that_were_missed_the_last_is_held),
	    SERIES_TEST(test_none_is_held_that_the_next_follows_too_soon),
	    SERIES_TEST(test_the_last_of_all_is_held_however_late),
	    SERIES_TEST(test_what_a_step_held_up_is_not_made_up_for),
	    SERIES_TEST(test_one_that_somebody_asked_for_does_not_lapse),
	    SERIES_TEST(test_one_waits_for_some_days_after_the_last),
	    SERIES_TEST(test_one_that_was_skipped_is_no_neighbour),
	    SERIES_TEST(test_one_that_was_moved_far_ahead_pushes_no_other),
	    SERIES_TEST(test_what_is_not_of_the_step_comes_as_it_may),
	    SERIES_TEST(test_a_skipped_step_counts_from_the_day_that_it_had),
	    SERIES_TEST(
		test_a_pause_puts_off_what_counts_from_a_step_before_it),
	    SERIES_TEST(test_whenever_it_is_what_is_held_is_apart),
	};

	return cmocka_run_group_tests_name(
	    "model/plan_series", tests, NULL, NULL);
}
