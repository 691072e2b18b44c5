/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/quoted_printable.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define LINE_MAX_BYTES 76

static bool
is_plain(char c)
{
	return c > ' ' && c <= '~' && c != '=';
}

/* text stands at the start of an output line when column is 0. */
static bool
is_literal(const char *text, size_t column)
{
	if (*text == ' ' || *text == '\t')
		return text[1] != '\n' && text[1] != '\0';
	if (column == 0 &&
	    (*text == '.' || strncmp(text, "From ", strlen("From ")) == 0))
		return false;
	return is_plain(*text);
}

static size_t
encoded_len(const char *text, size_t len, size_t column)
{
	return len == 1 && is_literal(text, column) ? 1 : 3 * len;
}

static void
add_encoded(struct strbuf *bytes, const char *text, size_t len, size_t column)
{
	if (len == 1 && is_literal(text, column)) {
		strbuf_add_char(bytes, *text);
		return;
	}
	for (size_t i = 0; i < len; i++)
		strbuf_add_format(bytes, "=%02X", (unsigned char)text[i]);
}

/* One line of text without its end; characters stay whole on one line. */
static const char *
add_line(struct strbuf *bytes, const char *text)
{
	size_t column = 0;

	while (*text != '\0' && *text != '\n') {
		size_t len = utf8_char_len(text, strnlen(text, 4));
		bool is_last = text[len] == '\0' || text[len] == '\n';
		size_t room = LINE_MAX_BYTES - !is_last; /* for a final "=" */

		if (column + encoded_len(text, len, column) > room) {
			strbuf_add_str(bytes, "=\r\n");
			column = 0;
		}
		add_encoded(bytes, text, len, column);
		column += encoded_len(text, len, column);
		text += len;
	}
	strbuf_add_str(bytes, "\r\n");
	return text;
}

void
quoted_printable_add(struct strbuf *bytes, const char *text)
{
	while (*text != '\0') {
		text = add_line(bytes, text);
		if (*text == '\n')
			text++;
	}
}
