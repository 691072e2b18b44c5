/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/glyph.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static uint32_t
decode(const char *bytes, size_t len)
{
	static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	uint32_t character = (unsigned char)bytes[0] & lead_bits[len];

	for (size_t i = 1; i < len; i++)
		character = character << 6 | ((unsigned char)bytes[i] & 0x3fU);
	return character;
}

static bool
is_in(const struct glyph_range *range, uint32_t character)
{
	for (; range->last != 0 && range->first <= character; range++) {
		if (character <= range->last)
			return true;
	}
	return false;
}

int
glyph_width(uint32_t character)
{
	if (character < 0x300)
		return 1;
	if (is_in(glyph_zero_width, character))
		return 0;
	return is_in(glyph_double_width, character) ? 2 : 1;
}

/* Bytes that fit; *ret_width is what they take. */
static size_t
measure(const char *text, size_t limit, size_t *ret_width)
{
	size_t len = strlen(text);
	size_t place = 0;
	size_t width = 0;

	while (place < len) {
		size_t step = utf8_char_len(text + place, len - place);
		size_t columns = 1;

		if (step > 0)
			columns =
			    (size_t)glyph_width(decode(text + place, step));
		if (columns > limit - width)
			break;
		width += columns;
		place += step > 0 ? step : 1;
	}
	*ret_width = width;
	return place;
}

size_t
glyph_text_width(const char *text)
{
	size_t width;

	(void)measure(text, SIZE_MAX, &width);
	return width;
}

size_t
glyph_cut(const char *text, size_t width)
{
	size_t taken;

	return measure(text, width, &taken);
}

/* Marks that reorder what follows make a text read as another one. */
static bool
turns_direction(uint32_t character)
{
	return character == 0x061c || character == 0x200e ||
	       character == 0x200f ||
	       (character >= 0x202a && character <= 0x202e) ||
	       (character >= 0x2066 && character <= 0x2069);
}

static bool
is_unsafe(const char *bytes, size_t len)
{
	return utf8_is_control(bytes) || turns_direction(decode(bytes, len));
}

static size_t
add_one(struct strbuf *out, const char *text, size_t len)
{
	size_t step = utf8_char_len(text, len);

	if (step == 0) {
		strbuf_add_format(
		    out, "\\x%02x", (unsigned)(unsigned char)text[0]);
		return 1;
	}
	if (!is_unsafe(text, step))
		strbuf_add(out, text, step);
	else if (step == 1)
		strbuf_add_format(out, "\\x%02x", (unsigned)text[0]);
	else
		strbuf_add_format(
		    out, "\\u{%04x}", (unsigned)decode(text, step));
	return step;
}

void
glyph_add_line(struct strbuf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t place = 0; place < len;)
		place += add_one(out, text + place, len - place);
}

void
glyph_add_lines(struct strbuf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t place = 0; place < len;) {
		if (text[place] == '\r' && text[place + 1] == '\n')
			place++;
		if (text[place] == '\n' || text[place] == '\t')
			strbuf_add_char(out, text[place++]);
		else
			place += add_one(out, text + place, len - place);
	}
}

void
glyph_add_json(struct strbuf *out, const char *json)
{
	size_t len = strlen(json);

	for (size_t place = 0; place < len;) {
		size_t step = utf8_char_len(json + place, len - place);

		assert(step > 0);
		if (json[place] == '\n' || !is_unsafe(json + place, step))
			strbuf_add(out, json + place, step);
		else
			strbuf_add_format(out, "\\u%04x",
			    (unsigned)decode(json + place, step));
		place += step;
	}
}
