/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/surveys/surveys.h"

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
#include "engine/core/change.h"
#include "engine/surveys/survey_digest.h"
#include "survey_sample.h"
#include "world_case.h"

/* Surveys as they come from the configuration, again and again. */

#define AUDIT_ROWS "SELECT count(*) FROM audit WHERE verb LIKE '%-survey'"

static int64_t audit_rows; /* before the test */

/* A world in which no survey is in use. */
static int
set_up(void **state)
{
	struct surveys_changes changes = {NULL, 0};
	int status = world_case_open(state, "", "2026-10-01T08:00");

	if (status == OB_OK)
		status = surveys_import(((struct world *)*state)->engine,
		    "test", NULL, 0, &changes, NULL);
	free(changes.items);
	if (status == OB_OK)
		audit_rows = world_case_ask(*state, AUDIT_ROWS);
	return status;
}

/* What an import says that it changed, as "puls 1 added\n" each. */
static void
assert_import(const struct world *world, struct survey *const *surveys,
    size_t count, const char *want)
{
	static const char *const words[] = {
	    [SURVEYS_ADDED] = "added",
	    [SURVEYS_WITHDRAWN] = "withdrawn",
	    [SURVEYS_RESTORED] = "restored",
	};
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct surveys_changes changes = {NULL, 0};
	struct error err = ERROR_INIT;

	world_case_check(surveys_import(world->engine, "test", surveys, count,
			     &changes, &err),
	    &err);
	strbuf_add_str(&text, "");
	for (size_t i = 0; i < changes.count; i++)
		strbuf_add_format(&text, "%s %d %s\n", changes.items[i].id,
		    changes.items[i].version, words[changes.items[i].outcome]);
	free(changes.items);
	assert_string_equal(text.buf, want);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

static void
assert_audit_rows(const struct world *world, int want)
{
	assert_int_equal(world_case_ask(world, AUDIT_ROWS), audit_rows + want);
}

static void
test_a_survey_is_stored_once(void **state)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();

	assert_import(*state, &survey, 1, "puls 1 added\n");
	assert_import(*state, &survey, 1, "");
	assert_audit_rows(*state, 1);
}

static void
test_what_changes_is_the_next_version(void **state)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();

	assert_import(*state, &survey, 1, "puls 1 added\n");
	survey->questions[SAMPLE_SCALE].red_at_most = 1;
	assert_import(*state, &survey, 1, "puls 2 added\n");
	assert_audit_rows(*state, 2);
}

static void
test_what_is_named_no_more_is_withdrawn_until_it_is_named_again(void **state)
{
	cleanup_(survey_free_ptr) struct survey *puls = survey_sample_new();
	cleanup_(survey_free_ptr) struct survey *exit = survey_sample_new();
	struct survey *both[] = {puls, exit};

	survey_sample_replace(&exit->id, "exit");
	assert_import(*state, both, 2, "puls 1 added\nexit 1 added\n");
	assert_import(*state, &exit, 1, "puls 1 withdrawn\n");
	assert_import(*state, &exit, 1, "");
	assert_import(*state, both, 2, "puls 1 restored\n");
	assert_import(*state, NULL, 0, "exit 1 withdrawn\npuls 1 withdrawn\n");
	assert_audit_rows(*state, 6);
}

static void
test_a_survey_that_comes_back_changed_is_the_next_version(void **state)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();

	assert_import(*state, &survey, 1, "puls 1 added\n");
	assert_import(*state, NULL, 0, "puls 1 withdrawn\n");
	survey->minutes = 6;
	assert_import(*state, &survey, 1, "puls 2 added\n");
}

/* Each changes one thing that whoever answers would notice. */
static void
change_survey(struct survey *survey, int what)
{
	struct survey_question *scale = &survey->questions[SAMPLE_SCALE];
	struct survey_question *choice = &survey->questions[SAMPLE_CHOICE];

	switch (what) {
	case 0:
		survey_sample_replace(&survey->title.in[LANGUAGE_EN], "x");
		break;
	case 1:
		survey_sample_replace(&survey->intro.in[LANGUAGE_DA], "x");
		break;
	case 2:
		survey->answered_by = SURVEY_MENTOR;
		break;
	case 3:
		survey->red_manager = false;
		break;
	case 4:
		survey_sample_replace(&survey->steps[0].step, "x");
		break;
	case 5:
		scale->is_required = false;
		break;
	case 6:
		scale->dimension = SURVEY_SUPPORT;
		break;
	case 7:
		survey_sample_replace(&scale->high.in[LANGUAGE_DA], "x");
		break;
	case 8:
		choice->choices[0].is_red = false;
		break;
	case 9:
		choice->is_several = false;
		break;
	case 10:
		choice->only_if.value = 3;
		break;
	default:
		survey_sample_replace(&choice->help.in[LANGUAGE_DA], "x");
		break;
	}
}

static void
test_no_change_goes_unseen(void **state)
{
	cleanup_(survey_free_ptr) struct survey *plain = survey_sample_new();
	char first[DIGEST_HEX_SIZE];

	(void)state;
	survey_digest(plain, first);
	for (int what = 0; what < 12; what++) {
		cleanup_(survey_free_ptr) struct survey *changed =
		    survey_copy(plain);
		char other[DIGEST_HEX_SIZE];

		change_survey(changed, what);
		survey_digest(changed, other);
		assert_string_not_equal(other, first);
	}
	plain->version = 7;
	{
		char again[DIGEST_HEX_SIZE];

		survey_digest(plain, again);
		assert_string_equal(again, first);
	}
}

static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	assert_non_null(text);
	return text;
}

static void
test_the_list_tells_which_version_is_in_use(void **state)
{
	const struct world *world = *state;
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	json_t *view = NULL;
	const json_t *list;
	size_t seen = 0;
	struct error err = ERROR_INIT;

	assert_import(world, &survey, 1, "puls 1 added\n");
	survey->minutes = 7;
	assert_import(world, &survey, 1, "puls 2 added\n");
	world_case_check(surveys_list(world->engine, &view, &err), &err);
	list = json_object_get(view, "surveys");
	for (size_t at = 0; at < json_array_size(list); at++) {
		const json_t *row = json_array_get(list, at);

		if (strcmp(text_of(row, "id"), "puls") != 0)
			continue;
		assert_string_equal(text_of(row, "title"), "Puls");
		assert_string_equal(text_of(row, "answered_by"), "leader");
		assert_string_equal(
		    text_of(row, "state"), seen == 0 ? "replaced" : "current");
		seen++;
	}
	assert_int_equal(seen, 2);
	json_decref(view);
	assert_import(world, NULL, 0, "puls 2 withdrawn\n");
	world_case_check(
	    surveys_show(world->engine, "puls", 0, &view, &err), &err);
	assert_string_equal(
	    text_of(json_object_get(view, "survey"), "state"), "withdrawn");
	json_decref(view);
}

static void
test_an_older_version_can_still_be_read(void **state)
{
	const struct world *world = *state;
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	json_t *view = NULL;
	const json_t *shown;
	const json_t *question;
	struct error err = ERROR_INIT;

	assert_import(world, &survey, 1, "puls 1 added\n");
	survey->question_count = 1;
	assert_import(world, &survey, 1, "puls 2 added\n");
	survey->question_count = 3;
	world_case_check(
	    surveys_show(world->engine, "puls", 1, &view, &err), &err);
	shown = json_object_get(view, "survey");
	assert_int_equal(
	    json_array_size(json_object_get(shown, "questions")), 3);
	question =
	    json_array_get(json_object_get(shown, "questions"), SAMPLE_CHOICE);
	assert_string_equal(text_of(question, "only_if"), "passer <= 2");
	assert_string_equal(text_of(question, "help"), "Vælg gerne flere.");
	assert_string_equal(text_of(question, "low"), "");
	json_decref(view);
	assert_int_equal(
	    surveys_show(world->engine, "puls", 3, &view, &err), OB_ENOTFOUND);
	assert_string_equal(err.text, "survey 'puls' has no version 3");
	assert_int_equal(surveys_show(world->engine, "puls-9", 0, &view, &err),
	    OB_ENOTFOUND);
	assert_string_equal(err.text,
	    "there is no survey 'puls-9'; list-surveys shows those there are");
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_a_survey_is_stored_once),
	    TEST(test_what_changes_is_the_next_version),
	    TEST(
		test_what_is_named_no_more_is_withdrawn_until_it_is_named_again),
	    TEST(test_a_survey_that_comes_back_changed_is_the_next_version),
	    cmocka_unit_test(test_no_change_goes_unseen),
	    TEST(test_the_list_tells_which_version_is_in_use),
	    TEST(test_an_older_version_can_still_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
