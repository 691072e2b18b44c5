/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/reports/report_series.h"

#include <string.h>

#include "base/memory.h"
#include "engine/measures/figures.h"
#include "engine/measures/measures.h"
#include "text/json_text.h"

#define QUARTERS_BACK 8 /* so far is looked for what was told before */
#define YEAR_CELL (REPORT_SERIES_MARKS + 4)

void
report_series_release(struct report_series *series)
{
	for (size_t i = 0; i < REPORT_SERIES_YEARS; i++)
		json_decref(series->lists[i]);
	*series = (struct report_series){{NULL}};
}

int
report_series_of_measures(const struct report *report,
    struct report_series *ret_series, struct error *err)
{
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < REPORT_SERIES_YEARS; i++) {
		cleanup_(memory_free_ptr) char *year =
		    memory_printf("%d", report->period.year - i);
		const struct measures_request request = {
		    .year = year, .language = report->language};
		json_auto_t *view = NULL;

		status = measures_view(report->engine, &request, &view, err);
		ret_series->lists[i] =
		    json_incref(json_object_get(view, "measures"));
	}
	return status;
}

int
report_series_of_payroll(const struct report *report,
    struct report_series *ret_series, struct error *err)
{
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < REPORT_SERIES_YEARS; i++) {
		json_auto_t *view = NULL;

		status = figures_view(report->engine, report->period.year - i,
		    report->language, &view, err);
		ret_series->lists[i] =
		    json_incref(json_object_get(view, "figures"));
	}
	return status;
}

struct quarter
report_series_quarter(const struct report *report)
{
	return (struct quarter){report->period.year, report->period.quarter};
}

const json_t *
report_series_item(const struct report_series *series, size_t item)
{
	return json_array_get(series->lists[0], item);
}

static const json_t *
cell_at(const struct report_series *series, int back, size_t item, size_t index)
{
	const json_t *row;

	if (back < 0 || back >= REPORT_SERIES_YEARS)
		return NULL;
	row = json_array_get(
	    json_object_get(json_array_get(series->lists[back], item), "rows"),
	    0);
	return json_array_get(json_object_get(row, "cells"), index);
}

const json_t *
report_series_mark(const struct report_series *series, size_t item, size_t mark)
{
	return cell_at(series, 0, item, mark);
}

const json_t *
report_series_cell(const struct report *report,
    const struct report_series *series, size_t item, struct quarter quarter)
{
	return cell_at(series, report->period.year - quarter.year, item,
	    REPORT_SERIES_MARKS + (size_t)quarter.number - 1);
}

bool
report_series_is_exact(const json_t *cell)
{
	return strcmp(json_text_of(cell, "kind"), "exact") == 0;
}

bool
report_series_is_told(const json_t *cell)
{
	return cell != NULL &&
	       json_integer_value(json_object_get(cell, "least")) >= 0;
}

const json_t *
report_series_before(const struct report *report,
    const struct report_series *series, size_t item, char **ret_label)
{
	struct quarter quarter = report_series_quarter(report);
	const json_t *cell;

	for (int i = 0; i < QUARTERS_BACK; i++) {
		quarter = quarter_add(quarter, -1);
		cell = report_series_cell(report, series, item, quarter);
		if (report_series_is_told(cell)) {
			*ret_label = report_series_label(report, quarter);
			return cell;
		}
	}
	for (int back = 1; back < REPORT_SERIES_YEARS; back++) {
		cell = cell_at(series, back, item, YEAR_CELL);
		if (report_series_is_told(cell)) {
			*ret_label =
			    memory_printf("%d", report->period.year - back);
			return cell;
		}
	}
	return NULL;
}

char *
report_series_label(const struct report *report, struct quarter quarter)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("q%d", quarter.number);

	return memory_printf("%s %d",
	    report_parts_word(report, "measure_column.%s", name), quarter.year);
}
