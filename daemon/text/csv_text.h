/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_CSV_TEXT_H
#define ONBOARD_TEXT_CSV_TEXT_H

#include <stddef.h>

#include "base/strbuf.h"

/*
 * A table as RFC 4180 writes it, for spreadsheets that expect Danish files:
 * UTF-8 with a byte order mark, semicolons between the cells, CRLF.
 */
#define CSV_TEXT_MARK "\xEF\xBB\xBF"

/*
 * Appends a cell, and a semicolon before it unless it is the row's first.  One
 * that a spreadsheet would take for a formula (=, +, -, @, TAB or CR first)
 * gets an apostrophe before it.
 */
void csv_text_add(struct strbuf *out, size_t column, const char *text);

/* The same for other programs: with commas, and in a file without the mark. */
void csv_text_add_plain(struct strbuf *out, size_t column, const char *text);

void csv_text_end_row(struct strbuf *out);

#endif
