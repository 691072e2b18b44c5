/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "message/letter_lint_private.h"

#define TAGS_MAX 20000 /* looked at */
#define BLANKS " \t\r\n\f"
#define LINK_TEXT_MAX 2000 /* octets of a link's text that are looked at */

/* A tag "<name ...>"; rest is what stands between name and '>'. */
struct tag {
	const char *name;
	size_t name_len;
	const char *rest;
	const char *end; /* at '>' */
};

/* One of a tag, its value without the quotes; none has the length 0. */
struct attribute {
	const char *name;
	size_t name_len;
	const char *value;
	size_t value_len;
};

static bool
is_name_octet(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '/';
}

/* From behind the '=' on; returns what is behind the value. */
static const char *
take_value(const char *at, struct attribute *attribute)
{
	char quote[] = {*at, '\0'};

	if (*at == '"' || *at == '\'') {
		attribute->value = at + 1;
		attribute->value_len = strcspn(at + 1, quote);
		at = attribute->value + attribute->value_len;
		return *at == '\0' ? at : at + 1;
	}
	attribute->value = at;
	attribute->value_len = strcspn(at, BLANKS ">");
	return at + attribute->value_len;
}

/* As HTML has it, with quotes or without; false at the '>' or the end. */
static bool
next_attribute(const char **at, struct attribute *ret_attribute)
{
	struct attribute attribute;
	const char *next;

	*at += strspn(*at, BLANKS "/");
	if (**at == '\0' || **at == '>')
		return false;
	attribute.name = *at;
	attribute.name_len = 1 + strcspn(*at + 1, BLANKS "/>=");
	attribute.value = *at += attribute.name_len;
	attribute.value_len = 0;
	next = *at + strspn(*at, BLANKS);
	if (*next == '=')
		*at =
		    take_value(next + 1 + strspn(next + 1, BLANKS), &attribute);
	*ret_attribute = attribute;
	return true;
}

/* The next from *at on, which is moved behind it. */
static bool
next_tag(const char **at, struct tag *ret_tag)
{
	struct tag tag = {.name_len = 0};
	struct attribute attribute;
	const char *start = strchr(*at, '<');

	while (start != NULL && !is_name_octet(start[1]))
		start = strchr(start + 1, '<');
	if (start == NULL)
		return false;
	tag.name = start + 1;
	while (is_name_octet(tag.name[tag.name_len]))
		tag.name_len++;
	tag.rest = tag.name + tag.name_len;
	tag.end = tag.rest;
	while (next_attribute(&tag.end, &attribute))
		continue;
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

/* The value of an attribute; "" when it has none.  Owned. */
static char *
attribute_of(const struct tag *tag, const char *name)
{
	const char *at = tag->rest;
	struct attribute attribute;

	while (next_attribute(&at, &attribute)) {
		if (attribute.name_len == strlen(name) &&
		    strncasecmp(attribute.name, name, strlen(name)) == 0)
			return memory_strndup(
			    attribute.value, attribute.value_len);
	}
	return memory_strdup("");
}

static bool
is_remote(const char *url)
{
	url += strspn(url, BLANKS);
	return strncasecmp(url, "http:", 5) == 0 ||
	       strncasecmp(url, "https:", 6) == 0 || strncmp(url, "//", 2) == 0;
}

/* "a.png 1x, b.png 2x": one that is, or NULL. */
static const char *
find_remote(const char *urls)
{
	while (*urls != '\0') {
		if (is_remote(urls))
			return urls;
		urls += strcspn(urls, ",");
		urls += *urls == ',' ? 1 : 0;
	}
	return NULL;
}

static void
check_remote(const struct letter_lint_state *state,
    const struct mime_part *part, const struct tag *tag)
{
	static const char *const names[] = {
	    "src", "srcset", "background", "poster", "data", "xlink:href"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		cleanup_(memory_free_ptr) char *urls =
		    attribute_of(tag, names[i]);
		const char *url = find_remote(urls);

		if (url != NULL)
			findings_add(state->findings, FINDING_ERROR,
			    part->number, "63",
			    "the HTML loads '%.80s' from elsewhere", url);
	}
	if (is_tag(tag, "script") || is_tag(tag, "form") ||
	    is_tag(tag, "iframe") || is_tag(tag, "link"))
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "the HTML has <%.*s>", (int)tag->name_len, tag->name);
}

/* url(...) of a style, with quotes, without, or with such of an attribute. */
static bool
has_remote_style(const char *text)
{
	static const char *const quotes[] = {"\"", "'", "&quot;", "&#39;"};

	while ((text = strcasestr(text, "url(")) != NULL) {
		text += strlen("url(");
		text += strspn(text, BLANKS);
		for (size_t i = 0; i < ARRAY_LEN(quotes); i++) {
			if (strncmp(text, quotes[i], strlen(quotes[i])) == 0)
				text += strlen(quotes[i]);
		}
		if (is_remote(text))
			return true;
	}
	return false;
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

/* What a link shows, without the tags in it.  Owned. */
static char *
text_of_link(const struct tag *tag)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	const char *at = tag->end + 1;
	const char *end = at + strnlen(at, LINK_TEXT_MAX);

	while (at < end && strncasecmp(at, "</a", 3) != 0) {
		if (*at != '<') {
			strbuf_add_char(&text, *at++);
			continue;
		}
		while (at < end && *at != '>')
			at++;
		at += at < end ? 1 : 0;
	}
	return undo_entities(text.buf, text.len);
}

static bool
is_same_link(const char *shown, const char *target)
{
	const char *rest = strstr(target, "://");
	size_t len = strlen(shown);

	if (is_remote(shown))
		return strcmp(shown, target) == 0;
	/* "www.example.org" */
	return rest != NULL && strncasecmp(rest + 3, shown, len) == 0 &&
	       (rest[3 + len] == '\0' || strcmp(rest + 3 + len, "/") == 0);
}

/* A text that looks like a link must be the link (phishing filters). */
static void
check_link(const struct letter_lint_state *state, const struct mime_part *part,
    const struct tag *tag)
{
	cleanup_(memory_free_ptr) char *target = attribute_of(tag, "href");
	cleanup_(memory_free_ptr) char *shown = text_of_link(tag);
	cleanup_(memory_free_ptr) char *meant =
	    undo_entities(target, strlen(target));

	if ((is_remote(shown) || strncasecmp(shown, "www.", 4) == 0) &&
	    !is_same_link(shown, meant))
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
	if (has_remote_style(text->buf) ||
	    strcasestr(text->buf, "@import") != NULL)
		findings_add(state->findings, FINDING_ERROR, part->number, "63",
		    "a style of the HTML loads something from "
		    "elsewhere");
}
