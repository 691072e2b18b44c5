/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "message/address.h"
#include "message/received_headers.h"
#include "message/received_part.h"
#include "message/received_report.h"
#include "message/received_verdict.h"

#define MAX_METHOD 20
#define WINMAIL "winmail.dat"

struct level {
	GMimeMultipart *multipart;
	int next;
};

struct walk {
	struct received *received;
	struct level levels[RECEIVED_MAX_DEPTH];
	size_t depth;
	size_t parts;
	bool has_text;
};

static void
unref(void *object)
{
	void *held = *(void **)object;

	if (held != NULL)
		g_object_unref(held);
}

static void
take_calendar(struct walk *walk, GMimePart *part)
{
	struct received *received = walk->received;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct received_calendar *calendar;
	const char *method = g_mime_object_get_content_type_parameter(
	    GMIME_OBJECT(part), "method");

	if (received->calendar_count == RECEIVED_MAX_CALENDARS)
		return;
	received_part_text(part, &text);
	calendar = &received->calendars[received->calendar_count++];
	calendar->method = method == NULL
			       ? memory_strdup("")
			       : utf8_clean(method, strlen(method), MAX_METHOD);
	calendar->len = text.len;
	calendar->text = strbuf_detach(&text);
}

/* The words before what came back, which may be all that there is. */
static void
take_text(struct walk *walk, GMimePart *part)
{
	struct received *received = walk->received;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	if (walk->has_text)
		return;
	walk->has_text = true;
	received_part_text(part, &text);
	received_report_find_ids(text.buf, received);
	free(received->text);
	received->text = utf8_clean(text.buf, text.len, RECEIVED_MAX_TEXT);
}

static void
take_status(struct walk *walk, GMimePart *part)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	received_part_text(part, &text);
	received_report_read(text.buf, walk->received);
	walk->received->is_report = true;
}

static void
take_returned_headers(struct walk *walk, GMimePart *part)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	received_part_text(part, &text);
	received_report_find_ids(text.buf, walk->received);
}

static void
take_winmail(struct walk *walk, GMimePart *part)
{
	(void)part;
	walk->received->has_winmail = true;
}

static const struct {
	const char *type;
	const char *subtype;
	void (*take)(struct walk *walk, GMimePart *part);
} kinds[] = {
    {"text", "calendar", take_calendar},
    {"application", "ics", take_calendar},
    {"text", "plain", take_text},
    {"message", "delivery-status", take_status},
    {"message", "global-delivery-status", take_status},
    {"text", "rfc822-headers", take_returned_headers},
    {"application", "ms-tnef", take_winmail},
    {"application", "vnd.ms-tnef", take_winmail},
};

static void
take_part(struct walk *walk, GMimePart *part)
{
	GMimeContentType *type =
	    g_mime_object_get_content_type(GMIME_OBJECT(part));
	const char *name = g_mime_part_get_filename(part);

	if (name != NULL && strcasecmp(name, WINMAIL) == 0) {
		take_winmail(walk, part);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (g_mime_content_type_is_type(
			type, kinds[i].type, kinds[i].subtype)) {
			kinds[i].take(walk, part);
			return;
		}
	}
}

/* Of a message within the message only its id is of interest. */
static void
take_message(struct walk *walk, GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	const char *id =
	    message != NULL ? g_mime_message_get_message_id(message) : NULL;

	if (id != NULL)
		received_report_add_id(id, walk->received);
}

static int
refuse_parts(struct error *err)
{
	return error_set(err, OB_ELIMIT,
	    "cannot read the message: it has more than %d parts or they are "
	    "nested more than %d deep",
	    RECEIVED_MAX_PARTS, RECEIVED_MAX_DEPTH);
}

static int
take_object(struct walk *walk, GMimeObject *object, struct error *err)
{
	if (++walk->parts > RECEIVED_MAX_PARTS)
		return refuse_parts(err);
	if (GMIME_IS_MULTIPART(object)) {
		if (walk->depth == RECEIVED_MAX_DEPTH)
			return refuse_parts(err);
		walk->levels[walk->depth].multipart = GMIME_MULTIPART(object);
		walk->levels[walk->depth].next = 0;
		walk->depth++;
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		take_message(walk, GMIME_MESSAGE_PART(object));
	} else if (GMIME_IS_PART(object)) {
		take_part(walk, GMIME_PART(object));
	}
	return OB_OK;
}

static int
walk_parts(struct walk *walk, GMimeObject *top, struct error *err)
{
	int status = top == NULL ? OB_OK : take_object(walk, top, err);

	while (status == OB_OK && walk->depth > 0) {
		struct level *level = &walk->levels[walk->depth - 1];

		if (level->next == g_mime_multipart_get_count(level->multipart))
			walk->depth--;
		else
			status = take_object(walk,
			    g_mime_multipart_get_part(
				level->multipart, level->next++),
			    err);
	}
	return status;
}

static enum received_verdict
find_verdict(GMimeMessage *message, const char *host, const char *from)
{
	GMimeHeaderList *headers =
	    g_mime_object_get_header_list(GMIME_OBJECT(message));
	int count = g_mime_header_list_get_count(headers);
	struct received_results results = {.dmarc_pass = false};

	if (host[0] == '\0')
		return RECEIVED_UNASKED;
	for (int i = 0; i < count; i++) {
		GMimeHeader *header =
		    g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_raw_value(header);

		if (value != NULL && strcasecmp(g_mime_header_get_name(header),
					 "Authentication-Results") == 0)
			received_verdict_add(
			    value, host, address_domain(from), &results);
	}
	return received_verdict_of(&results);
}

/*
 * GMime goes down into what it parses by calling itself, so what could nest is
 * counted before it is asked.
 */
static bool
may_nest_deeply(const char *bytes, size_t len)
{
	static const char *const words[] = {"multipart/", "message/"};
	size_t count = 0;

	for (size_t at = 0; at < len; at++) {
		for (size_t i = 0; i < ARRAY_LEN(words); i++) {
			size_t word = strlen(words[i]);

			if (len - at >= word &&
			    strncasecmp(bytes + at, words[i], word) == 0)
				count++;
		}
	}
	return count > 2 * (size_t)RECEIVED_MAX_PARTS;
}

static GMimeMessage *
parse(const char *bytes, size_t len)
{
	cleanup_(unref) GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(bytes, len);
	cleanup_(unref) GMimeParser *parser = NULL;

	parser = g_mime_parser_new_with_stream(stream);
	return g_mime_parser_construct_message(parser, NULL);
}

/* What stands behind one in a field would be hidden from us alone. */
static bool
has_nul_in_header(const char *bytes, size_t len)
{
	const char *nul = memchr(bytes, '\0', len);
	size_t before = nul == NULL ? 0 : (size_t)(nul - bytes);

	return nul != NULL && memmem(bytes, before, "\n\n", 2) == NULL &&
	       memmem(bytes, before, "\n\r\n", 3) == NULL;
}

/* Only what can be looked at wholly: a second From may stand last. */
static int
check_header(GMimeMessage *message, struct error *err)
{
	int count =
	    message == NULL
		? 0
		: g_mime_header_list_get_count(
		      g_mime_object_get_header_list(GMIME_OBJECT(message)));

	if (count == 0)
		return error_set(err, OB_EPROTO,
		    "cannot read the message: it has no header");
	if (count > RECEIVED_MAX_FIELDS)
		return error_set(err, OB_ELIMIT,
		    "cannot read the message: it has more than %d header "
		    "fields",
		    RECEIVED_MAX_FIELDS);
	return OB_OK;
}

static int
read_message(GMimeMessage *message, const char *trusted_host,
    struct received *received, struct error *err)
{
	struct walk walk = {.received = received};

	received_headers_read(message, received);
	received->text = memory_strdup("");
	received->verdict = find_verdict(message, trusted_host, received->from);
	return walk_parts(&walk, g_mime_message_get_mime_part(message), err);
}

int
received_read(const char *bytes, size_t len, const char *trusted_host,
    struct received *ret_received, struct error *err)
{
	cleanup_(unref) GMimeMessage *message = NULL;
	cleanup_(received_release) struct received received = RECEIVED_INIT;
	int status;

	if (len > RECEIVED_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "cannot read the message: it is larger than %zu MiB",
		    RECEIVED_MAX_BYTES >> 20);
	if (may_nest_deeply(bytes, len))
		return refuse_parts(err);
	if (has_nul_in_header(bytes, len))
		return error_set(err, OB_EPROTO,
		    "cannot read the message: its header has a NUL byte");
	g_mime_init();
	message = parse(bytes, len);
	status = check_header(message, err);
	if (status == OB_OK)
		status = read_message(message, trusted_host, &received, err);
	if (status != OB_OK)
		return status;
	*ret_received = received;
	received = (struct received)RECEIVED_INIT;
	return OB_OK;
}

void
received_digest(
    const char *bytes, size_t len, char ret_digest[RECEIVED_DIGEST_SIZE])
{
	char *hex = g_compute_checksum_for_data(
	    G_CHECKSUM_SHA256, (const guchar *)bytes, len);

	memcpy(ret_digest, hex, RECEIVED_DIGEST_SIZE);
	g_free(hex);
}

void
received_release(struct received *received)
{
	free(received->from);
	free(received->sender);
	free(received->message_id);
	free(received->subject);
	free(received->text);
	for (size_t i = 0; i < received->recipient_count; i++)
		free(received->recipients[i]);
	for (size_t i = 0; i < received->calendar_count; i++) {
		free(received->calendars[i].method);
		free(received->calendars[i].text);
	}
	for (size_t i = 0; i < received->report_count; i++) {
		free(received->reports[i].action);
		free(received->reports[i].status);
		free(received->reports[i].recipient);
		free(received->reports[i].diagnostic);
	}
	for (size_t i = 0; i < received->returned_count; i++)
		free(received->returned[i]);
	*received = (struct received)RECEIVED_INIT;
}
