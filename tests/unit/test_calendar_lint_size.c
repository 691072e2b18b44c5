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
	calendar_sample_expect_clean(sample.buf, NULL);
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
		calendar_sample_expect_found(
		    sample.buf, &cases[i].wanted, NULL);
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
	calendar_sample_lint(sample.buf, NULL, NULL, &findings);
	lint_case_expect(&findings, &wanted);
}

static void
test_a_zone_that_is_missing_does_not_hide_the_rest(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf sample = STRBUF_INIT;
	const struct lint_case wanted[] = {
	    {"", "", FINDING_ERROR, "18", "1190 more lines name a TZID"},
	    {"", "", FINDING_ERROR, "18", "590 more lines hold a floating"},
	    {"", "", FINDING_ERROR, "1", "is that of the entry in line"},
	};

	(void)state;
	strbuf_add_str(&sample, "BEGIN:VCALENDAR|VERSION:2.0|PRODID:x|");
	for (int i = 0; i < 600; i++)
		strbuf_add_format(&sample,
		    "BEGIN:VEVENT|UID:%d@a|DTSTAMP:20260101T000000Z|"
		    "DTSTART;TZID=A/B:20260101T100000|"
		    "DTEND;TZID=A/B:20260101T110000|"
		    "RECURRENCE-ID:20260101T100000|END:VEVENT|",
		    i == 599 ? 598 : i);
	strbuf_add_str(&sample, "END:VCALENDAR|");
	calendar_sample_lint(sample.buf, NULL, NULL, &findings);
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
		lint_case_expect(&findings, &wanted[i]);
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
	calendar_sample_lint(sample.buf, NULL, NULL, &findings);
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
	    cmocka_unit_test(test_a_thousand_events_are_not_too_many),
	    cmocka_unit_test(test_too_much_is_found),
	    cmocka_unit_test(test_very_many_attendees_take_no_time),
	    cmocka_unit_test(
		test_a_zone_that_is_missing_does_not_hide_the_rest),
	    cmocka_unit_test(test_findings_beyond_the_limit_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
