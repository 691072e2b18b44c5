/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/hr/hr_leader.h"
#include "engine/hr/hr_papers.h"
#include "model/survey_request.h"
#include "store/survey_request_store.h"
#include "store/survey_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* That somebody is asked and has answered; what they answered is theirs. */
static int
append(struct dossier *dossier, const struct hr_scope *scope,
    const struct survey_request *request, json_t *list, struct error *err)
{
	struct engine *engine = dossier->engine;
	cleanup_(survey_store_release) struct survey_version version = {0};
	cleanup_(memory_free_ptr) char *asked =
	    hr_papers_when(engine, scope, request->asked_at);
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_survey.%s", request->state);
	char closes[DATES_TEXT_SIZE];
	int status = dossier_know(dossier, request->person_id, err);

	if (status == OB_OK)
		status = survey_store_find(
		    engine->store, request->survey_id, &version, err);
	if (status != OB_OK)
		return status;
	(void)json_array_append_new(list,
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "title",
		scope->language == LANGUAGE_DA ? version.title_da
					       : version.title_en,
		"person", dossier_person(dossier, request->person_id)->name,
		"asked", asked, "closes",
		dates_text_day(scope->language, request->closes_on, closes),
		"state_text",
		catalogue_get(engine->catalogues[scope->language], key),
		"is_open",
		(int)survey_request_is(request->state, SURVEY_REQUEST_OPEN),
		"is_answered",
		(int)survey_request_is(
		    request->state, SURVEY_REQUEST_ANSWERED)));
	return OB_OK;
}

int
hr_leader_add_surveys(struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err)
{
	struct survey_request *requests = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = survey_request_store_list_journey(dossier->engine->store,
	    dossier->journey.id, &requests, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = append(dossier, scope, &requests[i], list, err);
	survey_request_store_free(requests, count);
	(void)json_object_set_new(
	    view, "has_surveys", json_boolean(json_array_size(list) > 0));
	(void)json_object_set_new(view, "surveys", list);
	return status;
}
