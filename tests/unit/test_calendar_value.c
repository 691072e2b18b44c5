/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

struct text_case {
	const char *text;
	const char *clean;
};

static void
test_a_text_is_cleaned(void **state)
{
	static const struct text_case cases[] = {
	    {"", ""},
	    {"Søren\tÆrø", "Søren\tÆrø"},
	    {"a\nb\r\nc\rd\r\n", "a\nb\nc\nd\n"},
	    {"a\x01\x1b\x7f"
	     "b",
		"ab"},
	    {"a\xc2\x80\xc2\x85\xc2\x9f"
	     "b",
		"ab"},
	    {"a\xc2\xa0"
	     "b",
		"a\xc2\xa0"
		"b"},
	    {"a\xe2\x80\xa8"
	     "b\xe2\x80\xa9"
	     "c",
		"a b c"},
	    {"a\xff\xc3", "a"},
	    {"\xed\xa0\x80"
	     "a",
		"a"},
	    {"\xc0\x8a\xe0\x80\x8a"
	     "a",
		"a"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

		value_add_text(&clean, cases[i].text);
		assert_string_equal(clean.buf, cases[i].clean);
	}
}

static void
test_a_line_has_no_line_break(void **state)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;

	(void)state;
	value_add_line(&clean, "a\nb\r\nc\rd");
	assert_string_equal(clean.buf, "a b c d");
}

static void
test_a_uid_is_of_few_characters(void **state)
{
	static const char *const wrong[] = {"", "a b", "a\r\nEVIL:1", "æ@x",
	    "a;b", "a:b", "a\"b", "a,b", "<a@b>"};
	char longest[257];

	(void)state;
	assert_true(value_is_uid("0123abcdef@onboard-1.example_x.dk"));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(value_is_uid(wrong[i]));
	memset(longest, 'a', sizeof(longest));
	longest[255] = '\0';
	assert_true(value_is_uid(longest));
	longest[255] = 'a';
	longest[256] = '\0';
	assert_false(value_is_uid(longest));
}

static void
test_a_link_is_http_with_a_host(void **state)
{
	static const char *const right[] = {"https://x", "http://127.0.0.1:80/",
	    "HTTPS://example.dk/a?b=c,d;e#f", "https://[::1]/"};
	static const char *const wrong[] = {"", "https://", "https:///path",
	    "ftp://x", "javascript:alert(1)", "https://x/\r\nEVIL:1",
	    "https://x/\nEVIL:1", "https://x/ y", "https://x/æ",
	    "https://x/\"y", "https://x/<y>", "//x", "https://x/\x7f",
	    " https://x", "https://x/\xc2\x85"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(right); i++)
		assert_true(value_is_link(right[i]));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(value_is_link(wrong[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_text_is_cleaned),
	    cmocka_unit_test(test_a_line_has_no_line_break),
	    cmocka_unit_test(test_a_uid_is_of_few_characters),
	    cmocka_unit_test(test_a_link_is_http_with_a_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
