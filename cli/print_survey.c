/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_survey.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "cli/glyph.h"
#include "cli/table.h"
#include "cli/view.h"

int
print_survey_list(
    const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"ID", TABLE_PLAIN},
	    {"VERSION", TABLE_RIGHT}, {"TITLE", TABLE_CUT},
	    {"ANSWERED BY", TABLE_PLAIN}, {"SENT BY", TABLE_CUT},
	    {"QUESTIONS", TABLE_RIGHT}, {"STATE", TABLE_PLAIN},
	    {"IMPORTED", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *list;
	int status = view_list(answer, "surveys", &list, err);

	if (status < 0)
		return status;
	if (json_array_size(list) == 0) {
		output_add(output, "No surveys.\n");
		return OB_OK;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *survey = json_array_get(list, i);

		table_add(&table, view_text(survey, "id"));
		table_take(&table, view_value(survey, "version"));
		table_add(&table, view_text(survey, "title"));
		table_add(&table, view_text(survey, "answered_by"));
		table_take(&table, view_words(survey, "sent_by"));
		table_take(&table, view_value(survey, "questions"));
		table_add(&table, view_text(survey, "state"));
		table_take(&table, view_instant(survey, "imported"));
	}
	table_print(&table, output);
	return OB_OK;
}

/* What a scale's ends mean, and which of its answers are red. */
static void
add_scale(struct output *output, const json_t *question)
{
	cleanup_(memory_free_ptr) char *red =
	    view_value(question, "red_at_most");

	output_add(output, "    1 = ");
	output_add_value(output, view_text(question, "low"));
	output_add(output, " ... 5 = ");
	output_add_value(output, view_text(question, "high"));
	if (red[0] != '\0' && strcmp(red, "0") != 0) {
		output_add(output, "; red at most ");
		output_add_value(output, red);
	}
	output_add(output, "\n");
}

static void
add_choices(struct output *output, const json_t *question)
{
	const json_t *choices = json_object_get(question, "choices");

	for (size_t i = 0; i < json_array_size(choices); i++) {
		const json_t *choice = json_array_get(choices, i);

		output_add(output, "    - ");
		output_add_value(output, view_text(choice, "text"));
		output_add(output, " (");
		output_add_value(output, view_text(choice, "id"));
		output_add(
		    output, view_is_true(choice, "red") ? ", red)\n" : ")\n");
	}
}

static void
add_note(struct strbuf *notes, const char *word, const char *note)
{
	if (note[0] != '\0')
		strbuf_add_format(
		    notes, "%s%s%s", notes->len > 0 ? ", " : "", word, note);
}

/* "scale, expectations_met, required, if svarer <= 3" */
static void
add_notes(struct output *output, const json_t *question)
{
	cleanup_(strbuf_release) struct strbuf notes = STRBUF_INIT;

	add_note(&notes, "", view_text(question, "kind"));
	if (view_is_true(question, "several"))
		add_note(&notes, "", "several");
	add_note(&notes, "", view_text(question, "dimension"));
	if (view_is_true(question, "required"))
		add_note(&notes, "", "required");
	add_note(&notes, "if ", view_text(question, "only_if"));
	output_add(output, " [");
	output_add_value(output, notes.len > 0 ? notes.buf : "");
	output_add(output, "]\n");
}

static void
add_question(struct output *output, const json_t *question)
{
	output_add(output, "\n");
	output_add_value(output, view_text(question, "id"));
	add_notes(output, question);
	output_add(output, "    ");
	output_add_value(output, view_text(question, "text"));
	output_add(output, "\n");
	if (view_text(question, "help")[0] != '\0') {
		output_add(output, "    (");
		output_add_value(output, view_text(question, "help"));
		output_add(output, ")\n");
	}
	if (strcmp(view_text(question, "kind"), "scale") == 0)
		add_scale(output, question);
	add_choices(output, question);
}

static void
add_head(struct output *output, const json_t *survey)
{
	cleanup_(memory_free_ptr) char *version = view_value(survey, "version");
	cleanup_(memory_free_ptr) char *steps = view_words(survey, "sent_by");
	cleanup_(memory_free_ptr) char *minutes = view_value(survey, "minutes");
	cleanup_(memory_free_ptr) char *red = view_words(survey, "red_tells");

	output_add_field(output, "Survey", view_text(survey, "id"));
	output_add_field(output, "Version", version);
	output_add_field(output, "State", view_text(survey, "state"));
	output_add_field(output, "Title", view_text(survey, "title"));
	output_add_field(output, "Purpose", view_text(survey, "purpose"));
	output_add_field(output, "Sent by", steps);
	output_add_field(
	    output, "Answered by", view_text(survey, "answered_by"));
	output_add_field(output, "Minutes", minutes);
	output_add_field(output, "Red tells", red);
}

int
print_survey_shown(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *survey = NULL;
	json_t *questions = NULL;
	int status = view_object(answer, "survey", &survey, err);

	if (status == OB_OK)
		status = view_list(survey, "questions", &questions, err);
	if (status < 0)
		return status;
	add_head(output, survey);
	output_add(output, "\n");
	glyph_add_lines(&output->text, view_text(survey, "intro"));
	for (size_t i = 0; i < json_array_size(questions); i++)
		add_question(output, json_array_get(questions, i));
	return OB_OK;
}

static void
add_mean_rows(struct table *table, const json_t *mean)
{
	const json_t *questions = json_object_get(mean, "questions");

	for (size_t i = 0; i < json_array_size(questions); i++) {
		const json_t *question = json_array_get(questions, i);

		table_add(table, view_text(question, "text"));
		table_add(table, i == 0 ? "4 or more" : "(with the above)");
		table_add(table, i == 0 ? view_text(mean, "share") : "");
	}
}

void
print_survey_add_choice(struct table *table, const json_t *choice)
{
	const json_t *rows = json_object_get(choice, "rows");

	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);

		table_add(table, i == 0 ? view_text(choice, "question") : "");
		table_add(table, view_text(row, "text"));
		table_add(table, view_text(row, "share"));
	}
}

static int
add_results(const json_t *answer, struct output *output, struct error *err)
{
	static const struct table_column columns[] = {{"QUESTION", TABLE_CUT},
	    {"ANSWER", TABLE_CUT}, {"SHARE", TABLE_PLAIN}};
	cleanup_(table_release) struct table table = TABLE_INIT(columns);
	json_t *means;
	json_t *choices;
	int status = view_list(answer, "means", &means, err);

	if (status == OB_OK)
		status = view_list(answer, "choices", &choices, err);
	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < json_array_size(means); i++)
		add_mean_rows(&table, json_array_get(means, i));
	for (size_t i = 0; i < json_array_size(choices); i++)
		print_survey_add_choice(&table, json_array_get(choices, i));
	output_add(output, "\n");
	table_print(&table, output);
	return OB_OK;
}

static const char *
word_of_none(const json_t *answer)
{
	if (view_is_true(answer, "is_withheld"))
		return "It is told to those who see all areas.\n";
	if (view_is_true(answer, "is_of_halves"))
		return "No such half year is counted.\n";
	return view_is_true(answer, "is_of_cohorts")
		   ? "No such cohort is counted.\n"
		   : "No such year is final.\n";
}

/* Of whom the figures are. */
static void
add_whom(const json_t *answer, struct output *output)
{
	cleanup_(memory_free_ptr) char *year = view_value(answer, "year");

	if (view_is_true(answer, "is_of_halves"))
		output_add_field(
		    output, "Answered until", view_text(answer, "half"));
	else if (view_is_true(answer, "is_of_cohorts"))
		output_add_field(output, "Cohort", view_text(answer, "cohort"));
	else
		output_add_field(output, "Began in", year);
	if (view_is_true(answer, "is_of_talks"))
		output_add_field(
		    output, "Counted", "those with an exit talk alone");
}

int
print_survey_results(
    const json_t *answer, struct output *output, struct error *err)
{
	output_add_field(output, "Survey", view_text(answer, "name"));
	if (!view_is_true(answer, "is_counted")) {
		output_add(output, "Its answers are not counted.\n");
		return OB_OK;
	}
	if (!view_is_true(answer, "is_final")) {
		output_add(output, "%s", word_of_none(answer));
		return OB_OK;
	}
	add_whom(answer, output);
	if (!view_is_true(answer, "is_told")) {
		output_add(output, "Fewer than five have answered.\n");
		return OB_OK;
	}
	output_add_field(output, "Answered", view_text(answer, "response"));
	return add_results(answer, output, err);
}
