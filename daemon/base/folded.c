/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/folded.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

/* U+00C0 to U+00FF, where capital and small letters stand 32 apart. */
static const char *const latin[32] = {"a", "a", "a", "a", "ae", "aa", "ae", "c",
    "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "oe",
    " ", "oe", "u", "u", "u", "u", "y", "th", "y"};

#define LATIN_LEAD 0xC3 /* of U+00C0 to U+00FF in UTF-8 */
#define SHARP_S 0x9F
#define RING_LEAD 0xCC /* U+0300 to U+033F are CC 80 to CC BF */
#define RING 0x8A
#define MARKS_LEAD 0xCD /* U+0340 to U+036F are CD 80 to CD AF */
#define MARKS_LAST 0xAF
#define NO_BREAK_LEAD 0xC2
#define NO_BREAK 0xA0

static void
add_blank(struct strbuf *out)
{
	if (out->len > 0 && out->buf[out->len - 1] != ' ')
		strbuf_add_char(out, ' ');
}

static void
add_ascii(struct strbuf *out, unsigned char byte)
{
	if (byte <= ' ')
		add_blank(out);
	else if (byte >= 'A' && byte <= 'Z')
		strbuf_add_char(out, (char)(byte - 'A' + 'a'));
	else
		strbuf_add_char(out, (char)byte);
}

/* A character of two bytes; false if it stays as it is. */
static bool
add_pair(struct strbuf *out, unsigned char lead, unsigned char tail)
{
	if (lead == LATIN_LEAD && tail == SHARP_S) {
		strbuf_add_str(out, "ss");
	} else if (lead == LATIN_LEAD) {
		strbuf_add_str(out, latin[tail & 0x1F]);
	} else if (lead == RING_LEAD && tail == RING) {
		/* "å" in two characters is "aa", too. */
		if (out->len > 0 && out->buf[out->len - 1] == 'a')
			strbuf_add_char(out, 'a');
	} else if (lead == NO_BREAK_LEAD && tail == NO_BREAK) {
		add_blank(out);
	} else {
		return lead == RING_LEAD ||
		       (lead == MARKS_LEAD && tail <= MARKS_LAST);
	}
	return true;
}

char *
folded_text(const char *text)
{
	struct strbuf out = STRBUF_INIT;
	const unsigned char *at = (const unsigned char *)text;

	while (*at != '\0') {
		if (*at < 0x80) {
			add_ascii(&out, *at++);
		} else if (at[1] != '\0' && add_pair(&out, at[0], at[1])) {
			at += 2;
		} else {
			strbuf_add_char(&out, (char)*at++);
		}
	}
	if (out.len > 0 && out.buf[out.len - 1] == ' ')
		strbuf_truncate(&out, out.len - 1);
	return strbuf_detach(&out);
}

bool
folded_is_same(const char *a, const char *b)
{
	cleanup_(memory_free_ptr) char *left = NULL;
	cleanup_(memory_free_ptr) char *right = NULL;

	if (strcmp(a, b) == 0)
		return true;
	left = folded_text(a);
	right = folded_text(b);
	return strcmp(left, right) == 0;
}

bool
folded_has(const char *folded, const char *wanted)
{
	cleanup_(memory_free_ptr) char *words = memory_strdup(wanted);
	char *rest = NULL;

	for (char *word = strtok_r(words, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest)) {
		if (strstr(folded, word) == NULL)
			return false;
	}
	return true;
}
