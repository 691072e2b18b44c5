/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"

#define FIRST_DAY (-25567) /* 1900-01-01 */
#define LAST_DAY 84005	   /* 2199-12-31 */

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

/* The C library's calendar is the oracle. */
static struct tm
library_day(int32_t number)
{
	time_t seconds = (time_t)number * 86400;
	struct tm tm;

	assert_non_null(gmtime_r(&seconds, &tm));
	return tm;
}

static void
test_every_day_agrees_with_the_library(void **state)
{
	(void)state;
	for (int32_t i = FIRST_DAY; i <= LAST_DAY; i++) {
		struct tm tm = library_day(i);
		struct civil civil = date_to_civil((struct date){i});
		int weekday = (int)date_weekday((struct date){i}) % 7;

		if (civil.year != tm.tm_year + 1900 ||
		    civil.month != tm.tm_mon + 1 || civil.day != tm.tm_mday ||
		    weekday != tm.tm_wday)
			fail_msg("day %d is %d-%d-%d, weekday %d", i,
			    civil.year, civil.month, civil.day, weekday);
	}
}

static void
test_every_day_survives_the_way_there_and_back(void **state)
{
	(void)state;
	for (int32_t i = FIRST_DAY; i <= LAST_DAY; i++) {
		struct civil civil = date_to_civil((struct date){i});
		char text[DATE_TEXT_SIZE];

		assert_int_equal(
		    date_from_civil(civil.year, civil.month, civil.day).day, i);
		assert_int_equal(
		    day(date_format((struct date){i}, text)).day, i);
	}
}

static void
test_every_iso_week_agrees_with_the_library(void **state)
{
	(void)state;
	for (int32_t i = FIRST_DAY; i <= LAST_DAY; i++) {
		struct tm tm = library_day(i);
		struct iso_week week = date_iso_week((struct date){i});
		char want[32];
		char got[32];

		assert_true(strftime(want, sizeof(want), "%G-W%V", &tm) > 0);
		(void)snprintf(
		    got, sizeof(got), "%04d-W%02d", week.year, week.week);
		assert_string_equal(got, want);
	}
}

static void
test_the_range_ends_where_it_says(void **state)
{
	(void)state;
	assert_int_equal(day("1900-01-01").day, FIRST_DAY);
	assert_int_equal(day("2199-12-31").day, LAST_DAY);
	assert_int_equal(day("1970-01-01").day, 0);
}

static void
test_what_is_no_date_is_refused(void **state)
{
	static const char *const bad[] = {"", "2026", "2026-1-01", "2026-01-1",
	    "2026-01-011", "2026/01/01", "2026-13-01", "2026-00-01",
	    "2026-01-00", "2026-01-32", "2026-04-31", "2027-02-29",
	    "2100-02-29", "1899-12-31", "2200-01-01", " 2026-01-01",
	    "2026-01-01 ", "-026-01-01", "+026-01-01", "2026-01-0a",
	    "202a-01-01", "01-01-2026", "2026-W01-1", "2026-01-01T00:00"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct date date = DATE_NONE;
		struct error err = ERROR_INIT;

		if (date_parse(bad[i], &date, &err) != OB_EINVALID)
			fail_msg("'%s' was taken as a date", bad[i]);
		assert_true(date_is_none(date));
		assert_int_equal(err.status, OB_EINVALID);
		assert_non_null(strstr(err.text, bad[i]));
	}
}

static void
test_leap_days_exist_where_they_should(void **state)
{
	(void)state;
	assert_true(date_is_valid_civil(2000, 2, 29));
	assert_true(date_is_valid_civil(2028, 2, 29));
	assert_false(date_is_valid_civil(2027, 2, 29));
	assert_false(date_is_valid_civil(1900, 2, 29));
	assert_false(date_is_valid_civil(2100, 2, 29));
}

static void
test_months_clamp_to_the_last_day(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *want;
	} cases[] = {
	    {"2027-01-31", 1, "2027-02-28"},
	    {"2028-01-31", 1, "2028-02-29"},
	    {"2028-02-29", 12, "2029-02-28"},
	    {"2028-02-29", 48, "2032-02-29"},
	    {"2026-08-31", 6, "2027-02-28"},
	    {"2026-10-31", 1, "2026-11-30"},
	    {"2026-12-15", 1, "2027-01-15"},
	    {"2027-01-15", -1, "2026-12-15"},
	    {"2027-03-31", -1, "2027-02-28"},
	    {"2027-01-31", -13, "2025-12-31"},
	    {"2027-01-31", 0, "2027-01-31"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_day(date_add_months(day(cases[i].from), cases[i].months),
		    cases[i].want);
}

static void
test_days_are_added_over_the_ends_of_years(void **state)
{
	(void)state;
	assert_day(date_add_days(day("2026-12-31"), 1), "2027-01-01");
	assert_day(date_add_days(day("2028-03-01"), -1), "2028-02-29");
	assert_day(date_add_days(day("2027-03-01"), -366), "2026-02-28");
}

static void
test_no_date_is_an_empty_text(void **state)
{
	(void)state;
	assert_day(DATE_NONE, "");
}

static void
test_dates_are_compared_by_day(void **state)
{
	struct date a = day("1969-12-31");
	struct date b = day("1970-01-01");

	(void)state;
	assert_true(date_before(a, b));
	assert_false(date_before(b, a));
	assert_false(date_before(a, a));
	assert_int_equal(date_max(a, b).day, b.day);
	assert_int_equal(date_min(a, b).day, a.day);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_day_agrees_with_the_library),
	    cmocka_unit_test(test_every_day_survives_the_way_there_and_back),
	    cmocka_unit_test(test_every_iso_week_agrees_with_the_library),
	    cmocka_unit_test(test_the_range_ends_where_it_says),
	    cmocka_unit_test(test_what_is_no_date_is_refused),
	    cmocka_unit_test(test_leap_days_exist_where_they_should),
	    cmocka_unit_test(test_months_clamp_to_the_last_day),
	    cmocka_unit_test(test_days_are_added_over_the_ends_of_years),
	    cmocka_unit_test(test_no_date_is_an_empty_text),
	    cmocka_unit_test(test_dates_are_compared_by_day),
	};

	return cmocka_run_group_tests_name("base/date", tests, NULL, NULL);
}
