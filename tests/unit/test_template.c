/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

struct named {
	const char *name;
	struct template *template;
};

/* A list of partials that ends in a NULL name. */
static const struct template *
find(void *arg, const char *name)
{
	for (const struct named *named = arg; named->name != NULL; named++)
		if (strcmp(named->name, name) == 0)
			return named->template;
	return NULL;
}

static struct template *
parse(const char *name, enum template_mode mode, const char *source)
{
	struct template *template = NULL;
	struct error err = ERROR_INIT;

	if (template_parse(
		name, mode, source, strlen(source), &template, &err) < 0)
		fail_msg("%s", err.text);
	return template;
}

static json_t *
json(const char *text)
{
	json_error_t error;
	json_t *value =
	    json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);

	if (value == NULL)
		fail_msg("%s", error.text);
	return value;
}

static void
expect_text(enum template_mode mode, const char *source, const char *view,
    const char *expected)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct template *template = parse("t", mode, source);
	json_t *value = json(view);
	struct error err = ERROR_INIT;

	if (template_render(template, value, NULL, &out, &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(out.buf, expected);
	json_decref(value);
	template_free(template);
}

static void
expect_parse_error(enum template_mode mode, const char *source, size_t len,
    const char *expected)
{
	struct template *template = NULL;
	struct error err = ERROR_INIT;

	assert_true(
	    template_parse("t.txt", mode, source, len, &template, &err) < 0);
	assert_null(template);
	assert_string_equal(err.text, expected);
}

static const struct {
	const char *source;
	const char *expected;
} mistakes[] = {
    {"a\nb {{name", "t.txt:2: a tag is not closed; '}}' is missing"},
    {"{{{name}}", "t.txt:1: a tag is not closed; '}}}' is missing"},
    {"{{#a}}\n{{/b}}",
	"t.txt:2: 'b' is closed here but 'a' of line 1 is still open"},
    {"x\n{{#a}}\n", "t.txt:2: 'a' is not closed"},
    {"{{/a}}", "t.txt:1: 'a' is closed here but was not opened"},
    {"{{<*a}}{{/a}}",
	"t.txt:1: 'a' is closed here but 'a' of line 1 is still open"},
    {"{{}}", "t.txt:1: a tag has no name"},
    {"\n\n{{# }}", "t.txt:3: a tag has no name"},
    {"{{first name}}", "t.txt:1: the name 'first name' holds a blank"},
    {"{{a..b}}", "t.txt:1: the name 'a..b' has an empty part"},
    {"{{.a}}", "t.txt:1: the name '.a' has an empty part"},
    {"{{=<% %>}}", "t.txt:1: bad delimiters; write them as '{{=<% %>=}}'"},
    {"{{=<%=}}", "t.txt:1: bad delimiters; write them as '{{=<% %>=}}'"},
    {"{{=a b c=}}", "t.txt:1: bad delimiters; write them as '{{=<% %>=}}'"},
    {"{{=123456789 9=}}",
	"t.txt:1: bad delimiters; write them as '{{=<% %>=}}'"},
    {"{{! two\nlines }}\n{{/a}}",
	"t.txt:3: 'a' is closed here but was not opened"},
    {"\xff", "t.txt:1: the template is not UTF-8"},
};

static void
test_a_mistake_is_told_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(mistakes); i++)
		expect_parse_error(TEMPLATE_HTML, mistakes[i].source,
		    strlen(mistakes[i].source), mistakes[i].expected);
}

static void
test_a_long_name_is_refused(void **state)
{
	char source[2 + 256 + 2];

	(void)state;
	memset(source, 'x', sizeof(source));
	memcpy(source, "{{", 2);
	memcpy(source + sizeof(source) - 2, "}}", 2);
	expect_parse_error(TEMPLATE_HTML, source, sizeof(source),
	    "t.txt:1: a name is longer than 255 characters");
}

static void
test_a_large_source_is_refused(void **state)
{
	cleanup_(memory_free_ptr) char *source =
	    memory_alloc(TEMPLATE_SOURCE_MAX + 1);

	(void)state;
	memset(source, 'x', TEMPLATE_SOURCE_MAX + 1);
	expect_parse_error(TEMPLATE_HTML, source, TEMPLATE_SOURCE_MAX + 1,
	    "t.txt:1: the template is larger than 1048576 bytes");
}

static void
test_sections_deeper_than_fifty_are_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf source = STRBUF_INIT;

	(void)state;
	for (int i = 0; i <= TEMPLATE_DEPTH_MAX; i++)
		strbuf_add_str(&source, "{{#a}}");
	expect_parse_error(TEMPLATE_HTML, source.buf, source.len,
	    "t.txt:1: more than 50 sections within each other");
}

static void
test_html_escapes_what_could_leave_a_text_or_an_attribute(void **state)
{
	(void)state;
	expect_text(TEMPLATE_HTML, "<a title=\"{{x}}\">{{x}}</a>",
	    "{\"x\": \"<b a='1'>\\\"&\"}",
	    "<a title=\"&lt;b a=&#39;1&#39;&gt;&quot;&amp;\">"
	    "&lt;b a=&#39;1&#39;&gt;&quot;&amp;</a>");
}

static void
test_plain_text_is_not_escaped(void **state)
{
	(void)state;
	expect_text(TEMPLATE_PLAIN, "{{x}} {{{x}}} {{&x}}",
	    "{\"x\": \"<'\\\"&\"}", "<'\"& <'\"& <'\"&");
}

static void
test_a_page_refuses_unescaped_text(void **state)
{
	static const char *const sources[] = {
	    "\n{{{name}}}", "\n{{&name}}", "\n{{& name }}"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		expect_parse_error(TEMPLATE_PAGE, sources[i],
		    strlen(sources[i]),
		    "t.txt:2: 'name' would come out unescaped, which a page "
		    "may not do; write '{{name}}'");
}

static void
test_a_page_takes_text_that_is_html_by_its_name(void **state)
{
	(void)state;
	expect_text(TEMPLATE_PAGE, "{{{guide_html}}}{{guide_html}}",
	    "{\"guide_html\": \"<p>\"}", "<p>&lt;p&gt;");
}

static void
test_whole_numbers_have_no_decimals(void **state)
{
	(void)state;
	expect_text(TEMPLATE_PLAIN, "{{a}} {{b}} {{c}} {{d}} {{e}}",
	    "{\"a\": 3.0, \"b\": -0.5, \"c\": 9007199254740993,"
	    " \"d\": 0.1, \"e\": 1e300}",
	    "3 -0.5 9007199254740993 0.1 1e+300");
}

static void
test_empty_text_and_zero_are_false(void **state)
{
	(void)state;
	expect_text(TEMPLATE_PLAIN,
	    "{{#a}}A{{/a}}{{^a}}-{{/a}}{{#b}}B{{/b}}{{^b}}-{{/b}}"
	    "{{#c}}C{{/c}}{{#d}}D{{/d}}",
	    "{\"a\": \"\", \"b\": 0, \"c\": \"0\", \"d\": {}}", "--CD");
}

static void
test_true_and_false_are_words(void **state)
{
	(void)state;
	expect_text(TEMPLATE_PLAIN, "{{a}} {{b}}",
	    "{\"a\": true, \"b\": false}", "true false");
}

static void
test_a_text_may_hold_nul(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct template *template = parse("t", TEMPLATE_HTML, "[{{a}}]");
	json_t *view = json("{\"a\": \"x\\u0000y\"}");

	(void)state;
	assert_int_equal(template_render(template, view, NULL, &out, NULL), 0);
	assert_int_equal(out.len, 5);
	assert_memory_equal(out.buf, "[x\0y]", 5);
	json_decref(view);
	template_free(template);
}

static void
expect_render_error(const char *source, const char *view,
    const struct template_options *options, const char *expected)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct template *template = parse("t.txt", TEMPLATE_PLAIN, source);
	json_t *value = json(view);
	struct error err = ERROR_INIT;

	strbuf_add_str(&out, "before");
	assert_true(template_render(template, value, options, &out, &err) < 0);
	assert_string_equal(err.text, expected);
	assert_string_equal(out.buf, "before");
	json_decref(value);
	template_free(template);
}

static void
test_a_list_is_no_text(void **state)
{
	(void)state;
	expect_render_error("a\n{{people}}", "{\"people\": []}", NULL,
	    "t.txt:2: 'people' is a list, not a text");
	expect_render_error("{{a.b}}", "{\"a\": {\"b\": {}}}", NULL,
	    "t.txt:1: 'a.b' is an object, not a text");
}

static void
test_strict_refuses_a_name_that_the_view_lacks(void **state)
{
	struct template_options options = {.strict = true};

	(void)state;
	expect_render_error("{{^no}}\n{{name}}{{/no}}", "{}", &options,
	    "t.txt:2: unknown name 'name'");
}

static void
test_a_partial_that_holds_itself_ends_in_an_error(void **state)
{
	struct named named[] = {
	    {"p", parse("p.txt", TEMPLATE_PLAIN, "x{{>p}}")}, {NULL, NULL}};
	struct template_options options = {.find = find, .find_arg = named};

	(void)state;
	expect_render_error("{{>p}}", "{}", &options,
	    "p.txt:1: too many partials within each other; does one hold "
	    "itself?");
	template_free(named[0].template);
}

static void
test_a_partial_of_another_kind_is_refused(void **state)
{
	struct named named[] = {
	    {"p", parse("p.html", TEMPLATE_HTML, "x")}, {NULL, NULL}};
	struct template_options options = {.find = find, .find_arg = named};

	(void)state;
	expect_render_error("\n{{>p}}", "{}", &options,
	    "t.txt:2: 'p.html' is a template of another kind");
	template_free(named[0].template);
}

static void
test_output_over_the_limit_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf source = STRBUF_INIT;
	json_t *list = json_array();
	json_t *view = json_object();
	cleanup_(memory_free_ptr) char *text = NULL;

	(void)state;
	for (int i = 0; i < 5; i++)
		json_array_append_new(list, json_integer(i + 1));
	json_object_set_new(view, "l", list);
	strbuf_add_str(&source, "{{#l}}");
	for (int i = 0; i < 1 << 20; i += 64)
		strbuf_add_format(&source, "%63d\n", i);
	strbuf_truncate(&source, (1 << 20) - 64);
	strbuf_add_str(&source, "{{/l}}");
	text = json_dumps(view, 0);
	expect_render_error(source.buf, text, NULL,
	    "t.txt:5: the text becomes larger than 4 MiB");
	json_decref(view);
}

static void
test_loops_that_write_nothing_end(void **state)
{
	cleanup_(strbuf_release) struct strbuf source = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 30; i++)
		strbuf_add_str(&source, "{{#l}}");
	for (int i = 0; i < 30; i++)
		strbuf_add_str(&source, "{{/l}}");
	expect_render_error(source.buf, "{\"l\": [1, 2, 3, 4, 5, 6, 7, 8]}",
	    NULL, "t.txt:1: the template repeats itself too often");
}

static void
test_an_indented_partial_leaves_empty_lines_empty(void **state)
{
	struct named named[] = {
	    {"p", parse("p", TEMPLATE_PLAIN, "a\n\nb\n")}, {NULL, NULL}};
	struct template_options options = {.find = find, .find_arg = named};
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct template *template = parse("t", TEMPLATE_PLAIN, "  {{>p}}\n");
	json_t *view = json("{}");

	(void)state;
	assert_int_equal(
	    template_render(template, view, &options, &out, NULL), 0);
	assert_string_equal(out.buf, "  a\n\n  b\n");
	json_decref(view);
	template_free(template);
	template_free(named[0].template);
}

static const struct {
	const char *source;
	const char *sample;
	const char *expected; /* NULL: no mistake */
} checks[] = {
    {"{{a}} {{b.c}}", "{\"a\": 1, \"b\": {\"c\": null}}", NULL},
    {"\n{{nmae}}", "{\"name\": 1}", "t.html:2: unknown name 'nmae'"},
    {"{{b.d}}", "{\"b\": {\"c\": 1}}", "t.html:1: unknown name 'b.d'"},
    {"{{#no}}\n{{x}}{{/no}}", "{\"no\": false}", "t.html:2: unknown name 'x'"},
    {"{{^yes}}\n{{x}}{{/yes}}", "{\"yes\": true}",
	"t.html:2: unknown name 'x'"},
    {"{{#l}}{{x}}{{/l}}", "{\"l\": [{\"x\": 1}]}", NULL},
    {"{{#l}}{{y}}{{/l}}", "{\"l\": [{\"x\": 1}]}",
	"t.html:1: unknown name 'y'"},
    {"{{#l}}{{x}}{{/l}}", "{\"l\": []}",
	"t.html:1: the sample shows no element of the list 'l'"},
    {"{{#m}}{{/m}}", "{}", "t.html:1: unknown name 'm'"},
    {"{{^m}}{{/m}}", "{}", "t.html:1: unknown name 'm'"},
    {"{{l}}", "{\"l\": []}", "t.html:1: 'l' is a list, not a text"},
    {"{{>inner}}", "{\"inside\": 1}", NULL},
    {"{{>inner}}", "{}", "inner.html:2: unknown name 'inside'"},
    {"{{>tree}}", "{\"nodes\": [{}]}", NULL},
    {"\n\n{{>nobody}}", "{}", "t.html:3: unknown partial 'nobody'"},
    {"{{>*which}}", "{\"which\": \"inner\", \"inside\": 1}", NULL},
    {"{{>*which}}", "{\"which\": \"outer\"}",
	"t.html:1: unknown partial 'outer'"},
    {"{{>*which}}", "{}",
	"t.html:1: no text with a partial's name is in 'which'"},
    {"{{>plain}}", "{}", "t.html:1: a template of another kind is 'plain'"},
    {"{{<layout}}{{$main}}{{x}}{{/main}}{{/layout}}",
	"{\"x\": 1, \"default\": 1}", NULL},
    {"{{<layout}}\n{{$main}}{{y}}{{/main}}{{/layout}}", "{\"default\": 1}",
	"t.html:2: unknown name 'y'"},
    {"{{<layout}}\n{{$mian}}{{/mian}}{{/layout}}", "{\"default\": 1}",
	"t.html:2: 'layout.html' has no block 'mian'"},
    {"{{<section}}{{$main}}{{x}}{{/main}}{{/section}}",
	"{\"x\": 1, \"default\": 1}", NULL},
};

static void
test_check_finds_what_the_sample_lacks(void **state)
{
	struct named named[] = {
	    {"inner", parse("inner.html", TEMPLATE_HTML, "\n{{inside}}")},
	    {"tree",
		parse("tree", TEMPLATE_HTML, "{{#nodes}}{{>tree}}{{/nodes}}")},
	    {"plain", parse("plain.txt", TEMPLATE_PLAIN, "")},
	    {"layout", parse("layout.html", TEMPLATE_HTML,
			   "{{$main}}{{default}}{{/main}}")},
	    {"section",
		parse("section.html", TEMPLATE_HTML, "{{<layout}}{{/layout}}")},
	    {NULL, NULL}};
	struct template_options options = {.find = find, .find_arg = named};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(checks); i++) {
		struct template *template =
		    parse("t.html", TEMPLATE_HTML, checks[i].source);
		json_t *sample = json(checks[i].sample);
		struct error err = ERROR_INIT;
		int status = template_check(template, sample, &options, &err);

		assert_int_equal(status < 0, checks[i].expected != NULL);
		if (checks[i].expected != NULL)
			assert_string_equal(err.text, checks[i].expected);
		json_decref(sample);
		template_free(template);
	}
	for (size_t i = 0; named[i].name != NULL; i++)
		template_free(named[i].template);
}

static void
list_name(void *arg, const char *name, int line)
{
	strbuf_add_format(arg, "%s:%d ", name, line);
}

static void
test_each_name_is_told_with_its_line(void **state)
{
	cleanup_(strbuf_release) struct strbuf names = STRBUF_INIT;
	struct template *template = parse("t", TEMPLATE_HTML,
	    "{{a}}{{! c }}\n{{#b}}{{{c}}}{{/b}}\n{{^d}}{{/d}}{{>p}}{{>*e}}");

	(void)state;
	template_each_name(template, list_name, &names);
	assert_string_equal(names.buf, "a:1 b:2 c:2 d:3 e:3 ");
	template_free(template);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_mistake_is_told_with_its_line),
	    cmocka_unit_test(test_a_long_name_is_refused),
	    cmocka_unit_test(test_a_large_source_is_refused),
	    cmocka_unit_test(test_sections_deeper_than_fifty_are_refused),
	    cmocka_unit_test(
		test_html_escapes_what_could_leave_a_text_or_an_attribute),
	    cmocka_unit_test(test_plain_text_is_not_escaped),
	    cmocka_unit_test(test_a_page_refuses_unescaped_text),
	    cmocka_unit_test(test_a_page_takes_text_that_is_html_by_its_name),
	    cmocka_unit_test(test_whole_numbers_have_no_decimals),
	    cmocka_unit_test(test_empty_text_and_zero_are_false),
	    cmocka_unit_test(test_true_and_false_are_words),
	    cmocka_unit_test(test_a_text_may_hold_nul),
	    cmocka_unit_test(test_a_list_is_no_text),
	    cmocka_unit_test(test_strict_refuses_a_name_that_the_view_lacks),
	    cmocka_unit_test(test_a_partial_that_holds_itself_ends_in_an_error),
	    cmocka_unit_test(test_a_partial_of_another_kind_is_refused),
	    cmocka_unit_test(test_output_over_the_limit_is_refused),
	    cmocka_unit_test(test_loops_that_write_nothing_end),
	    cmocka_unit_test(test_an_indented_partial_leaves_empty_lines_empty),
	    cmocka_unit_test(test_check_finds_what_the_sample_lacks),
	    cmocka_unit_test(test_each_name_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
