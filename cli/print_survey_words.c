/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_survey_words.h"

#include <string.h>

#include "base/memory.h"
#include "cli/view.h"

/* Why nothing is shown. */
static const char *
explain(const char *state)
{
	static const struct {
		const char *state;
		const char *text;
	} rows[] = {
	    {"short", "Texts are kept for too short a time "
		      "('survey_text_days') to be shown together."},
	    {"pending", "The half year is not over."},
	    {"gone", "Texts of the half year are being deleted, and are shown "
		     "no more."},
	    {"few", "Fewer than five people answered in the half year."},
	    {"open", "Some can still change their answers of the half year."},
	    {"taken-back", "Answers have been deleted since the half year "
			   "ended; nothing of it is shown any more."},
	    {"shown", "There is nothing that can be shown."},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (strcmp(rows[i].state, state) == 0)
			return rows[i].text;
	}
	return "Nothing is shown.";
}

/* A text's own lines stand further in, so that none looks like another text. */
static void
add_text(struct output *output, const char *text)
{
	cleanup_(memory_free_ptr) char *copy = memory_strdup(text);
	char *rest = copy;
	const char *mark = "  - ";
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		output_add(output, "%s", mark);
		output_add_value(output, line);
		output_add(output, "\n");
		mark = "    ";
	}
}

static void
add_question(struct output *output, const json_t *question)
{
	const json_t *words = json_object_get(question, "words");

	output_add(output, "\n");
	output_add_value(output, view_text(question, "text"));
	output_add(output, "\n");
	for (size_t i = 0; i < json_array_size(words); i++)
		add_text(output, view_text(json_array_get(words, i), "text"));
}

int
print_survey_words(
    const json_t *answer, struct output *output, struct error *err)
{
	json_t *questions = NULL;
	int status = view_list(answer, "questions", &questions, err);

	if (status != OB_OK)
		return status;
	output_add_field(output, "Survey", view_text(answer, "name"));
	output_add_field(output, "Half year", view_text(answer, "half"));
	if (json_array_size(questions) == 0)
		output_add(output, "%s\n", explain(view_text(answer, "state")));
	for (size_t i = 0; i < json_array_size(questions); i++)
		add_question(output, json_array_get(questions, i));
	return OB_OK;
}
