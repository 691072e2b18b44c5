/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/survey_words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/measures/survey_results.h"
#include "engine/measures/survey_words_half.h"
#include "model/survey.h"
#include "store/survey_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* A version that somebody answered, or the newest. */
struct version {
	int64_t id;
	struct survey *survey;
};

/* Words on their way into the view. */
struct words {
	struct engine *engine;
	const struct survey_words_request *request;
	char half_name[EXIT_REASON_PERIOD_SIZE];
	bool is_by_last_day; /* on which it could be answered */
	struct survey_words_half half;
	struct version *versions; /* the newest first */
	size_t version_count;
	const struct survey_question **questions; /* borrowed of versions */
	size_t question_count;
	json_t *list;
};

static void
release(struct words *words)
{
	survey_words_half_release(&words->half);
	for (size_t i = 0; i < words->version_count; i++)
		survey_free(words->versions[i].survey);
	free(words->versions);
	free(words->questions);
	json_decref(words->list);
}

static const char *
state_name(enum survey_words_state state)
{
	static const char *const names[] = {[SURVEY_WORDS_SHOWN] = "shown",
	    [SURVEY_WORDS_SHORT] = "short",
	    [SURVEY_WORDS_PENDING] = "pending",
	    [SURVEY_WORDS_GONE] = "gone",
	    [SURVEY_WORDS_FEW] = "few",
	    [SURVEY_WORDS_OPEN] = "open",
	    [SURVEY_WORDS_TAKEN_BACK] = "taken-back"};

	return names[state];
}

static int
find_newest(const struct words *words, struct survey_version *ret_row,
    struct error *err)
{
	const char *id = words->request->survey;
	int status =
	    survey_store_find_newest(words->engine->store, id, ret_row, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_ENOTFOUND, "id",
		    "there is no survey '%.64s'; list-surveys shows those "
		    "there are",
		    id);
	return status;
}

static int
read_half(struct words *words, struct half_year *ret_span, struct error *err)
{
	const char *text = words->request->half;
	struct half_year now;
	int status;

	if (text != NULL && text[0] != '\0') {
		status = exit_reason_read_period(text, ret_span, err);
		if (status != OB_OK)
			return error_name_field(err, "half");
		(void)exit_reason_period_of(ret_span->from, words->half_name);
		return OB_OK;
	}
	(void)exit_reason_period_of(
	    core_today(words->engine), words->half_name);
	status = exit_reason_read_period(words->half_name, &now, err);
	if (status != OB_OK)
		return status;
	(void)exit_reason_period_of(
	    date_add_days(now.from, -1), words->half_name);
	return exit_reason_read_period(words->half_name, ret_span, err);
}

static int
add_version(struct words *words, int64_t id, struct error *err)
{
	struct survey *survey = NULL;
	int status;

	for (size_t i = 0; i < words->version_count; i++) {
		if (words->versions[i].id == id)
			return OB_OK;
	}
	status = survey_store_load(words->engine->store, id, &survey, err);
	if (status != OB_OK)
		return status;
	words->versions = memory_resize(words->versions,
	    words->version_count + 1, sizeof(*words->versions));
	words->versions[words->version_count++] = (struct version){id, survey};
	return OB_OK;
}

static int
compare_versions(const void *a, const void *b)
{
	int64_t left = ((const struct version *)a)->id;
	int64_t right = ((const struct version *)b)->id;

	return (left < right) - (left > right);
}

/* The newest is the one with the highest id, whatever was answered. */
static int
load_versions(struct words *words, int64_t newest, struct error *err)
{
	int status = add_version(words, newest, err);

	for (size_t i = 0; status == OB_OK && i < words->half.request_count;
	     i++)
		status =
		    add_version(words, words->half.requests[i].survey_id, err);
	qsort(words->versions, words->version_count, sizeof(*words->versions),
	    compare_versions);
	return status;
}

/* Of a kind that is written, in a version. */
static const struct survey_question *
find_written(const struct survey *survey, const char *id)
{
	int at = survey_find_question(survey, id);

	return at >= 0 && survey->questions[at].kind == SURVEY_TEXT
		   ? &survey->questions[at]
		   : NULL;
}

static void
add_question(struct words *words, const struct survey_question *question)
{
	for (size_t i = 0; i < words->question_count; i++) {
		if (strcmp(words->questions[i]->id, question->id) == 0)
			return;
	}
	words->questions = memory_resize(words->questions,
	    words->question_count + 1, sizeof(*words->questions));
	words->questions[words->question_count++] = question;
}

static int
compare_questions(const void *a, const void *b)
{
	const struct survey_question *const *left = a;
	const struct survey_question *const *right = b;

	return strcmp((*left)->id, (*right)->id);
}

/* Those of the newest version in its order; what older ones had, after them. */
static void
list_questions(struct words *words)
{
	size_t newest = 0;

	for (size_t i = 0; i < words->version_count; i++) {
		const struct survey *survey = words->versions[i].survey;

		for (size_t k = 0; k < survey->question_count; k++) {
			if (survey->questions[k].kind == SURVEY_TEXT)
				add_question(words, &survey->questions[k]);
		}
		if (i == 0)
			newest = words->question_count;
	}
	if (words->question_count > newest)
		qsort(&words->questions[newest], words->question_count - newest,
		    sizeof(*words->questions), compare_questions);
}

/* In any version that somebody may have answered. */
static bool
is_asked_of_some(const struct words *words, const char *id)
{
	for (size_t i = 0; i < words->version_count; i++) {
		const struct survey_question *question =
		    find_written(words->versions[i].survey, id);

		if (question != NULL &&
		    question->only_if.relation != SURVEY_ALWAYS)
			return true;
	}
	return false;
}

/* Who wrote to a question was asked it, and what they answered before shows. */
static bool
may_tell(const struct words *words, const char *id, int64_t writers)
{
	return !is_asked_of_some(words, id) ||
	       (writers >= SURVEY_WORDS_HALF_LEAST &&
		   words->half.people - writers >= SURVEY_WORDS_HALF_LEAST);
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
tell(struct words *words, const struct survey_question *question,
    const char **texts, size_t count)
{
	json_t *list = json_array();

	qsort(texts, count, sizeof(*texts), compare_texts);
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s}", "text", texts[i]));
	(void)json_array_append_new(words->list,
	    json_pack("{s:i, s:s, s:o}", "number",
		(int)json_array_size(words->list) + 1, "text",
		question->text.in[words->request->language], "words", list));
}

static void
add_words(struct words *words, const struct survey_question *question)
{
	const struct survey_words_half *half = &words->half;
	cleanup_(memory_free_ptr) const char **texts =
	    memory_alloc((half->text_count + 1) * sizeof(*texts));
	cleanup_(memory_free_ptr) int64_t *writers =
	    memory_alloc((half->text_count + 1) * sizeof(*writers));
	size_t count = 0;

	for (size_t i = 0; i < half->text_count; i++) {
		if (strcmp(half->texts[i].row.question, question->id) != 0)
			continue;
		writers[count] = half->texts[i].person_id;
		texts[count++] = half->texts[i].row.text;
	}
	if (count > 0 && may_tell(words, question->id,
			     survey_words_half_count(writers, count)))
		tell(words, question, texts, count);
}

static int
fill(struct words *words, int64_t newest, struct error *err)
{
	int status = OB_OK;

	if (words->half.state == SURVEY_WORDS_SHOWN)
		status = load_versions(words, newest, err);
	if (status != OB_OK || words->version_count == 0)
		return status;
	list_questions(words);
	for (size_t i = 0; i < words->question_count; i++)
		add_words(words, words->questions[i]);
	return OB_OK;
}

/* "andet halvår 2026" */
static int
say_half(const struct words *words, struct strbuf *text, struct error *err)
{
	json_auto_t *view = json_pack(
	    "{s:i}", "year", date_to_civil(words->half.span.from).year);

	return catalogue_format(
	    words->engine->catalogues[words->request->language],
	    date_to_civil(words->half.span.from).month == 1
		? "survey_words_half.first"
		: "survey_words_half.second",
	    view, text, err);
}

static int
explain(const struct words *words, struct strbuf *text, struct error *err)
{
	enum language language = words->request->language;
	cleanup_(strbuf_release) struct strbuf half = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "survey_words.%s", words->half.state == SURVEY_WORDS_SHOWN &&
				       json_array_size(words->list) == 0
				   ? "nothing"
				   : state_name(words->half.state));
	char first[DATES_TEXT_SIZE];
	char last[DATES_TEXT_SIZE];
	char days[DATES_TEXT_SIZE];
	json_auto_t *view = NULL;
	int status = say_half(words, &half, err);

	if (status != OB_OK)
		return status;
	view = json_pack("{s:s, s:s, s:s, s:s}", "half", half.buf, "first",
	    dates_text_long(
		language, survey_words_half_first(&words->half), first),
	    "last",
	    dates_text_long(
		language, survey_words_half_last(&words->half), last),
	    "days",
	    dates_text_days(
		language, words->engine->settings->survey_text_days, days));
	return catalogue_format(
	    words->engine->catalogues[language], key, view, text, err);
}

static int
make_view(const struct words *words, const struct survey_version *newest,
    json_t **ret_view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	int status = explain(words, &text, err);

	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:O}",
	    "id", newest->key, "name",
	    words->request->language == LANGUAGE_DA ? newest->title_da
						    : newest->title_en,
	    "half", words->half_name, "state", state_name(words->half.state),
	    "explanation", text.buf, "is_shown",
	    (int)(words->half.state == SURVEY_WORDS_SHOWN), "has_words",
	    (int)(json_array_size(words->list) > 0), "is_by_last_day",
	    (int)words->is_by_last_day, "questions", words->list);
	return OB_OK;
}

/* By the same half years as its figures, where it has some. */
static int
load_half(struct words *words, int64_t newest, const struct half_year *span,
    struct error *err)
{
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	struct survey_words_half_request request = {
	    .survey = words->request->survey, .span = *span};
	int status =
	    survey_store_load(words->engine->store, newest, &survey, err);

	if (status != OB_OK)
		return status;
	assert(survey != NULL);
	status = survey_results_are_of_halves(
	    words->engine, survey, &request.is_by_last_day, err);
	words->is_by_last_day = request.is_by_last_day;
	return status == OB_OK ? survey_words_half_load(
				     words->engine, &request, &words->half, err)
			       : status;
}

static int
read_words(struct words *words, struct survey_version *newest,
    json_t **ret_view, struct error *err)
{
	struct half_year span;
	int status = find_newest(words, newest, err);

	if (status == OB_OK)
		status = read_half(words, &span, err);
	if (status == OB_OK)
		status = load_half(words, newest->id, &span, err);
	if (status == OB_OK)
		status = fill(words, newest->id, err);
	return status == OB_OK ? make_view(words, newest, ret_view, err)
			       : status;
}

int
survey_words_read(struct engine *engine, const char *actor,
    const struct survey_words_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(survey_store_release) struct survey_version newest = {0};
	cleanup_(release) struct words words = {
	    .engine = engine, .request = request, .list = json_array()};
	json_auto_t *view = NULL;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = read_words(&words, &newest, &view, err);
	if (status == OB_OK)
		status = change_audit(&change, "read-survey-words",
		    SUBJECT("survey", newest.id), NULL,
		    json_pack("{s:s, s:s}", "survey", newest.key, "half",
			words.half_name),
		    err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
