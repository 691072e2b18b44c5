/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/measures/measure_table.h"
#include "engine/measures/measures.h"
#include "engine/measures/measures_count.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_table.h"
#include "model/fraction.h"
#include "model/quarter.h"
#include "text/dates_text.h"
#include "text/json_text.h"

/* The status of a quarter, out of what the measures tell of it and before. */

#define YEARS 3		/* this one and those before it */
#define QUARTERS_BACK 8 /* so far is looked for what was told before */
#define MARKS 2		/* cells of a row that are no figures */
#define YEAR_CELL (MARKS + 4)

/* What a year's pages tell; index 0 is the year of the report. */
struct years {
	json_t *views[YEARS];
};

static void
release_years(struct years *years)
{
	for (size_t i = 0; i < YEARS; i++)
		json_decref(years->views[i]);
}

static int
load_years(const struct report *report, struct years *years, struct error *err)
{
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < YEARS; i++) {
		cleanup_(memory_free_ptr) char *year =
		    memory_printf("%d", report->period.year - i);
		const struct measures_request request = {
		    .year = year, .language = report->language};

		status = measures_view(
		    report->engine, &request, &years->views[i], err);
	}
	return status;
}

static struct quarter
quarter_of_report(const struct report *report)
{
	return (struct quarter){report->period.year, report->period.quarter};
}

/* The municipality's cell of a measure; NULL beyond what was loaded. */
static const json_t *
cell_at(const struct report *report, const struct years *years, size_t measure,
    int year, size_t index)
{
	int back = report->period.year - year;
	const json_t *list;
	const json_t *row;

	if (back < 0 || back >= YEARS)
		return NULL;
	list = json_object_get(years->views[back], "measures");
	row = json_array_get(
	    json_object_get(json_array_get(list, measure), "rows"), 0);
	return json_array_get(json_object_get(row, "cells"), index);
}

static const json_t *
cell_of(const struct report *report, const struct years *years, size_t measure,
    struct quarter quarter)
{
	return cell_at(report, years, measure, quarter.year,
	    MARKS + (size_t)quarter.number - 1);
}

static bool
is_exact(const json_t *cell)
{
	return strcmp(json_text_of(cell, "kind"), "exact") == 0;
}

/* Exactly, or by a bound. */
static bool
is_told(const json_t *cell)
{
	return json_integer_value(json_object_get(cell, "of")) > 0;
}

/* ---- how many ---- */

/*
 * All measures count the same leaders: how many began in a quarter is what the
 * first says that tells it.  -1 when none does; *ret_kind is why.
 */
static json_int_t
began_in(const struct report *report, const struct years *years,
    struct quarter quarter, const char **ret_kind)
{
	*ret_kind = json_text_of(cell_of(report, years, 0, quarter), "kind");
	if (strcmp(*ret_kind, "empty") == 0)
		return 0;
	for (size_t i = 0; i < measure_table_count; i++) {
		const json_t *cell = cell_of(report, years, i, quarter);

		if (is_told(cell))
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
add_count(const struct report *report, const struct years *years, json_t *table,
    const char *word, int back, int quarters)
{
	json_t *row = report_table_row(
	    table, report_parts_word(report, "report_leaders.%s", word));
	const char *kind = "";
	json_int_t sum = 0;

	for (int i = 0; i < quarters; i++) {
		struct quarter quarter =
		    quarter_add(quarter_of_report(report), -back - i);
		json_int_t began = began_in(report, years, quarter, &kind);

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
	cleanup_(release_years) struct years years = {{NULL}};
	json_t *table = report_table_new("leaders", "");
	int status = load_years(report, &years, err);

	(void)json_array_append_new(tables, table);
	if (status != OB_OK)
		return status;
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "leaders"));
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "count"));
	add_count(report, &years, table, "began", 0, 1);
	add_count(report, &years, table, "run", 0, 2);
	add_count(report, &years, table, "ended", 2, 1);
	return OB_OK;
}

/* ---- the measures that are told of quarters ---- */

static char *
quarter_label(const struct report *report, struct quarter quarter)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("q%d", quarter.number);

	return memory_printf("%s %d",
	    report_parts_word(report, "measure_column.%s", name), quarter.year);
}

/* What was told last before the quarter, and of when; NULL for nothing. */
static const json_t *
told_before(const struct report *report, const struct years *years,
    size_t measure, char **ret_label)
{
	struct quarter quarter = quarter_of_report(report);
	const json_t *cell;

	for (int i = 0; i < QUARTERS_BACK; i++) {
		quarter = quarter_add(quarter, -1);
		cell = cell_of(report, years, measure, quarter);
		if (is_told(cell)) {
			*ret_label = quarter_label(report, quarter);
			return cell;
		}
	}
	for (int back = 1; back < YEARS; back++) {
		int year = report->period.year - back;

		cell = cell_at(report, years, measure, year, YEAR_CELL);
		if (is_told(cell)) {
			*ret_label = memory_printf("%d", year);
			return cell;
		}
	}
	return NULL;
}

static const char *
sign_of(int change)
{
	if (change == 0)
		return "";
	return change < 0 ? "−" : "+";
}

/* Words that are no plain ones: of what kind is for who shows them. */
static void
add_words(const json_t *table, json_t *row, const char *text, const char *kind)
{
	json_t *cells = json_object_get(row, "cells");

	report_table_text(table, row, text);
	(void)json_object_set_new(
	    json_array_get(cells, json_array_size(cells) - 1), "kind",
	    json_string(kind));
}

/* In points of percent. */
static void
add_change(const struct report *report, const json_t *table, json_t *row,
    const json_t *now, const json_t *before)
{
	char points[FRACTION_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *text = NULL;
	int change;

	if (!is_exact(now) || !is_exact(before)) {
		report_table_text(table, row, "");
		return;
	}
	change = (int)(json_integer_value(json_object_get(now, "least")) -
		       json_integer_value(json_object_get(before, "least")));
	text = memory_printf("%s%s", sign_of(change),
	    fraction_format(abs(change),
		report->language == LANGUAGE_DA ? ',' : '.', points));
	add_words(table, row, text, "change");
}

static void
add_before(
    const json_t *table, json_t *row, const json_t *before, const char *label)
{
	cleanup_(memory_free_ptr) char *text =
	    before == NULL ? memory_strdup("")
			   : memory_printf("%s (%s)",
				 json_text_of(before, "short"), label);

	add_words(table, row, text, "before");
}

static void
add_measure(const struct report *report, const struct years *years,
    json_t *table, size_t measure)
{
	const json_t *own = json_array_get(
	    json_object_get(years->views[0], "measures"), measure);
	const json_t *now =
	    cell_of(report, years, measure, quarter_of_report(report));
	cleanup_(memory_free_ptr) char *label = NULL;
	const json_t *before = told_before(report, years, measure, &label);
	json_t *row = report_table_row(table, json_text_of(own, "name"));

	for (size_t i = 0; i < MARKS; i++)
		report_table_cell(table, row,
		    cell_at(report, years, measure, report->period.year, i));
	report_table_cell(table, row, now);
	add_before(table, row, before, label);
	add_change(report, table, row, now, before);
}

int
report_quarter_measures(
    const struct report *report, json_t *tables, struct error *err)
{
	static const char *const words[] = {"measure", "baseline", "target"};
	cleanup_(release_years) struct years years = {{NULL}};
	cleanup_(memory_free_ptr) char *label =
	    quarter_label(report, quarter_of_report(report));
	json_t *table = report_table_new("measures", "");
	int status = load_years(report, &years, err);

	(void)json_array_append_new(tables, table);
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		report_table_column(table,
		    report_parts_word(report, "measure_column.%s", words[i]));
	report_table_column(table, label);
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "before"));
	report_table_column(
	    table, report_parts_word(report, "report_column.%s", "change"));
	for (size_t i = 0; status == OB_OK && i < measure_table_count; i++) {
		if (!measure_table_is_of_year(&measure_table[i]))
			add_measure(report, &years, table, i);
	}
	return status;
}

/* ---- what is still to come ---- */

/* The next day after one on which measures are counted; DATE_NONE for none. */
static struct date
next_day(const struct report *report, struct date after)
{
	struct date next = DATE_NONE;

	for (size_t i = 0; i < measure_table_count; i++) {
		struct date day = measures_count_final_day(
		    &measure_table[i], quarter_of_report(report));

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
	char text[DATES_TEXT_SIZE];
	size_t count = 0;
	json_t *row = report_table_row(
	    table, dates_text_day(report->language, day, text));

	for (size_t i = 0; i < measure_table_count; i++) {
		if (!measure_table_is_of_year(&measure_table[i]) &&
		    measures_count_final_day(
			&measure_table[i], quarter_of_report(report))
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
