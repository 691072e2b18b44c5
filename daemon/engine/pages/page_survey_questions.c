/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/pages/page_survey_private.h"
#include "text/catalogue.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static const char *
text_of(const struct page_survey_form_view *form, const struct text_pair *text)
{
	const char *words = text->in[form->reader->language];

	return words == NULL ? "" : words;
}

/* Its error leads to the first of them: the number is part of the id. */
static void
add_option(const struct page_survey_form_view *form,
    const struct survey_question *question, const char *value,
    const char *label, json_t *options)
{
	cleanup_(memory_free_ptr) char *id = memory_printf(
	    "q-%s-%zu", question->id, json_array_size(options) + 1);

	(void)json_array_append_new(options,
	    json_pack("{s:s, s:s, s:s, s:b}", "option_id", id, "value", value,
		"option_label", label, "is_checked",
		(int)survey_reply_has(form->reply, question->id, value)));
}

/* "1 – Slet ikke", "2", ... "5 – Helt" */
static void
add_scale(const struct page_survey_form_view *form,
    const struct survey_question *question, json_t *options)
{
	for (int i = SURVEY_SCALE_MIN; i <= SURVEY_SCALE_MAX; i++) {
		const struct text_pair *end =
		    i == SURVEY_SCALE_MIN ? &question->low : &question->high;
		bool is_end = i == SURVEY_SCALE_MIN || i == SURVEY_SCALE_MAX;
		cleanup_(memory_free_ptr) char *value = memory_printf("%d", i);
		cleanup_(memory_free_ptr) char *label =
		    is_end ? memory_printf("%d – %s", i, text_of(form, end))
			   : memory_strdup(value);

		add_option(form, question, value, label, options);
	}
}

static json_t *
options_of(const struct page_survey_form_view *form,
    const struct survey_question *question)
{
	json_t *options = json_array();

	if (question->kind == SURVEY_SCALE)
		add_scale(form, question, options);
	for (size_t i = 0; i < question->choice_count; i++)
		add_option(form, question, question->choices[i].id,
		    text_of(form, &question->choices[i].text), options);
	return options;
}

static const char *
condition_key(enum survey_relation relation)
{
	switch (relation) {
	case SURVEY_AT_MOST:
		return "page.survey.only_at_most";
	case SURVEY_AT_LEAST:
		return "page.survey.only_at_least";
	case SURVEY_ALWAYS:
	case SURVEY_IS:
		break;
	}
	return "page.survey.only_chosen";
}

/* On which answer it is asked, by the number of the other question. */
static int
add_condition(const struct page_survey_form_view *form,
    const struct survey_question *question, json_t *view, struct error *err)
{
	const struct survey_condition *condition = &question->only_if;
	const struct survey_question *other;
	int choice;
	int at;

	set(view, "condition", json_string(""));
	if (condition->relation == SURVEY_ALWAYS)
		return OB_OK;
	at = survey_find_question(form->survey, condition->question);
	other = &form->survey->questions[at];
	choice = survey_find_choice(other, condition->choice);
	return page_reader_say(form->reader, view, "condition",
	    condition_key(condition->relation),
	    json_pack("{s:i, s:i, s:s}", "number", at + 1, "value",
		condition->value, "choice",
		choice < 0 ? "" : text_of(form, &other->choices[choice].text)),
	    err);
}

/* At the question, and in the list above the form that leads to it. */
static int
add_error(const struct page_survey_form_view *form, size_t at,
    const char *anchor, json_t *view, json_t *errors, struct error *err)
{
	enum survey_fault fault =
	    survey_reply_check(form->survey, form->reply, at);
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "page.survey_error.%s", survey_reply_fault_name(fault));
	int status;

	set(view, "error", json_string(""));
	if (!form->is_checked || fault == SURVEY_FINE)
		return OB_OK;
	status = page_reader_say(form->reader, view, "error", key,
	    json_pack(
		"{s:i, s:i}", "number", (int)at + 1, "max", SURVEY_TEXT_MAX),
	    err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    errors, json_pack("{s:s, s:O}", "anchor", anchor, "problem",
				json_object_get(view, "error")));
	return status;
}

static int
add_question(const struct page_survey_form_view *form, size_t at, json_t *list,
    json_t *errors, struct error *err)
{
	const struct survey_question *question = &form->survey->questions[at];
	const char *written = survey_reply_find(form->reply, question->id);
	bool is_text = question->kind == SURVEY_TEXT;
	cleanup_(memory_free_ptr) char *anchor =
	    memory_printf("q-%s-1", question->id);
	json_t *view =
	    json_pack("{s:i, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:s, s:o}",
		"number", (int)at + 1, "question", question->id, "anchor",
		anchor, "label", text_of(form, &question->text), "help",
		text_of(form, &question->help), "is_text", (int)is_text,
		"is_several", (int)question->is_several, "is_optional",
		(int)!question->is_required, "written",
		is_text && written != NULL ? written : "", "options",
		options_of(form, question));
	int status = add_condition(form, question, view, err);

	(void)json_array_append_new(list, view);
	return status == OB_OK ? add_error(form, at, anchor, view, errors, err)
			       : status;
}

int
page_survey_questions_add(
    const struct page_survey_form_view *form, json_t *view, struct error *err)
{
	json_t *list = json_array();
	json_t *errors = json_array();
	int status = OB_OK;

	bool has_texts = false;

	set(view, "questions", list);
	set(view, "errors", errors);
	for (size_t i = 0; status == OB_OK && i < form->survey->question_count;
	     i++) {
		has_texts =
		    has_texts || form->survey->questions[i].kind == SURVEY_TEXT;
		status = add_question(form, i, list, errors, err);
	}
	set(view, "has_texts", json_boolean(has_texts));
	set(view, "has_errors", json_boolean(json_array_size(errors) > 0));
	return status;
}
