/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/header_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define LINE_MAX_BYTES 76
#define WORD_MAX 60 /* longest plain word: such a line can still be folded */
#define ENCODED_PREFIX "=?UTF-8?Q?"
#define ENCODED_SUFFIX "?="
#define ENCODED_MAX 75

static size_t
column_of(const struct strbuf *line)
{
	const char *feed = strrchr(line->buf, '\n');

	return feed == NULL ? line->len
			    : line->len - (size_t)(feed + 1 - line->buf);
}

/* Nothing but "Name:" is there: a fold would leave an empty first line. */
static bool
is_fresh(const struct strbuf *line)
{
	return line->len > 0 && line->buf[line->len - 1] == ':' &&
	       strchr(line->buf, ' ') == NULL;
}

void
header_text_begin(struct strbuf *line, const char *name)
{
	strbuf_clear(line);
	strbuf_add_format(line, "%s:", name);
}

void
header_text_add_token(struct strbuf *line, const char *token)
{
	if (!is_fresh(line) &&
	    column_of(line) + 1 + strlen(token) > LINE_MAX_BYTES)
		strbuf_add_char(line, '\n');
	strbuf_add_char(line, ' ');
	strbuf_add_str(line, token);
}

static bool
is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* What may stand as itself in an encoded word anywhere (RFC 2047, 5 (3)). */
static bool
is_bare_in_word(char c)
{
	return is_alphanumeric(c) || (c != '\0' && strchr("!*+-/", c) != NULL);
}

static void
add_encoded_char(struct strbuf *word, const char *character, size_t len)
{
	if (*character == ' ') {
		strbuf_add_char(word, '_');
		return;
	}
	for (size_t i = 0; i < len; i++) {
		if (is_bare_in_word(character[i]))
			strbuf_add_char(word, character[i]);
		else
			strbuf_add_format(
			    word, "=%02X", (unsigned char)character[i]);
	}
}

/* As many whole characters as one encoded word takes; returns the rest. */
static const char *
add_encoded_word(struct strbuf *line, const char *text)
{
	cleanup_(strbuf_release) struct strbuf word = STRBUF_INIT;
	size_t room = LINE_MAX_BYTES - 1 - column_of(line);

	if (room > ENCODED_MAX)
		room = ENCODED_MAX;
	strbuf_add_str(&word, ENCODED_PREFIX);
	while (*text != '\0') {
		size_t len = utf8_char_len(text, strnlen(text, 4));
		size_t before = word.len;

		add_encoded_char(&word, text, len);
		if (word.len + strlen(ENCODED_SUFFIX) > room) {
			strbuf_truncate(&word, before);
			break;
		}
		text += len;
	}
	strbuf_add_str(&word, ENCODED_SUFFIX);
	strbuf_add_char(line, ' ');
	strbuf_add_str(line, word.buf);
	return text;
}

static void
add_encoded(struct strbuf *line, const char *text)
{
	text = add_encoded_word(line, text);
	while (*text != '\0') {
		strbuf_add_char(line, '\n');
		text = add_encoded_word(line, text);
	}
}

static bool
is_printable_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text < ' ' || *text > '~')
			return false;
	}
	return true;
}

/* Folding and unfolding must give the same text back. */
static bool
is_foldable(const char *text)
{
	if (!is_printable_ascii(text) || strstr(text, "=?") != NULL)
		return false;
	for (;;) {
		size_t len = strcspn(text, " ");

		if (len == 0 || len > WORD_MAX)
			return false;
		if (text[len] == '\0')
			return true;
		text += len + 1;
	}
}

static void
add_foldable(struct strbuf *line, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		cleanup_(memory_free_ptr) char *word =
		    memory_strndup(text, len);

		header_text_add_token(line, word);
		text += len + (text[len] == ' ');
	}
}

void
header_text_add_words(struct strbuf *line, const char *text)
{
	if (is_foldable(text))
		add_foldable(line, text);
	else
		add_encoded(line, text);
}

static bool
is_phrase_of_atoms(const char *name)
{
	for (; *name != '\0'; name++) {
		if (!is_alphanumeric(*name) &&
		    strchr(" !#$%&'*+-/=?^_`{|}~", *name) == NULL)
			return false;
	}
	return true;
}

static void
add_quoted(struct strbuf *line, const char *name)
{
	cleanup_(strbuf_release) struct strbuf quoted = STRBUF_INIT;

	strbuf_add_char(&quoted, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			strbuf_add_char(&quoted, '\\');
		strbuf_add_char(&quoted, *name);
	}
	strbuf_add_char(&quoted, '"');
	header_text_add_token(line, quoted.buf);
}

static void
add_name(struct strbuf *line, const char *name)
{
	bool is_plain = is_printable_ascii(name) &&
			strstr(name, "=?") == NULL && strlen(name) <= WORD_MAX;

	if (!is_plain)
		add_encoded(line, name);
	else if (is_phrase_of_atoms(name) && is_foldable(name))
		add_foldable(line, name);
	else
		add_quoted(line, name);
}

void
header_text_add_mailbox(
    struct strbuf *line, const char *name, const char *address)
{
	cleanup_(memory_free_ptr) char *angle = NULL;

	if (name == NULL || *name == '\0') {
		header_text_add_token(line, address);
		return;
	}
	add_name(line, name);
	angle = memory_printf("<%s>", address);
	header_text_add_token(line, angle);
}
