/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/day_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//DA\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:a@b\r\n" lines "END:VEVENT\r\n"

static struct recurrence_range
years_2026_to_2028(void)
{
	return (struct recurrence_range){
	    date_from_civil(2026, 1, 1), date_from_civil(2028, 12, 31)};
}

static int
parse(const char *text, struct day_file *ret_file, struct error *err)
{
	const struct recurrence_range range = years_2026_to_2028();

	return day_file_parse(text, strlen(text), &range, ret_file, err);
}

/* "2027-05-07 Title; 2027-05-08 Title | 4 Title: why" */
static void
describe(const struct day_file *file, struct strbuf *text)
{
	for (size_t i = 0; i < file->day_count; i++) {
		char date[DATE_TEXT_SIZE];

		strbuf_add_format(text, "%s%s %s", i == 0 ? "" : "; ",
		    date_format(file->days[i].date, date), file->days[i].title);
	}
	for (size_t i = 0; i < file->note_count; i++)
		strbuf_add_format(text, " | %d %s: %s", file->notes[i].line,
		    file->notes[i].title, file->notes[i].why);
}

static void
assert_file(const char *bytes, const char *expected)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct day_file file = {.days = NULL};
	struct error err = ERROR_INIT;

	if (parse(bytes, &file, &err) != OB_OK)
		fail_msg("refused: %s", err.text);
	describe(&file, &text);
	day_file_release(&file);
	assert_string_equal(text.buf, expected);
}

static void
test_a_day_is_one_day_and_an_end_is_not_part_of_it(void **state)
{
	(void)state;
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20270507\r\n"
			       "DTEND;VALUE=DATE:20270508\r\n"
			       "SUMMARY:Lukket\\, Bededag\r\n") TAIL,
	    "2027-05-07 Lukket, Bededag");
	assert_file(
	    HEAD EVENT("DTSTART;VALUE=DATE:20270507\r\n") TAIL, "2027-05-07 ");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20270507\r\n"
			       "DTEND;VALUE=DATE:20270507\r\n") TAIL,
	    "2027-05-07 ");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20271230\r\n"
			       "DTEND;VALUE=DATE:20280102\r\n"
			       "SUMMARY:Jul\r\n") TAIL,
	    "2027-12-30 Jul; 2027-12-31 Jul; 2028-01-01 Jul");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20270705\r\n"
			       "DURATION:P3D\r\nSUMMARY:F\r\n") TAIL,
	    "2027-07-05 F; 2027-07-06 F; 2027-07-07 F");
}

static void
test_only_days_in_the_range_count(void **state)
{
	(void)state;
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20251230\r\n"
			       "DTEND;VALUE=DATE:20260102\r\n") TAIL,
	    "2026-01-01 ");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20290101\r\n") TAIL, "");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20200101\r\n"
			       "DTEND;VALUE=DATE:20200103\r\n"
			       "RRULE:FREQ=YEARLY\r\n") TAIL,
	    "2026-01-01 ; 2026-01-02 ; 2027-01-01 ; 2027-01-02 ; "
	    "2028-01-01 ; 2028-01-02 ");
}

static void
test_an_event_that_comes_again_is_worked_out(void **state)
{
	(void)state;
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20260105\r\n"
			       "RRULE:FREQ=WEEKLY;COUNT=4\r\n"
			       "EXDATE;VALUE=DATE:20260112,20260119\r\n"
			       "RDATE;VALUE=DATE:20260301,20260401\r\n") TAIL,
	    "2026-01-05 ; 2026-01-26 ; 2026-03-01 ; 2026-04-01 ");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20261001\r\n"
			       "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1FR\r\n"
			       "SUMMARY:X\r\n") TAIL,
	    "2026-10-01 X; 2026-10-02 X; 2027-10-01 X; 2028-10-06 X");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20260228\r\n"
			       "RRULE:FREQ=MONTHLY;UNTIL=20260430;"
			       "BYMONTHDAY=-1\r\n") TAIL,
	    "2026-02-28 ; 2026-03-31 ; 2026-04-30 ");
}

static void
test_one_occurrence_can_be_another_day(void **state)
{
	(void)state;
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20260105\r\n"
			       "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:A\r\n")
			EVENT("RECURRENCE-ID;VALUE=DATE:20260112\r\n"
			      "DTSTART;VALUE=DATE:20260113\r\nSUMMARY:B\r\n")
			    TAIL,
	    "2026-01-05 A; 2026-01-13 B; 2026-01-19 A");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20260105\r\n"
			       "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:A\r\n")
			EVENT("RECURRENCE-ID;VALUE=DATE:20260112\r\n"
			      "DTSTART;VALUE=DATE:20260112\r\nSUMMARY:A\r\n"
			      "STATUS:CANCELLED\r\n") TAIL,
	    "2026-01-05 A; 2026-01-19 A | 10 A: it is cancelled");
}

static void
test_days_come_once_and_in_order(void **state)
{
	(void)state;
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20270508\r\nSUMMARY:A\r\n")
			EVENT("DTSTART;VALUE=DATE:20270507\r\n"
			      "DURATION:P2D\r\nSUMMARY:B\r\n")
			    EVENT("DTSTART;VALUE=DATE:20270508\r\n"
				  "SUMMARY:A\r\n") TAIL,
	    "2027-05-07 B; 2027-05-08 A, B");
}

struct note_case {
	const char *lines;
	const char *why;
};

static const struct note_case left_out[] = {
    {"DTSTART:20270507T080000Z\r\n", "it has a time: not a whole day"},
    {"DTSTART;TZID=Europe/Copenhagen:20270507T080000\r\n",
	"it has a time: not a whole day"},
    {"DTSTART;VALUE=DATE:20270507\r\nDTEND:20270508T080000\r\n",
	"it has a time: not a whole day"},
    {"DTSTART;VALUE=DATE:20270507\r\nDTEND;VALUE=DATE:20270506\r\n",
	"it ends before it begins"},
    {"DTSTART;VALUE=DATE:20270507\r\nDTEND;VALUE=DATE:20290506\r\n",
	"it lasts longer than 400 days"},
    {"DTSTART;VALUE=DATE:20270507\r\nDURATION:PT4H\r\n",
	"it does not last whole days, at most 400"},
    {"DTSTART;VALUE=DATE:20270507\r\nDURATION:P99999999D\r\n",
	"it does not last whole days, at most 400"},
    {"", "it has no day"},
    {"DTSTART;VALUE=DATE:20270231\r\n", "its day is not understood"},
    {"DTSTART;VALUE=DATE:17890714\r\n", "its day is not understood"},
    {"DTSTART;VALUE=DATE:20270507\r\nSTATUS:CANCELLED\r\n", "it is cancelled"},
    {"DTSTART;VALUE=DATE:20270507\r\nEXRULE:FREQ=DAILY\r\n",
	"it leaves out days by a rule (EXRULE), which is not "
	"understood"},
    {"DTSTART;VALUE=DATE:20270507\r\nRRULE:FREQ=HOURLY\r\n",
	"it comes again within a day; only whole days can"},
    {"DTSTART;VALUE=DATE:20260507\r\nRRULE:FREQ=DAILY;BYHOUR=3\r\n",
	"it comes again within a day; only whole days can"},
    {"DTSTART;VALUE=DATE:20260507\r\n"
     "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO\r\n",
	"week 53 cannot stand in a rule; only the weeks 2 to 51 can"},
    {"DTSTART;VALUE=DATE:20260507\r\n"
     "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n",
	"it comes again daily or weekly on days that only a monthly or "
	"yearly rule can name"},
    {"DTSTART;VALUE=DATE:19000101\r\n"
     "RRULE:FREQ=DAILY\r\nRRULE:FREQ=DAILY\r\n",
	"it comes again too often; let it begin later"},
    {"DTSTART;VALUE=DATE:20260507\r\n"
     "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31\r\n",
	"it names a day that no year has"},
    {"DTSTART;VALUE=DATE:20260507\r\nRRULE:FREQ=OFTEN\r\n",
	"a line of it is not understood"},
    {"DTSTART;VALUE=DATE:20260507\r\n"
     "RDATE;VALUE=PERIOD:20260508T080000Z/PT1H\r\n",
	"a day on which it comes again (RDATE) is not understood"},
    {"DTSTART;VALUE=DATE:20260507\r\n"
     "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260507\r\n",
	"it changes all that follow it (RANGE), which is not "
	"understood"},
};

static void
test_what_is_no_whole_day_is_told_and_stops_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(left_out); i++) {
		cleanup_(memory_free_ptr) char *bytes = memory_printf(HEAD
		    "BEGIN:VEVENT\r\nSUMMARY:Møde\r\n%sEND:VEVENT\r\n" EVENT(
			"DTSTART;VALUE=DATE:20270601\r\nSUMMARY:Fri\r\n") TAIL,
		    left_out[i].lines);
		cleanup_(memory_free_ptr) char *expected = memory_printf(
		    "2027-06-01 Fri | 4 Møde: %s", left_out[i].why);

		assert_file(bytes, expected);
	}
}

static void
test_titles_are_one_clean_line_of_bounded_length(void **state)
{
	char title[301];
	struct day_file file = {.days = NULL};
	cleanup_(memory_free_ptr) char *bytes = NULL;

	(void)state;
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20270507\r\n"
			       "SUMMARY:  To\\nlinjer\t og \r\n  mere \r\n")
			TAIL,
	    "2027-05-07 To linjer  og  mere");
	assert_file(HEAD EVENT("DTSTART;VALUE=DATE:20270507\r\n"
			       "SUMMARY: \xc2\xa0 \t\r\n") TAIL,
	    "2027-05-07 ");
	memset(title, 'x', sizeof(title) - 1);
	title[sizeof(title) - 1] = '\0';
	bytes =
	    memory_printf(HEAD "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270507\r\n"
			       "SUMMARY:%s\r\nEND:VEVENT\r\n" TAIL,
		title);
	assert_int_equal(parse(bytes, &file, NULL), OB_OK);
	assert_int_equal(utf8_length(file.days[0].title), 200);
	assert_non_null(strstr(file.days[0].title, "x\xe2\x80\xa6"));
	day_file_release(&file);
}

static void
test_other_parts_of_a_calendar_are_passed_over(void **state)
{
	(void)state;
	assert_file("\xef\xbb\xbf" HEAD
		    "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\n"
		    "DTSTART:19701025T030000\nEND:STANDARD\nEND:VTIMEZONE\n"
		    "begin:vevent\nx-foo;a=b:c\ndtstart;value=date:20270507\n"
		    "BEGIN:VALARM\nTRIGGER:-PT1H\nSUMMARY:No\nEND:VALARM\n"
		    "summary;language=da:Ja\nend:vevent\n\n" TAIL,
	    "2027-05-07 Ja");
	assert_file(HEAD TAIL, "");
}

static void
test_a_file_that_is_no_calendar_is_refused(void **state)
{
	static const struct note_case cases[] = {
	    {"", "it is no calendar"},
	    {"\n\n", "it is no calendar"},
	    {"name;email\n", "line 1: a calendar file begins"},
	    {"BEGIN:VEVENT\nEND:VEVENT\n", "line 1: 'VEVENT' stands outside"},
	    {HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270507\n",
		"line 6: the file ends before its 'VEVENT' does"},
	    {HEAD, "the file ends before its 'VCALENDAR' does"},
	    {HEAD "END:VEVENT\n", "line 4: 'VEVENT' ends here but did not"},
	    {"BEGIN:VCALENDAR\nSUMMARY:\xff\n", "not written in UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct day_file file = {.days = NULL};
		struct error err = ERROR_INIT;

		assert_int_equal(
		    parse(cases[i].lines, &file, &err), OB_EINVALID);
		if (strstr(err.text, cases[i].why) == NULL)
			fail_msg("'%s'", err.text);
	}
}

static void
assert_limit(const struct strbuf *bytes, const char *why)
{
	const struct recurrence_range range = years_2026_to_2028();
	struct day_file file = {.days = NULL};
	struct error err = ERROR_INIT;

	assert_int_equal(
	    day_file_parse(bytes->buf, bytes->len, &range, &file, &err),
	    OB_ELIMIT);
	if (strstr(err.text, why) == NULL)
		fail_msg("'%s'", err.text);
}

static void
add_often(struct strbuf *bytes, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add_str(bytes, text);
}

static void
test_a_file_too_large_in_any_way_is_refused(void **state)
{
	static const struct {
		size_t count;
		const char *text;
		const char *why;
	} cases[] = {
	    {DAY_FILE_MAX_BYTES, "x", "larger than 2 MiB"},
	    {5001, EVENT(""), "at most 5000 events"},
	    {9, "BEGIN:VCALENDAR\n", "no calendar that is understood"},
	    {20000, " x\n", "a line may have at most 16 KiB"},
	    {6,
		EVENT("DTSTART;VALUE=DATE:20260101\n"
		      "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31\n"),
		"more than 5 of its events come again on days that no year"},
	    {201,
		EVENT("DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:"
		      "20260102\n"),
		"more than 200 events that come again"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

		strbuf_add_str(&bytes, HEAD);
		add_often(&bytes, cases[i].count, cases[i].text);
		strbuf_add_str(&bytes, TAIL);
		assert_limit(&bytes, cases[i].why);
	}
}

static void
test_an_event_too_large_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	strbuf_add_str(&bytes, HEAD "BEGIN:VEVENT\n");
	add_often(&bytes, 4000, "EXDATE;VALUE=DATE:20260101\n");
	strbuf_add_str(&bytes, "END:VEVENT\n" TAIL);
	assert_limit(&bytes, "an event may have at most 64 KiB");
}

static void
test_too_many_days_are_refused(void **state)
{
	const struct recurrence_range range = {
	    date_from_civil(2026, 1, 1), date_from_civil(2036, 12, 31)};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct day_file file = {.days = NULL};
	struct error err = ERROR_INIT;

	(void)state;
	strbuf_add_str(&bytes, HEAD);
	for (int i = 0; i < 6; i++)
		strbuf_add_format(&bytes,
		    EVENT("DTSTART;VALUE=DATE:20%d0101\nDURATION:P400D\n"),
		    26 + 2 * i);
	strbuf_add_str(&bytes, TAIL);
	assert_int_equal(
	    day_file_parse(bytes.buf, bytes.len, &range, &file, &err),
	    OB_ELIMIT);
	assert_non_null(strstr(err.text, "more than 2000 days"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_a_day_is_one_day_and_an_end_is_not_part_of_it),
	    cmocka_unit_test(test_only_days_in_the_range_count),
	    cmocka_unit_test(test_an_event_that_comes_again_is_worked_out),
	    cmocka_unit_test(test_one_occurrence_can_be_another_day),
	    cmocka_unit_test(test_days_come_once_and_in_order),
	    cmocka_unit_test(
		test_what_is_no_whole_day_is_told_and_stops_nothing),
	    cmocka_unit_test(test_titles_are_one_clean_line_of_bounded_length),
	    cmocka_unit_test(test_other_parts_of_a_calendar_are_passed_over),
	    cmocka_unit_test(test_a_file_that_is_no_calendar_is_refused),
	    cmocka_unit_test(test_a_file_too_large_in_any_way_is_refused),
	    cmocka_unit_test(test_an_event_too_large_is_refused),
	    cmocka_unit_test(test_too_many_days_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
