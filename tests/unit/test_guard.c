/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "http/guard.h"

struct guard_case {
	const char *what;
	const char *bytes;
	size_t len;
	int status; /* 0: passes */
};

/* With NUL bytes inside: the length is the literal's. */
#define CASE(what, text, status)                                               \
	{                                                                      \
		what, text, sizeof(text) - 1, status                           \
	}

#define GET "GET /a HTTP/1.1\r\nHost: a\r\n"
#define POST "POST /a HTTP/1.1\r\nHost: a\r\n"
#define LINE(target) "GET " target " HTTP/1.1\r\nHost: a\r\n\r\n"
#define HOST(host) "GET /a HTTP/1.1\r\nHost: " host "\r\n\r\n"

static const struct guard_case malformed[] = {
    CASE("no Host", "GET /a HTTP/1.1\r\n\r\n", 400),
    CASE("two Hosts", GET "Host: b\r\n\r\n", 400),
    CASE("two equal Hosts", GET "host: a\r\n\r\n", 400),
    CASE("blank before colon", GET "X-F : 1\r\n\r\n", 400),
    CASE("tab before colon", GET "X-F\t: 1\r\n\r\n", 400),
    CASE("empty name", GET ": x\r\n\r\n", 400),
    CASE("blank in a name", GET "X F: 1\r\n\r\n", 400),
    CASE("NUL in a value", GET "X: a\0b\r\n\r\n", 400),
    CASE("bare CR in a value", GET "X: a\rb\r\n\r\n", 400),
    CASE("NUL in the target", "GET /a\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("coding xchunked", POST "Transfer-Encoding: xchunked\r\n\r\n", 400),
    CASE("no coding", POST "Transfer-Encoding:\r\n\r\n", 400),
    CASE("chunked is not the last",
	POST "Transfer-Encoding: chunked, gzip\r\n\r\n", 400),
    CASE("chunked twice", POST "Transfer-Encoding: chunked, chunked\r\n\r\n",
	400),
    CASE("two codings", POST "Transfer-Encoding: gzip ,, Chunked ,\r\n\r\n",
	501),
    CASE("two codings and a length",
	POST "Transfer-Encoding: gzip, chunked\r\nContent-Length: 5\r\n\r\n",
	400),
    CASE("a length and a coding",
	POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    CASE("two Transfer-Encodings",
	POST "Transfer-Encoding: chunked\r\n"
	     "Transfer-Encoding: identity\r\n\r\n",
	400),
    CASE("chunked", POST "Transfer-Encoding: chunked\r\n\r\n", 501),
    CASE("chunked GET", GET "Transfer-Encoding: chunked\r\n\r\n", 501),
    CASE("coding in HTTP/1.0",
	"POST /a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
	400),
    CASE("a broken coding outweighs the method",
	"BREW /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n", 400),
    CASE("two lengths", POST "Content-Length: 3\r\nContent-Length: 30\r\n\r\n",
	400),
    CASE("two equal lengths",
	POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 400),
    CASE("list of lengths", POST "Content-Length: 3,4\r\n\r\n", 400),
    CASE("list of equal lengths", POST "Content-Length: 3, 3\r\n\r\n", 400),
    CASE("length +3", POST "Content-Length: +3\r\n\r\n", 400),
    CASE("length -1", POST "Content-Length: -1\r\n\r\n", 400),
    CASE("length 0x3", POST "Content-Length: 0x3\r\n\r\n", 400),
    CASE("length 3 4", POST "Content-Length: 3 4\r\n\r\n", 400),
    CASE("length 3;x", POST "Content-Length: 3;x\r\n\r\n", 400),
    CASE("empty length", POST "Content-Length:\r\n\r\n", 400),
    CASE("length over 64 bits",
	POST "Content-Length: 18446744073709551619\r\n\r\n", 413),
    CASE("no length", POST "\r\n", 411),
    CASE("HTTP/2.0", "GET /a HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    CASE("HTTP/1.2", "GET /a HTTP/1.2\r\nHost: a\r\n\r\n", 505),
    CASE("HTTP/0.9 word", "GET /a HTTP/0.9\r\nHost: a\r\n\r\n", 505),
    CASE("HTTP/0.9 line", "GET /a\r\n\r\n", 400),
    CASE("http/1.1", "GET /a http/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("HTTP/1.10", "GET /a HTTP/1.10\r\nHost: a\r\n\r\n", 400),
    CASE("HTTP/01.1", "GET /a HTTP/01.1\r\nHost: a\r\n\r\n", 400),
    CASE("HTTP /1.1", "GET /a HTTP /1.1\r\nHost: a\r\n\r\n", 400),
    CASE("two blanks", "GET  /a  HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("tab", "GET\t/a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("blank at the end", "GET /a HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
    CASE("blank at the start", " GET /a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("empty first line", "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("only an empty line", "\r\n\r\n", 400),
    CASE("bare LF", "GET /a HTTP/1.1\nHost: a\n\n", 400),
    CASE("one bare LF", "GET /a HTTP/1.1\r\nHost: a\n\r\n", 400),
    CASE("LF CR", "GET /a HTTP/1.1\r\nHost: a\n\r\n\r", 400),
    CASE("folded line", GET "X: a\r\n b\r\n\r\n", 400),
    CASE("folded by a tab", GET "X: a\r\n\tb\r\n\r\n", 400),
    CASE("blank before the first header", "GET /a HTTP/1.1\r\n Host: a\r\n\r\n",
	400),
    CASE("control byte in a name", GET "X\x01: 1\r\n\r\n", 400),
    CASE("control byte in a value", GET "X: \x01\r\n\r\n", 400),
    CASE("DEL in a value", GET "X: \x7f\r\n\r\n", 400),
    CASE("obs-text in a name", GET "X\xe6: 1\r\n\r\n", 400),
    CASE("no colon", GET "abc\r\n\r\n", 400),
    CASE("brackets in a name", GET "X(y): 1\r\n\r\n", 400),
    CASE("unknown method", "BREW /a HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    CASE("lower-case get", "get /a HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    CASE("OPTIONS", "OPTIONS /a HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    CASE("TRACE", "TRACE /a HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    CASE("method with a bracket", "GE(T /a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("a broken header outweighs the method",
	"BREW /a HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", 400),
    CASE("body with GET", GET "Content-Length: 3\r\n\r\n", 400),
    CASE("body with HEAD",
	"HEAD /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n", 400),
    CASE("unknown expectation",
	POST "Content-Length: 3\r\nExpect: coffee\r\n\r\n", 417),
    CASE("TLS hello", "\x16\x03\x01\x02", 400),
    CASE("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\n", 505),
};

static const struct guard_case targets[] = {
    CASE("absolute form", LINE("http://a/b"), 400),
    CASE("authority form", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    CASE("asterisk form", LINE("*"), 400),
    CASE("no slash", LINE("a"), 400),
    CASE("empty", LINE(""), 400),
    CASE("two slashes", LINE("//evil/a"), 400),
    CASE("two slashes inside", LINE("/a//b"), 400),
    CASE("two slashes at the end", LINE("/a//"), 400),
    CASE("dot-dot", LINE("/../etc/passwd"), 400),
    CASE("dot-dot inside", LINE("/a/../b"), 400),
    CASE("dot-dot at the end", LINE("/a/.."), 400),
    CASE("dot", LINE("/./a"), 400),
    CASE("escaped dot-dot", LINE("/%2e%2E/a"), 400),
    CASE("escaped slash and dot-dot", LINE("/a%2f..%2fb"), 400),
    CASE("NUL", LINE("/a%00"), 400),
    CASE("NUL in the query", LINE("/a?b=%00"), 400),
    CASE("escaped line end", LINE("/a%0d%0ab"), 400),
    CASE("escaped DEL", LINE("/a%7f"), 400),
    CASE("backslash", LINE("/a\\b"), 400),
    CASE("escaped backslash", LINE("/a%5cb"), 400),
    CASE("half an escape", LINE("/a%2"), 400),
    CASE("no escape", LINE("/a%zz"), 400),
    CASE("escape in the query", LINE("/a?%g0"), 400),
    CASE("not UTF-8", LINE("/%ff"), 400),
    CASE("overlong", LINE("/%c0%af"), 400),
    CASE("not UTF-8 in the query", LINE("/a?x=%ff"), 400),
    CASE("raw byte", LINE("/\xc3\xa6"), 400),
    CASE("fragment", LINE("/a#b"), 400),
    CASE("angle bracket", LINE("/<a>"), 400),
    CASE("quote in the query", LINE("/a?\"b\""), 400),
    CASE("root", LINE("/"), 0),
    CASE("path", LINE("/a/b-c_d.e~f"), 0),
    CASE("trailing slash", LINE("/a/"), 0),
    CASE("three dots", LINE("/..."), 0),
    CASE("dot file", LINE("/.well-known/security.txt"), 0),
    CASE("escaped letters", LINE("/k%C3%B8b"), 0),
    CASE("sub-delimiters", LINE("/a!$&'()*+,;=:@"), 0),
    CASE("query", LINE("/a?b=c&d=%C3%A6+e/f?g"), 0),
    CASE("query of browsers", LINE("/a?b[]=1|2"), 0),
    CASE("dots in the query", LINE("/a?b=../c"), 0),
    CASE("empty query", LINE("/a?"), 0),
};

static const struct guard_case hosts[] = {
    CASE("empty", HOST(""), 400),
    CASE("blank inside", HOST("a b"), 400),
    CASE("path", HOST("a/b"), 400),
    CASE("user", HOST("a@b"), 400),
    CASE("list", HOST("a:1:2"), 400),
    CASE("letters as port", HOST("a:x"), 400),
    CASE("long port", HOST("a:123456"), 400),
    CASE("only a port", HOST(":80"), 400),
    CASE("open bracket", HOST("[::1"), 400),
    CASE("after the bracket", HOST("[::1]x"), 400),
    CASE("empty brackets", HOST("[]"), 400),
    CASE("raw byte", HOST("\xe6"), 400),
    CASE("name", HOST("a.example.org"), 0),
    CASE("port", HOST("a.example.org:8080"), 0),
    CASE("empty port", HOST("a:"), 0),
    CASE("IPv4", HOST("127.0.0.1:1"), 0),
    CASE("IPv6", HOST("[::1]:8080"), 0),
    CASE("blanks around", "GET / HTTP/1.1\r\nHost: \t a \t\r\n\r\n", 0),
    CASE("none in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 0),
    CASE(
	"two in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400),
};

static const struct guard_case accepted[] = {
    CASE("POST", POST "Content-Length: 3\r\n\r\nabc", 0),
    CASE("POST of nothing", POST "Content-Length: 0\r\n\r\n", 0),
    CASE("leading zeros", POST "Content-Length: 0003\r\n\r\nabc", 0),
    CASE("DELETE without a length", "DELETE /a HTTP/1.1\r\nHost: a\r\n\r\n", 0),
    CASE("GET with length 0", GET "Content-Length: 0\r\n\r\n", 0),
    CASE("TE", GET "TE: trailers\r\n\r\n", 0),
    CASE("obs-text in a value", GET "X: \xe6\r\n\r\n", 0),
    CASE("empty value", GET "X:\r\n\r\n", 0),
    CASE("odd but allowed name", GET "!#$%&'*+-.^_`|~9z: 1\r\n\r\n", 0),
    CASE("expectation",
	POST "Content-Length: 3\r\nExpect: 100-Continue\r\n\r\n", 0),
    CASE("next request behind it", GET "\r\nGET /b\n", 0),
};

static void
check(const struct guard_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct guard_verdict verdict;
		int status = 0;

		guard_check(cases[i].bytes, cases[i].len, &verdict);
		if (verdict.state == GUARD_REFUSED)
			status = verdict.status;
		if (verdict.state == GUARD_INCOMPLETE)
			status = -1;
		if (status != cases[i].status)
			print_error("%s: %s\n", cases[i].what, verdict.reason);
		assert_int_equal(status, cases[i].status);
	}
}

static void
test_malformed_requests_are_refused(void **state)
{
	(void)state;
	check(malformed, ARRAY_LEN(malformed));
}

static void
test_only_plain_targets_pass(void **state)
{
	(void)state;
	check(targets, ARRAY_LEN(targets));
}

static void
test_one_valid_host_is_needed(void **state)
{
	(void)state;
	check(hosts, ARRAY_LEN(hosts));
}

static void
test_valid_requests_pass(void **state)
{
	(void)state;
	check(accepted, ARRAY_LEN(accepted));
}

/* Byte by byte no prefix of a good request is refused or taken for whole. */
static void
test_every_prefix_of_a_good_head_is_incomplete(void **state)
{
	static const char text[] = POST "X: y\r\nContent-Length: 3\r\n\r\n";
	struct guard_verdict verdict;

	(void)state;
	for (size_t len = 0; len < sizeof(text) - 1; len++) {
		guard_check(text, len, &verdict);
		assert_int_equal(verdict.state, GUARD_INCOMPLETE);
	}
	guard_check(text, sizeof(text) - 1, &verdict);
	assert_int_equal(verdict.state, GUARD_OK);
	assert_int_equal(verdict.head_len, sizeof(text) - 1);
	assert_int_equal(verdict.body_len, 3);
}

/* Whatever follows, a bad start stays refused: no byte makes it good. */
static void
test_a_refusal_does_not_wait_for_the_end(void **state)
{
	struct guard_verdict verdict;

	(void)state;
	guard_check("GET /a HTTP/1.1\n", 16, &verdict);
	assert_int_equal(verdict.state, GUARD_REFUSED);
	guard_check("\x16", 1, &verdict);
	assert_int_equal(verdict.state, GUARD_REFUSED);
}

static void
make_head(struct strbuf *head, size_t headers)
{
	strbuf_clear(head);
	strbuf_add_str(head, GET);
	for (size_t i = 1; i < headers; i++)
		strbuf_add_str(head, "X: y\r\n");
	strbuf_add_str(head, "\r\n");
}

static void
test_sixty_four_headers_pass_and_one_more_is_431(void **state)
{
	cleanup_(strbuf_release) struct strbuf head = STRBUF_INIT;
	struct guard_verdict verdict;

	(void)state;
	make_head(&head, GUARD_HEADERS_MAX);
	guard_check(head.buf, head.len, &verdict);
	assert_int_equal(verdict.state, GUARD_OK);
	make_head(&head, GUARD_HEADERS_MAX + 1);
	guard_check(head.buf, head.len, &verdict);
	assert_int_equal(verdict.status, 431);
}

/* A head of exactly so many bytes. */
static void
make_long_head(struct strbuf *head, size_t len)
{
	strbuf_clear(head);
	strbuf_add_str(head, GET "X: ");
	while (head->len < len - 4)
		strbuf_add_char(head, 'y');
	strbuf_add_str(head, "\r\n\r\n");
}

static void
test_eight_kibibytes_of_head_pass_and_one_more_is_431(void **state)
{
	cleanup_(strbuf_release) struct strbuf head = STRBUF_INIT;
	struct guard_verdict verdict;

	(void)state;
	make_long_head(&head, GUARD_HEAD_MAX);
	guard_check(head.buf, head.len, &verdict);
	assert_int_equal(verdict.state, GUARD_OK);
	make_long_head(&head, GUARD_HEAD_MAX + 1);
	guard_check(head.buf, head.len, &verdict);
	assert_int_equal(verdict.status, 431);
	guard_check(head.buf, GUARD_HEAD_MAX, &verdict);
	assert_int_equal(verdict.status, 431);
}

static void
test_an_endless_request_line_is_414(void **state)
{
	char line[GUARD_HEAD_MAX];
	struct guard_verdict verdict;

	(void)state;
	memset(line, 'a', sizeof(line));
	guard_check(line, sizeof(line) - 1, &verdict);
	assert_int_equal(verdict.state, GUARD_INCOMPLETE);
	guard_check(line, sizeof(line), &verdict);
	assert_int_equal(verdict.status, 414);
}

static bool
keeps(const char *text)
{
	struct guard_verdict verdict;

	guard_check(text, strlen(text), &verdict);
	assert_int_equal(verdict.state, GUARD_OK);
	return verdict.keep_alive;
}

static void
test_only_get_and_head_of_1_1_keep_the_connection(void **state)
{
	(void)state;
	assert_true(keeps(GET "\r\n"));
	assert_true(keeps("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_true(keeps(GET "Connection: keep-alive, upgrade\r\n\r\n"));
	assert_false(keeps(GET "Connection: close\r\n\r\n"));
	assert_false(keeps(GET "Connection: x, CLOSE ,y\r\n\r\n"));
	assert_false(keeps(GET "Connection: x\r\nConnection: close\r\n\r\n"));
	assert_false(keeps(POST "Content-Length: 0\r\n\r\n"));
	assert_false(keeps("GET /a HTTP/1.0\r\nHost: a\r\n"
			   "Connection: keep-alive\r\n\r\n"));
}

static void
test_a_405_still_names_its_target(void **state)
{
	static const char text[] = "OPTIONS /f/x HTTP/1.1\r\nHost: a\r\n\r\n";
	struct guard_verdict verdict;

	(void)state;
	guard_check(text, sizeof(text) - 1, &verdict);
	assert_int_equal(verdict.status, 405);
	assert_int_equal(verdict.target.len, 4);
	assert_memory_equal(verdict.target.bytes, "/f/x", 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_malformed_requests_are_refused),
	    cmocka_unit_test(test_only_plain_targets_pass),
	    cmocka_unit_test(test_one_valid_host_is_needed),
	    cmocka_unit_test(test_valid_requests_pass),
	    cmocka_unit_test(test_every_prefix_of_a_good_head_is_incomplete),
	    cmocka_unit_test(test_a_refusal_does_not_wait_for_the_end),
	    cmocka_unit_test(test_sixty_four_headers_pass_and_one_more_is_431),
	    cmocka_unit_test(
		test_eight_kibibytes_of_head_pass_and_one_more_is_431),
	    cmocka_unit_test(test_an_endless_request_line_is_414),
	    cmocka_unit_test(test_only_get_and_head_of_1_1_keep_the_connection),
	    cmocka_unit_test(test_a_405_still_names_its_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
