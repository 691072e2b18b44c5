/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "http/conditional.h"
#include "http/http_date.h"

#define MODIFIED 784111777 /* Sun, 06 Nov 1994 08:49:37 GMT */
#define SAME "Sun, 06 Nov 1994 08:49:37 GMT"
#define BEFORE "Sun, 06 Nov 1994 08:49:36 GMT"
#define AFTER "Sun, 06 Nov 1994 08:49:38 GMT"

struct conditional_case {
	const char *headers;
	const char *etag;
	enum conditional outcome;
};

#define SEND CONDITIONAL_SEND
#define SAVED CONDITIONAL_NOT_MODIFIED
#define FAILED CONDITIONAL_FAILED

static const struct conditional_case cases[] = {
    {"", "\"a\"", SEND},
    {"If-None-Match: \"a\"\r\n", "\"a\"", SAVED},
    {"If-None-Match: \"b\"\r\n", "\"a\"", SEND},
    {"If-None-Match: W/\"a\"\r\n", "\"a\"", SAVED},
    {"If-None-Match: \"a\"\r\n", "W/\"a\"", SAVED},
    {"If-None-Match: \"x\", \"a\"\r\n", "\"a\"", SAVED},
    {"If-None-Match: \"x\",,W/\"a\" ,\"y\"\r\n", "\"a\"", SAVED},
    {"If-None-Match: \"x,\\\", \"b\"\r\n", "\"b\"", SAVED},
    {"If-None-Match: \"x\"\r\nIf-None-Match: \"a\"\r\n", "\"a\"", SAVED},
    {"If-None-Match: *\r\n", "\"a\"", SAVED},
    {"If-None-Match: *\r\n", NULL, SAVED},
    {"If-None-Match: a\r\n", "\"a\"", SEND},
    {"If-None-Match: \"a\r\n", "\"a\"", SEND},
    {"If-None-Match: \"A\"\r\n", "\"a\"", SEND},
    {"If-None-Match: \"b\"\r\nIf-Modified-Since: " AFTER "\r\n", "\"a\"", SEND},
    {"If-None-Match: \"a\"\r\nIf-Modified-Since: " BEFORE "\r\n", "\"a\"",
	SAVED},
    {"If-Modified-Since: " SAME "\r\n", NULL, SAVED},
    {"If-Modified-Since: " AFTER "\r\n", NULL, SAVED},
    {"If-Modified-Since: " BEFORE "\r\n", NULL, SEND},
    {"If-Modified-Since: yesterday\r\n", NULL, SEND},
    {"If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT\r\n", NULL, SAVED},
    {"If-Modified-Since: Sun Nov  6 08:49:37 1994\r\n", NULL, SAVED},
    {"If-Modified-Since: " SAME "\r\nIf-Modified-Since: " SAME "\r\n", NULL,
	SEND},
    {"If-Match: \"a\"\r\n", "\"a\"", SEND},
    {"If-Match: \"b\"\r\n", "\"a\"", FAILED},
    {"If-Match: W/\"a\"\r\n", "W/\"a\"", FAILED},
    {"If-Match: *\r\n", "\"a\"", SEND},
    {"If-Match: \"a\"\r\nIf-None-Match: \"a\"\r\n", "\"a\"", SAVED},
    {"If-Unmodified-Since: " BEFORE "\r\n", "\"a\"", FAILED},
    {"If-Unmodified-Since: " SAME "\r\n", "\"a\"", SEND},
};

static enum conditional
outcome_of(const char *headers, const char *etag, int64_t modified)
{
	cleanup_(strbuf_release) struct strbuf head = STRBUF_INIT;
	cleanup_(request_release) struct request request;
	struct guard_verdict verdict;

	strbuf_add_format(
	    &head, "GET /a HTTP/1.1\r\nHost: a\r\n%s\r\n", headers);
	guard_check(head.buf, head.len, &verdict);
	assert_int_equal(verdict.state, GUARD_OK);
	request_init(&request, head.buf, &verdict);
	return conditional_check(&request, etag, modified);
}

static void
test_preconditions_decide_as_rfc_9110_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		enum conditional outcome =
		    outcome_of(cases[i].headers, cases[i].etag, MODIFIED);

		if (outcome != cases[i].outcome)
			print_error("case %zu: %s\n", i, cases[i].headers);
		assert_int_equal(outcome, cases[i].outcome);
	}
}

static void
test_an_unknown_date_never_saves_the_body(void **state)
{
	(void)state;
	assert_int_equal(outcome_of("If-Modified-Since: " AFTER "\r\n", "\"a\"",
			     INSTANT_NONE),
	    SEND);
}

static void
test_dates_of_every_month_come_back(void **state)
{
	(void)state;
	for (int64_t at = -86400LL * 400; at < 86400LL * 800; at += 2000003) {
		char text[HTTP_DATE_SIZE];
		int64_t back = 0;

		assert_true(http_date_parse(http_date_format(at, text), &back));
		assert_int_equal(back, at);
	}
}

static void
test_a_date_is_written_as_imf_fixdate(void **state)
{
	char text[HTTP_DATE_SIZE];

	(void)state;
	assert_string_equal(http_date_format(MODIFIED, text), SAME);
}

static void
test_broken_dates_are_no_dates(void **state)
{
	static const char *const broken[] = {"", "Sun",
	    "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT",
	    "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
	    "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
	    "Sun, 6 Nov 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT",
	    "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov -994 08:49:37 GMT",
	    "1994-11-06T08:49:37Z", "784111777"};
	int64_t at;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
		if (http_date_parse(broken[i], &at))
			fail_msg("%s was read", broken[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_preconditions_decide_as_rfc_9110_says),
	    cmocka_unit_test(test_an_unknown_date_never_saves_the_body),
	    cmocka_unit_test(test_dates_of_every_month_come_back),
	    cmocka_unit_test(test_a_date_is_written_as_imf_fixdate),
	    cmocka_unit_test(test_broken_dates_are_no_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
