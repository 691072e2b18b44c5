/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/survey_answers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/survey_follow_ups.h"
#include "engine/answers/survey_requests.h"
#include "engine/answers/survey_requests_private.h"
#include "engine/core/core.h"
#include "engine/links/survey_links.h"
#include "engine/planning/planning.h"
#include "model/survey_request.h"
#include "store/survey_answer_store.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

static int
load(struct survey_sheet *sheet, struct error *err)
{
	const struct survey_request *request = &sheet->request;
	struct store *store = sheet->engine->store;
	int status =
	    survey_store_load(store, request->survey_id, &sheet->survey, err);

	if (status == OB_OK)
		status = person_store_find(
		    store, request->person_id, &sheet->person, err);
	if (status == OB_OK)
		status = dossier_load(
		    sheet->engine, request->journey_id, &sheet->dossier, err);
	if (status == OB_OK)
		status = survey_answer_store_list(store, request->id,
		    &sheet->answers, &sheet->answer_count, err);
	if (status == OB_OK)
		status = survey_answer_store_list_texts(
		    store, request->id, &sheet->texts, &sheet->text_count, err);
	return status;
}

int
survey_answers_open(struct engine *engine, const char *token,
    struct survey_sheet *ret_sheet, struct error *err)
{
	cleanup_(survey_answers_release) struct survey_sheet sheet = {
	    .engine = engine};
	int status = survey_links_find(engine, token, &sheet.request, err);

	if (status == OB_OK)
		status = load(&sheet, err);
	if (status == OB_OK && dossier_has_ended(&sheet.dossier))
		status = error_set(err, OB_ENOTFOUND, "there is no such link");
	if (status != OB_OK)
		return status;
	*ret_sheet = sheet;
	sheet = (struct survey_sheet){0};
	return OB_OK;
}

void
survey_answers_release(struct survey_sheet *sheet)
{
	survey_request_store_release(&sheet->request);
	survey_free(sheet->survey);
	person_store_release(&sheet->person);
	dossier_release(&sheet->dossier);
	survey_answer_store_free(sheet->answers, sheet->answer_count);
	survey_answer_store_free_texts(sheet->texts, sheet->text_count);
	*sheet = (struct survey_sheet){0};
}

/* Who has left a first year is talked with no more. */
static bool
is_over(const struct survey_sheet *sheet)
{
	const struct dossier *dossier = &sheet->dossier;

	return strcmp(dossier->journey.state, "cancelled") == 0 ||
	       planning_is_after_last_day(dossier, core_today(sheet->engine));
}

static bool
is_asked(const struct survey_request *request)
{
	return survey_request_is(request->state, SURVEY_REQUEST_OPEN) ||
	       survey_request_is(request->state, SURVEY_REQUEST_ANSWERED);
}

bool
survey_answers_is_paused(const struct survey_sheet *sheet)
{
	return is_asked(&sheet->request) &&
	       strcmp(sheet->dossier.journey.state, "paused") == 0;
}

bool
survey_answers_is_open(const struct survey_sheet *sheet)
{
	const struct survey_request *request = &sheet->request;

	return is_asked(request) && !is_over(sheet) &&
	       !survey_answers_is_paused(sheet) &&
	       !date_before(request->closes_on, core_today(sheet->engine));
}

struct survey_reply
survey_answers_reply(
    const struct survey_sheet *sheet, struct survey_value **ret_values)
{
	struct survey_value *values = memory_alloc(
	    (sheet->answer_count + sheet->text_count + 1) * sizeof(*values));
	size_t count = 0;

	for (size_t i = 0; i < sheet->answer_count; i++)
		values[count++] = (struct survey_value){
		    sheet->answers[i].question, sheet->answers[i].value};
	for (size_t i = 0; i < sheet->text_count; i++)
		values[count++] = (struct survey_value){
		    sheet->texts[i].question, sheet->texts[i].text};
	*ret_values = values;
	return (struct survey_reply){values, count};
}

static int
check(const struct survey_sheet *sheet, const struct survey_reply *reply,
    struct error *err)
{
	const struct survey *survey = sheet->survey;

	if (survey_answers_is_paused(sheet))
		return error_refuse(err, OB_ECONFLICT, "", "survey_paused",
		    "the journey is paused; answer when it goes on");
	if (!survey_answers_is_open(sheet))
		return error_refuse(err, OB_ECONFLICT, "", "survey_closed",
		    "the survey can be answered no more");
	for (size_t i = 0; i < survey->question_count; i++) {
		enum survey_fault fault = survey_reply_check(survey, reply, i);

		if (fault != SURVEY_FINE)
			return error_set_field(err, OB_EINVALID, "answers",
			    "the answer to '%s' is wrong: %s",
			    survey->questions[i].id,
			    survey_reply_fault_name(fault));
	}
	return OB_OK;
}

static int
keep_text(const struct survey_sheet *sheet, const char *question,
    const char *value, struct error *err)
{
	const struct engine *engine = sheet->engine;
	cleanup_(memory_free_ptr) char *name = memory_strdup(question);
	cleanup_(memory_free_ptr) char *text = memory_strdup(value);
	const struct survey_text row = {
	    .request_id = sheet->request.id,
	    .question = name,
	    .text = text,
	    .expires_on = date_add_days(
		core_today(engine), engine->settings->survey_text_days),
	};

	return survey_answer_store_add_text(engine->store, &row, err);
}

static int
keep_value(const struct survey_sheet *sheet, const char *question,
    const char *value, struct error *err)
{
	cleanup_(memory_free_ptr) char *name = memory_strdup(question);
	cleanup_(memory_free_ptr) char *copy = memory_strdup(value);
	const struct survey_answer row = {
	    .request_id = sheet->request.id, .question = name, .value = copy};

	return survey_answer_store_add(sheet->engine->store, &row, err);
}

/* Whether the same was said before it: a form may repeat itself. */
static bool
is_repeated(const struct survey_reply *reply, size_t at)
{
	const struct survey_value *value = &reply->values[at];
	const struct survey_reply before = {reply->values, at};

	return survey_reply_has(&before, value->question, value->value);
}

static int
keep_question(const struct survey_sheet *sheet,
    const struct survey_reply *reply, const struct survey_question *question,
    struct error *err)
{
	const char *first = survey_reply_find(reply, question->id);
	int status = OB_OK;

	if (first == NULL)
		return OB_OK;
	if (question->kind == SURVEY_TEXT)
		return keep_text(sheet, question->id, first, err);
	for (size_t i = 0; status == OB_OK && i < reply->count; i++) {
		const struct survey_value *value = &reply->values[i];

		if (strcmp(value->question, question->id) == 0 &&
		    survey_reply_has(reply, question->id, value->value) &&
		    !is_repeated(reply, i))
			status =
			    keep_value(sheet, question->id, value->value, err);
	}
	return status;
}

static int
keep_all(const struct survey_sheet *sheet, const struct survey_reply *reply,
    struct error *err)
{
	const struct survey *survey = sheet->survey;
	int status = survey_answer_store_clear(
	    sheet->engine->store, sheet->request.id, err);

	for (size_t i = 0; status == OB_OK && i < survey->question_count; i++) {
		if (survey_reply_asks(survey, reply, i))
			status = keep_question(
			    sheet, reply, &survey->questions[i], err);
	}
	return status;
}

/* That it was answered, and not what: the audit is kept for years. */
static int
note(struct change *change, struct survey_sheet *sheet, struct error *err)
{
	struct survey_request *request = &sheet->request;
	cleanup_(memory_free_ptr) char *from = request->state;
	int status;

	request->state =
	    memory_strdup(survey_request_state_name(SURVEY_REQUEST_ANSWERED));
	request->answered_at = core_now(sheet->engine);
	status = survey_request_store_update(
	    sheet->engine->store, request, from, err);
	if (status == OB_OK)
		status =
		    survey_links_withdraw_mails(sheet->engine, request, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "answer-survey",
	    SUBJECT("survey_request", request->id),
	    json_pack("{s:s}", "state", from),
	    json_pack("{s:s, s:s}", "survey", request->survey, "state",
		request->state),
	    err);
}

static int
give(struct change *change, struct survey_sheet *sheet,
    const struct survey_reply *reply, struct error *err)
{
	int status = keep_all(sheet, reply, err);

	if (status == OB_OK)
		status = note(change, sheet, err);
	if (status == OB_OK && survey_reply_is_red(sheet->survey, reply))
		status = survey_follow_ups_add(change, &sheet->dossier,
		    sheet->survey, &sheet->request, err);
	if (status == OB_OK)
		status = survey_requests_settle(
		    change, &sheet->dossier, sheet->request.activity_id, err);
	return status;
}

int
survey_answers_give(struct engine *engine, const char *token,
    const struct survey_reply *reply, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(survey_answers_release) struct survey_sheet sheet = {0};
	char actor[32];
	int status = change_begin(&change, engine, "", err);

	if (status == OB_OK)
		status = survey_answers_open(engine, token, &sheet, err);
	if (status == OB_OK)
		status = check(&sheet, reply, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(
	    actor, sizeof(actor), "person:%" PRId64, sheet.request.person_id);
	change.actor = actor;
	status = give(&change, &sheet, reply, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}
