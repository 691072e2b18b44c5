/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "text/csv_text.h"

static void
assert_cell(const char *text, const char *wanted)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	csv_text_add(&out, 0, text);
	assert_string_equal(out.buf, wanted);
}

static void
test_plain_cells_stay_as_they_are(void **state)
{
	(void)state;
	assert_cell("", "");
	assert_cell("Søren Ærø", "Søren Ærø");
	assert_cell("a=b", "a=b");
}

static void
test_cells_that_would_break_the_row_are_quoted(void **state)
{
	(void)state;
	assert_cell("a;b", "\"a;b\"");
	assert_cell("a,b", "\"a,b\"");
	assert_cell("a\nb", "\"a\nb\"");
	assert_cell("say \"no\"", "\"say \"\"no\"\"\"");
}

static void
test_formulas_become_text(void **state)
{
	(void)state;
	assert_cell("=1+1", "'=1+1");
	assert_cell("+45 12345678", "'+45 12345678");
	assert_cell("-1", "'-1");
	assert_cell("@SUM(A1)", "'@SUM(A1)");
	assert_cell("\t=1", "'\t=1");
	assert_cell("\r=1", "\"'\r=1\"");
	assert_cell(
	    "=HYPERLINK(\"x\";\"y\")", "\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\"");
}

static void
test_a_row_has_semicolons_and_ends_in_crlf(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	csv_text_add(&out, 0, "a");
	csv_text_add(&out, 1, "");
	csv_text_add(&out, 2, "c");
	csv_text_end_row(&out);
	assert_string_equal(out.buf, "a;;c\r\n");
}

static void
test_a_plain_row_has_commas(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	csv_text_add_plain(&out, 0, "a,b");
	csv_text_add_plain(&out, 1, "=c");
	csv_text_end_row(&out);
	assert_string_equal(out.buf, "\"a,b\",'=c\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain_cells_stay_as_they_are),
	    cmocka_unit_test(test_cells_that_would_break_the_row_are_quoted),
	    cmocka_unit_test(test_formulas_become_text),
	    cmocka_unit_test(test_a_row_has_semicolons_and_ends_in_crlf),
	    cmocka_unit_test(test_a_plain_row_has_commas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
