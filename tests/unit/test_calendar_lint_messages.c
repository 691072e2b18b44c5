/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/calendar_lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "calendar_sample.h"

static const char invitation[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "CALSCALE:GREGORIAN|METHOD:REQUEST|" CALENDAR_SAMPLE_ZONE
    "BEGIN:VEVENT|UID:a1@example.org|DTSTAMP:20260101T000000Z|SEQUENCE:0|"
    "DTSTART;TZID=Europe/Copenhagen:20260512T090000|"
    "DTEND;TZID=Europe/Copenhagen:20260512T100000|SUMMARY:Velkomst|"
    "ORGANIZER;CN=\"Onboarding: HR\":mailto:hr@example.org|"
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;|"
    " PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Søren ^'Ærø^':|"
    " mailto:soren@example.com|STATUS:CONFIRMED|TRANSP:OPAQUE|END:VEVENT|"
    "END:VCALENDAR|";

static const char cancellation[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "METHOD:CANCEL|" CALENDAR_SAMPLE_ZONE
    "BEGIN:VEVENT|UID:a1@example.org|DTSTAMP:20260101T000000Z|SEQUENCE:1|"
    "DTSTART;TZID=Europe/Copenhagen:20260512T090000|"
    "DTEND;TZID=Europe/Copenhagen:20260512T100000|SUMMARY:Velkomst|"
    "ORGANIZER:mailto:hr@example.org|ATTENDEE:mailto:soren@example.com|"
    "STATUS:CANCELLED|END:VEVENT|END:VCALENDAR|";

static const char reply[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "METHOD:REPLY|"
    "BEGIN:VEVENT|UID:a1@example.org|DTSTAMP:20260101T000000Z|SEQUENCE:0|"
    "ORGANIZER:mailto:hr@example.org|"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:soren@example.com|"
    "END:VEVENT|END:VCALENDAR|";

static const struct lint_case invitation_cases[] = {
    {"METHOD:REQUEST", "METHOD:Request", FINDING_ERROR, "43", "'Request'"},
    {"METHOD:REQUEST", "METHOD:INVITE", FINDING_ERROR, "43", "'INVITE'"},
    {"METHOD:REQUEST|", "METHOD:REQUEST|METHOD:REQUEST|", FINDING_ERROR,
	"RFC 5545 3.6", "METHOD twice"},
    {"END:VEVENT|", "END:VEVENT|BEGIN:VEVENT|END:VEVENT|", FINDING_ERROR, "44",
	"2 VEVENT"},
    {"END:VEVENT|", "END:VEVENT|BEGIN:VTODO|END:VTODO|", FINDING_ERROR, "44",
	"not for VTODO"},
    {"ORGANIZER;CN=\"Onboarding: HR\":mailto:hr@example.org|", "",
	FINDING_ERROR, "46", "needs ORGANIZER"},
    {"mailto:hr@example.org", "hr@example.org", FINDING_ERROR, "46",
	"no 'mailto:'"},
    {"mailto:hr@example.org", "mailto:HR <hr@example.org>", FINDING_ERROR, "46",
	"more than an address"},
    {"mailto:hr@example.org", "mailto:hr", FINDING_ERROR, "46",
	"no plain address"},
    {"mailto:hr@example.org", "mailto:h,r@example.org", FINDING_ERROR, "46",
	"no plain address"},
    {"mailto:hr@example.org", "mailto:hr@blåbær.dk", FINDING_ERROR, "46",
	"no plain address"},
    {"mailto:hr@example.org", "mailto:Soren@example.com", FINDING_ERROR, "47",
	"ORGANIZER is an ATTENDEE"},
    {"CN=\"Onboarding: HR\"", "CN=Onboarding: HR", FINDING_ERROR, "46",
	"no 'mailto:'"},
    {"CN=\"Onboarding: HR\"", "SENT-BY=mailto:x@example.org", FINDING_ERROR,
	"RFC 5545 3.2", "SENT-BY"},
    {"ATTENDEE;CUTYPE", "CONTACT;CUTYPE", FINDING_ERROR, "47",
	"needs ATTENDEE"},
    {"CUTYPE=INDIVIDUAL;", "", FINDING_ERROR, "47", "no CUTYPE"},
    {"ROLE=REQ-PARTICIPANT;", "", FINDING_ERROR, "47", "no ROLE"},
    {"PARTSTAT=NEEDS-ACTION;", "", FINDING_ERROR, "47", "no PARTSTAT"},
    {"RSVP=TRUE;", "", FINDING_ERROR, "47", "no RSVP"},
    {"STATUS:CONFIRMED",
	"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=TRUE:|  "
	"mailto:soren@example.com",
	FINDING_ERROR, "46", "no 'mailto:'"},
    {"STATUS:CONFIRMED",
	"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=TRUE:|"
	" mailto:soren@example.com",
	FINDING_ERROR, "47", "stands in line"},
    {"STATUS:CONFIRMED", "STATUS:CANCELLED", FINDING_ERROR, "48",
	"REQUEST with STATUS:CANCELLED"},
    {"SUMMARY:Velkomst|", "", FINDING_ERROR, "RFC 5546 3.2", "needs SUMMARY"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000|", "", FINDING_ERROR, "48",
	"needs DTSTART"},
    {CALENDAR_SAMPLE_ZONE, "", FINDING_ERROR, "18", "no VTIMEZONE"},
};

static const struct lint_case cancellation_cases[] = {
    {"STATUS:CANCELLED|", "", FINDING_ERROR, "48", "without STATUS:CANCELLED"},
    {"SEQUENCE:1|", "", FINDING_ERROR, "48", "needs SEQUENCE"},
    {"SEQUENCE:1", "SEQUENCE:0", FINDING_ERROR, "48", "SEQUENCE:0"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000|", "", FINDING_ERROR, "48",
	"needs DTSTART"},
    {CALENDAR_SAMPLE_ZONE, "", FINDING_ERROR, "18", "no VTIMEZONE"},
    {"ATTENDEE:mailto:soren@example.com|", "", FINDING_ERROR, "47",
	"needs ATTENDEE"},
};

static const struct lint_case reply_cases[] = {
    {"ATTENDEE;", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.org|ATTENDEE;",
	FINDING_ERROR, "53", "exactly one"},
    {";PARTSTAT=ACCEPTED", "", FINDING_ERROR, "53", "PARTSTAT"},
    {"PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION", FINDING_ERROR, "53",
	"NEEDS-ACTION"},
    {"ORGANIZER:mailto:hr@example.org|", "", FINDING_ERROR, "46",
	"needs ORGANIZER"},
};

static void
test_good_messages_are_left_in_peace(void **state)
{
	(void)state;
	calendar_sample_expect_clean(invitation, NULL);
	calendar_sample_expect_clean(cancellation, NULL);
	calendar_sample_expect_clean(reply, NULL);
}

static void
test_each_mistake_of_an_invitation_is_found(void **state)
{
	(void)state;
	calendar_sample_expect_all(
	    invitation, invitation_cases, ARRAY_LEN(invitation_cases));
}

static void
test_each_mistake_of_a_cancellation_is_found(void **state)
{
	(void)state;
	calendar_sample_expect_all(
	    cancellation, cancellation_cases, ARRAY_LEN(cancellation_cases));
}

static void
test_each_mistake_of_a_reply_is_found(void **state)
{
	(void)state;
	calendar_sample_expect_all(reply, reply_cases, ARRAY_LEN(reply_cases));
}

static void
test_a_zone_behind_its_use_is_found(void **state)
{
	cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;
	const struct lint_case change = {"END:VCALENDAR|",
	    CALENDAR_SAMPLE_ZONE "END:VCALENDAR|", FINDING_ERROR, "20",
	    "before its VTIMEZONE"};
	const char *at = strstr(invitation, CALENDAR_SAMPLE_ZONE);

	(void)state;
	strbuf_add(&sample, invitation, (size_t)(at - invitation));
	strbuf_add_str(&sample, at + strlen(CALENDAR_SAMPLE_ZONE));
	calendar_sample_expect_found(sample.buf, &change, NULL);
}

/* The mail's own side of an invitation. */
static const struct calendar_lint_options mail = {
    "REQUEST", "hr@example.org", "soren@example.com"};

static void
test_an_invitation_that_fits_its_mail_is_left_in_peace(void **state)
{
	(void)state;
	calendar_sample_expect_clean(invitation, &mail);
}

static void
test_a_sender_may_send_for_the_organizer(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	const struct lint_case change = {
	    .find = "CN=\"Onboarding: HR\":mailto:hr@example.org",
	    .put = "SENT-BY=\"mailto:hr@example.org\":|"
		   " mailto:mette@example.org"};

	(void)state;
	calendar_sample_lint(invitation, &change, &mail, &findings);
	lint_case_expect_none(&findings);
}

static void
test_an_address_may_need_another_form_in_a_calendar(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	const struct calendar_lint_options quoted = {
	    "REQUEST", "hr@example.org", "\"s,ren\"&b@example.com"};
	const struct lint_case change = {.find = "soren@example.com",
	    .put = "%22s%2Cren%22%26b@example.com"};

	(void)state;
	calendar_sample_lint(invitation, &change, &quoted, &findings);
	lint_case_expect_none(&findings);
}

static void
test_an_answer_that_fits_its_mail_is_left_in_peace(void **state)
{
	const struct calendar_lint_options answer = {
	    "REPLY", "soren@example.com", "hr@example.org"};

	(void)state;
	calendar_sample_expect_clean(reply, &answer);
}

static void
test_what_does_not_fit_the_mail_is_found(void **state)
{
	static const struct lint_case cases[] = {
	    {"METHOD:REQUEST", "METHOD:CANCEL", FINDING_ERROR, "43",
		"the part says method=REQUEST"},
	    {"METHOD:REQUEST|", "", FINDING_ERROR, "43", "no METHOD"},
	    {"METHOD:REQUEST", "METHOD:PUBLISH", FINDING_ERROR, "44",
		"Outlook does not know it"},
	    {"mailto:hr@", "mailto:it@", FINDING_ERROR, "46",
		"ORGANIZER is 'it@example.org'"},
	    {"mailto:hr@", "mailto:HR@", FINDING_ERROR, "46",
		"ORGANIZER is 'HR@example.org'"},
	    {"mailto:soren@", "mailto:ida@", FINDING_ERROR, "47",
		"who is no ATTENDEE"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		calendar_sample_expect_found(invitation, &cases[i], &mail);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good_messages_are_left_in_peace),
	    cmocka_unit_test(test_each_mistake_of_an_invitation_is_found),
	    cmocka_unit_test(test_each_mistake_of_a_cancellation_is_found),
	    cmocka_unit_test(test_each_mistake_of_a_reply_is_found),
	    cmocka_unit_test(test_a_zone_behind_its_use_is_found),
	    cmocka_unit_test(
		test_an_invitation_that_fits_its_mail_is_left_in_peace),
	    cmocka_unit_test(test_a_sender_may_send_for_the_organizer),
	    cmocka_unit_test(
		test_an_address_may_need_another_form_in_a_calendar),
	    cmocka_unit_test(
		test_an_answer_that_fits_its_mail_is_left_in_peace),
	    cmocka_unit_test(test_what_does_not_fit_the_mail_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
