/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/markdown_entity.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"

#define REPLACEMENT 0xfffd

/* The names that people type; HTML has two thousand. */
static const struct {
	const char *name;
	const char *text;
} names[] = {
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", "\u00a0"},
    {"shy", "\u00ad"},
    {"sect", "\u00a7"},
    {"para", "\u00b6"},
    {"copy", "\u00a9"},
    {"reg", "\u00ae"},
    {"deg", "\u00b0"},
    {"plusmn", "\u00b1"},
    {"middot", "\u00b7"},
    {"frac12", "\u00bd"},
    {"laquo", "\u00ab"},
    {"raquo", "\u00bb"},
    {"times", "\u00d7"},
    {"aelig", "\u00e6"},
    {"AElig", "\u00c6"},
    {"oslash", "\u00f8"},
    {"Oslash", "\u00d8"},
    {"aring", "\u00e5"},
    {"Aring", "\u00c5"},
    {"eacute", "\u00e9"},
    {"Eacute", "\u00c9"},
    {"auml", "\u00e4"},
    {"ouml", "\u00f6"},
    {"uuml", "\u00fc"},
    {"ndash", "\u2013"},
    {"mdash", "\u2014"},
    {"lsquo", "\u2018"},
    {"rsquo", "\u2019"},
    {"ldquo", "\u201c"},
    {"rdquo", "\u201d"},
    {"bull", "\u2022"},
    {"hellip", "\u2026"},
    {"euro", "\u20ac"},
    {"larr", "\u2190"},
    {"rarr", "\u2192"},
};

static uint32_t
read_number(const char *text, size_t len)
{
	unsigned int base = 10;
	uint32_t number = 0;
	size_t i = 0;

	if (len > 0 && (text[0] == 'x' || text[0] == 'X')) {
		base = 16;
		i = 1;
	}
	for (; i < len && number <= 0x10ffff; i++) {
		char c = text[i];
		unsigned int digit = (unsigned int)(c - '0');

		if (digit > 9)
			digit = (unsigned int)((c | 0x20) - 'a') + 10;
		number = number * base + digit;
	}
	return number;
}

static bool
is_character(uint32_t number)
{
	if (number == '\t' || number == '\n')
		return true;
	return number >= 0x20 && (number < 0x7f || number > 0x9f) &&
	       (number < 0xd800 || number > 0xdfff) && number <= 0x10ffff;
}

static void
add_character(struct strbuf *out, uint32_t number)
{
	static const unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
	char bytes[4];
	size_t more;

	if (!is_character(number))
		number = REPLACEMENT;
	if (number < 0x80) {
		strbuf_add_char(out, (char)number);
		return;
	}
	more = number < 0x800 ? 1 : number < 0x10000 ? 2 : 3;
	for (size_t i = more; i > 0; i--) {
		bytes[i] = (char)(0x80 | (number & 0x3f));
		number >>= 6;
	}
	bytes[0] = (char)(leads[more] | number);
	strbuf_add(out, bytes, more + 1);
}

void
markdown_entity_decode(const char *entity, size_t len, struct strbuf *out)
{
	if (len > 3 && entity[1] == '#') {
		add_character(out, read_number(entity + 2, len - 3));
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strlen(names[i].name) + 2 == len &&
		    memcmp(names[i].name, entity + 1, len - 2) == 0) {
			strbuf_add_str(out, names[i].text);
			return;
		}
	}
	strbuf_add(out, entity, len);
}
