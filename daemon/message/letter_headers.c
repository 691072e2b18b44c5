/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_headers.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "message/address.h"
#include "message/letter.h"

#define ID_MAX 200
#define URL_MAX 900 /* one header line of at most 998 */
#define LANGUAGE_MAX 35
#define METHOD_MAX 20

static bool
is_set(const char *text)
{
	return text != NULL && *text != '\0';
}

/* The one gate that every header value passes. */
static int
check_value(
    const char *header, const char *value, size_t max, struct error *err)
{
	if (value == NULL)
		return error_set_field(
		    err, OB_EINVALID, header, "'%s' is missing", header);
	return utf8_check_line(header, value, max, err);
}

int
letter_headers_check_mailbox(const char *header, const char *name,
    const char *address, struct error *err)
{
	cleanup_(memory_free_ptr) char *bare = NULL;
	int result = check_value(header, address, ADDRESS_MAX, err);

	if (result < 0)
		return result;
	result = address_parse_bare(header, address, &bare, err);
	if (result < 0)
		return result;
	if (strcmp(bare, address) != 0)
		return error_set_field(err, OB_EINVALID, header,
		    "the address in '%s' is not in its final form", header);
	return is_set(name) ? check_value(header, name, ADDRESS_NAME_MAX, err)
			    : 0;
}

/* Printable ASCII, none of the refused characters, at most max bytes. */
static int
check_token(const char *header, const char *value, const char *refused,
    size_t max, struct error *err)
{
	int result = check_value(header, value, max, err);

	if (result < 0)
		return result;
	for (const char *c = value; *c != '\0'; c++) {
		if (*c <= ' ' || *c > '~' || strchr(refused, *c) != NULL)
			return error_set_field(err, OB_EINVALID, header,
			    "'%s' holds a character that may not stand there",
			    header);
	}
	return 0;
}

static int
check_id(const char *header, const char *id, struct error *err)
{
	int result = check_token(header, id, "<>()[]\\,;:\"", ID_MAX, err);
	const char *at;

	if (result < 0)
		return result;
	at = strchr(id, '@');
	if (at == NULL || at == id || at[1] == '\0' || strchr(at + 1, '@'))
		return error_set_field(err, OB_EINVALID, header,
		    "'%s' must look like name@domain", header);
	return 0;
}

static int
check_references(const char *const *references, struct error *err)
{
	for (size_t i = 0; references != NULL && references[i] != NULL; i++) {
		int result = check_id("references", references[i], err);

		if (result < 0)
			return result;
		if (i == LETTER_REFERENCES_MAX)
			return error_set_field(err, OB_ELIMIT, "references",
			    "the letter refers to more than %d others",
			    LETTER_REFERENCES_MAX);
	}
	return 0;
}

static int
check_unsubscribe(const struct letter_content *content, struct error *err)
{
	int result = check_token(
	    "list-unsubscribe", content->unsubscribe_url, "<>,", URL_MAX, err);

	if (result < 0)
		return result;
	if (strncmp(content->unsubscribe_url, "https://", 8) != 0)
		return error_set_field(err, OB_EINVALID, "list-unsubscribe",
		    "the link for unsubscribing must begin with https://");
	return check_token(
	    "list-id", content->list_id, "<>()[]\\,;:\"@", ID_MAX, err);
}

/* What the method says stands in the calendar, too: capital letters. */
static int
check_calendar(const struct letter_content *content, struct error *err)
{
	int result =
	    check_value("method", content->calendar_method, METHOD_MAX, err);

	if (result < 0)
		return result;
	if (strspn(content->calendar_method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") !=
	    strlen(content->calendar_method))
		return error_set_field(err, OB_EINVALID, "method",
		    "the method of a calendar is written in capital letters");
	if (strnlen(content->calendar, LETTER_CALENDAR_MAX + 1) >
	    LETTER_CALENDAR_MAX)
		return error_set_field(err, OB_ELIMIT, "calendar",
		    "the letter's calendar is longer than %zu bytes",
		    LETTER_CALENDAR_MAX);
	return 0;
}

static int
check_people(const struct letter_content *content, struct error *err)
{
	int result = letter_headers_check_mailbox(
	    "from", content->from_name, content->from_address, err);

	if (result < 0)
		return result;
	result = letter_headers_check_mailbox(
	    "to", content->to_name, content->to_address, err);
	if (result < 0 || !is_set(content->reply_to_address))
		return result;
	return letter_headers_check_mailbox(
	    "reply-to", content->reply_to_name, content->reply_to_address, err);
}

int
letter_headers_check(const struct letter_content *content, struct error *err)
{
	int result = check_people(content, err);

	if (result < 0)
		return result;
	result =
	    check_value("subject", content->subject, LETTER_SUBJECT_MAX, err);
	if (result < 0)
		return result;
	result = check_token("content-language", content->language,
	    "<>()[]\\,;:\"@", LANGUAGE_MAX, err);
	if (result < 0)
		return result;
	result = check_id("message-id", content->message_id, err);
	if (result < 0)
		return result;
	result = check_references(content->references, err);
	if (result == 0 && is_set(content->unsubscribe_url))
		result = check_unsubscribe(content, err);
	if (result == 0 && is_set(content->calendar))
		result = check_calendar(content, err);
	return result;
}
