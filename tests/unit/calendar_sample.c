/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar_sample.h"

#include "base/memory.h"

const char calendar_sample_feed[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "CALSCALE:GREGORIAN|NAME:Ny leder|X-WR-CALNAME:Ny leder|"
    "X-WR-CALDESC:Forløb\\, mål|X-WR-TIMEZONE:Europe/Copenhagen|"
    "LAST-MODIFIED:20260101T000000Z|"
    "REFRESH-INTERVAL;VALUE=DURATION:PT4H|X-PUBLISHED-TTL:PT4H|"
    "COLOR:steelblue|X-APPLE-CALENDAR-COLOR:#4682B4|" CALENDAR_SAMPLE_ZONE
    "BEGIN:VEVENT|UID:a1@example.org|DTSTAMP:20260101T000000Z|"
    "LAST-MODIFIED:20260101T000000Z|SEQUENCE:3|"
    "DTSTART;TZID=Europe/Copenhagen:20260512T090000|"
    "DTEND;TZID=Europe/Copenhagen:20260512T100000|"
    "SUMMARY:Møde\\; kaffe|DESCRIPTION:Én\\nto \\\\ tre|"
    "LOCATION:Rådhuset\\, 1. sal|URL:https://onboard.example.org/p/x?a=%20|"
    "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Video:https://example.org/v|"
    "CATEGORIES:Uge 1\\, 2,Indkøring|CLASS:PRIVATE|STATUS:CONFIRMED|"
    "TRANSP:OPAQUE|X-MICROSOFT-CDO-BUSYSTATUS:BUSY|"
    "BEGIN:VALARM|UID:b1@example.org|ACTION:DISPLAY|TRIGGER:-PT15M|"
    "DESCRIPTION:Møde|END:VALARM|END:VEVENT|"
    "BEGIN:VEVENT|UID:a2@example.org|DTSTAMP:20260101T000000Z|SEQUENCE:1|"
    "DTSTART;VALUE=DATE:20260513|DTEND;VALUE=DATE:20260514|"
    "SUMMARY:Aflyst: Frist|STATUS:CANCELLED|TRANSP:TRANSPARENT|"
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE|END:VEVENT|"
    "BEGIN:VEVENT|UID:a3@example.org|DTSTAMP:20260101T000000Z|"
    "DTSTART;TZID=Europe/Copenhagen:20260514T090000|DURATION:PT1H|"
    "RRULE:FREQ=MONTHLY;BYDAY=MO,-1TH;UNTIL=20260701T070000Z|"
    "EXDATE;TZID=Europe/Copenhagen:20260521T090000,20260528T090000|"
    "SUMMARY:Samtale|END:VEVENT|"
    "BEGIN:VEVENT|UID:a3@example.org|DTSTAMP:20260101T000000Z|"
    "RECURRENCE-ID;TZID=Europe/Copenhagen:20260604T090000|"
    "DTSTART;TZID=Europe/Copenhagen:20260604T110000|DURATION:PT1H|"
    "SUMMARY:Samtale|END:VEVENT|"
    "BEGIN:VTODO|UID:t1@example.org|DTSTAMP:20260101T000000Z|"
    "DUE;VALUE=DATE:20260514|SUMMARY:Frist|STATUS:NEEDS-ACTION|END:VTODO|"
    "END:VCALENDAR|";

const char calendar_sample_empty[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "X-WR-CALNAME:Tom|REFRESH-INTERVAL;VALUE=DURATION:PT4H|"
    "X-PUBLISHED-TTL:PT4H|" CALENDAR_SAMPLE_ZONE "END:VCALENDAR|";

void
calendar_sample_lint(const char *sample, const struct lint_case *change,
    const struct calendar_lint_options *options, struct findings *findings)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	if (change == NULL)
		lint_case_expand(sample, &bytes);
	else
		lint_case_change(sample, change, &bytes);
	calendar_lint_run(bytes.buf, bytes.len, options, findings);
	findings_finish(findings);
}

void
calendar_sample_expect_clean(
    const char *sample, const struct calendar_lint_options *options)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	calendar_sample_lint(sample, NULL, options, &findings);
	lint_case_expect_none(&findings);
}

void
calendar_sample_expect_found(const char *sample, const struct lint_case *change,
    const struct calendar_lint_options *options)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	calendar_sample_lint(sample, change, options, &findings);
	lint_case_expect(&findings, change);
}

void
calendar_sample_expect_all(
    const char *sample, const struct lint_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		calendar_sample_expect_found(sample, &cases[i], NULL);
}
