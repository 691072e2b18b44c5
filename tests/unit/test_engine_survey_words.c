/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/survey_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/answers/survey_requests.h"
#include "engine/core/change.h"
#include "store/survey_store.h"
#include "survey_sample.h"
#include "world_case.h"

/* What HR reads of what others wrote, and when. */
#define ACTOR "person:1"
#define HASH "0123456789012345678901234567890123456789012345678901234567890123"
#define HALF "2026H2"
#define NOON "2026-10-05T12:00"
#define CLOSED "2026-10-20"
#define SHOWN_DAYS 181 /* from the first of January until the last of June */

static int64_t version;	  /* that is answered */
static int request_count; /* whose links are to differ */

/* A version in which whoever is asked may write, or some alone. */
static void
add_version(const struct world *world, int number, const char *question,
    enum survey_relation relation)
{
	cleanup_(survey_free_ptr) struct survey *survey = survey_sample_new();
	struct survey_question *text = &survey->questions[SAMPLE_TEXT];
	struct error err = ERROR_INIT;

	survey->version = number;
	survey_sample_replace(&text->id, question);
	text->only_if.relation = relation;
	world_case_check(survey_store_add(world->store, survey, HASH, number,
			     &version, &err),
	    &err);
}

static int
set_up(void **state)
{
	int status = world_case_set_up(state);

	request_count = 0;
	if (status == OB_OK)
		add_version(*state, 1, "andet", SURVEY_ALWAYS);
	return status;
}

#define WORDS_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

static int64_t
instant(struct world *world, const char *at)
{
	int64_t value = 0;
	struct error err = ERROR_INIT;

	world_case_check(world_instant(world, at, &value, &err), &err);
	return value;
}

/* What somebody has answered; text may be NULL. */
struct answer {
	int person;
	const char *at;
	const char *closes;
	const char *question;
	const char *text;
	int days; /* that the text is kept */
};

static void
give(struct world *world, const struct answer *answer)
{
	int64_t at = instant(world, answer->at);
	cleanup_(memory_free_ptr) char *person = memory_printf(
	    "INSERT OR IGNORE INTO person (id, name, language, created_at) "
	    "VALUES (%d, 'Somebody', 'da', 0)",
	    100 + answer->person);
	cleanup_(memory_free_ptr) char *request = memory_printf(
	    "INSERT INTO survey_request (survey_id, survey, activity_id, "
	    "journey_id, person_id, generation, token_hash, state, asked_at, "
	    "answered_at, closes_on) VALUES (%lld, 'puls', %d, 1, %d, 1, "
	    "'%d', 'answered', 0, %lld, '%s')",
	    (long long)version, 1 + request_count % 40, 100 + answer->person,
	    request_count, (long long)at, answer->closes);

	request_count++;
	world_case_change(world, person);
	world_case_change(world, request);
	if (answer->text != NULL) {
		cleanup_(memory_free_ptr) char *text = memory_printf(
		    "INSERT INTO survey_text VALUES ((SELECT max(id) FROM "
		    "survey_request), '%s', '%s', date('%.10s', '+%d days'))",
		    answer->question, answer->text, answer->at, answer->days);

		world_case_change(world, text);
	}
}

/* They answer at noon, and write "Ro" each. */
static void
give_many(struct world *world, int first, int count)
{
	for (int i = 0; i < count; i++)
		give(world, &(struct answer){
				first + i, NOON, CLOSED, "andet", "Ro", 365});
}

static void
be_at(struct world *world, const char *at)
{
	clock_set(&world->clock, instant(world, at));
}

static json_t *
read_half(struct world *world, const char *half)
{
	const struct survey_words_request request = {
	    .survey = "puls", .half = half};
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	world_case_check(
	    survey_words_read(world->engine, ACTOR, &request, &view, &err),
	    &err);
	return view;
}

/* What is read never stands beside a reason why nothing is. */
static void
assert_state(struct world *world, const char *at, const char *want)
{
	json_auto_t *view = NULL;

	be_at(world, at);
	view = read_half(world, HALF);
	assert_string_equal(
	    json_string_value(json_object_get(view, "state")), want);
	assert_int_equal(
	    json_array_size(json_object_get(view, "questions")) > 0,
	    strcmp(want, "shown") == 0);
}

/* "andet: Ro|Uro\n" for each question. */
static char *
told(struct world *world)
{
	json_auto_t *view = read_half(world, HALF);
	struct strbuf text = STRBUF_INIT;
	size_t i;
	size_t k;
	const json_t *question;
	const json_t *word;

	strbuf_add_str(&text, "");
	json_array_foreach(json_object_get(view, "questions"), i, question)
	{
		strbuf_add_format(&text, "%s:",
		    json_string_value(json_object_get(question, "text")));
		json_array_foreach(json_object_get(question, "words"), k, word)
		    strbuf_add_format(&text, "|%s",
			json_string_value(json_object_get(word, "text")));
		strbuf_add_str(&text, "\n");
	}
	return strbuf_detach(&text);
}

static void
assert_told(struct world *world, const char *want)
{
	cleanup_(memory_free_ptr) char *text = told(world);

	assert_string_equal(text, want);
}

static void
test_it_is_read_from_the_half_year_s_end_until_a_text_may_go(void **state)
{
	give_many(*state, 0, 5);
	assert_state(*state, "2026-12-31T23:59", "pending");
	assert_state(*state, "2027-01-01T00:00", "shown");
	assert_state(*state, "2027-06-30T23:59", "shown");
	assert_state(*state, "2027-07-01T00:00", "gone");
}

static void
test_the_last_half_year_that_is_over_is_read_by_itself(void **state)
{
	json_auto_t *view = NULL;
	json_auto_t *later = NULL;

	give_many(*state, 0, 5);
	be_at(*state, "2026-12-31T23:59");
	view = read_half(*state, NULL);
	assert_string_equal(
	    json_string_value(json_object_get(view, "half")), "2026H1");
	be_at(*state, "2027-01-01T00:00");
	later = read_half(*state, "");
	assert_string_equal(
	    json_string_value(json_object_get(later, "half")), HALF);
	assert_true(json_is_true(json_object_get(later, "is_shown")));
}

static void
test_four_people_are_too_few(void **state)
{
	give_many(*state, 0, 4);
	assert_state(*state, "2027-01-01T12:00", "few");
	give_many(*state, 4, 1);
	assert_state(*state, "2027-01-01T12:00", "shown");
}

static void
test_who_answers_twice_is_one_person(void **state)
{
	give_many(*state, 0, 4);
	give_many(*state, 0, 4);
	assert_state(*state, "2027-01-01T12:00", "few");
	give_many(*state, 4, 1);
	assert_state(*state, "2027-01-01T12:00", "shown");
}

/* The municipality's days: an hour before those of UTC. */
static void
test_a_day_belongs_to_the_half_year_by_the_clock_on_the_wall(void **state)
{
	give_many(*state, 0, 3);
	give(*state, &(struct answer){10, "2026-07-01T00:00", CLOSED, "andet",
			 "Først", 365});
	give(*state, &(struct answer){
			 11, "2026-06-30T23:59", CLOSED, "andet", "Før", 365});
	give(*state, &(struct answer){12, "2027-01-01T00:00", CLOSED, "andet",
			 "Efter", 365});
	assert_state(*state, "2027-01-01T12:00", "few");
	give(*state, &(struct answer){13, "2026-12-31T23:59", CLOSED, "andet",
			 "Sidst", 365});
	assert_state(*state, "2027-01-01T12:00", "shown");
	assert_told(*state, "Hvad?:|Først|Ro|Ro|Ro|Sidst\n");
}

static void
test_nothing_is_read_while_an_answer_can_be_changed(void **state)
{
	give_many(*state, 0, 5);
	give(*state, &(struct answer){5, "2026-12-30T12:00", "2027-01-08",
			 "andet", NULL, 0});
	assert_state(*state, "2027-01-08T23:59", "open");
	assert_state(*state, "2027-01-09T00:00", "shown");
}

/* What leaders answer when they leave goes as its figures. */
static void
send_by_exit(struct world *world)
{
	world_case_change(world, "UPDATE survey_step SET programme = "
				 "'fratraedelse', step = 'exit-skema'");
}

static void
test_words_of_an_exit_go_by_the_last_day_as_its_figures(void **state)
{
	give_many(*state, 0, 4);
	give(*state, &(struct answer){10, "2026-06-20T12:00", "2026-07-01",
			 "andet", "Før", 365});
	give(*state, &(struct answer){11, "2026-06-20T12:00", "2026-06-30",
			 "andet", "For tidligt", 365});
	give(*state, &(struct answer){12, "2026-12-30T12:00", "2026-12-31",
			 "andet", "Sidst", 365});
	give(*state, &(struct answer){13, "2026-12-30T12:00", "2027-01-01",
			 "andet", "For sent", 365});
	send_by_exit(*state);
	assert_state(*state, "2026-12-31T23:59", "pending");
	assert_state(*state, "2027-01-01T00:00", "shown");
	assert_told(*state, "Hvad?:|Før|Ro|Ro|Ro|Ro|Sidst\n");
}

/* Of 20 June, when the first of those answered, of whom one wrote nothing. */
static void
test_words_of_an_exit_are_read_until_the_first_of_them_may_go(void **state)
{
	give_many(*state, 0, 4);
	give(*state, &(struct answer){10, "2026-06-20T12:00", "2026-07-01",
			 "andet", NULL, 0});
	send_by_exit(*state);
	assert_state(*state, "2027-01-01T00:00", "shown");
	assert_state(*state, "2027-06-19T23:59", "shown");
	assert_state(*state, "2027-06-20T00:00", "gone");
}

static void
keep_for(struct world *world, const char *days)
{
	struct error err = ERROR_INIT;

	world_case_check(
	    world_change_setting(world, "survey_text_days:", days, &err), &err);
}

static void
test_texts_that_go_before_the_end_are_never_read(void **state)
{
	give_many(*state, 0, 5);
	keep_for(*state, "184");
	assert_state(*state, "2026-12-31T12:00", "short");
	assert_state(*state, "2027-01-01T12:00", "short");
	keep_for(*state, "185");
	assert_state(*state, "2027-01-01T12:00", "shown");
	assert_state(*state, "2027-01-02T12:00", "gone");
}

/* The setting was raised since the text was written. */
static void
test_a_text_that_goes_sooner_ends_it_for_all(void **state)
{
	give_many(*state, 0, 5);
	give(*state, &(struct answer){5, "2026-12-01T12:00", "2026-12-10",
			 "andet", "Kort", 200});
	assert_state(*state, "2027-01-16T12:00", "shown");
	assert_state(*state, "2027-01-17T12:00", "gone");
}

static void
test_texts_are_sorted_and_all_there(void **state)
{
	static const char *const texts[] = {
	    "Uro", "Ro", "<b>Ro</b>", "Ro\nog fred", "Ro"};

	for (int i = 0; i < 5; i++)
		give(*state,
		    &(struct answer){i, NOON, CLOSED, "andet", texts[i], 365});
	be_at(*state, "2027-01-01T12:00");
	assert_told(*state, "Hvad?:|<b>Ro</b>|Ro|Ro|Ro\nog fred|Uro\n");
}

/* Who answered without writing is one of the five. */
static void
test_a_question_that_nobody_wrote_to_is_left_out(void **state)
{
	json_auto_t *view = NULL;

	for (int i = 0; i < 5; i++)
		give(*state, &(struct answer){i, NOON, CLOSED, "", NULL, 0});
	be_at(*state, "2027-01-01T12:00");
	view = read_half(*state, HALF);
	assert_true(json_is_true(json_object_get(view, "is_shown")));
	assert_false(json_is_true(json_object_get(view, "has_words")));
	assert_told(*state, "");
}

static void
test_what_an_older_version_asked_stands_last(void **state)
{
	give_many(*state, 0, 5);
	add_version(*state, 2, "nyt", SURVEY_ALWAYS);
	give(*state, &(struct answer){5, NOON, CLOSED, "nyt", "Nyt", 365});
	be_at(*state, "2027-01-01T12:00");
	assert_told(*state, "Hvad?:|Nyt\nHvad?:|Ro|Ro|Ro|Ro|Ro\n");
}

static void
answer_without_words(struct world *world, int first, int count)
{
	for (int i = 0; i < count; i++)
		give(world,
		    &(struct answer){first + i, NOON, CLOSED, "", NULL, 0});
}

/* By what they write it is known what they answered before. */
static void
test_what_only_some_are_asked_takes_five_of_each(void **state)
{
	add_version(*state, 2, "andet", SURVEY_IS);
	give_many(*state, 0, 4);
	answer_without_words(*state, 10, 5);
	be_at(*state, "2027-01-01T12:00");
	assert_told(*state, "");
	give_many(*state, 4, 1);
	assert_told(*state, "Hvad?:|Ro|Ro|Ro|Ro|Ro\n");
}

static void
test_nearly_all_tell_what_they_were_asked_for(void **state)
{
	add_version(*state, 2, "andet", SURVEY_IS);
	give_many(*state, 0, 8);
	answer_without_words(*state, 10, 4);
	be_at(*state, "2027-01-01T12:00");
	assert_told(*state, "");
	answer_without_words(*state, 14, 1);
	assert_told(*state, "Hvad?:|Ro|Ro|Ro|Ro|Ro|Ro|Ro|Ro\n");
}

/*
 * HR reads it every day, while texts are deleted one by one: what is there on
 * one day and not on the next would be somebody's.
 */
static void
test_no_day_tells_more_than_the_day_before(void **state)
{
	static const char *const days[] = {"2026-07-01T00:00",
	    "2026-08-14T09:00", "2026-10-05T12:00", "2026-11-30T23:00",
	    "2026-12-31T23:00", "2026-12-31T23:30"};
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *first = NULL;
	int64_t day = instant(world, "2026-12-28T12:00");
	struct error err = ERROR_INIT;
	int shown = 0;

	for (int i = 0; i < 6; i++)
		give(world, &(struct answer){
				i, days[i], CLOSED, "andet", days[i], 365});
	for (; day < instant(world, "2027-07-08T12:00"); day += 24 * 60 * 60) {
		cleanup_(memory_free_ptr) char *text = NULL;

		clock_set(&world->clock, day);
		world_case_check(
		    survey_requests_expire(world->engine, &err), &err);
		text = told(world);
		if (text[0] == '\0')
			continue;
		if (first == NULL)
			first = memory_strdup(text);
		assert_string_equal(text, first);
		shown++;
	}
	assert_int_equal(shown, SHOWN_DAYS);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM survey_text"), 5);
}

static void
test_the_audit_has_who_read_it_and_not_what(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	give_many(world, 0, 5);
	assert_state(world, "2027-01-01T12:00", "shown");
	assert_state(world, "2027-07-01T12:00", "gone");
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM audit a JOIN audit_value v "
		"ON v.audit_id = a.id WHERE a.actor = '" ACTOR
		"' AND a.verb = 'read-survey-words' AND v.before = '' "
		"AND v.after = '{\"half\":\"2026H2\",\"survey\":\"puls\"}'"),
	    2);
	world_case_check(change_verify_audit(world->engine, &err), &err);
}

static void
test_what_is_not_there_is_refused(void **state)
{
	struct world *world = *state;
	const struct survey_words_request rows[] = {
	    {.survey = "puls-9"}, {.survey = "puls", .half = "2026Q4"}};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	assert_int_equal(
	    survey_words_read(world->engine, ACTOR, &rows[0], &view, &err),
	    OB_ENOTFOUND);
	assert_string_equal(err.text,
	    "there is no survey 'puls-9'; list-surveys shows those there are");
	assert_int_equal(
	    survey_words_read(world->engine, ACTOR, &rows[1], &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "half");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM audit WHERE verb = "
				  "'read-survey-words'"),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORDS_TEST(
		test_it_is_read_from_the_half_year_s_end_until_a_text_may_go),
	    WORDS_TEST(test_the_last_half_year_that_is_over_is_read_by_itself),
	    WORDS_TEST(test_four_people_are_too_few),
	    WORDS_TEST(test_who_answers_twice_is_one_person),
	    WORDS_TEST(
		test_a_day_belongs_to_the_half_year_by_the_clock_on_the_wall),
	    WORDS_TEST(test_nothing_is_read_while_an_answer_can_be_changed),
	    WORDS_TEST(test_words_of_an_exit_go_by_the_last_day_as_its_figures),
	    WORDS_TEST(
		test_words_of_an_exit_are_read_until_the_first_of_them_may_go),
	    WORDS_TEST(test_texts_that_go_before_the_end_are_never_read),
	    WORDS_TEST(test_a_text_that_goes_sooner_ends_it_for_all),
	    WORDS_TEST(test_texts_are_sorted_and_all_there),
	    WORDS_TEST(test_a_question_that_nobody_wrote_to_is_left_out),
	    WORDS_TEST(test_what_an_older_version_asked_stands_last),
	    WORDS_TEST(test_what_only_some_are_asked_takes_five_of_each),
	    WORDS_TEST(test_nearly_all_tell_what_they_were_asked_for),
	    WORDS_TEST(test_no_day_tells_more_than_the_day_before),
	    WORDS_TEST(test_the_audit_has_who_read_it_and_not_what),
	    WORDS_TEST(test_what_is_not_there_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
