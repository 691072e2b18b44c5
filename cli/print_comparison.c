/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_comparison.h"

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

static const struct table_column columns[] = {{"WHO", TABLE_CUT},
    {"RESULT", TABLE_PLAIN}, {"LEADERS", TABLE_RIGHT}, {"BEGAN", TABLE_PLAIN},
    {"NOT COUNTED IN", TABLE_PLAIN}};

/* A row with fewer cells than the table is filled up, one with more is cut. */
static void
add_row(struct table *table, const json_t *row)
{
	const json_t *cells = json_object_get(row, "cells");

	table_add(table, view_text(row, "label"));
	for (size_t i = 0; i + 1 < table->column_count; i++)
		table_add(table, view_text(json_array_get(cells, i), "text"));
}

static void
print_measure(const json_t *measure, struct output *output)
{
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	const json_t *rows = json_object_get(measure, "rows");
	const json_t *notes = json_object_get(measure, "notes");

	output_add_value(output, view_text(measure, "name"));
	output_add(output, "\n");
	for (size_t i = 0; i < json_array_size(rows); i++)
		add_row(&table, json_array_get(rows, i));
	if (json_array_size(rows) == 0)
		output_add(output, "No version to compare yet.\n");
	else
		table_print(&table, output);
	for (size_t i = 0; i < json_array_size(notes); i++) {
		output_add_value(
		    output, view_text(json_array_get(notes, i), "text"));
		output_add(output, "\n");
	}
}

int
print_comparison(const json_t *answer, struct output *output, struct error *err)
{
	json_t *list;
	int status = view_list(answer, "measures", &list, err);

	for (size_t i = 0; status == OB_OK && i < json_array_size(list); i++) {
		if (i > 0)
			output_add(output, "\n");
		print_measure(json_array_get(list, i), output);
	}
	return status;
}
