/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "text/spreadsheet.h"

#define MADE_AT 1791360000
#define TOO_LONG 40000

static json_t *
book_of(const char *name, const char *text)
{
	return json_pack("[{s:s, s:[{s:s}, {s:s}], s:[[{s:s}, {s:s, s:i}], "
			 "[{s:s, s:s}, {s:s, s:i}]]}]",
	    "name", name, "columns", "label", "Nøgletal", "label", "Andel",
	    "rows", "text", text, "text", "61,4 %", "permille", 614, "text",
	    "1. marts 2027", "date", "2027-03-01", "text", "−2,5", "tenths",
	    -25);
}

static int
write_text(const char *name, const char *text, struct strbuf *out)
{
	json_auto_t *book = book_of(name, text);
	struct error err = ERROR_INIT;

	return spreadsheet_write(book, "Rapport", MADE_AT, out, &err);
}

static void
test_a_workbook_is_a_zip_that_begins_with_its_types(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_int_equal(write_text("Tal", "=1+1", &out), OB_OK);
	assert_true(out.len > 1000);
	assert_memory_equal(out.buf, "PK\3\4", 4);
	assert_memory_equal(out.buf + 30, "[Content_Types].xml", 19);
}

static void
test_the_same_tables_give_the_same_bytes(void **state)
{
	cleanup_(strbuf_release) struct strbuf first = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf again = STRBUF_INIT;

	(void)state;
	assert_int_equal(write_text("Tal", "a", &first), OB_OK);
	assert_int_equal(write_text("Tal", "a", &again), OB_OK);
	assert_int_equal(first.len, again.len);
	assert_memory_equal(first.buf, again.buf, first.len);
}

static void
test_any_name_becomes_one_that_a_sheet_may_have(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_int_equal(
	    write_text(
		"Årsager: [hvad/hvorfor]? – og hvad så er på færde", "a", &out),
	    OB_OK);
}

static void
test_what_a_cell_cannot_hold_is_refused_and_nothing_is_given(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *text = memory_alloc(TOO_LONG + 1);

	(void)state;
	memset(text, 'x', TOO_LONG);
	strbuf_add_str(&out, "before");
	assert_int_equal(write_text("Tal", text, &out), OB_ELIMIT);
	assert_string_equal(out.buf, "before");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_a_workbook_is_a_zip_that_begins_with_its_types),
	    cmocka_unit_test(test_the_same_tables_give_the_same_bytes),
	    cmocka_unit_test(test_any_name_becomes_one_that_a_sheet_may_have),
	    cmocka_unit_test(
		test_what_a_cell_cannot_hold_is_refused_and_nothing_is_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
