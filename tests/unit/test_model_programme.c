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
#include "base/strbuf.h"
#include "model/handbook.h"
#include "model/programme.h"
#include "model/role.h"
#include "model/settings.h"
#include "model/step_repeat.h"
#include "programme_tsv.h"

struct report {
	const struct programme *programme;
	struct strbuf text;
};

static void
write_mistake(void *arg, int step, const char *key, const char *text)
{
	struct report *report = arg;

	strbuf_add_format(&report->text, "%s %s: %s\n",
	    step < 0 ? "-" : report->programme->steps[step].id, key, text);
}

static void
assert_mistakes(const struct programme *programme, const char *want)
{
	struct report report = {programme, STRBUF_INIT};
	size_t count = programme_check(programme, write_mistake, &report);
	size_t lines = 0;

	for (size_t i = 0; i < report.text.len; i++)
		lines += report.text.buf[i] == '\n' ? 1 : 0;
	assert_string_equal(report.text.buf, want);
	assert_int_equal(count, lines);
	strbuf_release(&report.text);
}

static int
set_up(void **state)
{
	*state = programme_tsv_load("programme-ny-leder.tsv");
	return 0;
}

static int
tear_down(void **state)
{
	programme_free(*state);
	return 0;
}

static struct step *
step(struct programme *programme, const char *id)
{
	int index = programme_find_step(programme, id);

	assert_true(index >= 0);
	return &programme->steps[index];
}

static void
replace(char **text, const char *with)
{
	free(*text);
	*text = memory_strdup(with);
}

static void
set_rule(struct date_rule *rule, const char *text)
{
	assert_int_equal(date_rule_parse(text, rule, NULL), OB_OK);
}

static void
test_the_default_programme_has_no_mistake(void **state)
{
	struct programme *programme = *state;

	assert_int_equal(programme->step_count, 49);
	assert_mistakes(programme, "");
}

static void
test_mistakes_are_counted_without_a_report(void **state)
{
	replace(&step(*state, "trio")->role, "boss");
	assert_int_equal(programme_check(*state, NULL, NULL), 1);
}

static void
test_two_steps_with_one_id(void **state)
{
	replace(&step(*state, "trio")->id, "foel");
	assert_mistakes(*state,
	    "foel id: two steps are called 'foel'; give each its own id\n");
}

static void
test_an_id_of_other_letters(void **state)
{
	replace(&step(*state, "trio")->id, "Trio møde");
	assert_mistakes(*state,
	    "Trio møde id: 'Trio møde' is not an id; use the letters a to z, "
	    "digits and hyphens\n");
}

static void
test_an_unknown_step_in_requires(void **state)
{
	replace(&step(*state, "trio")->requires[0], "modtagelsen");
	assert_mistakes(
	    *state, "trio requires: there is no step 'modtagelsen'\n");
}

static void
test_a_prerequisite_that_stands_later(void **state)
{
	struct step *trio = step(*state, "trio");

	replace(&trio->requires[0], "forventning-2");
	assert_mistakes(*state,
	    "trio requires: 'forventning-2' stands later; move it before this "
	    "step\n");
}

static void
test_a_cycle(void **state)
{
	struct step *step_1 = step(*state, "forventning-1");

	replace(&step_1->requires[0], "forventning-2");
	set_rule(&step(*state, "forventning-2")->due, "first_day + 5 workdays");
	assert_mistakes(*state,
	    "forventning-1 requires: 'forventning-2' requires this step in "
	    "turn: a cycle\n"
	    "forventning-2 requires: 'forventning-1' requires this step in "
	    "turn: a cycle\n");
}

static void
test_a_step_that_requires_itself(void **state)
{
	replace(&step(*state, "trio")->requires[0], "trio");
	assert_mistakes(*state, "trio requires: 'trio' requires itself\n");
}

static void
test_a_role_that_nobody_can_have(void **state)
{
	replace(&step(*state, "trio")->participants[0], "function:canteen");
	assert_mistakes(*state,
	    "trio participants: nobody can have the role 'function:canteen'\n");
}

static void
test_system_does_nothing_but_mail(void **state)
{
	replace(&step(*state, "trio")->role, "system");
	assert_mistakes(*state,
	    "trio role: 'system' can only send mail; name a person's role\n");
}

static void
test_system_receives_no_mail(void **state)
{
	step(*state, "velkomstmail")->mail_to = memory_strdup("system");
	assert_mistakes(*state,
	    "velkomstmail mail_to: 'system' can only send mail; name a "
	    "person's role\n");
}

static void
test_a_prerequisite_that_is_due_later(void **state)
{
	set_rule(&step(*state, "modtagelse")->due, "first_day + 11 workdays");
	set_rule(
	    &step(*state, "modtagelse")->latest, "first_day + 11 workdays");
	replace(&step(*state, "opgaver-start")->requires[1], "opret");
	replace(&step(*state, "mentor-1")->requires[1], "opret");
	replace(&step(*state, "forventning-1")->requires[1], "opret");
	replace(&step(*state, "medarbejdere")->requires[0], "opret");
	assert_mistakes(*state,
	    "trio requires: 'modtagelse' is due 'first_day + 11 workdays', "
	    "after this step's 'first_day + 10 workdays'\n");
}

static void
test_other_anchors_are_not_compared(void **state)
{
	set_rule(&step(*state, "haandbog")->due, "accepted + 900 workdays");
	set_rule(
	    &step(*state, "velkomstpakke")->due, "accepted + 900 workdays");
	assert_mistakes(*state, "");
}

static void
test_due_after_latest(void **state)
{
	set_rule(&step(*state, "trio")->latest, "first_day + 9 workdays");
	assert_mistakes(*state,
	    "trio due: due 'first_day + 10 workdays' is after latest "
	    "'first_day + 9 workdays'\n");
}

static void
test_a_step_with_the_leader_before_the_gate(void **state)
{
	struct step *direktion = step(*state, "direktion");

	replace(&direktion->requires[0], "koordiner");
	assert_mistakes(*state,
	    "direktion requires: the leader takes part in phase 3, so this "
	    "step must require the gate\n");
}

static void
test_the_gate_may_be_required_through_others(void **state)
{
	replace(&step(*state, "direktion")->requires[0], "netvaerk");
	assert_mistakes(*state, "");
}

static void
set_condition(struct step *step, const char *only_if)
{
	replace(&step->only_if, only_if);
}

static void
test_a_condition_that_cannot_be(void **state)
{
	set_condition(step(*state, "trio"), "salary>1");
	set_condition(step(*state, "foel"), "addresses >= 2");
	assert_mistakes(*state,
	    "trio only_if: a condition cannot ask for 'salary'; use "
	    "recruitment, level, area, workplace, addresses or employees\n"
	    "foel only_if: 'addresses >= 2' is written as 'addresses>=2'\n");
}

static void
test_a_step_counts_from_one_that_is_done_before(void **state)
{
	struct step *trio = step(*state, "trio");

	set_rule(&trio->due, "done(modtagelse) + 10 workdays");
	set_rule(&trio->latest, "done(modtagelse) + 15 workdays");
	assert_mistakes(*state, "");
	set_rule(&trio->latest, "done(modtagelse) + 9 workdays");
	assert_mistakes(*state,
	    "trio due: due 'done(modtagelse) + 10 workdays' is after latest "
	    "'done(modtagelse) + 9 workdays'\n");
}

static void
test_no_step_counts_from_what_is_not_done_before(void **state)
{
	set_rule(&step(*state, "trio")->due, "done(ukendt) + 1 week");
	set_rule(&step(*state, "foel")->due, "done(foel)");
	set_rule(&step(*state, "mentor-udpeg")->due, "done(trio) + 1 day");
	assert_mistakes(*state,
	    "mentor-udpeg due: 'trio' stands later; move it before this "
	    "step\n"
	    "trio due: there is no step 'ukendt' that could be done\n"
	    "foel due: 'foel' stands later; move it before this step\n");
}

static void
test_no_step_counts_from_one_that_may_be_absent(void **state)
{
	struct step *trio = step(*state, "trio");

	set_rule(&trio->due, "done(modtagelse) + 1 week");
	set_condition(step(*state, "modtagelse"), "addresses>=2");
	assert_mistakes(*state,
	    "trio due: 'modtagelse' is only there if 'addresses>=2'; give "
	    "this step the same condition\n");
	set_condition(trio, "addresses>=2");
	assert_mistakes(*state, "");
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
	recur(step(*state, "foel"), "every 4 weeks until end");
	assert_mistakes(*state, "");
	set_rule(&step(*state, "foel")->due, "done(trio) + 3 weeks");
	assert_mistakes(*state, "");
}

static void
test_nothing_recurs_without_an_end(void **state)
{
	struct step *foel = step(*state, "foel");

	recur(foel, "every 4 weeks until accepted + 3 months");
	assert_mistakes(*state,
	    "foel repeat: 'accepted + 3 months' cannot be compared with due; "
	    "let both count from the same anchor\n");
	recur(foel, "every 4 weeks until first_day - 3 months");
	assert_mistakes(*state,
	    "foel repeat: it ends 'first_day - 3 months', before it is due\n");
	recur(foel, "every 1 day until end");
	assert_mistakes(*state,
	    "foel repeat: it could come more than 60 times or for more than "
	    "1000 days; let it come less often or end earlier\n");
	recur(foel, "every 6 months until end + 40 months");
	assert_mistakes(*state,
	    "foel repeat: it could come more than 60 times or for more than "
	    "1000 days; let it come less often or end earlier\n");
	recur(foel, "every 4 weeks until done(ukendt)");
	assert_mistakes(*state,
	    "foel repeat: there is no step 'ukendt' that could be done\n");
}

static void
test_what_recurs_does_not_end_before_its_last_time(void **state)
{
	struct step *foel = step(*state, "foel");

	recur(foel, "every 4 weeks until end");
	foel->window = -1;
	set_rule(&foel->latest, "first_day + 25 workdays");
	assert_mistakes(*state,
	    "foel repeat: it goes on after latest 'first_day + 25 workdays'; "
	    "give the step a window in place of latest\n");
	set_rule(&foel->latest, "end");
	assert_mistakes(*state, "");
}

static void
test_nothing_waits_for_what_recurs(void **state)
{
	recur(step(*state, "modtagelse"), "every 4 weeks until end");
	recur(step(*state, "velkomstmail"),
	    "every 1 week until accepted + 1 month");
	replace(&step(*state, "mentor-1")->requires[1], "opret");
	replace(&step(*state, "opgaver-start")->requires[1], "opret");
	replace(&step(*state, "forventning-1")->requires[1], "opret");
	replace(&step(*state, "medarbejdere")->requires[0], "opret");
	replace(&step(*state, "puls-1")->requires[0], "opret");
	set_rule(&step(*state, "foel")->due, "done(modtagelse) + 1 week");
	assert_mistakes(*state,
	    "velkomstmail repeat: only a call, a meeting or a task can "
	    "recur\n"
	    "trio requires: 'modtagelse' recurs, so nothing can wait for it\n"
	    "foel due: 'modtagelse' recurs and is never done once for all; "
	    "count from another step\n");
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
		set_rule(&programme->steps[i].due, "notice + 1 workday");
		set_rule(&programme->steps[i].latest, "last_day");
	}
	assert_mistakes(programme, "");
	set_rule(&programme->steps[1].due, "first_day + 1 day");
	set_rule(&programme->steps[2].latest, "cohort_start");
	assert_mistakes(programme,
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
		set_rule(&programme->steps[i].due, "opened");
		set_rule(&programme->steps[i].latest, "cohort_start");
	}
	last->participants = memory_alloc(sizeof(char *));
	last->participants[last->participant_count++] =
	    memory_strdup("participants");
	assert_mistakes(programme, "");
	replace(&last->role, "participants");
	assert_mistakes(programme,
	    "velkomstmail role: 'participants' can only take part, and only "
	    "in a cohort\n");
	programme_free(programme);
	replace(&step(*state, "trio")->participants[0], "participants");
	assert_mistakes(*state,
	    "trio participants: 'participants' can only take part, and only "
	    "in a cohort\n");
}

static void
test_the_gate_is_for_new_leaders_alone(void **state)
{
	struct programme *programme = small_programme(*state, PROGRAMME_EXIT);

	for (size_t i = 0; i < 3; i++) {
		set_rule(&programme->steps[i].due, "last_day");
		set_rule(&programme->steps[i].latest, "last_day");
		programme->steps[i].phase = 3;
	}
	replace(&programme->steps[1].role, "leader");
	assert_mistakes(programme, "");
	programme_free(programme);
}

static void
test_an_unknown_phase(void **state)
{
	step(*state, "trio")->phase = 6;
	assert_mistakes(*state, "trio phase: there is no phase 6\n");
}

static void
test_two_phases_with_one_number(void **state)
{
	struct programme *programme = *state;

	programme->phases[5].id = 4;
	for (size_t i = 0; i < programme->step_count; i++)
		if (programme->steps[i].phase == 5)
			programme->steps[i].phase = 4;
	assert_mistakes(*state, "- phases: there are two phases 4\n");
}

static void
test_a_talk_that_no_day_holds(void **state)
{
	step(*state, "foel")->minutes = 481;
	step(*state, "trio")->minutes = 0;
	assert_mistakes(*state,
	    "trio minutes: a call or meeting lasts 1 to 480 minutes, not 0\n"
	    "foel minutes: a call or meeting lasts 1 to 480 minutes, not "
	    "481\n");
}

static void
test_a_programme_without_steps(void **state)
{
	struct programme *programme = programme_new();

	(void)state;
	assert_mistakes(programme, "- steps: the programme has no steps\n");
	programme_free(programme);
}

static void
test_all_mistakes_come_in_one_run(void **state)
{
	replace(&step(*state, "trio")->role, "boss");
	replace(&step(*state, "foel")->requires[0], "nowhere");
	set_rule(&step(*state, "resultat")->latest, "first_day - 1 day");
	assert_mistakes(*state,
	    "trio role: nobody can have the role 'boss'\n"
	    "foel requires: there is no step 'nowhere'\n"
	    "resultat due: due 'first_day + 1 month - 2 workdays' is after "
	    "latest 'first_day - 1 day'\n");
}

static void
test_words_are_read_back(void **state)
{
	(void)state;
	for (int i = STEP_CALL; i <= STEP_GATE; i++) {
		enum step_kind kind;

		assert_int_equal(
		    step_kind_parse(
			step_kind_name((enum step_kind)i), &kind, NULL),
		    OB_OK);
		assert_int_equal(kind, i);
	}
	for (int i = PROGRAMME_ONBOARDING; i <= PROGRAMME_COHORT; i++) {
		enum programme_kind kind;

		assert_int_equal(
		    programme_kind_parse(
			programme_kind_name((enum programme_kind)i), &kind,
			NULL),
		    OB_OK);
		assert_int_equal(kind, i);
	}
	for (int i = LANGUAGE_DA; i < LANGUAGE_COUNT; i++) {
		enum language language;

		assert_int_equal(language_parse(language_code((enum language)i),
				     &language, NULL),
		    OB_OK);
		assert_int_equal(language, i);
	}
}

static void
test_unknown_words_are_refused(void **state)
{
	enum step_kind kind;
	enum language language;
	enum programme_kind programme;

	(void)state;
	assert_int_equal(step_kind_parse("talk", &kind, NULL), OB_EINVALID);
	assert_int_equal(language_parse("de", &language, NULL), OB_EINVALID);
	assert_int_equal(
	    programme_kind_parse("course", &programme, NULL), OB_EINVALID);
}

static void
test_roles_are_known_or_not(void **state)
{
	static const struct {
		const char *role;
		bool known;
		bool assignable;
	} cases[] = {
	    {"leader", true, false},
	    {"system", true, false},
	    {"participants", true, false},
	    {"manager", true, true},
	    {"hiring_leader", true, true},
	    {"mentor", true, true},
	    {"function:it", true, true},
	    {"function:management_information", true, true},
	    {"function:", false, false},
	    {"function:canteen", false, false},
	    {"it", false, false},
	    {"", false, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(role_is_known(cases[i].role), cases[i].known);
		assert_int_equal(
		    role_is_assignable(cases[i].role), cases[i].assignable);
	}
}

static void
test_there_are_nine_functions(void **state)
{
	size_t count = 0;

	(void)state;
	while (role_functions[count] != NULL)
		count++;
	assert_int_equal(count, 9);
}

static void
test_a_handbook_finds_its_entries(void **state)
{
	struct handbook *handbook = memory_alloc(sizeof(*handbook));

	(void)state;
	handbook->entries = memory_alloc(2 * sizeof(struct handbook_entry));
	handbook->count = 2;
	handbook->entries[0].function = memory_strdup("it");
	handbook->entries[1].function = memory_strdup("payroll");
	assert_ptr_equal(
	    handbook_find(handbook, "payroll"), &handbook->entries[1]);
	assert_null(handbook_find(handbook, "legal"));
	handbook_free(handbook);
}

static void
test_free_accepts_nothing_and_half_built_things(void **state)
{
	(void)state;
	handbook_free(NULL);
	programme_free(NULL);
	settings_free(NULL);
	settings_free(memory_alloc(sizeof(struct settings)));
	workday_calendar_free(NULL);
}

#define CHECK_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
	    CHECK_TEST(test_a_step_counts_from_one_that_is_done_before),
	    CHECK_TEST(test_no_step_counts_from_what_is_not_done_before),
	    CHECK_TEST(test_no_step_counts_from_one_that_may_be_absent),
	    CHECK_TEST(test_a_talk_may_recur),
	    CHECK_TEST(test_nothing_recurs_without_an_end),
	    CHECK_TEST(test_what_recurs_does_not_end_before_its_last_time),
	    CHECK_TEST(test_nothing_waits_for_what_recurs),
	    CHECK_TEST(test_each_kind_of_programme_has_its_own_anchors),
	    CHECK_TEST(test_only_a_cohort_has_participants),
	    CHECK_TEST(test_the_gate_is_for_new_leaders_alone),
	    CHECK_TEST(test_an_unknown_phase),
	    CHECK_TEST(test_two_phases_with_one_number),
	    CHECK_TEST(test_a_talk_that_no_day_holds),
	    CHECK_TEST(test_a_programme_without_steps),
	    CHECK_TEST(test_all_mistakes_come_in_one_run),
	    cmocka_unit_test(test_words_are_read_back),
	    cmocka_unit_test(test_unknown_words_are_refused),
	    cmocka_unit_test(test_roles_are_known_or_not),
	    cmocka_unit_test(test_there_are_nine_functions),
	    cmocka_unit_test(test_a_handbook_finds_its_entries),
	    cmocka_unit_test(test_free_accepts_nothing_and_half_built_things),
	};

	return cmocka_run_group_tests_name(
	    "model/programme", tests, NULL, NULL);
}
