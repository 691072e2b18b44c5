/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/vtimezone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "calendar/component.h"

#define FROM 1767225600	 /* 2026-01-01 */
#define UNTIL 2840140800 /* 2060-01-01 */

/* A zone file with nothing but a footer: zones change, this rule does not. */
static void
write_zone(const char *directory, const char *rule)
{
	static const char block[54] = {
	    'T', 'Z', 'i', 'f', '2', [39] = 1, [43] = 4, [50] = 'U', 'T', 'C'};
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s/Test", directory);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(block, 1, sizeof(block), file), 54);
	assert_int_equal(fwrite(block, 1, sizeof(block), file), 54);
	assert_true(fprintf(file, "\n%s\n", rule) > 0);
	assert_int_equal(fclose(file), 0);
}

static struct zone *
open_rule(const char *rule)
{
	char directory[] = "/tmp/onboard-rule-XXXXXX";
	struct zone *zone = NULL;
	struct error err = ERROR_INIT;
	cleanup_(memory_free_ptr) char *path = NULL;

	assert_non_null(mkdtemp(directory));
	path = memory_printf("%s/Test", directory);
	write_zone(directory, rule);
	assert_int_equal(setenv("TZDIR", directory, 1), 0);
	if (zone_open("Test", &zone, &err) < 0)
		fail_msg("%s: %s", rule, err.text);
	assert_int_equal(unsetenv("TZDIR"), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(directory), 0);
	return zone;
}

static void
close_zone(struct zone **zone)
{
	zone_close(*zone);
}

static void
write_rule(const char *rule, struct strbuf *bytes)
{
	cleanup_(close_zone) struct zone *zone = open_rule(rule);
	cleanup_(component_release) icalcomponent *component = NULL;
	struct vtimezone vtimezone;

	vtimezone_init(&vtimezone, zone, FROM);
	assert_true(vtimezone.is_sayable);
	component = vtimezone_build(&vtimezone);
	assert_int_equal(component_write(component, bytes, NULL), OB_OK);
}

static void
test_a_danish_zone_has_two_parts(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	write_rule("CET-1CEST,M3.5.0,M10.5.0/3", &bytes);
	assert_string_equal(bytes.buf,
	    "BEGIN:VTIMEZONE\r\n"
	    "TZID:Test\r\n"
	    "BEGIN:DAYLIGHT\r\n"
	    "DTSTART:19700329T020000\r\n"
	    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
	    "TZOFFSETFROM:+0100\r\n"
	    "TZOFFSETTO:+0200\r\n"
	    "TZNAME:CEST\r\n"
	    "END:DAYLIGHT\r\n"
	    "BEGIN:STANDARD\r\n"
	    "DTSTART:19701025T030000\r\n"
	    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
	    "TZOFFSETFROM:+0200\r\n"
	    "TZOFFSETTO:+0100\r\n"
	    "TZNAME:CET\r\n"
	    "END:STANDARD\r\n"
	    "END:VTIMEZONE\r\n");
}

static void
test_a_zone_without_summer_time_has_one_part(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	write_rule("<+0545>-5:45", &bytes);
	assert_string_equal(bytes.buf, "BEGIN:VTIMEZONE\r\n"
				       "TZID:Test\r\n"
				       "BEGIN:STANDARD\r\n"
				       "DTSTART:19700101T000000\r\n"
				       "TZOFFSETFROM:+0545\r\n"
				       "TZOFFSETTO:+0545\r\n"
				       "TZNAME:+0545\r\n"
				       "END:STANDARD\r\n"
				       "END:VTIMEZONE\r\n");
}

struct onset_case {
	const char *rule;
	const char *start; /* of the change to summer time */
	const char *rrule;
};

static void
test_hours_off_the_day_become_another_day(void **state)
{
	static const struct onset_case cases[] = {
	    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "DTSTART:19700328T230000",
		"RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;"
		"BYMONTH=3"},
	    {"EET-2EEST,M3.4.4/50,M10.4.4/50", "DTSTART:19700328T020000",
		"RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;"
		"BYMONTH=3"},
	    {"<-04>4<-03>,M9.1.6/24,M4.1.6/24", "DTSTART:19700906T000000",
		"RRULE:FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8;"
		"BYMONTH=9"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
		const char *part;

		write_rule(cases[i].rule, &bytes);
		part = strstr(bytes.buf, "BEGIN:DAYLIGHT");
		assert_non_null(part);
		assert_non_null(strstr(part, cases[i].start));
		assert_non_null(strstr(part, cases[i].rrule));
	}
}

static void
test_summer_time_is_where_the_offset_is_larger(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	write_rule("IST-1GMT0,M10.5.0,M3.5.0/1", &bytes);
	assert_non_null(strstr(bytes.buf,
	    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:IST\r\n"
	    "END:DAYLIGHT"));
}

static void
test_rules_that_rrule_cannot_say_are_not_said(void **state)
{
	static const char *const rules[] = {
	    "",				     /* no rule at all */
	    "XXX3EDT4,0/0,J365/23",	     /* days of the year */
	    "AAA0BBB,J60/0,J300/0",	     /* the same */
	    "AAA0:00:20",		     /* an offset with seconds */
	    "EET-2EEST,M4.5.5/0,M10.5.4/24", /* may be in November */
	    "AAA0BBB,M3.1.0/-1,M10.1.0",     /* may be in February */
	    "AAA0BBB,M2.5.0/-1,M10.1.0",     /* February's end */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		struct vtimezone vtimezone;
		cleanup_(close_zone) struct zone *zone = NULL;

		zone = open_rule(rules[i]);
		vtimezone_init(&vtimezone, zone, FROM);
		if (vtimezone.is_sayable)
			fail_msg("'%s' was said", rules[i]);
		assert_false(vtimezone_says(&vtimezone, FROM));
	}
}

/* Nuuk was at UTC-3 until 2023, and its rule knows nothing of that. */
static void
test_a_rule_is_not_used_before_its_time(void **state)
{
	cleanup_(close_zone) struct zone *zone = NULL;
	struct vtimezone vtimezone;

	(void)state;
	assert_int_equal(zone_open("America/Nuuk", &zone, NULL), OB_OK);
	vtimezone_init(&vtimezone, zone, 1640995200); /* 2022-01-01 */
	assert_false(vtimezone.is_sayable);
	vtimezone_init(&vtimezone, zone, 1735689600); /* 2025-01-01 */
	assert_true(vtimezone.is_sayable);
	assert_true(vtimezone_says(&vtimezone, 1735689600));
	assert_false(vtimezone_says(&vtimezone, 1640995200));
}

static void
assert_same_offset(icaltimezone *reader, const struct zone *zone, int64_t utc)
{
	struct icaltimetype time = icaltime_from_timet_with_zone(utc, 0, NULL);
	int is_summer;

	if (icaltimezone_get_utc_offset_of_utc_time(
		reader, &time, &is_summer) != zone_offset(zone, utc))
		fail_msg("%s at %lld", zone_name(zone), (long long)utc);
}

static void
assert_readable(const char *name)
{
	cleanup_(close_zone) struct zone *zone = NULL;
	icaltimezone *reader = icaltimezone_new();
	struct vtimezone vtimezone;

	assert_int_equal(zone_open(name, &zone, NULL), OB_OK);
	vtimezone_init(&vtimezone, zone, FROM);
	assert_true(vtimezone.is_sayable);
	assert_int_equal(
	    icaltimezone_set_component(reader, vtimezone_build(&vtimezone)), 1);
	for (int64_t utc = FROM; utc < UNTIL; utc += 6 * 3600)
		assert_same_offset(reader, zone, utc);
	icaltimezone_free(reader, 1);
}

/* A reader that has only the VTIMEZONE must find each offset until 2060. */
static void
test_libical_finds_the_same_offsets(void **state)
{
	(void)state;
	assert_readable("Europe/Copenhagen");
	assert_readable("Atlantic/Faroe");
	assert_readable("America/Nuuk");
	assert_readable("Australia/Lord_Howe");
	assert_readable("Pacific/Chatham");
	assert_readable("Europe/Dublin");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_danish_zone_has_two_parts),
	    cmocka_unit_test(test_a_zone_without_summer_time_has_one_part),
	    cmocka_unit_test(test_hours_off_the_day_become_another_day),
	    cmocka_unit_test(test_summer_time_is_where_the_offset_is_larger),
	    cmocka_unit_test(test_rules_that_rrule_cannot_say_are_not_said),
	    cmocka_unit_test(test_a_rule_is_not_used_before_its_time),
	    cmocka_unit_test(test_libical_finds_the_same_offsets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
