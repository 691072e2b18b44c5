/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/measures/measure_table.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_series.h"
#include "engine/reports/report_table.h"
#include "model/figure.h"
#include "model/fraction.h"
#include "model/measure.h"
#include "text/json_text.h"

/* A quarter's figures beside what was set, and what was told before. */

static const char *
sign_of(int change)
{
	if (change == 0)
		return "";
	return change < 0 ? "−" : "+";
}

/* In points of percent. */
static void
add_change(const struct report *report, const json_t *table, json_t *row,
    const json_t *now, const json_t *before)
{
	char points[FRACTION_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *text = NULL;
	int change;

	if (!report_series_is_exact(now) || !report_series_is_exact(before)) {
		report_table_text(table, row, "");
		return;
	}
	change = (int)(json_integer_value(json_object_get(now, "least")) -
		       json_integer_value(json_object_get(before, "least")));
	text = memory_printf("%s%s", sign_of(change),
	    fraction_format(abs(change),
		report->language == LANGUAGE_DA ? ',' : '.', points));
	report_table_change(table, row, text, change);
}

/* Without of how many, which is told of this quarter alone; and of when. */
static void
add_before(
    const json_t *table, json_t *row, const json_t *before, const char *label)
{
	json_auto_t *share = json_copy((json_t *)(uintptr_t)before);

	if (share == NULL) {
		report_table_text(table, row, "");
		report_table_text(table, row, "");
		return;
	}
	(void)json_object_set(share, "text", json_object_get(share, "short"));
	report_table_cell(table, row, share);
	report_table_words(table, row, label, "before");
}

static void
add_item(const struct report *report, const struct report_series *series,
    json_t *table, size_t item)
{
	const json_t *now = report_series_cell(
	    report, series, item, report_series_quarter(report));
	cleanup_(memory_free_ptr) char *label = NULL;
	const json_t *before =
	    report_series_before(report, series, item, &label);
	json_t *row = report_table_row(
	    table, json_text_of(report_series_item(series, item), "name"));

	for (size_t i = 0; i < REPORT_SERIES_MARKS; i++)
		report_table_cell(
		    table, row, report_series_mark(series, item, i));
	report_table_cell(table, row, now);
	add_before(table, row, before, label);
	add_change(report, table, row, now, before);
}

static void
add_columns(const struct report *report, json_t *table, const char *first)
{
	static const char *const marks[] = {MEASURE_BASELINE, MEASURE_TARGET};
	static const char *const own[] = {"before", "before_when", "change"};
	cleanup_(memory_free_ptr) char *label =
	    report_series_label(report, report_series_quarter(report));

	report_table_column(table, first);
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		report_table_column(table,
		    report_parts_word(report, "measure_column.%s", marks[i]));
	report_table_column(table, label);
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		report_table_column(table,
		    report_parts_word(report, "report_column.%s", own[i]));
}

int
report_progress_measures(
    const struct report *report, json_t *tables, struct error *err)
{
	cleanup_(report_series_release) struct report_series series = {{NULL}};
	json_t *table = report_table_new("measures", "");
	int status = report_series_of_measures(report, &series, err);

	(void)json_array_append_new(tables, table);
	add_columns(report, table,
	    report_parts_word(report, "measure_column.%s", "measure"));
	for (size_t i = 0; status == OB_OK && i < measure_table_count; i++) {
		if (!measure_table_is_of_year(&measure_table[i]))
			add_item(report, &series, table, i);
	}
	return status;
}

/* What was never imported, and has no mark either, is not missed here. */
static bool
has_any(const struct report *report, const struct report_series *series,
    size_t item)
{
	cleanup_(memory_free_ptr) char *label = NULL;
	bool has_some =
	    report_series_before(report, series, item, &label) != NULL ||
	    report_series_is_told(report_series_cell(
		report, series, item, report_series_quarter(report)));

	for (size_t i = 0; !has_some && i < REPORT_SERIES_MARKS; i++)
		has_some =
		    report_series_is_told(report_series_mark(series, item, i));
	return has_some;
}

/* Of all employees, and not of new leaders alone. */
int
report_progress_payroll(
    const struct report *report, json_t *tables, struct error *err)
{
	cleanup_(report_series_release) struct report_series series = {{NULL}};
	json_t *table = report_table_new("payroll", "");
	int status = report_series_of_payroll(report, &series, err);

	(void)json_array_append_new(tables, table);
	add_columns(report, table,
	    report_parts_word(report, "report_part.%s", "payroll"));
	for (size_t i = 0; status == OB_OK && i < FIGURE_IDS_COUNT; i++) {
		if (has_any(report, &series, i))
			add_item(report, &series, table, i);
	}
	report_table_note(
	    table, report_parts_word(report, "report_word.%s",
		       json_is_true(json_object_get(table, "has_rows"))
			   ? "all_employees"
			   : "no_payroll"));
	return status;
}
