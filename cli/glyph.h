/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_GLYPH_H
#define ONBOARD_CLI_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

/*
 * Text as a terminal shows it, without setlocale(): how many columns it
 * takes, and a form of it that cannot steer the terminal.  Whatever the
 * daemon or a file gives passes here before it is printed.
 */
struct glyph_range {
	uint32_t first, last;
};

/* Sorted; each ends with a range of zeros. */
extern const struct glyph_range glyph_zero_width[];
extern const struct glyph_range glyph_double_width[];

/* Columns of a character: 0 combining, 2 wide (CJK, emoji), else 1. */
int glyph_width(uint32_t character);

/* Columns of valid UTF-8. */
size_t glyph_text_width(const char *text);

/* Bytes of the longest beginning of valid UTF-8 in at most width columns. */
size_t glyph_cut(const char *text, size_t width);

/*
 * Adds text for one line: control characters (C0, DEL, C1, line separators)
 * and the marks that turn the writing direction become \xNN or \u{NNNN}, and
 * so do bytes that are not UTF-8.
 */
void glyph_add_line(struct strbuf *out, const char *text);

/* As glyph_add_line, but \n and \t stay and \r\n becomes \n. */
void glyph_add_lines(struct strbuf *out, const char *text);

/* As glyph_add_line for JSON that is valid: with \uNNNN. */
void glyph_add_json(struct strbuf *out, const char *json);

#endif
