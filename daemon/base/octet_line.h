/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_OCTET_LINE_H
#define ONBOARD_BASE_OCTET_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Goes through the lines of a file as they are, whatever ends them: for
 * whoever must see what a parser repairs.
 */
enum octet_line_end {
	OCTET_LINE_CRLF,
	OCTET_LINE_LF,
	OCTET_LINE_CR,
	OCTET_LINE_NONE /* the file ends in the line */
};

struct octet_line {
	const char *start;
	size_t len;    /* without what ends it */
	size_t number; /* from 1 */
	enum octet_line_end end;
};

struct octet_lines {
	const char *rest;
	size_t len;
	size_t number; /* of lines taken */
};

static inline struct octet_lines
octet_line_begin(const char *bytes, size_t len)
{
	return (struct octet_lines){bytes, len, 0};
}

/* False at the end of the file. */
bool octet_line_next(struct octet_lines *lines, struct octet_line *ret_line);

#endif
