/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CSV_ROWS_H
#define ONBOARD_FORMATS_CSV_ROWS_H

#include <stddef.h>

#include "base/error.h"

/*
 * A table of comma or semicolon separated values by RFC 4180, as rows of
 * cells; the home of libcsv.  The separator is the one that the first line
 * has more of; a first line "sep=;" decides it.  Lines end in CRLF, LF or CR.
 * Blanks around a cell are not part of it, quotes keep them.  A row without
 * anything in it is left out.
 */
#define CSV_ROWS_MAX 20000
#define CSV_ROWS_MAX_CELLS 100
#define CSV_ROWS_MAX_CELL_BYTES 40000

struct csv_row {
	int line; /* where it begins; the first is 1 */
	char **cells;
	size_t count;
	char *fault; /* why it cannot be read; NULL: it can */
};

struct csv_rows {
	struct csv_row *rows;
	size_t count;
};

#define CSV_ROWS_INIT                                                          \
	{                                                                      \
		.rows = NULL                                                   \
	}

/*
 * Reads text in UTF-8 without NUL.  A row that cannot be read has a fault and
 * the next one is looked for on the line after; OB_ELIMIT when there are too
 * many rows.
 */
int csv_rows_parse(const char *bytes, size_t len, struct csv_rows *ret_rows,
    struct error *err) OB_MUST_CHECK;
void csv_rows_release(struct csv_rows *rows);

#endif
