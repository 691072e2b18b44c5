/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/csv_rows.h"
#include "formats/import_file.h"

static int
parse(const char *text, size_t len, const char *kind,
    struct import_file *ret_file, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	strbuf_add(&bytes, text, len);
	return import_file_parse("f", &bytes, kind, ret_file, err);
}

static void
add_row(struct strbuf *out, const struct import_row *row)
{
	const char *name;
	json_t *value;

	strbuf_add_format(out, " | %d", row->line);
	if (row->fault != NULL) {
		strbuf_add_format(out, " !%s", row->fault);
		return;
	}
	json_object_foreach(row->fields, name, value)
	{
		strbuf_add_format(
		    out, " %s=%s", name, json_string_value(value));
	}
}

/* "kind | line field=text ... | line !fault", or "!why" when refused. */
static char *
shown(const char *text, size_t len)
{
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	struct strbuf out = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (parse(text, len, NULL, &file, &err) != OB_OK)
		return memory_printf("!%s", err.text);
	strbuf_add_str(&out, import_form_kind_name(file.kind));
	for (size_t i = 0; i < file.count; i++)
		add_row(&out, &file.rows[i]);
	return strbuf_detach(&out);
}

static void
expect(const char *text, const char *wanted)
{
	cleanup_(memory_free_ptr) char *got = shown(text, strlen(text));

	assert_string_equal(got, wanted);
}

/* Whether what is refused says so. */
static void
expect_refusal(const char *text, const char *why)
{
	cleanup_(memory_free_ptr) char *got = shown(text, strlen(text));

	if (got[0] != '!' || strstr(got, why) == NULL)
		fail_msg("'%s' does not say '%s'", got, why);
}

static void
test_a_plain_table_is_read(void **state)
{
	(void)state;
	expect("navn,e-mail\nAna,a@x.dk\n", "people | 2 name=Ana email=a@x.dk");
}

static void
test_marks_separators_and_line_ends_do_not_matter(void **state)
{
	static const char *const same[] = {
	    "navn;e-mail\nAna;a@x.dk\nBo;b@x.dk\n",
	    "navn,e-mail\nAna,a@x.dk\nBo,b@x.dk",
	    "\xEF\xBB\xBFnavn;e-mail\r\nAna;a@x.dk\r\nBo;b@x.dk\r\n",
	    "\xEF\xBB\xBFnavn,e-mail\rAna,a@x.dk\rBo,b@x.dk\r",
	    "\"navn\";\"e-mail\"\n\"Ana\";\"a@x.dk\"\n\"Bo\";\"b@x.dk\"",
	    "navn ; e-mail\n  Ana ;a@x.dk\n\tBo; b@x.dk \n",
	    "navn;e-mail;\nAna;a@x.dk;\nBo;b@x.dk;\n",
	    "NAVN;E-Mail\nAna;a@x.dk\nBo;b@x.dk\n\n\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		expect(same[i], "people | 2 name=Ana email=a@x.dk | 3 name=Bo "
				"email=b@x.dk");
}

static void
test_the_line_sep_decides_and_is_counted(void **state)
{
	(void)state;
	expect("sep=,\r\nnavn,e-mail\r\nA;B,a@x.dk\r\n",
	    "people | 3 name=A;B email=a@x.dk");
}

static void
test_quotes_keep_separators_quotes_and_lines(void **state)
{
	(void)state;
	expect("navn;e-mail\n\"Hansen; \"\"PH\"\"\";p@x.dk\n",
	    "people | 2 name=Hansen; \"PH\" email=p@x.dk");
	expect("funktion;hjælper med\nit;\"- a\r\n- b\"\nhr;c\n",
	    "handbook | 2 function=it helps_with=- a\r\n- b | 4 function=hr "
	    "helps_with=c");
}

static void
test_a_row_about_the_same_as_an_earlier_one_is_marked(void **state)
{
	(void)state;
	expect("nøgle;navn;e-mail\n7;Ana;a@x.dk\n7;Bo;b@x.dk\n8;Bo;b@x.dk\n",
	    "people | 2 key=7 name=Ana email=a@x.dk | 3 !line 2 is about the "
	    "same and says something else; keep one of them | 4 key=8 name=Bo "
	    "email=b@x.dk");
	expect("navn;e-mail\nAna;a@x.dk\nAnna;A@x.dk\nAna;a@x.dk\n",
	    "people | 2 name=Ana email=a@x.dk | 3 !line 2 is about the same "
	    "and says something else; keep one of them | 4 name=Ana "
	    "email=a@x.dk");
	expect("funktion;hjælper med\nit;a\nIT;b\n",
	    "handbook | 2 function=it helps_with=a | 3 !line 2 is about the "
	    "same and says something else; keep one of them");
}

static void
test_figures_of_one_quarter_and_area_are_the_same(void **state)
{
	(void)state;
	expect("år;kvartal;område;nøgletal;procent\n2026;1;;sygefravær;5,4\n"
	       "2026;1;Ældre;sygefravær;5,5\n2026;1;ældre;turnover;5,5\n"
	       "2026;1;;Sygefravær;5,6\n2026;1;Ældre;sygefravær;5,6\n",
	    "figures | 2 year=2026 quarter=1 figure=sygefravær percent=5,4 | "
	    "3 year=2026 quarter=1 area=Ældre figure=sygefravær percent=5,5 | "
	    "4 year=2026 quarter=1 area=ældre figure=turnover percent=5,5 | "
	    "5 !line 2 is about the same and says something else; keep one of "
	    "them | 6 !line 3 is about the same and says something else; keep "
	    "one of them");
}

static void
test_empty_rows_and_lines_are_no_rows(void **state)
{
	(void)state;
	expect("navn;e-mail\n;\n\n   \n;;;\nAna;a@x.dk\n",
	    "people | 6 name=Ana email=a@x.dk");
}

static void
test_an_empty_cell_says_nothing(void **state)
{
	(void)state;
	expect("navn;telefon;e-mail\nAna;;a@x.dk\nBo\n",
	    "people | 2 name=Ana email=a@x.dk | 3 name=Bo");
}

static void
test_a_bad_row_hinders_no_other(void **state)
{
	static const struct {
		const char *row;
		const char *fault;
	} rows[] = {
	    {"A \"B\" C;a@x.dk", "a quote stands inside a cell"},
	    {"\"A\"B;a@x.dk", "a quote stands inside a cell"},
	    {"A;a@x.dk;more", "more cells than there are headings"},
	    {"\"never closed;a@x.dk", "never closed"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		cleanup_(memory_free_ptr) char *text = memory_printf(
		    "navn;e-mail\nAna;a@x.dk\n%s\nBo;b@x.dk\n", rows[i].row);
		cleanup_(memory_free_ptr) char *got = shown(text, strlen(text));

		assert_non_null(strstr(got, "| 2 name=Ana email=a@x.dk | 3 !"));
		assert_non_null(strstr(got, rows[i].fault));
		assert_non_null(strstr(got, "| 4 name=Bo email=b@x.dk"));
	}
}

static void
test_a_cell_that_is_too_long_is_a_bad_row(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *got = NULL;

	(void)state;
	strbuf_add_str(&text, "navn;e-mail\n");
	for (int i = 0; i <= CSV_ROWS_MAX_CELL_BYTES; i++)
		strbuf_add_char(&text, 'x');
	strbuf_add_str(&text, ";a@x.dk\nBo;b@x.dk\n");
	got = shown(text.buf, text.len);
	assert_non_null(strstr(got, "people | 2 !a cell is longer than"));
	assert_non_null(strstr(got, "| 3 name=Bo email=b@x.dk"));
}

static void
test_an_open_quote_does_not_swallow_the_rest_of_a_long_file(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	strbuf_add_str(&text, "navn;e-mail\n\"Ana;a@x.dk\n");
	for (int i = 0; i < 5000; i++)
		strbuf_add_format(&text, "Bo %d;b%d@x.dk\n", i, i);
	assert_int_equal(parse(text.buf, text.len, NULL, &file, &err), OB_OK);
	assert_int_equal(file.count, 5001);
	assert_non_null(file.rows[0].fault);
	assert_int_equal(file.rows[5000].line, 5002);
	assert_null(file.rows[5000].fault);
}

static void
test_the_headings_tell_what_the_file_holds(void **state)
{
	static const struct {
		const char *headings;
		const char *kind;
	} rows[] = {
	    {"Medarbejdernummer;Navn;E-mail;Første arbejdsdag;Nærmeste leder;"
	     "Nærmeste leders e-mail;Ja-dato;Stilling;Forvaltning",
		"leaders"},
	    {"key,name,email,first_day,manager,mentor_email,hiring_leader",
		"leaders"},
	    {"NØGLE;NAVN;E-MAIL;LEDER;TIDSZONE", "people"},
	    {"Funktion;Kontakt;Kontakts e-mail;Hjælper med", "handbook"},
	    {"dato;klasse;område;tekst", "closing_days"},
	    {"Fra og med;Til og med;Anledning", "closing_days"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		expect(rows[i].headings, rows[i].kind);
}

static void
test_every_danish_heading_is_known(void **state)
{
	(void)state;
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		const struct import_field *field =
		    import_form_fields((enum import_kind)kind);

		for (; field->name != NULL; field++) {
			assert_ptr_equal(
			    import_form_find_heading(
				(enum import_kind)kind, field->heading),
			    field);
			assert_ptr_equal(
			    import_form_find_heading(
				(enum import_kind)kind, field->name),
			    field);
		}
	}
}

static void
test_a_file_that_cannot_be_understood_says_why(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} rows[] = {
	    {"", "f: the file is empty"},
	    {"\n\r\n ;;\n", "f: the file is empty"},
	    {"farve;form\nblå;rund\n", "f:1: the headings do not show"},
	    {"navn;e-mail;farve;form\n",
		"f:1: not a heading of people: 'farve', 'form'; the headings "
		"are: nøgle, navn, e-mail"},
	    {"\n\nnavn;e-mail;E-Mail\n",
		"f:3: the headings 'e-mail' and 'E-Mail' mean the same"},
	    {"navn;\"e-mail\nAna;a@x.dk\n", "f:1: the cell that a quote"},
	    {"navn;e-mail\nAna;a@x.dk\nS\xF8ren;s@x.dk\n",
		"f:3: the file is not UTF-8 text; save it as UTF-8; in Excel"},
	    {"{\"leaders\": [}", "f:1: not JSON"},
	    {"{\n\"leaders\": [{\"name\": \"A\", \"name\": \"B\"}]}",
		"f:2: not JSON"},
	    {"[1]", "one list under its kind"},
	    {"{}", "one list under its kind"},
	    {"{\"people\": [], \"leaders\": []}", "one list under its kind"},
	    {"{\"farver\": []}", "'farver' cannot be imported"},
	    {"{\"people\": [1]}", "number 1 of 'people' is not an object"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		expect_refusal(rows[i].text, rows[i].why);
}

static void
test_bytes_that_are_no_text_are_refused(void **state)
{
	static const char zero[] = "navn;e-mail\nA\0na;a@x.dk\n";
	static const char wide[] = "\xFF\xFEn\0a\0v\0n\0";
	cleanup_(memory_free_ptr) char *first = shown(zero, sizeof(zero) - 1);
	cleanup_(memory_free_ptr) char *second = shown(wide, sizeof(wide) - 1);

	(void)state;
	assert_non_null(strstr(first, "f:2: the file is not UTF-8 text"));
	assert_non_null(strstr(second, "f:1: the file is UTF-16"));
}

static void
test_the_kind_may_be_said(void **state)
{
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	struct error err = ERROR_INIT;
	const char *text = "nøgle;navn\n1;Ana\n";

	(void)state;
	assert_int_equal(
	    parse(text, strlen(text), "leaders", &file, &err), OB_OK);
	assert_int_equal(file.kind, IMPORT_LEADERS);
	assert_string_equal(import_file_heading(&file, "key"), "nøgle");
	assert_null(import_file_heading(&file, "email"));
	import_file_release(&file);
	assert_int_equal(
	    parse(text, strlen(text), "farver", &file, &err), OB_EINVALID);
	assert_string_equal(err.field, "kind");
}

static void
test_json_is_read_with_the_lines_of_its_objects(void **state)
{
	(void)state;
	expect("\xEF\xBB\xBF{\n \"leaders\": [\n"
	       "  {\"name\": \"A \\\"{[\\\" B\", \"addresses\": 2},\n\n"
	       "  {\"name\": \"C\", \"phone\": null, \"title\": \"\"}, "
	       "{\"key\": \"7\"}\n]}",
	    "leaders | 3 name=A \"{[\" B addresses=2 | 5 name=C | 5 key=7");
}

static void
test_a_bad_object_hinders_no_other(void **state)
{
	(void)state;
	expect("{\"people\": [\n{\"farve\": \"blå\"},\n{\"name\": [1]},\n"
	       "{\"name\": \"C\"}]}",
	    "people | 2 !'farve' is not a key of people | 3 !'name' is neither "
	    "a text nor a whole number | 4 name=C");
}

static void
test_there_is_a_limit_to_rows(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *got = NULL;

	(void)state;
	strbuf_add_str(&text, "navn;e-mail\n");
	for (int i = 0; i < CSV_ROWS_MAX; i++)
		strbuf_add_str(&text, "A;a\n");
	got = shown(text.buf, text.len);
	assert_string_equal(got, "!f: the file has more than 20000 rows; split "
				 "it");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_plain_table_is_read),
	    cmocka_unit_test(test_marks_separators_and_line_ends_do_not_matter),
	    cmocka_unit_test(test_the_line_sep_decides_and_is_counted),
	    cmocka_unit_test(test_quotes_keep_separators_quotes_and_lines),
	    cmocka_unit_test(
		test_a_row_about_the_same_as_an_earlier_one_is_marked),
	    cmocka_unit_test(test_figures_of_one_quarter_and_area_are_the_same),
	    cmocka_unit_test(test_empty_rows_and_lines_are_no_rows),
	    cmocka_unit_test(test_an_empty_cell_says_nothing),
	    cmocka_unit_test(test_a_bad_row_hinders_no_other),
	    cmocka_unit_test(test_a_cell_that_is_too_long_is_a_bad_row),
	    cmocka_unit_test(
		test_an_open_quote_does_not_swallow_the_rest_of_a_long_file),
	    cmocka_unit_test(test_the_headings_tell_what_the_file_holds),
	    cmocka_unit_test(test_every_danish_heading_is_known),
	    cmocka_unit_test(test_a_file_that_cannot_be_understood_says_why),
	    cmocka_unit_test(test_bytes_that_are_no_text_are_refused),
	    cmocka_unit_test(test_the_kind_may_be_said),
	    cmocka_unit_test(test_json_is_read_with_the_lines_of_its_objects),
	    cmocka_unit_test(test_a_bad_object_hinders_no_other),
	    cmocka_unit_test(test_there_is_a_limit_to_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
