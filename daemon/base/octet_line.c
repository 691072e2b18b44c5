/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/octet_line.h"

bool
octet_line_next(struct octet_lines *lines, struct octet_line *ret_line)
{
	const char *at = lines->rest;
	size_t len = 0;
	size_t end_len = 1;

	if (lines->len == 0)
		return false;
	while (len < lines->len && at[len] != '\r' && at[len] != '\n')
		len++;
	*ret_line = (struct octet_line){.start = at,
	    .len = len,
	    .number = ++lines->number,
	    .end = OCTET_LINE_NONE};
	if (len == lines->len) {
		end_len = 0;
	} else if (at[len] == '\n') {
		ret_line->end = OCTET_LINE_LF;
	} else if (len + 1 < lines->len && at[len + 1] == '\n') {
		ret_line->end = OCTET_LINE_CRLF;
		end_len = 2;
	} else {
		ret_line->end = OCTET_LINE_CR;
	}
	lines->rest += len + end_len;
	lines->len -= len + end_len;
	return true;
}
