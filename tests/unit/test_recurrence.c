/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/recurrence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static struct date
day(const char *text)
{
	struct date date = DATE_NONE;

	assert_int_equal(date_parse(text, &date, NULL), OB_OK);
	return date;
}

static void
assert_days(const struct date *days, size_t count, const char *text)
{
	char list[512] = "";
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		char one[DATE_TEXT_SIZE];

		len += (size_t)snprintf(list + len, sizeof(list) - len, "%s%s",
		    i == 0 ? "" : " ", date_format(days[i], one));
		assert_true(len < sizeof(list));
	}
	assert_string_equal(list, text);
}

struct list_case {
	const char *first;
	int every;
	enum date_unit unit;
	const char *until;
	const char *days;
};

static void
test_a_recurrence_lists_its_days(void **state)
{
	static const struct list_case cases[] = {
	    {"2027-03-01", 4, UNIT_WEEKS, "2027-06-01",
		"2027-03-01 2027-03-29 2027-04-26 2027-05-24"},
	    {"2027-03-01", 3, UNIT_WEEKS, "2027-03-22",
		"2027-03-01 2027-03-22"},
	    {"2027-02-27", 1, UNIT_DAYS, "2027-03-02",
		"2027-02-27 2027-02-28 2027-03-01 2027-03-02"},
	    {"2027-10-29", 2, UNIT_DAYS, "2027-11-02",
		"2027-10-29 2027-10-31 2027-11-02"},
	    {"2027-12-15", 1, UNIT_MONTHS, "2028-02-20",
		"2027-12-15 2028-01-15 2028-02-15"},
	    {"2027-12-31", 1, UNIT_MONTHS, "2028-04-30",
		"2027-12-31 2028-01-31 2028-02-29 2028-03-31 2028-04-30"},
	    {"2026-11-30", 3, UNIT_MONTHS, "2027-06-01",
		"2026-11-30 2027-02-28 2027-05-30"},
	    {"2027-02-28", 1, UNIT_MONTHS, "2027-04-30",
		"2027-02-28 2027-03-28 2027-04-28"},
	    {"2027-03-01", 1, UNIT_DAYS, "2027-03-01", "2027-03-01"},
	    {"2027-03-02", 1, UNIT_DAYS, "2027-03-01", ""},
	    {"2199-12-01", 1, UNIT_MONTHS, "2199-12-31", "2199-12-01"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct recurrence recurrence = {day(cases[i].first),
		    cases[i].every, cases[i].unit, day(cases[i].until)};
		struct date days[RECURRENCE_MAX];
		size_t count = 0;

		assert_int_equal(
		    recurrence_list(&recurrence, days, &count, NULL), OB_OK);
		assert_days(days, count, cases[i].days);
	}
}

static void
test_months_clamp_as_a_journeys_months_do(void **state)
{
	(void)state;
	for (int i = 0; i < 366; i++) {
		struct date first = date_add_days(day("2028-01-01"), i);
		const struct recurrence recurrence = {
		    first, 1 + i % 7, UNIT_MONTHS, date_add_months(first, 60)};
		struct date days[RECURRENCE_MAX];
		size_t count = 0;

		assert_int_equal(
		    recurrence_list(&recurrence, days, &count, NULL), OB_OK);
		assert_int_equal(count, 60 / recurrence.every + 1);
		for (size_t n = 0; n < count; n++)
			assert_int_equal(days[n].day,
			    date_add_months(first, (int)n * recurrence.every)
				.day);
	}
}

static void
test_too_many_days_are_refused_and_nothing_is_given(void **state)
{
	struct recurrence recurrence = {
	    day("2027-01-01"), 1, UNIT_DAYS, DATE_NONE};
	struct date days[RECURRENCE_MAX];
	size_t count = 7;
	struct error err = ERROR_INIT;

	(void)state;
	recurrence.until = date_add_days(recurrence.first, RECURRENCE_MAX);
	assert_int_equal(
	    recurrence_list(&recurrence, days, &count, &err), OB_ELIMIT);
	assert_non_null(strstr(err.text, "400 times"));
	assert_int_equal(count, 7);
	recurrence.until = date_add_days(recurrence.until, -1);
	assert_int_equal(
	    recurrence_list(&recurrence, days, &count, &err), OB_OK);
	assert_int_equal(count, RECURRENCE_MAX);
}

static void
test_a_yearly_rule_lists_its_days_in_a_range(void **state)
{
	static const struct {
		const char *rule;
		const char *from;
		const char *until;
		const char *days;
	} cases[] = {
	    {"FREQ=YEARLY;BYMONTH=3;BYDAY=2TH", "2027-01-01", "2029-12-31",
		"2027-03-11 2028-03-09 2029-03-08"},
	    {"FREQ=YEARLY;BYMONTH=3;BYDAY=2TH", "2027-03-12", "2028-03-08", ""},
	    {"FREQ=YEARLY;BYMONTH=11;BYDAY=-1MO", "2026-11-22", "2027-12-31",
		"2026-11-30 2027-11-29"},
	    {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "2032-12-31",
		"2028-02-29 2032-02-29"},
	    {"FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", "2026-06-30", "2027-06-30",
		"2026-06-30 2027-06-30"},
	    {"FREQ=YEARLY;BYWEEKNO=37;BYDAY=WE", "2026-01-01", "2027-12-31",
		"2026-09-09 2027-09-15"},
	    {"FREQ=YEARLY;BYMONTH=3,9;BYDAY=TU;BYSETPOS=1", "2026-01-01",
		"2027-12-31", "2026-03-03 2027-03-02"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct recurrence_range range = {
		    day(cases[i].from), day(cases[i].until)};
		struct date days[RECURRENCE_MAX];
		struct error err = ERROR_INIT;
		size_t count = 0;

		assert_int_equal(
		    recurrence_check_rule(cases[i].rule, &err), OB_OK);
		assert_int_equal(recurrence_list_rule(
				     cases[i].rule, &range, days, &count, &err),
		    OB_OK);
		assert_days(days, count, cases[i].days);
	}
}

static void
test_a_bad_rule_is_refused_with_the_reason(void **state)
{
	static const struct {
		const char *rule;
		const char *why;
	} cases[] = {
	    {"", "begins with FREQ=YEARLY"},
	    {"2nd Thursday of March", "begins with FREQ=YEARLY"},
	    {"FREQ=MONTHLY;BYDAY=2TH", "begins with FREQ=YEARLY"},
	    {"FREQ=YEARLYX;BYDAY=2TH", "begins with FREQ=YEARLY"},
	    {"FREQ=YEARLY", "must say which days"},
	    {"FREQ=YEARLY;BYMONTH=3", "must say which days"},
	    {"FREQ=YEARLY;BYMONTH=3;BYDAY", "has no value"},
	    {"FREQ=YEARLY;BYMONTH=;BYDAY=TH", "'BYMONTH=' is not understood"},
	    {"FREQ=YEARLY;BYMONTH=3;BYDAY=2XX", "'BYDAY=2XX' is not under"},
	    {"FREQ=YEARLY;BYMONTH=3;BYDAY=TO", "is not understood"},
	    {"FREQ=YEARLY;BYMONTH=13;BYDAY=TH", "no year has"},
	    {"FREQ=YEARLY;BYMONTH=99999;BYDAY=TH", "is not understood"},
	    {"FREQ=YEARLY;BYMONTH=3;BYMONTH=4;BYDAY=TH", "stands twice"},
	    {"FREQ=YEARLY;COUNT=3;BYDAY=TH", "'COUNT' cannot stand"},
	    {"FREQ=YEARLY;INTERVAL=2;BYDAY=TH", "'INTERVAL' cannot stand"},
	    {"FREQ=YEARLY;BYHOUR=3;BYDAY=TH", "'BYHOUR' cannot stand"},
	    {"RSCALE=CHINESE;FREQ=YEARLY;BYDAY=TH", "begins with"},
	    {"FREQ=YEARLY;BYDAY=TH;", "has no value"},
	    {"FREQ=YEARLY;;BYDAY=TH", "has no value"},
	    {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=TH", "only the weeks 2 to 51"},
	    {"FREQ=YEARLY;BYWEEKNO=20,53;BYDAY=TH", "only the weeks 2 to 51"},
	    {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "no year has"},
	    {"FREQ=YEARLY;BYMONTH=2;BYDAY=6TH", "no year has"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = ERROR_INIT;

		if (recurrence_check_rule(cases[i].rule, &err) != OB_EINVALID)
			fail_msg("'%s' was taken", cases[i].rule);
		if (strstr(err.text, cases[i].why) == NULL)
			fail_msg("'%s': %s", cases[i].rule, err.text);
	}
}

static void
test_a_rule_of_another_length_is_refused(void **state)
{
	struct error err = ERROR_INIT;
	char rule[RECURRENCE_TEXT_MAX + 2];

	(void)state;
	memset(rule, '1', sizeof(rule));
	memcpy(rule, "FREQ=YEARLY;BYMONTHDAY=", 23);
	rule[sizeof(rule) - 1] = '\0';
	assert_int_equal(recurrence_check_rule(rule, &err), OB_EINVALID);
	assert_non_null(strstr(err.text, "at most 200 characters"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_recurrence_lists_its_days),
	    cmocka_unit_test(test_months_clamp_as_a_journeys_months_do),
	    cmocka_unit_test(
		test_too_many_days_are_refused_and_nothing_is_given),
	    cmocka_unit_test(test_a_yearly_rule_lists_its_days_in_a_range),
	    cmocka_unit_test(test_a_bad_rule_is_refused_with_the_reason),
	    cmocka_unit_test(test_a_rule_of_another_length_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
