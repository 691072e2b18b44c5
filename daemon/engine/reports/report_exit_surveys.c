/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/exits/exit_counts.h"
#include "engine/measures/exit_surveys.h"
#include "engine/reports/report_parts.h"
#include "engine/reports/report_table.h"
#include "model/exit_reason.h"
#include "text/json_text.h"

/*
 * What leaders answered on leaving, half year by half year, as the survey's own
 * page tells it.  There is no sum of the year: less one half year, it would
 * tell of the other what is not told of it.
 */

#define HALVES 2

struct half {
	char period[EXIT_REASON_PERIOD_SIZE];
	bool is_over;
	json_t *surveys; /* views of survey_results.h */
};

struct answers {
	const struct report *report;
	struct half halves[HALVES];
};

static void
release(struct answers *answers)
{
	for (int i = 0; i < HALVES; i++)
		json_decref(answers->halves[i].surveys);
}

static int
load(struct answers *answers, struct error *err)
{
	const struct report *report = answers->report;
	int64_t talks = 0;
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < HALVES; i++) {
		struct half *half = &answers->halves[i];

		(void)exit_reason_period_of(
		    date_from_civil(report->period.year, i == 0 ? 1 : 7, 1),
		    half->period);
		status = exit_counts_find(
		    report->engine, half->period, &half->is_over, &talks, err);
		if (status == OB_OK)
			status =
			    exit_surveys_results(report->engine, half->period,
				report->language, &half->surveys, err);
	}
	return status;
}

static const json_t *
find(const struct half *half, const char *id)
{
	const json_t *survey;
	size_t i;

	json_array_foreach(half->surveys, i, survey)
	{
		if (strcmp(json_text_of(survey, "id"), id) == 0)
			return survey;
	}
	return NULL;
}

static bool
is_told(const json_t *survey)
{
	return json_is_true(json_object_get(survey, "is_told"));
}

static const char *
word(const struct answers *answers, const char *pattern, const char *name)
{
	return report_parts_word(answers->report, pattern, name);
}

/*
 * Who reads a report does not see by name who answered: how many did not is
 * told as that of any other group.
 */
static void
add_response(const struct answers *answers, const struct half *half,
    const json_t *survey, const json_t *table, json_t *row)
{
	const json_t *cell = json_object_get(survey, "cell");
	json_int_t asked = json_integer_value(json_object_get(cell, "of"));
	json_int_t answered =
	    json_integer_value(json_object_get(survey, "answered"));

	if (survey == NULL)
		report_table_text(table, row,
		    half->is_over ? word(answers, "report_word.%s", "not_asked")
				  : word(answers, "hr_%s", "not_over"));
	else if (!is_told(survey))
		report_table_text(table, row, word(answers, "hr_%s", "few"));
	else if (asked - answered < EXIT_REASON_LEAST)
		report_table_count(table, row, answered);
	else
		report_table_cell(table, row, cell);
}

/* Where nothing is told of the half year, its first cell says why. */
static void
add_cell(const json_t *table, json_t *row, const json_t *cell)
{
	if (cell == NULL)
		report_table_text(table, row, "");
	else
		report_table_cell(table, row, cell);
}

/* "Hvad var godt? Hvad var skidt? – 4 eller 5" */
static json_t *
add_row(json_t *table, const json_t *questions, const char *answer)
{
	cleanup_(strbuf_release) struct strbuf label = STRBUF_INIT;
	const json_t *question;
	size_t i;

	json_array_foreach(questions, i, question)
	{
		strbuf_add_format(
		    &label, "%s ", json_text_of(question, "text"));
	}
	strbuf_add_format(&label, "– %s", answer);
	return report_table_row(table, label.buf);
}

static void
add_means(const struct answers *answers, const char *id, const json_t *first,
    json_t *table)
{
	const json_t *mean;
	size_t i;

	json_array_foreach(json_object_get(first, "means"), i, mean)
	{
		json_t *row = add_row(table, json_object_get(mean, "questions"),
		    word(answers, "report_word.%s", "four_or_five"));

		for (int h = 0; h < HALVES; h++)
			add_cell(table, row,
			    json_object_get(
				json_array_get(
				    json_object_get(
					find(&answers->halves[h], id), "means"),
				    i),
				"cell"));
	}
}

/* All views are in the order of the newest version. */
static const json_t *
choice_of(const struct half *half, const char *id, size_t question, size_t at)
{
	const json_t *choices = json_object_get(find(half, id), "choices");

	return json_array_get(
	    json_object_get(json_array_get(choices, question), "rows"), at);
}

static bool
is_told_of_any(
    const struct answers *answers, const char *id, size_t question, size_t at)
{
	for (int h = 0; h < HALVES; h++) {
		if (is_told(choice_of(&answers->halves[h], id, question, at)))
			return true;
	}
	return false;
}

static void
add_choices(const struct answers *answers, const char *id,
    const json_t *question, size_t number, json_t *table)
{
	json_auto_t *questions =
	    json_pack("[{s:O}]", "text", json_object_get(question, "question"));
	const json_t *choice;
	size_t i;

	json_array_foreach(json_object_get(question, "rows"), i, choice)
	{
		json_t *row;

		if (!is_told_of_any(answers, id, number, i))
			continue;
		row = add_row(table, questions, json_text_of(choice, "text"));
		for (int h = 0; h < HALVES; h++)
			add_cell(table, row,
			    json_object_get(
				choice_of(&answers->halves[h], id, number, i),
				"cell"));
	}
}

static void
add_note(const struct answers *answers, const char *id, json_t *table)
{
	cleanup_(strbuf_release) struct strbuf note = STRBUF_INIT;

	strbuf_add_str(&note, word(answers, "report_word.%s", "exit_answers"));
	for (int h = 0; h < HALVES; h++) {
		const struct half *half = &answers->halves[h];
		const json_t *survey = find(half, id);

		if (is_told(survey) &&
		    json_is_true(json_object_get(survey, "is_of_talks")))
			strbuf_add_format(&note, " %s: %s", half->period,
			    word(
				answers, "page.survey_results_%s", "of_talks"));
	}
	report_table_note(table, note.buf);
}

static json_t *
new_table(const struct answers *answers, const json_t *survey)
{
	cleanup_(memory_free_ptr) char *id =
	    memory_printf("exit-survey-%s", json_text_of(survey, "id"));
	json_t *table = report_table_new(id, json_text_of(survey, "name"));

	report_table_column(
	    table, word(answers, "report_column.%s", "question"));
	for (int h = 0; h < HALVES; h++)
		report_table_column(table, answers->halves[h].period);
	return table;
}

static void
add_survey(const struct answers *answers, const json_t *survey, json_t *tables)
{
	const char *id = json_text_of(survey, "id");
	json_t *table = new_table(answers, survey);
	json_t *row =
	    report_table_row(table, word(answers, "hr_%s", "all_answers"));
	const json_t *first = survey;
	const json_t *question;
	size_t i;

	(void)json_array_append_new(tables, table);
	for (int h = 0; h < HALVES; h++) {
		const json_t *own = find(&answers->halves[h], id);

		add_response(answers, &answers->halves[h], own, table, row);
		first = is_told(own) ? own : first;
	}
	add_means(answers, id, first, table);
	json_array_foreach(json_object_get(first, "choices"), i, question)
	{
		add_choices(answers, id, question, i, table);
	}
	add_note(answers, id, table);
}

static void
say_that_there_is_none(const struct answers *answers, json_t *tables)
{
	bool is_over = answers->halves[HALVES - 1].is_over;
	json_t *table = report_table_new("exit-survey", "");

	report_table_note(
	    table, is_over ? word(answers, "report_word.%s", "none_asked")
			   : word(answers, "hr_%s", "not_over"));
	(void)json_array_append_new(tables, table);
}

int
report_exit_surveys_answers(
    const struct report *report, json_t *tables, struct error *err)
{
	cleanup_(release) struct answers answers = {.report = report};
	const json_t *survey;
	size_t i;
	int status = load(&answers, err);

	if (status != OB_OK)
		return status;
	for (int h = 0; h < HALVES; h++) {
		json_array_foreach(answers.halves[h].surveys, i, survey)
		{
			if (h == 0 || find(&answers.halves[0],
					  json_text_of(survey, "id")) == NULL)
				add_survey(&answers, survey, tables);
		}
	}
	if (json_array_size(tables) == 0)
		say_that_there_is_none(&answers, tables);
	return OB_OK;
}
