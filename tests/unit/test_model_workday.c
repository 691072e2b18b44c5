/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "journey_fixture.h"
#include "model/holiday.h"
#include "model/workday.h"

static struct date
day(const char *text)
{
	struct date date;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
}

static void
assert_day(struct date date, const char *text)
{
	char buf[DATE_TEXT_SIZE];

	assert_string_equal(date_format(date, buf), text);
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
test_days_have_their_classes(void **state)
{
	static const struct {
		const char *day;
		unsigned flags;
	} cases[] = {
	    {"2026-10-01", 0},
	    {"2026-10-03", DAY_WEEKEND},
	    {"2027-01-01", DAY_HOLIDAY},
	    {"2027-03-25", DAY_HOLIDAY},
	    {"2027-03-28", DAY_HOLIDAY | DAY_WEEKEND},
	    {"2023-05-05", DAY_HOLIDAY}, /* the last store bededag */
	    {"2024-04-26", 0},		 /* would have been one */
	    {"2026-12-24", DAY_CLOSED},
	    {"2026-12-31", DAY_CLOSED},
	    {"2027-06-05", DAY_CLOSED | DAY_WEEKEND},
	    {"2028-06-05", DAY_CLOSED | DAY_HOLIDAY},
	    {"2028-05-01", DAY_HALF},
	    {"2027-05-07", DAY_NO_MEETING},
	    {"2027-02-15", DAY_QUIET},
	    {"2027-02-14", DAY_WEEKEND},
	    {"2027-02-22", 0},
	    {"2027-10-18", DAY_QUIET},
	    {"2026-07-06", DAY_QUIET}, /* Monday of week 28 */
	    {"2026-07-05", DAY_WEEKEND},
	    {"2026-07-24", DAY_QUIET},
	    {"2026-07-27", 0},
	    {"2027-07-30", DAY_QUIET},
	    {"2027-08-01", DAY_WEEKEND}, /* week 30, but August */
	    {"2026-12-28", DAY_QUIET},
	    {"2027-12-27", DAY_QUIET},
	    {"2026-12-30", DAY_QUIET},
	    {"1900-01-01", DAY_HOLIDAY},
	    {"2199-12-31", DAY_CLOSED},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		unsigned flags = workday_flags(*state, day(cases[i].day));

		if (flags != cases[i].flags)
			fail_msg("%s: %x, not %x", cases[i].day, flags,
			    cases[i].flags);
	}
}

static void
test_workdays_are_added_and_taken(void **state)
{
	static const struct {
		const char *day;
		int count;
		const char *want;
	} cases[] = {
	    {"2026-10-01", 0, "2026-10-01"},
	    {"2026-10-01", 1, "2026-10-02"},
	    {"2026-10-01", 2, "2026-10-05"},
	    {"2026-10-03", 0, "2026-10-03"},
	    {"2026-10-03", 1, "2026-10-05"},
	    {"2026-10-03", -1, "2026-10-02"},
	    {"2026-10-05", -1, "2026-10-02"},
	    {"2027-03-24", 1, "2027-03-30"},
	    {"2027-03-30", -1, "2027-03-24"},
	    {"2026-12-23", 1, "2026-12-28"},
	    {"2026-12-30", 1, "2027-01-04"},
	    {"2027-01-01", 253, "2027-12-30"},
	    {"2199-12-30", 5, "2199-12-30"}, /* the table's end */
	    {"1900-01-02", -5, "1900-01-02"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_day(
		    workday_add(*state, day(cases[i].day), cases[i].count),
		    cases[i].want);
}

static void
test_back_and_next_stay_on_a_workday(void **state)
{
	assert_day(workday_back(*state, day("2026-10-01")), "2026-10-01");
	assert_day(workday_next(*state, day("2026-10-01")), "2026-10-01");
	assert_day(workday_back(*state, day("2027-03-29")), "2027-03-24");
	assert_day(workday_next(*state, day("2027-03-25")), "2027-03-30");
}

static void
test_between_counts_the_end_but_not_the_start(void **state)
{
	assert_int_equal(
	    workday_between(*state, day("2026-10-07"), day("2026-10-09")), 2);
	assert_int_equal(
	    workday_between(*state, day("2026-10-09"), day("2026-10-12")), 1);
	assert_int_equal(
	    workday_between(*state, day("2026-10-09"), day("2026-10-07")), -2);
	assert_int_equal(
	    workday_between(*state, day("2026-12-31"), day("2027-12-31")), 253);
}

static void
test_adding_and_counting_agree_on_every_day(void **state)
{
	struct date date = day("1900-01-10");

	for (; date.day < day("2199-12-01").day; date.day += 7) {
		struct date there = workday_add(*state, date, 9);

		assert_true(workday_is(*state, there));
		assert_int_equal(workday_between(*state, date, there), 9);
	}
}

static void
test_each_form_of_rule_is_read(void **state)
{
	static const struct {
		const char *rule;
		const char *in;
		const char *out;
	} cases[] = {
	    {"12-24", "2031-12-24", "2031-12-23"},
	    {"02-29", "2028-02-29", "2027-03-01"},
	    {"2027-05-07", "2027-05-07", "2028-05-07"},
	    {"ascension+1", "2027-05-07", "2027-05-06"},
	    {"ascension", "2027-05-06", "2027-05-07"},
	    {"easter-4", "2027-03-24", "2027-03-25"},
	    {"pentecost+8", "2027-05-24", "2027-05-23"},
	    {"W07", "2027-02-15", "2027-02-22"},
	    {"W53", "2026-12-28", "2027-12-28"},
	    {"W28-W30", "2027-08-01", "2027-08-02"},
	    {"07:W28-W30", "2027-07-31", "2027-08-01"},
	    {"12-27..12-30", "2027-12-30", "2027-12-31"},
	    {"12-30..01-02", "2027-01-02", "2027-01-03"},
	    {"12-30..01-02", "2027-12-30", "2027-12-29"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *half[] = {cases[i].rule, NULL};
		struct workday_rules rules = {.half = half};
		struct workday_calendar *calendar;

		assert_int_equal(
		    workday_calendar_new(&rules, &calendar, NULL), OB_OK);
		if ((workday_flags(calendar, day(cases[i].in)) & DAY_HALF) ==
			0 ||
		    (workday_flags(calendar, day(cases[i].out)) & DAY_HALF) !=
			0)
			fail_msg("%s marks other days", cases[i].rule);
		workday_calendar_free(calendar);
	}
}

static void
test_a_bad_rule_is_named_with_its_list(void **state)
{
	static const char *const bad[] = {"", "x", "13-01", "02-30", "12-24 ",
	    "12-24..", "12-24..12-32", "2027-02-29", "2200-01-01", "W", "W0",
	    "W00", "W54", "W07-", "W30-W28", "13:W07", "07:", "07W28",
	    "christmas+1", "ascension+", "ascension+61", "ascension+1x",
	    "ascension*1", "easter+999999999999", "1-2", "W7"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		const char *quiet[] = {"W07", bad[i], NULL};
		struct workday_rules rules = {.quiet = quiet};
		struct workday_calendar *calendar = NULL;
		struct error err = ERROR_INIT;

		assert_int_equal(
		    workday_calendar_new(&rules, &calendar, &err), OB_EINVALID);
		assert_string_equal(err.field, "calendar.quiet");
		assert_non_null(strstr(err.text, bad[i]));
		assert_null(calendar);
	}
}

static void
test_a_calendar_without_workdays_is_refused(void **state)
{
	const char *closed[] = {"01-01..12-31", NULL};
	struct workday_rules rules = {.closed = closed};
	struct workday_calendar *calendar;

	(void)state;
	assert_int_equal(
	    workday_calendar_new(&rules, &calendar, NULL), OB_EINVALID);
}

static void
test_too_many_rules_are_refused(void **state)
{
	const char *half[402];
	struct workday_rules rules = {.half = half};
	struct workday_calendar *calendar;

	(void)state;
	for (size_t i = 0; i < 401; i++)
		half[i] = "12-24";
	half[401] = NULL;
	assert_int_equal(
	    workday_calendar_new(&rules, &calendar, NULL), OB_ELIMIT);
}

static void
test_an_area_has_days_of_its_own_beside_all_others(void **state)
{
	static const char *const closed[] = {"12-24", NULL};
	static const char *const quiet[] = {"W07", NULL};
	const struct workday_rules municipality = {.closed = closed};
	const struct workday_rules area = {.quiet = quiet};
	const struct workday_day days[] = {
	    {date_from_civil(2027, 5, 7), DAY_CLOSED},
	    {date_from_civil(2027, 2, 16), DAY_HALF},
	    {{INT32_MAX}, DAY_CLOSED},
	};
	struct workday_calendar *base = NULL;
	struct workday_calendar *more = NULL;

	(void)state;
	assert_int_equal(
	    workday_calendar_new(&municipality, &base, NULL), OB_OK);
	assert_int_equal(workday_calendar_extend(
			     base, &area, days, ARRAY_LEN(days), &more, NULL),
	    OB_OK);
	assert_int_equal(workday_flags(base, date_from_civil(2027, 5, 7)), 0);
	assert_int_equal(
	    workday_flags(more, date_from_civil(2027, 5, 7)), DAY_CLOSED);
	assert_int_equal(workday_flags(more, date_from_civil(2027, 2, 16)),
	    DAY_HALF | DAY_QUIET);
	assert_int_equal(
	    workday_flags(more, date_from_civil(2027, 12, 24)), DAY_CLOSED);
	assert_int_equal(workday_add(more, date_from_civil(2027, 5, 6), 1).day,
	    date_from_civil(2027, 5, 10).day);
	assert_int_equal(workday_add(base, date_from_civil(2027, 5, 6), 1).day,
	    date_from_civil(2027, 5, 7).day);
	workday_calendar_free(base);
	workday_calendar_free(more);
}

static void
test_an_area_that_closes_every_day_is_refused(void **state)
{
	static const char *const always[] = {"01-01..12-31", NULL};
	const struct workday_rules area = {.closed = always};
	struct workday_calendar *base = NULL;
	struct workday_calendar *more = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    workday_calendar_new(
		&(const struct workday_rules){.closed = NULL}, &base, NULL),
	    OB_OK);
	assert_int_equal(
	    workday_calendar_extend(base, &area, NULL, 0, &more, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "no workday"));
	workday_calendar_free(base);
}

static void
test_2026_has_week_53(void **state)
{
	struct iso_week week = date_iso_week(day("2027-01-03"));

	(void)state;
	assert_int_equal(week.year, 2026);
	assert_int_equal(week.week, 53);
}

static void
test_holidays_have_names(void **state)
{
	struct holiday list[HOLIDAY_MAX];

	(void)state;
	assert_int_equal(holiday_list(2023, list), 11);
	assert_int_equal(holiday_list(2024, list), 10);
	assert_string_equal(list[0].name, "skærtorsdag");
	assert_day(list[0].date, "2024-03-28");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days_have_their_classes),
	    cmocka_unit_test(test_workdays_are_added_and_taken),
	    cmocka_unit_test(test_back_and_next_stay_on_a_workday),
	    cmocka_unit_test(test_between_counts_the_end_but_not_the_start),
	    cmocka_unit_test(test_adding_and_counting_agree_on_every_day),
	    cmocka_unit_test(test_each_form_of_rule_is_read),
	    cmocka_unit_test(test_a_bad_rule_is_named_with_its_list),
	    cmocka_unit_test(test_a_calendar_without_workdays_is_refused),
	    cmocka_unit_test(test_too_many_rules_are_refused),
	    cmocka_unit_test(
		test_an_area_has_days_of_its_own_beside_all_others),
	    cmocka_unit_test(test_an_area_that_closes_every_day_is_refused),
	    cmocka_unit_test(test_2026_has_week_53),
	    cmocka_unit_test(test_holidays_have_names),
	};

	return cmocka_run_group_tests_name(
	    "model/workday", tests, set_up, tear_down);
}
