/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/calendar_lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "calendar_sample.h"

static const struct lint_case cases[] = {
    /* the calendar */
    {"VERSION:2.0|", "", FINDING_ERROR, "15", "no VERSION"},
    {"VERSION:2.0", "VERSION:1.0", FINDING_ERROR, "15", "'1.0'"},
    {"VERSION:2.0|", "VERSION:2.0|VERSION:2.0|", FINDING_ERROR, "15",
	"VERSION twice"},
    {"PRODID:-//Onboard//onboardd//EN|", "", FINDING_ERROR, "15", "no PRODID"},
    {"PRODID:", "PRODID:x|PRODID:", FINDING_ERROR, "15", "PRODID twice"},
    {"CALSCALE:GREGORIAN", "CALSCALE:JULIAN", FINDING_ERROR, "15", "CALSCALE"},
    {"X-WR-CALNAME:Ny leder|", "", FINDING_WARNING, "15", "no X-WR-CALNAME"},
    {";VALUE=DURATION:PT4H", ":PT4H", FINDING_ERROR, "15", "VALUE=DURATION"},
    {"X-PUBLISHED-TTL:PT4H", "X-PUBLISHED-TTL:PT0S", FINDING_ERROR,
	"RFC 5545 3.3.6", "above zero"},
    {"X-PUBLISHED-TTL:PT4H", "X-PUBLISHED-TTL:4H", FINDING_ERROR,
	"RFC 5545 3.3.6", "duration"},
    {"COLOR:steelblue", "COLOR:#4682B4", FINDING_ERROR, "15", "CSS3"},
    {"COLOR:steelblue", "COLOR:stahlblau", FINDING_ERROR, "15", "CSS3"},
    {"COLOR:#4682B4", "COLOR:#4682B", FINDING_ERROR, "15", "#RRGGBB"},
    {"COLOR:#4682B4", "COLOR:4682B4", FINDING_ERROR, "15", "#RRGGBB"},
    {"CALSCALE:", "METHOD:PUBLISH|CALSCALE:", FINDING_WARNING, "16",
	"wants an ORGANIZER"},
    {"END:VCALENDAR", "X-LATE:1|END:VCALENDAR", FINDING_ERROR, "RFC 5545 3.6",
	"behind a component"},
    {"END:VCALENDAR|", "END:VCALENDAR|BEGIN:VCALENDAR|END:VCALENDAR|",
	FINDING_ERROR, "RFC 5545 3.4", "second VCALENDAR"},
    {"BEGIN:VCALENDAR|", "BEGIN:VEVENT|", FINDING_ERROR, "29", "no VCALENDAR"},
    {"END:VCALENDAR|", "", FINDING_ERROR, "RFC 5545 3.6",
	"VCALENDAR has no END"},
    {"END:VALARM|", "", FINDING_ERROR, "RFC 5545 3.6",
	"VALARM has no END before the END:VEVENT"},
    {"END:VTODO|", "END:VTODO|END:VTODO|", FINDING_ERROR, "RFC 5545 3.6",
	"ends nothing"},
    {"BEGIN:VCALENDAR|", "X:1|BEGIN:VCALENDAR|", FINDING_ERROR, "RFC 5545 3.4",
	"outside"},
    {"BEGIN:VEVENT|", "BEGIN:VALARM|END:VALARM|BEGIN:VEVENT|", FINDING_ERROR,
	"RFC 5545 3.6", "VALARM may not stand in VCALENDAR"},
    {"CALSCALE:", "X-LIC-ERROR;X-LIC-ERRORTYPE=VALUE:bad|CALSCALE:",
	FINDING_ERROR, "12", "X-LIC-ERROR"},
    /* identity and change */
    {"UID:a1@example.org|", "", FINDING_ERROR, "1", "VEVENT has no UID"},
    {"UID:a2@", "UID:a1@", FINDING_ERROR, "1",
	"UID 'a1@example.org' is that of"},
    {"UID:a1@", "UID:å1@", FINDING_ERROR, "1", "plain ASCII"},
    {"UID:a1@", "UID:a 1@", FINDING_ERROR, "1", "plain ASCII"},
    {"DTSTAMP:20260101T000000Z|", "", FINDING_ERROR, "4",
	"VEVENT has no DTSTAMP"},
    {"DTSTAMP:20260101T000000Z", "DTSTAMP:20260101T000000", FINDING_ERROR, "4",
	"no time in UTC"},
    {"DTSTAMP:", "DTSTAMP;TZID=Europe/Copenhagen:", FINDING_ERROR, "4",
	"no time in UTC"},
    {"DTSTAMP:20260101T000000Z|",
	"DTSTAMP:20260101T000000Z|DTSTAMP:20260101T000000Z|", FINDING_ERROR,
	"4", "DTSTAMP twice"},
    {"SEQUENCE:3", "SEQUENCE:-3", FINDING_ERROR, "3", "no number"},
    {"SEQUENCE:3", "SEQUENCE:3.0", FINDING_ERROR, "3", "no number"},
    {"SEQUENCE:3", "SEQUENCE:99999999999", FINDING_ERROR, "3", "no number"},
    {"UID:t1@example.org|", "", FINDING_ERROR, "1", "VTODO has no UID"},
    {"SUMMARY:Frist", "SUMMARY:Frist|SUMMARY:To", FINDING_ERROR,
	"RFC 5545 3.6.1", "SUMMARY twice"},
    {"LAST-MODIFIED:20260101T000000Z|SEQ", "LAST-MODIFIED:20260101|SEQ",
	FINDING_ERROR, "4", "LAST-MODIFIED"},
    /* values */
    {"Møde\\; kaffe", "Møde; kaffe", FINDING_ERROR, "12", "';' is not escaped"},
    {"LOCATION:Rådhuset\\,", "LOCATION:Rådhuset,", FINDING_ERROR, "12",
	"',' is not escaped"},
    {"Én\\nto", "Én\\tto", FINDING_ERROR, "12", "begins no escape"},
    {"Forløb\\, mål", "Forløb, mål", FINDING_ERROR, "12", "X-WR-CALDESC"},
    {"to \\\\ tre", "to tre\\", FINDING_ERROR, "12", "begins no escape"},
    {"Uge 1\\, 2,", "Uge 1, 2,", FINDING_WARNING, "14", "escape it"},
    {"Uge 1\\, 2,", "Uge 1; 2,", FINDING_ERROR, "14", "CATEGORIES"},
    {"/p/x?a=%20", "/p/x y", FINDING_ERROR, "13", "no URI"},
    {"/p/x?a=%20", "/p/ø", FINDING_ERROR, "13", "no URI"},
    {"/p/x?a=%20", "/p/%2", FINDING_ERROR, "13", "no URI"},
    {"URL:https://", "URL://", FINDING_ERROR, "13", "no URI"},
    {"FEATURE=VIDEO", "FEATURE=\"AUDIO,VIDEO\"", FINDING_ERROR, "25",
	"one quoted feature"},
    {"CONFERENCE;VALUE=URI;", "CONFERENCE;", FINDING_ERROR, "25", "VALUE=URI"},
    {"CLASS:PRIVATE", "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA", FINDING_ERROR,
	"26", "inline binary"},
    {"CLASS:PRIVATE", "ATTACH:data:text/plain,x", FINDING_ERROR, "26",
	"inline data"},
    {"CLASS:PRIVATE", "CLASS:SECRET", FINDING_ERROR, "27", "SECRET"},
    {"CLASS:PRIVATE", "PRIORITY:10", FINDING_ERROR, "RFC 5545 3.8.1.9",
	"0 to 9"},
    {"CLASS:PRIVATE", "METHOD:REQUEST", FINDING_ERROR, "48",
	"METHOD stands in VEVENT"},
    {"CLASS:PRIVATE", "ATTENDEE:mailto:a@example.org", FINDING_ERROR, "17",
	"ATTENDEE in a feed"},
    {"CLASS:PRIVATE", "ORGANIZER:mailto:a@example.org", FINDING_WARNING, "17",
	"ORGANIZER in a feed"},
    {"STATUS:NEEDS-ACTION", "ATTENDEE:mailto:a@example.org", FINDING_ERROR,
	"17", "ATTENDEE in a feed"},
    /* parameters */
    {"LABEL=Video", "LABEL=\"Video", FINDING_ERROR, "RFC 5545 3.2",
	"does not end"},
    {"LABEL=Video", "LABEL=Vi\"deo", FINDING_ERROR, "RFC 5545 3.2",
	"quote within"},
    {"LABEL=Video", "LABEL=\"Vi\"deo", FINDING_ERROR, "RFC 5545 3.2",
	"behind its quote"},
    {"LABEL=Video", "LABEL", FINDING_ERROR, "RFC 5545 3.2", "no parameter"},
    {"LABEL=Video", "LABEL=a;LABEL=b", FINDING_ERROR, "RFC 5545 3.2",
	"LABEL twice"},
    {"LABEL=Video", "LABEL=a^b", FINDING_WARNING, "12", "RFC 6868"},
    {"LABEL=Video", "ALTREP=x", FINDING_ERROR, "RFC 5545 3.2",
	"without quotes"},
    /* alarms */
    {"TRIGGER:-PT15M|", "", FINDING_ERROR, "23", "no TRIGGER"},
    {"TRIGGER:-PT15M", "TRIGGER:15", FINDING_ERROR, "23", "no duration"},
    {"ACTION:DISPLAY|", "", FINDING_ERROR, "23", "no ACTION"},
    {"ACTION:DISPLAY", "ACTION:EMAIL", FINDING_ERROR, "23", "EMAIL"},
    {"DESCRIPTION:Møde|END:VALARM", "END:VALARM", FINDING_ERROR, "23",
	"VALARM has no DESCRIPTION"},
    {"UID:b1@example.org|", "", FINDING_ERROR, "23", "VALARM has no UID"},
    {"TRIGGER:-PT15M", "TRIGGER:-PT15M|REPEAT:2", FINDING_ERROR,
	"RFC 5545 3.6.6", "without the other"},
    /* cancelled */
    {"TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:FREE|", "", FINDING_ERROR,
	"9", "TRANSP:TRANSPARENT"},
    {"SUMMARY:Aflyst: Frist", "SUMMARY:Frist", FINDING_WARNING, "9", "title"},
    {"SEQUENCE:1", "SEQUENCE:0", FINDING_WARNING, "9", "SEQUENCE is 0"},
    {"STATUS:CONFIRMED", "STATUS:CANCELLED", FINDING_ERROR, "9",
	"has an alarm"},
};

static void
test_a_good_feed_is_left_in_peace(void **state)
{
	(void)state;
	calendar_sample_expect_clean(calendar_sample_feed, NULL);
}

static void
test_an_empty_feed_with_its_zone_is_left_in_peace(void **state)
{
	(void)state;
	calendar_sample_expect_clean(calendar_sample_empty, NULL);
}

static void
test_each_mistake_of_a_feed_is_found(void **state)
{
	(void)state;
	calendar_sample_expect_all(
	    calendar_sample_feed, cases, ARRAY_LEN(cases));
}

static void
test_colours_of_other_programs_are_left_in_peace(void **state)
{
	static const struct lint_case foreign[] = {
	    {.find = "COLOR:steelblue", .put = "COLOR:SteelBlue"},
	    {.find = "COLOR:#4682B4", .put = "COLOR:#4682B4FF"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;

		calendar_sample_lint(
		    calendar_sample_feed, &foreign[i], NULL, &findings);
		lint_case_expect_none(&findings);
	}
}

static void
test_a_cancelled_task_needs_no_transparency(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	const struct lint_case change = {
	    .find = "SUMMARY:Frist|STATUS:NEEDS-ACTION",
	    .put = "SUMMARY:Aflyst: Frist|SEQUENCE:1|STATUS:CANCELLED"};

	(void)state;
	calendar_sample_lint(calendar_sample_feed, &change, NULL, &findings);
	lint_case_expect_none(&findings);
}

static void
test_a_calendar_without_components_is_found(void **state)
{
	const struct lint_case change = {
	    CALENDAR_SAMPLE_ZONE, "", FINDING_ERROR, "29", "no component"};

	(void)state;
	calendar_sample_expect_found(calendar_sample_empty, &change, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_good_feed_is_left_in_peace),
	    cmocka_unit_test(test_an_empty_feed_with_its_zone_is_left_in_peace),
	    cmocka_unit_test(test_each_mistake_of_a_feed_is_found),
	    cmocka_unit_test(test_colours_of_other_programs_are_left_in_peace),
	    cmocka_unit_test(test_a_cancelled_task_needs_no_transparency),
	    cmocka_unit_test(test_a_calendar_without_components_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
