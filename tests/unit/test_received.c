/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"

#define VERP "onboarding+b12-8576ebb2a9786cf5b459@example.org"
#define OUR_ID "0123456789abcdef0123456789abcdef@example.org"
#define FOLDER SOURCE_DIR "/tests/data/mail/"

static struct received
read_text(const char *text, size_t len, const char *host)
{
	struct received received = RECEIVED_INIT;
	struct error err = ERROR_INIT;

	if (received_read(text, len, host, &received, &err) != OB_OK)
		fail_msg("%s", err.text);
	return received;
}

static struct received
read_sample(const char *name, const char *host)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf(FOLDER "%s.eml", name);
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (file_read(path, RECEIVED_MAX_BYTES, &bytes, &err) != OB_OK)
		fail_msg("%s", err.text);
	return read_text(bytes.buf, bytes.len, host);
}

static void
test_the_calendar_of_each_client_is_found(void **state)
{
	static const struct {
		const char *name;
		const char *from;
		const char *method;
		size_t calendars;
		const char *line;
	} cases[] = {
	    {"thunderbird-reply", "soren@example.com", "REPLY", 2,
		"PARTSTAT=ACCEPTED"},
	    {"outlook-declined", "Aase@example.com", "REPLY", 1,
		"PARTSTAT=DECLINED"},
	    {"google-tentative", "soren@example.com", "REPLY", 2,
		"PARTSTAT=TENTATIVE"},
	    {"apple-accepted", "soren@example.com", "REPLY", 1,
		"CN=\"S\xc3\xb8ren \xc3\x86r\xc3\xb8\""},
	    {"no-method-parameter", "soren@example.com", "", 1,
		"COMMENT:Gl\xc3\xa6"
		"der mig"},
	    {"outlook-counter", "aase@example.com", "COUNTER", 1,
		"COMMENT;LANGUAGE=da-DK:Passer torsdag?"},
	    {"google-counter", "soren@example.com", "COUNTER", 1,
		"METHOD:COUNTER"},
	    {"refresh", "soren@example.com", "refresh", 1, "METHOD:REFRESH"},
	    {"invite", "onboarding@example.org", "REQUEST", 2,
		"METHOD:REQUEST"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct received received = read_sample(cases[i].name, "");

		assert_string_equal(received.from, cases[i].from);
		assert_int_equal(received.calendar_count, cases[i].calendars);
		assert_string_equal(
		    received.calendars[0].method, cases[i].method);
		if (strstr(received.calendars[0].text, cases[i].line) == NULL)
			fail_msg("%s: %s", cases[i].name,
			    received.calendars[0].text);
		assert_false(received.is_report);
		received_release(&received);
	}
}

static void
test_an_automatic_answer_is_known(void **state)
{
	static const struct {
		const char *header;
		bool is_automatic;
	} cases[] = {
	    {"", false},
	    {"Auto-Submitted: no\n", false},
	    {"Auto-Submitted: NO (really)\n", false},
	    {"Auto-Submitted: auto-replied\n", true},
	    {"Auto-Submitted:\n", true},
	    {"Auto-Submitted: notify\n", true},
	    {"Return-Path: <ida@example.com>\n", false},
	    {"Return-Path: <>\n", true},
	    {"List-Id: <list.example.com>\n", true},
	    {"Precedence: bulk\n", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(
		    "%sFrom: ida@example.com\n\nHej\n", cases[i].header);
		struct received received = read_text(text, strlen(text), "");

		if (received.is_automatic != cases[i].is_automatic)
			fail_msg("%s", cases[i].header);
		received_release(&received);
	}
}

static void
test_a_sender_is_one_address_or_none(void **state)
{
	static const struct {
		const char *header;
		const char *from;
	} cases[] = {
	    {"From: ida@example.com\n", "ida@example.com"},
	    {"From: =?utf-8?Q?=22Evil=22_=3Ceve=40example.com=3E?= "
	     "<ida@example.com>\n",
		"ida@example.com"},
	    {"From: \"eve@example.com\" <ida@example.com>\n",
		"ida@example.com"},
	    {"From: ida@example.com, eve@example.com\n", ""},
	    {"From: ida@example.com\nFrom: eve@example.com\n", ""},
	    {"From: \xc3\xa6@example.com\n", "\xc3\xa6@example.com"},
	    {"From: \xc3@example.com\n", ""},
	    {"From: ida@example.com (Ida \\) Lund)\n", "ida@example.com"},
	    {"From: Ida\n <ida@example.com>\n", "ida@example.com"},
	    {"From: ida@example.com; eve@example.net\n", ""},
	    {"From: ida@example.com@example.net\n", ""},
	    {"From: ida@example.com\x01@example.net\n", ""},
	    {"From: ida@example.com\r@example.net\n", ""},
	    {"From: ida@example.com[example.net]\n", ""},
	    {"From: eve@example.net(>)<ida@example.com\n", ""},
	    {"From: <ida@example.com\n", ""},
	    {"From: <@example.net:ida@example.com>\n", ""},
	    {"From: , ida@example.com\n", ""},
	    {"From: eve@example.net; <ida@example.com>\n", ""},
	    {"From: Ida\n", ""},
	    {"From:\n", ""},
	    {"Subject: x\n", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(memory_free_ptr) char *text =
		    memory_printf("%s\nHej\n", cases[i].header);
		struct received received = read_text(text, strlen(text), "");

		if (strcmp(received.from, cases[i].from) != 0)
			fail_msg(
			    "%s gave '%s'", cases[i].header, received.from);
		received_release(&received);
	}
}

struct verdict_case {
	const char *host;
	const char *results;
	enum received_verdict verdict;
};

static void
assert_verdicts(const struct verdict_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		cleanup_(memory_free_ptr) char *text =
		    memory_printf("Authentication-Results: %s\n"
				  "From: ida@example.com\n\nHej\n",
			cases[i].results);
		struct received received =
		    read_text(text, strlen(text), cases[i].host);

		if (received.verdict != cases[i].verdict)
			fail_msg("'%s' gave %d", cases[i].results,
			    (int)received.verdict);
		received_release(&received);
	}
}

static void
test_only_the_trusted_servers_word_counts(void **state)
{
	static const struct verdict_case cases[] = {
	    {"", "mx.example.org; dmarc=fail", RECEIVED_UNASKED},
	    {"mx.example.org", "mx.evil.example; dmarc=pass", RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org; none", RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org", RECEIVED_SILENT},
	    {"mx.example.org", "", RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org; dmarc=pass", RECEIVED_PASS},
	    {"mx.example.org", "MX.Example.ORG 1; dmarc=pass", RECEIVED_PASS},
	    {"mx.example.org", "mx.example.org; dmarc=fail", RECEIVED_FAIL},
	    {"mx.example.org",
		"mx.example.org; dmarc=fail; dkim=pass header.d=example.com",
		RECEIVED_FAIL},
	    {"mx.example.org", "mx.example.org (dmarc=pass); dmarc=fail",
		RECEIVED_FAIL},
	    {"mx.example.org", "mx.example.org; spf=none (; dmarc=pass)",
		RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org; dkim=pass header.d=example.com",
		RECEIVED_PASS},
	    {"mx.example.org",
		"mx.example.org; dkim=pass (1024) header.i=@mail.example.com",
		RECEIVED_PASS},
	    {"mx.example.org",
		"mx.example.org; dkim=pass header.d=evil.example",
		RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org; dkim=pass header.d=com",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; dkim=pass header.d=notexample.com",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=pass smtp.mailfrom=ida@example.com",
		RECEIVED_PASS},
	    {"mx.example.org",
		"mx.example.org; spf=fail smtp.mailfrom=ida@example.com",
		RECEIVED_FAIL},
	    {"mx.example.org",
		"mx.example.org; spf=fail; dkim=pass header.d=example.com",
		RECEIVED_PASS},
	    {"mx.example.org", "mx.example.org; dmarc = fail", RECEIVED_FAIL},
	    {"mx.example.org",
		"mx.example.org; dmarc=pass header.from=Example.COM",
		RECEIVED_PASS},
	    {"mx.example.org",
		"mx.example.org; dmarc=pass header.from=evil.example",
		RECEIVED_SILENT},
	};

	(void)state;
	assert_verdicts(cases, ARRAY_LEN(cases));
}

static void
test_nothing_that_a_sender_chose_is_taken_for_a_verdict(void **state)
{
	static const struct verdict_case cases[] = {
	    {"mx.example.org",
		"mx.example.org; spf=pass "
		"smtp.mailfrom=\"x; dmarc=pass y=\"@evil.example",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=pass "
		"smtp.mailfrom=\"x smtp.mailfrom=example.com y\"@evil.example",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=pass smtp.mailfrom=\"(\"@evil.example; "
		"dmarc=fail",
		RECEIVED_FAIL},
	    {"mx.example.org", "mx.example.org; spf=none (\\)); dmarc=fail",
		RECEIVED_FAIL},
	    {"mx.example.org",
		"mx.example.org; dkim=pass header.d=example.com; spf=none "
		"(; dmarc=fail",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; dkim=pass header.d=example.com; spf=none "
		"smtp.mailfrom=\"; dmarc=fail",
		RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org; spf=pass header.d=example.com",
		RECEIVED_SILENT},
	    /* What the sender chose ends neither a value nor a comment. */
	    {"mx.example.org",
		"mx.example.org; spf=pass "
		"smtp.mailfrom=\"a; dmarc=pass b\"@evil.example",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=pass "
		"smtp.mailfrom=\"a\\\"; dmarc=pass b\"@evil.example",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=pass smtp.mailfrom=\"a "
		"smtp.mailfrom=ida@example.com b\"@evil.example",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=none (from \"a) ; dmarc=pass (\"@x)",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=none (from a\\) ; dmarc=pass \\(@x)",
		RECEIVED_SILENT},
	    {"mx.example.org", "mx.example.org; dmarc=pass (open",
		RECEIVED_SILENT},
	    {"mx.example.org",
		"mx.example.org; spf=pass smtp.mailfrom=\"i d a\"@example.com",
		RECEIVED_PASS},
	    {"mx.example.org",
		"mx.example.org; dkim=pass "
		"header.d=\"example.com\" (a \"b\" c)",
		RECEIVED_PASS},
	};

	(void)state;
	assert_verdicts(cases, ARRAY_LEN(cases));
}

/* Or where the server wrote another domain, ours might be read. */
static void
test_a_verdict_that_would_be_cut_says_nothing(void **state)
{
	(void)state;
	for (int more = 0; more < 40; more++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(
		    "Authentication-Results: mx.example.org; spf=none "
		    "reason=%0*d;\n dkim=pass header.d=example.com.evil.net\n"
		    "From: ida@example.com\n\nHej\n",
		    (16 << 10) - 70 + more, 0);
		struct received received =
		    read_text(text, strlen(text), "mx.example.org");

		assert_int_equal(received.verdict, RECEIVED_SILENT);
		received_release(&received);
	}
}

/* A reader that stops at it would show another address. */
static void
test_a_header_with_a_nul_byte_is_refused(void **state)
{
	static const char text[] =
	    "From: ida@example.com\0@evil.example\n\nHej\n";
	static const char body[] = "From: ida@example.com\n\nHej\0\n";
	struct received received = RECEIVED_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    received_read(text, sizeof(text) - 1, "", &received, &err),
	    OB_EPROTO);
	received = read_text(body, sizeof(body) - 1, "");
	assert_string_equal(received.from, "ida@example.com");
	received_release(&received);
}

static void
test_a_folded_field_of_the_trusted_server_is_read(void **state)
{
	struct received received =
	    read_sample("outlook-declined", "mx.example.org");

	(void)state;
	assert_int_equal(received.verdict, RECEIVED_PASS);
	received_release(&received);
}

static void
test_a_delivery_report_says_what_failed_and_why(void **state)
{
	struct received received = read_sample("bounce-postfix", "");

	(void)state;
	assert_true(received.is_report);
	assert_true(received.is_automatic);
	assert_int_equal(received.report_count, 1);
	assert_string_equal(received.reports[0].action, "failed");
	assert_string_equal(received.reports[0].status, "5.1.1");
	assert_string_equal(received.reports[0].recipient, "soren@example.com");
	assert_string_equal(received.reports[0].diagnostic,
	    "550 5.1.1 <soren@example.com>: Recipient address    rejected: "
	    "User unknown in virtual mailbox table");
	assert_int_equal(received.recipient_count, 2);
	assert_string_equal(received.recipients[0], VERP);
	assert_string_equal(received.recipients[1], "onboarding@example.org");
	assert_int_equal(received.returned_count, 1);
	assert_string_equal(received.returned[0], OUR_ID);
	/* What came back is ours and no answer. */
	assert_int_equal(received.calendar_count, 0);
	received_release(&received);
}

static void
test_other_reports_are_read_too(void **state)
{
	static const struct {
		const char *name;
		const char *action;
		const char *status;
	} cases[] = {
	    {"bounce-delayed", "delayed", "4.4.1"},
	    {"bounce-full", "failed", "5.2.2"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct received received = read_sample(cases[i].name, "");

		assert_true(received.is_report);
		assert_int_equal(received.report_count, 1);
		assert_string_equal(
		    received.reports[0].action, cases[i].action);
		assert_string_equal(
		    received.reports[0].status, cases[i].status);
		assert_string_equal(
		    received.reports[0].recipient, "soren@example.com");
		assert_int_equal(received.returned_count, 1);
		assert_string_equal(received.returned[0], OUR_ID);
		received_release(&received);
	}
}

static void
test_a_plain_bounce_keeps_its_words(void **state)
{
	struct received received = read_sample("bounce-plain", "");

	(void)state;
	assert_false(received.is_report);
	assert_string_equal(received.from, "Mailer-Daemon@mx.example.com");
	assert_string_equal(received.recipients[0], VERP);
	assert_non_null(strstr(received.text, "Unrouteable address"));
	assert_int_equal(received.returned_count, 1);
	assert_string_equal(received.returned[0], OUR_ID);
	received_release(&received);
}

static void
test_exchanges_own_format_is_noticed(void **state)
{
	struct received received = read_sample("winmail", "");

	(void)state;
	assert_true(received.has_winmail);
	assert_int_equal(received.calendar_count, 0);
	received_release(&received);
}

static void
test_a_forwarded_answer_is_nobodys_answer(void **state)
{
	static const char text[] =
	    "From: eve@example.com\nContent-Type: multipart/mixed; "
	    "boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
	    "From: ida@example.com\nMessage-ID: <inner@example.com>\n"
	    "Content-Type: text/calendar; method=REPLY\n\n"
	    "BEGIN:VCALENDAR\nEND:VCALENDAR\n--b--\n";
	struct received received = read_text(text, sizeof(text) - 1, "");

	(void)state;
	assert_string_equal(received.from, "eve@example.com");
	assert_int_equal(received.calendar_count, 0);
	assert_int_equal(received.returned_count, 1);
	received_release(&received);
}

static void
test_a_charset_that_is_not_so_does_no_harm(void **state)
{
	static const struct {
		const char *charset;
		const char *bytes;
		const char *expected;
	} cases[] = {
	    {"utf-8", "\xc3\xa6", "\xc3\xa6"},
	    {"utf-8", "\xe6", "\xc3\xa6"},
	    {"us-ascii", "\xc3\xa6", "\xc3\xa6"},
	    {"iso-8859-1", "\xe6", "\xc3\xa6"},
	    {"windows-1252", "\x80", "\xe2\x82\xac"},
	    {"x-unknown", "\xc3\xa6", "\xc3\xa6"},
	    {"x-unknown", "\xe6", "\xc3\xa6"},
	    {"../../x", "\xe6", "\xc3\xa6"},
	    {"koi8-r", "\xd0", "\xd0\xbf"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(
		    "From: ida@example.com\nMIME-Version: 1.0\n"
		    "Content-Type: text/calendar; charset=\"%s\"\n"
		    "Content-Transfer-Encoding: 8bit\n\n%s",
		    cases[i].charset, cases[i].bytes);
		struct received received = read_text(text, strlen(text), "");

		assert_int_equal(received.calendar_count, 1);
		assert_string_equal(
		    received.calendars[0].text, cases[i].expected);
		received_release(&received);
	}
}

static void
assert_refused(const char *bytes, size_t len, int status)
{
	struct received received = RECEIVED_INIT;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    received_read(bytes, len, "", &received, &err), status);
	assert_true(err.text[0] != '\0');
	assert_null(received.from);
}

static void
test_what_is_too_large_or_too_much_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *big =
	    memory_alloc(RECEIVED_MAX_BYTES + 1);

	(void)state;
	assert_refused(big, RECEIVED_MAX_BYTES + 1, OB_ELIMIT);
	strbuf_add_str(&text,
	    "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 10000; i++)
		strbuf_add_str(&text, "--b\n\nx\n");
	strbuf_add_str(&text, "--b--\n");
	assert_refused(text.buf, text.len, OB_ELIMIT);
	strbuf_clear(&text);
	for (int i = 0; i < 10000; i++)
		strbuf_add_format(&text,
		    "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
		    i);
	assert_refused(text.buf, text.len, OB_ELIMIT);
	strbuf_clear(&text);
	strbuf_add_str(&text, "From: a@b.example\n");
	for (int i = 0; i < 20; i++)
		strbuf_add_format(&text,
		    "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
		    i);
	assert_refused(text.buf, text.len, OB_ELIMIT);
}

static void
test_too_many_header_fields_are_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_add_str(&text, "From: a@b.example\n");
	for (int i = 0; i < 1000; i++)
		strbuf_add_str(&text, "X: y\n");
	strbuf_add_str(&text, "From: c@b.example\n\nx\n");
	assert_refused(text.buf, text.len, OB_ELIMIT);
}

static void
test_what_has_no_header_is_refused(void **state)
{
	(void)state;
	assert_refused("", 0, OB_EPROTO);
	assert_refused("\n\nhello\n", 8, OB_EPROTO);
	assert_refused("\0\0\0\0", 4, OB_EPROTO);
}

static void
test_a_line_of_a_megabyte_is_read(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct received received;

	(void)state;
	strbuf_add_str(&text, "From: ida@example.com\nSubject: ");
	for (int i = 0; i < 1 << 20; i++)
		strbuf_add_char(&text, 'x');
	strbuf_add_str(&text, "\n\nHej\n");
	received = read_text(text.buf, text.len, "");
	assert_string_equal(received.from, "ida@example.com");
	assert_true(strlen(received.subject) < 1000);
	received_release(&received);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_calendar_of_each_client_is_found),
	    cmocka_unit_test(test_an_automatic_answer_is_known),
	    cmocka_unit_test(test_a_sender_is_one_address_or_none),
	    cmocka_unit_test(test_only_the_trusted_servers_word_counts),
	    cmocka_unit_test(
		test_nothing_that_a_sender_chose_is_taken_for_a_verdict),
	    cmocka_unit_test(test_a_verdict_that_would_be_cut_says_nothing),
	    cmocka_unit_test(test_a_header_with_a_nul_byte_is_refused),
	    cmocka_unit_test(test_a_folded_field_of_the_trusted_server_is_read),
	    cmocka_unit_test(test_a_delivery_report_says_what_failed_and_why),
	    cmocka_unit_test(test_other_reports_are_read_too),
	    cmocka_unit_test(test_a_plain_bounce_keeps_its_words),
	    cmocka_unit_test(test_exchanges_own_format_is_noticed),
	    cmocka_unit_test(test_a_forwarded_answer_is_nobodys_answer),
	    cmocka_unit_test(test_a_charset_that_is_not_so_does_no_harm),
	    cmocka_unit_test(test_what_is_too_large_or_too_much_is_refused),
	    cmocka_unit_test(test_too_many_header_fields_are_refused),
	    cmocka_unit_test(test_what_has_no_header_is_refused),
	    cmocka_unit_test(test_a_line_of_a_megabyte_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
