/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/encoded_word.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#define WORD_MAX_OCTETS 75
#define SEARCH_MAX 1000 /* for the end of a word */

static const char *const charsets[] = {"utf-8", "us-ascii", "iso-8859-1",
    "iso-8859-2", "iso-8859-4", "iso-8859-5", "iso-8859-7", "iso-8859-9",
    "iso-8859-10", "iso-8859-13", "iso-8859-15", "windows-1250", "windows-1251",
    "windows-1252", "windows-1257", "koi8-r", "iso-2022-jp", "shift_jis",
    "euc-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5"};

struct word {
	const char *start;
	size_t len;
	const char *charset;
	size_t charset_len;
	char encoding; /* in upper case */
	const char *text;
	size_t text_len;
};

bool
encoded_word_is_charset(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(charsets); i++) {
		if (strcasecmp(charsets[i], name) == 0)
			return true;
	}
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* At "=?": "=?charset?Q?text?=" with whatever stands between the marks. */
static bool
parse_word(const char *at, struct word *ret_word)
{
	struct word word = {.start = at, .charset = at + 2};
	const char *end;

	word.charset_len = strcspn(word.charset, "? ");
	at = word.charset + word.charset_len;
	if (word.charset_len == 0 || at[0] != '?' || at[1] == '\0' ||
	    at[2] != '?')
		return false;
	word.encoding = (char)(at[1] >= 'a' ? at[1] - 'a' + 'A' : at[1]);
	word.text = at + 3;
	end = memmem(word.text, strnlen(word.text, SEARCH_MAX), "?=", 2);
	if (end == NULL)
		return false;
	word.text_len = (size_t)(end - word.text);
	word.len = (size_t)(end + 2 - word.start);
	*ret_word = word;
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
decode_q(const struct word *word, struct strbuf *bytes)
{
	for (size_t i = 0; i < word->text_len; i++) {
		char c = word->text[i];
		int high;
		int low;

		if (c != '=') {
			strbuf_add_char(bytes, (char)(c == '_' ? ' ' : c));
			continue;
		}
		if (i + 2 >= word->text_len)
			return false;
		high = hex_digit(word->text[i + 1]);
		low = hex_digit(word->text[i + 2]);
		if (high < 0 || low < 0)
			return false;
		strbuf_add_char(bytes, (char)(high * 16 + low));
		i += 2;
	}
	return true;
}

static bool
decode_b(const struct word *word, struct strbuf *bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t len = word->text_len;
	unsigned int bits = 0;

	if (len % 4 != 0)
		return false;
	while (
	    len > 0 && word->text_len - len < 2 && word->text[len - 1] == '=')
		len--;
	for (size_t i = 0; i < len; i++) {
		const char *digit = strchr(digits, word->text[i]);

		if (digit == NULL)
			return false;
		bits = (bits << 6) | (unsigned int)(digit - digits);
		if (i % 4 != 0)
			strbuf_add_char(
			    bytes, (char)((bits >> (6 - 2 * (i % 4))) & 0xff));
	}
	return true;
}

/* What is wrong with the word by itself, or NULL. */
static const char *
fault_of(const struct word *word)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *charset =
	    memory_strndup(word->charset, word->charset_len);
	bool is_decoded;

	if (word->len > WORD_MAX_OCTETS)
		return "is longer than 75 octets";
	if (!encoded_word_is_charset(charset))
		return "is of an unknown character set";
	if (word->encoding != 'Q' && word->encoding != 'B')
		return "is neither of Q nor of B";
	if (word->text_len == 0)
		return "is empty";
	if (memchr(word->text, ' ', word->text_len) != NULL)
		return "holds a blank";
	is_decoded = word->encoding == 'Q' ? decode_q(word, &bytes)
					   : decode_b(word, &bytes);
	if (!is_decoded)
		return "cannot be decoded";
	if (strcasecmp(charset, "utf-8") == 0 &&
	    !utf8_is_valid(bytes.buf, bytes.len))
		return "does not hold whole characters";
	return NULL;
}

static void
tell(const struct header_field *field, const struct word *word,
    const char *fault, struct findings *findings)
{
	findings_add(findings, FINDING_ERROR, field->number, "65",
	    "in %.40s the encoded word '%.*s' %s", field->name,
	    (int)(word->len < 80 ? word->len : 80), word->start, fault);
}

/* In a name a parenthesis is a comment's, which may hold words too. */
static bool
stands_alone(const struct header_field *field, const struct word *word)
{
	char before = ' ';
	char after = word->start[word->len];

	if (word->start > field->value)
		before = word->start[-1];
	return (is_blank(before) || before == '(') &&
	       (after == '\0' || is_blank(after) || after == ')');
}

/* Where the walk through a field of addresses is. */
struct place {
	bool in_quotes;
	bool in_angle;
};

static void
step(struct place *place, const char **at)
{
	if (**at == '\\' && (*at)[1] != '\0')
		(*at)++;
	else if (**at == '"')
		place->in_quotes = !place->in_quotes;
	else if (!place->in_quotes && (**at == '<' || **at == '>'))
		place->in_angle = **at == '<';
	(*at)++;
}

static void
check_place(const struct header_field *field, const struct word *word,
    const struct place *place, struct findings *findings)
{
	if (place->in_quotes)
		tell(field, word, "stands in quotes", findings);
	else if (place->in_angle)
		tell(field, word, "stands in an address", findings);
	else if (!stands_alone(field, word))
		tell(
		    field, word, "has no blank before and behind it", findings);
}

void
encoded_word_check(
    const struct header_field *field, bool is_text, struct findings *findings)
{
	struct place place = {false, false};
	const char *at = field->value;

	while (*at != '\0') {
		struct word word;
		const char *fault;

		if (at[0] != '=' || at[1] != '?' || !parse_word(at, &word)) {
			if (is_text)
				at++;
			else
				step(&place, &at);
			continue;
		}
		fault = fault_of(&word);
		if (fault != NULL)
			tell(field, &word, fault, findings);
		else
			check_place(field, &word, &place, findings);
		at = word.start + word.len;
	}
}
