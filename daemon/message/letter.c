/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter.h"

#include <assert.h>
#include <gmime/gmime.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "message/header_text.h"
#include "message/letter_check.h"
#include "message/letter_headers.h"
#include "message/quoted_printable.h"

#define BOUNDARY_DIGITS 24
#define OFFSET_MAX (24 * 3600)
#define BASE64_LINE 76
#define CALENDAR_FILE "invite.ics"

/* No hexadecimal digit: neither boundary may begin as the other does. */
#define OUTER_MARK "m"

static void
unref(void *object)
{
	void *held = *(void **)object;

	if (held != NULL)
		g_object_unref(held);
}

static bool
is_set(const char *text)
{
	return text != NULL && *text != '\0';
}

/* The text with \n line ends, checked. */
static int
read_text(const char *name, const char *text, struct strbuf *ret_text,
    struct error *err)
{
	int result;

	if (!is_set(text))
		return error_set_field(
		    err, OB_EINVALID, name, "the letter's text is empty");
	if (strnlen(text, LETTER_BODY_MAX + 1) > LETTER_BODY_MAX)
		return error_set_field(err, OB_ELIMIT, name,
		    "the letter's text is longer than %zu bytes",
		    LETTER_BODY_MAX);
	for (const char *c = text; *c != '\0'; c++) {
		if (c[0] != '\r' || c[1] != '\n')
			strbuf_add_char(ret_text, *c);
	}
	result = utf8_check_text(name, ret_text->buf, LETTER_BODY_MAX, err);
	if (result < 0)
		strbuf_clear(ret_text);
	return result;
}

/* The part holds what is written, because it is encoded already. */
static void
set_content(
    GMimePart *part, const struct strbuf *encoded, GMimeContentEncoding how)
{
	cleanup_(unref) GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(encoded->buf, encoded->len);
	cleanup_(unref) GMimeDataWrapper *wrapper =
	    g_mime_data_wrapper_new_with_stream(stream, how);

	g_mime_part_set_content_encoding(part, how);
	g_mime_part_set_content(part, wrapper);
}

static GMimePart *
new_text_part(const char *subtype, const char *text)
{
	cleanup_(strbuf_release) struct strbuf encoded = STRBUF_INIT;
	GMimePart *part = g_mime_part_new_with_type("text", subtype);

	quoted_printable_add(&encoded, text);
	g_mime_object_set_content_type_parameter(
	    GMIME_OBJECT(part), "charset", "utf-8");
	set_content(part, &encoded, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	return part;
}

static void
add_base64(struct strbuf *bytes, const char *text)
{
	char *encoded =
	    g_base64_encode((const unsigned char *)text, strlen(text));

	for (const char *rest = encoded; *rest != '\0';) {
		size_t len = strnlen(rest, BASE64_LINE);

		strbuf_add(bytes, rest, len);
		strbuf_add_str(bytes, "\r\n");
		rest += len;
	}
	g_free(encoded);
}

static GMimePart *
new_calendar_part(const char *type, const char *subtype, const char *calendar)
{
	cleanup_(strbuf_release) struct strbuf encoded = STRBUF_INIT;
	GMimePart *part = g_mime_part_new_with_type(type, subtype);

	add_base64(&encoded, calendar);
	set_content(part, &encoded, GMIME_CONTENT_ENCODING_BASE64);
	return part;
}

/* Outlook takes one with a Content-Disposition for a mere file. */
static GMimePart *
new_invitation(const struct letter_content *content)
{
	GMimePart *part =
	    new_calendar_part("text", "calendar", content->calendar);
	GMimeObject *object = GMIME_OBJECT(part);

	g_mime_object_set_content_type_parameter(
	    object, "method", content->calendar_method);
	g_mime_object_set_content_type_parameter(object, "charset", "utf-8");
	g_mime_object_set_content_type_parameter(object, "component", "VEVENT");
	return part;
}

static GMimePart *
new_attachment(const struct letter_content *content)
{
	GMimePart *part =
	    new_calendar_part("application", "ics", content->calendar);
	GMimeObject *object = GMIME_OBJECT(part);

	g_mime_object_set_content_type_parameter(object, "name", CALENDAR_FILE);
	g_mime_object_set_disposition(object, GMIME_DISPOSITION_ATTACHMENT);
	g_mime_object_set_content_disposition_parameter(
	    object, "filename", CALENDAR_FILE);
	return part;
}

/*
 * The boundary is made from the Message-ID so that the same letter has the
 * same bytes; "=_" cannot stand in quoted-printable text or in base64.
 */
static GMimeMultipart *
new_multipart(const char *subtype, const char *mark, const char *message_id)
{
	GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
	char *hash =
	    g_compute_checksum_for_string(G_CHECKSUM_SHA256, message_id, -1);
	char boundary[BOUNDARY_DIGITS + sizeof("=_")];

	(void)g_snprintf(boundary, sizeof(boundary), "=_%s%s", mark, hash);
	g_free(hash);
	g_mime_multipart_set_boundary(multipart, boundary);
	return multipart;
}

/* Takes the part. */
static void
add_part(GMimeMultipart *multipart, GMimePart *part)
{
	g_mime_multipart_add(multipart, GMIME_OBJECT(part));
	g_object_unref(part);
}

static GMimeMultipart *
new_alternative(
    const struct letter_content *content, const char *plain, const char *html)
{
	GMimeMultipart *multipart =
	    new_multipart("alternative", "", content->message_id);

	add_part(multipart, new_text_part("plain", plain));
	if (*html != '\0')
		add_part(multipart, new_text_part("html", html));
	if (is_set(content->calendar))
		add_part(multipart, new_invitation(content));
	return multipart;
}

/*
 * Some clients see only the first calendar part, others can only open the
 * second one.
 */
static GMimeMultipart *
new_mixed(
    const struct letter_content *content, const char *plain, const char *html)
{
	GMimeMultipart *multipart =
	    new_multipart("mixed", OUTER_MARK, content->message_id);
	GMimeMultipart *alternative = new_alternative(content, plain, html);

	g_mime_multipart_add(multipart, GMIME_OBJECT(alternative));
	g_object_unref(alternative);
	add_part(multipart, new_attachment(content));
	return multipart;
}

/*
 * Puts a finished field into the message as it stands: GMime would fold and
 * encode it its own way.
 */
static void
append_line(GMimeMessage *message, const struct strbuf *line)
{
	GMimeHeaderList *headers =
	    g_mime_object_get_header_list(GMIME_OBJECT(message));
	size_t name_len = strcspn(line->buf, ":");
	cleanup_(memory_free_ptr) char *name =
	    memory_strndup(line->buf, name_len);
	cleanup_(memory_free_ptr) char *raw =
	    memory_printf("%s\n", line->buf + name_len + 1);

	g_mime_header_list_append(headers, name, "", NULL);
	g_mime_header_set_raw_value(
	    g_mime_header_list_get_header_at(
		headers, g_mime_header_list_get_count(headers) - 1),
	    raw);
}

static void
append_words(GMimeMessage *message, const char *name, const char *text)
{
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;

	header_text_begin(&line, name);
	header_text_add_words(&line, text);
	append_line(message, &line);
}

static void
append_mailbox(GMimeMessage *message, const char *header, const char *name,
    const char *address)
{
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;

	if (!is_set(address))
		return;
	header_text_begin(&line, header);
	header_text_add_mailbox(&line, name, address);
	append_line(message, &line);
}

/* <a> <b> ...: count values in angle brackets. */
static void
append_angled(GMimeMessage *message, const char *header,
    const char *const *values, size_t count)
{
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;

	header_text_begin(&line, header);
	for (size_t i = 0; i < count; i++) {
		cleanup_(memory_free_ptr) char *angled =
		    memory_printf("<%s>", values[i]);

		header_text_add_token(&line, angled);
	}
	append_line(message, &line);
}

/* Not by setlocale's names: RFC 5322 dates are English everywhere. */
static void
append_date(GMimeMessage *message, int64_t date, int utc_offset)
{
	GTimeZone *zone = g_time_zone_new_offset(utc_offset);
	GDateTime *utc = g_date_time_new_from_unix_utc(date);
	GDateTime *local = g_date_time_to_timezone(utc, zone);
	char *text = g_mime_utils_header_format_date(local);

	append_words(message, "Date", text);
	g_free(text);
	g_date_time_unref(local);
	g_date_time_unref(utc);
	g_time_zone_unref(zone);
}

static void
append_thread(GMimeMessage *message, const char *const *references)
{
	size_t count = 0;

	while (references != NULL && references[count] != NULL)
		count++;
	if (count == 0)
		return;
	append_angled(message, "References", references, count);
	append_angled(message, "In-Reply-To", &references[count - 1], 1);
}

static void
append_unsubscribe(GMimeMessage *message, const struct letter_content *content)
{
	if (!is_set(content->unsubscribe_url))
		return;
	append_angled(message, "List-Id", &content->list_id, 1);
	append_angled(
	    message, "List-Unsubscribe", &content->unsubscribe_url, 1);
	append_words(
	    message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

static GMimeMessage *
new_message(const struct letter_content *content)
{
	GMimeMessage *message = g_mime_message_new(FALSE);

	append_date(message, content->date, content->utc_offset);
	append_mailbox(
	    message, "From", content->from_name, content->from_address);
	append_mailbox(message, "Reply-To", content->reply_to_name,
	    content->reply_to_address);
	append_mailbox(message, "To", content->to_name, content->to_address);
	append_words(message, "Subject", content->subject);
	append_angled(message, "Message-ID", &content->message_id, 1);
	append_thread(message, content->references);
	append_words(message, "Auto-Submitted", "auto-generated");
	append_words(message, "X-Auto-Response-Suppress", "OOF, AutoReply");
	append_unsubscribe(message, content);
	append_words(message, "Content-Language", content->language);
	append_words(message, "MIME-Version", "1.0");
	return message;
}

static void
write_message(GMimeMessage *message, struct strbuf *ret_bytes)
{
	GMimeFormatOptions *options = g_mime_format_options_new();
	cleanup_(unref) GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *written;

	g_mime_format_options_set_newline_format(
	    options, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
	written = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	strbuf_add(ret_bytes, written->data, written->len);
	g_mime_format_options_free(options);
}

static GMimeObject *
new_body(
    const struct letter_content *content, const char *plain, const char *html)
{
	if (is_set(content->calendar))
		return GMIME_OBJECT(new_mixed(content, plain, html));
	if (*html != '\0')
		return GMIME_OBJECT(new_alternative(content, plain, html));
	return GMIME_OBJECT(new_text_part("plain", plain));
}

int
letter_build(const struct letter_content *content, struct strbuf *ret_bytes,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf plain = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(unref) GMimeMessage *message = NULL;
	cleanup_(unref) GMimeObject *body = NULL;
	int result = letter_headers_check(content, err);

	assert(content->utc_offset > -OFFSET_MAX &&
	       content->utc_offset < OFFSET_MAX);
	if (result < 0)
		return result;
	result = read_text("text", content->text_plain, &plain, err);
	if (result < 0)
		return result;
	if (is_set(content->text_html))
		result = read_text("html", content->text_html, &html, err);
	if (result < 0)
		return result;
	g_mime_init();
	message = new_message(content);
	body = new_body(content, plain.buf, html.buf);
	g_mime_message_set_mime_part(message, body);
	write_message(message, &bytes);
	result = letter_check(bytes.buf, bytes.len, err);
	if (result < 0)
		return result;
	strbuf_clear(ret_bytes);
	strbuf_add(ret_bytes, bytes.buf, bytes.len);
	return 0;
}
