/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"

#define MAX_WORDS 8

struct expected {
	const char *words[MAX_WORDS];
	const char *method;
	const char *target;
	const char *body; /* NULL: none */
};

static void
check(const struct expected *expected)
{
	union {
		const char *words[MAX_WORDS + 1];
		char *argv[MAX_WORDS + 1];
	} line = {.words = {"onboardctl"}};
	cleanup_(request_release) struct request request;
	struct invocation invocation;
	int argc = 1;

	for (; expected->words[argc - 1] != NULL; argc++)
		line.words[argc] = expected->words[argc - 1];
	assert_int_equal(
	    invocation_parse(argc, line.argv, &invocation, NULL), 0);
	request_init(&request, &invocation);
	assert_string_equal(request.method, expected->method);
	assert_string_equal(request.target.buf, expected->target);
	if (expected->body == NULL)
		assert_null(request.body);
	else
		assert_string_equal(request.body, expected->body);
}

static void
test_requests_are_built_by_the_table(void **state)
{
	static const struct expected cases[] = {
	    {{"show-leader", "3"}, "GET", "/api/v1/leaders/3", NULL},
	    {{"explain", "3:forventning-2"}, "GET",
		"/api/v1/activities/3%3Aforventning-2/explanation", NULL},
	    {{"explain", "mail:12"}, "GET", "/api/v1/mail/12/explanation",
		NULL},
	    {{"edit-person", "a/b+c@example.org", "--phone", "+45 1"}, "PATCH",
		"/api/v1/people/a%2Fb%2Bc%40example.org",
		"{\"phone\":\"+45 1\"}"},
	    {{"list-mail", "--to", "a&b@example.org", "--state=sent"}, "GET",
		"/api/v1/mail?to=a%26b%40example.org&state=sent", NULL},
	    {{"list-activities", "--overdue"}, "GET",
		"/api/v1/activities?overdue=true", NULL},
	    {{"assign", "3", "--role", "function:it", "--person", "x@y.dk"},
		"PUT", "/api/v1/leaders/3/roles/function%3Ait",
		"{\"person\":\"x@y.dk\"}"},
	    {{"log-call", "3", "--at", "T", "--minutes", "20"}, "POST",
		"/api/v1/leaders/3/calls", "{\"at\":\"T\",\"minutes\":20}"},
	    {{"advance-clock", "--to", "T", "--jump"}, "POST", "/api/v1/clock",
		"{\"to\":\"T\",\"jump\":true}"},
	    {{"rotate-feed", "7"}, "POST", "/api/v1/feeds/7/rotate", "{}"},
	    {{"skip", "7", "--reason", "s\xc3\xa5 \"s\xc3\xa5\"\n"}, "POST",
		"/api/v1/activities/7/skip",
		"{\"reason\":\"s\xc3\xa5 \\\"s\xc3\xa5\\\"\\n\"}"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		check(&cases[i]);
}

static void
test_raw_asks_for_bytes(void **state)
{
	static char program[] = "onboardctl";
	static char command[] = "show-mail";
	static char id[] = "12";
	static char raw[] = "--raw";
	char *argv[] = {program, command, id, raw, NULL};
	cleanup_(request_release) struct request request;
	struct invocation invocation;

	(void)state;
	assert_int_equal(invocation_parse(4, argv, &invocation, NULL), 0);
	request_init(&request, &invocation);
	assert_string_equal(request.target.buf, "/api/v1/mail/12/message");
	assert_true(request.wants_bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_requests_are_built_by_the_table),
	    cmocka_unit_test(test_raw_asks_for_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
