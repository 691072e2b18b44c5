/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/catalogue_file.h"

static void
collect(void *arg, const char *key, const char *text, int line)
{
	strbuf_add_format(arg, "%d %s=%s;", line, key, text);
}

static void
test_entries_come_in_file_order_with_their_lines(void **state)
{
	const char *text = "# tekster\n"
			   "page.title: \"Dit forløb\"\n"
			   "no: nej\n"
			   "long: >-\n  en\n  to\n"
			   "a-1_b: '3'\n";
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_int_equal(catalogue_file_parse("da.yaml", text, strlen(text),
			     collect, &out, NULL),
	    0);
	assert_string_equal(out.buf,
	    "2 page.title=Dit forløb;3 no=nej;4 long=en to;7 a-1_b=3;");
}

static void
test_a_bad_catalogue_gives_no_entry_at_all(void **state)
{
	static const struct {
		const char *text;
		const char *mistake;
	} cases[] = {
	    {"a: x\nb: y\na: z\n",
		"da.yaml:3:1: the key 'a' stands twice: first in line 1"},
	    {"a: x\nB: y\n", "da.yaml:2:1: the key 'B' may hold only a to "
			     "z, digits, '.', '_' and '-'"},
	    {"a: x\nb:\n", "da.yaml:2:3: 'b' is empty; write a text"},
	    {"a: x\nb: [y]\n", "da.yaml:2:4: 'b' must be a single text"},
	    {"- a\n", "da.yaml:1:1: a catalogue must be lines of 'key: text'"},
	    {"a: x\nb: \"y\n", "da.yaml:3:1: while scanning a quoted "
			       "scalar, found unexpected end of stream"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
		struct error err = ERROR_INIT;
		int status = catalogue_file_parse("da.yaml", cases[i].text,
		    strlen(cases[i].text), collect, &out, &err);

		assert_int_equal(status, OB_EINVALID);
		assert_string_equal(err.text, cases[i].mistake);
		assert_string_equal(out.buf, "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_entries_come_in_file_order_with_their_lines),
	    cmocka_unit_test(test_a_bad_catalogue_gives_no_entry_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
