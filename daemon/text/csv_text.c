/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/csv_text.h"

#include <stdbool.h>
#include <string.h>

static bool
is_formula(const char *text)
{
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

static void
add_cell(struct strbuf *out, size_t column, const char *text, char separator)
{
	bool is_quoted = strpbrk(text, ";,\"\r\n") != NULL;

	if (column > 0)
		strbuf_add_char(out, separator);
	if (is_quoted)
		strbuf_add_char(out, '"');
	if (is_formula(text))
		strbuf_add_char(out, '\'');
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '"')
			strbuf_add_char(out, '"');
		strbuf_add_char(out, *at);
	}
	if (is_quoted)
		strbuf_add_char(out, '"');
}

void
csv_text_add(struct strbuf *out, size_t column, const char *text)
{
	add_cell(out, column, text, ';');
}

void
csv_text_add_plain(struct strbuf *out, size_t column, const char *text)
{
	add_cell(out, column, text, ',');
}

void
csv_text_end_row(struct strbuf *out)
{
	strbuf_add_str(out, "\r\n");
}
