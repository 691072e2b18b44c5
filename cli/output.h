/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_OUTPUT_H
#define ONBOARD_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * What goes to standard output: gathered whole and written at the end, so
 * that a failure half-way leaves no half answer.
 */
struct output {
	struct strbuf text;
	size_t width; /* columns of the terminal; 0: it is none, cut nothing */
	bool as_json;
};

void output_init(struct output *output); /* looks at standard output */
void output_release(struct output *output);

/* The text of format must be ours; values go through output_add_value(). */
void output_add(struct output *output, const char *format, ...) OB_PRINTF(2, 3);

/* A value of the daemon's or of a file's, made harmless for one line. */
void output_add_value(struct output *output, const char *value);

/* "Label        value\n"; nothing when value is "". */
void output_add_field(
    struct output *output, const char *label, const char *value);

/* An empty line and a heading, if something stands before. */
void output_add_heading(struct output *output, const char *heading);

/*
 * To a file that is made for it, and to standard output for NULL.  Bytes that
 * are no text do not go to a terminal.
 */
int output_write(const struct output *output, const char *path,
    struct error *err) OB_MUST_CHECK;

#endif
