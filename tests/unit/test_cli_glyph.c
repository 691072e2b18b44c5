/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/glyph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"

static void
test_width_counts_columns(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
	    {"", 0}, {"Leder", 5},
	    {"Sm\xc3\xb8rrebr\xc3\xb8"
	     "d",
		10},
	    {"e\xcc\x81", 1},		     /* e + acute */
	    {"\xe6\x97\xa5\xe6\x9c\xac", 4}, /* two Han */
	    {"\xef\xbc\xa1", 2},	     /* fullwidth A */
	    {"\xf0\x9f\x8e\x89!", 3},	     /* party popper */
	    {"\xed\x95\x9c", 2},	     /* Hangul syllable */
	    {"\xd7\xa9\xd6\xb8", 1},	     /* Hebrew with point */
	    {"a\xe2\x80\x8b"
	     "b",
		2},			     /* zero width space */
	    {"\xe0\xa4\x95\xe0\xa5\x8d", 1}, /* ka and virama */
	    {"\xe2\x80\xa6", 1},	     /* ellipsis */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(
		    glyph_text_width(cases[i].text), cases[i].width);
}

static void
test_a_cut_never_parts_a_character(void **state)
{
	static const struct {
		const char *text;
		size_t width;
		size_t bytes;
	} cases[] = {
	    {"abc", 2, 2},
	    {"abc", 9, 3},
	    {"\xe6\x97\xa5\xe6\x9c\xac", 3, 3}, /* half a Han does not fit */
	    {"e\xcc\x81x", 1, 3},		/* the accent stays on its e */
	    {"\xc3\xb8l", 1, 2},
	    {"abc", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(
		    glyph_cut(cases[i].text, cases[i].width), cases[i].bytes);
}

static void
test_a_line_cannot_steer_the_terminal(void **state)
{
	static const struct {
		const char *text;
		const char *shown;
	} cases[] = {
	    {"\xc3\x86rlig tekst", "\xc3\x86rlig tekst"},
	    {"\x1b[2Jx", "\\x1b[2Jx"},
	    {"a\nb\tc\r", "a\\x0ab\\x09c\\x0d"},
	    {"\x7f", "\\x7f"},
	    {"\xc2\x9b"
	     "31m",
		"\\u{009b}31m"},
	    {"\xe2\x80\xa8", "\\u{2028}"},
	    {"\xe2\x80\xae"
	     "evil",
		"\\u{202e}evil"},
	    {"\xff\xc3", "\\xff\\xc3"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf shown = STRBUF_INIT;

		glyph_add_line(&shown, cases[i].text);
		assert_string_equal(shown.buf, cases[i].shown);
	}
}

static void
test_lines_keep_their_ends_and_tabs(void **state)
{
	cleanup_(strbuf_release) struct strbuf shown = STRBUF_INIT;

	(void)state;
	glyph_add_lines(&shown, "a\r\n\tb\n\x1b[1mc\rd");
	assert_string_equal(shown.buf, "a\n\tb\n\\x1b[1mc\\x0dd");
}

static void
test_json_stays_json(void **state)
{
	cleanup_(strbuf_release) struct strbuf shown = STRBUF_INIT;

	(void)state;
	glyph_add_json(&shown, "{\"a\":\n\"\xc3\xb8\xc2\x9b\x7f\"}");
	assert_string_equal(shown.buf, "{\"a\":\n\"\xc3\xb8\\u009b\\u007f\"}");
}

static void
check_sorted(const struct glyph_range *range)
{
	for (; range[1].last != 0; range++) {
		assert_true(range->first <= range->last);
		assert_true(range->last < range[1].first);
	}
}

static void
test_ranges_are_sorted(void **state)
{
	(void)state;
	check_sorted(glyph_zero_width);
	check_sorted(glyph_double_width);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_width_counts_columns),
	    cmocka_unit_test(test_a_cut_never_parts_a_character),
	    cmocka_unit_test(test_a_line_cannot_steer_the_terminal),
	    cmocka_unit_test(test_lines_keep_their_ends_and_tabs),
	    cmocka_unit_test(test_json_stays_json),
	    cmocka_unit_test(test_ranges_are_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
