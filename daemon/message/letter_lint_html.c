/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "message/letter_lint_private.h"

#define TAGS_MAX 20000 /* looked at */

/* A tag "<name ...>"; rest is what stands between name and '>'. */
struct tag {
	const char *start;
	const char *name;
	size_t name_len;
	const char *rest;
	const char *end; /* at '>' */
};

static bool
is_name_octet(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '/';
}

/* The next from *at on, which is moved behind it. */
static bool
next_tag(const char **at, struct tag *ret_tag)
{
	struct tag tag;

	tag.start = strchr(*at, '<');
	while (tag.start != NULL && !is_name_octet(tag.start[1]))
		tag.start = strchr(tag.start + 1, '<');
	if (tag.start == NULL)
		return false;
	tag.name = tag.start + 1;
	tag.name_len = 0;
	while (is_name_octet(tag.name[tag.name_len]))
		tag.name_len++;
	tag.rest = tag.name + tag.name_len;
	tag.end = tag.rest + strcspn(tag.rest, ">");
	if (*tag.end == '\0')
		return false;
	*at = tag.end + 1;
	*ret_tag = tag;
	return true;
}

static bool
is_tag(const struct tag *tag, const char *name)
{
	return strlen(name) == tag->name_len &&
	       strncasecmp(tag->name, name, tag->name_len) == 0;
}

/* The value of an attribute in quotes; "" when it has none.  Owned. */
static char *
attribute_of(const struct tag *tag, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = tag->rest; at + len + 2 < tag->end; at++) {
		const char *value = at + 1 + len + 2;
		const char *close;

		if (strchr(" \t\r\n", *at) == NULL ||
		    strncasecmp(at + 1, name, len) != 0 || at[1 + len] != '=' ||
		    (value[-1] != '"' && value[-1] != '\''))
			continue;
		close = memchr(value, value[-1],
		    value < tag->end ? (size_t)(tag->end - value) : 0);
		if (close != NULL)
			return memory_strndup(value, (size_t)(close - value));
	}
	return memory_strdup("");
}

static bool
is_remote(const char *url)
{
	return strncasecmp(url, "http:", 5) == 0 ||
	       strncasecmp(url, "https:", 6) == 0 || strncmp(url, "//", 2) == 0;
}

static void
check_remote(const struct letter_lint_state *state,
    const struct mime_part *part, const struct tag *tag)
{
	static const char *const names[] = {
	    "src", "srcset", "background", "poster"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		cleanup_(memory_free_ptr) char *url =
		    attribute_of(tag, names[i]);

		if (is_remote(url))
			findings_add(state->findings, FINDING_ERROR,
			    part->number, "63",
			    "the HTML loads '%.80s' from elsewhere", url);
	}
	if (is_tag(tag, "script") || is_tag(tag, "form") ||
	    is_tag(tag, "iframe") || is_tag(tag, "link"))
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "the HTML has <%.*s>", (int)tag->name_len, tag->name);
}

/* Without "&amp;" and blanks, as far as a link may hold them. */
static char *
undo_entities(const char *text, size_t len)
{
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < len; i++) {
		if (strchr(" \t\r\n", text[i]) != NULL && text[i] != '\0')
			continue;
		strbuf_add_char(&out, text[i]);
		if (len - i >= 5 && memcmp(text + i, "&amp;", 5) == 0)
			i += 4;
	}
	return strbuf_detach(&out);
}

/* A text that looks like a link must be the link (phishing filters). */
static void
check_link(const struct letter_lint_state *state, const struct mime_part *part,
    const struct tag *tag)
{
	cleanup_(memory_free_ptr) char *target = attribute_of(tag, "href");
	const char *text = tag->end + 1;
	cleanup_(memory_free_ptr) char *shown =
	    undo_entities(text, strcspn(text, "<"));
	cleanup_(memory_free_ptr) char *meant =
	    undo_entities(target, strlen(target));

	if (is_remote(shown) && strcmp(shown, meant) != 0)
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "a link shows '%.60s' but leads to '%.60s'", shown, meant);
}

static void
check_language(const struct letter_lint_state *state,
    const struct mime_part *part, const struct tag *tag)
{
	cleanup_(memory_free_ptr) char *language = attribute_of(tag, "lang");
	const char *header = header_field_value(
	    &state->tree->parts[0].fields, "Content-Language");

	if (language[0] == '\0')
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "<html> has no lang");
	else if (header[0] != '\0' && strcasecmp(header, language) != 0)
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "<html> is in '%.20s', but Content-Language is "
		    "'%.20s'",
		    language, header);
}

void
letter_lint_html(struct letter_lint_state *state, const struct mime_part *part,
    const struct strbuf *text)
{
	const char *at = text->buf;
	bool has_html = false;
	struct tag tag;

	for (size_t i = 0; i < TAGS_MAX && next_tag(&at, &tag); i++) {
		if (is_tag(&tag, "html")) {
			has_html = true;
			check_language(state, part, &tag);
		}
		check_remote(state, part, &tag);
		if (is_tag(&tag, "a"))
			check_link(state, part, &tag);
	}
	if (!has_html)
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "the HTML has no <html lang>");
	if (strcasestr(text->buf, "url(http") != NULL ||
	    strcasestr(text->buf, "@import") != NULL)
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "a style of the HTML loads something from "
		    "elsewhere");
}
