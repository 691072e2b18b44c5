/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/instant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"

static int
open_copenhagen(void **state)
{
	struct zone *zone = NULL;
	int status = zone_open("Europe/Copenhagen", &zone, NULL);

	*state = zone;
	return status;
}

static int
close_zone(void **state)
{
	zone_close(*state);
	return 0;
}

struct instant_case {
	const char *text;
	const char *utc;
};

static void
test_local_and_rfc_3339_times_are_read(void **state)
{
	static const struct instant_case cases[] = {
	    {"2026-10-01T08:00", "2026-10-01T06:00:00Z"},
	    {"2026-12-01T08:00:59", "2026-12-01T07:00:59Z"},
	    {"2026-10-01T08:00Z", "2026-10-01T08:00:00Z"},
	    {"2026-10-01T08:00:00+02:00", "2026-10-01T06:00:00Z"},
	    {"2026-10-01T08:00:00-03:30", "2026-10-01T11:30:00Z"},
	    {"2026-03-29T02:30", "2026-03-29T01:00:00Z"},
	    {"2026-10-25T02:30", "2026-10-25T00:30:00Z"},
	    {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[INSTANT_TEXT_SIZE];
		int64_t instant = INSTANT_NONE;

		assert_int_equal(
		    instant_parse(*state, cases[i].text, &instant, NULL),
		    OB_OK);
		assert_string_equal(
		    instant_format_utc(instant, text), cases[i].utc);
	}
}

static void
test_what_is_no_instant_is_refused(void **state)
{
	static const char *const texts[] = {"", "2026-10-01", "2026-10-01T08",
	    "2026-10-01T8:00", "2026-10-01 08:00", "2026-10-01T24:00",
	    "2026-10-01T08:60", "2026-10-01T08:00:60", "2026-02-29T08:00",
	    "2026-10-01T08:00:00.5Z", "2026-10-01T08:00z",
	    "2026-10-01T08:00+2:00", "2026-10-01T08:00+02", "1026-10-01T08:00",
	    "2026-10-01T08:00:", "2026-10-01T08:00Zx",
	    "2026-10-01T08:00+24:00"};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		int64_t instant = INSTANT_NONE;

		if (instant_parse(*state, texts[i], &instant, NULL) !=
		    OB_EINVALID)
			fail_msg("'%s' was accepted", texts[i]);
		assert_true(instant == INSTANT_NONE);
	}
}

static void
test_an_instant_is_written_with_the_offset_of_its_day(void **state)
{
	char text[INSTANT_TEXT_SIZE];

	assert_string_equal(instant_format(*state, 1790834400, text),
	    "2026-10-01T08:00:00+02:00");
	assert_string_equal(instant_format(*state, 1796108400, text),
	    "2026-12-01T08:00:00+01:00");
}

static void
test_an_offset_with_minutes_west_is_written(void **state)
{
	struct zone *zone = NULL;
	char text[INSTANT_TEXT_SIZE];

	(void)state;
	assert_int_equal(zone_open("America/St_Johns", &zone, NULL), OB_OK);
	assert_string_equal(instant_format(zone, 1796108400, text),
	    "2026-12-01T03:30:00-03:30");
	zone_close(zone);
}

static void
test_an_offset_with_seconds_is_told_in_utc(void **state)
{
	char text[INSTANT_TEXT_SIZE];
	struct zone *zone = NULL;

	(void)state;
	assert_int_equal(zone_open("Africa/Monrovia", &zone, NULL), OB_OK);
	assert_string_equal(
	    instant_format(zone, 0, text), "1970-01-01T00:00:00Z");
	zone_close(zone);
}

static void
test_times_of_day_are_read(void **state)
{
	int minute = -1;

	(void)state;
	assert_int_equal(instant_parse_clock("00:00", &minute, NULL), OB_OK);
	assert_int_equal(minute, 0);
	assert_int_equal(instant_parse_clock("23:59", &minute, NULL), OB_OK);
	assert_int_equal(minute, 1439);
}

static void
test_what_is_no_time_of_day_is_refused(void **state)
{
	static const char *const texts[] = {"", "8:00", "24:00", "08:60",
	    "08.00", "08:00:00", "08:00 ", "-1:00"};
	int minute = 7;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		assert_int_equal(
		    instant_parse_clock(texts[i], &minute, NULL), OB_EINVALID);
	assert_int_equal(minute, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_local_and_rfc_3339_times_are_read),
	    cmocka_unit_test(test_what_is_no_instant_is_refused),
	    cmocka_unit_test(
		test_an_instant_is_written_with_the_offset_of_its_day),
	    cmocka_unit_test(test_an_offset_with_minutes_west_is_written),
	    cmocka_unit_test(test_an_offset_with_seconds_is_told_in_utc),
	    cmocka_unit_test(test_times_of_day_are_read),
	    cmocka_unit_test(test_what_is_no_time_of_day_is_refused),
	};

	return cmocka_run_group_tests(tests, open_copenhagen, close_zone);
}
