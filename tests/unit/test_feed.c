/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "feed_sample.h"

static void
test_a_feed_is_written_as_agreed(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct feed_header header = feed_sample_header(*state);
	struct feed_entry entry = feed_sample_meeting();

	header.description = "Dit forløb";
	entry.sequence = 3;
	entry.description = "Kaffe";
	entry.url = "https://onboard.example.dk/p/x";
	entry.category = "Uge 1";
	assert_int_equal(feed_build(&header, &entry, 1, &bytes, NULL), OB_OK);
	assert_string_equal(bytes.buf,
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//Onboard//onboardd//EN\r\n"
	    "CALSCALE:GREGORIAN\r\n"
	    "NAME:Onboarding\r\n"
	    "X-WR-CALNAME:Onboarding\r\n"
	    "DESCRIPTION:Dit forløb\r\n"
	    "X-WR-CALDESC:Dit forløb\r\n"
	    "X-WR-TIMEZONE:Europe/Copenhagen\r\n"
	    "LAST-MODIFIED:20260101T000000Z\r\n"
	    "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"
	    "X-PUBLISHED-TTL:PT4H\r\n"
	    "COLOR:steelblue\r\n"
	    "X-APPLE-CALENDAR-COLOR:#4682B4\r\n"
	    "BEGIN:VTIMEZONE\r\n"
	    "TZID:Europe/Copenhagen\r\n"
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
	    "END:VTIMEZONE\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:aa@example.dk\r\n"
	    "DTSTAMP:20260101T000000Z\r\n"
	    "LAST-MODIFIED:20260101T000000Z\r\n"
	    "SEQUENCE:3\r\n"
	    "DTSTART;TZID=Europe/Copenhagen:20260512T090000\r\n"
	    "DTEND;TZID=Europe/Copenhagen:20260512T100000\r\n"
	    "SUMMARY:Velkomst\r\n"
	    "DESCRIPTION:Kaffe\\n\\nhttps://onboard.example.dk/p/x\r\n"
	    "URL:https://onboard.example.dk/p/x\r\n"
	    "CATEGORIES:Uge 1\r\n"
	    "STATUS:CONFIRMED\r\n"
	    "TRANSP:OPAQUE\r\n"
	    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n");
}

static void
test_the_order_of_the_entries_does_not_change_the_bytes(void **state)
{
	cleanup_(strbuf_release) struct strbuf one = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf other = STRBUF_INIT;
	struct feed_entry entries[] = {feed_sample_meeting(),
	    feed_sample_meeting(), feed_sample_meeting(),
	    feed_sample_meeting()};
	struct feed_entry reversed[ARRAY_LEN(entries)];

	entries[1].uid = "bb@example.dk";
	entries[2].uid = "cc@example.dk";
	entries[2].all_day = true;
	entries[3].uid = "00@example.dk";
	entries[3].date = date_from_civil(2026, 5, 13);
	for (size_t i = 0; i < ARRAY_LEN(entries); i++)
		reversed[i] = entries[ARRAY_LEN(entries) - 1 - i];
	feed_sample_build(*state, entries, ARRAY_LEN(entries), &one);
	feed_sample_build(*state, reversed, ARRAY_LEN(entries), &other);
	assert_string_equal(one.buf, other.buf);
	assert_true(strstr(one.buf, "UID:cc") < strstr(one.buf, "UID:aa"));
	assert_true(strstr(one.buf, "UID:aa") < strstr(one.buf, "UID:bb"));
	assert_true(strstr(one.buf, "UID:bb") < strstr(one.buf, "UID:00"));
}

static void
test_an_empty_feed_has_only_its_zone(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	feed_sample_build(*state, NULL, 0, &bytes);
	feed_sample_expect_lines(
	    &bytes, "BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen");
	assert_null(strstr(bytes.buf, "VEVENT"));
	assert_null(strstr(bytes.buf, "LAST-MODIFIED"));
}

static void
test_a_cancelled_entry_says_so(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.cancelled = true;
	feed_sample_expect_has(state, &entry, "SUMMARY:Aflyst: Velkomst");
	feed_sample_expect_has(state, &entry,
	    "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"
	    "X-MICROSOFT-CDO-BUSYSTATUS:FREE");
}

static void
test_an_entry_may_leave_its_time_free(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.busy = false;
	feed_sample_expect_has(state, &entry,
	    "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
	    "X-MICROSOFT-CDO-BUSYSTATUS:FREE");
}

static void
test_a_feed_has_no_method_and_no_people(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	feed_sample_expect_lacks(state, &entry, "METHOD");
	feed_sample_expect_lacks(state, &entry, "ATTENDEE");
	feed_sample_expect_lacks(state, &entry, "ORGANIZER");
}

static void
test_separators_are_escaped_everywhere(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct feed_header header = feed_sample_header(*state);
	struct feed_entry entry = feed_sample_meeting();

	header.name = "a,b;c\\d";
	entry.summary = entry.description = entry.category = "a,b;c\\d";
	assert_int_equal(feed_build(&header, &entry, 1, &bytes, NULL), OB_OK);
	feed_sample_expect_lines(&bytes, "NAME:a\\,b\\;c\\\\d");
	feed_sample_expect_lines(&bytes, "X-WR-CALNAME:a\\,b\\;c\\\\d");
	feed_sample_expect_lines(&bytes, "SUMMARY:a\\,b\\;c\\\\d");
	feed_sample_expect_lines(&bytes, "DESCRIPTION:a\\,b\\;c\\\\d");
	feed_sample_expect_lines(&bytes, "CATEGORIES:a\\,b\\;c\\\\d");
}

static void
test_control_characters_are_dropped(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.summary = "a\x01"
			"b\r\nEVIL:1";
	entry.description = "a\r\nEVIL:1\xc2\x85\xff";
	entry.category = "a\nEVIL:1\xc2\x80";
	feed_sample_expect_has(state, &entry,
	    "SUMMARY:ab EVIL:1\r\nDESCRIPTION:a\\nEVIL:1\r\n"
	    "CATEGORIES:a EVIL:1");
}

static void
test_the_link_stands_in_the_text_once(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.url = "https://example.dk/p/x";
	feed_sample_expect_has(
	    state, &entry, "DESCRIPTION:https://example.dk/p/x");
	entry.description = "Se https://example.dk/p/x nu";
	feed_sample_expect_has(
	    state, &entry, "DESCRIPTION:Se https://example.dk/p/x nu");
}

static void
test_an_entry_without_text_has_no_description(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	feed_sample_expect_lacks(state, &entry, "DESCRIPTION");
}

static void
test_lines_have_at_most_75_octets(void **state)
{
	for (size_t len = 1; len < 300; len++) {
		cleanup_(strbuf_release) struct strbuf summary = STRBUF_INIT;
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
		struct feed_entry entry = feed_sample_meeting();
		const char *line;

		for (size_t i = 0; i < len; i++)
			strbuf_add_str(&summary, i % 5 == 4 ? "\xc3\xa5" : ",");
		entry.summary = entry.category = summary.buf;
		feed_sample_build(*state, &entry, 1, &bytes);
		for (line = bytes.buf; *line != '\0';) {
			size_t octets = strcspn(line, "\r");

			assert_true(octets > 1 && octets <= 75);
			assert_memory_equal(line + octets, "\r\n", 2);
			line += octets + 2;
		}
	}
}

static void
test_an_entry_may_be_private(void **state)
{
	struct feed_entry entry = feed_sample_meeting();

	feed_sample_expect_lacks(state, &entry, "CLASS");
	entry.is_private = true;
	feed_sample_expect_has(state, &entry, "CLASS:PRIVATE");
}

static void
test_a_published_feed_names_its_organizer_in_each_entry(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct feed_header header = feed_sample_header(*state);
	struct feed_entry entries[] = {
	    feed_sample_meeting(), feed_sample_task()};

	entries[1].uid = "bb@example.dk";
	header.organizer_name = "Ny leder; HR";
	header.organizer_address = "hr@example.dk";
	assert_int_equal(
	    feed_build(&header, entries, ARRAY_LEN(entries), &bytes, NULL),
	    OB_OK);
	feed_sample_expect_lines(
	    &bytes, "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH");
	feed_sample_expect_lines(&bytes,
	    "SEQUENCE:0\r\n"
	    "ORGANIZER;CN=\"Ny leder; HR\":mailto:hr@example.dk\r\n"
	    "DTSTART;TZID=Europe/Copenhagen:20260512T090000");
	feed_sample_expect_lines(&bytes,
	    "SEQUENCE:0\r\n"
	    "ORGANIZER;CN=\"Ny leder; HR\":mailto:hr@example.dk\r\n"
	    "DUE;VALUE=DATE:20260512");
}

struct wrong_case {
	const char *what;
	struct feed_entry entry;
};

static void
test_values_that_are_wrong_are_refused(void **state)
{
	struct feed_header header = feed_sample_header(*state);
	struct wrong_case cases[] = {{"uid", feed_sample_meeting()},
	    {"uid with a line break", feed_sample_meeting()},
	    {"sequence", feed_sample_meeting()},
	    {"change", feed_sample_meeting()},
	    {"no date", feed_sample_meeting()},
	    {"start", feed_sample_meeting()}, {"end", feed_sample_meeting()},
	    {"end before start", feed_sample_meeting()},
	    {"url", feed_sample_meeting()},
	    {"late change", feed_sample_meeting()},
	    {"task with a time", feed_sample_task()},
	    {"day of completion", feed_sample_task()},
	    {"alarm", feed_sample_meeting()},
	    {"long alarm", feed_sample_meeting()}};

	cases[0].entry.uid = "";
	cases[1].entry.uid = "a\r\nEVIL:1";
	cases[2].entry.sequence = -1;
	cases[3].entry.changed_at = -1;
	cases[4].entry.date = DATE_NONE;
	cases[5].entry.start = -1;
	cases[6].entry.end = 1441;
	cases[7].entry.end = cases[7].entry.start;
	cases[8].entry.url = "https://x/\r\nEVIL:1";
	cases[9].entry.changed_at = INT64_MAX;
	cases[10].entry.all_day = false;
	cases[11].entry.is_done = true;
	cases[11].entry.done_at = -1;
	cases[12].entry.has_alarm = cases[13].entry.has_alarm = true;
	cases[12].entry.alarm_minutes = -1;
	cases[13].entry.alarm_minutes = FEED_ALARM_MAX + 1;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
		struct error err = ERROR_INIT;

		strbuf_add_str(&bytes, "kept");
		if (feed_build(&header, &cases[i].entry, 1, &bytes, &err) !=
		    OB_EINVALID)
			fail_msg("wrong %s was accepted", cases[i].what);
		assert_true(err.text[0] != '\0');
		assert_string_equal(bytes.buf, "kept");
	}
}

static void
test_an_identity_may_not_be_there_twice(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct feed_header header = feed_sample_header(*state);
	struct feed_entry entries[] = {feed_sample_meeting(),
	    feed_sample_meeting(), feed_sample_meeting()};

	entries[1].uid = "bb@example.dk";
	entries[2].date = date_from_civil(2026, 6, 1);
	assert_int_equal(
	    feed_build(&header, entries, ARRAY_LEN(entries), &bytes, NULL),
	    OB_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_feed_is_written_as_agreed),
	    cmocka_unit_test(
		test_the_order_of_the_entries_does_not_change_the_bytes),
	    cmocka_unit_test(test_an_empty_feed_has_only_its_zone),
	    cmocka_unit_test(test_a_cancelled_entry_says_so),
	    cmocka_unit_test(test_an_entry_may_leave_its_time_free),
	    cmocka_unit_test(test_a_feed_has_no_method_and_no_people),
	    cmocka_unit_test(test_separators_are_escaped_everywhere),
	    cmocka_unit_test(test_control_characters_are_dropped),
	    cmocka_unit_test(test_the_link_stands_in_the_text_once),
	    cmocka_unit_test(test_an_entry_without_text_has_no_description),
	    cmocka_unit_test(test_lines_have_at_most_75_octets),
	    cmocka_unit_test(test_an_entry_may_be_private),
	    cmocka_unit_test(
		test_a_published_feed_names_its_organizer_in_each_entry),
	    cmocka_unit_test(test_values_that_are_wrong_are_refused),
	    cmocka_unit_test(test_an_identity_may_not_be_there_twice),
	};

	return cmocka_run_group_tests(
	    tests, feed_sample_open_zone, feed_sample_close_zone);
}
