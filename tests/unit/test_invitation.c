/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/invitation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "lint_case.h"

#define STAMP 1767225600 /* 2026-01-01T00:00:00Z */

/* 12 May 2026, 09:00 to 10:00. */
static struct invitation_content
meeting(const struct zone *zone)
{
	return (struct invitation_content){
	    .method = INVITATION_REQUEST,
	    .uid = "aa@example.dk",
	    .sequence = 3,
	    .stamp = STAMP,
	    .zone = zone,
	    .date = date_from_civil(2026, 5, 12),
	    .start = 540,
	    .end = 600,
	    .summary = "Velkomst",
	    .description = "Kaffe",
	    .url = "https://onboard.example.dk/p/x",
	    .category = "Uge 1",
	    .organizer_name = "Onboarding",
	    .organizer_address = "onboarding@example.dk",
	    .attendee_name = "Søren Ærø",
	    .attendee_address = "soren@example.com",
	};
}

static int
open_zone(void **state)
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

/* The unfolded lines. */
static void
build(const struct invitation_content *content, struct strbuf *ret_lines)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (invitation_build(content, &bytes, &err) < 0)
		fail_msg("%s", err.text);
	lint_case_expect_good_calendar(&bytes);
	for (const char *rest = bytes.buf; *rest != '\0'; rest++) {
		if (strncmp(rest, "\r\n ", 3) == 0)
			rest += 2;
		else
			strbuf_add_char(ret_lines, *rest);
	}
}

static void
assert_line(const struct invitation_content *content, const char *line)
{
	cleanup_(strbuf_release) struct strbuf lines = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf wanted = STRBUF_INIT;

	build(content, &lines);
	strbuf_add_format(&wanted, "\r\n%s\r\n", line);
	if (strstr(lines.buf, wanted.buf) == NULL)
		fail_msg("'%s' is not in\n%s", line, lines.buf);
}

static void
assert_lacks(const struct invitation_content *content, const char *text)
{
	cleanup_(strbuf_release) struct strbuf lines = STRBUF_INIT;

	build(content, &lines);
	if (strstr(lines.buf, text) != NULL)
		fail_msg("'%s' is in\n%s", text, lines.buf);
}

/* What is sent once more does not take back what was answered. */
static void
test_an_answer_stands_in_what_is_sent_again(void **state)
{
	static const struct {
		const char *partstat;
		const char *written;
	} cases[] = {
	    {"accepted", "PARTSTAT=ACCEPTED;RSVP=TRUE"},
	    {"declined", "PARTSTAT=DECLINED;RSVP=TRUE"},
	    {"tentative", "PARTSTAT=TENTATIVE;RSVP=TRUE"},
	    {"delegated", "PARTSTAT=NEEDS-ACTION;RSVP=TRUE"},
	    {"needs-action", "PARTSTAT=NEEDS-ACTION;RSVP=TRUE"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf lines = STRBUF_INIT;
		struct invitation_content content = meeting(*state);

		content.partstat = cases[i].partstat;
		build(&content, &lines);
		assert_non_null(strstr(lines.buf, cases[i].written));
	}
}

static void
test_an_invitation_is_written_as_agreed(void **state)
{
	cleanup_(strbuf_release) struct strbuf lines = STRBUF_INIT;
	struct invitation_content content = meeting(*state);

	build(&content, &lines);
	assert_string_equal(lines.buf,
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//Onboard//onboardd//EN\r\n"
	    "CALSCALE:GREGORIAN\r\n"
	    "METHOD:REQUEST\r\n"
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
	    "SEQUENCE:3\r\n"
	    "DTSTAMP:20260101T000000Z\r\n"
	    "DTSTART;TZID=Europe/Copenhagen:20260512T090000\r\n"
	    "DTEND;TZID=Europe/Copenhagen:20260512T100000\r\n"
	    "SUMMARY:Velkomst\r\n"
	    "DESCRIPTION:Kaffe\\n\\nhttps://onboard.example.dk/p/x\r\n"
	    "URL:https://onboard.example.dk/p/x\r\n"
	    "CATEGORIES:Uge 1\r\n"
	    "ORGANIZER;CN=Onboarding:mailto:onboarding@example.dk\r\n"
	    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;"
	    "PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Søren Ærø:"
	    "mailto:soren@example.com\r\n"
	    "STATUS:CONFIRMED\r\n"
	    "TRANSP:OPAQUE\r\n"
	    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n");
}

static void
test_a_cancellation_has_its_status_its_attendee_and_its_zone(void **state)
{
	struct invitation_content content = meeting(*state);

	content.method = INVITATION_CANCEL;
	content.sequence = 4;
	assert_line(&content, "METHOD:CANCEL");
	assert_line(&content, "SEQUENCE:4");
	assert_line(&content, "STATUS:CANCELLED");
	assert_line(&content, "TRANSP:TRANSPARENT");
	assert_line(&content, "TZID:Europe/Copenhagen");
	assert_line(&content, "DTSTART;TZID=Europe/Copenhagen:20260512T090000");
	assert_line(
	    &content, "ORGANIZER;CN=Onboarding:mailto:onboarding@example.dk");
	assert_line(&content, "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;"
			      "PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Søren Ærø:"
			      "mailto:soren@example.com");
}

static void
test_a_declined_proposal_says_why(void **state)
{
	struct invitation_content content = meeting(*state);

	content.method = INVITATION_DECLINECOUNTER;
	content.comment = "Lederen er\noptaget";
	assert_line(&content, "METHOD:DECLINECOUNTER");
	assert_line(&content, "COMMENT:Lederen er\\noptaget");
	assert_line(&content, "UID:aa@example.dk");
	assert_line(&content, "SEQUENCE:3");
}

/*
 * libical's tables are RFC 5546's, by METHOD; that of DECLINECOUNTER is of an
 * older draft, which lets nothing stand there that clients show.
 */
static void
test_a_request_and_a_cancellation_keep_what_itip_asks_for(void **state)
{
	static const enum invitation_method methods[] = {
	    INVITATION_REQUEST, INVITATION_CANCEL};

	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
		struct invitation_content content = meeting(*state);
		icalcomponent *calendar;

		content.method = methods[i];
		assert_int_equal(
		    invitation_build(&content, &bytes, NULL), OB_OK);
		calendar = icalparser_parse_string(bytes.buf);
		assert_non_null(calendar);
		assert_int_equal(icalcomponent_count_errors(calendar), 0);
		if (!icalrestriction_check(calendar) ||
		    icalcomponent_count_errors(calendar) != 0)
			fail_msg("%s", icalcomponent_as_ical_string(calendar));
		assert_int_equal(icalcomponent_count_components(
				     calendar, ICAL_VEVENT_COMPONENT),
		    1);
		icalcomponent_free(calendar);
	}
}

static void
test_an_invitation_rings_no_alarm(void **state)
{
	struct invitation_content content = meeting(*state);

	assert_lacks(&content, "VALARM");
}

static void
test_names_may_be_left_out(void **state)
{
	struct invitation_content content = meeting(*state);

	content.organizer_name = NULL;
	content.attendee_name = "";
	assert_line(&content, "ORGANIZER:mailto:onboarding@example.dk");
	assert_lacks(&content, "CN=");
}

static void
test_a_name_stays_within_its_parameter(void **state)
{
	struct invitation_content content = meeting(*state);

	content.attendee_name = "Hansen, Bo; \"Chef\":^n\nEVIL:1";
	assert_line(&content,
	    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;"
	    "PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
	    "CN=\"Hansen, Bo; ^'Chef^': n EVIL:1\":mailto:soren@example.com");
}

static void
test_an_address_is_a_bare_uri(void **state)
{
	static const struct {
		const char *address;
		const char *uri;
	} cases[] = {
	    {"a@example.org", "mailto:a@example.org"},
	    {"O'Neill+x.y_z@xn--rdgrd-vuad.dk",
		"mailto:O'Neill+x.y_z@xn--rdgrd-vuad.dk"},
	    {"\"a@b,c\"@example.org", "mailto:%22a%40b%2Cc%22@example.org"},
	    {"a%b?c#d&e=f/g@example.org",
		"mailto:a%25b%3Fc%23d%26e%3Df%2Fg@example.org"},
	    {"\"a;b\"@example.org", "mailto:%22a%3Bb%22@example.org"},
	    {"sø@example.org", "mailto:s%C3%B8@example.org"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct invitation_content content = meeting(*state);
		cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;

		content.organizer_name = NULL;
		content.organizer_address = cases[i].address;
		strbuf_add_format(&line, "ORGANIZER:%s", cases[i].uri);
		assert_line(&content, line.buf);
	}
}

static void
refuse(const struct invitation_content *content, const char *what)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	strbuf_add_str(&bytes, "kept");
	if (invitation_build(content, &bytes, &err) != OB_EINVALID)
		fail_msg("'%s' was accepted", what);
	assert_true(err.text[0] != '\0');
	assert_string_equal(bytes.buf, "kept");
}

static const char *const injections[] = {"\r\nEVIL:1", "x\r\nEVIL:1", "\n",
    "x\r", "x\x01y", "a b", "<a@example.org>", "a@example.org\r\nX:1",
    "a\r\n@example.org", "a@b c", "a@", "@example.org", "", "a",
    "mailto:a@example.org\n", "a\x7f@example.org", "a@exam\xc3\xb8ple.org",
    "a\xff@example.org", "a@example.org>", "a@example.org;X=1",
    "a@example.org,b@example.org", "Bo <bo@example.org>",
    "a\xc2\x85@example.org", "a\xe2\x80\xa8@example.org"};

static void
test_no_address_begins_a_line_of_its_own(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(injections); i++) {
		struct invitation_content content = meeting(*state);

		content.attendee_address = injections[i];
		refuse(&content, injections[i]);
		content = meeting(*state);
		content.organizer_address = injections[i];
		refuse(&content, injections[i]);
	}
}

static void
test_values_that_are_wrong_are_refused(void **state)
{
	struct {
		const char *what;
		struct invitation_content content;
	} cases[8];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		cases[i].content = meeting(*state);
	cases[0].what = "uid";
	cases[0].content.uid = "a\r\nEVIL:1";
	cases[1].what = "url";
	cases[1].content.url = "https://x/\r\nEVIL:1";
	cases[2].what = "sequence";
	cases[2].content.sequence = -1;
	cases[3].what = "stamp";
	cases[3].content.stamp = INT64_MAX;
	cases[4].what = "start";
	cases[4].content.start = -1;
	cases[5].what = "end before start";
	cases[5].content.end = 540;
	cases[6].what = "end behind the day";
	cases[6].content.end = 1441;
	cases[7].what = "date";
	cases[7].content.date = DATE_NONE;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		refuse(&cases[i].content, cases[i].what);
}

/* Whatever stands in a text, the object has the same content lines. */
static void
test_a_text_adds_no_line(void **state)
{
	static const char *const texts[] = {"x\r\nATTENDEE:mailto:evil@x",
	    "x\nMETHOD:CANCEL", "END:VEVENT\r\nEND:VCALENDAR\r\n",
	    "a\x01\x1b b", "a;b,c:d\\e\"f", "\xff\xc3 x", "x\xe2\x80\xa8y",
	    "^n^'^^"};
	cleanup_(strbuf_release) struct strbuf usual = STRBUF_INIT;
	struct invitation_content plain = meeting(*state);
	size_t wanted = 0;

	plain.comment = "x";
	build(&plain, &usual);
	for (const char *c = usual.buf; *c != '\0'; c++)
		wanted += *c == '\n';
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		cleanup_(strbuf_release) struct strbuf lines = STRBUF_INIT;
		struct invitation_content content = meeting(*state);
		size_t count = 0;

		content.summary = content.description = texts[i];
		content.category = content.comment = texts[i];
		content.organizer_name = content.attendee_name = texts[i];
		build(&content, &lines);
		for (const char *c = lines.buf; *c != '\0'; c++)
			count += *c == '\n';
		assert_int_equal(count, wanted);
		assert_true(utf8_is_valid(lines.buf, lines.len));
	}
}

static void
test_a_time_that_comes_twice_is_in_utc_and_needs_no_zone(void **state)
{
	struct invitation_content content = meeting(*state);

	content.date = date_from_civil(2026, 10, 25);
	content.start = 150;
	content.end = 210;
	assert_line(&content, "DTSTART:20261025T003000Z");
	assert_lacks(&content, "VTIMEZONE");
}

static void
test_a_zone_that_cannot_be_said_is_in_utc(void **state)
{
	struct zone *zone = NULL;
	struct invitation_content content;

	(void)state;
	assert_int_equal(zone_open("Africa/Casablanca", &zone, NULL), OB_OK);
	content = meeting(zone);
	assert_line(&content, "DTSTART:20260512T080000Z");
	assert_lacks(&content, "TZID");
	zone_close(zone);
}

static void
test_the_same_content_gives_the_same_bytes(void **state)
{
	cleanup_(strbuf_release) struct strbuf one = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf other = STRBUF_INIT;
	struct invitation_content content = meeting(*state);

	assert_int_equal(invitation_build(&content, &one, NULL), OB_OK);
	assert_int_equal(invitation_build(&content, &other, NULL), OB_OK);
	assert_string_equal(one.buf, other.buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_invitation_is_written_as_agreed),
	    cmocka_unit_test(test_an_answer_stands_in_what_is_sent_again),
	    cmocka_unit_test(
		test_a_cancellation_has_its_status_its_attendee_and_its_zone),
	    cmocka_unit_test(test_a_declined_proposal_says_why),
	    cmocka_unit_test(
		test_a_request_and_a_cancellation_keep_what_itip_asks_for),
	    cmocka_unit_test(test_an_invitation_rings_no_alarm),
	    cmocka_unit_test(test_names_may_be_left_out),
	    cmocka_unit_test(test_a_name_stays_within_its_parameter),
	    cmocka_unit_test(test_an_address_is_a_bare_uri),
	    cmocka_unit_test(test_no_address_begins_a_line_of_its_own),
	    cmocka_unit_test(test_values_that_are_wrong_are_refused),
	    cmocka_unit_test(test_a_text_adds_no_line),
	    cmocka_unit_test(
		test_a_time_that_comes_twice_is_in_utc_and_needs_no_zone),
	    cmocka_unit_test(test_a_zone_that_cannot_be_said_is_in_utc),
	    cmocka_unit_test(test_the_same_content_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, open_zone, close_zone);
}
