/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/programme.h"
#include "model/step_repeat.h"
#include "programme_case.h"

/* Steps that count from others, and steps that recur. */

static void
test_a_step_counts_from_one_that_is_done_before(void **state)
{
	struct step *trio = programme_case_step(*state, "trio");

	programme_case_set_rule(&trio->due, "done(modtagelse) + 10 workdays");
	programme_case_set_rule(
	    &trio->latest, "done(modtagelse) + 15 workdays");
	programme_case_assert_mistakes(*state, "");
	programme_case_set_rule(&trio->latest, "done(modtagelse) + 9 workdays");
	programme_case_assert_mistakes(*state,
	    "trio due: due 'done(modtagelse) + 10 workdays' is after latest "
	    "'done(modtagelse) + 9 workdays'\n");
}

static void
test_no_step_counts_from_what_is_not_done_before(void **state)
{
	programme_case_set_rule(
	    &programme_case_step(*state, "trio")->due, "done(ukendt) + 1 week");
	programme_case_set_rule(
	    &programme_case_step(*state, "foel")->due, "done(foel)");
	programme_case_set_rule(
	    &programme_case_step(*state, "mentor-udpeg")->due,
	    "done(trio) + 1 day");
	programme_case_assert_mistakes(*state,
	    "mentor-udpeg due: 'trio' stands later; move it before this "
	    "step\n"
	    "trio due: there is no step 'ukendt' that could be done\n"
	    "foel due: 'foel' stands later; move it before this step\n");
}

static void
test_no_step_counts_from_one_that_may_be_absent(void **state)
{
	struct step *trio = programme_case_step(*state, "trio");

	programme_case_set_rule(&trio->due, "done(modtagelse) + 1 week");
	programme_case_set_condition(
	    programme_case_step(*state, "modtagelse"), "addresses>=2");
	programme_case_assert_mistakes(*state,
	    "trio due: 'modtagelse' is only there if 'addresses>=2'; give "
	    "this step the same condition\n");
	programme_case_set_condition(trio, "addresses>=2");
	programme_case_assert_mistakes(*state, "");
}

static void
recur(struct step *step, const char *text)
{
	assert_int_equal(step_repeat_parse(text, &step->repeat, NULL), OB_OK);
	step->window = 5;
}

static void
test_a_talk_may_recur(void **state)
{
	recur(programme_case_step(*state, "foel"), "every 4 weeks until end");
	programme_case_assert_mistakes(*state, "");
	programme_case_set_rule(
	    &programme_case_step(*state, "foel")->due, "done(trio) + 3 weeks");
	programme_case_assert_mistakes(*state, "");
}

static void
test_nothing_recurs_without_an_end(void **state)
{
	struct step *foel = programme_case_step(*state, "foel");

	recur(foel, "every 4 weeks until accepted + 3 months");
	programme_case_assert_mistakes(*state,
	    "foel repeat: 'accepted + 3 months' cannot be compared with due; "
	    "let both count from the same anchor\n");
	recur(foel, "every 4 weeks until first_day - 3 months");
	programme_case_assert_mistakes(*state,
	    "foel repeat: it ends 'first_day - 3 months', before it is due\n");
	recur(foel, "every 1 day until end");
	programme_case_assert_mistakes(*state,
	    "foel repeat: it could come more than 60 times or for more than "
	    "1000 days; let it come less often or end earlier\n");
	recur(foel, "every 6 months until end + 40 months");
	programme_case_assert_mistakes(*state,
	    "foel repeat: it could come more than 60 times or for more than "
	    "1000 days; let it come less often or end earlier\n");
	recur(foel, "every 4 weeks until done(ukendt)");
	programme_case_assert_mistakes(*state,
	    "foel repeat: there is no step 'ukendt' that could be done\n");
}

static void
test_what_recurs_does_not_end_before_its_last_time(void **state)
{
	struct step *foel = programme_case_step(*state, "foel");

	recur(foel, "every 4 weeks until end");
	foel->window = -1;
	programme_case_set_rule(&foel->latest, "first_day + 25 workdays");
	programme_case_assert_mistakes(*state,
	    "foel repeat: it goes on after latest 'first_day + 25 workdays'; "
	    "give the step a window in place of latest\n");
	programme_case_set_rule(&foel->latest, "end");
	programme_case_assert_mistakes(*state, "");
}

static void
test_nothing_waits_for_what_recurs(void **state)
{
	recur(programme_case_step(*state, "modtagelse"),
	    "every 4 weeks until end");
	recur(programme_case_step(*state, "velkomstmail"),
	    "every 1 week until accepted + 1 month");
	programme_case_replace(
	    &programme_case_step(*state, "mentor-1")->requires[1], "opret");
	programme_case_replace(
	    &programme_case_step(*state, "opgaver-start")->requires[1],
	    "opret");
	programme_case_replace(
	    &programme_case_step(*state, "forventning-1")->requires[1],
	    "opret");
	programme_case_replace(
	    &programme_case_step(*state, "medarbejdere")->requires[0], "opret");
	programme_case_replace(
	    &programme_case_step(*state, "puls-1")->requires[0], "opret");
	programme_case_set_rule(&programme_case_step(*state, "foel")->due,
	    "done(modtagelse) + 1 week");
	programme_case_assert_mistakes(*state,
	    "velkomstmail repeat: only a call, a meeting or a task can "
	    "recur\n"
	    "trio requires: 'modtagelse' recurs, so nothing can wait for it\n"
	    "foel due: 'modtagelse' recurs and is never done once for all; "
	    "count from another step\n");
}

#define CHECK_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(                                       \
	    name, programme_case_set_up, programme_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHECK_TEST(test_a_step_counts_from_one_that_is_done_before),
	    CHECK_TEST(test_no_step_counts_from_what_is_not_done_before),
	    CHECK_TEST(test_no_step_counts_from_one_that_may_be_absent),
	    CHECK_TEST(test_a_talk_may_recur),
	    CHECK_TEST(test_nothing_recurs_without_an_end),
	    CHECK_TEST(test_what_recurs_does_not_end_before_its_last_time),
	    CHECK_TEST(test_nothing_waits_for_what_recurs),
	};

	return cmocka_run_group_tests_name(
	    "model/programme_check, series", tests, NULL, NULL);
}
