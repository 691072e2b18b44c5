/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/value.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"

#define UID_MAX_LEN 255
#define LINK_MAX_LEN 2000

#define LETTERS_AND_DIGITS                                                     \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static size_t
line_break_len(const char *text)
{
	if (text[0] == '\r')
		return text[1] == '\n' ? 2 : 1;
	return text[0] == '\n' ? 1 : 0;
}

static void
add_clean(struct strbuf *bytes, const char *text, char line_break)
{
	size_t left = strlen(text);

	while (left > 0) {
		size_t len = line_break_len(text);

		if (len > 0) {
			strbuf_add_char(bytes, line_break);
		} else {
			len = utf8_char_len(text, left);
			if (len == 3 && utf8_is_control(text))
				strbuf_add_char(bytes, ' ');
			else if (len > 0 &&
				 (*text == '\t' || !utf8_is_control(text)))
				strbuf_add(bytes, text, len);
			else if (len == 0)
				len = 1;
		}
		text += len;
		left -= len;
	}
}

void
value_add_text(struct strbuf *bytes, const char *text)
{
	add_clean(bytes, text, '\n');
}

void
value_add_line(struct strbuf *bytes, const char *text)
{
	add_clean(bytes, text, ' ');
}

static bool
is_made_of(const char *text, const char *characters, size_t max_len)
{
	size_t len = strnlen(text, max_len + 1);

	return len > 0 && len <= max_len && strspn(text, characters) == len;
}

bool
value_is_uid(const char *text)
{
	return is_made_of(text, LETTERS_AND_DIGITS ".@_-", UID_MAX_LEN);
}

bool
value_is_link(const char *text)
{
	static const char *const schemes[] = {"https://", "http://"};

	if (!is_made_of(text, LETTERS_AND_DIGITS "-._~:/?#[]@!$&'()*+,;=%",
		LINK_MAX_LEN))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		size_t len = strlen(schemes[i]);

		if (strncasecmp(text, schemes[i], len) == 0)
			return strspn(text + len, LETTERS_AND_DIGITS "[") > 0;
	}
	return false;
}
