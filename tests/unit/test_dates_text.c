/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/dates_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

typedef char *(*date_text_fn)(
    enum language language, struct date date, char text[DATES_TEXT_SIZE]);

static const struct {
	date_text_fn format;
	int year, month, day;
	const char *expected[LANGUAGE_COUNT];
} dates[] = {
    {dates_text_long, 2026, 12, 7,
	{"mandag den 7. december 2026", "Monday 7 December 2026"}},
    {dates_text_long, 2028, 2, 29,
	{"tirsdag den 29. februar 2028", "Tuesday 29 February 2028"}},
    {dates_text_long, 2026, 9, 30,
	{"onsdag den 30. september 2026", "Wednesday 30 September 2026"}},
    {dates_text_long, 2026, 8, 1,
	{"lørdag den 1. august 2026", "Saturday 1 August 2026"}},
    {dates_text_day, 2026, 12, 7, {"7. december 2026", "7 December 2026"}},
    {dates_text_day, 2026, 3, 31, {"31. marts 2026", "31 March 2026"}},
    {dates_text_short, 2026, 12, 7, {"man. 7. dec.", "Mon 7 Dec"}},
    {dates_text_short, 2026, 5, 14, {"tors. 14. maj", "Thu 14 May"}},
    {dates_text_short, 2026, 6, 21, {"søn. 21. jun.", "Sun 21 Jun"}},
    {dates_text_short, 2026, 10, 2, {"fre. 2. okt.", "Fri 2 Oct"}},
    {dates_text_month, 2026, 12, 7, {"december 2026", "December 2026"}},
    {dates_text_week, 2026, 12, 7, {"uge 50", "week 50"}},
    {dates_text_week, 2027, 1, 1, {"uge 53", "week 53"}},
    {dates_text_week, 2026, 1, 1, {"uge 1", "week 1"}},
};

static void
test_dates_read_as_people_write_them(void **state)
{
	char text[DATES_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
		struct date date = date_from_civil(
		    dates[i].year, dates[i].month, dates[i].day);

		for (int k = 0; k < LANGUAGE_COUNT; k++)
			assert_string_equal(
			    dates[i].format((enum language)k, date, text),
			    dates[i].expected[k]);
	}
}

static void
test_no_date_is_an_empty_text(void **state)
{
	static const date_text_fn formats[] = {dates_text_long, dates_text_day,
	    dates_text_short, dates_text_month, dates_text_week};
	char text[DATES_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		text[0] = 'x';
		assert_string_equal(
		    formats[i](LANGUAGE_DA, DATE_NONE, text), "");
	}
}

static void
test_every_day_of_a_year_fits_and_names_its_month_once(void **state)
{
	struct date date = date_from_civil(2028, 1, 1);
	char text[DATES_TEXT_SIZE];
	char month[DATES_TEXT_SIZE];

	(void)state;
	for (int i = 0; i < 366; i++, date = date_add_days(date, 1)) {
		dates_text_long(LANGUAGE_DA, date, text);
		dates_text_month(LANGUAGE_DA, date, month);
		assert_string_equal(text + strlen(text) - strlen(month), month);
		assert_non_null(strstr(text, " den "));
	}
}

static void
test_weekdays_begin_with_monday(void **state)
{
	(void)state;
	assert_string_equal(dates_text_weekday(LANGUAGE_DA, MONDAY), "mandag");
	assert_string_equal(dates_text_weekday(LANGUAGE_EN, SUNDAY), "Sunday");
}

static const struct {
	int minute;
	const char *expected[LANGUAGE_COUNT];
} times[] = {
    {0, {"kl. 0.00", "0:00"}},
    {8 * 60, {"kl. 8.00", "8:00"}},
    {9 * 60 + 5, {"kl. 9.05", "9:05"}},
    {23 * 60 + 59, {"kl. 23.59", "23:59"}},
    {24 * 60, {"kl. 24.00", "24:00"}},
};

static void
test_times_have_a_dot_in_danish_and_a_colon_in_english(void **state)
{
	char text[DATES_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(times); i++)
		for (int k = 0; k < LANGUAGE_COUNT; k++)
			assert_string_equal(dates_text_time((enum language)k,
						times[i].minute, text),
			    times[i].expected[k]);
}

static void
test_a_range_has_an_en_dash_without_blanks(void **state)
{
	char text[DATES_TEXT_SIZE];

	(void)state;
	assert_string_equal(dates_text_range(LANGUAGE_DA, 540, 630, text),
	    "kl. 9.00\xe2\x80\x93"
	    "10.30");
	assert_string_equal(dates_text_range(LANGUAGE_EN, 540, 630, text),
	    "9:00\xe2\x80\x93"
	    "10:30");
}

static const struct {
	int minutes;
	const char *expected[LANGUAGE_COUNT];
} durations[] = {
    {0, {"0 minutter", "0 minutes"}},
    {1, {"1 minut", "1 minute"}},
    {30, {"30 minutter", "30 minutes"}},
    {60, {"1 time", "1 hour"}},
    {90, {"1 time 30 min.", "1 hour 30 min"}},
    {120, {"2 timer", "2 hours"}},
    {121, {"2 timer 1 min.", "2 hours 1 min"}},
};

static void
test_durations_are_in_hours_and_minutes(void **state)
{
	char text[DATES_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(durations); i++)
		for (int k = 0; k < LANGUAGE_COUNT; k++)
			assert_string_equal(
			    dates_text_duration(
				(enum language)k, durations[i].minutes, text),
			    durations[i].expected[k]);
}

static void
test_one_day_is_singular(void **state)
{
	char text[DATES_TEXT_SIZE];

	(void)state;
	assert_string_equal(dates_text_days(LANGUAGE_DA, 1, text), "1 dag");
	assert_string_equal(dates_text_days(LANGUAGE_DA, 3, text), "3 dage");
	assert_string_equal(dates_text_days(LANGUAGE_EN, 1, text), "1 day");
	assert_string_equal(dates_text_days(LANGUAGE_EN, 0, text), "0 days");
}

static const struct {
	size_t count;
	const char *expected[LANGUAGE_COUNT];
} lists[] = {
    {0, {"", ""}},
    {1, {"a", "a"}},
    {2, {"a og b", "a and b"}},
    {3, {"a, b og c", "a, b and c"}},
};

static void
test_a_list_ends_with_and(void **state)
{
	static const char *const items[] = {"a", "b", "c"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		for (int k = 0; k < LANGUAGE_COUNT; k++) {
			cleanup_(strbuf_release) struct strbuf out =
			    STRBUF_INIT;

			dates_text_list(
			    (enum language)k, items, lists[i].count, &out);
			assert_string_equal(out.buf, lists[i].expected[k]);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dates_read_as_people_write_them),
	    cmocka_unit_test(test_no_date_is_an_empty_text),
	    cmocka_unit_test(
		test_every_day_of_a_year_fits_and_names_its_month_once),
	    cmocka_unit_test(test_weekdays_begin_with_monday),
	    cmocka_unit_test(
		test_times_have_a_dot_in_danish_and_a_colon_in_english),
	    cmocka_unit_test(test_a_range_has_an_en_dash_without_blanks),
	    cmocka_unit_test(test_durations_are_in_hours_and_minutes),
	    cmocka_unit_test(test_one_day_is_singular),
	    cmocka_unit_test(test_a_list_ends_with_and),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
