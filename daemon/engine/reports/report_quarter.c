/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/measures/measure_table.h"
#include "engine/measures/measures_count.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_series.h"
#include "engine/reports/report_table.h"
#include "model/quarter.h"
#include "text/dates_text.h"
#include "text/json_text.h"

/* How many leaders a quarter had, and what of it is still to come. */

/* ---- how many ---- */

/*
 * All measures count the same leaders: how many began in a quarter is what the
 * first says that tells it.  -1 when none does; *ret_kind is why.
 */
static json_int_t
began_in(const struct report *report, const struct report_series *series,
    struct quarter quarter, const char **ret_kind)
{
	*ret_kind = json_text_of(
	    report_series_cell(report, series, 0, quarter), "kind");
	if (strcmp(*ret_kind, "empty") == 0)
		return 0;
	for (size_t i = 0; i < measure_table_count; i++) {
		const json_t *cell =
		    report_series_cell(report, series, i, quarter);

		if (report_series_is_told(cell))
			return json_integer_value(json_object_get(cell, "of"));
	}
	return -1;
}

/* A quarter before there were journeys here is counted never. */
static const char *
untold(const struct report *report, struct quarter quarter, const char *kind)
{
	struct date day = measures_count_final_day(&measure_table[0], quarter);

	if (strcmp(kind, "pending") != 0)
		return report_parts_word(report, "measure_cell.%s", "hidden");
	return date_before(core_today(report->engine), day)
		   ? report_parts_word(report, "measure_cell.%s", "pending")
		   : report_parts_word(report, "report_word.%s", "not_counted");
}

/* Those who began in some quarters, the last of them so many before. */
static void
add_count(const struct report *report, const struct report_series *series,
    json_t *table, const char *word, int back, int quarters)
{
	json_t *row = report_table_row(
	    table, report_parts_word(report, "report_leaders.%s", word));
	const char *kind = "";
	json_int_t sum = 0;

	for (int i = 0; i < quarters; i++) {
		struct quarter quarter =
		    quarter_add(report_series_quarter(report), -back - i);
		json_int_t began = began_in(report, series, quarter, &kind);

		if (began < 0) {
			report_table_text(
			    table, row, untold(report, quarter, kind));
			return;
		}
		sum += began;
	}
	report_table_count(table, row, sum);
}

/* A journey lasts half a year: two quarters. */
int
report_quarter_leaders(
    const struct report *report, json_t *tables, struct error *err)
{
	cleanup_(report_series_release) struct report_series series = {{NULL}};
	json_t *table = report_table_new("leaders", "");
	int status = report_series_of_measures(report, &series, err);

	(void)json_array_append_new(tables, table);
	if (status != OB_OK)
		return status;
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "leaders"));
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "count"));
	add_count(report, &series, table, "began", 0, 1);
	add_count(report, &series, table, "run", 0, 2);
	add_count(report, &series, table, "ended", 2, 1);
	return OB_OK;
}

/* ---- what is still to come ---- */

/* The next day after one on which measures are counted; DATE_NONE for none. */
static struct date
next_day(const struct report *report, struct date after)
{
	struct date next = DATE_NONE;

	for (size_t i = 0; i < measure_table_count; i++) {
		struct date day = measures_count_final_day(
		    &measure_table[i], report_series_quarter(report));

		if (!measure_table_is_of_year(&measure_table[i]) &&
		    date_before(after, day) &&
		    (date_is_none(next) || date_before(day, next)))
			next = day;
	}
	return next;
}

static void
add_day(const struct report *report, json_t *table, struct date day)
{
	cleanup_(strbuf_release) struct strbuf list = STRBUF_INIT;
	cleanup_(memory_free_ptr) const char **names =
	    memory_alloc(measure_table_count * sizeof(*names));
	size_t count = 0;
	json_t *row = report_table_row_of_day(table, report->language, day);

	for (size_t i = 0; i < measure_table_count; i++) {
		if (!measure_table_is_of_year(&measure_table[i]) &&
		    measures_count_final_day(
			&measure_table[i], report_series_quarter(report))
			    .day == day.day)
			names[count++] = report_parts_word(
			    report, "measure.%s", measure_table[i].id);
	}
	dates_text_list(report->language, names, count, &list);
	report_table_text(table, row, list.buf);
}

int
report_quarter_pending(
    const struct report *report, json_t *tables, struct error *err)
{
	json_t *table = report_table_new("pending", "");
	struct date day = next_day(report, core_today(report->engine));

	(void)err;
	(void)json_array_append_new(tables, table);
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "ready"));
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "figures"));
	if (date_is_none(day))
		report_table_note(table,
		    report_parts_word(report, "report_word.%s", "all_ready"));
	for (; !date_is_none(day); day = next_day(report, day))
		add_day(report, table, day);
	return OB_OK;
}
