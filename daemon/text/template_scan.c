/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void
template_scan_init(struct template_scan *scan, const char *name,
    const char *source, size_t len)
{
	*scan = (struct template_scan){
	    .name = name,
	    .at = source,
	    .end = source + len,
	    .line = 1,
	    .open = "{{",
	    .close = "}}",
	};
}

void
template_scan_release(struct template_scan *scan)
{
	free(scan->tokens);
	scan->tokens = NULL;
}

static struct token *
add_token(struct template_scan *scan, enum token_kind kind, const char *text,
    size_t len)
{
	struct token *token;

	if (scan->count == scan->size) {
		scan->size = scan->size > 0 ? scan->size * 2 : 16;
		scan->tokens = memory_resize(
		    scan->tokens, scan->size, sizeof(scan->tokens[0]));
	}
	token = &scan->tokens[scan->count++];
	*token = (struct token){
	    .kind = kind, .text = text, .len = len, .line = scan->line};
	return token;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
trim(const char **text, size_t *len)
{
	while (*len > 0 && is_blank(**text)) {
		(*text)++;
		(*len)--;
	}
	while (*len > 0 && is_blank((*text)[*len - 1]))
		(*len)--;
}

static size_t
word_length(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && !is_blank(text[i]))
		i++;
	return i;
}

static bool
is_delimiter(const char *text, size_t len)
{
	return len > 0 && len <= TEMPLATE_DELIMITER_MAX &&
	       memchr(text, '=', len) == NULL &&
	       memchr(text, '\0', len) == NULL;
}

/* text is what stands between the delimiters, with both its '='. */
static int
set_delimiters(
    struct template_scan *scan, const char *text, size_t len, struct error *err)
{
	size_t open_len = 0;
	size_t close_len = 0;
	const char *close = text;

	if (len >= 2 && text[len - 1] == '=') {
		text++;
		len -= 2;
		trim(&text, &len);
		open_len = word_length(text, len);
		close = text + open_len;
		close_len = len - open_len;
		trim(&close, &close_len);
	}
	if (!is_delimiter(text, open_len) || !is_delimiter(close, close_len) ||
	    word_length(close, close_len) != close_len)
		return error_set(err, OB_EINVALID,
		    "%s:%d: bad delimiters; write them as '{{=<%% %%>=}}'",
		    scan->name, scan->line);
	memcpy(scan->open, text, open_len);
	scan->open[open_len] = '\0';
	memcpy(scan->close, close, close_len);
	scan->close[close_len] = '\0';
	add_token(scan, TOKEN_NOTHING, text, 0);
	return OB_OK;
}

/* A name to look up is ".", or parts with a dot between them. */
static bool
is_path(const char *text, size_t len)
{
	if (len == 1 && text[0] == '.')
		return true;
	if (text[0] == '.' || text[len - 1] == '.')
		return false;
	for (size_t i = 1; i < len; i++)
		if (text[i] == '.' && text[i - 1] == '.')
			return false;
	return true;
}

static int
check_name(const struct template_scan *scan, const struct token *token,
    struct error *err)
{
	bool is_looked_up =
	    token->is_dynamic ||
	    (token->kind >= TOKEN_VALUE && token->kind <= TOKEN_INVERTED);

	if (token->len == 0)
		return error_set(err, OB_EINVALID, "%s:%d: a tag has no name",
		    scan->name, token->line);
	if (token->len > TEMPLATE_NAME_MAX)
		return error_set(err, OB_EINVALID,
		    "%s:%d: a name is longer than %d characters", scan->name,
		    token->line, TEMPLATE_NAME_MAX);
	for (size_t i = 0; i < token->len; i++)
		if ((unsigned char)token->text[i] <= ' ')
			return error_set(err, OB_EINVALID,
			    "%s:%d: the name '%.*s' holds a blank", scan->name,
			    token->line, (int)token->len, token->text);
	if (is_looked_up && !is_path(token->text, token->len))
		return error_set(err, OB_EINVALID,
		    "%s:%d: the name '%.*s' has an empty part", scan->name,
		    token->line, (int)token->len, token->text);
	return OB_OK;
}

static int
add_named(struct template_scan *scan, enum token_kind kind, const char *text,
    size_t len, struct error *err)
{
	struct token *token;

	trim(&text, &len);
	token = add_token(scan, kind, text, len);
	if ((kind == TOKEN_PARTIAL || kind == TOKEN_PARENT ||
		kind == TOKEN_CLOSE) &&
	    len > 1 && text[0] == '*') {
		token->text++;
		token->len--;
		trim(&token->text, &token->len);
		token->is_dynamic = true;
	}
	return check_name(scan, token, err);
}

static int
add_tag(
    struct template_scan *scan, const char *text, size_t len, struct error *err)
{
	static const char signs[] = "&#^><$/";

	static const enum token_kind kinds[] = {TOKEN_RAW, TOKEN_SECTION,
	    TOKEN_INVERTED, TOKEN_PARTIAL, TOKEN_PARENT, TOKEN_BLOCK,
	    TOKEN_CLOSE};

	const char *sign;

	trim(&text, &len);
	if (len > 0 && text[0] == '!') {
		add_token(scan, TOKEN_NOTHING, text, 0);
		return OB_OK;
	}
	if (len > 0 && text[0] == '=')
		return set_delimiters(scan, text, len, err);
	sign = len > 0 && text[0] != '\0' ? strchr(signs, text[0]) : NULL;
	if (sign == NULL)
		return add_named(scan, TOKEN_VALUE, text, len, err);
	return add_named(scan, kinds[sign - signs], text + 1, len - 1, err);
}

static int
scan_tag(struct template_scan *scan, struct error *err)
{
	const char *start = scan->at + strlen(scan->open);
	bool is_triple = start < scan->end && *start == '{';
	char close[TEMPLATE_DELIMITER_MAX + 2];
	const char *stop;
	int status;

	if (is_triple)
		start++;
	(void)snprintf(
	    close, sizeof(close), "%s%s", is_triple ? "}" : "", scan->close);
	stop = memmem(start, (size_t)(scan->end - start), close, strlen(close));
	if (stop == NULL)
		return error_set(err, OB_EINVALID,
		    "%s:%d: a tag is not closed; '%s' is missing", scan->name,
		    scan->line, close);
	if (is_triple)
		status = add_named(
		    scan, TOKEN_RAW, start, (size_t)(stop - start), err);
	else
		status = add_tag(scan, start, (size_t)(stop - start), err);
	scan->at = stop + strlen(close);
	for (; start < stop; start++)
		scan->line += *start == '\n';
	return status;
}

/* Text up to the next tag or the end of the line; true at that end. */
static bool
scan_text(struct template_scan *scan)
{
	const char *newline =
	    memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
	const char *stop = newline == NULL ? scan->end : newline + 1;
	const char *tag = memmem(scan->at, (size_t)(stop - scan->at),
	    scan->open, strlen(scan->open));

	if (tag != NULL)
		stop = tag;
	if (stop > scan->at)
		add_token(
		    scan, TOKEN_TEXT, scan->at, (size_t)(stop - scan->at));
	scan->at = stop;
	if (tag != NULL || newline == NULL)
		return false;
	scan->line++;
	return true;
}

int
template_scan_line(struct template_scan *scan, struct error *err)
{
	scan->count = 0;
	while (scan->at < scan->end) {
		int status;

		if (scan_text(scan))
			return OB_OK;
		if (scan->at == scan->end)
			return OB_OK;
		status = scan_tag(scan, err);
		if (status < 0)
			return status;
	}
	return OB_OK;
}
