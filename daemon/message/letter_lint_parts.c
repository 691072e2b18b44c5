/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "message/encoded_word.h"
#include "message/letter_lint_private.h"
#include "message/mime_body.h"

static void
check_encoding(
    const struct letter_lint_state *state, const struct mime_part *part)
{
	size_t line = mime_tree_line(part, "Content-Transfer-Encoding");
	enum mime_encoding encoding = mime_body_encoding(part);
	bool is_text = strncmp(part->type.kind, "text/", 5) == 0;

	if (encoding == MIME_ENCODING_UNKNOWN)
		findings_add(state->findings, FINDING_ERROR, line,
		    "RFC 2045 6.1", "Content-Transfer-Encoding is unknown");
	if (encoding == MIME_ENCODING_8BIT || encoding == MIME_ENCODING_BINARY)
		findings_add(state->findings, FINDING_ERROR, line, "64",
		    "the part is %s; nothing tells the mail server so",
		    encoding == MIME_ENCODING_8BIT ? "8bit" : "binary");
	if (mime_tree_is_multipart(part) && encoding != MIME_ENCODING_7BIT)
		findings_add(state->findings, FINDING_ERROR, line,
		    "RFC 2045 6.4", "a multipart has a transfer encoding");
	else if (is_text && encoding == MIME_ENCODING_7BIT)
		findings_add(state->findings, FINDING_WARNING, line, "64",
		    "the text is neither quoted-printable nor base64");
}

static void
check_charset(
    const struct letter_lint_state *state, const struct mime_part *part)
{
	const char *charset = mime_value_parameter(&part->type, "charset");
	size_t line = mime_tree_line(part, "Content-Type");

	if (strncmp(part->type.kind, "text/", 5) != 0)
		return;
	if (charset[0] == '\0')
		findings_add(state->findings, FINDING_ERROR, line, "63",
		    "%.40s has no charset", part->type.kind);
	else if (!encoded_word_is_charset(charset))
		findings_add(state->findings, FINDING_ERROR, line, "63",
		    "charset '%.40s' is unknown", charset);
	else if (strcasecmp(charset, "utf-8") != 0)
		findings_add(state->findings, FINDING_WARNING, line, "63",
		    "charset is %s, not utf-8", charset);
}

/* "filename*=utf-8''m%C3%B8de.ics", and in ASCII beside it (rule 65). */
static void
check_name(const struct letter_lint_state *state, const struct mime_part *part,
    const struct mime_parameter *parameter, size_t line)
{
	bool is_extended = parameter->name[strlen(parameter->name) - 1] == '*';

	for (const char *c = parameter->value; *c != '\0'; c++) {
		if ((unsigned char)*c < 0x80)
			continue;
		findings_add(state->findings, FINDING_ERROR, line, "65",
		    "%s of a file holds octets outside ASCII, not %s*=utf-8''",
		    parameter->name, parameter->name);
		return;
	}
	if (strstr(parameter->value, "=?") != NULL)
		findings_add(state->findings, FINDING_ERROR, line, "65",
		    "%s of a file is an encoded word, not RFC 2231",
		    parameter->name);
	if (strpbrk(parameter->value, "/\\") != NULL)
		findings_add(state->findings, FINDING_ERROR, line, "65",
		    "%s of a file is a path", parameter->name);
	if (is_extended && strcmp(parameter->name, "filename*") == 0 &&
	    !mime_value_has(&part->disposition, "filename"))
		findings_add(state->findings, FINDING_WARNING, line, "65",
		    "filename* without a filename in ASCII");
	if (is_extended && strncasecmp(parameter->value, "utf-8'", 6) != 0)
		findings_add(state->findings, FINDING_ERROR, line, "65",
		    "%s does not begin with utf-8''", parameter->name);
}

static void
check_names(const struct letter_lint_state *state, const struct mime_part *part,
    const struct mime_value *value, const char *field)
{
	static const char *const names[] = {
	    "filename", "filename*", "name", "name*"};

	for (size_t i = 0; i < value->count; i++) {
		for (size_t k = 0; k < ARRAY_LEN(names); k++) {
			if (strcmp(value->parameters[i].name, names[k]) == 0)
				check_name(state, part, &value->parameters[i],
				    mime_tree_line(part, field));
		}
		for (size_t k = 0; k < i; k++) {
			if (strcmp(value->parameters[i].name,
				value->parameters[k].name) == 0)
				findings_add(state->findings, FINDING_ERROR,
				    mime_tree_line(part, field), "RFC 2045 5.1",
				    "%s has %s twice", field,
				    value->parameters[i].name);
		}
	}
}

static bool
is_calendar(const char *kind)
{
	return strcmp(kind, "text/calendar") == 0 ||
	       strcmp(kind, "application/ics") == 0;
}

static void
keep_calendar(struct letter_lint_state *state, const struct mime_part *part,
    struct strbuf *bytes)
{
	struct letter_lint *letter = state->letter;
	struct letter_lint_calendar *calendar;

	if (letter->calendar_count == LETTER_LINT_CALENDARS_MAX) {
		findings_add(state->findings, FINDING_ERROR, part->number, "41",
		    "there are more than %d calendars; this one is not checked",
		    LETTER_LINT_CALENDARS_MAX);
		return;
	}
	calendar = &letter->calendars[letter->calendar_count++];
	calendar->line = part->number;
	calendar->method =
	    memory_strdup(mime_value_parameter(&part->type, "method"));
	calendar->bytes = *bytes;
	*bytes = (struct strbuf)STRBUF_INIT;
}

static void
check_text(const struct letter_lint_state *state, const struct mime_part *part,
    const struct strbuf *bytes)
{
	const char *charset = mime_value_parameter(&part->type, "charset");

	if (strcasecmp(charset, "utf-8") == 0 &&
	    !utf8_is_valid(bytes->buf, bytes->len))
		findings_add(state->findings, FINDING_ERROR, part->body.number,
		    "63", "the text is not valid UTF-8");
	if (memchr(bytes->buf, '\0', bytes->len) != NULL)
		findings_add(state->findings, FINDING_ERROR, part->body.number,
		    "66", "the text holds a NUL");
}

static void
check_body(struct letter_lint_state *state, const struct mime_part *part)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	mime_body_decode(part, state->findings, &bytes);
	if (strncmp(part->type.kind, "text/", 5) == 0)
		check_text(state, part, &bytes);
	if (strcmp(part->type.kind, "text/html") == 0)
		letter_lint_html(state, part, &bytes);
	if (is_calendar(part->type.kind))
		keep_calendar(state, part, &bytes);
}

static size_t
find_child(const struct mime_tree *tree, size_t parent, const char *kind)
{
	for (size_t i = 0; i < tree->count; i++) {
		if (tree->parts[i].parent == parent &&
		    strcmp(tree->parts[i].type.kind, kind) == 0)
			return i;
	}
	return MIME_TREE_NONE;
}

/* Plain text and HTML beside it, the plain one first. */
static void
check_alternative(const struct letter_lint_state *state, size_t part)
{
	const struct mime_tree *tree = state->tree;
	const struct mime_part *html = &tree->parts[part];
	size_t plain;

	if (strcmp(html->type.kind, "text/html") != 0)
		return;
	plain = html->parent == MIME_TREE_NONE
		    ? MIME_TREE_NONE
		    : find_child(tree, html->parent, "text/plain");
	if (plain == MIME_TREE_NONE ||
	    strcmp(tree->parts[html->parent].type.kind,
		"multipart/alternative") != 0)
		findings_add(state->findings, FINDING_ERROR, html->number, "63",
		    "text/html has no text/plain as its alternative");
	else if (plain > part)
		findings_add(state->findings, FINDING_ERROR, html->number, "63",
		    "text/html stands before text/plain");
}

void
letter_lint_parts(struct letter_lint_state *state)
{
	for (size_t i = 0; i < state->tree->count; i++) {
		const struct mime_part *part = &state->tree->parts[i];

		check_encoding(state, part);
		check_charset(state, part);
		check_names(state, part, &part->type, "Content-Type");
		check_names(
		    state, part, &part->disposition, "Content-Disposition");
		check_alternative(state, i);
		if (!mime_tree_is_multipart(part))
			check_body(state, part);
	}
	if (find_child(state->tree, MIME_TREE_NONE, "text/plain") !=
	    MIME_TREE_NONE)
		findings_add(state->findings, FINDING_WARNING, 1, "63",
		    "the mail is text/plain alone");
}
