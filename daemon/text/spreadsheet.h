/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_SPREADSHEET_H
#define ONBOARD_TEXT_SPREADSHEET_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Tables as a workbook in Office Open XML (ECMA-376), which spreadsheets read.
 * The library writes to files only: they have no name that anybody else could
 * open, and are gone when it returns.
 */
#define SPREADSHEET_TYPE                                                       \
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/*
 * Appends the workbook of [{"name","columns":[{"label"}],"rows":[[cell]]}],
 * where a cell is {"text"}, which is never a formula.  In its place stands with
 * "permille" (0 or more) a percentage, with "number" a number, with "date"
 * ("2027-03-01") a day as the reader's program writes it, and with "tenths" a
 * number with one decimal and its sign.  A name is cut to
 * the 31 characters that a sheet's may have.  now is when it was made.
 * OB_ELIMIT for what a sheet cannot hold; out is then as it was.
 */
int spreadsheet_write(const json_t *sheets, const char *title, int64_t now,
    struct strbuf *out, struct error *err) OB_MUST_CHECK;

#endif
