/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_measure.h"

#include "base/memory.h"
#include "cli/table.h"
#include "cli/view.h"

static const struct table_column year_columns[] = {{"WHAT", TABLE_CUT},
    {"BASELINE", TABLE_PLAIN}, {"TARGET", TABLE_PLAIN}, {"Q1", TABLE_PLAIN},
    {"Q2", TABLE_PLAIN}, {"Q3", TABLE_PLAIN}, {"Q4", TABLE_PLAIN},
    {"YEAR", TABLE_PLAIN}};
static const struct table_column figure_columns[] = {{"WHAT", TABLE_CUT},
    {"BASELINE", TABLE_PLAIN}, {"TARGET", TABLE_PLAIN}, {"Q1", TABLE_PLAIN},
    {"Q2", TABLE_PLAIN}, {"Q3", TABLE_PLAIN}, {"Q4", TABLE_PLAIN}};
static const struct table_column quarter_columns[] = {{"WHAT", TABLE_CUT},
    {"BASELINE", TABLE_PLAIN}, {"TARGET", TABLE_PLAIN},
    {"QUARTER", TABLE_PLAIN}};

/* As many as the first row has cells: a year's, with the year's total unless
 * they are figures that have none, or a quarter's. */
static int
begin_table(struct table *table, const json_t *row, struct error *err)
{
	size_t count = json_array_size(json_object_get(row, "cells"));

	if (count + 1 == ARRAY_LEN(year_columns))
		*table = (struct table)TABLE_INIT(year_columns);
	else if (count + 1 == ARRAY_LEN(figure_columns))
		*table = (struct table)TABLE_INIT(figure_columns);
	else if (count + 1 == ARRAY_LEN(quarter_columns))
		*table = (struct table)TABLE_INIT(quarter_columns);
	else
		return error_set(err, OB_EPROTO,
		    "the answer has neither a year's nor a quarter's cells");
	return OB_OK;
}

/* A row with fewer cells than the table is filled up, one with more is cut. */
static void
add_row(struct table *table, const char *name, const json_t *row)
{
	const json_t *cells = json_object_get(row, "cells");

	table_add(table, name);
	for (size_t i = 0; i + 1 < table->column_count; i++)
		table_add(table, view_text(json_array_get(cells, i), "text"));
}

static const json_t *
first_row(const json_t *measure)
{
	return json_array_get(json_object_get(measure, "rows"), 0);
}

/* Of each measure the whole municipality. */
int
print_measure_list(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(table_release) struct table table = TABLE_INIT(year_columns);
	json_t *list;
	int status = view_list(answer, "measures", &list, err);

	if (status == OB_OK)
		status = begin_table(
		    &table, first_row(json_array_get(list, 0)), err);
	for (size_t i = 0; status == OB_OK && i < json_array_size(list); i++) {
		const json_t *measure = json_array_get(list, i);

		add_row(&table, view_text(measure, "id"), first_row(measure));
	}
	if (status == OB_OK)
		table_print(&table, output);
	return status;
}

static void
add_source(struct output *output, const json_t *measure)
{
	const json_t *baseline = json_object_get(measure, "baseline");

	if (json_is_object(baseline))
		output_add_field(
		    output, "Baseline from", view_text(baseline, "source"));
}

static int
print_measure(const json_t *measure, struct output *output, struct error *err)
{
	cleanup_(table_release) struct table table = TABLE_INIT(year_columns);
	const json_t *rows = json_object_get(measure, "rows");
	int status = begin_table(&table, first_row(measure), err);

	if (status != OB_OK)
		return status;
	output_add_value(output, view_text(measure, "name"));
	output_add(output, "\n");
	output_add_value(output, view_text(measure, "formula"));
	output_add(output, "\n\n");
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);

		add_row(&table, view_text(row, "label"), row);
	}
	table_print(&table, output);
	if (view_text(measure, "of_answered")[0] != '\0')
		output_add_field(output, "Of those who answered",
		    view_text(measure, "of_answered"));
	add_source(output, measure);
	return OB_OK;
}

static int
print_all(const json_t *answer, const char *name, struct output *output,
    struct error *err)
{
	json_t *list;
	int status = view_list(answer, name, &list, err);

	for (size_t i = 0; status == OB_OK && i < json_array_size(list); i++) {
		if (i > 0)
			output_add(output, "\n");
		status = print_measure(json_array_get(list, i), output, err);
	}
	return status;
}

int
print_measure_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	return print_all(answer, "measures", output, err);
}

int
print_measure_figures(
    const json_t *answer, struct output *output, struct error *err)
{
	return print_all(answer, "figures", output, err);
}

static const struct table_column step_columns[] = {{"STEP", TABLE_CUT},
    {"ROLE", TABLE_CUT}, {"LATE OR SKIPPED", TABLE_PLAIN},
    {"SKIPPED", TABLE_PLAIN}, {"DAYS LATE", TABLE_PLAIN}};

static const char *
share_text(const json_t *step, const char *name)
{
	return view_text(json_object_get(step, name), "text");
}

int
print_measure_bottlenecks(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(table_release) struct table table = TABLE_INIT(step_columns);
	json_t *list;
	int status = view_list(answer, "steps", &list, err);

	if (status != OB_OK)
		return status;
	if (!json_is_true(json_object_get(answer, "is_final")))
		output_add(output, "The year is not counted yet.\n");
	else if (!json_is_true(json_object_get(answer, "is_told")))
		output_add(output, "Too few leaders began in the year for "
				   "anything to be told.\n");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *step = json_array_get(list, i);

		table_add(&table, view_text(step, "title"));
		table_add(&table, view_text(step, "role_label"));
		table_add(&table, share_text(step, "missed"));
		table_add(&table, share_text(step, "skipped"));
		table_add(&table, view_text(step, "days_text"));
	}
	if (json_array_size(list) > 0)
		table_print(&table, output);
	return OB_OK;
}

int
print_measure_mark(
    const json_t *answer, struct output *output, struct error *err)
{
	static const char *const fields[][2] = {{"Measure", "measure"},
	    {"Area", "area"}, {"What", "purpose"}, {"Value", "value"},
	    {"Year", "year"}, {"Source", "source"}};
	const json_t *mark = json_object_get(answer, "mark");

	if (mark == NULL)
		return error_set(err, OB_EPROTO, "the answer has no mark");
	if (json_is_null(mark)) {
		output_add(output, "Taken away.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		cleanup_(memory_free_ptr) char *value =
		    view_value(mark, fields[i][1]);

		if (value[0] != '\0')
			output_add_field(output, fields[i][0], value);
	}
	return OB_OK;
}
