/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CONTENT_LINE_H
#define ONBOARD_CALENDAR_CONTENT_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"

/*
 * The content lines of an iCalendar file (RFC 5545, 3.1), read from the
 * octets as they are: libical repairs what the linter has to find.
 */
#define CONTENT_LINE_MAX 300000 /* of a file */

struct content_parameter {
	const char *name;  /* in upper case */
	const char *value; /* a list as it stands; else without its quotes */
	bool is_quoted;
	bool is_list;
};

struct content_line {
	size_t number;	  /* of the file's line where it begins */
	const char *name; /* in upper case */
	const char *value;
	const struct content_parameter *parameters; /* NULL when none */
	size_t parameter_count;
};

/* All that is read; the strings point into text. */
struct content_lines {
	char *text;
	struct content_line *items;
	size_t count;
	struct content_parameter *parameters;
	size_t parameter_count;
};

/*
 * Unfolds and splits the file, and tells what is wrong with its octets and
 * its grammar; a line that is no content line is left out.
 */
void content_line_read(const char *bytes, size_t len, struct findings *findings,
    struct content_lines *ret_lines);
void content_line_release(struct content_lines *lines);

/* The parameter's value; NULL when the line has none of that name. */
const char *content_line_parameter(
    const struct content_line *line, const char *name);

/* Whether the line has the parameter with that value, in any case. */
bool content_line_has(
    const struct content_line *line, const char *name, const char *value);

#endif
