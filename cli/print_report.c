/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_report.h"

#include <string.h>

#include "base/memory.h"
#include "cli/glyph.h"
#include "cli/table.h"
#include "cli/view.h"

static const struct table_column list_columns[] = {
    {"PERIOD", TABLE_PLAIN}, {"REPORT", TABLE_CUT}};

static void
add_entry(struct table *table, const json_t *entry)
{
	table_add(table, view_text(entry, "period"));
	table_add(table, view_text(entry, "title"));
}

int
print_report_list(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(table_release) struct table table = TABLE_INIT(list_columns);
	json_t *years;
	size_t i;
	size_t k;
	const json_t *year;
	const json_t *quarter;
	int status = view_list(answer, "years", &years, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(years, i, year)
	{
		add_entry(&table, year);
		json_array_foreach(
		    json_object_get(year, "quarters"), k, quarter)
		{
			add_entry(&table, quarter);
		}
	}
	if (json_array_size(years) == 0)
		output_add(output, "No reports.\n");
	else
		table_print(&table, output);
	return OB_OK;
}

/* Each line on its own, so that none can do anything to a terminal. */
static void
add_lines(struct output *output, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		cleanup_(memory_free_ptr) char *line =
		    memory_strndup(text, len);

		output_add_value(output, line);
		output_add(output, "\n");
		text += len + (text[len] == '\n');
	}
}

static void
add_row(struct table *table, const json_t *row)
{
	const json_t *cells = json_object_get(row, "cells");

	table_add(table, view_text(row, "label"));
	for (size_t i = 0; i + 1 < table->column_count; i++)
		table_add(table, view_text(json_array_get(cells, i), "text"));
}

/* What heads the columns is the daemon's, and made harmless as cells are. */
struct heads {
	struct strbuf labels[TABLE_MAX_COLUMNS];
	struct table_column columns[TABLE_MAX_COLUMNS];
};

static void
release_heads(struct heads *heads)
{
	for (size_t i = 0; i < TABLE_MAX_COLUMNS; i++)
		strbuf_release(&heads->labels[i]);
}

static void
fill_heads(struct heads *heads, const json_t *labels)
{
	for (size_t i = 0; i < TABLE_MAX_COLUMNS; i++)
		strbuf_init(&heads->labels[i]);
	for (size_t i = 0; i < json_array_size(labels); i++) {
		glyph_add_line(&heads->labels[i],
		    view_text(json_array_get(labels, i), "label"));
		heads->columns[i] = (struct table_column){
		    heads->labels[i].buf, i == 0 ? TABLE_CUT : TABLE_PLAIN};
	}
}

static int
print_rows(const json_t *table, struct output *output, struct error *err)
{
	cleanup_(release_heads) struct heads heads;
	const json_t *labels = json_object_get(table, "columns");
	size_t count = json_array_size(labels);
	cleanup_(table_release) struct table out = {
	    .columns = heads.columns, .column_count = count};
	size_t i;
	const json_t *row;

	fill_heads(&heads, count > TABLE_MAX_COLUMNS ? NULL : labels);
	if (count == 0 || count > TABLE_MAX_COLUMNS)
		return error_set(err, OB_EPROTO,
		    "the answer has a table of %zu columns", count);
	json_array_foreach(json_object_get(table, "rows"), i, row)
	{
		add_row(&out, row);
	}
	table_print(&out, output);
	return OB_OK;
}

static int
print_table(const json_t *table, struct output *output, struct error *err)
{
	const char *name = view_text(table, "name");
	const char *note = view_text(table, "note");

	if (name[0] != '\0') {
		output_add(output, "\n");
		add_lines(output, name);
	}
	add_lines(output, note);
	return view_is_true(table, "has_rows") ? print_rows(table, output, err)
					       : OB_OK;
}

static void
add_heading(struct output *output, const json_t *object, const char *dot)
{
	output_add(output, "\n");
	output_add_value(output, view_text(object, "number"));
	output_add(output, "%s ", dot);
	output_add_value(output, view_text(object, "heading"));
	output_add(output, "\n");
}

static int
print_part(const json_t *part, struct output *output, struct error *err)
{
	int status = OB_OK;
	size_t i;
	const json_t *table;

	if (view_is_true(part, "has_heading"))
		add_heading(output, part, "");
	json_array_foreach(json_object_get(part, "tables"), i, table)
	{
		if (status == OB_OK)
			status = print_table(table, output, err);
	}
	return status;
}

int
print_report(const json_t *answer, struct output *output, struct error *err)
{
	json_t *sections;
	size_t i;
	size_t k;
	const json_t *section;
	const json_t *part;
	int status = view_list(answer, "sections", &sections, err);

	if (status != OB_OK)
		return status;
	add_lines(output, view_text(answer, "title"));
	add_lines(output, view_text(answer, "lead"));
	json_array_foreach(sections, i, section)
	{
		add_heading(output, section, ".");
		add_lines(output, view_text(section, "text"));
		json_array_foreach(json_object_get(section, "parts"), k, part)
		{
			if (status == OB_OK)
				status = print_part(part, output, err);
		}
	}
	return status;
}

int
print_report_texts(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *texts;
	size_t i;
	const json_t *text;
	int status = view_list(answer, "texts", &texts, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(texts, i, text)
	{
		if (i > 0)
			output_add(output, "\n");
		add_lines(output, view_text(text, "heading"));
		add_lines(output, view_text(text, "text"));
	}
	return OB_OK;
}
