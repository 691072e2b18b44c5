/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/position.h"

static const char sample[] = "name: x\n"
			     "mail:\n"
			     "  smtp: {url: u, tls: none}\n"
			     "list:\n"
			     "  - a\n"
			     "  - {deep: [1, 2]}\n"
			     "\"odd.key[\": y\n";

static struct position_map *
read_map(const char *text)
{
	struct position_map *map = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    position_map_new("f.yaml", text, strlen(text), &map, &err), 0);
	return map;
}

static void
test_a_value_is_found_by_its_path(void **state)
{
	static const struct {
		const char *path;
		int line;
		int column;
	} cases[] = {{"", 1, 1}, {"name", 1, 7}, {"mail", 3, 3},
	    {"mail.smtp.url", 3, 15}, {"mail.smtp.tls", 3, 23},
	    {"list[0]", 5, 5}, {"list[1].deep[1]", 6, 16}};
	struct position_map *map = read_map(sample);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct position at = position_map_find(map, cases[i].path);

		assert_int_equal(at.line, cases[i].line);
		assert_int_equal(at.column, cases[i].column);
		assert_true(position_map_has(map, cases[i].path));
	}
	position_map_free(map);
}

static void
test_an_absent_value_is_found_at_its_nearest_parent(void **state)
{
	struct position_map *map = read_map(sample);

	(void)state;
	assert_int_equal(position_map_find(map, "mail.smtp.user").column, 9);
	assert_int_equal(position_map_find(map, "list[7].x").line, 5);
	assert_int_equal(position_map_find(map, "no.such.key").line, 1);
	assert_false(position_map_has(map, "mail.smtp.user"));
	assert_false(position_map_has(map, "list[7]"));
	position_map_free(map);
}

static void
test_a_key_is_found_whatever_it_is_called(void **state)
{
	struct position_map *map = read_map(sample);

	(void)state;
	assert_int_equal(
	    position_map_find_key(map, "mail.smtp", "tls").column, 18);
	assert_int_equal(position_map_find_key(map, "", "odd.key[").line, 7);
	position_map_free(map);
}

static void
test_what_could_hurt_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text;
		const char *mistake;
	} cases[] = {
	    {"a: 1\nb: 2\na: 3\n",
		"f.yaml:3:1: the key 'a' stands twice: first in line 1"},
	    {"x: {a: 1, a: 2}\n",
		"f.yaml:1:11: the key 'a' stands twice: first in line 1"},
	    {"a: &x 1\n",
		"f.yaml:1:4: anchors are not allowed: write the value out"},
	    {"a: *x\n",
		"f.yaml:1:4: aliases are not allowed: write the value out"},
	    {"a: !!int 1\n", "f.yaml:1:4: tags are not allowed: remove "
			     "'tag:yaml.org,2002:int'"},
	    {"a: 1\n---\nb: 2\n",
		"f.yaml:2:1: only one document is allowed in a file"},
	    {"", "f.yaml:1:1: the file is empty"},
	    {"# only words\n", "f.yaml:1:1: the file is empty"},
	    {"[[[[[[[[[[[[[1]]]]]]]]]]]]]",
		"f.yaml:1:13: values are nested more than 12 deep"},
	    {"[a]: 1\n", "f.yaml:1:1: a key must be a plain word"},
	    {"a: \"x\\0y\"\n",
		"f.yaml:1:4: this text holds a control character"},
	    {"a: \"\\a\"\n", "f.yaml:1:4: this text holds a control character"},
	    {"a: 1\n\xff\n", "f.yaml:2:1: invalid leading UTF-8 octet"},
	    {"a: [1\nb: 2\n", "f.yaml:2:2: while parsing a flow sequence, "
			      "did not find expected ',' or ']'"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct position_map *map = NULL;
		struct error err = ERROR_INIT;
		int status = position_map_new(
		    "f.yaml", cases[i].text, strlen(cases[i].text), &map, &err);

		assert_int_equal(status, OB_EINVALID);
		assert_string_equal(err.text, cases[i].mistake);
		assert_null(map);
	}
}

/* Without the bound, each new key would be compared with all before it. */
static void
test_the_number_of_values_is_bounded(void **state)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct position_map *map = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	for (int i = 0; i < 5001; i++)
		strbuf_add_format(&text, "k%d: 1\n", i);
	assert_int_equal(
	    position_map_new("f.yaml", text.buf, text.len, &map, &err),
	    OB_EINVALID);
	assert_string_equal(
	    err.text, "f.yaml:5001:8: there are more than 5000 values here");
}

static void
test_a_line_break_in_a_key_stays_out_of_the_message(void **state)
{
	const char *text = "\"a\\nb\": 1\n\"a\\nb\": 2\n";
	struct position_map *map = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    position_map_new("f.yaml", text, strlen(text), &map, &err),
	    OB_EINVALID);
	assert_null(strchr(err.text, '\n'));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_value_is_found_by_its_path),
	    cmocka_unit_test(
		test_an_absent_value_is_found_at_its_nearest_parent),
	    cmocka_unit_test(test_a_key_is_found_whatever_it_is_called),
	    cmocka_unit_test(test_what_could_hurt_is_refused_with_its_place),
	    cmocka_unit_test(test_the_number_of_values_is_bounded),
	    cmocka_unit_test(
		test_a_line_break_in_a_key_stays_out_of_the_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
