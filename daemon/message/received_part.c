/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received_part.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"

#define MAX_CHARSET 40
#define FALLBACK_CHARSET "WINDOWS-1252"

/* false leaves the text as it is. */
static bool
convert(struct strbuf *text, const char *charset)
{
	gsize len = 0;
	char *converted = g_convert(
	    text->buf, (gssize)text->len, "UTF-8", charset, NULL, &len, NULL);

	if (converted == NULL)
		return false;
	strbuf_clear(text);
	strbuf_add(text, converted, len);
	g_free(converted);
	return true;
}

static void
to_utf8(struct strbuf *text, const char *charset)
{
	bool is_utf8 = charset == NULL || charset[0] == '\0' ||
		       strcasecmp(charset, "utf-8") == 0 ||
		       strcasecmp(charset, "utf8") == 0 ||
		       strcasecmp(charset, "us-ascii") == 0;

	if (!is_utf8 && strlen(charset) <= MAX_CHARSET &&
	    convert(text, charset))
		return;
	if (!utf8_is_valid(text->buf, text->len))
		(void)convert(text, FALLBACK_CHARSET);
}

void
received_part_text(GMimePart *part, struct strbuf *ret_text)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream;
	GByteArray *bytes;

	if (content == NULL)
		return;
	stream = g_mime_stream_mem_new();
	if (g_mime_data_wrapper_write_to_stream(content, stream) >= 0) {
		bytes =
		    g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
		strbuf_add(ret_text, bytes->data, bytes->len);
	}
	g_object_unref(stream);
	to_utf8(ret_text, g_mime_object_get_content_type_parameter(
			      GMIME_OBJECT(part), "charset"));
}

/* Where the value begins when the line is that field, else NULL. */
static const char *
value_of(const char *line, const char *name)
{
	size_t len = strlen(name);

	if (strncasecmp(line, name, len) != 0)
		return NULL;
	line += len;
	line += strspn(line, " \t");
	return *line == ':' ? line + 1 : NULL;
}

static const char *
next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line == '\n' ? line + 1 : line;
}

char *
received_part_field(const char *text, const char *name)
{
	cleanup_(strbuf_release) struct strbuf value = STRBUF_INIT;
	const char *found = NULL;

	for (; *text != '\0' && found == NULL; text = next_line(text))
		found = value_of(text, name);
	if (found == NULL)
		return NULL;
	do {
		size_t len = strcspn(found, "\r\n");

		strbuf_add(&value, found, len);
		found = next_line(found);
	} while (*found == ' ' || *found == '\t');
	return strbuf_detach(&value);
}
