/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_text.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

static void
unref(void *object)
{
	GObject **at = object;

	if (*at != NULL)
		g_object_unref(*at);
}

static void
free_iter(GMimePartIter **iter)
{
	g_mime_part_iter_free(*iter);
}

static void
free_text(char **text)
{
	g_free(*text);
}

static GMimeMessage *
parse(const void *bytes, size_t len)
{
	cleanup_(unref) GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(bytes, len);
	cleanup_(unref) GMimeParser *parser =
	    g_mime_parser_new_with_stream(stream);

	return g_mime_parser_construct_message(parser, NULL);
}

static bool
is_plain_text(GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);

	return GMIME_IS_TEXT_PART(part) &&
	       g_mime_content_type_is_type(type, "text", "plain");
}

static void
add_lines(struct strbuf *text, const char *from)
{
	for (; *from != '\0'; from++) {
		if (from[0] != '\r' || from[1] != '\n')
			strbuf_add_char(text, *from);
	}
}

static int
add_part(GMimeObject *part, struct strbuf *ret_text, struct error *err)
{
	cleanup_(free_text) char *text =
	    g_mime_text_part_get_text(GMIME_TEXT_PART(part));

	if (text == NULL || !utf8_is_valid(text, strlen(text)))
		return error_set(
		    err, OB_EINVALID, "the letter's text cannot be read");
	add_lines(ret_text, text);
	return OB_OK;
}

int
letter_text(
    const void *bytes, size_t len, struct strbuf *ret_text, struct error *err)
{
	cleanup_(unref) GMimeMessage *message = NULL;
	cleanup_(free_iter) GMimePartIter *iter = NULL;

	if (len > LETTER_TEXT_MAX)
		return error_set(
		    err, OB_ELIMIT, "the letter is too long to be read");
	g_mime_init();
	message = parse(bytes, len);
	if (message == NULL)
		return error_set(err, OB_EINVALID, "what is kept is no letter");
	iter = g_mime_part_iter_new(GMIME_OBJECT(message));
	while (g_mime_part_iter_is_valid(iter)) {
		GMimeObject *part = g_mime_part_iter_get_current(iter);

		if (part != NULL && is_plain_text(part))
			return add_part(part, ret_text, err);
		(void)g_mime_part_iter_next(iter);
	}
	return error_set(err, OB_ENOTFOUND, "the letter has no plain text");
}
