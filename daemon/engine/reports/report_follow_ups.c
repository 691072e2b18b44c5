/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/exits/exit_figures.h"
#include "engine/exits/follow_ups.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_table.h"
#include "text/json_text.h"

/* Why leaders left, and what is done about it. */

#define OPEN_MOST 6 /* a quarter's report is one page */
#define HALVES 2

static void
add_columns(const struct report *report, json_t *table,
    const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		report_table_column(table,
		    report_parts_word(report, "report_column.%s", names[i]));
}

/* word: the catalogue's for a figure that is not told. */
static void
add_figure(const struct report *report, const json_t *table, json_t *row,
    const json_t *figure, const char *word)
{
	if (json_is_integer(figure))
		report_table_count(table, row, json_integer_value(figure));
	else
		report_table_text(
		    table, row, report_parts_word(report, "hr_%s", word));
}

/* The talks of half a year, or one reason of them. */
static void
add_reason(const struct report *report, json_t *table, const json_t *view,
    const json_t *reason)
{
	bool is_over = json_is_true(json_object_get(view, "is_over"));
	json_t *row = report_table_row(table, json_text_of(view, "period"));

	report_table_text(table, row,
	    reason == NULL ? report_parts_word(report, "hr_%s", "all_talks")
			   : report_parts_word(report, "hr_choice.%s",
				 json_text_of(reason, "reason")));
	add_figure(report, table, row,
	    json_object_get(reason == NULL ? view : reason, "talks"),
	    is_over ? "few" : "not_over");
	if (reason == NULL)
		report_table_text(table, row, "");
	else
		add_figure(report, table, row,
		    json_object_get(reason, "as_main"), "not_told");
}

int
report_follow_ups_reasons(
    const struct report *report, json_t *tables, struct error *err)
{
	static const char *const columns[] = {
	    "half_year", "reason", "talks", "as_main"};
	json_t *table = report_table_new("exit-reasons", "");
	int status = OB_OK;

	(void)json_array_append_new(tables, table);
	add_columns(report, table, columns, ARRAY_LEN(columns));
	for (int half = 1; status == OB_OK && half <= HALVES; half++) {
		cleanup_(memory_free_ptr) char *period =
		    memory_printf("%dH%d", report->period.year, half);
		json_auto_t *view = NULL;
		const json_t *reason;
		size_t i;

		status = exit_figures_view(report->engine, period, &view, err);
		if (status != OB_OK)
			return status;
		add_reason(report, table, view, NULL);
		json_array_foreach(json_object_get(view, "reasons"), i, reason)
		{
			add_reason(report, table, view, reason);
		}
	}
	return status;
}

static bool
is_open(const json_t *follow_up)
{
	return !json_is_string(json_object_get(follow_up, "done_at"));
}

static const char *
state_of(const json_t *follow_up)
{
	if (!is_open(follow_up))
		return "done";
	return json_is_true(json_object_get(follow_up, "is_late")) ? "late"
								   : "open";
}

static void
add_follow_up(
    const struct report *report, json_t *table, const json_t *follow_up)
{
	json_t *row = report_table_row(table, json_text_of(follow_up, "title"));
	struct date due = DATE_NONE;

	report_table_text(table, row,
	    json_text_of(json_object_get(follow_up, "owner"), "name"));
	if (date_parse(json_text_of(follow_up, "due"), &due, NULL) == OB_OK)
		report_table_date(table, row, report->language, due);
	else
		report_table_text(table, row, "");
	report_table_text(table, row,
	    report_parts_word(report, "hr_follow_up.%s", state_of(follow_up)));
}

static json_t *
new_table(const struct report *report)
{
	static const char *const columns[] = {
	    "follow_up", "owner", "due", "state"};
	json_t *table = report_table_new("follow-ups", "");

	add_columns(report, table, columns, ARRAY_LEN(columns));
	return table;
}

/* Those of the year, and those of years before that are not done. */
static bool
is_of_year(const struct report *report, const json_t *follow_up)
{
	cleanup_(memory_free_ptr) char *year =
	    memory_printf("%d", report->period.year);
	int order =
	    strncmp(json_text_of(follow_up, "period"), year, strlen(year));

	return order == 0 || (order < 0 && is_open(follow_up));
}

int
report_follow_ups_of_year(
    const struct report *report, json_t *tables, struct error *err)
{
	json_t *table = new_table(report);
	json_auto_t *view = NULL;
	const json_t *follow_up;
	size_t i;
	int status = follow_ups_list(report->engine, NULL, &view, err);

	(void)json_array_append_new(tables, table);
	json_array_foreach(json_object_get(view, "follow_ups"), i, follow_up)
	{
		if (is_of_year(report, follow_up))
			add_follow_up(report, table, follow_up);
	}
	if (!json_is_true(json_object_get(table, "has_rows")))
		report_table_note(
		    table, report_parts_word(
			       report, "report_word.%s", "no_follow_ups"));
	return status;
}

/* The open one that is due first and not listed yet; -1 for none. */
static int
next_due(const json_t *list, const bool *is_listed)
{
	int next = -1;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *follow_up = json_array_get(list, i);

		if (is_listed[i] || !is_open(follow_up))
			continue;
		if (next < 0 ||
		    strcmp(json_text_of(follow_up, "due"),
			json_text_of(
			    json_array_get(list, (size_t)next), "due")) < 0)
			next = (int)i;
	}
	return next;
}

static size_t
count_open(const json_t *list)
{
	size_t count = 0;

	for (size_t i = 0; i < json_array_size(list); i++)
		count += is_open(json_array_get(list, i));
	return count;
}

/* Says how many there are, if not all are listed. */
static void
note_rest(const struct report *report, json_t *table, size_t count)
{
	cleanup_(memory_free_ptr) char *note = NULL;

	if (count == 0)
		report_table_note(table,
		    report_parts_word(report, "report_word.%s", "none_open"));
	if (count <= OPEN_MOST)
		return;
	note = memory_printf("%s %zu",
	    report_parts_word(report, "report_word.%s", "more_open"), count);
	report_table_note(table, note);
}

int
report_follow_ups_open(
    const struct report *report, json_t *tables, struct error *err)
{
	json_t *table = new_table(report);
	json_auto_t *view = NULL;
	cleanup_(memory_free_ptr) bool *is_listed = NULL;
	const json_t *list;
	int next;
	int status = follow_ups_list(report->engine, NULL, &view, err);

	(void)json_array_append_new(tables, table);
	if (status != OB_OK)
		return status;
	list = json_object_get(view, "follow_ups");
	is_listed = memory_alloc(json_array_size(list) + 1);
	for (int i = 0; i < OPEN_MOST; i++) {
		next = next_due(list, is_listed);
		if (next < 0)
			break;
		is_listed[next] = true;
		add_follow_up(
		    report, table, json_array_get(list, (size_t)next));
	}
	note_rest(report, table, count_open(list));
	return OB_OK;
}
