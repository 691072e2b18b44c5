/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/outcome.h"

#include <curl/curl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define LINES_MAX 10

static void
say(struct outcome_trace *trace, const char *line)
{
	(void)outcome_trace_line(trace, line, strlen(line));
}

struct talk {
	const char *lines[LINES_MAX]; /* on a new connection */
	int curl_code;
	enum mail_outcome verdict;
	bool alarm;
};

/* What libcurl 7.88.1 was seen to report for each fault. */
static const struct talk plain_talks[] = {
    {{"450 x"}, CURLE_WEIRD_SERVER_REPLY, MAIL_RELAY_DOWN, false},
    {{"554 x"}, CURLE_WEIRD_SERVER_REPLY, MAIL_RELAY_REFUSED, true},
    {{NULL}, CURLE_COULDNT_CONNECT, MAIL_RELAY_DOWN, false},
    {{NULL}, CURLE_COULDNT_RESOLVE_HOST, MAIL_RELAY_DOWN, false},
    {{NULL}, CURLE_OPERATION_TIMEDOUT, MAIL_RELAY_DOWN, false},
    {{"220 x"}, CURLE_RECV_ERROR, MAIL_RELAY_DOWN, false},
    {{"220 x", "450 x", "250 x", "250 x", "250 x", "354 x", "250 x"}, CURLE_OK,
	MAIL_SENT, false},
    {{"220 x", "250 x", "450 x", "221 x"}, CURLE_SEND_ERROR, MAIL_TRANSIENT,
	false},
    {{"220 x", "250 x", "500 x", "221 x"}, CURLE_SEND_ERROR, MAIL_PERMANENT,
	false},
    {{"220 x", "250 x"}, CURLE_RECV_ERROR, MAIL_TRANSIENT, false},
    {{"220 x", "250 x"}, CURLE_OPERATION_TIMEDOUT, MAIL_RELAY_DOWN, false},
    {{"220 x", "250 x"}, CURLE_ABORTED_BY_CALLBACK, MAIL_NOT_TRIED, false},
    {{"220 x", "250 x", "530 5.7.0 x"}, CURLE_SEND_ERROR, MAIL_RELAY_REFUSED,
	true},
    {{"220 x", "250 x", "250 x", "450 x", "221 x"}, CURLE_SEND_ERROR,
	MAIL_TRANSIENT, false},
    {{"220 x", "250 x", "250 x", "550 5.1.1 x", "221 x"}, CURLE_SEND_ERROR,
	MAIL_PERMANENT, false},
    {{"220 x", "250 x", "250 x", "550 5.7.1 x"}, CURLE_SEND_ERROR,
	MAIL_RELAY_REFUSED, true},
    {{"220 x", "250 x", "250 x", "550 relay not permitted"}, CURLE_SEND_ERROR,
	MAIL_RELAY_REFUSED, true},
    {{"220 x", "250 x", "250 x", "450 x", "502 QUIT?"}, CURLE_SEND_ERROR,
	MAIL_TRANSIENT, false},
    {{"220 x", "250 x", "250 x", "452 4.2.2 x"}, CURLE_SEND_ERROR,
	MAIL_TRANSIENT, false},
    {{"220 x", "250 x", "452 4.3.1 x"}, CURLE_SEND_ERROR, MAIL_RELAY_DOWN,
	false},
    {{"220 x", "250 x", "250 x", "250 x", "500 x"}, CURLE_SEND_ERROR,
	MAIL_PERMANENT, false},
    {{"220 x", "250 x", "250 x", "250 x"}, CURLE_RECV_ERROR, MAIL_TRANSIENT,
	false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x"}, CURLE_RECV_ERROR,
	MAIL_UNKNOWN, false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x"}, CURLE_OPERATION_TIMEDOUT,
	MAIL_UNKNOWN, false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x"}, CURLE_SSL_CONNECT_ERROR,
	MAIL_UNKNOWN, false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x"}, CURLE_ABORTED_BY_CALLBACK,
	MAIL_UNKNOWN, false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x", "450 x"},
	CURLE_WEIRD_SERVER_REPLY, MAIL_TRANSIENT, false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x", "421 x"},
	CURLE_WEIRD_SERVER_REPLY, MAIL_RELAY_DOWN, false},
    {{"220 x", "250 x", "250 x", "250 x", "354 x", "550 5.7.60 x"},
	CURLE_WEIRD_SERVER_REPLY, MAIL_RELAY_REFUSED, true},
    {{"220 x", "250 x", "250 x", "250 x", "354 x", "250 x"}, CURLE_OK,
	MAIL_SENT, false},
    /* Accepted is accepted, whatever goes wrong afterwards. */
    {{"220 x", "250 x", "250 x", "250 x", "354 x", "250 x", "421 x"},
	CURLE_RECV_ERROR, MAIL_SENT, false},
};

static const struct talk secure_talks[] = {
    {{"220 x", "250 x"}, CURLE_USE_SSL_FAILED, MAIL_RELAY_DOWN, true},
    {{"220 x", "250-x", "250 STARTTLS", "454 x"}, CURLE_USE_SSL_FAILED,
	MAIL_RELAY_DOWN, true},
    {{"220 x", "250 x", "220 x"}, CURLE_PEER_FAILED_VERIFICATION,
	MAIL_RELAY_DOWN, true},
    {{"220 x", "250 x", "220 x"}, CURLE_SSL_CONNECT_ERROR, MAIL_RELAY_DOWN,
	true},
    {{"220 x", "250 x", "220 x", "250 x", "535 5.7.8 x"}, CURLE_LOGIN_DENIED,
	MAIL_RELAY_REFUSED, true},
    {{"220 x", "250 x", "220 x", "250 x", "334 x", "535 x", "221 x"},
	CURLE_LOGIN_DENIED, MAIL_RELAY_REFUSED, true},
    {{"220 x", "250 x", "220 x", "250 x", "454 4.7.0 x"}, CURLE_LOGIN_DENIED,
	MAIL_RELAY_DOWN, false},
    {{"220 x", "250 x", "220 x", "250 x"}, CURLE_LOGIN_DENIED,
	MAIL_RELAY_REFUSED, true},
    {{"220 x", "250 x", "220 x", "250 x", "235 x", "250 x", "550 5.1.1 x"},
	CURLE_SEND_ERROR, MAIL_PERMANENT, false},
    /* No AUTH offered: libcurl goes on without. */
    {{"220 x", "250 x", "220 x", "250 x", "250 x", "550 5.1.1 x"},
	CURLE_SEND_ERROR, MAIL_PERMANENT, false},
};

static void
check_talk(const struct talk *talk, bool is_secure)
{
	struct outcome_trace trace;
	struct outcome outcome;

	outcome_trace_init(&trace, is_secure, is_secure);
	outcome_trace_connect(&trace);
	for (int i = 0; i < LINES_MAX && talk->lines[i] != NULL; i++)
		say(&trace, talk->lines[i]);
	outcome = outcome_decide(talk->curl_code, &trace);
	if (outcome.verdict != talk->verdict || outcome.alarm != talk->alarm)
		fail_msg("curl %d after '%s': %s%s", talk->curl_code,
		    trace.reply, outcome_name(outcome.verdict),
		    outcome.alarm ? " with alarm" : "");
}

static void
test_each_talk_without_tls_has_its_verdict(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(plain_talks); i++)
		check_talk(&plain_talks[i], false);
}

static void
test_each_talk_with_tls_and_password_has_its_verdict(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(secure_talks); i++)
		check_talk(&secure_talks[i], true);
}

static struct outcome_trace
kept_connection(const char *line)
{
	struct outcome_trace trace;

	outcome_trace_init(&trace, true, true);
	if (line != NULL)
		say(&trace, line);
	return trace;
}

static void
test_a_kept_connection_that_says_421_is_stale(void **state)
{
	struct outcome_trace trace = kept_connection("421 4.4.2 idle");

	(void)state;
	assert_true(outcome_is_stale(CURLE_SEND_ERROR, &trace));
}

static void
test_a_kept_connection_that_is_gone_is_stale(void **state)
{
	struct outcome_trace trace = kept_connection(NULL);

	(void)state;
	assert_true(outcome_is_stale(CURLE_SEND_ERROR, &trace));
	assert_true(outcome_is_stale(CURLE_RECV_ERROR, &trace));
}

static void
test_a_refusal_on_a_kept_connection_is_an_answer(void **state)
{
	struct outcome_trace trace = kept_connection("550 5.1.1 x");

	(void)state;
	assert_false(outcome_is_stale(CURLE_SEND_ERROR, &trace));
}

static void
test_after_the_text_began_nothing_is_stale(void **state)
{
	struct outcome_trace trace = kept_connection("250 x");

	(void)state;
	say(&trace, "250 x");
	say(&trace, "354 x");
	assert_false(outcome_is_stale(CURLE_RECV_ERROR, &trace));
}

static void
test_a_new_connection_is_never_stale(void **state)
{
	struct outcome_trace trace = kept_connection(NULL);

	(void)state;
	outcome_trace_connect(&trace);
	assert_false(outcome_is_stale(CURLE_SEND_ERROR, &trace));
}

static void
test_a_reply_of_several_lines_is_kept_as_one(void **state)
{
	struct outcome_trace trace = kept_connection(NULL);

	(void)state;
	say(&trace, "550-5.1.1 no such user\r\n");
	assert_int_equal(trace.code, 0);
	say(&trace, "550 5.1.1 ask the postmaster\r\n");
	assert_int_equal(trace.code, 550);
	assert_int_equal(trace.enhanced, 1);
	assert_string_equal(
	    trace.reply, "550-5.1.1 no such user 5.1.1 ask the postmaster");
}

static void
test_hostile_reply_text_is_made_printable_and_cut(void **state)
{
	struct outcome_trace trace = kept_connection(NULL);
	char line[2000];

	(void)state;
	memset(line, 'x', sizeof(line));
	memcpy(line, "550 \x1b\0\xc3", 7);
	outcome_trace_line(&trace, line, sizeof(line));
	assert_memory_equal(trace.reply, "550 ???x", 8);
	assert_int_equal(strlen(trace.reply), OUTCOME_REPLY_SIZE - 1);
}

static void
test_lines_that_are_no_replies_are_ignored(void **state)
{
	static const char *const lines[] = {"", "5", "abc", "55", "5500 x",
	    "550x", " 550 x", "999 x", "650 x", "000 x", "100 x"};
	struct outcome_trace trace = kept_connection(NULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		say(&trace, lines[i]);
	assert_int_equal(trace.code, 0);
	assert_string_equal(trace.reply, "");
}

static void
test_every_outcome_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < MAIL_OUTCOME_COUNT; i++) {
		assert_non_null(outcome_name((enum mail_outcome)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
			    outcome_name((enum mail_outcome)i),
			    outcome_name((enum mail_outcome)j));
	}
}

/* Whether SMTPUTF8 is offered by the last of the lines, and by then only. */
static bool
offers_utf8(bool uses_starttls, const char *const lines[])
{
	struct outcome_trace trace;
	bool is_greeted = false;

	outcome_trace_init(&trace, uses_starttls, false);
	outcome_trace_connect(&trace);
	for (size_t i = 0; lines[i] != NULL; i++) {
		assert_false(is_greeted);
		is_greeted =
		    outcome_trace_line(&trace, lines[i], strlen(lines[i]));
	}
	assert_true(is_greeted);
	return trace.has_smtputf8;
}

static void
test_an_offer_counts_when_it_is_the_last(void **state)
{
	static const char *const none[] = {"220 x", "250 x", NULL};
	static const char *const one[] = {
	    "220 SMTPUTF8", "250-x\r\n", "250-smtputf8\r\n", "250 SIZE", NULL};
	static const char *const last[] = {
	    "220 x", "250-x", "250 SMTPUTF8", NULL};
	static const char *const other[] = {
	    "220 x", "250-SMTPUTF8X", "250 X SMTPUTF8", NULL};
	static const char *const helo[] = {
	    "220 x", "500-SMTPUTF8", "500 x", "250 x", NULL};
	static const char *const behind[] = {"220 x", "250-STARTTLS", "250 x",
	    "220 go", "250-x", "250 SMTPUTF8", NULL};
	static const char *const before[] = {
	    "220 x", "250-SMTPUTF8", "250 STARTTLS", "220 go", "250 x", NULL};

	(void)state;
	assert_false(offers_utf8(false, none));
	assert_true(offers_utf8(false, one));
	assert_true(offers_utf8(false, last));
	assert_false(offers_utf8(false, other));
	assert_false(offers_utf8(false, helo));
	assert_true(offers_utf8(true, behind));
	assert_false(offers_utf8(true, before));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_offer_counts_when_it_is_the_last),
	    cmocka_unit_test(test_each_talk_without_tls_has_its_verdict),
	    cmocka_unit_test(
		test_each_talk_with_tls_and_password_has_its_verdict),
	    cmocka_unit_test(test_a_kept_connection_that_says_421_is_stale),
	    cmocka_unit_test(test_a_kept_connection_that_is_gone_is_stale),
	    cmocka_unit_test(test_a_refusal_on_a_kept_connection_is_an_answer),
	    cmocka_unit_test(test_after_the_text_began_nothing_is_stale),
	    cmocka_unit_test(test_a_new_connection_is_never_stale),
	    cmocka_unit_test(test_a_reply_of_several_lines_is_kept_as_one),
	    cmocka_unit_test(test_hostile_reply_text_is_made_printable_and_cut),
	    cmocka_unit_test(test_lines_that_are_no_replies_are_ignored),
	    cmocka_unit_test(test_every_outcome_has_a_name_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
