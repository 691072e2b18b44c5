/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/hr/hr_surveys.h"

/* A survey on its way to the page. */
struct reading {
	const struct survey *survey;
	const struct catalogue *catalogue;
	enum language language;
};

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* Takes the values. */
static json_t *
sentence(const struct reading *reading, const char *key, json_t *values)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	strbuf_add_str(&text, "");
	(void)!catalogue_format(reading->catalogue, key, values, &text, NULL);
	json_decref(values);
	return json_string(text.buf);
}

/* The text of a choice that a condition names. */
static const char *
choice_text(const struct reading *reading,
    const struct survey_question *question, const char *id)
{
	int index = survey_find_choice(question, id);

	return index < 0 ? id
			 : question->choices[index].text.in[reading->language];
}

/* "Stilles kun, hvis svaret på spørgsmål 1 er højst 3."; "" for always. */
static json_t *
condition(const struct reading *reading, const struct survey_condition *only_if)
{
	static const char *const keys[] = {
	    [SURVEY_AT_MOST] = "hr_survey.if_at_most",
	    [SURVEY_AT_LEAST] = "hr_survey.if_at_least",
	    [SURVEY_IS] = "hr_survey.if_is",
	};
	int asked;

	if (only_if->relation == SURVEY_ALWAYS)
		return json_string("");
	asked = survey_find_question(reading->survey, only_if->question);
	if (asked < 0)
		return json_string("");
	return sentence(reading, keys[only_if->relation],
	    json_pack("{s:i, s:i, s:s}", "number", asked + 1, "value",
		only_if->value, "choice",
		choice_text(reading, &reading->survey->questions[asked],
		    only_if->choice)));
}

static json_t *
red(const struct reading *reading, const struct survey_question *question)
{
	if (question->red_at_most == 0)
		return json_string("");
	return sentence(reading, "hr_survey.red_at_most",
	    json_pack("{s:i}", "value", question->red_at_most));
}

static json_t *
dimension(const struct reading *reading, const struct survey_question *question)
{
	char key[64];

	if (question->dimension == SURVEY_NO_DIMENSION)
		return json_string("");
	(void)snprintf(key, sizeof(key), "survey_dimension.%s",
	    survey_dimension_name(question->dimension));
	return sentence(reading, "hr_survey.measures",
	    json_pack("{s:s}", "what", catalogue_get(reading->catalogue, key)));
}

/* What a number of the scale is called; "" between the ends. */
static const char *
label_of(const struct reading *reading, const struct survey_question *question,
    int value)
{
	if (value == SURVEY_SCALE_MIN)
		return question->low.in[reading->language];
	if (value == SURVEY_SCALE_MAX)
		return question->high.in[reading->language];
	return "";
}

static json_t *
values(const struct reading *reading, const struct survey_question *question)
{
	json_t *list = json_array();

	if (question->kind != SURVEY_SCALE)
		return list;
	for (int i = SURVEY_SCALE_MIN; i <= SURVEY_SCALE_MAX; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:i, s:s}", "value", i, "label",
			      label_of(reading, question, i)));
	return list;
}

static json_t *
choices(const struct reading *reading, const struct survey_question *question)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->choice_count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:b}", "text",
			      question->choices[i].text.in[reading->language],
			      "is_red", (int)question->choices[i].is_red));
	return list;
}

static json_t *
question_view(const struct reading *reading, size_t index)
{
	const struct survey_question *question =
	    &reading->survey->questions[index];

	return json_pack("{s:i, s:s, s:s, s:b, s:b, s:b, s:b, s:b, "
			 "s:o, s:o, s:o, s:o, s:o}",
	    "number", (int)index + 1, "text",
	    question->text.in[reading->language], "help",
	    or_empty(question->help.in[reading->language]), "is_scale",
	    (int)(question->kind == SURVEY_SCALE), "is_choice",
	    (int)(question->kind == SURVEY_CHOICE), "is_text",
	    (int)(question->kind == SURVEY_TEXT), "is_several",
	    (int)question->is_several, "is_required",
	    (int)question->is_required, "condition",
	    condition(reading, &question->only_if), "dimension",
	    dimension(reading, question), "red", red(reading, question),
	    "values", values(reading, question), "choices",
	    choices(reading, question));
}

json_t *
hr_surveys_questions(
    const struct survey *survey, const struct catalogue *catalogue)
{
	const struct reading reading = {
	    survey, catalogue, catalogue_language(catalogue)};
	json_t *list = json_array();

	for (size_t i = 0; i < survey->question_count; i++)
		(void)json_array_append_new(list, question_view(&reading, i));
	return list;
}
