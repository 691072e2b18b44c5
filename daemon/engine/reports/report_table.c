/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/reports/report_table.h"

#include "base/memory.h"
#include "text/dates_text.h"

json_t *
report_table_new(const char *id, const char *name)
{
	return json_pack("{s:s, s:s, s:b, s:s, s:b, s:s, s:b, s:b, s:n, s:b, "
			 "s:[], s:b, s:s, s:[], s:[]}",
	    "id", id, "name", name, "has_name", (int)(name[0] != '\0'), "note",
	    "", "has_note", 0, "source", "", "has_source", 0, "has_chart", 0,
	    "chart", "has_charts", 0, "charts", "has_rows", 0, "first", "",
	    "columns", "rows");
}

void
report_table_column(json_t *table, const char *label)
{
	json_t *columns = json_object_get(table, "columns");

	if (json_array_size(columns) == 0)
		(void)json_object_set_new(table, "first", json_string(label));
	(void)json_array_append_new(
	    columns, json_pack("{s:s}", "label", label));
}

json_t *
report_table_row(json_t *table, const char *label)
{
	json_t *row = json_pack("{s:s, s:[]}", "label", label, "cells");

	(void)json_array_append_new(json_object_get(table, "rows"), row);
	(void)json_object_set_new(table, "has_rows", json_true());
	return row;
}

static void
set_date(json_t *object, struct date date)
{
	char iso[DATE_TEXT_SIZE];

	(void)json_object_set_new(
	    object, "value", json_string(date_format(date, iso)));
}

json_t *
report_table_row_of_day(json_t *table, enum language language, struct date day)
{
	char text[DATES_TEXT_SIZE];
	json_t *row =
	    report_table_row(table, dates_text_day(language, day, text));

	set_date(row, day);
	return row;
}

/* What the column of the row's next cell is called; borrowed. */
static json_t *
next_label(const json_t *table, const json_t *row)
{
	size_t count = json_array_size(json_object_get(row, "cells"));

	return json_object_get(
	    json_array_get(json_object_get(table, "columns"), count + 1),
	    "label");
}

/* Borrowed: the cell. */
static json_t *
add_cell(const json_t *table, json_t *row, const char *text, const char *kind,
    json_int_t of)
{
	json_t *cell = json_pack("{s:O, s:s, s:s, s:s, s:i, s:i, s:I}", "label",
	    next_label(table, row), "text", text, "short", text, "kind", kind,
	    "least", -1, "most", -1, "of", of);

	(void)json_array_append_new(json_object_get(row, "cells"), cell);
	return cell;
}

void
report_table_text(const json_t *table, json_t *row, const char *text)
{
	(void)add_cell(table, row, text, "text", 0);
}

void
report_table_words(
    const json_t *table, json_t *row, const char *text, const char *kind)
{
	(void)add_cell(table, row, text, kind, 0);
}

void
report_table_count(const json_t *table, json_t *row, json_int_t count)
{
	cleanup_(memory_free_ptr) char *text =
	    memory_printf("%" JSON_INTEGER_FORMAT, count);

	(void)add_cell(table, row, text, "count", count);
}

void
report_table_number(const json_t *table, json_t *row, json_int_t number)
{
	cleanup_(memory_free_ptr) char *text =
	    memory_printf("%" JSON_INTEGER_FORMAT, number);

	(void)json_object_set_new(add_cell(table, row, text, "number", 0),
	    "value", json_integer(number));
}

void
report_table_change(
    const json_t *table, json_t *row, const char *text, int tenths)
{
	(void)json_object_set_new(add_cell(table, row, text, "change", 0),
	    "value", json_integer(tenths));
}

void
report_table_date(
    const json_t *table, json_t *row, enum language language, struct date date)
{
	char text[DATES_TEXT_SIZE];

	set_date(add_cell(table, row, dates_text_day(language, date, text),
		     "date", 0),
	    date);
}

void
report_table_cell(const json_t *table, json_t *row, const json_t *cell)
{
	json_t *own = json_copy((json_t *)(uintptr_t)cell);

	(void)json_object_set(own, "label", next_label(table, row));
	(void)json_array_append_new(json_object_get(row, "cells"), own);
}

void
report_table_chart(
    json_t *table, const char *id, const char *name, json_t *chart)
{
	(void)json_array_append_new(json_object_get(table, "charts"),
	    json_pack(
		"{s:s, s:s, s:o}", "id", id, "name", name, "chart", chart));
	(void)json_object_set_new(table, "has_charts", json_true());
}

void
report_table_note(json_t *table, const char *note)
{
	(void)json_object_set_new(table, "note", json_string(note));
	(void)json_object_set_new(
	    table, "has_note", json_boolean(note[0] != '\0'));
}
