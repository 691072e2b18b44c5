/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received_headers.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "message/address.h"
#include "message/received_plain.h"
#include "message/received_report.h"

#define MAX_SUBJECT 200

static void
unref(void *object)
{
	void *held = *(void **)object;

	if (held != NULL)
		g_object_unref(held);
}

/* The mailbox at the place in its accepted form, or NULL.  Returns owned. */
static char *
address_at(InternetAddressList *list, int place)
{
	InternetAddress *entry = internet_address_list_get_address(list, place);
	const char *text;
	char *address = NULL;

	if (entry == NULL || !INTERNET_ADDRESS_IS_MAILBOX(entry))
		return NULL;
	text =
	    internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(entry));
	if (text == NULL ||
	    address_parse_bare(NULL, text, &address, NULL) != OB_OK)
		return NULL;
	return address;
}

/* The place of the byte outside of quoted strings, or NULL. */
static char *
find_outside_quotes(char *text, const char *bytes)
{
	bool is_quoted = false;

	for (; *text != '\0'; text++) {
		if (*text == '"')
			is_quoted = !is_quoted;
		else if (is_quoted && *text == '\\')
			text++;
		else if (!is_quoted && strchr(bytes, *text) != NULL)
			return text;
	}
	return NULL;
}

/* The address in "<>" at the end or, without any, all that there is. */
static char *
bare_address(char *text)
{
	char *open = find_outside_quotes(text, "<>,;:");
	char *end = text + strlen(text);

	while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
		*--end = '\0';
	if (open == NULL)
		return text + strspn(text, " \t\r\n");
	if (*open != '<' || end[-1] != '>')
		return NULL;
	end[-1] = '\0';
	return open + 1;
}

/*
 * GMime mends what it reads, and a mail server that mends it otherwise would
 * have looked at another sender: so it counts if it needs no mending.
 */
static bool
is_written_plainly(const char *value, const char *address)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *read = NULL;
	const char *bare = NULL;

	if (received_plain(value, &text) && text.len > 0)
		bare = bare_address(text.buf);
	return bare != NULL &&
	       address_parse_bare(NULL, bare, &read, NULL) == OB_OK &&
	       strcmp(read, address) == 0;
}

/* The address of a field that has one alone, else "".  Returns owned. */
static char *
only_address(const char *value)
{
	cleanup_(unref) InternetAddressList *list =
	    internet_address_list_parse(NULL, value);
	cleanup_(memory_free_ptr) char *address = NULL;

	if (list != NULL && internet_address_list_length(list) == 1)
		address = address_at(list, 0);
	if (address == NULL || !is_written_plainly(value, address))
		return memory_strdup("");
	return TAKE_PTR(address);
}

/* Of two fields nobody can say which a reader would have shown. */
static void
take_only(const char *value, char **address)
{
	char *found =
	    *address == NULL ? only_address(value) : memory_strdup("");

	free(*address);
	*address = found;
}

static void
take_from(const char *value, struct received *received)
{
	take_only(value, &received->from);
}

static void
take_sender(const char *value, struct received *received)
{
	take_only(value, &received->sender);
}

static void
add_recipient(struct received *received, char *address)
{
	for (size_t i = 0; i < received->recipient_count; i++) {
		if (strcmp(received->recipients[i], address) == 0)
			memory_free_ptr(&address);
		if (address == NULL)
			return;
	}
	if (received->recipient_count == RECEIVED_MAX_RECIPIENTS)
		memory_free_ptr(&address);
	else
		received->recipients[received->recipient_count++] = address;
}

static void
take_recipients(const char *value, struct received *received)
{
	cleanup_(unref) InternetAddressList *list =
	    internet_address_list_parse(NULL, value);
	int count = list == NULL ? 0 : internet_address_list_length(list);

	for (int i = 0; i < count && i < RECEIVED_MAX_RECIPIENTS; i++) {
		char *address = address_at(list, i);

		if (address != NULL)
			add_recipient(received, address);
	}
}

/* RFC 3834: all but "no" means that no human wrote it. */
static void
take_auto_submitted(const char *value, struct received *received)
{
	size_t len;

	value += strspn(value, " \t\r\n");
	len = strcspn(value, " \t\r\n;(");
	if (len != 2 || strncasecmp(value, "no", 2) != 0)
		received->is_automatic = true;
}

static void
take_return_path(const char *value, struct received *received)
{
	value += strspn(value, " \t\r\n");
	if (strncmp(value, "<>", 2) == 0)
		received->is_automatic = true;
}

static void
take_automatic(const char *value, struct received *received)
{
	(void)value;
	received->is_automatic = true;
}

static const struct {
	const char *name;
	void (*take)(const char *value, struct received *received);
} fields[] = {
    {"From", take_from},
    {"Sender", take_sender},
    {"Delivered-To", take_recipients},
    {"X-Original-To", take_recipients},
    {"Envelope-To", take_recipients},
    {"To", take_recipients},
    {"Auto-Submitted", take_auto_submitted},
    {"Return-Path", take_return_path},
    {"List-Id", take_automatic},
    {"Precedence", take_automatic},
};

static void
take_field(const char *name, const char *value, struct received *received)
{
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (strcasecmp(fields[i].name, name) == 0)
			fields[i].take(value, received);
	}
}

static char *
clean_header(GMimeMessage *message, const char *name, size_t max)
{
	const char *value =
	    g_mime_object_get_header(GMIME_OBJECT(message), name);
	char *clean;

	if (value == NULL)
		return memory_strdup("");
	clean = utf8_clean(value, strlen(value), max);
	for (char *c = clean; *c != '\0'; c++) {
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	}
	return clean;
}

/* By the rules of the ids that come back. */
static char *
own_id(GMimeMessage *message)
{
	cleanup_(memory_free_ptr) char *value =
	    clean_header(message, "Message-ID", RECEIVED_MAX_ID + 2);
	struct received one = RECEIVED_INIT;

	received_report_add_id(value, &one);
	return one.returned_count > 0 ? one.returned[0] : memory_strdup("");
}

static void
take_fields(GMimeMessage *message, struct received *received)
{
	GMimeHeaderList *headers =
	    g_mime_object_get_header_list(GMIME_OBJECT(message));
	int count = g_mime_header_list_get_count(headers);

	for (int i = 0; i < count; i++) {
		GMimeHeader *header =
		    g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_raw_value(header);

		if (value != NULL)
			take_field(
			    g_mime_header_get_name(header), value, received);
	}
}

void
received_headers_read(GMimeMessage *message, struct received *received)
{
	take_fields(message, received);
	if (received->from == NULL)
		received->from = memory_strdup("");
	if (received->sender == NULL)
		received->sender = memory_strdup("");
	received->message_id = own_id(message);
	received->subject = clean_header(message, "Subject", MAX_SUBJECT);
}
