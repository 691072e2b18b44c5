/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/bottlenecks.h"

#include <stdbool.h>

#include "base/memory.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_table.h"
#include "text/json_text.h"

/* The steps that kept most leaders waiting, in the report on a year. */

#define MOST 10 /* their own page has all */

static json_t *
new_table(const struct report *report)
{
	static const char *const columns[] = {"step", "role", "missed", "days"};
	json_t *table = report_table_new("bottlenecks", "");

	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		report_table_column(
		    table, report_parts_word(
			       report, "page.bottlenecks_%s", columns[i]));
	return table;
}

static void
add_step(json_t *table, const json_t *step)
{
	json_t *row = report_table_row(table, json_text_of(step, "title"));
	json_int_t days = json_integer_value(json_object_get(step, "days"));

	report_table_text(table, row, json_text_of(step, "role_label"));
	report_table_cell(table, row, json_object_get(step, "missed"));
	if (days < 0)
		report_table_text(table, row, json_text_of(step, "days_text"));
	else
		report_table_number(table, row, days);
}

static const char *
note_of(const json_t *view)
{
	if (!json_is_true(json_object_get(view, "is_final")))
		return "pending";
	if (!json_is_true(json_object_get(view, "is_told")))
		return "few";
	return json_is_true(json_object_get(view, "has_steps")) ? "how"
								: "none";
}

int
report_bottlenecks_worst(
    const struct report *report, json_t *tables, struct error *err)
{
	json_t *table = new_table(report);
	json_auto_t *view = NULL;
	size_t i;
	const json_t *step;
	int status = bottlenecks_view(
	    report->engine, report->period.year, report->language, &view, err);

	(void)json_array_append_new(tables, table);
	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "steps"), i, step)
	{
		if (i < MOST)
			add_step(table, step);
	}
	report_table_note(table,
	    report_parts_word(report, "page.bottlenecks_%s", note_of(view)));
	return OB_OK;
}
