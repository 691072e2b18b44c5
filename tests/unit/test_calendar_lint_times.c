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
    /* times */
    {"DTEND;TZID=Europe/Copenhagen:20260512T100000",
	"DTEND;TZID=Europe/Copenhagen:20260512T090000", FINDING_ERROR,
	"RFC 5545 3.8.2.2", "not after DTSTART"},
    {"DTEND;TZID=Europe/Copenhagen:20260512T100000", "DTEND:20260510T100000Z",
	FINDING_ERROR, "RFC 5545 3.8.2.2", "not after DTSTART"},
    {"DTEND;TZID=Europe/Copenhagen:20260512T100000",
	"DTEND;VALUE=DATE:20260513", FINDING_ERROR, "21", "not both"},
    {"DTEND;TZID=Europe/Copenhagen:20260512T100000|", "", FINDING_WARNING,
	"RFC 5545 3.6.1", "no end"},
    {"DURATION:PT1H|",
	"DURATION:PT1H|DTEND;TZID=Europe/Copenhagen:20260514T093000|",
	FINDING_ERROR, "RFC 5545 3.6.1", "DTEND and DURATION"},
    {"DTEND;TZID=Europe/Copenhagen:20260512T100000", "DTEND:20260512T063000Z",
	FINDING_ERROR, "RFC 5545 3.8.2.2", "not after DTSTART"},
    {"DURATION:PT1H", "DURATION:P0DT0H", FINDING_ERROR, "RFC 5545 3.3.6",
	"above zero"},
    {"DURATION:PT1H", "DURATION:1H", FINDING_ERROR, "RFC 5545 3.3.6",
	"duration"},
    {"DURATION:PT1H", "DURATION:P1WT1H", FINDING_ERROR, "RFC 5545 3.3.6",
	"duration"},
    {"DURATION:PT1H", "DURATION:-PT1H", FINDING_ERROR, "RFC 5545 3.3.6",
	"duration"},
    {"DTSTART;VALUE=DATE:20260513", "DTSTART:20260513", FINDING_ERROR, "21",
	"without VALUE=DATE"},
    {"DTSTART;VALUE=DATE:20260513",
	"DTSTART;VALUE=DATE;TZID=Europe/Copenhagen:20260513", FINDING_ERROR,
	"21", "a date with TZID"},
    {"DTSTART;VALUE=DATE:20260513", "DTSTART;VALUE=DATE:20260513T000000",
	FINDING_ERROR, "21", "but a time"},
    {"DTSTART;VALUE=DATE:20260513", "DTSTART;VALUE=DATE:20260230",
	FINDING_ERROR, "RFC 5545 3.3.5", "no date"},
    {"DTEND;VALUE=DATE:20260514", "DTEND;VALUE=DATE:20260513", FINDING_ERROR,
	"21", "the day after"},
    {"DTEND;VALUE=DATE:20260514", "DTEND;VALUE=DATE:20260512", FINDING_ERROR,
	"RFC 5545 3.8.2.2", "not after"},
    {"DTEND;VALUE=DATE:20260514", "DURATION:PT24H", FINDING_ERROR, "21",
	"not of days"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000|", "", FINDING_ERROR,
	"RFC 5545 3.6.1", "no DTSTART"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000",
	"DTSTART:20260512T090000", FINDING_ERROR, "18", "floating"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000",
	"DTSTART:20260512T070000Z", FINDING_WARNING, "18",
	"1 events are in UTC"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000",
	"DTSTART;TZID=Europe/Copenhagen:20260512T070000Z", FINDING_ERROR, "18",
	"UTC and has a TZID"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000",
	"DTSTART;TZID=Europe/Paris:20260512T090000", FINDING_ERROR, "18",
	"no VTIMEZONE for TZID 'Europe/Paris'"},
    {"20260512T090000", "20260512T250000", FINDING_ERROR, "RFC 5545 3.3.5",
	"no date or time"},
    {"TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:FREE", "TRANSP:OPAQUE",
	FINDING_WARNING, "21", "TRANSP:TRANSPARENT"},
    {"BUSYSTATUS:BUSY", "BUSYSTATUS:FREE", FINDING_ERROR, "21",
	"but TRANSP is OPAQUE"},
    {"TRANSP:OPAQUE", "TRANSP:MAYBE", FINDING_ERROR, "21", "MAYBE"},
    {"STATUS:CONFIRMED", "STATUS:COMPLETED", FINDING_ERROR, "RFC 5545 3.8.1.11",
	"COMPLETED"},
    {"DUE;VALUE=DATE:20260514", "DUE:20260514", FINDING_ERROR, "21",
	"without VALUE=DATE"},
    {"DUE;VALUE=DATE:20260514", "DURATION:P1D", FINDING_ERROR, "RFC 5545 3.6.2",
	"without DTSTART"},
    /* zones */
    {"END:VTIMEZONE|", "END:VTIMEZONE|" CALENDAR_SAMPLE_ZONE, FINDING_ERROR,
	"20", "second VTIMEZONE"},
    {"TZID:Europe/Copenhagen", "TZID:/freeassociation/Europe/Copenhagen",
	FINDING_ERROR, "19", "plain IANA"},
    {"TZID:Europe/Copenhagen|", "", FINDING_ERROR, "19",
	"VTIMEZONE has no TZID"},
    {"BEGIN:VTODO",
	"BEGIN:VTIMEZONE|TZID:Asia/"
	"Kolkata|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0530|"
	"TZOFFSETTO:+0530|END:STANDARD|END:VTIMEZONE|BEGIN:VTODO",
	FINDING_ERROR, "20", "nothing uses"},
    {"DTSTART:19701025T030000", "RDATE:19711025T030000|DTSTART:19701025T030000",
	FINDING_ERROR, "19", "RDATE"},
    {"DTSTART:19701025T030000", "DTSTART:19701018T030000", FINDING_ERROR, "19",
	"its RRULE names"},
    {"BYDAY=-1SU;BYMONTH=10", "BYDAY=SU;BYMONTH=10", FINDING_ERROR, "19",
	"its RRULE names"},
    {"BYDAY=-1SU;BYMONTH=10", "BYDAY=SU;BYMONTH=10;BYMONTHDAY=18,24",
	FINDING_ERROR, "19", "its RRULE names"},
    {"DTSTART:19701025T030000", "DTSTART:19701026T030000", FINDING_ERROR, "19",
	"its RRULE names"},
    {"DTSTART:19701025T030000", "DTSTART:19801026T030000", FINDING_WARNING,
	"19", "1970"},
    {"DTSTART:19701025T030000", "DTSTART:19701025T030000Z", FINDING_ERROR, "19",
	"no local time"},
    {"TZOFFSETTO:+0200", "TZOFFSETTO:+020030", FINDING_ERROR, "19", "+HHMM"},
    {"TZOFFSETTO:+0200", "TZOFFSETTO:+0300", FINDING_ERROR, "19",
	"is not TZOFFSETTO of DAYLIGHT"},
    {"TZOFFSETTO:+0200|", "", FINDING_ERROR, "19",
	"DAYLIGHT has no TZOFFSETTO"},
    {"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10|", "", FINDING_ERROR, "19",
	"STANDARD has no yearly RRULE"},
    {"BYMONTH=10", "BYMONTH=10;UNTIL=20301027T010000Z", FINDING_ERROR, "19",
	"yearly for ever"},
    {"END:STANDARD|",
	"END:STANDARD|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+"
	"0100|TZOFFSETTO:+0100|END:STANDARD|",
	FINDING_ERROR, "19", "2 STANDARD"},
    {"BEGIN:STANDARD|DTSTART:19701025T030000|RRULE:FREQ=YEARLY;BYDAY=-1SU;"
     "BYMONTH=10|TZOFFSETFROM:+0200|TZOFFSETTO:+0100|TZNAME:CET|END:STANDARD|",
	"", FINDING_ERROR, "19", "0 STANDARD"},
    /* recurrence */
    {"UNTIL=20260701T070000Z", "UNTIL=20260701T070000", FINDING_ERROR, "10",
	"not in UTC"},
    {"UNTIL=20260701T070000Z", "UNTIL=20260701", FINDING_ERROR, "10",
	"not both"},
    {"UNTIL=20260701T070000Z", "UNTIL=20260701T070000Z;COUNT=3", FINDING_ERROR,
	"10", "COUNT and UNTIL"},
    {"FREQ=MONTHLY", "FREQ=FORTNIGHTLY", FINDING_ERROR, "RFC 5545 3.3.10",
	"FREQ=FORTNIGHTLY"},
    {"FREQ=MONTHLY;", "", FINDING_ERROR, "RFC 5545 3.3.10", "no FREQ"},
    {"FREQ=MONTHLY;", "FREQ=MONTHLY;FREQ=DAILY;", FINDING_ERROR,
	"RFC 5545 3.3.10", "FREQ twice"},
    {"FREQ=MONTHLY", "FREQ=WEEKLY", FINDING_ERROR, "RFC 5545 3.3.10",
	"BYDAY has a number"},
    {"FREQ=MONTHLY;BYDAY=MO,-1TH", "FREQ=WEEKLY;BYMONTHDAY=4", FINDING_ERROR,
	"RFC 5545 3.3.10", "BYMONTHDAY does not go with FREQ=WEEKLY"},
    {"BYDAY=MO,-1TH", "BYYEARDAY=4", FINDING_ERROR, "RFC 5545 3.3.10",
	"BYYEARDAY does not go with FREQ=MONTHLY"},
    {"BYDAY=MO,-1TH", "BYWEEKNO=4", FINDING_ERROR, "RFC 5545 3.3.10",
	"BYWEEKNO does not go with FREQ=MONTHLY"},
    {"BYDAY=MO,-1TH", "BYDAY=MO,XX", FINDING_ERROR, "RFC 5545 3.3.10",
	"BYDAY=MO,XX"},
    {"BYDAY=MO,-1TH", "BYMONTHDAY=0", FINDING_ERROR, "RFC 5545 3.3.10",
	"BYMONTHDAY=0"},
    {"BYDAY=MO,-1TH", "INTERVAL=0", FINDING_ERROR, "RFC 5545 3.3.10",
	"INTERVAL=0"},
    {"EXDATE;TZID=Europe/Copenhagen:20260521T090000,20260528T090000",
	"EXDATE;VALUE=DATE:20260521", FINDING_ERROR, "10",
	"EXDATE is not of the type"},
    {"EXDATE;TZID=Europe/Copenhagen:20260521T090000,20260528T090000",
	"EXDATE:20260521T070000Z", FINDING_ERROR, "10",
	"EXDATE is not of the type"},
    {",20260528T090000", ",20260528", FINDING_ERROR, "RFC 5545 3.3.5",
	"EXDATE"},
    {"RECURRENCE-ID;TZID=Europe/Copenhagen:20260604T090000",
	"RECURRENCE-ID;VALUE=DATE:20260604", FINDING_ERROR, "10",
	"RECURRENCE-ID is not of the type"},
    {"20260604T090000|", "20260604T090000|RRULE:FREQ=DAILY|", FINDING_ERROR,
	"10", "RECURRENCE-ID has an RRULE"},
    {"RECURRENCE-ID;TZID=Europe/Copenhagen:20260604T090000|", "", FINDING_ERROR,
	"1", "UID 'a3@"},
};

static void
test_each_mistake_of_a_time_is_found(void **state)
{
	(void)state;
	calendar_sample_expect_all(
	    calendar_sample_feed, cases, ARRAY_LEN(cases));
}

static void
test_times_of_other_programs_are_left_in_peace(void **state)
{
	static const struct lint_case foreign[] = {
	    {.find = "DTEND;TZID=Europe/Copenhagen:20260512T100000",
		.put = "DTEND:20260512T073000Z"},
	    {.find = "BYDAY=-1SU;BYMONTH=10", .put = "BYDAY=4SU;BYMONTH=10"},
	    {.find = "BYDAY=-1SU;BYMONTH=10",
		.put = "BYDAY=SU;BYMONTH=10;BYMONTHDAY=25,26,27,28,29,30,31"},
	    {.find = "BUSYSTATUS:BUSY", .put = "BUSYSTATUS:WORKINGELSEWHERE"},
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
test_a_zone_of_no_region_is_good(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	const struct lint_case change = {
	    .find = "TZID:Europe/Copenhagen", .put = "TZID:CET"};

	(void)state;
	calendar_sample_lint(calendar_sample_empty, &change, NULL, &findings);
	lint_case_expect_none(&findings);
}

static void
test_a_zone_without_summer_time_is_good(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	const struct lint_case change = {.find = CALENDAR_SAMPLE_ZONE,
	    .put = "BEGIN:VTIMEZONE|TZID:Asia/Kolkata|BEGIN:STANDARD|"
		   "DTSTART:19700101T000000|TZOFFSETFROM:+0530|"
		   "TZOFFSETTO:+0530|END:STANDARD|END:VTIMEZONE|"};

	(void)state;
	calendar_sample_lint(calendar_sample_empty, &change, NULL, &findings);
	lint_case_expect_none(&findings);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_mistake_of_a_time_is_found),
	    cmocka_unit_test(test_times_of_other_programs_are_left_in_peace),
	    cmocka_unit_test(test_a_zone_of_no_region_is_good),
	    cmocka_unit_test(test_a_zone_without_summer_time_is_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
