/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static const struct {
	const char *source;
	const char *html;
} pages[] = {
    {"Hej *du* og **I**", "<p>Hej <em>du</em> og <strong>I</strong></p>\n"},
    {"# En\n## To\n###### Seks", "<h2>En</h2>\n<h3>To</h3>\n<h6>Seks</h6>\n"},
    {"- a\n- b\n  - c",
	"<ul>\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"},
    {"3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
    {"1. a", "<ol>\n<li>a</li>\n</ol>\n"},
    {"> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
    {"a  \nb\nc", "<p>a<br>\nb\nc</p>\n"},
    {"```\n<x> & y\n```", "<pre><code>&lt;x&gt; &amp; y\n</code></pre>\n"},
    {"`<b>`", "<p><code>&lt;b&gt;</code></p>\n"},
    {"---", "<hr>\n"},
    {"|a|b|\n|:--|--:|\n|1|2|",
	"<table>\n<thead>\n<tr><th scope=\"col\" class=\"left\">a</th>"
	"<th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n"
	"<tr><td class=\"left\">1</td><td class=\"right\">2</td></tr>\n"
	"</tbody>\n</table>\n"},
    {"&aelig; &#230; &#xE6; &quot; &lt;b&gt; &huh;",
	"<p>æ æ æ &quot; &lt;b&gt; &amp;huh;</p>\n"},
    {"&#0; &#xD800; &#x110000; &#1;", "<p>\ufffd \ufffd \ufffd \ufffd</p>\n"},
    {"a\x01\x7f\u2028"
     "b",
	"<p>ab</p>\n"},
};

static const struct {
	const char *source;
	const char *html;
} attacks[] = {
    {"<script>alert(1)</script>",
	"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"},
    {"a <img src=x onerror=y> b", "<p>a &lt;img src=x onerror=y&gt; b</p>\n"},
    {"<div>\n\n*a*\n\n</div>",
	"<p>&lt;div&gt;</p>\n<p><em>a</em></p>\n<p>&lt;/div&gt;</p>\n"},
    {"[a](javascript:alert%281%29)", "<p>a</p>\n"},
    {"[a](JaVaScRiPt:x)", "<p>a</p>\n"},
    {"[a](java&#115;cript:x)", "<p>a</p>\n"},
    {"[a](data:text/html,x)", "<p>a</p>\n"},
    {"[a](vbscript:x)", "<p>a</p>\n"},
    {"[a](http://example.org/)", "<p>a</p>\n"},
    {"[a](//example.org/)", "<p>a</p>\n"},
    {"[a](/\\example.org/)", "<p>a</p>\n"},
    {"[a](&#47;&#47;example.org/)", "<p>a</p>\n"},
    {"[a](relative)", "<p>a</p>\n"},
    {"[a](<https://example.org/ x>)", "<p>a</p>\n"},
    {"[a](https://)", "<p>a</p>\n"},
    {"<javascript:x>", "<p>javascript:x</p>\n"},
    {"[a](https://example.org/\"onclick=\"x)",
	"<p><a href=\"https://example.org/&quot;onclick=&quot;x\" "
	"rel=\"noreferrer\">a</a></p>\n"},
    {"![a](https://example.org/x.png)", "<p>a</p>\n"},
    {"![a](data:image/png;base64,x)", "<p>a</p>\n"},
    {"![a\" onload=\"x](/x.png)",
	"<p><img src=\"/x.png\" alt=\"a&quot; onload=&quot;x\"></p>\n"},
    {"``` x\" onclick=\"y\na\n```", "<pre><code>a\n</code></pre>\n"},
};

static const struct {
	const char *source;
	const char *html;
} links[] = {
    {"[a](https://example.org/?b=1&c=2)",
	"<p><a href=\"https://example.org/?b=1&amp;c=2\" "
	"rel=\"noreferrer\">a</a></p>\n"},
    {"[a](https://example.org/?b=1&amp;c=2)",
	"<p><a href=\"https://example.org/?b=1&amp;c=2\" "
	"rel=\"noreferrer\">a</a></p>\n"},
    {"[a](mailto:hr@example.org)",
	"<p><a href=\"mailto:hr@example.org\">a</a></p>\n"},
    {"[a](/handbook)", "<p><a href=\"/handbook\">a</a></p>\n"},
    {"<https://example.org/x>",
	"<p><a href=\"https://example.org/x\" rel=\"noreferrer\">"
	"https://example.org/x</a></p>\n"},
    {"https://example.org/x", "<p>https://example.org/x</p>\n"},
    {"![a *b* ![c](/d.png)](/e.png)",
	"<p><img src=\"/e.png\" alt=\"a b c\"></p>\n"},
    {"![a ![c](/d.png)](https://example.org/e.png)",
	"<p>a <img src=\"/d.png\" alt=\"c\"></p>\n"},
    {"[**a** ![b](/c.png)](/d)", "<p><a href=\"/d\"><strong>a</strong> "
				 "<img src=\"/c.png\" alt=\"b\"></a></p>\n"},
};

static void
expect_html(const char *source, const char *expected)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (markdown_to_html(source, strlen(source), 1, &out, &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(out.buf, expected);
}

static void
test_markdown_becomes_html(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pages); i++)
		expect_html(pages[i].source, pages[i].html);
}

static void
test_html_and_foreign_schemes_in_the_source_do_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(attacks); i++)
		expect_html(attacks[i].source, attacks[i].html);
}

static void
test_links_and_pictures_of_our_own_stay(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(links); i++)
		expect_html(links[i].source, links[i].html);
}

static void
test_a_nul_becomes_the_replacement_character(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_int_equal(markdown_to_html("a\0b", 3, 0, &out, NULL), 0);
	assert_string_equal(out.buf, "<p>a\ufffd"
				     "b</p>\n");
}

/* Found by fuzzing: md4c lost count where addresses overlap. */
static void
test_overlapping_addresses_stay_in_their_text(void **state)
{
	(void)state;
	expect_html(") ![g](9//f) &<<# A\n) ![g](9//f://p;<://p;<<<",
	    "<p>) g &amp;&lt;&lt;# A\n) ![g](9//f://p;&lt;://p;&lt;&lt;&lt;"
	    "</p>\n");
}

static void
test_headings_stay_between_one_and_six(void **state)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

	(void)state;
	assert_int_equal(markdown_to_html("# a", 3, -1, &out, NULL), 0);
	assert_int_equal(markdown_to_html("## b", 4, 7, &out, NULL), 0);
	assert_string_equal(out.buf, "<h1>a</h1>\n<h6>b</h6>\n");
}

static const struct {
	const char *source;
	const char *text;
} plains[] = {
    {"", ""},
    {"Hej *du*\nog **I**", "Hej du og I\n"},
    {"a\n\nb", "a\n\nb\n"},
    {"# A\nb", "A\n\nb\n"},
    {"a  \nb", "a\nb\n"},
    {"a\n\n- b\n- c\n\nd", "a\n\n- b\n- c\n\nd\n"},
    {"1. a\n2. b", "1. a\n2. b\n"},
    {"9. a\n10. b", "9. a\n10. b\n"},
    {"- a\n\n- b", "- a\n\n- b\n"},
    {"- a\n\n  b\n- c", "- a\n\n  b\n\n- c\n"},
    {"- a\n  - b\n  - c\n- d", "- a\n  - b\n  - c\n- d\n"},
    {"10. a\n    - b", "10. a\n    - b\n"},
    {"- - a", "- - a\n"},
    {"-\n- a", "-\n- a\n"},
    {"> a\n> b\n>\n> c", "> a b\n\n> c\n"},
    {"```\na\n\n  b\n```", "a\n\n  b\n"},
    {"a\n\n---\n\nb", "a\n\n---\n\nb\n"},
    {"|a|b|\n|---|---|\n|1|2|\n\nc", "a | b\n1 | 2\n\nc\n"},
    {"se [her](https://example.org/x)", "se her (https://example.org/x)\n"},
    {"<https://example.org/x>", "https://example.org/x\n"},
    {"[HR](mailto:hr@example.org)", "HR (hr@example.org)\n"},
    {"<hr@example.org>", "hr@example.org\n"},
    {"[a](/x) [b](javascript:y)", "a b\n"},
    {"![billede](/x.png)", "billede\n"},
    {"a &amp; b &lt;c&gt; <d>", "a & b <c> <d>\n"},
};

static void
test_markdown_becomes_plain_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(plains); i++) {
		cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;

		assert_int_equal(markdown_to_text(plains[i].source,
				     strlen(plains[i].source), &out, NULL),
		    0);
		assert_string_equal(out.buf, plains[i].text);
	}
}

typedef int (*convert_fn)(
    const char *source, size_t len, struct strbuf *out, struct error *err);

static int
to_html(const char *source, size_t len, struct strbuf *out, struct error *err)
{
	return markdown_to_html(source, len, 1, out, err);
}

static void
expect_refused(const char *source, size_t len, int status, const char *text)
{
	static const convert_fn converts[] = {to_html, markdown_to_text};

	for (size_t i = 0; i < ARRAY_LEN(converts); i++) {
		cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
		struct error err = ERROR_INIT;

		strbuf_add_str(&out, "before");
		assert_int_equal(converts[i](source, len, &out, &err), status);
		assert_string_equal(err.text, text);
		assert_string_equal(out.buf, "before");
	}
}

static void
test_a_large_source_is_refused(void **state)
{
	cleanup_(memory_free_ptr) char *source = memory_alloc(MARKDOWN_MAX + 1);

	(void)state;
	memset(source, 'a', MARKDOWN_MAX + 1);
	expect_refused(source, MARKDOWN_MAX + 1, OB_ELIMIT,
	    "the text is larger than 64 KiB");
}

static void
test_a_source_that_is_not_utf8_is_refused(void **state)
{
	(void)state;
	expect_refused("a\xe6z", 3, OB_EINVALID, "the text is not UTF-8");
}

static void
test_deep_quotations_are_refused(void **state)
{
	char source[101];

	(void)state;
	memset(source, '>', 100);
	source[100] = 'a';
	expect_refused(source, sizeof(source), OB_ELIMIT,
	    "the text has lists or quotations more than 16 levels within "
	    "each other");
}

static void
test_a_table_that_explodes_is_refused(void **state)
{
	cleanup_(strbuf_release) struct strbuf source = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 4000; i++)
		strbuf_add_str(&source, "|a");
	strbuf_add_str(&source, "|\n");
	for (int i = 0; i < 4000; i++)
		strbuf_add_str(&source, "|---");
	strbuf_add_str(&source, "|\n");
	for (int i = 0; i < 10000; i++)
		strbuf_add_str(&source, "|\n");
	expect_refused(source.buf, source.len, OB_ELIMIT,
	    "the text becomes larger than 1024 KiB");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_markdown_becomes_html),
	    cmocka_unit_test(
		test_html_and_foreign_schemes_in_the_source_do_nothing),
	    cmocka_unit_test(test_links_and_pictures_of_our_own_stay),
	    cmocka_unit_test(test_a_nul_becomes_the_replacement_character),
	    cmocka_unit_test(test_overlapping_addresses_stay_in_their_text),
	    cmocka_unit_test(test_headings_stay_between_one_and_six),
	    cmocka_unit_test(test_markdown_becomes_plain_text),
	    cmocka_unit_test(test_a_large_source_is_refused),
	    cmocka_unit_test(test_a_source_that_is_not_utf8_is_refused),
	    cmocka_unit_test(test_deep_quotations_are_refused),
	    cmocka_unit_test(test_a_table_that_explodes_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
