/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_surveys.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/hr/hr_papers.h"
#include "engine/programmes/programme_words.h"
#include "engine/programmes/programmes.h"
#include "store/programme_store.h"
#include "store/survey_store.h"
#include "text/markdown.h"

#define HEADING_SHIFT 1

/* All versions, by survey and number. */
struct shelf {
	struct engine *engine;
	const struct hr_scope *scope;
	struct survey_version *rows;
	size_t count;
};

static void
shelf_release(struct shelf *shelf)
{
	survey_store_free(shelf->rows, shelf->count);
}

static const struct catalogue *
catalogue_of(const struct shelf *shelf)
{
	return shelf->engine->catalogues[shelf->scope->language];
}

static int
shelf_open(struct shelf *shelf, struct error *err)
{
	return survey_store_list(
	    shelf->engine->store, &shelf->rows, &shelf->count, err);
}

static bool
is_newest(const struct shelf *shelf, size_t at)
{
	return at + 1 == shelf->count ||
	       strcmp(shelf->rows[at].key, shelf->rows[at + 1].key) != 0;
}

static const char *
word(const struct shelf *shelf, const char *pattern, const char *name)
{
	const struct programme_words words = {catalogue_of(shelf), NULL};

	return programme_words_of(&words, pattern, name);
}

static char *
sentence(const struct shelf *shelf, const char *key, json_t *values)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_add_str(&text, "");
	(void)!catalogue_format(catalogue_of(shelf), key, values, &text, NULL);
	json_decref(values);
	return strbuf_detach(&text);
}

/* Takes the text. */
static void
add_fact(const struct shelf *shelf, json_t *facts, const char *name, char *text)
{
	(void)json_array_append_new(
	    facts, json_pack("{s:s, s:s}", "label",
		       word(shelf, "hr_survey.%s", name), "text", text));
	free(text);
}

/* "Puls: svarer jobbet ...? (Ny leder)", or that it is never sent; owned. */
static char *
step_words(const struct shelf *shelf, const struct survey_step *step)
{
	const struct programme_scope everybody = {"", ""};
	cleanup_(programme_store_release) struct programme_version row = {0};
	const struct programme *programme = NULL;
	enum language language = shelf->scope->language;
	int index = -1;

	if (programmes_find(shelf->engine, step->programme, &everybody, &row,
		NULL) == OB_OK &&
	    programmes_get(shelf->engine, row.id, &programme, NULL) == OB_OK)
		index = programme_find_step(programme, step->step);
	if (index < 0)
		return sentence(shelf, "hr_survey.no_step",
		    json_pack("{s:s, s:s}", "programme", step->programme,
			"step", step->step));
	return sentence(shelf, "hr_survey.step",
	    json_pack("{s:s, s:s}", "title",
		programme->steps[index].title.in[language], "programme",
		programme->title.in[language]));
}

static void
add_red(const struct shelf *shelf, const struct survey *survey, json_t *facts)
{
	const char *key = "hr_survey.red_coordinator";

	if (!survey_can_be_red(survey))
		return;
	if (survey->red_manager)
		key = survey->red_coordinator ? "hr_survey.red_both"
					      : "hr_survey.red_manager";
	add_fact(shelf, facts, "red",
	    memory_strdup(catalogue_get(catalogue_of(shelf), key)));
}

static json_t *
facts_of(const struct shelf *shelf, const struct survey *survey)
{
	json_t *facts = json_array();

	for (size_t i = 0; i < survey->step_count; i++)
		add_fact(shelf, facts, "sent_by",
		    step_words(shelf, &survey->steps[i]));
	add_fact(shelf, facts, "answered_by",
	    memory_strdup(word(shelf, "survey_answerer.%s",
		survey_answerer_name(survey->answered_by))));
	add_fact(shelf, facts, "size",
	    sentence(shelf, "hr_survey.size_of",
		json_pack("{s:I, s:i}", "count",
		    (json_int_t)survey->question_count, "minutes",
		    survey->minutes)));
	add_red(shelf, survey, facts);
	return facts;
}

static char *
url_of(const struct survey_version *row)
{
	return memory_printf("/hr/surveys/%s/%d", row->key, row->version);
}

/* The newest first; more than there is room for are left out, and told. */
static void
add_versions(const struct shelf *shelf, size_t newest, json_t *view)
{
	json_t *list = json_array();
	size_t at = newest + 1;

	while (at-- > 0 &&
	       strcmp(shelf->rows[at].key, shelf->rows[newest].key) == 0 &&
	       json_array_size(list) < HR_SURVEYS_ROWS) {
		const struct survey_version *row = &shelf->rows[at];
		cleanup_(memory_free_ptr) char *url = url_of(row);
		cleanup_(memory_free_ptr) char *since = hr_papers_when(
		    shelf->engine, shelf->scope, row->imported_at);

		(void)json_array_append_new(
		    list, json_pack("{s:i, s:s, s:s}", "version", row->version,
			      "url", url, "since", since));
	}
	(void)json_object_set_new(view, "has_more",
	    json_boolean(
		shelf->rows[newest].version > (int)json_array_size(list)));
	(void)json_object_set_new(view, "versions", list);
}

static int
survey_view(
    const struct shelf *shelf, size_t at, json_t **ret_view, struct error *err)
{
	const struct survey_version *row = &shelf->rows[at];
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	cleanup_(memory_free_ptr) char *url = url_of(row);
	enum language language = shelf->scope->language;
	json_t *view;
	int status =
	    survey_store_load(shelf->engine->store, row->id, &survey, err);

	if (status != OB_OK)
		return status;
	view = json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "id", survey->id,
	    "title", survey->title.in[language], "purpose",
	    survey->purpose.in[language], "url", url, "is_current",
	    (int)(row->withdrawn_at == INSTANT_NONE), "facts",
	    facts_of(shelf, survey));
	add_versions(shelf, at, view);
	*ret_view = view;
	return OB_OK;
}

int
hr_surveys_view(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err)
{
	cleanup_(shelf_release) struct shelf shelf = {
	    .engine = engine, .scope = scope};
	json_auto_t *list = json_array();
	int status = shelf_open(&shelf, err);

	for (size_t i = 0; status == OB_OK && i < shelf.count; i++) {
		json_t *view = NULL;

		if (!is_newest(&shelf, i))
			continue;
		status = survey_view(&shelf, i, &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	if (status == OB_OK)
		*ret_view = json_pack("{s:b, s:O}", "has_surveys",
		    (int)(json_array_size(list) > 0), "surveys", list);
	return status;
}

/* *ret_at is where the version stands. */
static int
find(const struct shelf *shelf, const char *id, const char *version,
    size_t *ret_at, struct error *err)
{
	char *end = NULL;
	long number = strtol(version, &end, 10);

	for (size_t i = 0; *end == '\0' && i < shelf->count; i++) {
		if (strcmp(shelf->rows[i].key, id) == 0 &&
		    shelf->rows[i].version == number) {
			*ret_at = i;
			return OB_OK;
		}
	}
	return error_set(
	    err, OB_ENOTFOUND, "survey '%.40s' has no such version", id);
}

static const char *
state_of(const struct shelf *shelf, size_t at)
{
	if (!is_newest(shelf, at))
		return "replaced";
	return shelf->rows[at].withdrawn_at == INSTANT_NONE ? "current"
							    : "withdrawn";
}

static json_t *
whole_view(const struct shelf *shelf, size_t at, const struct survey *survey)
{
	enum language language = shelf->scope->language;
	const char *intro = survey->intro.in[language];
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *title =
	    sentence(shelf, "hr_survey.version_title",
		json_pack("{s:s, s:i}", "name", survey->title.in[language],
		    "version", survey->version));
	cleanup_(memory_free_ptr) char *since = hr_papers_when(
	    shelf->engine, shelf->scope, shelf->rows[at].imported_at);
	json_t *facts = facts_of(shelf, survey);

	strbuf_add_str(&html, "");
	(void)!markdown_to_html(
	    intro, strlen(intro), HEADING_SHIFT, &html, NULL);
	add_fact(shelf, facts, "since", memory_strdup(since));
	add_fact(shelf, facts, "state",
	    memory_strdup(word(shelf, "survey_state.%s", state_of(shelf, at))));
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "title", title,
	    "name", survey->title.in[language], "purpose",
	    survey->purpose.in[language], "intro_html", html.buf, "facts",
	    facts, "questions",
	    hr_surveys_questions(survey, catalogue_of(shelf)));
}

int
hr_surveys_version(struct engine *engine, const struct hr_scope *scope,
    const char *id, const char *version, json_t **ret_view, struct error *err)
{
	cleanup_(shelf_release) struct shelf shelf = {
	    .engine = engine, .scope = scope};
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	size_t at = 0;
	int status = shelf_open(&shelf, err);

	if (status == OB_OK)
		status = find(&shelf, id, version, &at, err);
	if (status == OB_OK)
		status = survey_store_load(
		    engine->store, shelf.rows[at].id, &survey, err);
	if (status == OB_OK)
		*ret_view = whole_view(&shelf, at, survey);
	return status;
}
