/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define UTF8_MAX_LEN 4
#define REPLACEMENT "\xef\xbf\xbd"
#define ELLIPSIS "\xe2\x80\xa6"

/* Table 3-7 of the Unicode Standard: lengths and second bytes by lead byte. */
struct lead {
	unsigned char first, last; /* range of lead bytes */
	unsigned char low, high;   /* range of the byte after it */
	size_t len;
};

static const struct lead leads[] = {
    {0x00, 0x7f, 0x00, 0x00, 1},
    {0xc2, 0xdf, 0x80, 0xbf, 2},
    {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3},
    {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4},
    {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static const struct lead *
find_lead(unsigned char byte)
{
	for (size_t i = 0; i < ARRAY_LEN(leads); i++) {
		if (byte >= leads[i].first && byte <= leads[i].last)
			return &leads[i];
	}
	return NULL;
}

size_t
utf8_char_len(const char *bytes, size_t len)
{
	const unsigned char *byte = (const unsigned char *)bytes;
	const struct lead *lead;

	if (len == 0)
		return 0;
	lead = find_lead(byte[0]);
	if (lead == NULL || lead->len > len)
		return 0;
	if (lead->len > 1 && (byte[1] < lead->low || byte[1] > lead->high))
		return 0;
	for (size_t i = 2; i < lead->len; i++) {
		if ((byte[i] & 0xc0) != 0x80)
			return 0;
	}
	return lead->len;
}

bool
utf8_is_valid(const char *bytes, size_t len)
{
	size_t place = 0;

	while (place < len) {
		size_t step = utf8_char_len(bytes + place, len - place);

		if (step == 0)
			return false;
		place += step;
	}
	return true;
}

size_t
utf8_length(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++) {
		if (((unsigned char)*text & 0xc0) != 0x80)
			count++;
	}
	return count;
}

bool
utf8_is_control(const char *character)
{
	const unsigned char *byte = (const unsigned char *)character;

	if (byte[0] < 0x20 || byte[0] == 0x7f)
		return true;
	if (byte[0] == 0xc2)
		return byte[1] < 0xa0;
	return byte[0] == 0xe2 && byte[1] == 0x80 &&
	       (byte[2] == 0xa8 || byte[2] == 0xa9);
}

static bool
is_blank(const char *character)
{
	return *character == ' ' || *character == '\n' || *character == '\t' ||
	       memcmp(character, "\xc2\xa0", 2) == 0;
}

bool
utf8_is_blank(const char *text, size_t len)
{
	size_t step;

	for (size_t i = 0; i < len; i += step) {
		step = utf8_char_len(text + i, len - i);
		if (step == 0 || !is_blank(text + i))
			return false;
	}
	return true;
}

/* The text is valid UTF-8. */
static bool
has_control_but(const char *text, size_t len, const char *allowed)
{
	for (size_t i = 0; i < len; i += utf8_char_len(text + i, len - i)) {
		if (utf8_is_control(text + i) &&
		    strchr(allowed, text[i]) == NULL)
			return true;
	}
	return false;
}

static int
check(const char *field, const char *text, size_t max_chars,
    const char *allowed, struct error *err)
{
	size_t len = strnlen(text, max_chars * UTF8_MAX_LEN + 1);

	if (len > max_chars * UTF8_MAX_LEN)
		return error_refuse(err, OB_EINVALID, field, "too_long",
		    "'%s' is too long; write at most %zu characters", field,
		    max_chars);
	if (!utf8_is_valid(text, len))
		return error_refuse(err, OB_EINVALID, field, "bad_text",
		    "'%s' is not valid UTF-8 text", field);
	if (utf8_length(text) > max_chars)
		return error_refuse(err, OB_EINVALID, field, "too_long",
		    "'%s' is too long; write at most %zu characters", field,
		    max_chars);
	if (has_control_but(text, len, allowed))
		return error_refuse(err, OB_EINVALID, field, "bad_text",
		    "'%s' holds a %scontrol character; remove it", field,
		    allowed[0] == '\0' ? "line break or other " : "");
	if (utf8_is_blank(text, len))
		return error_refuse(err, OB_EINVALID, field, "missing",
		    "'%s' is empty; write a text", field);
	return OB_OK;
}

int
utf8_check_line(
    const char *field, const char *text, size_t max_chars, struct error *err)
{
	return check(field, text, max_chars, "", err);
}

int
utf8_check_text(
    const char *field, const char *text, size_t max_chars, struct error *err)
{
	return check(field, text, max_chars, "\n\t", err);
}

/* Appends the character at the bytes' start; returns how many it took. */
static size_t
add_clean(struct strbuf *clean, const char *bytes, size_t len)
{
	size_t step = utf8_char_len(bytes, len);

	if (step == 0) {
		strbuf_add_str(clean, REPLACEMENT);
		return 1;
	}
	if (utf8_is_control(bytes) && *bytes != '\n' && *bytes != '\t')
		strbuf_add_char(clean, ' ');
	else
		strbuf_add(clean, bytes, step);
	return step;
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

char *
utf8_clean(const char *bytes, size_t len, size_t max_chars)
{
	cleanup_(strbuf_release) struct strbuf clean = STRBUF_INIT;
	size_t last = 0; /* where the last character that fits begins */
	size_t at = 0;

	while (len > 0 && is_white(bytes[len - 1]))
		len--;
	while (at < len && is_white(bytes[at]))
		at++;
	for (size_t count = 0; at < len && count < max_chars; count++) {
		last = clean.len;
		at += add_clean(&clean, bytes + at, len - at);
	}
	if (at < len) {
		strbuf_truncate(&clean, last);
		strbuf_add_str(&clean, ELLIPSIS);
	}
	return strbuf_detach(&clean);
}
