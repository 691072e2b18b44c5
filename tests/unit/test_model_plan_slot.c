/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "journey_fixture.h"

static struct date
day(const char *text)
{
	struct date date;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
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

static const struct {
	const char *title;
	const char *step;
	const char *day;
	int now;   /* minutes; today is the day when over 0 */
	int start; /* busy manager */
	int end;
	bool undisturbed;
	int want;
} slots[] = {
    {"a free day", "resultat", "2026-12-01", 0, 0, 0, false, 540},
    {"after a meeting", "resultat", "2026-12-01", 0, 540, 600, false, 600},
    {"on the grid", "resultat", "2026-12-01", 0, 540, 601, false, 615},
    {"away from an undisturbed one", "resultat", "2026-12-01", 0, 540, 600,
	true, 615},
    {"away from others when undisturbed", "forventning-1", "2026-12-01", 0, 540,
	600, false, 615},
    {"before a meeting with a gap", "forventning-1", "2026-12-01", 0, 615, 700,
	false, 540},
    {"before a meeting without room for the gap", "forventning-1", "2026-12-01",
	0, 600, 660, false, 720},
    {"lunch is free", "resultat", "2026-12-01", 0, 540, 660, false, 720},
    {"up to lunch", "resultat", "2026-12-01", 0, 540, 645, false, 645},
    {"the last on Thursday", "resultat", "2026-12-03", 0, 540, 850, false, 855},
    {"none after it", "resultat", "2026-12-03", 0, 540, 856, false, -1},
    {"the last on Friday", "resultat", "2026-12-04", 0, 540, 735, false, 735},
    {"none after it on Friday", "resultat", "2026-12-04", 0, 540, 736, false,
	-1},
    {"a call begins at 08:30", "velkomstopkald", "2026-12-04", 0, 0, 0, false,
	510},
    {"a call may end at 15:30 on a Friday", "velkomstopkald", "2026-12-04", 0,
	510, 885, false, 900},
    {"no call ends later", "velkomstopkald", "2026-12-04", 0, 510, 886, false,
	-1},
    {"half day: all ends by noon", "resultat", "2026-05-01", 0, 540, 645, false,
	645},
    {"half day: not in the lunch", "resultat", "2026-05-01", 0, 540, 660, false,
	-1},
    {"half day: a long one fits", "medarbejdere", "2026-05-01", 0, 0, 0, false,
	480},
    {"a long one ends by 16:00", "medarbejdere", "2026-12-04", 0, 480, 720,
	false, 480},
    {"seven hours", "foel", "2026-12-01", 0, 0, 0, false, 480},
    {"seven hours do not fit a half day", "foel", "2026-05-01", 0, 0, 0, false,
	-1},
    {"today, after now", "resultat", "2026-12-01", 600, 0, 0, false, 615},
    {"today, just before the grid", "resultat", "2026-12-01", 599, 0, 0, false,
	600},
    {"today, too late", "resultat", "2026-12-01", 860, 0, 0, false, -1},
};

static void
test_slots_follow_the_rule(void **state)
{
	struct journey_fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_LEN(slots); i++) {
		struct plan_busy busy = {.person = FIXTURE_MANAGER,
		    .day = day(slots[i].day),
		    .start = slots[i].start,
		    .end = slots[i].end,
		    .undisturbed = slots[i].undisturbed};
		int step =
		    programme_find_step(fixture->programme, slots[i].step);
		int got;

		journey_fixture_begin(
		    fixture, day("2026-01-05"), day("2026-02-02"), "external");
		for (size_t j = 0; j < fixture->programme->step_count; j++)
			fixture->items[j].fixed = PLAN_ABSENT;
		fixture->items[step].fixed = PLAN_OPEN;
		fixture->input.busy = &busy;
		fixture->input.busy_count = slots[i].end > 0;
		if (slots[i].now > 0)
			fixture->input.today = busy.day;
		fixture->input.now = slots[i].now;
		got = plan_find_slot(
		    &fixture->input, fixture->items, (size_t)step, busy.day);
		if (got != slots[i].want)
			fail_msg("%s: got %d, not %d", slots[i].title, got,
			    slots[i].want);
	}
}

static void
test_an_unsorted_busy_list_holds_the_same_times(void **state)
{
	struct journey_fixture *fixture = *state;
	struct plan_item by_day[FIXTURE_STEPS_MAX];
	struct plan_busy busy[60];

	journey_fixture_begin(
	    fixture, day("2026-10-01"), day("2026-12-07"), "external");
	for (int i = 0; i < 60; i++)
		busy[i] = (struct plan_busy){
		    .person = FIXTURE_LEADER,
		    .day = date_add_days(day("2026-12-01"), i),
		    .start = 540,
		    .end = 660,
		};
	fixture->input.busy = busy;
	fixture->input.busy_count = ARRAY_LEN(busy);
	plan_journey(&fixture->input, fixture->items, NULL, NULL);
	memcpy(by_day, fixture->items, sizeof(by_day));
	for (size_t i = 0; i < ARRAY_LEN(busy) / 2; i++) {
		struct plan_busy first = busy[i];

		busy[i] = busy[ARRAY_LEN(busy) - 1 - i];
		busy[ARRAY_LEN(busy) - 1 - i] = first;
	}
	plan_journey(&fixture->input, fixture->items, NULL, NULL);
	for (size_t i = 0; i < fixture->programme->step_count; i++) {
		assert_int_equal(
		    by_day[i].planned.day, fixture->items[i].planned.day);
		assert_int_equal(by_day[i].start, fixture->items[i].start);
	}
}

static void
test_other_activities_of_the_journey_hold_their_times(void **state)
{
	struct journey_fixture *fixture = *state;
	int step;

	journey_fixture_begin(
	    fixture, day("2026-10-01"), day("2026-12-07"), "external");
	plan_journey(&fixture->input, fixture->items, NULL, NULL);
	step = programme_find_step(fixture->programme, "resultat");
	/* modtagelse stands 09:00-11:00, opgaver-start 12:00-12:45. */
	assert_int_equal(plan_find_slot(&fixture->input, fixture->items,
			     (size_t)step, day("2026-12-07")),
	    765);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_slots_follow_the_rule),
	    cmocka_unit_test(test_an_unsorted_busy_list_holds_the_same_times),
	    cmocka_unit_test(
		test_other_activities_of_the_journey_hold_their_times),
	};

	return cmocka_run_group_tests_name(
	    "model/plan_slot", tests, set_up, tear_down);
}
