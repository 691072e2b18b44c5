/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/measures/measure_chart.h"
#include "engine/measures/measure_table.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_series.h"
#include "engine/reports/report_table.h"
#include "model/figure.h"
#include "model/measure.h"
#include "text/catalogue.h"
#include "text/json_text.h"

/* The last quarters of a few figures as charts, and the same as a table. */

#define TRENDS 2 /* with more of them the status is no longer one page */
#define QUARTERS 4

/* What may be drawn: one of a series. */
struct trend {
	const struct report_series *series;
	size_t item;
	bool is_counted; /* here; else it is imported */
};

struct trends {
	struct trend items[TRENDS];
	size_t count;
};

static struct quarter
quarter_at(const struct report *report, int place)
{
	return quarter_add(
	    report_series_quarter(report), place - (QUARTERS - 1));
}

static bool
is_told(const struct report *report, const struct trend *trend)
{
	for (int i = 0; i < QUARTERS; i++) {
		if (report_series_is_told(report_series_cell(report,
			trend->series, trend->item, quarter_at(report, i))))
			return true;
	}
	return false;
}

static size_t
marks_of(const struct trend *trend)
{
	size_t count = 0;

	for (size_t i = 0; i < REPORT_SERIES_MARKS; i++)
		count += report_series_is_told(
		    report_series_mark(trend->series, trend->item, i));
	return count;
}

/* Those with both marks before those with one; of equals the first stays. */
static void
offer(const struct report *report, struct trends *trends, struct trend trend)
{
	size_t at = trends->count;

	if (!is_told(report, &trend))
		return;
	while (at > 0 && marks_of(&trends->items[at - 1]) < marks_of(&trend))
		at--;
	if (at == TRENDS)
		return;
	if (trends->count < TRENDS)
		trends->count++;
	for (size_t i = trends->count - 1; i > at; i--)
		trends->items[i] = trends->items[i - 1];
	trends->items[at] = trend;
}

/* "4. kv. 2025": there is little room below a bar. */
static int
add_quarter(const struct report *report, struct quarter quarter, json_t *table,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf label = STRBUF_INIT;
	json_auto_t *view = json_pack(
	    "{s:i, s:i}", "number", quarter.number, "year", quarter.year);
	int status =
	    catalogue_format(report->engine->catalogues[report->language],
		"report_word.quarter_short", view, &label, err);

	if (status == OB_OK)
		report_table_column(table, label.buf);
	return status;
}

static int
add_columns(const struct report *report, json_t *table, struct error *err)
{
	static const char *const words[] = {
	    "measure", MEASURE_BASELINE, MEASURE_TARGET};
	int status = OB_OK;

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		report_table_column(table,
		    report_parts_word(report, "measure_column.%s", words[i]));
	for (int i = 0; status == OB_OK && i < QUARTERS; i++)
		status = add_quarter(report, quarter_at(report, i), table, err);
	return status;
}

static void
add_trend(const struct report *report, json_t *table, const struct trend *trend)
{
	const json_t *own = report_series_item(trend->series, trend->item);
	json_t *row = report_table_row(table, json_text_of(own, "name"));

	for (size_t i = 0; i < REPORT_SERIES_MARKS; i++)
		report_table_cell(table, row,
		    report_series_mark(trend->series, trend->item, i));
	for (int i = 0; i < QUARTERS; i++)
		report_table_cell(table, row,
		    report_series_cell(report, trend->series, trend->item,
			quarter_at(report, i)));
	report_table_chart(table, json_text_of(own, "id"),
	    json_text_of(own, "name"),
	    measure_chart_view(row, trend->is_counted
					? PERMILLE_WHOLE
					: measure_chart_ceiling(row)));
}

static void
choose(const struct report *report, const struct report_series *counted,
    const struct report_series *imported, struct trends *trends)
{
	for (size_t i = 0; i < measure_table_count; i++) {
		if (!measure_table_is_of_year(&measure_table[i]))
			offer(report, trends, (struct trend){counted, i, true});
	}
	for (size_t i = 0; i < FIGURE_IDS_COUNT; i++)
		offer(report, trends, (struct trend){imported, i, false});
}

int
report_trends_charts(
    const struct report *report, json_t *tables, struct error *err)
{
	cleanup_(report_series_release) struct report_series counted = {{NULL}};
	cleanup_(report_series_release) struct report_series imported = {
	    {NULL}};
	struct trends trends = {.count = 0};
	json_t *table = report_table_new("trends", "");
	int status = add_columns(report, table, err);

	(void)json_array_append_new(tables, table);
	if (status == OB_OK)
		status = report_series_of_measures(report, &counted, err);
	if (status == OB_OK)
		status = report_series_of_payroll(report, &imported, err);
	if (status != OB_OK)
		return status;
	choose(report, &counted, &imported, &trends);
	for (size_t i = 0; i < trends.count; i++)
		add_trend(report, table, &trends.items[i]);
	report_table_note(
	    table, report_parts_word(report, "report_word.%s",
		       trends.count == 0 ? "no_trend" : "which_trends"));
	return OB_OK;
}
