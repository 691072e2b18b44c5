/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/surveys/surveys.h"
#include "store/survey_store.h"

static const char *
state_of(const struct survey_version *version, bool is_newest)
{
	if (!is_newest)
		return "replaced";
	return version->withdrawn_at == INSTANT_NONE ? "current" : "withdrawn";
}

static json_t *
steps_view(const struct survey *survey)
{
	json_t *list = json_array();

	for (size_t i = 0; i < survey->step_count; i++)
		(void)json_array_append_new(
		    list, json_sprintf("%s:%s", survey->steps[i].programme,
			      survey->steps[i].step));
	return list;
}

/* What the list and the survey itself tell alike. */
static json_t *
head_view(const struct engine *engine, const struct survey *survey,
    const struct survey_version *version, bool is_newest)
{
	enum language language = engine->settings->language;
	char imported[INSTANT_TEXT_SIZE];

	return json_pack("{s:s, s:i, s:s, s:s, s:i, s:o, s:s, s:s}", "id",
	    survey->id, "version", survey->version, "title",
	    survey->title.in[language], "answered_by",
	    survey_answerer_name(survey->answered_by), "minutes",
	    survey->minutes, "sent_by", steps_view(survey), "imported",
	    instant_format(engine->zone, version->imported_at, imported),
	    "state", state_of(version, is_newest));
}

static int
brief(struct engine *engine, const struct survey_version *version,
    bool is_newest, json_t *list, struct error *err)
{
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	json_t *view;
	int status =
	    survey_store_load(engine->store, version->id, &survey, err);

	if (status != OB_OK)
		return status;
	view = head_view(engine, survey, version, is_newest);
	(void)json_object_set_new(view, "questions",
	    json_integer((json_int_t)survey->question_count));
	(void)json_array_append_new(list, view);
	return OB_OK;
}

int
surveys_list(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct survey_version *rows = NULL;
	size_t count = 0;
	json_auto_t *list = json_array();
	int status = survey_store_list(engine->store, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_newest =
		    i + 1 == count || strcmp(rows[i].key, rows[i + 1].key) != 0;

		status = brief(engine, &rows[i], is_newest, list, err);
	}
	survey_store_free(rows, count);
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "surveys", list);
	return status;
}

static json_t *
text_or_empty(const struct text_pair *pair, enum language language)
{
	const char *text = pair->in[language];

	return json_string(text == NULL ? "" : text);
}

static json_t *
choices_view(const struct survey_question *question, enum language language)
{
	json_t *list = json_array();

	for (size_t i = 0; i < question->choice_count; i++)
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:b}", "id", question->choices[i].id,
			"text", question->choices[i].text.in[language], "red",
			(int)question->choices[i].is_red));
	return list;
}

static json_t *
question_view(const struct survey_question *question, enum language language)
{
	char only_if[SURVEY_CONDITION_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:i, s:o, s:b, "
			 "s:b, s:s}",
	    "id", question->id, "kind", survey_kind_name(question->kind),
	    "dimension", survey_dimension_name(question->dimension), "text",
	    question->text.in[language], "help",
	    text_or_empty(&question->help, language), "low",
	    text_or_empty(&question->low, language), "high",
	    text_or_empty(&question->high, language), "red_at_most",
	    question->red_at_most, "choices", choices_view(question, language),
	    "several", (int)question->is_several, "required",
	    (int)question->is_required, "only_if",
	    survey_condition_format(&question->only_if, only_if));
}

static json_t *
red_view(const struct survey *survey)
{
	json_t *list = json_array();

	if (survey->red_manager)
		(void)json_array_append_new(list, json_string("manager"));
	if (survey->red_coordinator)
		(void)json_array_append_new(list, json_string("coordinator"));
	return list;
}

/* The rest, beside what the list tells. */
static void
set_whole(json_t *view, const struct survey *survey, enum language language)
{
	json_t *questions = json_array();

	for (size_t i = 0; i < survey->question_count; i++)
		(void)json_array_append_new(
		    questions, question_view(&survey->questions[i], language));
	(void)json_object_update_new(
	    view, json_pack("{s:s, s:s, s:o, s:o}", "purpose",
		      survey->purpose.in[language], "intro",
		      survey->intro.in[language], "red_tells", red_view(survey),
		      "questions", questions));
}

static int
find(struct engine *engine, const char *id, int version,
    struct survey_version *ret_row, bool *ret_is_newest, struct error *err)
{
	struct survey_version newest = {0};
	int status = survey_store_find_newest(engine->store, id, &newest, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "id",
		    "there is no survey '%.64s'; list-surveys shows those "
		    "there are",
		    id);
	if (status != OB_OK)
		return status;
	*ret_is_newest = version == 0 || version == newest.version;
	if (*ret_is_newest) {
		*ret_row = newest;
		return OB_OK;
	}
	survey_store_release(&newest);
	status =
	    survey_store_find_version(engine->store, id, version, ret_row, err);
	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "version",
		    "survey '%.64s' has no version %d", id, version);
	return status;
}

int
surveys_show(struct engine *engine, const char *id, int version,
    json_t **ret_view, struct error *err)
{
	cleanup_(survey_store_release) struct survey_version row = {0};
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	bool is_newest = false;
	json_t *view;
	int status = find(engine, id, version, &row, &is_newest, err);

	if (status == OB_OK)
		status = survey_store_load(engine->store, row.id, &survey, err);
	if (status != OB_OK)
		return status;
	view = head_view(engine, survey, &row, is_newest);
	set_whole(view, survey, engine->settings->language);
	*ret_view = json_pack("{s:o}", "survey", view);
	return OB_OK;
}
