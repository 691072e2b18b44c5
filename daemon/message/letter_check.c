/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_check.h"

#include <stdbool.h>
#include <string.h>

#define LINE_MAX_BYTES 998 /* RFC 5321, without CRLF */

static int
check_line(const char *line, size_t len, bool in_header, struct error *err)
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
	for (size_t i = 0; in_header && i < len; i++) {
		if ((unsigned char)line[i] >= 0x80)
			return error_set(err, OB_EINVALID,
			    "the letter's header holds a byte outside ASCII");
	}
	return 0;
}

int
letter_check(const void *bytes, size_t len, struct error *err)
{
	const char *line = bytes;
	const char *end = line + len;
	bool in_header = true;

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
		result = check_line(line, line_len - 1, in_header, err);
		if (result < 0)
			return result;
		in_header = in_header && line_len > 1;
		line = feed + 1;
	}
	return 0;
}
