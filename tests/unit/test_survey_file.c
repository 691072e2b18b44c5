/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/survey_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "formats/programme_file.h"

#define TITLES                                                                 \
	"id: puls\n"                                                           \
	"title: {da: Puls, en: Pulse}\n"                                       \
	"purpose: {da: Passer det?, en: Does it fit?}\n"                       \
	"intro: {da: Hej., en: Hello.}\n"
#define HEAD                                                                   \
	TITLES "sent_by: [ny-leder:puls-1]\n"                                  \
	       "answered_by: leader\n"                                         \
	       "minutes: 5\n"
#define SCALE                                                                  \
	"questions:\n"                                                         \
	"  - id: passer\n"                                                     \
	"    kind: scale\n"                                                    \
	"    dimension: expectations_met\n"                                    \
	"    text: {da: Passer det?, en: Does it fit?}\n"                      \
	"    low: {da: Nej, en: 'No'}\n"                                       \
	"    high: {da: Ja, en: 'Yes'}\n"
#define CHOICE                                                                 \
	"  - id: del\n"                                                        \
	"    kind: choice\n"                                                   \
	"    text: {da: Hvad?, en: What?}\n"                                   \
	"    several: true\n"                                                  \
	"    only_if: passer <= 2\n"                                           \
	"    choices:\n"                                                       \
	"      - {id: et, text: {da: Et, en: One}}\n"                          \
	"      - {id: to, text: {da: To, en: Two}, red: true}\n"

static struct survey *
read_good(const char *text)
{
	struct survey *survey = NULL;
	struct error err = ERROR_INIT;

	if (survey_file_parse(
		&(struct survey_source){"s.yaml", text, strlen(text)}, &survey,
		NULL, &err) < 0)
		fail_msg("%s", err.text);
	return survey;
}

static void
assert_report(const char *text, const char *expected)
{
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct survey *survey = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(survey_file_parse(&(struct survey_source){"s.yaml",
					       text, strlen(text)},
			     &survey, &report, &err),
	    OB_EINVALID);
	assert_string_equal(report.buf, expected);
	assert_null(survey);
}

static void
test_each_key_has_its_place(void **state)
{
	cleanup_(survey_free_ptr) struct survey *survey = read_good(
	    HEAD "red_tells: [coordinator]\n" SCALE "    required: true\n"
		 "    help: {da: Kort., en: Briefly.}\n" CHOICE);
	const struct survey_question *scale = &survey->questions[0];
	const struct survey_question *choice = &survey->questions[1];

	(void)state;
	assert_string_equal(survey->id, "puls");
	assert_int_equal(survey->version, 0);
	assert_string_equal(survey->title.in[LANGUAGE_EN], "Pulse");
	assert_string_equal(survey->purpose.in[LANGUAGE_DA], "Passer det?");
	assert_string_equal(survey->intro.in[LANGUAGE_DA], "Hej.");
	assert_true(survey_is_sent_by(survey, "ny-leder", "puls-1"));
	assert_int_equal(survey->answered_by, SURVEY_LEADER);
	assert_int_equal(survey->minutes, 5);
	assert_false(survey->red_manager);
	assert_true(survey->red_coordinator);
	assert_int_equal(survey->question_count, 2);
	assert_int_equal(scale->kind, SURVEY_SCALE);
	assert_int_equal(scale->dimension, SURVEY_EXPECTATIONS_MET);
	assert_string_equal(scale->low.in[LANGUAGE_DA], "Nej");
	assert_string_equal(scale->high.in[LANGUAGE_EN], "Yes");
	assert_string_equal(scale->help.in[LANGUAGE_EN], "Briefly.");
	assert_int_equal(scale->red_at_most, 0);
	assert_true(scale->is_required);
	assert_true(choice->is_several);
	assert_false(choice->is_required);
	assert_int_equal(choice->only_if.relation, SURVEY_AT_MOST);
	assert_int_equal(choice->choice_count, 2);
	assert_string_equal(choice->choices[1].text.in[LANGUAGE_DA], "To");
	assert_false(choice->choices[0].is_red);
	assert_true(choice->choices[1].is_red);
}

static void
test_all_mistakes_come_in_one_run_with_their_lines(void **state)
{
	(void)state;
	assert_report(TITLES "sent_by: [puls-1]\n"
			     "answered_by: manager\n"
			     "minutes: 99\n"
			     "red_tells: [manager, director]\n" SCALE
			     "    red_at_most: 7\n"
			     "    only_if: trivsel\n" CHOICE
			     "  - {id: ord, kind: text, required: true,\n"
			     "     text: {da: Fortæl, en: Tell},\n"
			     "     only_if: del = tre}\n",
	    "s.yaml:5:11: 'puls-1' is not a step; write PROGRAMME:STEP, as "
	    "ny-leder:puls-1\n"
	    "s.yaml:7:10: 'minutes' must be a whole number from 1 to 60\n"
	    "s.yaml:8:12: the manager answers this survey, so only the "
	    "coordinator is told\n"
	    "s.yaml:8:22: 'director' cannot be told of a red answer; use "
	    "manager or coordinator\n"
	    "s.yaml:16:18: 'red_at_most' must be a whole number from 1 to 4\n"
	    "s.yaml:17:14: 'trivsel' is not a condition; write QUESTION <= N, "
	    "QUESTION >= N or QUESTION = CHOICE\n"
	    "s.yaml:26:37: question 'ord': the own words are never required\n"
	    "s.yaml:28:15: question 'ord': 'del' has no choice 'tre'\n");
}

static void
test_what_is_missing_is_told_where_it_belongs(void **state)
{
	(void)state;
	assert_report(HEAD "questions:\n"
			   "  - id: passer\n"
			   "    kind: scale\n"
			   "    text: {da: Passer det?, en: Does it fit?}\n",
	    "s.yaml:9:5: question 'passer': 'high.da' is empty; write a text\n"
	    "s.yaml:9:5: question 'passer': 'high.en' is empty; write a text\n"
	    "s.yaml:9:5: question 'passer': 'low.da' is empty; write a text\n"
	    "s.yaml:9:5: question 'passer': 'low.en' is empty; write a text\n"
	    "s.yaml:9:5: question 'passer': a scale measures something; name "
	    "its dimension\n");
}

static void
test_a_type_mistake_is_in_the_report_too(void **state)
{
	(void)state;
	assert_report(
	    HEAD "colour: red\n" SCALE, "s.yaml:8:1: unknown key 'colour'\n");
	assert_report(HEAD SCALE "    several: perhaps\n",
	    "s.yaml:15:14: 'questions[0].several' must be one of 'false', "
	    "'true'\n");
}

static void
test_a_file_has_a_bound(void **state)
{
	struct survey *survey = NULL;
	struct error err = ERROR_INIT;
	cleanup_(memory_free_ptr) char *bytes =
	    memory_alloc(SURVEY_FILE_MAX_BYTES + 2);

	(void)state;
	memset(bytes, ' ', SURVEY_FILE_MAX_BYTES + 1);
	assert_int_equal(
	    survey_file_parse(&(struct survey_source){"s.yaml", bytes,
				  SURVEY_FILE_MAX_BYTES + 1},
		&survey, NULL, &err),
	    OB_ELIMIT);
	assert_string_equal(err.text, "'s.yaml' is larger than 256 KiB");
}

static void
load_shipped(struct survey_set *ret_set)
{
	const struct settings_list none = {NULL, 0};
	struct error err = ERROR_INIT;

	if (survey_file_load_set(&none, ret_set, &err) < 0)
		fail_msg("%s", err.text);
}

static void
test_the_shipped_surveys_are_those_of_the_programmes(void **state)
{
	static const char *const names[] = {"exit",
	    "foer-leder-evaluering-leder", "foer-leder-evaluering",
	    "leder-evaluering", "mentor-evaluering-leder",
	    "mentor-evaluering-mentor", "midtvejs", "puls-1", "slut",
	    "tilfredshed-12m"};
	cleanup_(survey_file_release_set) struct survey_set set = {NULL, 0};

	(void)state;
	load_shipped(&set);
	assert_int_equal(set.count, ARRAY_LEN(names));
	for (size_t i = 0; i < set.count; i++)
		assert_string_equal(set.items[i]->id, names[i]);
}

/* A step of another name or kind would never send its survey. */
static void
test_each_shipped_survey_is_sent_by_a_survey_step(void **state)
{
	cleanup_(survey_file_release_set) struct survey_set set = {NULL, 0};

	(void)state;
	load_shipped(&set);
	for (size_t i = 0; i < set.count; i++) {
		const struct survey_step *step = &set.items[i]->steps[0];
		cleanup_(programme_free_ptr) struct programme *programme = NULL;
		int index;

		assert_int_equal(set.items[i]->step_count, 1);
		assert_int_equal(programme_file_load_embedded(
				     step->programme, &programme, NULL),
		    OB_OK);
		index = programme_find_step(programme, step->step);
		assert_true(index >= 0);
		assert_int_equal(programme->steps[index].kind, STEP_SURVEY);
	}
}

/* What the intros promise, in the words that they promise it by. */
static void
test_each_shipped_survey_makes_its_promises_in_both_languages(void **state)
{
	static const char *const always[LANGUAGE_COUNT][3] = {
	    {"men ikke hvad", "mindst fem har svaret", "senest et år efter"},
	    {"but not what", "five or more have answered",
		"after a year at the latest"}};
	static const char *const red[LANGUAGE_COUNT] = {
	    "inden for to arbejdsdage", "within two workdays"};
	cleanup_(survey_file_release_set) struct survey_set set = {NULL, 0};

	(void)state;
	load_shipped(&set);
	for (size_t i = 0; i < set.count; i++) {
		const struct survey *survey = set.items[i];

		for (int k = 0; k < LANGUAGE_COUNT; k++) {
			const char *intro = survey->intro.in[k];

			for (size_t n = 0; n < ARRAY_LEN(always[k]); n++)
				assert_non_null(strstr(intro, always[k][n]));
			assert_int_equal(strstr(intro, red[k]) != NULL,
			    survey_can_be_red(survey));
		}
	}
}

static void
test_a_listed_file_stands_for_the_built_in_ones(void **state)
{
	char path[] = SOURCE_DIR "/config/surveys/exit.yaml";
	char *paths[] = {path, path, NULL};
	const struct settings_list one = {paths, 1};
	const struct settings_list twice = {paths, 2};
	cleanup_(survey_file_release_set) struct survey_set set = {NULL, 0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(survey_file_load_set(&one, &set, &err), OB_OK);
	assert_int_equal(set.count, 1);
	assert_string_equal(set.items[0]->id, "exit");
	survey_file_release_set(&set);
	assert_int_equal(survey_file_load_set(&twice, &set, &err), OB_EINVALID);
	assert_non_null(strstr(err.text,
	    "another file has the survey 'exit' already; give each its own "
	    "id"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_key_has_its_place),
	    cmocka_unit_test(
		test_all_mistakes_come_in_one_run_with_their_lines),
	    cmocka_unit_test(test_what_is_missing_is_told_where_it_belongs),
	    cmocka_unit_test(test_a_type_mistake_is_in_the_report_too),
	    cmocka_unit_test(test_a_file_has_a_bound),
	    cmocka_unit_test(
		test_the_shipped_surveys_are_those_of_the_programmes),
	    cmocka_unit_test(test_each_shipped_survey_is_sent_by_a_survey_step),
	    cmocka_unit_test(
		test_each_shipped_survey_makes_its_promises_in_both_languages),
	    cmocka_unit_test(test_a_listed_file_stands_for_the_built_in_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
