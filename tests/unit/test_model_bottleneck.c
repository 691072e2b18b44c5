/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/bottleneck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LEADERS_MAX 36

static struct bottleneck_shown
decide(int64_t missed, int64_t skipped, int64_t leaders,
    const struct disclosure *late_at_role)
{
	const struct bottleneck counted = {
	    .missed = missed, .skipped = skipped, .days = 3};
	struct bottleneck_shown shown;

	bottleneck_decide(&counted, leaders, late_at_role, &shown);
	return shown;
}

static struct disclosure
exactly(int64_t part, int64_t whole)
{
	return (struct disclosure){
	    DISCLOSURE_EXACT, {part, whole}, {part, whole}};
}

static void
test_what_concerns_five_and_spares_five_is_told(void **state)
{
	struct bottleneck_shown shown = decide(14, 6, 40, NULL);

	(void)state;
	assert_int_equal(shown.missed.kind, DISCLOSURE_EXACT);
	assert_int_equal(shown.missed.least.part, 14);
	assert_int_equal(shown.missed.least.whole, 40);
	assert_int_equal(shown.skipped.kind, DISCLOSURE_EXACT);
	assert_int_equal(shown.skipped.least.part, 6);
	assert_int_equal(shown.days, 3);
}

static void
test_a_small_group_is_a_bound_and_has_no_days(void **state)
{
	struct bottleneck_shown shown = decide(3, 0, 40, NULL);

	(void)state;
	assert_int_equal(shown.missed.kind, DISCLOSURE_BOUNDS);
	assert_int_equal(shown.missed.least.part, 0);
	assert_int_equal(shown.missed.most.part, DISCLOSURE_GROUP);
	assert_int_equal(shown.skipped.kind, DISCLOSURE_HIDDEN);
	assert_int_equal(shown.days, -1);
}

static void
test_a_bound_of_who_skipped_leaves_five_who_were_late(void **state)
{
	(void)state;
	assert_int_equal(decide(8, 2, 40, NULL).days, -1);
	assert_int_equal(decide(9, 2, 40, NULL).days, 3);
}

static void
test_beside_its_role_a_step_is_told_to_be_near(void **state)
{
	struct disclosure role = exactly(12, 40);
	struct bottleneck_shown shown = decide(10, 0, 40, &role);

	(void)state;
	assert_int_equal(shown.missed.kind, DISCLOSURE_BOUNDS);
	assert_int_equal(shown.missed.least.part, 7);
	assert_int_equal(shown.missed.most.part, 17);
	assert_int_equal(shown.skipped.kind, DISCLOSURE_HIDDEN);
	assert_int_equal(shown.days, -1);
	role = exactly(20, 40);
	assert_int_equal(
	    decide(10, 0, 40, &role).missed.kind, DISCLOSURE_EXACT);
}

static void
test_more_than_there_are_counts_as_all(void **state)
{
	struct bottleneck_shown shown = decide(41, 0, 40, NULL);

	(void)state;
	assert_int_equal(shown.missed.kind, DISCLOSURE_BOUNDS);
	assert_int_equal(shown.missed.least.part, 40 - DISCLOSURE_GROUP);
	assert_int_equal(shown.missed.most.part, 40);
}

static bool
fits(const struct disclosure *shown, int64_t part)
{
	int64_t least = shown->least.part;
	int64_t most = shown->most.part;

	if (shown->kind == DISCLOSURE_HIDDEN)
		return true;
	/* A bound's five is no more than four. */
	if (shown->kind == DISCLOSURE_BOUNDS &&
	    most - least == DISCLOSURE_GROUP) {
		most -= least == 0;
		least += least > 0;
	}
	return part >= least && part <= most;
}

/* The sizes of a group that fit with all that is shown. */
struct range {
	int64_t least;
	int64_t most;
};

static void
widen(struct range *range, int64_t value)
{
	if (value < range->least)
		range->least = value;
	if (value > range->most)
		range->most = value;
}

/* The promise of model/disclosure.h. */
static bool
is_kept(struct range range)
{
	return range.most >= DISCLOSURE_GROUP ||
	       (range.most == DISCLOSURE_GROUP - 1 && range.least == 0);
}

/* All that a reader must think possible who knows the number of leaders. */
static void
attack(const struct bottleneck_shown *shown, int64_t leaders, int64_t role)
{
	enum { MISSED, SPARED, SKIPPED, CARRIED_OUT, LATE, ELSEWHERE, GROUPS };
	struct range ranges[GROUPS];

	for (int g = 0; g < GROUPS; g++)
		ranges[g] = (struct range){leaders, 0};
	for (int64_t missed = 0; missed <= leaders; missed++) {
		for (int64_t skipped = 0; skipped <= missed; skipped++) {
			int64_t late = missed - skipped;

			if (!fits(&shown->missed, missed) ||
			    !fits(&shown->skipped, skipped) ||
			    (shown->days >= 0 && late < DISCLOSURE_GROUP))
				continue;
			widen(&ranges[MISSED], missed);
			widen(&ranges[SPARED], leaders - missed);
			widen(&ranges[SKIPPED], skipped);
			widen(&ranges[CARRIED_OUT], leaders - skipped);
			widen(&ranges[LATE], late);
			if (late <= role)
				widen(&ranges[ELSEWHERE], role - late);
		}
	}
	for (int g = 0; g < GROUPS; g++) {
		if (ranges[g].most >= ranges[g].least && !is_kept(ranges[g]))
			fail_msg("of %d with %d at the role, %d: group %d is "
				 "%d to %d",
			    (int)leaders, (int)role, (int)shown->missed.kind, g,
			    (int)ranges[g].least, (int)ranges[g].most);
	}
}

/*
 * With one step at a role, or few, all of whom the step was late are among
 * those of whom the role was: what is left of them is a group as well.
 */
static void
test_no_reader_learns_of_a_group_below_five(void **state)
{
	int told = 0;

	(void)state;
	for (int64_t leaders = 10; leaders <= LEADERS_MAX; leaders++)
		for (int64_t role = 5; role <= leaders - 5; role++)
			for (int64_t missed = 0; missed <= leaders; missed++)
				for (int64_t skipped = 0; skipped <= missed;
				     skipped++) {
					struct disclosure beside =
					    exactly(role, leaders);
					struct bottleneck_shown shown = decide(
					    missed, skipped, leaders, &beside);

					attack(&shown, leaders, role);
					told += shown.missed.kind ==
						DISCLOSURE_EXACT;
				}
	assert_true(told > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_concerns_five_and_spares_five_is_told),
	    cmocka_unit_test(test_a_small_group_is_a_bound_and_has_no_days),
	    cmocka_unit_test(
		test_a_bound_of_who_skipped_leaves_five_who_were_late),
	    cmocka_unit_test(test_beside_its_role_a_step_is_told_to_be_near),
	    cmocka_unit_test(test_more_than_there_are_counts_as_all),
	    cmocka_unit_test(test_no_reader_learns_of_a_group_below_five),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
