/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "journey_fixture.h"
#include "model/date_rule.h"
#include "model/date_rule_order.h"

static struct date
day(const char *text)
{
	struct date date;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
}

static struct date_rule
rule(const char *text)
{
	struct date_rule parsed;
	struct error err = ERROR_INIT;

	if (date_rule_parse(text, &parsed, &err) < 0)
		fail_msg("%s: %s", text, err.text);
	return parsed;
}

static int
set_up(void **state)
{
	*state = journey_fixture_calendar();
	return 0;
}

static int
tear_down(void **state)
{
	workday_calendar_free(*state);
	return 0;
}

static void
test_rules_have_one_spelling(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
	    {"accepted", "accepted"},
	    {"first_day + 0 workdays", "first_day + 0 workdays"},
	    {"first_day - 0 workdays", "first_day + 0 workdays"},
	    {"first_day + 1 month - 2 workdays",
		"first_day + 1 month - 2 workdays"},
	    {"  end-10 workday ", "end - 10 workdays"},
	    {"end\t+\t1 weeks", "end + 1 week"},
	    {"accepted+1000 days-1 days+2 weeks+12 months",
		"accepted + 1000 days - 1 day + 2 weeks + 12 months"},
	    {"notice+1 day", "notice + 1 day"},
	    {"last_day - 5 workdays", "last_day - 5 workdays"},
	    {"opened", "opened"},
	    {"cohort_start + 2 weeks", "cohort_start + 2 weeks"},
	    {"done(mentor-1)", "done(mentor-1)"},
	    {" done ( mentor-1 )+3 weeks", "done(mentor-1) + 3 weeks"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_rule parsed = rule(cases[i].text);
		char text[DATE_RULE_TEXT_SIZE];

		assert_string_equal(
		    date_rule_format(&parsed, text), cases[i].want);
		parsed = rule(text);
		assert_string_equal(
		    date_rule_format(&parsed, text), cases[i].want);
	}
}

static void
test_the_longest_rule_fits_its_text(void **state)
{
	struct date_rule parsed = rule("first_day - 1000 workdays - 1000 "
				       "workdays - 1000 workdays - 1000 "
				       "workdays");
	char text[DATE_RULE_TEXT_SIZE];

	(void)state;
	assert_true(
	    strlen(date_rule_format(&parsed, text)) < DATE_RULE_TEXT_SIZE);
}

static void
test_bad_rules_are_refused_with_what_to_do(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
	    {"", "starts with accepted, first_day or end"},
	    {"start + 1 day", "'start'"},
	    {"First_day", "'First_day'"},
	    {"first_day 1 day", "a + or - comes before"},
	    {"first_day +", "a number is missing"},
	    {"first_day + x days", "'x' is not a number"},
	    {"first_day + 1.5 days", "'1.5' is not a number"},
	    {"first_day + - 1 day", "'-' is not a number"},
	    {"first_day + 1001 days", "more than 1000"},
	    {"first_day + 99999999999999999999 days", "more than 1000"},
	    {"first_day + 1", "a unit is missing"},
	    {"first_day + 1 years", "'years' is not a unit"},
	    {"first_day + 1 day + 1 day + 1 day + 1 day + 1 day",
		"at most 4 offsets"},
	    {"first_day + 1 day extra", "'extra' is not understood"},
	    {"done + 1 day", "a step's id in brackets"},
	    {"done() + 1 day", "a step's id in brackets"},
	    {"done(opret + 1 day", "a step's id in brackets"},
	    {"done(Opret)", "a step's id in brackets"},
	    {"donee(opret)", "'donee(opret)'"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_rule parsed;
		struct error err = ERROR_INIT;

		assert_int_equal(
		    date_rule_parse(cases[i].text, &parsed, &err), OB_EINVALID);
		if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("%s: %s", cases[i].text, err.text);
	}
}

static void
test_rules_are_read_left_to_right(void **state)
{
	static const struct {
		const char *rule;
		const char *first_day;
		const char *want;
	} cases[] = {
	    {"accepted + 5 workdays", "2026-12-07", "2026-10-08"},
	    {"first_day", "2026-11-01", "2026-11-02"},
	    {"first_day + 1 month - 2 workdays", "2027-01-04", "2027-02-02"},
	    {"first_day - 2 workdays + 1 month", "2027-01-04", "2027-01-29"},
	    {"first_day + 3 months", "2026-12-07", "2027-03-07"},
	    {"first_day + 1 month", "2028-01-31", "2028-02-29"},
	    {"first_day + 1 month", "2029-01-31", "2029-02-28"},
	    {"first_day + 1 month + 1 month", "2029-01-31", "2029-03-28"},
	    {"first_day + 2 months", "2029-01-31", "2029-03-31"},
	    {"first_day + 2 weeks - 3 days", "2026-12-07", "2026-12-18"},
	    {"end", "2026-12-07", "2027-06-07"},
	    {"end", "2026-08-31", "2027-02-28"},
	    {"end - 10 workdays", "2027-04-01", "2027-09-17"},
	    {"first_day + 1000 months + 1000 months + 1000 months",
		"2026-12-07", "2199-12-31"},
	    {"first_day - 1000 months - 1000 months - 1000 months",
		"2026-12-07", "1900-01-01"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_anchors anchors = date_rule_anchors(
		    *state, day("2026-10-01"), day(cases[i].first_day));
		struct date_rule parsed = rule(cases[i].rule);
		char text[DATE_TEXT_SIZE];

		assert_string_equal(
		    date_format(
			date_rule_evaluate(&parsed, &anchors, *state), text),
		    cases[i].want);
	}
}

static void
test_other_anchors_take_the_same_places(void **state)
{
	static const struct {
		const char *rule;
		const char *want;
	} cases[] = {
	    {"notice", "2026-10-01"},
	    {"opened + 1 day", "2026-10-02"},
	    {"last_day - 1 workday", "2026-12-04"},
	    {"cohort_start", "2026-12-07"},
	    {"done(mentor-1) + 2 weeks", "2027-01-15"},
	};

	struct date_anchors anchors =
	    date_rule_anchors(*state, day("2026-10-01"), day("2026-12-07"));

	anchors.done = day("2027-01-01");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_rule parsed = rule(cases[i].rule);
		char text[DATE_TEXT_SIZE];

		assert_string_equal(
		    date_format(
			date_rule_evaluate(&parsed, &anchors, *state), text),
		    cases[i].want);
	}
}

static void
test_a_chosen_day_is_itself(void **state)
{
	struct date_rule chosen = {
	    .anchor = ANCHOR_DATE, .date = day("2026-12-24")};
	struct date_anchors anchors =
	    date_rule_anchors(*state, day("2026-10-01"), day("2026-12-07"));
	char text[DATE_RULE_TEXT_SIZE];

	assert_string_equal(date_rule_format(&chosen, text), "2026-12-24");
	assert_string_equal(
	    date_format(date_rule_evaluate(&chosen, &anchors, *state), text),
	    "2026-12-24");
	assert_false(date_rule_order_is_comparable(&chosen, &chosen));
}

static void
test_a_window_follows_the_rule(void **state)
{
	static const struct {
		const char *rule;
		const char *want; /* NULL: no room */
	} cases[] = {
	    {"first_day + 10 workdays", "first_day + 15 workdays"},
	    {"first_day - 10 workdays", "first_day - 10 workdays + 5 workdays"},
	    {"end", "end + 5 workdays"},
	    {"first_day + 1 week", "first_day + 1 week + 5 workdays"},
	    {"end + 998 workdays", "end + 998 workdays + 5 workdays"},
	    {"end + 1 day + 1 day + 1 day + 1 day", NULL},
	    {"end + 1 day + 1 day + 1 day + 1 workday",
		"end + 1 day + 1 day + 1 day + 6 workdays"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_rule parsed = rule(cases[i].rule);
		struct date_rule longer;
		char text[DATE_RULE_TEXT_SIZE];
		bool fits = date_rule_extend(&parsed, 5, &longer);

		assert_int_equal(fits, cases[i].want != NULL);
		if (fits)
			assert_string_equal(
			    date_rule_format(&longer, text), cases[i].want);
	}
}

static void
test_a_rule_that_was_added_to_says_so(void **state)
{
	static const struct {
		const char *rule;
		int count;
		enum date_unit unit;
		const char *want;
	} cases[] = {
	    {"first_day + 600 days", 900, UNIT_DAYS, "first_day + 1500 days"},
	    {"end - 3 weeks", 3, UNIT_WEEKS, "end + 0 weeks"},
	    {"end - 3 workdays", 5, UNIT_WORKDAYS,
		"end - 3 workdays + 5 workdays"},
	    {"end + 1 month", 2, UNIT_MONTHS, "end + 1 month + 2 months"},
	    {"end + 1 day", 0, UNIT_WEEKS, "end + 1 day"},
	    {"end + 1 day + 1 week + 1 day + 1 week", 59 * 1000, UNIT_MONTHS,
		"end + 1 day + 1 week + 1 day + 1 week + 59000 months"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_rule later = date_rule_add(
		    rule(cases[i].rule), cases[i].count, cases[i].unit);
		char text[DATE_RULE_TEXT_SIZE];

		assert_string_equal(
		    date_rule_format(&later, text), cases[i].want);
	}
}

/* As long as any that a programme and its occurrences can make. */
static void
test_the_longest_rule_that_was_added_to_fits_its_text(void **state)
{
	char longest[DATE_RULE_TEXT_SIZE];
	char text[DATE_RULE_TEXT_SIZE];
	struct date_rule later;

	(void)state;
	(void)snprintf(longest, sizeof(longest),
	    "done(%063d) - 1000 workdays + 1000 weeks - 1000 workdays + 1000 "
	    "weeks",
	    0);
	later = date_rule_add(rule(longest), 59 * 1000, UNIT_MONTHS);
	later = date_rule_add(later, 250, UNIT_WORKDAYS);
	assert_true(strlen(date_rule_format(&later, text)) > 150);
	assert_string_equal(strrchr(text, '+'), "+ 250 workdays");
}

static void
test_later_is_only_said_where_it_is_certain(void **state)
{
	static const struct {
		const char *a;
		const char *b;
		bool later;
	} cases[] = {
	    {"first_day + 5 workdays", "first_day + 3 workdays", true},
	    {"first_day + 3 workdays", "first_day + 3 workdays", false},
	    {"first_day + 3 workdays", "first_day + 5 workdays", false},
	    {"first_day + 1 week", "first_day + 6 days", true},
	    {"first_day + 1 week", "first_day + 7 days", false},
	    {"end", "first_day + 5 months", true},
	    {"end", "first_day + 6 months", false},
	    {"end - 10 workdays", "end - 5 workdays", false},
	    {"end - 5 workdays", "end - 10 workdays", true},
	    {"end", "first_day + 20 workdays", true},
	    {"first_day + 3 months - 5 workdays", "first_day + 12 workdays",
		true},
	    {"first_day + 12 workdays", "first_day + 3 months - 5 workdays",
		false},
	    {"first_day + 1 month", "first_day + 20 workdays", false},
	    {"first_day + 5 workdays", "first_day + 5 days", false},
	    {"first_day + 11 workdays", "first_day + 5 days", true},
	    {"accepted + 10 workdays", "first_day - 5 workdays", false},
	    {"end", "accepted", false},
	    {"accepted + 2 workdays", "accepted + 1 workday", true},
	    {"notice + 2 workdays", "notice + 1 workday", true},
	    {"last_day", "notice", false},
	    {"cohort_start + 1 day", "cohort_start", true},
	    {"done(a) + 2 days", "done(a) + 1 day", true},
	    {"done(b) + 2 days", "done(a) + 1 day", false},
	    {"done(a) + 2 days", "first_day", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date_rule a = rule(cases[i].a);
		struct date_rule b = rule(cases[i].b);

		if (date_rule_order_is_later(&a, &b) != cases[i].later)
			fail_msg("%s after %s", cases[i].a, cases[i].b);
	}
}

/* What is said to be later is later on each day of four years. */
static void
test_later_holds_on_every_first_day(void **state)
{
	static const char *const texts[] = {"first_day",
	    "first_day + 10 workdays", "first_day + 11 days",
	    "first_day + 2 weeks", "first_day + 20 workdays",
	    "first_day + 1 month", "first_day + 1 month - 2 workdays",
	    "first_day - 3 workdays + 1 month", "first_day + 60 workdays",
	    "first_day + 3 months", "end", "end - 10 workdays",
	    "end + 5 workdays", "first_day + 12 months"};

	for (size_t i = 0; i < ARRAY_LEN(texts) * ARRAY_LEN(texts); i++) {
		struct date_rule a = rule(texts[i / ARRAY_LEN(texts)]);
		struct date_rule b = rule(texts[i % ARRAY_LEN(texts)]);

		if (!date_rule_order_is_later(&a, &b))
			continue;
		for (int d = 0; d < 4 * 366; d++) {
			struct date_anchors anchors =
			    date_rule_anchors(*state, day("2026-01-01"),
				date_add_days(day("2026-02-01"), d));

			assert_true(date_before(
			    date_rule_evaluate(&b, &anchors, *state),
			    date_rule_evaluate(&a, &anchors, *state)));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rules_have_one_spelling),
	    cmocka_unit_test(test_the_longest_rule_fits_its_text),
	    cmocka_unit_test(test_bad_rules_are_refused_with_what_to_do),
	    cmocka_unit_test(test_rules_are_read_left_to_right),
	    cmocka_unit_test(test_other_anchors_take_the_same_places),
	    cmocka_unit_test(test_a_chosen_day_is_itself),
	    cmocka_unit_test(test_a_window_follows_the_rule),
	    cmocka_unit_test(test_a_rule_that_was_added_to_says_so),
	    cmocka_unit_test(
		test_the_longest_rule_that_was_added_to_fits_its_text),
	    cmocka_unit_test(test_later_is_only_said_where_it_is_certain),
	    cmocka_unit_test(test_later_holds_on_every_first_day),
	};

	return cmocka_run_group_tests_name(
	    "model/date_rule", tests, set_up, tear_down);
}
