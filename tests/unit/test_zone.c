/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/posix_zone.h"

#define HOUR 3600

static struct zone *
open_zone(const char *name)
{
	struct zone *zone = NULL;
	struct error err = ERROR_INIT;

	if (zone_open(name, &zone, &err) < 0)
		fail_msg("%s", err.text);
	return zone;
}

static void
close_zone(struct zone **zone)
{
	zone_close(*zone);
}

static int64_t
utc_of(int year, int month, int day, int second)
{
	return (int64_t)date_from_civil(year, month, day).day * 86400 + second;
}

static void
assert_to_utc(
    const struct zone *zone, struct date date, int second, int64_t expected)
{
	assert_int_equal(zone_to_utc(zone, date, second), expected);
}

static void
test_a_summer_time_is_two_hours_ahead(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("Europe/Copenhagen");

	(void)state;
	assert_to_utc(zone, date_from_civil(2026, 7, 1), 8 * HOUR,
	    utc_of(2026, 7, 1, 6 * HOUR));
	assert_int_equal(zone_offset(zone, utc_of(2026, 7, 1, 0)), 2 * HOUR);
}

static void
test_a_day_ends_when_the_next_begins(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("Europe/Copenhagen");

	(void)state;
	assert_to_utc(zone, date_from_civil(2026, 10, 25), 24 * HOUR,
	    utc_of(2026, 10, 25, 23 * HOUR));
	assert_to_utc(zone, date_from_civil(2026, 10, 26), 0,
	    utc_of(2026, 10, 25, 23 * HOUR));
}

static void
test_a_time_in_the_gap_is_the_end_of_the_gap(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("Europe/Copenhagen");
	struct date change = date_from_civil(2026, 3, 29);
	int64_t end_of_gap = utc_of(2026, 3, 29, 1 * HOUR);

	(void)state;
	assert_to_utc(zone, change, 2 * HOUR - 1, end_of_gap - 1);
	assert_to_utc(zone, change, 2 * HOUR, end_of_gap);
	assert_to_utc(zone, change, 2 * HOUR + 1800, end_of_gap);
	assert_to_utc(zone, change, 3 * HOUR, end_of_gap);
	assert_to_utc(zone, change, 3 * HOUR + 1, end_of_gap + 1);
}

static void
test_a_time_in_the_overlap_is_the_first(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("Europe/Copenhagen");
	struct date change = date_from_civil(2026, 10, 25);

	(void)state;
	assert_to_utc(
	    zone, change, 2 * HOUR + 1800, utc_of(2026, 10, 25, 1800));
	assert_to_utc(zone, change, 3 * HOUR, utc_of(2026, 10, 25, 2 * HOUR));
}

static void
test_years_after_the_table_follow_the_rule(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("Europe/Copenhagen");

	(void)state;
	assert_int_equal(zone_offset(zone, utc_of(2199, 7, 1, 0)), 2 * HOUR);
	assert_int_equal(zone_offset(zone, utc_of(2199, 12, 31, 0)), HOUR);
}

static void
test_a_change_at_a_negative_hour_is_the_evening_before(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("America/Nuuk");
	int64_t change = utc_of(2050, 3, 27, 1 * HOUR);
	struct date saturday = date_from_civil(2050, 3, 26);

	(void)state;
	assert_int_equal(zone_offset(zone, change - 1), -2 * HOUR);
	assert_int_equal(zone_offset(zone, change), -1 * HOUR);
	assert_to_utc(zone, saturday, 23 * HOUR + 1800, change);
	assert_int_equal(
	    zone_to_local(zone, change - 1).date.day, saturday.day);
	assert_int_equal(zone_to_local(zone, change).second, 0);
}

static void
test_lord_howe_changes_by_half_an_hour(void **state)
{
	cleanup_(close_zone) struct zone *zone =
	    open_zone("Australia/Lord_Howe");

	(void)state;
	assert_int_equal(zone_offset(zone, utc_of(2050, 1, 1, 0)), 11 * HOUR);
	assert_int_equal(
	    zone_offset(zone, utc_of(2050, 7, 1, 0)), 10 * HOUR + 1800);
}

static void
test_a_local_time_before_1970_has_a_second_of_the_day(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("UTC");
	struct local_time local = zone_to_local(zone, -1);

	(void)state;
	assert_int_equal(local.date.day, -1);
	assert_int_equal(local.second, 86399);
}

static void
test_a_zone_tells_its_name_and_rule(void **state)
{
	cleanup_(close_zone) struct zone *zone = open_zone("Europe/Copenhagen");

	(void)state;
	assert_string_equal(zone_name(zone), "Europe/Copenhagen");
	assert_string_equal(zone_rule(zone), "CET-1CEST,M3.5.0,M10.5.0/3");
}

static void
test_what_is_no_zone_name_is_refused(void **state)
{
	static const char *const names[] = {"", "/etc/passwd", "../passwd",
	    "Europe/../UTC", "Europe", "Europe/", "Europe/Atlantis", "A B",
	    "Europe/Copenhagen\n", ".", "tzdata.zi", "zone.tab",
	    "Europe/Copenhagen/Copenhagen/Copenhagen/Copenhagen/Copenhagen/C"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct zone *zone = NULL;
		struct error err = ERROR_INIT;

		assert_int_equal(zone_open(names[i], &zone, &err), OB_EINVALID);
		assert_null(zone);
		assert_non_null(strstr(err.text, "time zone"));
	}
}

/* A directory of time zone files that the test writes. */
struct zone_dir {
	char path[64];
	char file[96];
};

static int
make_zone_dir(void **state)
{
	struct zone_dir *dir = memory_alloc(sizeof(*dir));

	strcpy(dir->path, "/tmp/onboard-zone-XXXXXX");
	if (mkdtemp(dir->path) == NULL)
		return -1;
	(void)snprintf(dir->file, sizeof(dir->file), "%s/Test", dir->path);
	*state = dir;
	return setenv("TZDIR", dir->path, 1);
}

static int
remove_zone_dir(void **state)
{
	struct zone_dir *dir = *state;

	(void)unlink(dir->file);
	(void)rmdir(dir->path);
	free(dir);
	return unsetenv("TZDIR");
}

static void
write_zone(const struct zone_dir *dir, const char *bytes, size_t len)
{
	FILE *file = fopen(dir->file, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void
read_copenhagen(struct strbuf *bytes)
{
	assert_int_equal(file_read("/usr/share/zoneinfo/Europe/Copenhagen",
			     1 << 16, bytes, NULL),
	    OB_OK);
}

static int
open_test_zone(void)
{
	struct zone *zone = NULL;
	int status = zone_open("Test", &zone, NULL);

	zone_close(zone);
	return status;
}

static void
test_a_file_cut_anywhere_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	read_copenhagen(&bytes);
	write_zone(*state, bytes.buf, bytes.len);
	assert_int_equal(open_test_zone(), OB_OK);
	for (size_t len = 0; len < bytes.len; len += len < 200 ? 1 : 13) {
		write_zone(*state, bytes.buf, len);
		assert_int_equal(open_test_zone(), OB_EINVALID);
	}
}

/* Any answer will do but a crash; the sanitizers watch. */
static void
test_a_file_with_a_wrong_byte_does_no_harm(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int refused = 0;

	read_copenhagen(&bytes);
	for (size_t i = 0; i < bytes.len; i += i < 100 ? 1 : 11) {
		char right = bytes.buf[i];

		bytes.buf[i] = (char)~right;
		write_zone(*state, bytes.buf, bytes.len);
		if (open_test_zone() < 0)
			refused++;
		bytes.buf[i] = right;
	}
	assert_true(refused > 10);
}

static void
test_a_huge_file_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	read_copenhagen(&bytes);
	strbuf_grow(&bytes, 70000);
	memset(bytes.buf + bytes.len, '\n', 70000);
	write_zone(*state, bytes.buf, bytes.len + 70000);
	assert_int_equal(open_test_zone(), OB_EINVALID);
}

static void
test_rules_that_are_not_posix_are_refused(void **state)
{
	static const char *const rules[] = {"", "CET", "C-1", "CET-1CEST",
	    "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
	    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
	    "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3 ",
	    "CET-25", "CET-1:60", "<CET-1", "CET-1CEST,J0,J365",
	    "CET-1CEST,366,1", "CET-99999999999999999999", "<+1>-1",
	    "ABCDEFGHIJKLMNOPQRST-1"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		struct posix_zone rule;

		if (posix_zone_parse(rules[i], &rule, NULL) != OB_EINVALID)
			fail_msg("'%s' was accepted", rules[i]);
	}
}

struct rule_case {
	const char *rule;
	int year, month, day, hour; /* UTC */
	int offset;
};

static void
test_every_form_of_rule_is_followed(void **state)
{
	static const struct rule_case cases[] = {
	    {"CET-1", 2030, 7, 1, 0, HOUR},
	    {"<+0545>-5:45", 2030, 7, 1, 0, 5 * HOUR + 2700},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2030, 3, 31, 0, HOUR},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2030, 3, 31, 1, 2 * HOUR},
	    {"AEST-10AEDT,M10.1.0,M4.1.0/3", 2030, 1, 1, 0, 11 * HOUR},
	    {"AEST-10AEDT,M10.1.0,M4.1.0/3", 2030, 7, 1, 0, 10 * HOUR},
	    {"IST-1GMT0,M10.5.0,M3.5.0/1", 2030, 7, 1, 0, HOUR},
	    {"IST-1GMT0,M10.5.0,M3.5.0/1", 2030, 12, 1, 0, 0},
	    {"EET-2EEST,M3.4.4/50,M10.4.4/50", 2030, 3, 29, 23, 2 * HOUR},
	    {"EET-2EEST,M3.4.4/50,M10.4.4/50", 2030, 3, 30, 0, 3 * HOUR},
	    {"XXX3EDT4,0/0,J365/23", 2031, 1, 1, 3, -4 * HOUR},
	    {"XXX3EDT4,0/0,J365/23", 2030, 7, 1, 0, -4 * HOUR},
	    {"AAA0BBB,J60/0,J300/0", 2028, 2, 29, 23, 0},
	    {"AAA0BBB,J60/0,J300/0", 2028, 3, 1, 0, HOUR},
	    {"AAA0BBB,59/0,300/0", 2028, 2, 29, 0, HOUR},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct rule_case *c = &cases[i];
		struct posix_zone rule;
		int64_t utc = utc_of(c->year, c->month, c->day, c->hour * HOUR);

		assert_int_equal(posix_zone_parse(c->rule, &rule, NULL), OB_OK);
		if (posix_zone_period(&rule, utc).offset != c->offset)
			fail_msg("case %zu, %s", i, c->rule);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_summer_time_is_two_hours_ahead),
	    cmocka_unit_test(test_a_day_ends_when_the_next_begins),
	    cmocka_unit_test(test_a_time_in_the_gap_is_the_end_of_the_gap),
	    cmocka_unit_test(test_a_time_in_the_overlap_is_the_first),
	    cmocka_unit_test(test_years_after_the_table_follow_the_rule),
	    cmocka_unit_test(
		test_a_change_at_a_negative_hour_is_the_evening_before),
	    cmocka_unit_test(test_lord_howe_changes_by_half_an_hour),
	    cmocka_unit_test(
		test_a_local_time_before_1970_has_a_second_of_the_day),
	    cmocka_unit_test(test_a_zone_tells_its_name_and_rule),
	    cmocka_unit_test(test_what_is_no_zone_name_is_refused),
	    cmocka_unit_test_setup_teardown(test_a_file_cut_anywhere_is_refused,
		make_zone_dir, remove_zone_dir),
	    cmocka_unit_test_setup_teardown(
		test_a_file_with_a_wrong_byte_does_no_harm, make_zone_dir,
		remove_zone_dir),
	    cmocka_unit_test_setup_teardown(
		test_a_huge_file_is_refused, make_zone_dir, remove_zone_dir),
	    cmocka_unit_test(test_rules_that_are_not_posix_are_refused),
	    cmocka_unit_test(test_every_form_of_rule_is_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
