/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/answer_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define UID "UID:a-1@onboard.example.org\r\n"
#define STAMP "DTSTAMP:20261121T093011Z\r\n"
#define ACCEPTED "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ida@example.com\r\n"
#define REPLY(lines) HEAD "METHOD:REPLY\r\n" EVENT(UID STAMP lines) TAIL
#define COUNTER(lines) HEAD "METHOD:COUNTER\r\n" EVENT(UID STAMP lines) TAIL

static struct itip_answer
read_good(const char *text, const char *method)
{
	struct itip_answer answer = ANSWER_INIT;
	struct error err = ERROR_INIT;

	if (answer_read(text, strlen(text), method, &answer, &err) != OB_OK)
		fail_msg("%s\nin:\n%s", err.text, text);
	return answer;
}

static void
assert_refused(const char *text, const char *method, const char *why)
{
	struct itip_answer answer = ANSWER_INIT;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    answer_read(text, strlen(text), method, &answer, &err), OB_EPROTO);
	if (strstr(err.text, why) == NULL)
		fail_msg("'%s' does not say '%s'", err.text, why);
	assert_null(answer.uid);
}

static void
test_a_reply_says_who_answers_what(void **state)
{
	struct itip_answer answer =
	    read_good(REPLY("SEQUENCE:3\r\n"
			    "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"L\xc3\xb8"
			    "ber, "
			    "\xc3\x85se\":MAILTO:X@Y.example\r\n"),
		NULL);

	(void)state;
	assert_int_equal(answer.method, ANSWER_REPLY);
	assert_string_equal(answer.uid, "a-1@onboard.example.org");
	assert_int_equal(answer.sequence, 3);
	assert_int_equal(answer.stamp, 1795253411);
	assert_int_equal(answer.events, 1);
	assert_int_equal(answer.attendee_count, 1);
	assert_string_equal(answer.attendees[0].address, "X@Y.example");
	assert_string_equal(answer.attendees[0].partstat, "accepted");
	assert_string_equal(answer.attendees[0].sent_by, "");
	assert_string_equal(answer.comment, "");
	assert_false(answer.is_occurrence);
	answer_read_release(&answer);
}

static void
test_what_is_not_said_is_told_apart(void **state)
{
	struct itip_answer answer = read_good(HEAD
	    "METHOD:REPLY\n" EVENT("ATTENDEE:mailto:ida@example.com\n") TAIL,
	    NULL);

	(void)state;
	assert_string_equal(answer.uid, "");
	assert_int_equal(answer.sequence, -1);
	assert_int_equal(answer.stamp, INSTANT_NONE);
	assert_string_equal(answer.attendees[0].partstat, "needs-action");
	answer_read_release(&answer);
}

static void
test_folded_lines_are_one_also_within_a_letter(void **state)
{
	struct itip_answer answer =
	    read_good(REPLY("ATTENDEE;PARTSTAT=DECL\r\n INED;CN=S\xc3\r\n"
			    " \xb8ren:mail\n\tto:ida@exam\r\n ple.com\r\n"
			    "COMMENT:Gl\xc3\r\n \xa6"
			    "der mig\r\n"),
		NULL);

	(void)state;
	assert_string_equal(answer.attendees[0].partstat, "declined");
	assert_string_equal(answer.attendees[0].address, "ida@example.com");
	assert_string_equal(answer.comment, "Gl\xc3\xa6"
					    "der mig");
	answer_read_release(&answer);
}

static void
test_the_method_is_found_where_it_stands(void **state)
{
	static const struct {
		const char *text;
		const char *parameter;
		enum answer_method method;
	} cases[] = {
	    {HEAD "METHOD:REPLY\n" TAIL, NULL, ANSWER_REPLY},
	    {HEAD "METHOD:reply\n" TAIL, "", ANSWER_REPLY},
	    {HEAD "METHOD:REPLY\n" TAIL, "Reply", ANSWER_REPLY},
	    {HEAD TAIL, "REPLY", ANSWER_REPLY},
	    {HEAD "METHOD:COUNTER\n" TAIL, NULL, ANSWER_COUNTER},
	    {HEAD TAIL, "refresh", ANSWER_REFRESH},
	    {HEAD "METHOD:REQUEST\n" TAIL, NULL, ANSWER_OTHER},
	    {HEAD "METHOD:X-REPLY\n" TAIL, NULL, ANSWER_OTHER},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct itip_answer answer =
		    read_good(cases[i].text, cases[i].parameter);

		assert_int_equal(answer.method, cases[i].method);
		answer_read_release(&answer);
	}
	assert_refused(HEAD "METHOD:REPLY\n" TAIL, "REQUEST", "two different");
	assert_refused(HEAD TAIL, NULL, "METHOD");
	/* A METHOD inside the event is not the calendar's. */
	assert_refused(HEAD EVENT("METHOD:REPLY\n") TAIL, NULL, "METHOD");
}

static void
test_an_attendee_is_read_however_it_is_written(void **state)
{
	static const struct {
		const char *line;
		const char *address;
		const char *sent_by;
	} cases[] = {
	    {"ATTENDEE:mailto:a@b.example\n", "a@b.example", ""},
	    {"attendee;cn=A:MailTo:a@b.example\n", "a@b.example", ""},
	    {"ATTENDEE;CN=\"A; B: C\":mailto:a@b.example\n", "a@b.example", ""},
	    {"ATTENDEE;SENT-BY=\"mailto:s@b.example\":mailto:a@b.example\n",
		"a@b.example", "s@b.example"},
	    {"ATTENDEE;SENT-BY=\"MAILTO:s@b.example\":mailto:a@b.example\n",
		"a@b.example", "s@b.example"},
	    {"ATTENDEE;MEMBER=\"mailto:x@b.example\",\"mailto:y@b.example\";"
	     "SENT-BY=\"mailto:s@b.example\":mailto:a@b.example\n",
		"a@b.example", "s@b.example"},
	    {"ATTENDEE;EMAIL=a@b.example:/1234/principal/\n", "a@b.example",
		""},
	    {"ATTENDEE:mailto:\"a%2Cb\"@b.example\n", "\"a,b\"@b.example", ""},
	    {"ATTENDEE:mailto:%C3%A6@b.example\n", "\xc3\xa6@b.example", ""},
	    {"ATTENDEE:mailto:a%00%@b.exampl%6\n", "a%00%@b.exampl%6", ""},
	    {"ATTENDEE:urn:uuid:1\n", "", ""},
	    {"ATTENDEE:\n", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(memory_free_ptr) char *text =
		    memory_printf(HEAD "METHOD:REPLY\n"
				       "BEGIN:VEVENT\n%sEND:VEVENT\n" TAIL,
			cases[i].line);
		struct itip_answer answer = read_good(text, NULL);

		assert_int_equal(answer.attendee_count, 1);
		assert_string_equal(
		    answer.attendees[0].address, cases[i].address);
		assert_string_equal(
		    answer.attendees[0].sent_by, cases[i].sent_by);
		answer_read_release(&answer);
	}
}

static void
test_several_attendees_are_counted(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct itip_answer answer;

	(void)state;
	strbuf_add_str(&text, HEAD "METHOD:REPLY\nBEGIN:VEVENT\n");
	for (int i = 0; i < 1000; i++)
		strbuf_add_format(
		    &text, "ATTENDEE:mailto:a%d@example.com\n", i);
	strbuf_add_str(&text, "END:VEVENT\n" TAIL);
	answer = read_good(text.buf, NULL);
	assert_int_equal(answer.attendee_count, 1000);
	assert_int_equal(answer_read_attendees(&answer), ANSWER_MAX_ATTENDEES);
	answer_read_release(&answer);
}

static void
test_of_several_events_the_first_is_read(void **state)
{
	struct itip_answer answer =
	    read_good(HEAD "METHOD:REPLY\n" EVENT(UID ACCEPTED)
			  EVENT("UID:other\n" ACCEPTED) TAIL,
		NULL);

	(void)state;
	assert_int_equal(answer.events, 2);
	assert_string_equal(answer.uid, "a-1@onboard.example.org");
	assert_int_equal(answer.attendee_count, 1);
	answer_read_release(&answer);
}

static void
test_only_the_events_own_lines_count(void **state)
{
	struct itip_answer answer = read_good(HEAD
	    "METHOD:REPLY\n"
	    "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\n"
	    "DTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n"
	    "BEGIN:VTODO\nUID:todo\nEND:VTODO\n" EVENT(UID
		"BEGIN:VALARM\nUID:alarm\n"
		"ATTENDEE:mailto:evil@example.com\nEND:VALARM\n" ACCEPTED) TAIL,
	    NULL);

	(void)state;
	assert_string_equal(answer.uid, "a-1@onboard.example.org");
	assert_int_equal(answer.attendee_count, 1);
	assert_string_equal(answer.attendees[0].address, "ida@example.com");
	assert_int_equal(answer.others, 1);
	answer_read_release(&answer);
}

static void
test_a_comment_is_text_that_can_be_shown(void **state)
{
	struct itip_answer answer =
	    read_good(REPLY("COMMENT;LANGUAGE=da:Nej\\, desv\xc3\xa6rre\\;\\n"
			    "vh. \\\\Ida\\N\r\n"
			    "COMMENT:\r\nCOMMENT:og\x01\xff mere\r\n"),
		NULL);

	(void)state;
	assert_string_equal(answer.comment,
	    "Nej, desv\xc3\xa6rre;\nvh. \\Ida\nog \xef\xbf\xbd mere");
	answer_read_release(&answer);
}

static void
test_a_long_comment_shows_that_it_was_cut(void **state)
{
	cleanup_(memory_free_ptr) char *comment = memory_alloc(5001);
	cleanup_(memory_free_ptr) char *text = NULL;
	struct itip_answer answer;

	(void)state;
	memset(comment, 'a', 5000);
	text = memory_printf(HEAD "METHOD:REPLY\nBEGIN:VEVENT\nCOMMENT:%s\n"
				  "COMMENT:b\nEND:VEVENT\n" TAIL,
	    comment);
	answer = read_good(text, NULL);
	assert_int_equal(strlen(answer.comment), ANSWER_MAX_COMMENT - 1 + 3);
	assert_memory_equal(
	    answer.comment + ANSWER_MAX_COMMENT - 1, "\xe2\x80\xa6", 3);
	answer_read_release(&answer);
}

static void
test_a_uid_that_cannot_be_ours_is_none(void **state)
{
	static const char *const lines[] = {"UID:\n", "UID:a b\n",
	    "UID:\xc3\xa6\n", "UID:a\\nb\n", "UID:a\x7f\n"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(HEAD
		    "METHOD:REPLY\nBEGIN:VEVENT\n%sEND:VEVENT\n" TAIL,
		    lines[i]);
		struct itip_answer answer = read_good(text, NULL);

		assert_string_equal(answer.uid, "");
		answer_read_release(&answer);
	}
}

static void
assert_time(const struct answer_time *time, enum answer_clock clock,
    const char *date, int second, const char *zone)
{
	char text[DATE_TEXT_SIZE];

	assert_int_equal(time->clock, clock);
	if (clock == ANSWER_NO_TIME)
		return;
	assert_string_equal(date_format(time->date, text), date);
	assert_int_equal(time->second, second);
	assert_string_equal(time->zone, zone);
}

static void
test_a_proposal_has_its_times(void **state)
{
	static const struct {
		const char *line;
		enum answer_clock clock;
		const char *zone;
	} cases[] = {
	    {"DTSTART:20261126T120000Z\n", ANSWER_UTC, ""},
	    {"DTSTART:20261126T120000\n", ANSWER_LOCAL, ""},
	    {"DTSTART;TZID=Europe/Copenhagen:20261126T120000\n", ANSWER_LOCAL,
		"Europe/Copenhagen"},
	    {"DTSTART;TZID=\"Europe/Copenhagen\":20261126T120000\n",
		ANSWER_LOCAL, "Europe/Copenhagen"},
	    {"DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Copenhagen:"
	     "20261126T120000\n",
		ANSWER_LOCAL, "Europe/Copenhagen"},
	    {"DTSTART;TZID=Romance Standard Time:20261126T120000\n",
		ANSWER_LOCAL, "Europe/Copenhagen"},
	    {"DTSTART;TZID=Romance Standard Time 1:20261126T120000\n",
		ANSWER_LOCAL, "Europe/Copenhagen"},
	    {"DTSTART;TZID=\"(UTC+01:00) Brussels, Copenhagen, Madrid, "
	     "Paris\":20261126T120000\n",
		ANSWER_LOCAL, "Europe/Copenhagen"},
	    {"DTSTART;TZID=Greenland Standard Time:20261126T120000\n",
		ANSWER_LOCAL, "America/Nuuk"},
	    {"DTSTART;TZID=Mars Standard Time:20261126T120000\n",
		ANSWER_NO_TIME, ""},
	    {"DTSTART;TZID=../../etc/passwd:20261126T120000\n", ANSWER_NO_TIME,
		""},
	    {"DTSTART;VALUE=DATE:20261126\n", ANSWER_NO_TIME, ""},
	    {"DTSTART:20261131T120000Z\n", ANSWER_NO_TIME, ""},
	    {"DTSTART:20261126T240000Z\n", ANSWER_NO_TIME, ""},
	    {"DTSTART:99991126T120000Z\n", ANSWER_NO_TIME, ""},
	    {"DTSTART:20261126T120000ZZ\n", ANSWER_NO_TIME, ""},
	    {"DTSTART:\n", ANSWER_NO_TIME, ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(HEAD
		    "METHOD:COUNTER\nBEGIN:VEVENT\n%sDURATION:PT1H30M\n"
		    "END:VEVENT\n" TAIL,
		    cases[i].line);
		struct itip_answer answer = read_good(text, NULL);

		assert_time(&answer.start, cases[i].clock, "2026-11-26",
		    12 * 3600, cases[i].zone);
		assert_time(&answer.end, cases[i].clock, "2026-11-26",
		    13 * 3600 + 1800, cases[i].zone);
		answer_read_release(&answer);
	}
}

static void
test_an_end_may_be_a_duration(void **state)
{
	static const struct {
		const char *lines;
		const char *date;
		int second; /* -1: none */
	} cases[] = {
	    {"DTEND:20261126T130000Z\nDURATION:PT3H\n", "2026-11-26",
		13 * 3600},
	    {"DURATION:P1DT1H\n", "2026-11-27", 13 * 3600},
	    {"DURATION:P1W\n", "2026-12-03", 12 * 3600},
	    {"DURATION:+PT12H\n", "2026-11-27", 0},
	    {"DURATION:-PT1H\n", "", -1},
	    {"DURATION:PT1D\n", "", -1},
	    {"DURATION:P1H\n", "", -1},
	    {"DURATION:P\n", "", -1},
	    {"DURATION:PT\n", "", -1},
	    {"DURATION:P99999999999D\n", "", -1},
	    {"DURATION:P999999999W\n", "", -1},
	    {"", "", -1},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(HEAD
		    "METHOD:COUNTER\nBEGIN:VEVENT\n"
		    "DTSTART:20261126T120000Z\n%sEND:VEVENT\n" TAIL,
		    cases[i].lines);
		struct itip_answer answer = read_good(text, NULL);

		assert_time(&answer.end,
		    cases[i].second < 0 ? ANSWER_NO_TIME : ANSWER_UTC,
		    cases[i].date, cases[i].second, "");
		answer_read_release(&answer);
	}
}

static void
test_the_times_of_a_reply_are_not_taken(void **state)
{
	struct itip_answer answer = read_good(REPLY("DTSTART:20261126T120000Z\n"
						    "DTEND:20261126T130000Z\n"),
	    NULL);

	(void)state;
	assert_int_equal(answer.start.clock, ANSWER_NO_TIME);
	assert_int_equal(answer.end.clock, ANSWER_NO_TIME);
	answer_read_release(&answer);
}

static void
test_values_that_are_none_are_left_out(void **state)
{
	struct itip_answer answer = read_good(HEAD
	    "METHOD:REPLY\n" EVENT("DTSTAMP:20261121T093011\n"
				   "SEQUENCE:-1\nRECURRENCE-ID:x\n") TAIL,
	    NULL);

	(void)state;
	assert_int_equal(answer.stamp, INSTANT_NONE);
	assert_int_equal(answer.sequence, -1);
	assert_true(answer.is_occurrence);
	answer_read_release(&answer);
}

static void
test_what_is_no_whole_calendar_is_refused(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} cases[] = {
	    {"", "not whole"},
	    {"hello\n", "not whole"},
	    {"METHOD:REPLY\n", "not whole"},
	    {HEAD "METHOD:REPLY\nBEGIN:VEVENT\n" UID, "not whole"},
	    {HEAD "METHOD:REPLY\nBEGIN:VEVENT\nEND:VCALENDAR\n", "no BEGIN"},
	    {"END:VCALENDAR\n", "no BEGIN"},
	    {"BEGIN:VEVENT\nEND:VEVENT\n", "VCALENDAR"},
	    {HEAD TAIL HEAD TAIL, "more than one"},
	    {HEAD "METHOD:REPLY\nMETHOD:REPLY\n" TAIL, "twice"},
	    {REPLY("UID:other\n"), "twice"},
	    {REPLY(STAMP), "twice"},
	    {REPLY("SEQUENCE:1\nSEQUENCE:2\n"), "twice"},
	    {COUNTER("DTSTART:20261126T120000Z\nDTSTART:20261127T120000Z\n"),
		"twice"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_refused(cases[i].text, "REPLY", cases[i].why);
}

static void
test_a_nul_byte_and_too_much_are_refused(void **state)
{
	static const char nul[] = HEAD "METHOD:REPLY\n\0" TAIL;
	struct itip_answer answer = ANSWER_INIT;
	struct error err = ERROR_INIT;
	cleanup_(memory_free_ptr) char *big =
	    memory_alloc(ANSWER_MAX_BYTES + 1);

	(void)state;
	assert_int_equal(
	    answer_read(nul, sizeof(nul) - 1, NULL, &answer, &err), OB_EPROTO);
	memset(big, 'a', ANSWER_MAX_BYTES + 1);
	assert_int_equal(
	    answer_read(big, ANSWER_MAX_BYTES + 1, NULL, &answer, &err),
	    OB_EPROTO);
}

static void
test_deep_nesting_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_add_str(&text, HEAD);
	for (int i = 0; i < 10000; i++)
		strbuf_add_str(&text, "BEGIN:VEVENT\n");
	assert_refused(text.buf, "REPLY", "nested");
}

static void
test_lines_that_are_none_are_passed_over(void **state)
{
	struct itip_answer answer =
	    read_good(REPLY("no colon\n;X=1:y\nATTENDEE;=x:mailto:a@b.c\n"
			    "ATTENDEE;CN=\"open:mailto:a@b.c\n"
			    "ATTENDEE;CN\nX\n:\n\n" ACCEPTED),
		NULL);

	(void)state;
	assert_int_equal(answer.attendee_count, 1);
	assert_string_equal(answer.attendees[0].address, "ida@example.com");
	answer_read_release(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_reply_says_who_answers_what),
	    cmocka_unit_test(test_what_is_not_said_is_told_apart),
	    cmocka_unit_test(test_folded_lines_are_one_also_within_a_letter),
	    cmocka_unit_test(test_the_method_is_found_where_it_stands),
	    cmocka_unit_test(test_an_attendee_is_read_however_it_is_written),
	    cmocka_unit_test(test_several_attendees_are_counted),
	    cmocka_unit_test(test_of_several_events_the_first_is_read),
	    cmocka_unit_test(test_only_the_events_own_lines_count),
	    cmocka_unit_test(test_a_comment_is_text_that_can_be_shown),
	    cmocka_unit_test(test_a_long_comment_shows_that_it_was_cut),
	    cmocka_unit_test(test_a_uid_that_cannot_be_ours_is_none),
	    cmocka_unit_test(test_a_proposal_has_its_times),
	    cmocka_unit_test(test_an_end_may_be_a_duration),
	    cmocka_unit_test(test_the_times_of_a_reply_are_not_taken),
	    cmocka_unit_test(test_values_that_are_none_are_left_out),
	    cmocka_unit_test(test_what_is_no_whole_calendar_is_refused),
	    cmocka_unit_test(test_a_nul_byte_and_too_much_are_refused),
	    cmocka_unit_test(test_deep_nesting_is_refused),
	    cmocka_unit_test(test_lines_that_are_none_are_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
