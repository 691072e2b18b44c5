/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/survey_reply.h"
#include "model/survey_request.h"
#include "survey_sample.h"

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

#define REPLY(...)                                                             \
	((struct survey_reply){((const struct survey_value[]){__VA_ARGS__}),   \
	    sizeof((const struct survey_value[]){__VA_ARGS__}) /               \
		sizeof(struct survey_value)})

static const struct survey_reply empty = {NULL, 0};

static void
test_what_is_required_must_be_answered(void **state)
{
	const struct survey_reply blank = REPLY({"passer", "  "});

	assert_int_equal(
	    survey_reply_check(*state, &empty, SAMPLE_SCALE), SURVEY_MISSING);
	assert_int_equal(
	    survey_reply_check(*state, &blank, SAMPLE_SCALE), SURVEY_MISSING);
	assert_false(survey_reply_is_red(*state, &empty));
}

static void
test_a_number_lies_on_the_scale(void **state)
{
	static const char *const wrong[] = {"0", "6", "10", "1 ", "x", "-1"};

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		const struct survey_reply reply = REPLY({"passer", wrong[i]});

		assert_int_equal(
		    survey_reply_check(*state, &reply, SAMPLE_SCALE),
		    SURVEY_UNKNOWN);
		assert_false(survey_reply_is_red(*state, &reply));
	}
}

static void
test_one_number_alone_is_taken(void **state)
{
	const struct survey_reply two = REPLY({"passer", "4"}, {"passer", "5"});

	assert_int_equal(
	    survey_reply_check(*state, &two, SAMPLE_SCALE), SURVEY_TOO_MANY);
}

static void
test_several_choices_are_taken_where_the_survey_says_so(void **state)
{
	struct survey *survey = *state;
	const struct survey_reply two =
	    REPLY({"passer", "2"}, {"del", "fagligt"}, {"del", "andet"});
	const struct survey_reply other =
	    REPLY({"passer", "2"}, {"del", "andet"}, {"del", "løn"});

	assert_int_equal(
	    survey_reply_check(survey, &two, SAMPLE_CHOICE), SURVEY_FINE);
	assert_int_equal(
	    survey_reply_check(survey, &other, SAMPLE_CHOICE), SURVEY_UNKNOWN);
	survey->questions[SAMPLE_CHOICE].is_several = false;
	assert_int_equal(
	    survey_reply_check(survey, &two, SAMPLE_CHOICE), SURVEY_TOO_MANY);
}

static void
test_a_question_is_asked_on_the_answers_before_it(void **state)
{
	const struct survey_reply high =
	    REPLY({"passer", "3"}, {"del", "andet"}, {"andet", "Tid"});
	const struct survey_reply low =
	    REPLY({"passer", "2"}, {"del", "fagligt"}, {"andet", "Tid"});
	const struct survey_reply both =
	    REPLY({"passer", "1"}, {"del", "fagligt"}, {"del", "andet"});

	assert_true(survey_reply_asks(*state, &empty, SAMPLE_SCALE));
	assert_false(survey_reply_asks(*state, &empty, SAMPLE_CHOICE));
	assert_false(survey_reply_asks(*state, &high, SAMPLE_CHOICE));
	/* What is not asked itself asks nothing. */
	assert_false(survey_reply_asks(*state, &high, SAMPLE_TEXT));
	assert_true(survey_reply_asks(*state, &low, SAMPLE_CHOICE));
	assert_false(survey_reply_asks(*state, &low, SAMPLE_TEXT));
	assert_true(survey_reply_asks(*state, &both, SAMPLE_TEXT));
}

static void
test_what_is_not_asked_is_never_wrong(void **state)
{
	const struct survey_reply reply =
	    REPLY({"passer", "5"}, {"del", "sludder"});

	assert_int_equal(
	    survey_reply_check(*state, &reply, SAMPLE_CHOICE), SURVEY_FINE);
}

static void
test_a_condition_can_want_a_high_number(void **state)
{
	struct survey *survey = *state;
	const struct survey_reply low = REPLY({"passer", "3"});
	const struct survey_reply high = REPLY({"passer", "4"});

	assert_int_equal(survey_condition_parse("passer >= 4",
			     &survey->questions[SAMPLE_CHOICE].only_if, NULL),
	    OB_OK);
	assert_false(survey_reply_asks(survey, &low, SAMPLE_CHOICE));
	assert_true(survey_reply_asks(survey, &high, SAMPLE_CHOICE));
	assert_false(survey_reply_asks(survey, &empty, SAMPLE_CHOICE));
}

static void
test_a_low_number_and_a_red_choice_are_red(void **state)
{
	struct survey *survey = *state;
	const struct survey_reply low = REPLY({"passer", "2"});
	const struct survey_reply high = REPLY({"passer", "3"});
	const struct survey_reply chosen =
	    REPLY({"passer", "2"}, {"del", "andet"}, {"del", "fagligt"});
	const struct survey_reply hidden =
	    REPLY({"passer", "3"}, {"del", "fagligt"});

	assert_true(survey_reply_is_red(survey, &low));
	assert_false(survey_reply_is_red(survey, &high));
	survey->questions[SAMPLE_SCALE].red_at_most = 0;
	assert_false(survey_reply_is_red(survey, &low));
	assert_true(survey_reply_is_red(survey, &chosen));
	assert_false(survey_reply_is_red(survey, &hidden));
}

static void
test_own_words_have_an_end(void **state)
{
	char text[SURVEY_TEXT_MAX * 2 + 3];
	struct survey_value values[] = {
	    {"passer", "1"}, {"del", "andet"}, {"andet", text}};
	const struct survey_reply reply = {values, ARRAY_LEN(values)};

	memset(text, 'x', SURVEY_TEXT_MAX);
	text[SURVEY_TEXT_MAX] = '\0';
	assert_int_equal(
	    survey_reply_check(*state, &reply, SAMPLE_TEXT), SURVEY_FINE);
	memcpy(text + SURVEY_TEXT_MAX, "x", 2);
	assert_int_equal(
	    survey_reply_check(*state, &reply, SAMPLE_TEXT), SURVEY_TOO_LONG);
	/* Counted in characters. */
	for (size_t i = 0; i < SURVEY_TEXT_MAX; i++)
		memcpy(text + i * 2, "å", 2);
	text[SURVEY_TEXT_MAX * 2] = '\0';
	assert_int_equal(
	    survey_reply_check(*state, &reply, SAMPLE_TEXT), SURVEY_FINE);
	values[2].value = "En\nto\n\ttre";
	assert_int_equal(
	    survey_reply_check(*state, &reply, SAMPLE_TEXT), SURVEY_FINE);
	values[2].value = "En\x1bto";
	assert_int_equal(
	    survey_reply_check(*state, &reply, SAMPLE_TEXT), SURVEY_BAD_TEXT);
}

static void
test_reminders_are_due_after_three_workdays_and_six(void **state)
{
	static const struct {
		int workdays;
		int due;
	} cases[] = {{0, 0}, {2, 0}, {3, 1}, {5, 1}, {6, 2}, {100, 2}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(
		    survey_request_reminders_due(cases[i].workdays),
		    cases[i].due);
}

static void
test_the_words_of_states_are_read_and_written(void **state)
{
	enum survey_request_state read = SURVEY_REQUEST_OPEN;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    survey_request_state_parse("closed", &read, &err), OB_OK);
	assert_string_equal(survey_request_state_name(read), "closed");
	assert_true(survey_request_is("answered", SURVEY_REQUEST_ANSWERED));
	assert_int_equal(
	    survey_request_state_parse("lost", &read, &err), OB_EINVALID);
	assert_non_null(strstr(err.text, "'lost'"));
}

#define SAMPLE_TEST(name)                                                      \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SAMPLE_TEST(test_what_is_required_must_be_answered),
	    SAMPLE_TEST(test_a_number_lies_on_the_scale),
	    SAMPLE_TEST(test_one_number_alone_is_taken),
	    SAMPLE_TEST(
		test_several_choices_are_taken_where_the_survey_says_so),
	    SAMPLE_TEST(test_a_question_is_asked_on_the_answers_before_it),
	    SAMPLE_TEST(test_what_is_not_asked_is_never_wrong),
	    SAMPLE_TEST(test_a_condition_can_want_a_high_number),
	    SAMPLE_TEST(test_a_low_number_and_a_red_choice_are_red),
	    SAMPLE_TEST(test_own_words_have_an_end),
	    cmocka_unit_test(
		test_reminders_are_due_after_three_workdays_and_six),
	    cmocka_unit_test(test_the_words_of_states_are_read_and_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
