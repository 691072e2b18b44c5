/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_ANSWER_LINE_H
#define ONBOARD_CALENDAR_ANSWER_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Content lines (RFC 5545, 3.1) of a calendar that a stranger sent.  Works in
 * place on a text that ends in NUL and has no other; allocates nothing, so
 * nothing here grows with what is read.
 */
#define ANSWER_LINE_PARAMETERS 24 /* further ones are left out */

/* All borrowed from the text. */
struct answer_line {
	char *name;
	char *value; /* as written, still escaped */

	struct {
		char *name;
		char *value; /* without its quotes; the first of several */
	} parameters[ANSWER_LINE_PARAMETERS];

	size_t parameter_count;
};

/* Undoes folding and makes \r\n to \n; to be called once, before the rest. */
void answer_line_unfold(char *text);

/*
 * The next line that has the form of one; others are passed over.  *at: where
 * to read on, moved behind the line.  false at the end.
 */
bool answer_line_next(char **at, struct answer_line *ret_line);

bool answer_line_is(const char *word, const char *name); /* in any case */

/* The parameter's value, or "". */
const char *answer_line_parameter(
    const struct answer_line *line, const char *name);

#endif
