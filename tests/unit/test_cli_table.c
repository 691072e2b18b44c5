/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static const struct table_column columns[] = {
    {"ID", TABLE_RIGHT}, {"NAME", TABLE_CUT}, {"STATE", TABLE_PLAIN}};

static char *
print(const char *const *cells, size_t count, size_t width)
{
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	struct output output = {.text = STRBUF_INIT, .width = width};

	for (size_t i = 0; i < count; i++)
		table_add(&table, cells[i]);
	table_print(&table, &output);
	return strbuf_detach(&output.text);
}

#define PRINT(width, ...)                                                      \
	print((const char *const[]){__VA_ARGS__},                              \
	    ARRAY_LEN(((const char *const[]){__VA_ARGS__})), width)

static void
test_columns_are_aligned_by_what_is_seen(void **state)
{
	cleanup_(memory_free_ptr) char *text = PRINT(0, "3", "S\xc3\xb8ren",
	    "active", "12", "\xe6\x97\xa5\xe6\x9c\xac", "ended");

	(void)state;
	assert_string_equal(text, "ID  NAME   STATE\n"
				  " 3  S\xc3\xb8ren  active\n"
				  "12  \xe6\x97\xa5\xe6\x9c\xac   ended\n");
}

static void
test_nothing_is_cut_without_a_terminal(void **state)
{
	cleanup_(memory_free_ptr) char *text =
	    PRINT(0, "1", "a very long name indeed, longer than a line", "x");

	(void)state;
	assert_non_null(
	    strstr(text, "a very long name indeed, longer than a line  x\n"));
}

static void
test_a_terminal_cuts_the_column_that_may_be_cut(void **state)
{
	cleanup_(memory_free_ptr) char *text =
	    PRINT(20, "1", "Maximiliane Holm", "active");

	(void)state;
	assert_string_equal(text, "ID  NAME      STATE\n"
				  " 1  Maximil\xe2\x80\xa6  active\n");
}

static void
test_a_terminal_that_is_too_narrow_cuts_the_line(void **state)
{
	cleanup_(memory_free_ptr) char *text =
	    PRINT(8, "1", "Maximiliane Holm", "active");

	(void)state;
	assert_string_equal(text, "ID  NAM\xe2\x80\xa6\n"
				  " 1  Max\xe2\x80\xa6\n");
}

static void
test_no_line_ends_in_blanks(void **state)
{
	cleanup_(memory_free_ptr) char *text = PRINT(0, "1", "Ana", "");

	(void)state;
	assert_string_equal(text, "ID  NAME  STATE\n 1  Ana\n");
}

static void
test_a_cell_cannot_break_its_line(void **state)
{
	cleanup_(memory_free_ptr) char *text =
	    PRINT(0, "1", "A\n\x1b[31m", "x");

	(void)state;
	assert_string_equal(text, "ID  NAME           STATE\n"
				  " 1  A\\x0a\\x1b[31m  x\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_columns_are_aligned_by_what_is_seen),
	    cmocka_unit_test(test_nothing_is_cut_without_a_terminal),
	    cmocka_unit_test(test_a_terminal_cuts_the_column_that_may_be_cut),
	    cmocka_unit_test(test_a_terminal_that_is_too_narrow_cuts_the_line),
	    cmocka_unit_test(test_no_line_ends_in_blanks),
	    cmocka_unit_test(test_a_cell_cannot_break_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
