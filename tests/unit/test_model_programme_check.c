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
#include "programme_case.h"

static void
test_the_default_programme_has_no_mistake(void **state)
{
	struct programme *programme = *state;

	assert_int_equal(programme->step_count, 49);
	programme_case_assert_mistakes(programme, "");
}

static void
test_mistakes_are_counted_without_a_report(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->role, "boss");
	assert_int_equal(programme_check(*state, NULL, NULL), 1);
}

static void
test_two_steps_with_one_id(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->id, "foel");
	programme_case_assert_mistakes(*state,
	    "foel id: two steps are called 'foel'; give each its own id\n");
}

static void
test_an_id_of_other_letters(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->id, "Trio møde");
	programme_case_assert_mistakes(*state,
	    "Trio møde id: 'Trio møde' is not an id; use the letters a to z, "
	    "digits and hyphens\n");
}

static void
test_an_unknown_step_in_requires(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->requires[0], "modtagelsen");
	programme_case_assert_mistakes(
	    *state, "trio requires: there is no step 'modtagelsen'\n");
}

static void
test_a_prerequisite_that_stands_later(void **state)
{
	struct step *trio = programme_case_step(*state, "trio");

	programme_case_replace(&trio->requires[0], "forventning-2");
	programme_case_assert_mistakes(*state,
	    "trio requires: 'forventning-2' stands later; move it before this "
	    "step\n");
}

static void
test_a_cycle(void **state)
{
	struct step *step_1 = programme_case_step(*state, "forventning-1");

	programme_case_replace(&step_1->requires[0], "forventning-2");
	programme_case_set_rule(
	    &programme_case_step(*state, "forventning-2")->due,
	    "first_day + 5 workdays");
	programme_case_assert_mistakes(*state,
	    "forventning-1 requires: 'forventning-2' requires this step in "
	    "turn: a cycle\n"
	    "forventning-2 requires: 'forventning-1' requires this step in "
	    "turn: a cycle\n");
}

static void
test_a_step_that_requires_itself(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->requires[0], "trio");
	programme_case_assert_mistakes(
	    *state, "trio requires: 'trio' requires itself\n");
}

static void
test_a_role_that_nobody_can_have(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->participants[0],
	    "function:canteen");
	programme_case_assert_mistakes(*state,
	    "trio participants: nobody can have the role 'function:canteen'\n");
}

static void
test_system_does_nothing_but_mail(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->role, "system");
	programme_case_assert_mistakes(*state,
	    "trio role: 'system' can only send mail; name a person's role\n");
}

static void
test_system_receives_no_mail(void **state)
{
	programme_case_step(*state, "velkomstmail")->mail_to =
	    memory_strdup("system");
	programme_case_assert_mistakes(*state,
	    "velkomstmail mail_to: 'system' can only send mail; name a "
	    "person's role\n");
}

static void
test_a_prerequisite_that_is_due_later(void **state)
{
	programme_case_set_rule(&programme_case_step(*state, "modtagelse")->due,
	    "first_day + 11 workdays");
	programme_case_set_rule(
	    &programme_case_step(*state, "modtagelse")->latest,
	    "first_day + 11 workdays");
	programme_case_replace(
	    &programme_case_step(*state, "opgaver-start")->requires[1],
	    "opret");
	programme_case_replace(
	    &programme_case_step(*state, "mentor-1")->requires[1], "opret");
	programme_case_replace(
	    &programme_case_step(*state, "forventning-1")->requires[1],
	    "opret");
	programme_case_replace(
	    &programme_case_step(*state, "medarbejdere")->requires[0], "opret");
	programme_case_assert_mistakes(*state,
	    "trio requires: 'modtagelse' is due 'first_day + 11 workdays', "
	    "after this step's 'first_day + 10 workdays'\n");
}

static void
test_other_anchors_are_not_compared(void **state)
{
	programme_case_set_rule(&programme_case_step(*state, "haandbog")->due,
	    "accepted + 900 workdays");
	programme_case_set_rule(
	    &programme_case_step(*state, "velkomstpakke")->due,
	    "accepted + 900 workdays");
	programme_case_assert_mistakes(*state, "");
}

static void
test_due_after_latest(void **state)
{
	programme_case_set_rule(&programme_case_step(*state, "trio")->latest,
	    "first_day + 9 workdays");
	programme_case_assert_mistakes(*state,
	    "trio due: due 'first_day + 10 workdays' is after latest "
	    "'first_day + 9 workdays'\n");
}

static void
test_a_step_with_the_leader_before_the_gate(void **state)
{
	struct step *direktion = programme_case_step(*state, "direktion");

	programme_case_replace(&direktion->requires[0], "koordiner");
	programme_case_assert_mistakes(*state,
	    "direktion requires: the leader takes part in phase 3, so this "
	    "step must require the gate\n");
}

static void
test_the_gate_may_be_required_through_others(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "direktion")->requires[0], "netvaerk");
	programme_case_assert_mistakes(*state, "");
}

static void
test_a_condition_that_cannot_be(void **state)
{
	programme_case_set_condition(
	    programme_case_step(*state, "trio"), "salary>1");
	programme_case_set_condition(
	    programme_case_step(*state, "foel"), "addresses >= 2");
	programme_case_assert_mistakes(*state,
	    "trio only_if: a condition cannot ask for 'salary'; use "
	    "recruitment, level, area, workplace, addresses, employees or "
	    "professional_groups\n"
	    "foel only_if: 'addresses >= 2' is written as 'addresses>=2'\n");
}

/* Three steps whose dates fit the kind. */
static struct programme *
small_programme(const struct programme *from, enum programme_kind kind)
{
	struct programme *programme = programme_copy(from);

	while (programme->step_count > 3)
		programme_release_step(
		    &programme->steps[--programme->step_count]);
	programme->kind = kind;
	return programme;
}

static void
test_each_kind_of_programme_has_its_own_anchors(void **state)
{
	struct programme *programme = small_programme(*state, PROGRAMME_EXIT);

	for (size_t i = 0; i < 3; i++) {
		programme_case_set_rule(
		    &programme->steps[i].due, "notice + 1 workday");
		programme_case_set_rule(
		    &programme->steps[i].latest, "last_day");
	}
	programme_case_assert_mistakes(programme, "");
	programme_case_set_rule(&programme->steps[1].due, "first_day + 1 day");
	programme_case_set_rule(&programme->steps[2].latest, "cohort_start");
	programme_case_assert_mistakes(programme,
	    "opret due: 'first_day + 1 day' counts from what the kind of "
	    "programme 'exit' does not have; use notice, last_day or "
	    "done(step)\n"
	    "velkomstmail latest: 'cohort_start' counts from what the kind of "
	    "programme 'exit' does not have; use notice, last_day or "
	    "done(step)\n");
	programme_free(programme);
}

static void
test_only_a_cohort_has_participants(void **state)
{
	struct programme *programme = small_programme(*state, PROGRAMME_COHORT);
	struct step *last = &programme->steps[2];

	for (size_t i = 0; i < 3; i++) {
		programme_case_set_rule(&programme->steps[i].due, "opened");
		programme_case_set_rule(
		    &programme->steps[i].latest, "cohort_start");
	}
	last->participants = memory_alloc(sizeof(char *));
	last->participants[last->participant_count++] =
	    memory_strdup("participants");
	programme_case_assert_mistakes(programme, "");
	programme_case_replace(&last->role, "participants");
	programme_case_assert_mistakes(programme,
	    "velkomstmail role: 'participants' can only take part, and only "
	    "in a cohort\n");
	programme_free(programme);
	programme_case_replace(
	    &programme_case_step(*state, "trio")->participants[0],
	    "participants");
	programme_case_assert_mistakes(*state,
	    "trio participants: 'participants' can only take part, and only "
	    "in a cohort\n");
}

static void
test_the_gate_is_for_new_leaders_alone(void **state)
{
	struct programme *programme = small_programme(*state, PROGRAMME_EXIT);

	for (size_t i = 0; i < 3; i++) {
		programme_case_set_rule(&programme->steps[i].due, "last_day");
		programme_case_set_rule(
		    &programme->steps[i].latest, "last_day");
		programme->steps[i].phase = 3;
	}
	programme_case_replace(&programme->steps[1].role, "leader");
	programme_case_assert_mistakes(programme, "");
	programme_free(programme);
}

static void
test_an_unknown_phase(void **state)
{
	programme_case_step(*state, "trio")->phase = 6;
	programme_case_assert_mistakes(
	    *state, "trio phase: there is no phase 6\n");
}

static void
test_two_phases_with_one_number(void **state)
{
	struct programme *programme = *state;

	programme->phases[5].id = 4;
	for (size_t i = 0; i < programme->step_count; i++)
		if (programme->steps[i].phase == 5)
			programme->steps[i].phase = 4;
	programme_case_assert_mistakes(
	    *state, "- phases: there are two phases 4\n");
}

static void
test_a_talk_that_no_day_holds(void **state)
{
	programme_case_step(*state, "foel")->minutes = 481;
	programme_case_step(*state, "trio")->minutes = 0;
	programme_case_assert_mistakes(*state,
	    "trio minutes: a call or meeting lasts 1 to 480 minutes, not 0\n"
	    "foel minutes: a call or meeting lasts 1 to 480 minutes, not "
	    "481\n");
}

static void
test_a_programme_without_steps(void **state)
{
	struct programme *programme = programme_new();

	(void)state;
	programme_case_assert_mistakes(
	    programme, "- steps: the programme has no steps\n");
	programme_free(programme);
}

static void
test_all_mistakes_come_in_one_run(void **state)
{
	programme_case_replace(
	    &programme_case_step(*state, "trio")->role, "boss");
	programme_case_replace(
	    &programme_case_step(*state, "foel")->requires[0], "nowhere");
	programme_case_set_rule(
	    &programme_case_step(*state, "resultat")->latest,
	    "first_day - 1 day");
	programme_case_assert_mistakes(*state,
	    "trio role: nobody can have the role 'boss'\n"
	    "foel requires: there is no step 'nowhere'\n"
	    "resultat due: due 'first_day + 1 month - 2 workdays' is after "
	    "latest 'first_day - 1 day'\n");
}

#define CHECK_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(                                       \
	    name, programme_case_set_up, programme_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CHECK_TEST(test_the_default_programme_has_no_mistake),
	    CHECK_TEST(test_mistakes_are_counted_without_a_report),
	    CHECK_TEST(test_two_steps_with_one_id),
	    CHECK_TEST(test_an_id_of_other_letters),
	    CHECK_TEST(test_an_unknown_step_in_requires),
	    CHECK_TEST(test_a_prerequisite_that_stands_later),
	    CHECK_TEST(test_a_cycle),
	    CHECK_TEST(test_a_step_that_requires_itself),
	    CHECK_TEST(test_a_role_that_nobody_can_have),
	    CHECK_TEST(test_system_does_nothing_but_mail),
	    CHECK_TEST(test_system_receives_no_mail),
	    CHECK_TEST(test_a_prerequisite_that_is_due_later),
	    CHECK_TEST(test_other_anchors_are_not_compared),
	    CHECK_TEST(test_due_after_latest),
	    CHECK_TEST(test_a_step_with_the_leader_before_the_gate),
	    CHECK_TEST(test_the_gate_may_be_required_through_others),
	    CHECK_TEST(test_a_condition_that_cannot_be),
	    CHECK_TEST(test_each_kind_of_programme_has_its_own_anchors),
	    CHECK_TEST(test_only_a_cohort_has_participants),
	    CHECK_TEST(test_the_gate_is_for_new_leaders_alone),
	    CHECK_TEST(test_an_unknown_phase),
	    CHECK_TEST(test_two_phases_with_one_number),
	    CHECK_TEST(test_a_talk_that_no_day_holds),
	    CHECK_TEST(test_a_programme_without_steps),
	    CHECK_TEST(test_all_mistakes_come_in_one_run),
	};

	return cmocka_run_group_tests_name(
	    "model/programme_check", tests, NULL, NULL);
}
