/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/calendar_lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lint_case.h"

#define ZONE                                                                   \
	"BEGIN:VTIMEZONE|TZID:Europe/Copenhagen|"                              \
	"BEGIN:DAYLIGHT|DTSTART:19700329T020000|"                              \
	"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3|"                              \
	"TZOFFSETFROM:+0100|TZOFFSETTO:+0200|TZNAME:CEST|END:DAYLIGHT|"        \
	"BEGIN:STANDARD|DTSTART:19701025T030000|"                              \
	"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10|"                             \
	"TZOFFSETFROM:+0200|TZOFFSETTO:+0100|TZNAME:CET|END:STANDARD|"         \
	"END:VTIMEZONE|"

/* All that a feed may hold: what the linter must leave in peace. */
static const char feed[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "CALSCALE:GREGORIAN|NAME:Ny leder|X-WR-CALNAME:Ny leder|"
    "X-WR-CALDESC:Forløb\\, mål|X-WR-TIMEZONE:Europe/Copenhagen|"
    "LAST-MODIFIED:20260101T000000Z|"
    "REFRESH-INTERVAL;VALUE=DURATION:PT4H|X-PUBLISHED-TTL:PT4H|"
    "COLOR:steelblue|X-APPLE-CALENDAR-COLOR:#4682B4|" ZONE
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
    "RRULE:FREQ=WEEKLY;BYDAY=MO,-1TH;UNTIL=20260701T070000Z|"
    "EXDATE;TZID=Europe/Copenhagen:20260521T090000,20260528T090000|"
    "SUMMARY:Samtale|END:VEVENT|"
    "BEGIN:VEVENT|UID:a3@example.org|DTSTAMP:20260101T000000Z|"
    "RECURRENCE-ID;TZID=Europe/Copenhagen:20260604T090000|"
    "DTSTART;TZID=Europe/Copenhagen:20260604T110000|DURATION:PT1H|"
    "SUMMARY:Samtale|END:VEVENT|"
    "BEGIN:VTODO|UID:t1@example.org|DTSTAMP:20260101T000000Z|"
    "DUE;VALUE=DATE:20260514|SUMMARY:Frist|STATUS:NEEDS-ACTION|END:VTODO|"
    "END:VCALENDAR|";

static const char invitation[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "CALSCALE:GREGORIAN|METHOD:REQUEST|" ZONE
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
    "METHOD:CANCEL|" ZONE
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

static const char empty[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Onboard//onboardd//EN|"
    "X-WR-CALNAME:Tom|REFRESH-INTERVAL;VALUE=DURATION:PT4H|"
    "X-PUBLISHED-TTL:PT4H|" ZONE "END:VCALENDAR|";

static const struct lint_case feed_cases[] = {
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
    {"X-PUBLISHED-TTL:PT4H", "X-PUBLISHED-TTL:4H", FINDING_ERROR,
	"RFC 5545 3.3.6", "duration"},
    {"COLOR:steelblue", "COLOR:#4682B4", FINDING_ERROR, "15", "CSS3"},
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
    {"END:VTIMEZONE|", "END:VTIMEZONE|" ZONE, FINDING_ERROR, "20",
	"second VTIMEZONE"},
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
    {"DTSTART:19701025T030000", "DTSTART:19701026T030000", FINDING_ERROR, "19",
	"weekday"},
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
    {"FREQ=WEEKLY", "FREQ=FORTNIGHTLY", FINDING_ERROR, "RFC 5545 3.3.10",
	"FREQ=FORTNIGHTLY"},
    {"FREQ=WEEKLY;", "", FINDING_ERROR, "RFC 5545 3.3.10", "no FREQ"},
    {"FREQ=WEEKLY;", "FREQ=WEEKLY;FREQ=DAILY;", FINDING_ERROR,
	"RFC 5545 3.3.10", "FREQ twice"},
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
    {ZONE, "", FINDING_ERROR, "18", "no VTIMEZONE"},
};

static const struct lint_case cancellation_cases[] = {
    {"STATUS:CANCELLED|", "", FINDING_ERROR, "48", "without STATUS:CANCELLED"},
    {"SEQUENCE:1|", "", FINDING_ERROR, "48", "needs SEQUENCE"},
    {"SEQUENCE:1", "SEQUENCE:0", FINDING_ERROR, "48", "SEQUENCE:0"},
    {"DTSTART;TZID=Europe/Copenhagen:20260512T090000|", "", FINDING_ERROR, "48",
	"needs DTSTART"},
    {ZONE, "", FINDING_ERROR, "18", "no VTIMEZONE"},
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
lint(const char *sample, const struct lint_case *change,
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

static void
assert_clean(const char *sample, const struct calendar_lint_options *options)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	lint(sample, NULL, options, &findings);
	lint_case_expect_none(&findings);
}

static void
assert_found(const char *sample, const struct lint_case *change,
    const struct calendar_lint_options *options)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	lint(sample, change, options, &findings);
	lint_case_expect(&findings, change);
}

static void
assert_all_found(
    const char *sample, const struct lint_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_found(sample, &cases[i], NULL);
}

static void
test_a_good_feed_is_left_in_peace(void **state)
{
	(void)state;
	assert_clean(feed, NULL);
}

static void
test_an_empty_feed_with_its_zone_is_left_in_peace(void **state)
{
	(void)state;
	assert_clean(empty, NULL);
}

static void
test_good_messages_are_left_in_peace(void **state)
{
	(void)state;
	assert_clean(invitation, NULL);
	assert_clean(cancellation, NULL);
	assert_clean(reply, NULL);
}

static void
test_each_mistake_of_a_feed_is_found(void **state)
{
	(void)state;
	assert_all_found(feed, feed_cases, ARRAY_LEN(feed_cases));
}

static void
test_each_mistake_of_an_invitation_is_found(void **state)
{
	(void)state;
	assert_all_found(
	    invitation, invitation_cases, ARRAY_LEN(invitation_cases));
}

static void
test_each_mistake_of_a_cancellation_is_found(void **state)
{
	(void)state;
	assert_all_found(
	    cancellation, cancellation_cases, ARRAY_LEN(cancellation_cases));
}

static void
test_each_mistake_of_a_reply_is_found(void **state)
{
	(void)state;
	assert_all_found(reply, reply_cases, ARRAY_LEN(reply_cases));
}

static void
test_a_zone_behind_its_use_is_found(void **state)
{
	cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;
	const struct lint_case change = {"END:VCALENDAR|",
	    ZONE "END:VCALENDAR|", FINDING_ERROR, "20", "before its VTIMEZONE"};
	const char *at = strstr(invitation, ZONE);

	(void)state;
	strbuf_add(&sample, invitation, (size_t)(at - invitation));
	strbuf_add_str(&sample, at + strlen(ZONE));
	assert_found(sample.buf, &change, NULL);
}

static void
test_a_calendar_without_components_is_found(void **state)
{
	const struct lint_case change = {
	    ZONE, "", FINDING_ERROR, "29", "no component"};

	(void)state;
	assert_found(empty, &change, NULL);
}

static void
test_a_zone_without_summer_time_is_good(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	const struct lint_case change = {.find = ZONE,
	    .put = "BEGIN:VTIMEZONE|TZID:Asia/Kolkata|BEGIN:STANDARD|"
		   "DTSTART:19700101T000000|TZOFFSETFROM:+0530|"
		   "TZOFFSETTO:+0530|END:STANDARD|END:VTIMEZONE|"};

	(void)state;
	lint(empty, &change, NULL, &findings);
	lint_case_expect_none(&findings);
}

/* The mail's own side of an invitation. */
static const struct calendar_lint_options mail = {
    "REQUEST", "hr@example.org", "soren@example.com"};

static void
test_an_invitation_that_fits_its_mail_is_left_in_peace(void **state)
{
	(void)state;
	assert_clean(invitation, &mail);
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
	lint(invitation, &change, &mail, &findings);
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
	lint(invitation, &change, &quoted, &findings);
	lint_case_expect_none(&findings);
}

static void
test_an_answer_that_fits_its_mail_is_left_in_peace(void **state)
{
	const struct calendar_lint_options answer = {
	    "REPLY", "soren@example.com", "hr@example.org"};

	(void)state;
	assert_clean(reply, &answer);
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
		assert_found(invitation, &cases[i], &mail);
}

static void
make_big(size_t events, size_t description, struct strbuf *sample)
{
	strbuf_add_str(sample,
	    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:x|X-WR-CALNAME:x|"
	    "REFRESH-INTERVAL;VALUE=DURATION:PT4H|X-PUBLISHED-TTL:PT4H|");
	for (size_t i = 0; i < events; i++) {
		strbuf_add_format(sample,
		    "BEGIN:VEVENT|UID:%zu@example.org|"
		    "DTSTAMP:20260101T000000Z|DTSTART;VALUE=DATE:20260513|"
		    "DTEND;VALUE=DATE:20260514|TRANSP:TRANSPARENT|"
		    "DESCRIPTION:",
		    i);
		for (size_t k = 0; k < description; k += 70)
			strbuf_add_format(sample, "|  %070d", 0);
		strbuf_add_str(sample, "|END:VEVENT|");
	}
	strbuf_add_str(sample, "END:VCALENDAR|");
}

static void
test_a_thousand_events_are_not_too_many(void **state)
{
	cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;

	(void)state;
	make_big(1000, 0, &sample);
	assert_clean(sample.buf, NULL);
}

static void
test_too_much_is_found(void **state)
{
	static const struct {
		size_t events, description;
		struct lint_case wanted;
	} cases[] = {
	    {1001, 0, {"", "", FINDING_ERROR, "28", "has 1001 events"}},
	    {1000, 700,
		{"", "", FINDING_WARNING, "28", "Google takes about 1000000"}},
	    {1000, 1000,
		{"", "", FINDING_ERROR, "28", "Google takes about 1000000"}},
	    {1000, 9000, {"", "", FINDING_ERROR, "28", "are not read"}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;

		make_big(cases[i].events, cases[i].description, &sample);
		assert_found(sample.buf, &cases[i].wanted, NULL);
	}
}

static void
test_very_many_attendees_take_no_time(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;
	const struct lint_case wanted = {
	    "", "", FINDING_ERROR, "47", "more than 200 ATTENDEE"};

	(void)state;
	strbuf_add_str(&sample, "BEGIN:VCALENDAR|METHOD:REQUEST|BEGIN:VEVENT|");
	for (int i = 0; i < 200000; i++)
		strbuf_add_format(&sample, "ATTENDEE:mailto:a%d@b.dk|", i);
	strbuf_add_str(&sample, "END:VEVENT|END:VCALENDAR|");
	lint(sample.buf, NULL, NULL, &findings);
	lint_case_expect(&findings, &wanted);
}

static void
test_findings_beyond_the_limit_are_counted(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;

	(void)state;
	strbuf_add_str(&sample, "BEGIN:VCALENDAR|");
	for (int i = 0; i < 1001; i++)
		strbuf_add_str(&sample, "BEGIN:VEVENT|END:VEVENT|");
	strbuf_add_str(&sample, "END:VCALENDAR|");
	lint(sample.buf, NULL, NULL, &findings);
	assert_int_equal(findings.count, FINDINGS_MAX + 1);
	assert_true(findings.error_count > 3000);
	assert_int_equal(findings.items[FINDINGS_MAX].severity, FINDING_ERROR);
	assert_non_null(
	    strstr(findings.items[FINDINGS_MAX].text, "there is more"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_good_feed_is_left_in_peace),
	    cmocka_unit_test(test_an_empty_feed_with_its_zone_is_left_in_peace),
	    cmocka_unit_test(test_good_messages_are_left_in_peace),
	    cmocka_unit_test(test_each_mistake_of_a_feed_is_found),
	    cmocka_unit_test(test_each_mistake_of_an_invitation_is_found),
	    cmocka_unit_test(test_each_mistake_of_a_cancellation_is_found),
	    cmocka_unit_test(test_each_mistake_of_a_reply_is_found),
	    cmocka_unit_test(test_a_zone_behind_its_use_is_found),
	    cmocka_unit_test(test_a_calendar_without_components_is_found),
	    cmocka_unit_test(test_a_zone_without_summer_time_is_good),
	    cmocka_unit_test(
		test_an_invitation_that_fits_its_mail_is_left_in_peace),
	    cmocka_unit_test(test_a_sender_may_send_for_the_organizer),
	    cmocka_unit_test(
		test_an_address_may_need_another_form_in_a_calendar),
	    cmocka_unit_test(
		test_an_answer_that_fits_its_mail_is_left_in_peace),
	    cmocka_unit_test(test_what_does_not_fit_the_mail_is_found),
	    cmocka_unit_test(test_a_thousand_events_are_not_too_many),
	    cmocka_unit_test(test_too_much_is_found),
	    cmocka_unit_test(test_very_many_attendees_take_no_time),
	    cmocka_unit_test(test_findings_beyond_the_limit_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
