/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Every tag that the writer can make; anything else came from the source. */
static const char *const tags[] = {"<p>", "</p>", "<h1>", "<h2>", "<h3>",
    "<h4>", "<h5>", "<h6>", "</h1>", "</h2>", "</h3>", "</h4>", "</h5>",
    "</h6>", "<ul>", "</ul>", "<ol>", "<ol start=\"", "</ol>", "<li>", "</li>",
    "<blockquote>", "</blockquote>", "<hr>", "<br>", "<pre>", "</pre>",
    "<code>", "</code>", "<em>", "</em>", "<strong>", "</strong>", "<table>",
    "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>",
    "<th scope=\"col\"", "</th>", "<td>", "<td class=\"", "</td>",
    "<a href=\"https://", "<a href=\"mailto:", "<a href=\"/", "</a>",
    "<img src=\"/"};

static bool
is_known_tag(const char *at)
{
	for (size_t i = 0; i < ARRAY_LEN(tags); i++)
		if (strncasecmp(at, tags[i], strlen(tags[i])) == 0)
			return true;
	return false;
}

static void
check_html(const struct strbuf *html)
{
	if (!utf8_is_valid(html->buf, html->len))
		abort();
	for (const char *at = strchr(html->buf, '<'); at != NULL;
	     at = strchr(at + 1, '<'))
		if (!is_known_tag(at))
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *source = (const char *)bytes;
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (markdown_to_html(source, size, 1, &html, &err) < 0 &&
	    (html.len > 0 || err.text[0] == '\0'))
		abort();
	check_html(&html);
	if (markdown_to_text(source, size, &text, &err) < 0 &&
	    (text.len > 0 || err.text[0] == '\0'))
		abort();
	if (!utf8_is_valid(text.buf, text.len))
		abort();
	if (text.len > 0 && text.buf[text.len - 1] != '\n')
		abort();
	return 0;
}
