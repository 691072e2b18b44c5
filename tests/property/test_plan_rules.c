/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/journey_fixture.h"
#include "base/memory.h"
#include "model/activity.h"
#include "plan_oracle.h"
#include "random.h"

/*
 * Plans random journeys among random busy lists and checks each against the
 * planning rule, read again from its text by plan_oracle.c.  ONBOARD_SEED
 * gives the first journey's seed and ONBOARD_ROUNDS how many follow; a failure
 * names the seed of the journey that broke.
 */
#define DEFAULT_SEED 20261007
#define DEFAULT_ROUNDS 2000
#define BUSY_MAX 250
#define YEAR_2027_WORKDAYS 253

static size_t
fill_busy(
    struct random *random, struct plan_busy *busy, struct date from, int days)
{
	size_t count = (size_t)random_pick(random, 0, BUSY_MAX);

	for (size_t i = 0; i < count; i++) {
		int start = random_pick(random, 80, 190) * 5;

		busy[i] = (struct plan_busy){
		    .person = random_pick(random, 1, FIXTURE_PERSON_COUNT),
		    .day = date_add_days(from, random_pick(random, 0, days)),
		    .start = start,
		    .end = start + random_pick(random, 1, 60) * 5,
		    .undisturbed = random_pick(random, 0, 2) == 0,
		};
	}
	return count;
}

/* Some of a planned journey is settled by today, some is kept; then again. */
static void
settle_some(struct random *random, struct journey_fixture *fixture)
{
	struct date today = date_add_days(
	    fixture->input.anchors.accepted, random_pick(random, 0, 200));

	fixture->input.today = today;
	fixture->input.replan = true;
	for (size_t i = 0; i < fixture->programme->step_count; i++) {
		struct plan_item *item = &fixture->items[i];

		if (item->fixed == PLAN_ABSENT)
			continue;
		if (item->planned.day < today.day &&
		    random_pick(random, 0, 9) > 0) {
			item->fixed = PLAN_SETTLED;
			item->planned =
			    date_min(today, date_add_days(item->planned,
						random_pick(random, -3, 9)));
		} else if (item->planned.day > today.day &&
			   random_pick(random, 0, 9) == 0) {
			item->fixed = PLAN_KEPT;
		}
	}
}

static void
check(const struct journey_fixture *fixture, uint64_t seed)
{
	char why[PLAN_ORACLE_TEXT_SIZE];

	if (!plan_oracle_agrees(&fixture->input, fixture->items, why))
		fail_msg(
		    "ONBOARD_SEED=%llu: %s", (unsigned long long)seed, why);
}

static void
plan_random_journey(struct journey_fixture *fixture, uint64_t seed)
{
	struct random random = {seed};
	struct plan_busy busy[BUSY_MAX];
	struct date accepted = date_add_days(
	    date_from_civil(2024, 1, 1), random_pick(&random, 0, 20000));
	struct date first_day =
	    date_add_days(accepted, random_pick(&random, 1, 150));

	journey_fixture_begin(fixture, accepted, first_day,
	    random_pick(&random, 0, 1) == 0 ? "internal" : "external");
	fixture->input.busy = busy;
	fixture->input.busy_count = fill_busy(&random, busy, accepted, 300);
	fixture->input.now = random_pick(&random, 0, 1439);
	if (random_pick(&random, 0, 2) == 0)
		fixture->input.today =
		    date_add_days(accepted, random_pick(&random, -20, 120));
	if (random_pick(&random, 0, 1) == 0) {
		struct plan_item *added =
		    journey_fixture_item(fixture, "opret");

		added->fixed = PLAN_SETTLED;
		added->planned = accepted;
	}
	plan_journey(&fixture->input, fixture->items, NULL, NULL);
	check(fixture, seed);
	settle_some(&random, fixture);
	plan_journey(&fixture->input, fixture->items, NULL, NULL);
	check(fixture, seed);
}

static void
test_random_journeys_follow_the_planning_rule(void **state)
{
	uint64_t seed = random_from_environment("ONBOARD_SEED", DEFAULT_SEED);
	uint64_t rounds =
	    random_from_environment("ONBOARD_ROUNDS", DEFAULT_ROUNDS);

	for (uint64_t i = 0; i < rounds; i++)
		plan_random_journey(*state, seed + i);
}

/* A day that a search may take only when it must: quiet or no-meeting. */
static bool
window_is_quiet(
    const struct workday_calendar *calendar, struct date from, struct date to)
{
	for (; from.day <= to.day; from.day++)
		if (workday_is(calendar, from) &&
		    (workday_flags(calendar, from) &
			(DAY_QUIET | DAY_NO_MEETING)) == 0)
			return false;
	return true;
}

static void
check_no_false_flag(const struct journey_fixture *fixture, size_t index)
{
	const struct plan_item *item = &fixture->items[index];
	char day[DATE_TEXT_SIZE];

	if (item->fixed == PLAN_ABSENT || item->flags == 0)
		return;
	if (item->flags != FLAG_QUIET_DAY ||
	    !window_is_quiet(fixture->calendar, item->due_rule, item->latest))
		fail_msg("%s on %s has the flags %x",
		    fixture->programme->steps[index].id,
		    date_format(item->planned, day), item->flags);
}

static void
test_all_starts_of_2027_with_45_workdays_have_no_false_flag(void **state)
{
	struct journey_fixture *fixture = *state;
	struct date first_day = date_from_civil(2027, 1, 1);
	int starts = 0;

	for (; date_to_civil(first_day).year == 2027; first_day.day++) {
		if (!workday_is(fixture->calendar, first_day))
			continue;
		starts++;
		journey_fixture_begin(fixture,
		    workday_add(fixture->calendar, first_day, -45), first_day,
		    "internal");
		plan_journey(&fixture->input, fixture->items, NULL, NULL);
		check(fixture, 0);
		for (size_t i = 0; i < fixture->programme->step_count; i++)
			check_no_false_flag(fixture, i);
	}
	assert_int_equal(starts, YEAR_2027_WORKDAYS);
}

static void
test_ten_workdays_of_preboarding_are_always_enough(void **state)
{
	struct journey_fixture *fixture = *state;
	struct date first_day = date_from_civil(2026, 1, 1);

	for (; date_to_civil(first_day).year <= 2028; first_day.day++) {
		if (!workday_is(fixture->calendar, first_day))
			continue;
		journey_fixture_begin(fixture,
		    workday_add(fixture->calendar, first_day, -10), first_day,
		    "internal");
		plan_journey(&fixture->input, fixture->items, NULL, NULL);
		for (size_t i = 0; i < fixture->programme->step_count; i++)
			assert_int_equal(
			    fixture->items[i].flags & FLAG_CANNOT_BE_MET, 0);
	}
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_journeys_follow_the_planning_rule),
	    cmocka_unit_test(
		test_all_starts_of_2027_with_45_workdays_have_no_false_flag),
	    cmocka_unit_test(
		test_ten_workdays_of_preboarding_are_always_enough),
	};

	return cmocka_run_group_tests_name(
	    "model/plan rules", tests, set_up, tear_down);
}
