/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "survey_sample.h"

struct report {
	const struct survey *survey;
	struct strbuf text;
};

static void
write_mistake(void *arg, int question, const char *key, const char *text)
{
	struct report *report = arg;

	strbuf_add_format(&report->text, "%s %s: %s\n",
	    question < 0 ? "-" : report->survey->questions[question].id, key,
	    text);
}

static void
assert_mistakes(const struct survey *survey, const char *want)
{
	struct report report = {survey, STRBUF_INIT};
	size_t count = survey_check(survey, write_mistake, &report);
	size_t lines = 0;

	strbuf_add_str(&report.text, "");
	for (size_t i = 0; i < report.text.len; i++)
		lines += report.text.buf[i] == '\n' ? 1 : 0;
	assert_string_equal(report.text.buf, want);
	assert_int_equal(count, lines);
	assert_int_equal(survey_check(survey, NULL, NULL), lines);
	strbuf_release(&report.text);
}

static int
set_up(void **state)
{
	*state = survey_sample_new();
	return 0;
}

static int
tear_down(void **state)
{
	survey_free(*state);
	return 0;
}

static struct survey_question *
question_of(void **state, int index)
{
	struct survey *survey = *state;

	return &survey->questions[index];
}

static void
test_the_sample_and_its_copy_have_no_mistake(void **state)
{
	cleanup_(survey_free_ptr) struct survey *copy = survey_copy(*state);

	assert_mistakes(*state, "");
	assert_mistakes(copy, "");
	assert_ptr_not_equal(copy->questions[1].choices[0].id,
	    question_of(state, 1)->choices[0].id);
	assert_string_equal(copy->questions[1].choices[0].id, "fagligt");
}

static void
test_an_id_of_other_letters(void **state)
{
	struct survey *survey = *state;

	survey_sample_replace(&survey->id, "Puls 1");
	survey_sample_replace(
	    &question_of(state, SAMPLE_CHOICE)->choices[0].id, "");
	assert_mistakes(survey,
	    "- id: 'Puls 1' is not an id; use at most 64 of the letters a to "
	    "z, digits and hyphens\n"
	    "del choices[0].id: '' is not an id; use at most 64 of the letters "
	    "a to z, digits and hyphens\n");
}

static void
test_two_of_one_name(void **state)
{
	struct survey *survey = *state;

	survey_sample_replace(&question_of(state, SAMPLE_TEXT)->id, "del");
	survey_sample_replace(
	    &question_of(state, SAMPLE_CHOICE)->choices[0].id, "andet");
	assert_mistakes(survey,
	    "del choices[1].id: two choices are called 'andet'; give each its "
	    "own id\n"
	    "del id: two questions are called 'del'; give each its own id\n");
}

static void
test_a_text_in_one_language_only(void **state)
{
	survey_sample_replace(
	    &question_of(state, SAMPLE_SCALE)->high.in[LANGUAGE_EN], NULL);
	survey_sample_replace(
	    &question_of(state, SAMPLE_CHOICE)->help.in[LANGUAGE_DA], NULL);
	assert_mistakes(*state,
	    "passer high.en: 'high.en' is empty; write a text\n"
	    "del help.da: 'help.da' is empty; write a text\n");
}

static void
test_a_text_that_is_too_long(void **state)
{
	char text[SURVEY_MAX_LINE + 2];

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	survey_sample_replace(
	    &question_of(state, SAMPLE_TEXT)->text.in[LANGUAGE_DA], text);
	assert_mistakes(*state, "andet text.da: 'text.da' is too long; write "
				"at most 300 characters\n");
}

static void
test_a_survey_that_no_step_sends(void **state)
{
	struct survey *survey = *state;

	free(survey->steps[0].programme);
	free(survey->steps[0].step);
	survey->step_count = 0;
	assert_mistakes(survey,
	    "- sent_by: no step sends the survey; name one as "
	    "PROGRAMME:STEP\n");
}

static void
test_a_step_that_stands_twice(void **state)
{
	struct survey *survey = *state;

	survey->steps = memory_resize(survey->steps, 2, sizeof(*survey->steps));
	survey->step_count = 2;
	assert_int_equal(
	    survey_step_parse("ny-leder:puls-1", &survey->steps[1], NULL),
	    OB_OK);
	assert_mistakes(
	    survey, "- sent_by[1]: 'ny-leder:puls-1' stands twice\n");
}

static void
test_a_survey_takes_a_while_but_not_all_day(void **state)
{
	struct survey *survey = *state;

	survey->minutes = 61;
	assert_mistakes(
	    survey, "- minutes: a survey takes 1 to 60 minutes, not 61\n");
}

static void
test_a_red_answer_that_nobody_is_told_of(void **state)
{
	struct survey *survey = *state;

	survey->red_manager = false;
	survey->red_coordinator = false;
	assert_mistakes(survey,
	    "- red_tells: an answer can be red, but nobody is told; name "
	    "manager, coordinator or both\n");
}

static void
test_somebody_to_be_told_of_nothing(void **state)
{
	question_of(state, SAMPLE_SCALE)->red_at_most = 0;
	question_of(state, SAMPLE_CHOICE)->choices[0].is_red = false;
	assert_false(survey_can_be_red(*state));
	assert_mistakes(*state,
	    "- red_tells: no answer can be red, so there is nothing to "
	    "tell\n");
}

static void
test_managers_are_not_told_of_their_own_answers(void **state)
{
	struct survey *survey = *state;

	survey->answered_by = SURVEY_MANAGER;
	assert_mistakes(survey,
	    "- red_tells: the manager answers this survey, so only the "
	    "coordinator is told\n");
}

static void
test_a_cohort_has_no_manager_who_is_told(void **state)
{
	static const enum survey_answerer of_cohort[] = {
	    SURVEY_PARTICIPANTS, SURVEY_PARTICIPANTS_MANAGERS};
	struct survey *survey = *state;

	for (size_t i = 0; i < ARRAY_LEN(of_cohort); i++) {
		survey->answered_by = of_cohort[i];
		survey->red_manager = true;
		assert_mistakes(survey,
		    "- red_tells: a cohort has no manager, so only the "
		    "coordinator is told\n");
		survey->red_manager = false;
		survey->red_coordinator = true;
		assert_mistakes(survey, "");
	}
}

static void
test_what_a_scale_needs(void **state)
{
	struct survey_question *scale = question_of(state, SAMPLE_SCALE);

	scale->dimension = SURVEY_NO_DIMENSION;
	scale->red_at_most = SURVEY_SCALE_MAX;
	assert_mistakes(*state,
	    "passer red_at_most: 5 is no limit for red answers; use 1 to 4\n"
	    "passer dimension: a scale measures something; name its "
	    "dimension\n");
}

static void
test_what_only_a_scale_has(void **state)
{
	struct survey_question *text = question_of(state, SAMPLE_TEXT);

	text->low.in[LANGUAGE_DA] = memory_strdup("lidt");
	text->red_at_most = 1;
	assert_mistakes(*state,
	    "andet low: only a scale has a low and a high end\n"
	    "andet red_at_most: only a scale is red at most a number; mark a "
	    "choice with red\n");
}

static void
test_what_only_a_choice_has(void **state)
{
	question_of(state, SAMPLE_TEXT)->is_several = true;
	assert_mistakes(*state,
	    "andet choices: only a question of kind choice has choices\n");
}

static void
test_a_choice_of_one(void **state)
{
	struct survey_question *choice = question_of(state, SAMPLE_CHOICE);

	choice->choice_count = 1;
	free(choice->choices[1].id);
	text_pair_release(&choice->choices[1].text);
	assert_mistakes(*state,
	    "del choices: there is a choice between 2 to 20, not 1\n"
	    "andet only_if: 'del' has no choice 'andet'\n");
}

static void
test_nobody_must_write(void **state)
{
	question_of(state, SAMPLE_TEXT)->is_required = true;
	assert_mistakes(
	    *state, "andet required: the own words are never required\n");
}

static void
set_condition(struct survey_question *question, const char *text)
{
	assert_int_equal(
	    survey_condition_parse(text, &question->only_if, NULL), OB_OK);
}

static void
test_a_condition_on_what_is_not_asked_before(void **state)
{
	set_condition(question_of(state, SAMPLE_CHOICE), "andet = x");
	set_condition(question_of(state, SAMPLE_TEXT), "trivsel <= 2");
	assert_mistakes(*state,
	    "del only_if: 'andet' is not asked before this question\n"
	    "andet only_if: there is no question 'trivsel'\n");
}

static void
test_a_condition_that_does_not_fit_the_question(void **state)
{
	set_condition(question_of(state, SAMPLE_CHOICE), "passer = andet");
	set_condition(question_of(state, SAMPLE_TEXT), "del >= 2");
	assert_mistakes(*state,
	    "del only_if: 'passer' is of kind scale; a scale is compared by <= "
	    "or >=, a choice by =\n"
	    "andet only_if: 'del' is of kind choice; a scale is compared by <= "
	    "or >=, a choice by =\n");
}

static void
test_a_condition_that_always_holds(void **state)
{
	set_condition(question_of(state, SAMPLE_CHOICE), "passer <= 5");
	set_condition(question_of(state, SAMPLE_TEXT), "passer >= 1");
	assert_mistakes(*state,
	    "del only_if: every answer to 'passer' fits; leave the condition "
	    "out\n"
	    "andet only_if: every answer to 'passer' fits; leave the condition "
	    "out\n");
}

static void
test_conditions_are_read_as_they_are_written(void **state)
{
	static const char *const good[] = {
	    "", "passer <= 2", "passer >= 4", "del = andet"};
	static const char *const bad[] = {"passer", "passer <= 0",
	    "passer <= 6", "passer <= 22", "passer >= x", " = x",
	    "del = ", "passer<=2"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		struct survey_condition condition;
		char text[SURVEY_CONDITION_SIZE];

		assert_int_equal(
		    survey_condition_parse(good[i], &condition, NULL), OB_OK);
		assert_string_equal(
		    survey_condition_format(&condition, text), good[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct survey_condition condition;

		assert_int_equal(
		    survey_condition_parse(bad[i], &condition, NULL),
		    OB_EINVALID);
	}
}

static void
test_words_are_read_as_they_are_written(void **state)
{
	enum survey_answerer answerer = SURVEY_LEADER;
	enum survey_dimension dimension = SURVEY_NO_DIMENSION;
	enum survey_kind kind = SURVEY_TEXT;

	(void)state;
	assert_int_equal(
	    survey_answerer_parse("responsible", &answerer, NULL), OB_OK);
	assert_string_equal(survey_answerer_name(answerer), "responsible");
	assert_int_equal(
	    survey_answerer_parse("director", &answerer, NULL), OB_EINVALID);
	for (int i = 0; i < SURVEY_DIMENSION_COUNT; i++) {
		assert_int_equal(
		    survey_dimension_parse(
			survey_dimension_name(i), &dimension, NULL),
		    OB_OK);
		assert_int_equal(dimension, i);
	}
	assert_int_equal(
	    survey_dimension_parse("happiness", &dimension, NULL), OB_EINVALID);
	assert_int_equal(survey_kind_parse("scale", &kind, NULL), OB_OK);
	assert_string_equal(survey_kind_name(kind), "scale");
	assert_int_equal(survey_kind_parse("stars", &kind, NULL), OB_EINVALID);
}

static void
test_a_step_is_found_in_its_programme_only(void **state)
{
	struct survey_step step;

	assert_true(survey_is_sent_by(*state, "ny-leder", "puls-1"));
	assert_false(survey_is_sent_by(*state, "fratraedelse", "puls-1"));
	assert_false(survey_is_sent_by(*state, "ny-leder", "puls-2"));
	assert_int_equal(survey_step_parse("puls-1", &step, NULL), OB_EINVALID);
	assert_int_equal(survey_step_parse(":x", &step, NULL), OB_EINVALID);
	assert_int_equal(survey_step_parse("x:", &step, NULL), OB_EINVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_the_sample_and_its_copy_have_no_mistake),
	    TEST(test_an_id_of_other_letters),
	    TEST(test_two_of_one_name),
	    TEST(test_a_text_in_one_language_only),
	    TEST(test_a_text_that_is_too_long),
	    TEST(test_a_survey_that_no_step_sends),
	    TEST(test_a_step_that_stands_twice),
	    TEST(test_a_survey_takes_a_while_but_not_all_day),
	    TEST(test_a_red_answer_that_nobody_is_told_of),
	    TEST(test_somebody_to_be_told_of_nothing),
	    TEST(test_managers_are_not_told_of_their_own_answers),
	    TEST(test_a_cohort_has_no_manager_who_is_told),
	    TEST(test_what_a_scale_needs),
	    TEST(test_what_only_a_scale_has),
	    TEST(test_what_only_a_choice_has),
	    TEST(test_a_choice_of_one),
	    TEST(test_nobody_must_write),
	    TEST(test_a_condition_on_what_is_not_asked_before),
	    TEST(test_a_condition_that_does_not_fit_the_question),
	    TEST(test_a_condition_that_always_holds),
	    cmocka_unit_test(test_conditions_are_read_as_they_are_written),
	    cmocka_unit_test(test_words_are_read_as_they_are_written),
	    TEST(test_a_step_is_found_in_its_programme_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
