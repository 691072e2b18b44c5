/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/value.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"

#define UID_MAX_LEN 255
#define LINK_MAX_LEN 2000
#define ADDRESS_MAX_LEN 254
#define LOCAL_PART_MAX_LEN 64

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

/* Only what RFC 5321 lets stand there without quotes, and beyond ASCII. */
static bool
is_atom_character(const char *text)
{
	return (unsigned char)*text >= 0x80 ||
	       strchr(LETTERS_AND_DIGITS "!#$%&'*+-/=?^_`{|}~.", *text) != NULL;
}

/* Whole characters that are no controls, and what is no atom in quotes. */
static bool
is_local_part(const char *text, size_t len)
{
	bool is_quoted = len > 2 && text[0] == '"' && text[len - 1] == '"';

	if (len == 0 || len > LOCAL_PART_MAX_LEN)
		return false;
	for (size_t i = 0; i < len;) {
		size_t step = utf8_char_len(text + i, len - i);

		if (step == 0 || utf8_is_control(text + i) ||
		    strchr(" <>", text[i]) != NULL ||
		    (!is_quoted && !is_atom_character(text + i)))
			return false;
		i += step;
	}
	return true;
}

bool
value_add_mailto(struct strbuf *bytes, const char *address)
{
	const char *at = strrchr(address, '@');
	size_t len;

	if (at == NULL || strlen(address) > ADDRESS_MAX_LEN ||
	    !is_local_part(address, (size_t)(at - address)) ||
	    !is_made_of(at + 1, LETTERS_AND_DIGITS ".-", ADDRESS_MAX_LEN))
		return false;
	len = (size_t)(at - address);
	strbuf_add_str(bytes, "mailto:");
	for (size_t i = 0; i < len; i++) {
		if (strchr(LETTERS_AND_DIGITS "-._~!$'()*+:", address[i]))
			strbuf_add_char(bytes, address[i]);
		else
			strbuf_add_format(
			    bytes, "%%%02X", (unsigned char)address[i]);
	}
	strbuf_add_str(bytes, at);
	return true;
}
