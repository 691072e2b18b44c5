/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORT_TABLE_H
#define ONBOARD_ENGINE_REPORTS_REPORT_TABLE_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A table of a report: {"id","name","has_name","note","has_note","source",
 * "has_source","has_chart","chart","has_rows","first","columns":[{"label"}],
 * "rows":[{"label","cells":[{"label","text","short","kind","least","most",
 * "of"}]}]}.  The first column is the rows' labels.  Cells are as measures.h
 * has them; those of words have the kind "text", "before" for what
 * was told before or "change" for how it differs, and no number.  Those of the
 * kind "year" have the number as their "value".
 */

/* id is unique in the report, and is what an element of the page is called. */
json_t *report_table_new(const char *id, const char *name);

void report_table_column(json_t *table, const char *label);

/* Borrowed: the row to add cells to, in the order of the columns. */
json_t *report_table_row(json_t *table, const char *label);
void report_table_text(const json_t *table, json_t *row, const char *text);

/* Words that are no plain ones: of what kind is for who shows them. */
void report_table_words(
    const json_t *table, json_t *row, const char *text, const char *kind);

/* A number that may be told, of the kind "count": it is the cell's "of". */
void report_table_count(const json_t *table, json_t *row, json_int_t count);

/* As people write it, and for programs a number. */
void report_table_year(const json_t *table, json_t *row, json_int_t year);

/* A cell of another view, which is below another heading here; borrows it. */
void report_table_cell(const json_t *table, json_t *row, const json_t *cell);

/* Below the table; "" is nothing. */
void report_table_note(json_t *table, const char *note);

#endif
