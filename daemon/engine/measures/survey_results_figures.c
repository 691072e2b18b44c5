/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_cells.h"
#include "engine/measures/measure_words.h"
#include "engine/measures/survey_results_private.h"
#include "text/json_text.h"

/* A mean of four holds: who answered one question with so much does not. */
#define BELOW_FOUR 3

static int64_t
people_of(const struct survey_results *results, const char *kind,
    const char *subject, const char *choice)
{
	for (size_t i = 0; i < results->count; i++) {
		const struct answer_count *count = &results->counts[i];

		if (strcmp(count->kind, kind) == 0 &&
		    strcmp(count->subject, subject) == 0 &&
		    strcmp(count->choice, choice) == 0)
			return count->people;
	}
	return 0;
}

int
survey_results_cell(const struct survey_results *results,
    const struct disclosure *shown, json_t **ret_cell, struct error *err)
{
	const struct measure_column column = {"answered", 0, ""};
	json_auto_t *cells = json_array();
	int status = measure_cells_add(results->engine,
	    results->request->language, cells, &column, shown, err);

	if (status == OB_OK)
		*ret_cell = json_incref(json_array_get(cells, 0));
	return status;
}

/* Its dimension, or itself if it has none. */
static char *
subject_of(const struct survey_question *question)
{
	const char *dimension = survey_dimension_name(question->dimension);

	return dimension[0] == '\0' ? memory_printf("?%s", question->id)
				    : memory_strdup(dimension);
}

static json_t *
mean_of(json_t *means, const char *subject)
{
	size_t i;
	json_t *mean;

	json_array_foreach(means, i, mean)
	{
		if (strcmp(json_string_value(json_object_get(mean, "subject")),
			subject) == 0)
			return mean;
	}
	return NULL;
}

/* Among those who answered where their number is told, else among all. */
static int
tell_mean(const struct survey_results *results, const char *subject,
    json_t **ret_cell, struct error *err)
{
	const struct disclosure_answer part =
	    disclosure_answers_part(&results->answers.answers,
		people_of(results, ANSWER_COUNT_MEAN, subject, ""));
	bool is_of_all = part.of_answered.kind == DISCLOSURE_HIDDEN &&
			 part.of_all.kind != DISCLOSURE_HIDDEN;
	cleanup_(memory_free_ptr) char *text = NULL;
	json_t *cell = NULL;
	int status = survey_results_cell(
	    results, is_of_all ? &part.of_all : &part.of_answered, &cell, err);

	if (status != OB_OK)
		return status;
	text = memory_printf("%s%s", json_text_of(cell, "text"),
	    is_of_all
		? measure_words_text(results->engine,
		      results->request->language, "survey_results.%s", "of_all")
		: "");
	(void)json_object_set_new(cell, "text", json_string(text));
	*ret_cell = cell;
	return OB_OK;
}

static int
add_mean(struct survey_results *results, const struct survey_question *question,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *subject = subject_of(question);
	json_t *cell = NULL;
	json_t *mean = mean_of(results->means, subject);
	int status = OB_OK;

	if (mean == NULL) {
		status = tell_mean(results, subject, &cell, err);
		if (status != OB_OK)
			return status;
		mean = json_pack("{s:s, s:O, s:o, s:[]}", "subject", subject,
		    "share", json_object_get(cell, "text"), "cell", cell,
		    "questions");
		(void)json_array_append_new(results->means, mean);
	}
	(void)json_array_append_new(json_object_get(mean, "questions"),
	    json_pack("{s:s}", "text",
		question->text.in[results->request->language]));
	return status;
}

/* Whether the mean of its subject tells who answered it with three or less. */
static bool
is_alone(const struct survey_results *results,
    const struct survey_question *question)
{
	if (!question->is_required ||
	    question->only_if.relation != SURVEY_ALWAYS)
		return false;
	for (size_t i = 0; i < results->survey->question_count; i++) {
		const struct survey_question *other =
		    &results->survey->questions[i];

		if (other != question && other->kind == SURVEY_SCALE &&
		    other->dimension == question->dimension)
			return false;
	}
	return true;
}

/* To how many a question was put, if that is told; else 0. */
static int64_t
asked_of(const struct survey_results *results,
    const struct survey_question *question)
{
	const struct survey_condition *only_if = &question->only_if;
	const struct disclosure_answers *answers = &results->answers.answers;
	const struct disclosure response = disclosure_answers_response(answers);
	int earlier = survey_find_question(results->survey, only_if->question);
	cleanup_(memory_free_ptr) char *subject = NULL;
	struct disclosure_answer part;

	if (response.kind != DISCLOSURE_EXACT)
		return 0;
	if (only_if->relation == SURVEY_ALWAYS)
		return response.least.part;
	if (only_if->relation != SURVEY_AT_MOST ||
	    only_if->value != BELOW_FOUR || earlier < 0 ||
	    !is_alone(results, &results->survey->questions[earlier]))
		return 0;
	subject = subject_of(&results->survey->questions[earlier]);
	part = disclosure_answers_part(
	    answers, people_of(results, ANSWER_COUNT_MEAN, subject, ""));
	return part.of_answered.kind == DISCLOSURE_EXACT
		   ? response.least.part - part.of_answered.least.part
		   : 0;
}

static void
decide_choices(const struct survey_results *results,
    const struct survey_question *question, struct disclosure *shown)
{
	int64_t people[SURVEY_MAX_CHOICES] = {0};
	int64_t asked = asked_of(results, question);
	struct disclosure_choices choices = {
	    people, question->choice_count, asked, question->is_several};

	/* An older version may have put the question to more people. */
	for (size_t i = 0; i < question->choice_count; i++) {
		people[i] = people_of(results, ANSWER_COUNT_CHOSEN,
		    question->id, question->choices[i].id);
		asked -= question->is_several ? 0 : people[i];
		if (asked < 0 || people[i] > choices.asked)
			choices.asked = 0;
	}
	disclosure_answers_choices(&choices, shown);
}

static int
add_choices(struct survey_results *results,
    const struct survey_question *question, struct error *err)
{
	struct disclosure shown[SURVEY_MAX_CHOICES];
	enum language language = results->request->language;
	json_t *rows = json_array();
	int status = OB_OK;

	decide_choices(results, question, shown);
	(void)json_array_append_new(results->choices,
	    json_pack("{s:i, s:s, s:b, s:o}", "number",
		(int)json_array_size(results->choices) + 1, "question",
		question->text.in[language], "is_several",
		(int)question->is_several, "rows", rows));
	for (size_t i = 0; status == OB_OK && i < question->choice_count; i++) {
		json_t *cell = NULL;

		status = survey_results_cell(results, &shown[i], &cell, err);
		if (status == OB_OK)
			(void)json_array_append_new(rows,
			    json_pack("{s:s, s:O, s:o, s:b}", "text",
				question->choices[i].text.in[language], "share",
				json_object_get(cell, "text"), "cell", cell,
				"is_told",
				(int)(shown[i].kind != DISCLOSURE_HIDDEN)));
	}
	return status;
}

int
survey_results_add_figures(struct survey_results *results, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0;
	     status == OB_OK && i < results->survey->question_count; i++) {
		const struct survey_question *question =
		    &results->survey->questions[i];

		if (question->kind == SURVEY_SCALE &&
		    question->only_if.relation == SURVEY_ALWAYS)
			status = add_mean(results, question, err);
		else if (question->kind == SURVEY_CHOICE)
			status = add_choices(results, question, err);
	}
	return status;
}
