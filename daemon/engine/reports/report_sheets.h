/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORT_SHEETS_H
#define ONBOARD_ENGINE_REPORTS_REPORT_SHEETS_H

#include <jansson.h>

#include "model/programme.h"

struct engine;

/* A report of reports_view() as tables for spreadsheets. */

/*
 * For spreadsheet_write(): what HR wrote on one sheet, then each part on its
 * own, by cell where it has several tables.  Figures are numbers, and what is
 * not told exactly is words.
 */
json_t *report_sheets_view(
    const struct engine *engine, enum language language, const json_t *report);

/*
 * All of it by cell: {"columns":[{"label"}],"rows":[[{"text","permille"}]]},
 * each row with heading, table, row, column and what stands there.
 */
json_t *report_sheets_lines(
    const struct engine *engine, enum language language, const json_t *report);

#endif
