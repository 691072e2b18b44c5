/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/markdown.h"

#include "base/memory.h"
#include "text/markdown_parse.h"

struct html {
	struct strbuf *out;
	int heading_shift;
	int alt_depth; /* pictures whose text becomes an alt attribute */
};

static void
escape(struct strbuf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		switch (text[i]) {
		case '&':
			strbuf_add_str(out, "&amp;");
			break;
		case '<':
			strbuf_add_str(out, "&lt;");
			break;
		case '>':
			strbuf_add_str(out, "&gt;");
			break;
		case '"':
			strbuf_add_str(out, "&quot;");
			break;
		case '\'':
			strbuf_add_str(out, "&#39;");
			break;
		default:
			strbuf_add_char(out, text[i]);
		}
	}
}

static int
heading_level(const struct html *html, const void *detail)
{
	const MD_BLOCK_H_DETAIL *heading = detail;
	int level = (int)heading->level + html->heading_shift;

	return level < 1 ? 1 : level > 6 ? 6 : level;
}

static void
open_list(const struct html *html, const void *detail)
{
	const MD_BLOCK_OL_DETAIL *list = detail;

	if (list->start == 1)
		strbuf_add_str(html->out, "<ol>\n");
	else
		strbuf_add_format(
		    html->out, "<ol start=\"%u\">\n", list->start);
}

/* By class: the pages' security policy forbids style attributes. */
static void
open_cell(const struct html *html, const char *tag, const void *detail)
{
	static const char *const classes[] = {
	    [MD_ALIGN_DEFAULT] = "",
	    [MD_ALIGN_LEFT] = " class=\"left\"",
	    [MD_ALIGN_CENTER] = " class=\"center\"",
	    [MD_ALIGN_RIGHT] = " class=\"right\"",
	};
	const MD_BLOCK_TD_DETAIL *cell = detail;

	strbuf_add_format(html->out, "<%s%s>", tag, classes[cell->align]);
}

static void
enter_block(void *arg, MD_BLOCKTYPE type, const void *detail)
{
	static const char *const tags[] = {
	    [MD_BLOCK_QUOTE] = "<blockquote>\n",
	    [MD_BLOCK_UL] = "<ul>\n",
	    [MD_BLOCK_LI] = "<li>",
	    [MD_BLOCK_HR] = "<hr>\n",
	    [MD_BLOCK_CODE] = "<pre><code>",
	    [MD_BLOCK_P] = "<p>",
	    [MD_BLOCK_TABLE] = "<table>\n",
	    [MD_BLOCK_THEAD] = "<thead>\n",
	    [MD_BLOCK_TBODY] = "<tbody>\n",
	    [MD_BLOCK_TR] = "<tr>",
	    [MD_BLOCK_TD] = NULL,
	};
	const struct html *html = arg;

	if (type == MD_BLOCK_H)
		strbuf_add_format(
		    html->out, "<h%d>", heading_level(html, detail));
	else if (type == MD_BLOCK_OL)
		open_list(html, detail);
	else if (type == MD_BLOCK_TH)
		open_cell(html, "th scope=\"col\"", detail);
	else if (type == MD_BLOCK_TD)
		open_cell(html, "td", detail);
	else if (tags[type] != NULL)
		strbuf_add_str(html->out, tags[type]);
}

static void
leave_block(void *arg, MD_BLOCKTYPE type, const void *detail)
{
	static const char *const tags[] = {
	    [MD_BLOCK_QUOTE] = "</blockquote>\n",
	    [MD_BLOCK_UL] = "</ul>\n",
	    [MD_BLOCK_OL] = "</ol>\n",
	    [MD_BLOCK_LI] = "</li>\n",
	    [MD_BLOCK_CODE] = "</code></pre>\n",
	    [MD_BLOCK_P] = "</p>\n",
	    [MD_BLOCK_TABLE] = "</table>\n",
	    [MD_BLOCK_THEAD] = "</thead>\n",
	    [MD_BLOCK_TBODY] = "</tbody>\n",
	    [MD_BLOCK_TR] = "</tr>\n",
	    [MD_BLOCK_TH] = "</th>",
	    [MD_BLOCK_TD] = "</td>",
	};
	const struct html *html = arg;

	if (type == MD_BLOCK_H)
		strbuf_add_format(
		    html->out, "</h%d>\n", heading_level(html, detail));
	else if (tags[type] != NULL)
		strbuf_add_str(html->out, tags[type]);
}

/*
 * Both ends of a link and of a picture ask the same question of the same
 * address, so that a tag that was not opened is not closed.
 */
static bool
look_at_link(const MD_SPAN_A_DETAIL *link, struct strbuf *ret_address,
    const char **ret_relation)
{
	enum markdown_link kind = markdown_parse_link(&link->href, ret_address);

	*ret_relation = kind == MARKDOWN_LINK_WEB ? " rel=\"noreferrer\"" : "";
	return kind != MARKDOWN_LINK_NONE;
}

static void
open_link(const struct html *html, const void *detail)
{
	cleanup_(strbuf_release) struct strbuf address = STRBUF_INIT;
	const char *relation;

	if (!look_at_link(detail, &address, &relation))
		return;
	strbuf_add_str(html->out, "<a href=\"");
	escape(html->out, address.buf, address.len);
	strbuf_add_format(html->out, "\"%s>", relation);
}

static void
close_link(const struct html *html, const void *detail)
{
	cleanup_(strbuf_release) struct strbuf address = STRBUF_INIT;
	const char *relation;

	if (look_at_link(detail, &address, &relation))
		strbuf_add_str(html->out, "</a>");
}

static void
open_picture(struct html *html, const void *detail)
{
	const MD_SPAN_IMG_DETAIL *picture = detail;
	cleanup_(strbuf_release) struct strbuf address = STRBUF_INIT;
	bool is_allowed =
	    markdown_parse_link(&picture->src, &address) == MARKDOWN_LINK_PATH;

	if (html->alt_depth > 0) {
		html->alt_depth++;
		return;
	}
	if (!is_allowed)
		return;
	html->alt_depth = 1;
	strbuf_add_str(html->out, "<img src=\"");
	escape(html->out, address.buf, address.len);
	strbuf_add_str(html->out, "\" alt=\"");
}

static void
close_picture(struct html *html)
{
	if (html->alt_depth > 0 && --html->alt_depth == 0)
		strbuf_add_str(html->out, "\">");
}

static void
enter_span(void *arg, MD_SPANTYPE type, const void *detail)
{
	struct html *html = arg;

	if (type == MD_SPAN_IMG)
		open_picture(html, detail);
	else if (html->alt_depth > 0)
		return;
	else if (type == MD_SPAN_A)
		open_link(html, detail);
	else if (type == MD_SPAN_EM)
		strbuf_add_str(html->out, "<em>");
	else if (type == MD_SPAN_STRONG)
		strbuf_add_str(html->out, "<strong>");
	else if (type == MD_SPAN_CODE)
		strbuf_add_str(html->out, "<code>");
}

static void
leave_span(void *arg, MD_SPANTYPE type, const void *detail)
{
	struct html *html = arg;

	if (type == MD_SPAN_IMG)
		close_picture(html);
	else if (html->alt_depth > 0)
		return;
	else if (type == MD_SPAN_A)
		close_link(html, detail);
	else if (type == MD_SPAN_EM)
		strbuf_add_str(html->out, "</em>");
	else if (type == MD_SPAN_STRONG)
		strbuf_add_str(html->out, "</strong>");
	else if (type == MD_SPAN_CODE)
		strbuf_add_str(html->out, "</code>");
}

static void
write_text(void *arg, const char *text, size_t len)
{
	const struct html *html = arg;

	escape(html->out, text, len);
}

static void
write_break(void *arg, bool is_hard)
{
	const struct html *html = arg;

	if (is_hard && html->alt_depth == 0)
		strbuf_add_str(html->out, "<br>");
	strbuf_add_char(html->out, '\n');
}

int
markdown_to_html(const char *source, size_t len, int heading_shift,
    struct strbuf *out, struct error *err)
{
	static const struct markdown_writer writer = {
	    .enter_block = enter_block,
	    .leave_block = leave_block,
	    .enter_span = enter_span,
	    .leave_span = leave_span,
	    .text = write_text,
	    .line_break = write_break,
	};
	struct html html = {.out = out, .heading_shift = heading_shift};

	return markdown_parse(source, len, &writer, &html, out, err);
}
