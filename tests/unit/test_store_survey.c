/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/survey_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "store/store.h"
#include "survey_sample.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct store *store;

static int
set_up(void **state)
{
	*state = survey_sample_new();
	return store_open(":memory:", &store, NULL);
}

static int
tear_down(void **state)
{
	store_close(store);
	survey_free(*state);
	return 0;
}

static int64_t
add(struct survey *survey, int version)
{
	int64_t id = 0;

	survey->version = version;
	assert_int_equal(
	    survey_store_add(store, survey, HASH, 1000 + version, &id, NULL),
	    OB_OK);
	return id;
}

static void
assert_pair(const struct text_pair *pair, const struct text_pair *want)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (want->in[i] == NULL)
			assert_null(pair->in[i]);
		else
			assert_string_equal(pair->in[i], want->in[i]);
	}
}

static void
assert_question(
    const struct survey_question *question, const struct survey_question *want)
{
	assert_string_equal(question->id, want->id);
	assert_int_equal(question->kind, want->kind);
	assert_int_equal(question->dimension, want->dimension);
	assert_pair(&question->text, &want->text);
	assert_pair(&question->help, &want->help);
	assert_pair(&question->low, &want->low);
	assert_pair(&question->high, &want->high);
	assert_int_equal(question->red_at_most, want->red_at_most);
	assert_int_equal(question->is_several, want->is_several);
	assert_int_equal(question->is_required, want->is_required);
	assert_int_equal(question->only_if.relation, want->only_if.relation);
	assert_string_equal(question->only_if.question, want->only_if.question);
	assert_int_equal(question->choice_count, want->choice_count);
	for (size_t i = 0; i < want->choice_count; i++) {
		assert_string_equal(
		    question->choices[i].id, want->choices[i].id);
		assert_pair(&question->choices[i].text, &want->choices[i].text);
		assert_int_equal(
		    question->choices[i].is_red, want->choices[i].is_red);
	}
}

static void
test_a_survey_comes_back_as_it_was(void **state)
{
	struct survey *want = *state;
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	int64_t id = add(want, 1);

	assert_int_equal(survey_store_load(store, id, &survey, NULL), OB_OK);
	assert_string_equal(survey->id, "puls");
	assert_int_equal(survey->version, 1);
	assert_pair(&survey->title, &want->title);
	assert_pair(&survey->purpose, &want->purpose);
	assert_pair(&survey->intro, &want->intro);
	assert_int_equal(survey->answered_by, SURVEY_LEADER);
	assert_int_equal(survey->minutes, 5);
	assert_true(survey->red_manager);
	assert_true(survey->red_coordinator);
	assert_int_equal(survey->step_count, 1);
	assert_string_equal(survey->steps[0].programme, "ny-leder");
	assert_string_equal(survey->steps[0].step, "puls-1");
	assert_int_equal(survey->question_count, want->question_count);
	for (size_t i = 0; i < want->question_count; i++)
		assert_question(&survey->questions[i], &want->questions[i]);
	assert_int_equal(survey_check(survey, NULL, NULL), 0);
}

static void
test_a_version_is_added_once(void **state)
{
	struct survey_version newest = {0};
	struct survey_version first = {0};
	struct survey_version *versions = NULL;
	size_t count = 0;
	int64_t id = 0;

	(void)add(*state, 1);
	(void)add(*state, 2);
	assert_int_equal(
	    survey_store_add(store, *state, HASH, 1, &id, NULL), OB_ECONFLICT);
	assert_int_equal(
	    survey_store_find_newest(store, "puls", &newest, NULL), OB_OK);
	assert_int_equal(newest.version, 2);
	assert_int_equal(newest.imported_at, 1002);
	assert_string_equal(newest.content_hash, HASH);
	assert_int_equal(
	    survey_store_find_version(store, "puls", 1, &first, NULL), OB_OK);
	assert_int_equal(first.version, 1);
	assert_int_equal(
	    survey_store_list(store, &versions, &count, NULL), OB_OK);
	assert_int_equal(count, 2);
	assert_string_equal(versions[0].answered_by, "leader");
	survey_store_free(versions, count);
	survey_store_release(&newest);
	survey_store_release(&first);
}

static size_t
count_of_step(const char *programme, const char *step, int *ret_version)
{
	cleanup_(memory_free_ptr) char *key = memory_strdup(programme);
	cleanup_(memory_free_ptr) char *value = memory_strdup(step);
	struct survey_version *versions = NULL;
	size_t count = 0;

	assert_int_equal(
	    survey_store_list_of_step(store, &(struct survey_step){key, value},
		&versions, &count, NULL),
	    OB_OK);
	if (count > 0)
		*ret_version = versions[0].version;
	survey_store_free(versions, count);
	return count;
}

static void
test_a_step_sends_the_newest_version(void **state)
{
	struct survey *survey = *state;
	int version = 0;
	int64_t id;

	(void)add(survey, 1);
	assert_int_equal(count_of_step("ny-leder", "puls-1", &version), 1);
	assert_int_equal(version, 1);
	assert_int_equal(count_of_step("fratraedelse", "puls-1", &version), 0);
	id = add(survey, 2);
	assert_int_equal(count_of_step("ny-leder", "puls-1", &version), 1);
	assert_int_equal(version, 2);
	survey_sample_replace(&survey->steps[0].step, "midtvejs-maaling");
	(void)add(survey, 3);
	assert_int_equal(count_of_step("ny-leder", "puls-1", &version), 0);
	assert_int_equal(survey_store_withdraw(store, id, 5, NULL), OB_OK);
	assert_int_equal(
	    count_of_step("ny-leder", "midtvejs-maaling", &version), 1);
}

static void
test_a_withdrawn_survey_is_sent_no_more_until_it_is_used_again(void **state)
{
	int64_t id = add(*state, 1);
	int version = 0;

	assert_int_equal(survey_store_withdraw(store, id, 77, NULL), OB_OK);
	assert_int_equal(count_of_step("ny-leder", "puls-1", &version), 0);
	assert_int_equal(
	    survey_store_withdraw(store, id, INSTANT_NONE, NULL), OB_OK);
	assert_int_equal(count_of_step("ny-leder", "puls-1", &version), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_a_survey_comes_back_as_it_was),
	    TEST(test_a_version_is_added_once),
	    TEST(test_a_step_sends_the_newest_version),
	    TEST(
		test_a_withdrawn_survey_is_sent_no_more_until_it_is_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
