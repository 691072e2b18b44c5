/* SPDX-License-Identifier: EUPL-1.2 */
#include "invitation_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define DIGITS                                                                 \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/* The base64 text behind the part's header, up to the next boundary. */
static bool
decode_part(const char *letter, const char *type, struct strbuf *ret_bytes)
{
	const char *part = strstr(letter, type);
	const char *at = part == NULL ? NULL : strstr(part, "\r\n\r\n");
	unsigned value = 0;
	int bits = 0;

	if (at == NULL)
		return false;
	for (at += 4; *at != '-' && *at != '\0'; at++) {
		const char *digit = strchr(DIGITS, *at);

		if (digit == NULL)
			continue;
		value = (value << 6 | (unsigned)(digit - DIGITS)) & 0xffffffU;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			strbuf_add_char(
			    ret_bytes, (char)(value >> bits & 0xff));
		}
	}
	return true;
}

static char *
unfold(const char *text)
{
	struct strbuf out = STRBUF_INIT;

	for (; *text != '\0'; text++) {
		if (strncmp(text, "\r\n ", 3) == 0)
			text += 2;
		else
			strbuf_add_char(&out, *text);
	}
	return strbuf_detach(&out);
}

/* The text between a mark and the first of the characters that end it. */
static void
take(const char *text, const char *mark, const char *ends, char *ret_text,
    size_t size)
{
	const char *at = text == NULL ? NULL : strstr(text, mark);

	if (at == NULL)
		return;
	at += strlen(mark);
	(void)snprintf(ret_text, size, "%.*s", (int)strcspn(at, ends), at);
}

#define TAKE(text, mark, ends, member)                                         \
	take(text, mark, ends, read.member, sizeof(read.member))

bool
invitation_reader_read(
    const char *letter, struct invitation_read *ret_invitation)
{
	cleanup_(strbuf_release) struct strbuf first = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf second = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *calendar = NULL;
	cleanup_(memory_free_ptr) char *head = NULL;
	struct invitation_read read = {.sequence = -1};
	char number[12] = "-1";
	const char *event;
	const char *from;

	if (!decode_part(letter, "Content-Type: text/calendar", &first) ||
	    !decode_part(letter, "Content-Type: application/ics", &second) ||
	    strcmp(first.buf, second.buf) != 0)
		return false;
	calendar = unfold(first.buf);
	head = unfold(letter);
	event = strstr(calendar, "BEGIN:VEVENT");
	from = strstr(head, "\r\nFrom: ");
	TAKE(strstr(letter, "text/calendar"), "method=", ";\r\n", part_method);
	TAKE(calendar, "\r\nMETHOD:", "\r", method);
	TAKE(event, "\r\nUID:", "\r", uid);
	TAKE(event, "\r\nDTSTAMP:", "\r", stamp);
	TAKE(event, "\r\nSTATUS:", "\r", status);
	TAKE(event == NULL ? NULL : strstr(event, "\r\nDTSTART"), ":", "\r",
	    start);
	TAKE(event == NULL ? NULL : strstr(event, "\r\nORGANIZER"),
	    ":mailto:", "\r", organizer);
	TAKE(event == NULL ? NULL : strstr(event, "\r\nATTENDEE"),
	    ":mailto:", "\r", attendee);
	TAKE(event == NULL ? NULL : strstr(event, "\r\nATTENDEE"),
	    "PARTSTAT=", ";:", partstat);
	TAKE(from, "<", ">", from);
	take(event, "\r\nSEQUENCE:", "\r", number, sizeof(number));
	read.sequence = (int)strtol(number, NULL, 10);
	*ret_invitation = read;
	return true;
}
