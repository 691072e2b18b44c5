/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static void
test_valid_text_is_accepted(void **state)
{
	static const char *const texts[] = {"", "a", "\xc3\xa6\xc3\xb8\xc3\xa5",
	    "\xe2\x82\xac", "\xf0\x9f\x91\x8b", "\xf4\x8f\xbf\xbf",
	    "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		assert_true(utf8_is_valid(texts[i], strlen(texts[i])));
}

static void
test_broken_text_is_refused(void **state)
{
	static const char *const texts[] = {"\x80", "\xc3", "\xc3z", "\xc0\x80",
	    "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
	    "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
	    "\xe2\x82", "\xe2\x82z", "\xf0\x9f\x91", "a\xc3"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (utf8_is_valid(texts[i], strlen(texts[i])))
			fail_msg("case %zu was accepted", i);
	}
}

static void
test_length_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_length("S\xc3\xb8ren \xf0\x9f\x91\x8b"), 7);
}

static void
test_control_characters_are_known(void **state)
{
	(void)state;
	assert_true(utf8_is_control("\x01"));
	assert_true(utf8_is_control("\x7f"));
	assert_true(utf8_is_control("\xc2\x85"));
	assert_true(utf8_is_control("\xe2\x80\xa8"));
	assert_true(utf8_is_control("\xe2\x80\xa9"));
	assert_false(utf8_is_control(" "));
	assert_false(utf8_is_control("\xc2\xa0"));
	assert_false(utf8_is_control("\xe2\x80\xaa"));
}

struct line_case {
	const char *text;
	const char *complaint; /* NULL: accepted */
};

static void
test_a_line_is_checked(void **state)
{
	static const struct line_case cases[] = {
	    {"S\xc3\xb8ren", NULL},
	    {"\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6\xc3\xb8\xc3\xa5", NULL},
	    {"", "is empty"},
	    {"  ", "is empty"},
	    {"\xc2\xa0", "is empty"},
	    {"seven c", "at most 6 characters"},
	    {"a very long text that is far too long", "at most 6 characters"},
	    {"a\nb", "control character"},
	    {"a\tb", "control character"},
	    {"a\x7f", "control character"},
	    {"a\xc2\x85", "control character"},
	    {"a\xe2\x80\xa8", "control character"},
	    {"a\xff", "UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = ERROR_INIT;
		int status = utf8_check_line("title", cases[i].text, 6, &err);

		if (cases[i].complaint == NULL) {
			assert_int_equal(status, OB_OK);
			continue;
		}
		assert_int_equal(status, OB_EINVALID);
		assert_string_equal(err.field, "title");
		assert_non_null(strstr(err.text, cases[i].complaint));
	}
}

static void
test_a_text_may_have_lines_and_tabs(void **state)
{
	(void)state;
	assert_int_equal(utf8_check_text("note", "a\n\tb", 10, NULL), OB_OK);
	assert_int_equal(
	    utf8_check_text("note", "a\r\nb", 10, NULL), OB_EINVALID);
	assert_int_equal(
	    utf8_check_text("note", "\n\t ", 10, NULL), OB_EINVALID);
}

static void
assert_clean(const char *text, size_t max, const char *expected)
{
	char *clean = utf8_clean(text, strlen(text), max);

	assert_string_equal(clean, expected);
	assert_true(utf8_is_valid(clean, strlen(clean)));
	memory_free_ptr(&clean);
}

static void
test_a_strangers_text_is_made_safe(void **state)
{
	(void)state;
	assert_clean("", 10, "");
	assert_clean(" \r\n\t ", 10, "");
	assert_clean("  S\xc3\xb8ren\r\n", 10, "S\xc3\xb8ren");
	assert_clean("a\x01\x7f\xc2\x85"
		     "b",
	    10, "a   b");
	assert_clean("a\r\nb\tc", 10, "a \nb\tc");
	assert_clean("a\xff\xc3", 10, "a\xef\xbf\xbd\xef\xbf\xbd");
	assert_clean("abc", 3, "abc");
	assert_clean("abcd", 3, "ab\xe2\x80\xa6");
	assert_clean("\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6", 3,
	    "\xc3\xa6\xc3\xb8\xe2\x80\xa6");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_valid_text_is_accepted),
	    cmocka_unit_test(test_broken_text_is_refused),
	    cmocka_unit_test(test_length_counts_characters),
	    cmocka_unit_test(test_a_strangers_text_is_made_safe),
	    cmocka_unit_test(test_control_characters_are_known),
	    cmocka_unit_test(test_a_line_is_checked),
	    cmocka_unit_test(test_a_text_may_have_lines_and_tabs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
