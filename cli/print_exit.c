/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_exit.h"

#include "base/memory.h"
#include "cli/print_survey.h"
#include "cli/table.h"
#include "cli/view.h"

int
print_exit_interview(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *interviewer = NULL;
	cleanup_(memory_free_ptr) char *reasons = NULL;
	cleanup_(memory_free_ptr) char *held = NULL;
	cleanup_(memory_free_ptr) char *kept = NULL;
	json_t *talk;
	int status = view_object(answer, "exit_interview", &talk, err);

	if (status < 0)
		return status;
	held = view_date(talk, "held");
	interviewer = view_person(talk, "interviewer");
	reasons = view_words(talk, "reasons");
	kept = view_date(talk, "kept_until");
	output_add_field(output, "Held", held);
	output_add_field(output, "By", interviewer);
	output_add_field(output, "Main reason", view_text(talk, "main"));
	output_add_field(output, "Reasons", reasons);
	if (kept[0] != '\0')
		output_add_field(output, "Text kept until", kept);
	return OB_OK;
}

static const char *
or_else(const char *figure, const char *instead)
{
	return figure[0] == '\0' ? instead : figure;
}

static void
print_reasons(const json_t *list, struct output *output)
{
	static const struct table_column columns[] = {{"REASON", TABLE_CUT},
	    {"TALKS", TABLE_RIGHT}, {"AS THE MAIN ONE", TABLE_RIGHT}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	if (json_array_size(list) == 0) {
		output_add(output,
		    "No reason was given by five and not by five others.\n");
		return;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *row = json_array_get(list, i);
		cleanup_(memory_free_ptr) char *as_main =
		    view_value(row, "as_main");

		table_add(&table, view_text(row, "reason"));
		table_take(&table, view_value(row, "talks"));
		table_add(&table, or_else(as_main, "not told"));
	}
	table_print(&table, output);
}

/* What was answered on leaving, by itself: who had a talk may be in it. */
static void
print_survey(const json_t *survey, struct output *output)
{
	static const struct table_column columns[] = {{"QUESTION", TABLE_CUT},
	    {"ANSWER", TABLE_CUT}, {"SHARE", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	const json_t *choices = json_object_get(survey, "choices");

	output_add(output, "\n");
	output_add_field(output, "Survey", view_text(survey, "name"));
	if (view_is_true(survey, "is_of_talks"))
		output_add_field(
		    output, "Counted", "those with an exit talk alone");
	output_add_field(output, "Answered",
	    view_is_true(survey, "is_told") ? view_text(survey, "response")
					    : "fewer than 5");
	for (size_t i = 0; i < json_array_size(choices); i++)
		print_survey_add_choice(&table, json_array_get(choices, i));
	if (view_is_true(survey, "is_told"))
		table_print(&table, output);
}

static void
print_surveys(const json_t *list, struct output *output)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		print_survey(json_array_get(list, i), output);
}

/* How those were received who left. */
static void
print_cohort(const json_t *cohort, struct output *output)
{
	static const struct table_column columns[] = {
	    {"MEASURE", TABLE_CUT}, {"YEAR", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	const json_t *list = json_object_get(cohort, "measures");

	output_add(output, "\nWho began in ");
	output_add_value(output, view_text(cohort, "year"));
	output_add(output, "\n");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *row = json_array_get(list, i);

		table_add(&table, view_text(row, "name"));
		table_add(&table, view_text(row, "text"));
	}
	table_print(&table, output);
}

static void
print_cohorts(const json_t *list, struct output *output)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		print_cohort(json_array_get(list, i), output);
}

int
print_exit_reasons(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *talks = view_value(answer, "talks");
	json_t *list;
	int status = view_list(answer, "reasons", &list, err);

	if (status < 0)
		return status;
	output_add_field(output, "Half year", view_text(answer, "period"));
	if (!view_is_true(answer, "is_over")) {
		output_add(output, "It is counted when it is over.\n");
		return OB_OK;
	}
	output_add_field(output, "Talks", or_else(talks, "fewer than 5"));
	print_reasons(list, output);
	print_surveys(json_object_get(answer, "surveys"), output);
	print_cohorts(json_object_get(answer, "cohorts"), output);
	return OB_OK;
}

static void
add_follow_up(struct table *table, const json_t *row)
{
	cleanup_(memory_free_ptr) char *done = view_instant(row, "done_at");

	table_take(table, view_value(row, "id"));
	table_add(table, view_text(row, "period"));
	table_add(table, view_text(row, "title"));
	table_take(table, view_person(row, "owner"));
	table_take(table, view_date(row, "due"));
	table_add(table,
	    done[0] == '\0' && view_is_true(row, "is_late") ? "late" : done);
}

static void
print_rows(const json_t *const *rows, size_t count, struct output *output)
{
	static const struct table_column columns[] = {{"ID", TABLE_RIGHT},
	    {"PERIOD", TABLE_PLAIN}, {"WHAT", TABLE_CUT}, {"OWNER", TABLE_CUT},
	    {"DUE", TABLE_PLAIN}, {"DONE", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);

	for (size_t i = 0; i < count; i++)
		add_follow_up(&table, rows[i]);
	table_print(&table, output);
}

int
print_exit_follow_up(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *row;
	const json_t *shown;
	int status = view_object(answer, "follow_up", &row, err);

	if (status < 0)
		return status;
	shown = row;
	print_rows(&shown, 1, output);
	return OB_OK;
}

int
print_exit_follow_ups(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) const json_t **rows = NULL;
	json_t *list;
	int status = view_list(answer, "follow_ups", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No follow-ups.\n");
		return OB_OK;
	}
	rows = memory_alloc(json_array_size(list) * sizeof(*rows));
	for (size_t i = 0; i < json_array_size(list); i++)
		rows[i] = json_array_get(list, i);
	print_rows(rows, json_array_size(list), output);
	return OB_OK;
}
