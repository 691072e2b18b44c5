/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORT_TABLE_H
#define ONBOARD_ENGINE_REPORTS_REPORT_TABLE_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "model/programme.h"

/*
 * A table of a report: {"id","name","has_name","note","has_note","source",
 * "has_source","has_chart","chart","has_charts","charts":[{"id","name",
 * "chart"}],"has_rows","first","columns":[{"label"}],
 * "rows":[{"label","cells":[{"label","text","short","kind","least","most",
 * "of"}]}]}.  The first column is the rows' labels.  Cells are as measures.h
 * has them; those of words have the kind "text", or "before" for when something
 * was told before.  Those of the kind "number", "date" ("2027-03-01") and
 * "change" (tenths of a point of percent) have a "value" for programs, and so
 * has a row that is called by its day.
 */

/* id is unique in the report, and is what an element of the page is called. */
json_t *report_table_new(const char *id, const char *name);

void report_table_column(json_t *table, const char *label);

/* Borrowed: the row to add cells to, in the order of the columns. */
json_t *report_table_row(json_t *table, const char *label);

/* The same, called by a day. */
json_t *report_table_row_of_day(
    json_t *table, enum language language, struct date day);
void report_table_text(const json_t *table, json_t *row, const char *text);

/* Words that are no plain ones: of what kind is for who shows them. */
void report_table_words(
    const json_t *table, json_t *row, const char *text, const char *kind);

/* A number that may be told, of the kind "count": it is the cell's "of". */
void report_table_count(const json_t *table, json_t *row, json_int_t count);

/* Of nobody, as a year: of the kind "number". */
void report_table_number(const json_t *table, json_t *row, json_int_t number);

/* How a share differs from another; text is as people read it. */
void report_table_change(
    const json_t *table, json_t *row, const char *text, int tenths);
void report_table_date(
    const json_t *table, json_t *row, enum language language, struct date date);

/* A cell of another view, which is below another heading here; borrows it. */
void report_table_cell(const json_t *table, json_t *row, const json_t *cell);

/* One of several small charts of the rows; takes it. */
void report_table_chart(
    json_t *table, const char *id, const char *name, json_t *chart);

/* Above the table; "" is nothing. */
void report_table_note(json_t *table, const char *note);

#endif
