/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/cohort_answers.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/links/survey_links.h"
#include "model/nomination.h"
#include "model/survey_request.h"
#include "store/survey_answer_store.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"

static bool
has(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

size_t
cohort_answers_people(const struct dossier *dossier,
    enum survey_answerer answerer, int64_t **ret_ids)
{
	int64_t *ids =
	    memory_alloc((dossier->nomination_count + 1) * sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; survey_answerer_is_of_cohort(answerer) &&
			   i < dossier->nomination_count;
	     i++) {
		const struct nomination *row = &dossier->nominations[i];
		int64_t id = answerer == SURVEY_PARTICIPANTS ? row->person_id
							     : row->manager_id;

		if (nomination_takes_part(row) && !has(ids, count, id))
			ids[count++] = id;
	}
	*ret_ids = ids;
	return count;
}

/* Surveys that others of the journey answer are none of the cohort's. */
static int
is_asked_no_more(const struct dossier *dossier,
    const struct survey_request *request, bool *ret_is, struct error *err)
{
	cleanup_(survey_store_release) struct survey_version version = {0};
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	enum survey_answerer answerer = SURVEY_LEADER;
	size_t count;
	int status = survey_store_find(
	    dossier->engine->store, request->survey_id, &version, err);

	if (status == OB_OK)
		status =
		    survey_answerer_parse(version.answered_by, &answerer, err);
	if (status != OB_OK)
		return status;
	count = cohort_answers_people(dossier, answerer, &ids);
	*ret_is = survey_answerer_is_of_cohort(answerer) &&
		  !has(ids, count, request->person_id);
	return OB_OK;
}

/*
 * The row stays, without an answer: another of the same number would be opened
 * by the link that was mailed.
 */
static int
forget(struct change *change, struct survey_request *request, struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(memory_free_ptr) char *from = request->state;
	int status;

	request->state =
	    memory_strdup(survey_request_state_name(SURVEY_REQUEST_CANCELLED));
	request->answered_at = INSTANT_NONE;
	status = survey_answer_store_clear(store, request->id, err);
	if (status == OB_OK)
		status =
		    survey_links_withdraw_mails(change->engine, request, err);
	if (status == OB_OK)
		status = survey_request_store_update(store, request, from, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "forget-survey-answers",
	    SUBJECT("survey_request", request->id), NULL,
	    json_pack("{s:s}", "survey", request->survey), err);
}

static int
look_at(struct change *change, const struct dossier *dossier,
    struct survey_request *request, struct error *err)
{
	bool is_over = false;
	int status = OB_OK;

	if (!survey_request_is(request->state, SURVEY_REQUEST_CANCELLED))
		status = is_asked_no_more(dossier, request, &is_over, err);
	return status == OB_OK && is_over ? forget(change, request, err)
					  : status;
}

int
cohort_answers_forget(struct change *change, const struct dossier *dossier,
    const struct nomination *withdrawn, struct error *err)
{
	struct survey_request *requests = NULL;
	size_t count = 0;
	int status = survey_request_store_list_journey(
	    change->engine->store, dossier->journey.id, &requests, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (requests[i].person_id == withdrawn->person_id ||
		    requests[i].person_id == withdrawn->manager_id)
			status = look_at(change, dossier, &requests[i], err);
	}
	survey_request_store_free(requests, count);
	return status;
}
