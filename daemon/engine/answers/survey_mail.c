/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/answers/survey_requests_private.h"
#include "engine/core/core.h"
#include "engine/letters/letters.h"
#include "engine/links/survey_links.h"
#include "model/survey.h"
#include "store/survey_store.h"
#include "text/dates_text.h"

/*
 * What it is about in the survey's own words, how long it takes, until when
 * and where: nothing of anybody else.
 */
static json_t *
view_of(const struct engine *engine, const struct survey *survey,
    const struct survey_request *request, enum language language)
{
	cleanup_(memory_free_ptr) char *url = survey_links_url(engine, request);
	char day[DATES_TEXT_SIZE];
	char duration[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b}", "title",
	    survey->title.in[language], "purpose", survey->purpose.in[language],
	    "duration",
	    dates_text_duration(language, survey->minutes, duration),
	    "closes_on", dates_text_long(language, request->closes_on, day),
	    "survey_url", url, "is_reminder", (int)(request->reminders > 0));
}

int
survey_mail_queue(struct survey_asking *asking,
    const struct survey_request *request, struct error *err)
{
	struct dossier *dossier = asking->dossier;
	struct engine *engine = dossier->engine;
	cleanup_(memory_free_ptr) char *key = survey_links_mail_key(request);
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	struct letter_request letter = {
	    .kind = MAIL_SURVEY,
	    .dedup_key = key,
	    .dossier = dossier,
	    .journey_id = dossier->journey.id,
	    .is_for_themself = true,
	};
	int status = dossier_know(dossier, request->person_id, err);

	if (status == OB_OK)
		status = survey_store_load(
		    engine->store, request->survey_id, &survey, err);
	if (status != OB_OK)
		return status;
	letter.to = dossier_person(dossier, request->person_id);
	letter.view = view_of(engine, survey, request,
	    core_language(engine, letter.to->language));
	return letters_queue(&asking->change, &letter, NULL, err);
}
