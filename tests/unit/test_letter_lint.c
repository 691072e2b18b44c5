/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/lint_letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lint_case.h"

/* Letters with calendars: the linters of both together. */

#define CALENDAR                                                               \
	"BEGIN:VCALENDAR|VERSION:2.0|PRODID:x|METHOD:REQUEST|"                 \
	"BEGIN:VEVENT|UID:1@example.org|DTSTAMP:20260101T000000Z|"             \
	"DTSTART;VALUE=3DDATE:20260512|DTEND;VALUE=3DDATE:20260513|"           \
	"SUMMARY:Velkomst|TRANSP:TRANSPARENT|"                                 \
	"ORGANIZER:mailto:hr@example.org|"                                     \
	"ATTENDEE;CUTYPE=3DINDIVIDUAL;ROLE=3DREQ-PARTICIPANT;RSVP=3DTRUE;|"    \
	" PARTSTAT=3DNEEDS-ACTION:mailto:soren@example.com|"                   \
	"END:VEVENT|END:VCALENDAR|"

static const char letter[] =
    "Date: Thu, 01 Oct 2026 08:00:00 +0200|From: <hr@example.org>|"
    "To: <soren@example.com>|Subject: Velkomst|"
    "Message-ID: <0123456789abcdef@onboard.example.org>|"
    "Auto-Submitted: auto-generated|X-Auto-Response-Suppress: OOF|"
    "Content-Language: da|MIME-Version: 1.0|"
    "Content-Type: multipart/mixed; boundary=\"m\"||"
    "--m|Content-Type: multipart/alternative; boundary=a||"
    "--a|Content-Type: text/plain; charset=utf-8|"
    "Content-Transfer-Encoding: quoted-printable||Velkomst|"
    "--a|Content-Type: text/html; charset=utf-8|"
    "Content-Transfer-Encoding: quoted-printable||"
    "<html lang=3D\"da\"><p>Velkomst</p></html>|"
    "--a|Content-Type: text/calendar; charset=utf-8; method=REQUEST;|"
    " component=VEVENT|"
    "Content-Transfer-Encoding: quoted-printable||" CALENDAR "|"
    "--a--||"
    "--m|Content-Type: application/ics; name=\"invite.ics\"|"
    "Content-Disposition: attachment; filename=\"invite.ics\"|"
    "Content-Transfer-Encoding: quoted-printable||" CALENDAR "|--m--|";

static const struct lint_case cases[] = {
    {"; method=REQUEST", "", FINDING_ERROR, "43", "no method="},
    {"method=REQUEST", "method=request", FINDING_ERROR, "43", "upper case"},
    {"method=REQUEST", "method=CANCEL", FINDING_ERROR, "43",
	"the part says method=CANCEL"},
    {" component=VEVENT", " x=y", FINDING_ERROR, "43", "component=VEVENT"},
    {"text/calendar; charset=utf-8", "text/calendar; charset=us-ascii",
	FINDING_ERROR, "41", "not in utf-8"},
    {" component=VEVENT|", " component=VEVENT|Content-Disposition: inline|",
	FINDING_ERROR, "42", "has a Content-Disposition"},
    {" component=VEVENT|Content-Transfer-Encoding: quoted-printable|",
	" component=VEVENT|Content-Transfer-Encoding: 8bit|", FINDING_ERROR,
	"45", "not base64"},
    {" component=VEVENT|Content-Transfer-Encoding: quoted-printable|",
	" component=VEVENT|", FINDING_WARNING, "45", "neither base64"},
    {"--a--|", "--a|Content-Type: text/plain; charset=utf-8||x|--a--|",
	FINDING_ERROR, "42", "not the last"},
    {"--a--|", "--a|Content-Type: text/calendar; charset=utf-8||x|--a--|",
	FINDING_ERROR, "41", "second text/calendar"},
    {"multipart/alternative", "multipart/mixed", FINDING_ERROR, "41",
	"not in a multipart/alternative"},
    {"multipart/mixed", "multipart/related", FINDING_ERROR, "41",
	"outer multipart/mixed"},
    {"Content-Type: text/calendar", "Content-Type: text/x-calendar",
	FINDING_ERROR, "41", "no text/calendar beside application/ics"},
    {"--m--|",
	"--m|Content-Type: application/ics||--m|Content-Type: "
	"application/ics||--m|Content-Type: application/ics||--m--|",
	FINDING_ERROR, "41", "more than 4 calendars"},
    {"Content-Type: application/ics", "Content-Type: application/pdf",
	FINDING_ERROR, "41", "no application/ics"},
    {"name=\"invite.ics\"", "name=\"kalender.ics\"", FINDING_ERROR, "42",
	"not called invite.ics"},
    {"Content-Disposition: attachment", "Content-Disposition: inline",
	FINDING_ERROR, "41", "no attachment"},
    {"SUMMARY:Velkomst", "SUMMARY:Farvel", FINDING_ERROR, "41",
	"not the one of text/calendar"},
    {"MIME-Version: 1.0|",
	"MIME-Version: 1.0|List-Id: <a.b>|List-Unsubscribe: "
	"<https://a.b>|List-Unsubscribe-Post: List-Unsubscribe=One-Click|",
	FINDING_ERROR, "62", "with a calendar"},
    {"From: <hr@", "From: <it@", FINDING_ERROR, "46",
	"line 12 of the calendar: ORGANIZER is 'hr@example.org', but the mail "
	"is from 'it@example.org'"},
    {"To: <soren@", "To: <ida@", FINDING_ERROR, "47", "who is no ATTENDEE"},
    {"METHOD:REQUEST|", "", FINDING_ERROR, "43", "has no METHOD"},
    {"DTSTAMP:20260101T000000Z|", "", FINDING_ERROR, "4", "no DTSTAMP"},
};

static void
lint(const struct lint_case *change, struct findings *findings)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	if (change == NULL)
		lint_case_expand(letter, &bytes);
	else
		lint_case_change(letter, change, &bytes);
	lint_letter_run(bytes.buf, bytes.len, findings);
}

static void
test_a_good_invitation_is_left_in_peace(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	(void)state;
	lint(NULL, &findings);
	lint_case_expect_none(&findings);
}

static void
test_each_mistake_of_an_invitation_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;

		lint(&cases[i], &findings);
		lint_case_expect(&findings, &cases[i]);
	}
}

static void
test_a_calendar_that_is_there_twice_is_read_once(void **state)
{
	cleanup_(findings_release) struct findings once = FINDINGS_INIT;
	cleanup_(findings_release) struct findings twice = FINDINGS_INIT;
	const struct lint_case one = {
	    .find = "From: <hr@", .put = "From: <it@"};

	(void)state;
	lint(&one, &once);
	assert_int_equal(once.error_count, 1);
	lint(&cases[ARRAY_LEN(cases) - 1], &twice);
	assert_int_equal(twice.error_count, 2); /* and they are not the same */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_good_invitation_is_left_in_peace),
	    cmocka_unit_test(test_each_mistake_of_an_invitation_is_found),
	    cmocka_unit_test(test_a_calendar_that_is_there_twice_is_read_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
