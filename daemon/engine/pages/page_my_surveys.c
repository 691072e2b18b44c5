/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_my_surveys.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "model/survey.h"
#include "store/survey_answer_store.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

/* The questions' texts: an id says nothing to the reader. */
struct wording {
	const struct survey *survey;
	enum language language;
};

static const struct survey_question *
question_of(const struct wording *wording, const char *id)
{
	return &wording->survey
		    ->questions[survey_find_question(wording->survey, id)];
}

/* A number, or the text of a choice. */
static const char *
value_of(const struct wording *wording, const struct survey_answer *answer)
{
	const struct survey_question *question =
	    question_of(wording, answer->question);
	int choice = survey_find_choice(question, answer->value);

	return choice < 0
		   ? answer->value
		   : question->choices[choice].text.in[wording->language];
}

/* Several choices of one question follow each other. */
static json_t *
answers_of(const struct wording *wording, const struct survey_answer *answers,
    size_t count)
{
	json_t *list = json_array();
	json_t *values = NULL;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 ||
		    strcmp(answers[i].question, answers[i - 1].question) != 0) {
			values = json_array();
			(void)json_array_append_new(
			    list, json_pack("{s:s, s:o}", "question",
				      question_of(wording, answers[i].question)
					  ->text.in[wording->language],
				      "answers", values));
		}
		(void)json_array_append_new(
		    values, json_string(value_of(wording, &answers[i])));
	}
	return list;
}

static json_t *
texts_of(const struct wording *wording, const struct survey_text *texts,
    size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:o}", "question",
			      question_of(wording, texts[i].question)
				  ->text.in[wording->language],
			      "text", texts[i].text, "deleted_after",
			      nullable_date(texts[i].expires_on)));
	return list;
}

static int
add_answers(struct engine *engine, const struct survey_request *request,
    const struct wording *wording, json_t *view, struct error *err)
{
	struct survey_answer *answers = NULL;
	struct survey_text *texts = NULL;
	size_t answer_count = 0;
	size_t text_count = 0;
	int status = survey_answer_store_list(
	    engine->store, request->id, &answers, &answer_count, err);

	if (status == OB_OK)
		status = survey_answer_store_list_texts(
		    engine->store, request->id, &texts, &text_count, err);
	if (status == OB_OK) {
		(void)json_object_set_new(view, "answers",
		    answers_of(wording, answers, answer_count));
		(void)json_object_set_new(
		    view, "own_words", texts_of(wording, texts, text_count));
	}
	survey_answer_store_free(answers, answer_count);
	survey_answer_store_free_texts(texts, text_count);
	return status;
}

static int
add_request(struct engine *engine, const struct survey_request *request,
    enum language language, json_t *list, struct error *err)
{
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	struct wording wording = {.language = language};
	json_auto_t *view = NULL;
	int status =
	    survey_store_load(engine->store, request->survey_id, &survey, err);

	if (status != OB_OK)
		return status;
	wording.survey = survey;
	view = json_pack("{s:s, s:s, s:s, s:o, s:o}", "survey", request->survey,
	    "title", survey->title.in[language], "state", request->state,
	    "asked_at", nullable_instant(engine, request->asked_at),
	    "answered_at", nullable_instant(engine, request->answered_at));
	status = add_answers(engine, request, &wording, view, err);
	if (status == OB_OK)
		(void)json_array_append(list, view);
	return status;
}

int
page_my_surveys_export(struct engine *engine, const struct person *person,
    json_t **ret_list, struct error *err)
{
	struct survey_request *requests = NULL;
	size_t count = 0;
	json_auto_t *list = json_array();
	int status = survey_request_store_list_person(
	    engine->store, person->id, &requests, &count, err);

	for (size_t i = count; status == OB_OK && i-- > 0;)
		status = add_request(engine, &requests[i],
		    core_language(engine, person->language), list, err);
	survey_request_store_free(requests, count);
	if (status == OB_OK)
		*ret_list = TAKE_PTR(list);
	return status;
}
