/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/address.h"

#include <assert.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "message/domain.h"

#define LOCAL_MAX 64
#define TEXT_MAX 600 /* characters of "Name <addr>" */

#define SHOWN_MAX 80 /* of them in an error */

/* What is being read, and how errors show it. */
struct source {
	const char *field; /* "" if none */
	const char *text;
	char shown[(size_t)SHOWN_MAX * 4 + sizeof("...")];
};

#define REFUSE(source, ...)                                                    \
	error_refuse(                                                          \
	    err, OB_EINVALID, (source)->field, "no_address", __VA_ARGS__)

/* The text is valid UTF-8; an error must not cut a character in two. */
static struct source
source_of(const char *field, const char *text)
{
	struct source source = {.field = field, .text = text};
	size_t len = 0;

	for (int i = 0; i < SHOWN_MAX && text[len] != '\0'; i++)
		len += utf8_char_len(text + len, strlen(text + len));
	memcpy(source.shown, text, len);
	if (text[len] != '\0')
		memcpy(source.shown + len, "...", sizeof("..."));
	return source;
}

/* Beyond ASCII is_made_of_letters() looks. */
static bool
is_atext(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_dot_atom(const char *text)
{
	bool after_dot = true;

	for (; *text != '\0'; text++) {
		if (*text == '.' ? after_dot : !is_atext(*text))
			return false;
		after_dot = *text == '.';
	}
	return !after_dot;
}

bool
address_is_ascii(const char *address)
{
	for (; *address != '\0'; address++) {
		if ((unsigned char)*address >= 0x80)
			return false;
	}
	return true;
}

/*
 * Letters and digits of all scripts, and the marks that belong to them; not
 * the signs, blanks and directions by which one address looks like another.
 */
static bool
is_made_of_letters(const char *text)
{
	for (size_t i = 0; text[i] != '\0';
	     i += utf8_char_len(text + i, strlen(text + i))) {
		gunichar c = g_utf8_get_char(text + i);

		if (c >= 0x80 && !g_unichar_isalnum(c) && !g_unichar_ismark(c))
			return false;
	}
	return true;
}

/* One spelling for one address: a letter and its accent are one character. */
static void
compose(struct strbuf *local)
{
	char *composed =
	    g_utf8_normalize(local->buf, -1, G_NORMALIZE_DEFAULT_COMPOSE);

	if (composed == NULL)
		return; /* it was not valid, which was looked at before */
	strbuf_clear(local);
	strbuf_add_str(local, composed);
	g_free(composed);
}

/*
 * Reads "..." with backslash escapes into content.  Returns the place after
 * the closing quote, NULL if there is none.
 */
static const char *
unquote(const char *text, struct strbuf *content)
{
	assert(*text == '"');
	for (text++; *text != '"'; text++) {
		if (*text == '\\')
			text++;
		if (*text == '\0')
			return NULL;
		strbuf_add_char(content, *text);
	}
	return text + 1;
}

/* The shortest spelling: "a.b" needs no quotes. */
static void
add_local_part(struct strbuf *address, const char *content)
{
	if (is_dot_atom(content)) {
		strbuf_add_str(address, content);
		return;
	}
	strbuf_add_char(address, '"');
	for (; *content != '\0'; content++) {
		if (*content == '"' || *content == '\\')
			strbuf_add_char(address, '\\');
		strbuf_add_char(address, *content);
	}
	strbuf_add_char(address, '"');
}

/* The rest of the text after a quoted local part must be "@domain". */
static int
read_quoted_local(const struct source *source, struct strbuf *local,
    const char **ret_domain, struct error *err)
{
	const char *end = unquote(source->text, local);

	if (end == NULL || *end != '@')
		return REFUSE(source,
		    "'%s' is not a mail address: after the closing quote comes "
		    "@ and a domain name",
		    source->shown);
	if (strpbrk(local->buf, " <>") != NULL || local->len == 0)
		return REFUSE(source,
		    "'%s' is not accepted as a mail address: the part before @ "
		    "is empty or has blanks or angle brackets",
		    source->shown);
	*ret_domain = end + 1;
	return 0;
}

static int
read_plain_local(const struct source *source, struct strbuf *local,
    const char **ret_domain, struct error *err)
{
	const char *at = strrchr(source->text, '@');

	if (at == NULL)
		return REFUSE(source,
		    "'%s' is not a mail address: it has no @; write it as "
		    "name@example.org",
		    source->shown);
	strbuf_add(local, source->text, (size_t)(at - source->text));
	if (!address_is_ascii(local->buf))
		compose(local);
	if (!is_made_of_letters(local->buf))
		return REFUSE(source,
		    "'%s' cannot be used: the part before @ has a character "
		    "that is neither a letter nor a digit",
		    source->shown);
	if (!is_dot_atom(local->buf))
		return REFUSE(source,
		    "'%s' is not a mail address: the part before @ is empty or "
		    "has a blank, a comma, two dots or another character that "
		    "may not stand there; write it as name@example.org",
		    source->shown);
	*ret_domain = at + 1;
	return 0;
}

static int
add_domain(const struct source *source, const char *domain,
    struct strbuf *address, struct error *err)
{
	cleanup_(memory_free_ptr) char *ascii = NULL;

	if (*domain == '[')
		return REFUSE(source,
		    "'%s' is not accepted: write a domain name after @, not a "
		    "network address in brackets",
		    source->shown);
	ascii = domain_to_ascii(domain);
	if (ascii == NULL)
		return REFUSE(source,
		    "'%s' is not a mail address: what stands after @ is no "
		    "domain name; write it as name@example.org",
		    source->shown);
	strbuf_add_str(address, ascii);
	return 0;
}

static int
read_bare(const struct source *source, char **ret_address, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf local = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf address = STRBUF_INIT;
	const char *domain = "";
	int result;

	if (*source->text == '"')
		result = read_quoted_local(source, &local, &domain, err);
	else
		result = read_plain_local(source, &local, &domain, err);
	if (result < 0)
		return result;
	add_local_part(&address, local.buf);
	if (address.len > LOCAL_MAX ||
	    (*source->text == '"' && !address_is_ascii(local.buf)))
		return REFUSE(source,
		    "'%s' cannot be used: the part before @ may be at most %d "
		    "bytes, and in quotes only letters from a to z",
		    source->shown, LOCAL_MAX);
	strbuf_add_char(&address, '@');
	result = add_domain(source, domain, &address, err);
	if (result < 0)
		return result;
	if (address.len > ADDRESS_MAX)
		return REFUSE(source, "'%s' is too long: at most %d characters",
		    source->shown, ADDRESS_MAX);
	*ret_address = strbuf_detach(&address);
	return 0;
}

/* The text without blanks at its ends; returns owned. */
static char *
trim(const char *text, size_t len)
{
	while (len > 0 && text[len - 1] == ' ')
		len--;
	while (len > 0 && *text == ' ') {
		text++;
		len--;
	}
	return memory_strndup(text, len);
}

static int
check_line(const char *field, const char *text, struct error *err)
{
	if (text[strspn(text, " ")] == '\0')
		return error_refuse(err, OB_EINVALID, field, "missing",
		    "the mail address is empty: write it as name@example.org");
	return utf8_check_line(
	    *field != '\0' ? field : "address", text, TEXT_MAX, err);
}

int
address_parse_bare(
    const char *field, const char *text, char **ret_address, struct error *err)
{
	const char *name = field != NULL ? field : "";
	cleanup_(memory_free_ptr) char *trimmed = NULL;
	struct source source;
	int result = check_line(name, text, err);

	if (result < 0)
		return result;
	trimmed = trim(text, strlen(text));
	source = source_of(name, trimmed);
	if (strpbrk(trimmed, "<>") != NULL && *trimmed != '"')
		return REFUSE(&source,
		    "'%s' has angle brackets: write the address alone, as "
		    "name@example.org",
		    source.shown);
	return read_bare(&source, ret_address, err);
}

/* One blank between words, as a header's reader sees it. */
static void
squeeze(struct strbuf *name)
{
	size_t to = 0;

	for (size_t from = 0; from < name->len; from++) {
		if (name->buf[from] == ' ' &&
		    (to == 0 || name->buf[to - 1] == ' '))
			continue;
		name->buf[to++] = name->buf[from];
	}
	if (to > 0 && name->buf[to - 1] == ' ')
		to--;
	strbuf_truncate(name, to);
}

static int
read_name(const struct source *source, const char *text, char **ret_name,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf name = STRBUF_INIT;
	const char *rest;

	if (*text == '"') {
		rest = unquote(text, &name);
		if (rest == NULL || rest[strspn(rest, " ")] != '\0')
			return REFUSE(source,
			    "'%s' is not a name and an address: the quotes "
			    "must go around the whole name, as "
			    "\"Hansen, Ida\" <ida@example.org>",
			    source->shown);
	} else {
		strbuf_add_str(&name, text);
		if (strpbrk(text, "<>\",;@") != NULL)
			return REFUSE(source,
			    "'%s' is not one name and one address: write it as "
			    "Ida Hansen <ida@example.org>, and put a name with "
			    "a comma in double quotes",
			    source->shown);
	}
	squeeze(&name);
	if (utf8_length(name.buf) > ADDRESS_NAME_MAX)
		return REFUSE(source,
		    "the name in '%s' is too long: at most %d characters",
		    source->shown, ADDRESS_NAME_MAX);
	*ret_name = strbuf_detach(&name);
	return 0;
}

/* The "<" that begins the address: the last one before the final ">". */
static const char *
find_bracket(const char *text)
{
	size_t len = strlen(text);

	if (len == 0 || text[len - 1] != '>')
		return NULL;
	return strrchr(text, '<');
}

static int
read_named(const struct source *source, const char *bracket,
    struct address *ret_address, struct error *err)
{
	size_t len = strlen(bracket);
	cleanup_(memory_free_ptr) char *inner = trim(bracket + 1, len - 2);
	cleanup_(memory_free_ptr) char *before =
	    trim(source->text, (size_t)(bracket - source->text));
	cleanup_(address_release) struct address address = ADDRESS_INIT;
	struct source inside = source_of(source->field, inner);
	int result = read_name(source, before, &address.name, err);

	if (result < 0)
		return result;
	result = read_bare(&inside, &address.address, err);
	if (result < 0)
		return result;
	ret_address->name = TAKE_PTR(address.name);
	ret_address->address = TAKE_PTR(address.address);
	return 0;
}

int
address_parse_field(const char *field, const char *text,
    struct address *ret_address, struct error *err)
{
	const char *name = field != NULL ? field : "";
	cleanup_(memory_free_ptr) char *trimmed = NULL;
	struct source source;
	char *bare = NULL;
	const char *bracket;
	int result = check_line(name, text, err);

	if (result < 0)
		return result;
	trimmed = trim(text, strlen(text));
	source = source_of(name, trimmed);
	bracket = find_bracket(trimmed);
	if (bracket != NULL)
		return read_named(&source, bracket, ret_address, err);
	result = address_parse_bare(field, trimmed, &bare, err);
	if (result < 0)
		return result;
	ret_address->name = memory_strdup("");
	ret_address->address = bare;
	return 0;
}

int
address_parse(const char *text, struct address *ret_address, struct error *err)
{
	return address_parse_field(NULL, text, ret_address, err);
}

char *
address_key(const char *address)
{
	char *lower = g_utf8_strdown(address, -1);
	char *key = memory_strdup(lower);

	g_free(lower);
	return key;
}

const char *
address_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL ? at + 1 : "";
}

char *
address_display(const char *address)
{
	const char *domain = address_domain(address);
	cleanup_(memory_free_ptr) char *unicode = domain_to_unicode(domain);

	return memory_printf(
	    "%.*s%s", (int)(domain - address), address, unicode);
}

char *
address_mask(const char *words)
{
	static const char ends[] = " \t\r\n<>()[]{}\"',;:=";
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	while (*words != '\0') {
		size_t len = strcspn(words, ends);

		if (memchr(words, '@', len) != NULL)
			strbuf_add_str(&text, "...");
		else
			strbuf_add(&text, words, len);
		words += len;
		if (*words != '\0')
			strbuf_add(&text, words++, 1);
	}
	return text.len == 0 ? memory_strdup("") : strbuf_detach(&text);
}

void
address_release(struct address *address)
{
	memory_free_ptr(&address->name);
	memory_free_ptr(&address->address);
	*address = (struct address)ADDRESS_INIT;
}
