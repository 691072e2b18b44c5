/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/calendar_lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lint_case.h"

#define SEVENTY                                                                \
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" \
	"xx"

/* Line 9 is the title. */
static const char sample[] =
    "BEGIN:VCALENDAR|VERSION:2.0|PRODID:x|X-WR-CALNAME:x|"
    "REFRESH-INTERVAL;VALUE=DURATION:PT4H|X-PUBLISHED-TTL:PT4H|"
    "BEGIN:VEVENT|UID:1@example.org|SUMMARY:Æble|"
    "DTSTAMP:20260101T000000Z|DTSTART;VALUE=DATE:20260513|"
    "DTEND;VALUE=DATE:20260514|TRANSP:TRANSPARENT|"
    "END:VEVENT|END:VCALENDAR|";

struct octet_case {
	struct lint_case change;
	size_t line;
};

static const struct octet_case cases[] = {
    {{"SUMMARY:Æble|", "SUMMARY:Æble\n", FINDING_ERROR, "11", "LF alone"}, 9},
    {{"SUMMARY:Æble|", "SUMMARY:Æble\r", FINDING_ERROR, "11", "CR alone"}, 9},
    {{"END:VCALENDAR|", "END:VCALENDAR", FINDING_ERROR, "11",
	 "does not end with CRLF"},
	15},
    {{"Æble", SEVENTY, FINDING_ERROR, "11", "line of 78 octets"}, 9},
    {{"Æble", "|  " SEVENTY "xxxx", FINDING_ERROR, "11", "line of 76 octets"},
	10},
    {{"Æble",
	 "\xc3| \x86"
	 "ble",
	 FINDING_ERROR, "11", "within a character"},
	10},
    {{"Æble", "x|\tble", FINDING_WARNING, "11", "tab"}, 10},
    {{"SUMMARY:Æble|", "SUMMARY:Æble||", FINDING_ERROR, "11", "empty"}, 10},
    {{"BEGIN:VCALENDAR", " BEGIN:VCALENDAR", FINDING_ERROR, "11", "first line"},
	1},
    {{"BEGIN:VCALENDAR",
	 "\xef\xbb\xbf"
	 "BEGIN:VCALENDAR",
	 FINDING_ERROR, "RFC 5545 3.1", "byte order mark"},
	1},
    {{"Æble",
	 "\xc6"
	 "ble",
	 FINDING_ERROR, "12", "not valid UTF-8"},
	9},
    {{"Æble", "\xed\xa0\x80", FINDING_ERROR, "12", "not valid UTF-8"}, 9},
    {{"Æble",
	 "a\x01"
	 "b",
	 FINDING_ERROR, "12", "control character"},
	9},
    {{"Æble",
	 "a\x7f"
	 "b",
	 FINDING_ERROR, "12", "control character"},
	9},
    {{"Æble",
	 "a\xe2\x80\xa8"
	 "b",
	 FINDING_ERROR, "12", "control character"},
	9},
    {{"SUMMARY:Æble", "Æble", FINDING_ERROR, "RFC 5545 3.1", "no content line"},
	9},
    {{"SUMMARY:Æble", "SUMMARY", FINDING_ERROR, "RFC 5545 3.1",
	 "no content line"},
	9},
    {{"SUMMARY:Æble", "SUMMARY;X=1", FINDING_ERROR, "RFC 5545 3.1", "no colon"},
	9},
};

static void
lint(const char *bytes, size_t len, struct findings *findings)
{
	char *copy = memory_dup(bytes, len);

	/* Exactly as long, so that a sanitizer sees a read behind the end. */
	calendar_lint_run(copy, len, NULL, findings);
	findings_finish(findings);
	free(copy);
}

static void
test_a_good_file_is_left_in_peace(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	lint_case_expand(sample, &bytes);
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect_none(&findings);
}

static void
test_each_mistake_is_found_in_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

		lint_case_change(sample, &cases[i].change, &bytes);
		lint(bytes.buf, bytes.len, &findings);
		lint_case_expect(&findings, &cases[i].change);
		assert_int_equal(findings.items[0].line, cases[i].line);
	}
}

static void
test_a_line_of_75_octets_is_not_too_long(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case change = {
	    .find = "SUMMARY:Æble", .put = "SUMMARY:|  " SEVENTY "xxx"};

	(void)state;
	lint_case_change(sample, &change, &bytes);
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect_none(&findings);
}

static void
test_a_nul_is_found_and_hides_nothing(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case wanted = {
	    "", "NUL", FINDING_ERROR, "12", "control character"};

	(void)state;
	lint_case_expand(sample, &bytes);
	*strstr(bytes.buf, "ble") = '\0';
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect(&findings, &wanted);
	assert_int_equal(findings.count, 1);
}

static void
test_a_file_of_line_feeds_does_not_hide_the_rest(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case more = {"", "LF", FINDING_ERROR, "11",
	    "from here on 5 more lines end with LF alone"};
	const struct lint_case other = {
	    "", "LF", FINDING_ERROR, "4", "no DTSTAMP"};
	const struct lint_case change = {
	    .find = "DTSTAMP:20260101T000000Z|", .put = "X-A:1|"};

	(void)state;
	lint_case_change(sample, &change, &bytes);
	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.buf[i] != '\r')
			continue;
		memmove(bytes.buf + i, bytes.buf + i + 1, bytes.len - i);
		bytes.len--;
	}
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect(&findings, &more);
	lint_case_expect(&findings, &other);
	assert_int_equal(findings.count, 12);
}

static void
test_nothing_and_noise_are_found(void **state)
{
	static const char *const bytes[] = {"", "\r\n", ":", ";", "\n\n\n",
	    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:\r\nEND:\r\n", " ",
	    "A;B=", "A;B=\"", "A;=:", "A;B=\"\":x"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bytes); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;

		lint(bytes[i], strlen(bytes[i]), &findings);
		assert_true(findings.error_count > 0);
	}
}

static void
test_an_empty_file_is_one_finding(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	(void)state;
	lint("", 0, &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].text, "the file is empty");
}

static void
test_a_text_that_is_no_calendar_takes_few_findings(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case wanted = {"", "text", FINDING_ERROR,
	    "RFC 5545 3.1", "490 more lines are no content lines"};

	(void)state;
	for (int i = 0; i < 500; i++)
		strbuf_add_str(&bytes, "A line of a letter.\r\n");
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect(&findings, &wanted);
	assert_int_equal(findings.count, FINDINGS_TOLD_MAX + 2);
}

static void
test_deep_nesting_is_found(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case wanted = {
	    "", "nesting", FINDING_ERROR, "RFC 5545 3.6", "deeper than"};

	(void)state;
	for (int i = 0; i < 1000; i++)
		strbuf_add_str(&bytes, "BEGIN:VCALENDAR\r\n");
	for (int i = 0; i < 1000; i++)
		strbuf_add_str(&bytes, "END:VCALENDAR\r\n");
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect(&findings, &wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_good_file_is_left_in_peace),
	    cmocka_unit_test(test_each_mistake_is_found_in_its_line),
	    cmocka_unit_test(test_a_line_of_75_octets_is_not_too_long),
	    cmocka_unit_test(test_a_nul_is_found_and_hides_nothing),
	    cmocka_unit_test(test_a_file_of_line_feeds_does_not_hide_the_rest),
	    cmocka_unit_test(test_nothing_and_noise_are_found),
	    cmocka_unit_test(test_an_empty_file_is_one_finding),
	    cmocka_unit_test(
		test_a_text_that_is_no_calendar_takes_few_findings),
	    cmocka_unit_test(test_deep_nesting_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
