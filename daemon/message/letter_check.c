/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_check.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

#define LINE_MAX_BYTES 998 /* RFC 5321, without CRLF */

/*
 * Raw UTF-8 may stand in the receiver's address alone (RFC 6532): everything
 * else has encoded words, which need no SMTPUTF8.
 */
enum place { IN_BODY, IN_HEADER, IN_RECEIVER };

static enum place
place_of(const char *line, size_t len, enum place before)
{
	if (before == IN_BODY || len == 0)
		return IN_BODY;
	if (*line == ' ' || *line == '\t')
		return before;
	return len >= 3 && memcmp(line, "To:", 3) == 0 ? IN_RECEIVER
						       : IN_HEADER;
}

static int
check_ascii(const char *line, size_t len, enum place place, struct error *err)
{
	size_t step;

	for (size_t i = 0; i < len; i += step) {
		step = utf8_char_len(line + i, len - i);
		if (step == 0 || (step > 1 && place == IN_HEADER))
			return error_set(err, OB_EINVALID,
			    "the letter's header holds a byte outside ASCII");
	}
	return 0;
}

static int
check_line(const char *line, size_t len, enum place place, struct error *err)
{
	if (len > LINE_MAX_BYTES)
		return error_set(err, OB_EINVALID,
		    "the letter has a line of %zu bytes, at most %d may be "
		    "sent",
		    len, LINE_MAX_BYTES);
	if (memchr(line, '\0', len) != NULL)
		return error_set(
		    err, OB_EINVALID, "the letter holds a NUL byte");
	if (memchr(line, '\r', len) != NULL)
		return error_set(err, OB_EINVALID,
		    "the letter holds a carriage return without line feed");
	return place == IN_BODY ? 0 : check_ascii(line, len, place, err);
}

int
letter_check(const void *bytes, size_t len, struct error *err)
{
	const char *line = bytes;
	const char *end = line + len;
	enum place place = IN_HEADER;

	if (len < 2 || memcmp(end - 2, "\r\n", 2) != 0)
		return error_set(
		    err, OB_EINVALID, "the letter does not end in CRLF");
	while (line < end) {
		const char *feed = memchr(line, '\n', (size_t)(end - line));
		size_t line_len = (size_t)(feed - line);
		int result;

		if (line_len == 0 || feed[-1] != '\r')
			return error_set(err, OB_EINVALID,
			    "the letter holds a line feed without carriage "
			    "return");
		place = place_of(line, line_len - 1, place);
		result = check_line(line, line_len - 1, place, err);
		if (result < 0)
			return result;
		line = feed + 1;
	}
	return 0;
}
