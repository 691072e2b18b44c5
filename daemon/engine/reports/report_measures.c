/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "engine/measures/figures.h"
#include "engine/measures/measures.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_table.h"
#include "model/measure.h"
#include "text/json_text.h"

/* The measures in the report on a year. */

static int
load_year(const struct report *report, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *year =
	    memory_printf("%d", report->period.year);
	const struct measures_request request = {
	    .year = year, .language = report->language};

	return measures_view(report->engine, &request, ret_view, err);
}

static void
set(json_t *table, const char *name, const char *has, const char *text)
{
	(void)json_object_set_new(table, name, json_string(text));
	(void)json_object_set_new(table, has, json_boolean(text[0] != '\0'));
}

/* And the share of those who answered, of what a survey asked. */
static void
note_formula(const struct report *report, json_t *table, const json_t *measure)
{
	const char *answered = json_text_of(measure, "of_answered");
	cleanup_(memory_free_ptr) char *note =
	    answered[0] == '\0'
		? memory_strdup(json_text_of(measure, "formula"))
		: memory_printf("%s %s %s", json_text_of(measure, "formula"),
		      report_parts_word(
			  report, "page.%s", "measures_of_answered"),
		      answered);

	report_table_note(table, note);
}

/* As the measure's own page has it. */
static json_t *
figures_of(const struct report *report, const json_t *measure)
{
	json_t *table = report_table_new(
	    json_text_of(measure, "id"), json_text_of(measure, "name"));
	bool has_figures =
	    json_is_true(json_object_get(measure, "has_figures"));

	if (!has_figures)
		report_table_note(table,
		    report_parts_word(report, "page.%s", "measures_pending"));
	else
		note_formula(report, table, measure);
	set(table, "source", "has_source",
	    json_text_of(json_object_get(measure, "baseline"), "source"));
	if (!has_figures)
		return table;
	(void)json_object_set_new(table, "has_chart", json_true());
	(void)json_object_set_new(table, "has_rows", json_true());
	(void)json_object_set(
	    table, "chart", json_object_get(measure, "chart"));
	(void)json_object_set(
	    table, "columns", json_object_get(measure, "columns"));
	(void)json_object_set(table, "first",
	    json_object_get(
		json_array_get(json_object_get(measure, "columns"), 0),
		"label"));
	(void)json_object_set(table, "rows", json_object_get(measure, "rows"));
	return table;
}

int
report_measures_figures(
    const struct report *report, json_t *tables, struct error *err)
{
	json_auto_t *view = NULL;
	size_t i;
	const json_t *measure;
	int status = load_year(report, &view, err);

	json_array_foreach(json_object_get(view, "measures"), i, measure)
	{
		(void)json_array_append_new(
		    tables, figures_of(report, measure));
	}
	return status;
}

/* Of those that are imported the ones that have any figures. */
int
report_measures_payroll(
    const struct report *report, json_t *tables, struct error *err)
{
	json_auto_t *view = NULL;
	size_t i;
	const json_t *figure;
	int status = figures_view(
	    report->engine, report->period.year, report->language, &view, err);

	json_array_foreach(json_object_get(view, "figures"), i, figure)
	{
		if (json_is_true(json_object_get(figure, "has_figures")))
			(void)json_array_append_new(
			    tables, figures_of(report, figure));
	}
	return status;
}

static void
add_mark(json_t *table, const json_t *measure, const json_t *mark)
{
	json_t *row = report_table_row(table, json_text_of(measure, "name"));
	json_auto_t *cell = json_pack("{s:O, s:O, s:s, s:O, s:O, s:i}", "text",
	    json_object_get(mark, "text"), "short",
	    json_object_get(mark, "text"), "kind", "mark", "least",
	    json_object_get(mark, "permille"), "most",
	    json_object_get(mark, "permille"), "of", 0);

	report_table_text(table, row, json_text_of(mark, "label"));
	report_table_cell(table, row, cell);
	report_table_number(
	    table, row, json_integer_value(json_object_get(mark, "year")));
	report_table_text(table, row, json_text_of(mark, "source"));
}

/* Of the municipality, and of the areas that have one of their own. */
static void
add_marks_of(const json_t *measures, const char *purpose, json_t *table)
{
	size_t i;
	size_t k;
	const json_t *measure;
	const json_t *mark;

	json_array_foreach((json_t *)(uintptr_t)measures, i, measure)
	{
		json_array_foreach(json_object_get(measure, "marks"), k, mark)
		{
			if (strcmp(json_text_of(mark, "purpose"), purpose) == 0)
				add_mark(table, measure, mark);
		}
	}
}

static void
add_mark_columns(
    const struct report *report, const char *purpose, json_t *table)
{
	static const char *const own[] = {"year", "source"};
	const char *const words[] = {"measure", "area", purpose};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		report_table_column(table,
		    report_parts_word(report, "measure_column.%s", words[i]));
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		report_table_column(table,
		    report_parts_word(report, "report_column.%s", own[i]));
}

/* What was counted here first, then what was imported. */
static int
add_marks(const struct report *report, const char *purpose, json_t *tables,
    struct error *err)
{
	json_auto_t *counted = NULL;
	json_auto_t *imported = NULL;
	cleanup_(memory_free_ptr) char *id = memory_printf("%ss", purpose);
	json_t *table = report_table_new(id, "");
	int status = load_year(report, &counted, err);

	(void)json_array_append_new(tables, table);
	if (status == OB_OK)
		status = figures_view(report->engine, report->period.year,
		    report->language, &imported, err);
	if (status != OB_OK)
		return status;
	add_mark_columns(report, purpose, table);
	add_marks_of(json_object_get(counted, "measures"), purpose, table);
	add_marks_of(json_object_get(imported, "figures"), purpose, table);
	if (!json_is_true(json_object_get(table, "has_rows")))
		report_table_note(table,
		    report_parts_word(report, "report_word.%s", "no_marks"));
	return OB_OK;
}

int
report_measures_targets(
    const struct report *report, json_t *tables, struct error *err)
{
	return add_marks(report, MEASURE_TARGET, tables, err);
}

int
report_measures_baselines(
    const struct report *report, json_t *tables, struct error *err)
{
	return add_marks(report, MEASURE_BASELINE, tables, err);
}
