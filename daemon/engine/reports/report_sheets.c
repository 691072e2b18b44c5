/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/reports/report_sheets.h"

#include <string.h>

#include "base/memory.h"
#include "engine/measures/measure_words.h"
#include "text/json_text.h"

static json_t *
words(const char *text)
{
	return json_pack("{s:s}", "text", text);
}

static void
add_column(const struct engine *engine, enum language language, json_t *columns,
    const char *name)
{
	(void)json_array_append_new(columns,
	    json_pack("{s:s}", "label",
		measure_words_text(engine, language, "report_sheet.%s", name)));
}

static json_t *
columns_of(const struct engine *engine, enum language language,
    const char *const *names, size_t count)
{
	json_t *columns = json_array();

	for (size_t i = 0; i < count; i++)
		add_column(engine, language, columns, names[i]);
	return columns;
}

/* name: what spreadsheet.h calls a cell of that kind. */
static json_t *
typed(const json_t *cell, const char *name, const char *member)
{
	return json_pack("{s:O, s:O}", "text", json_object_get(cell, "text"),
	    name, json_object_get(cell, member));
}

/* What a program may take for what it is; a bound is words. */
static json_t *
value_of(const json_t *cell)
{
	static const struct {
		const char *kind;
		const char *name;
		const char *member;
	} types[] = {
	    {"count", "number", "of"},
	    {"number", "number", "value"},
	    {"date", "date", "value"},
	    {"change", "tenths", "value"},
	    {"exact", "permille", "least"},
	    {"mark", "permille", "least"},
	};

	const char *kind = json_text_of(cell, "kind");
	const char *text = json_text_of(cell, "text");

	/* Where no mark is set, there is a mark's cell without one. */
	for (size_t i = 0; text[0] != '\0' && i < ARRAY_LEN(types); i++) {
		if (strcmp(kind, types[i].kind) == 0)
			return typed(cell, types[i].name, types[i].member);
	}
	return words(text);
}

static json_t *
label_of(const json_t *row)
{
	const char *day = json_text_of(row, "value");

	return day[0] == '\0' ? words(json_text_of(row, "label"))
			      : json_pack("{s:s, s:s}", "text",
				    json_text_of(row, "label"), "date", day);
}

static json_t *
of_whom(const json_t *cell)
{
	json_int_t of = json_integer_value(json_object_get(cell, "of"));

	if (strcmp(json_text_of(cell, "kind"), "count") == 0)
		return words("");
	return of > 0 ? json_pack("{s:s, s:I}", "text", "", "number", of)
		      : words("");
}

/* ---- by cell ---- */

static void
add_cells(json_t *rows, const json_t *table, const json_t *row)
{
	size_t i;
	const json_t *cell;

	json_array_foreach(json_object_get(row, "cells"), i, cell)
	{
		if (json_text_of(cell, "text")[0] != '\0')
			(void)json_array_append_new(
			    rows, json_pack("[o, o, o, o, o]",
				      words(json_text_of(table, "name")),
				      label_of(row),
				      words(json_text_of(cell, "label")),
				      value_of(cell), of_whom(cell)));
	}
}

static void
add_table(json_t *rows, const json_t *table)
{
	size_t i;
	const json_t *row;

	json_array_foreach(json_object_get(table, "rows"), i, row)
	{
		add_cells(rows, table, row);
	}
	if (json_text_of(table, "note")[0] != '\0')
		(void)json_array_append_new(
		    rows, json_pack("[o, o, o, o, o]",
			      words(json_text_of(table, "name")), words(""),
			      words(""), words(json_text_of(table, "note")),
			      words("")));
}

static json_t *
rows_by_cell(const json_t *part)
{
	json_t *rows = json_array();
	size_t i;
	const json_t *table;

	json_array_foreach(json_object_get(part, "tables"), i, table)
	{
		add_table(rows, table);
	}
	return rows;
}

/* ---- sheets ---- */

static json_t *
rows_of(const json_t *table)
{
	json_t *rows = json_array();
	size_t y;
	size_t x;
	const json_t *row;
	const json_t *cell;

	json_array_foreach(json_object_get(table, "rows"), y, row)
	{
		json_t *cells = json_pack("[o]", label_of(row));

		json_array_foreach(json_object_get(row, "cells"), x, cell)
		{
			(void)json_array_append_new(cells, value_of(cell));
		}
		(void)json_array_append_new(rows, cells);
	}
	if (json_text_of(table, "note")[0] != '\0')
		(void)json_array_append_new(
		    rows, json_pack("[o]", words(json_text_of(table, "note"))));
	return rows;
}

static json_t *
sheet_of(
    const struct engine *engine, enum language language, const json_t *part)
{
	static const char *const names[] = {
	    "table", "row", "column", "value", "of"};
	const json_t *tables = json_object_get(part, "tables");
	const json_t *first = json_array_get(tables, 0);
	cleanup_(memory_free_ptr) char *name = memory_printf("%s %s",
	    json_text_of(part, "number"), json_text_of(part, "heading"));

	if (json_array_size(tables) == 1)
		return json_pack("{s:s, s:O, s:o}", "name", name, "columns",
		    json_object_get(first, "columns"), "rows", rows_of(first));
	return json_pack("{s:s, s:o, s:o}", "name", name, "columns",
	    columns_of(engine, language, names, ARRAY_LEN(names)), "rows",
	    rows_by_cell(part));
}

static json_t *
texts_of(
    const struct engine *engine, enum language language, const json_t *report)
{
	static const char *const names[] = {"heading", "text"};
	json_t *rows = json_array();
	size_t i;
	const json_t *section;

	json_array_foreach(json_object_get(report, "sections"), i, section)
	{
		if (json_is_true(json_object_get(section, "has_text")))
			(void)json_array_append_new(
			    rows, json_pack("[o, o]",
				      words(json_text_of(section, "heading")),
				      words(json_text_of(section, "text"))));
	}
	return json_pack("{s:s, s:o, s:o}", "name",
	    measure_words_text(engine, language, "report_sheet.%s", "texts"),
	    "columns", columns_of(engine, language, names, ARRAY_LEN(names)),
	    "rows", rows);
}

json_t *
report_sheets_view(
    const struct engine *engine, enum language language, const json_t *report)
{
	json_t *sheets = json_array();
	size_t i;
	size_t k;
	const json_t *section;
	const json_t *part;

	if (json_is_true(json_object_get(report, "is_year")))
		(void)json_array_append_new(
		    sheets, texts_of(engine, language, report));
	json_array_foreach(json_object_get(report, "sections"), i, section)
	{
		json_array_foreach(json_object_get(section, "parts"), k, part)
		{
			(void)json_array_append_new(
			    sheets, sheet_of(engine, language, part));
		}
	}
	return sheets;
}

/* ---- lines ---- */

/* Each of a part's cells, behind the heading that it stands below. */
static void
add_lines(json_t *rows, const json_t *heading, const json_t *part)
{
	json_auto_t *cells = rows_by_cell(part);
	size_t i;
	json_t *cell;

	json_array_foreach(cells, i, cell)
	{
		(void)json_array_insert_new(
		    cell, 0, words(json_string_value(heading)));
		/* Of parts with one table it is the part that has a name. */
		if (json_text_of(json_array_get(cell, 1), "text")[0] == '\0')
			(void)json_array_set_new(
			    cell, 1, words(json_text_of(part, "heading")));
		(void)json_array_append(rows, cell);
	}
}

static void
add_section(json_t *rows, const json_t *section)
{
	const json_t *heading = json_object_get(section, "heading");
	size_t i;
	const json_t *part;

	if (json_is_true(json_object_get(section, "has_text")))
		(void)json_array_append_new(
		    rows, json_pack("[o, o, o, o, o, o]",
			      words(json_string_value(heading)), words(""),
			      words(""), words(""),
			      words(json_text_of(section, "text")), words("")));
	json_array_foreach(json_object_get(section, "parts"), i, part)
	{
		add_lines(rows, heading, part);
	}
}

json_t *
report_sheets_lines(
    const struct engine *engine, enum language language, const json_t *report)
{
	static const char *const names[] = {
	    "heading", "table", "row", "column", "value", "of"};
	json_t *rows = json_array();
	size_t i;
	const json_t *section;

	json_array_foreach(json_object_get(report, "sections"), i, section)
	{
		add_section(rows, section);
	}
	return json_pack("{s:o, s:o}", "columns",
	    columns_of(engine, language, names, ARRAY_LEN(names)), "rows",
	    rows);
}
