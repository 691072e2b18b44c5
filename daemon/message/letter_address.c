/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_address.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "message/header_text.h"
#include "message/letter_check.h"
#include "message/letter_headers.h"

#define FIELD "To"

/* Behind the line's CRLF, or the end. */
static const char *
next_line(const char *at, const char *end)
{
	const char *feed = memchr(at, '\n', (size_t)(end - at));

	return feed == NULL ? end : feed + 1;
}

static bool
begins_with(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - at) >= len && memcmp(at, text, len) == 0;
}

/* The field with the lines that continue it; false when there is none. */
static bool
find_field(const char *at, const char *end, const char **ret_first,
    const char **ret_behind)
{
	while (at < end && !begins_with(at, end, FIELD ":")) {
		if (*at == '\r')
			return false;
		at = next_line(at, end);
	}
	if (at == end)
		return false;
	*ret_first = at;
	for (at = next_line(at, end); at < end && (*at == ' ' || *at == '\t');)
		at = next_line(at, end);
	*ret_behind = at;
	return true;
}

static void
add_field(struct strbuf *bytes, const char *name, const char *address)
{
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;

	header_text_begin(&line, FIELD);
	header_text_add_mailbox(&line, name, address);
	for (const char *c = line.buf; *c != '\0'; c++) {
		if (*c == '\n')
			strbuf_add_char(bytes, '\r');
		strbuf_add_char(bytes, *c);
	}
	strbuf_add_str(bytes, "\r\n");
}

int
letter_address_to(const void *bytes, size_t len, const char *name,
    const char *address, struct strbuf *ret_bytes, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf made = STRBUF_INIT;
	const char *begin = bytes;
	const char *end = begin + len;
	const char *first = NULL;
	const char *behind = NULL;
	int status = letter_headers_check_mailbox("to", name, address, err);

	if (status < 0)
		return status;
	if (!find_field(begin, end, &first, &behind))
		return error_set_field(
		    err, OB_EINVALID, "to", "the letter has no receiver");
	strbuf_add(&made, begin, (size_t)(first - begin));
	add_field(&made, name, address);
	strbuf_add(&made, behind, (size_t)(end - behind));
	status = letter_check(made.buf, made.len, err);
	if (status < 0)
		return status;
	strbuf_clear(ret_bytes);
	strbuf_add(ret_bytes, made.buf, made.len);
	return 0;
}
