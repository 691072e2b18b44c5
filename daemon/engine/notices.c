/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/feeds.h"
#include "engine/letters.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "engine/step_mails.h"
#include "model/role.h"
#include "text/dates_text.h"

#define ACTOR "clock"

/*
 * The person was not told yet.  What the program does by itself (the system's
 * mails) is no task to tell of.
 */
static bool
is_news(const struct dossier *dossier, const struct activity *activity,
    int64_t person_id)
{
	return activity->responsible_id == person_id &&
	       activity->noticed_id != person_id &&
	       activity_is_open(dossier_state(activity)) &&
	       dossier_step(dossier, activity)->kind != STEP_MAIL;
}

static json_t *
activity_view(const struct dossier *dossier, const struct activity *activity,
    enum language language)
{
	cleanup_(memory_free_ptr) char *when = phrases_when(language, activity);
	char latest[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:b}", "title",
	    dossier_step(dossier, activity)->title.in[language], "when", when,
	    "latest", dates_text_day(language, activity->latest, latest),
	    "has_latest", (int)(activity->start_minute < 0));
}

struct news {
	json_t *activities;
	bool is_handover; /* somebody else had been told before */
	int64_t first_id;
};

static void
collect(const struct dossier *dossier, const struct person *person,
    struct news *news)
{
	enum language language =
	    core_language(dossier->engine, person->language);

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (!is_news(dossier, activity, person->id))
			continue;
		if (activity->noticed_id != 0)
			news->is_handover = true;
		if (news->first_id == 0)
			news->first_id = activity->id;
		(void)json_array_append_new(news->activities,
		    activity_view(dossier, activity, language));
	}
}

static int
mark(struct dossier *dossier, int64_t person_id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!is_news(dossier, activity, person_id))
			continue;
		activity->noticed_id = person_id;
		status = activity_store_update(
		    dossier->engine->store, activity, activity->state, err);
	}
	return status;
}

static int
view_of(const struct dossier *dossier, const struct person *person,
    const struct news *news, json_t **ret_view, struct error *err)
{
	enum language language =
	    core_language(dossier->engine, person->language);
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(dossier_role(dossier, ROLE_LEADER));
	cleanup_(memory_free_ptr) char *feed_url = NULL;
	char day[DATES_TEXT_SIZE];
	int status = feeds_url(dossier, person->id, &feed_url, err);

	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:s, s:s, s:O, s:s, s:b}", "leader_first_name",
	    first_name, "first_day",
	    dates_text_long(language, dossier_first_workday(dossier), day),
	    "activities", news->activities, "feed_url", feed_url, "is_handover",
	    (int)news->is_handover);
	return OB_OK;
}

/* first_id and the time make each handing over a mail of its own. */
static int
send(struct dossier *dossier, const struct person *person,
    const struct news *news, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("notice:%" PRId64 ":%" PRId64 ":%" PRId64 ":%" PRId64,
		dossier->journey.id, person->id, news->first_id,
		core_now(dossier->engine));
	struct letter_request request = {
	    .kind = MAIL_NOTICE,
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = person,
	    .journey_id = dossier->journey.id,
	};
	int status = change_begin(&change, dossier->engine, ACTOR, err);

	if (status == OB_OK)
		status = view_of(dossier, person, news, &request.view, err);
	if (status == OB_OK)
		status = letters_queue(&change, &request, NULL, err);
	if (status == OB_OK)
		status = mark(dossier, person->id, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static int
tell(struct dossier *dossier, const struct person *person, struct error *err)
{
	struct news news = {.activities = json_array()};
	int status = OB_OK;

	collect(dossier, person, &news);
	if (json_array_size(news.activities) > 0)
		status = send(dossier, person, &news, err);
	json_decref(news.activities);
	return status;
}

int
notices_run(struct dossier *dossier, struct error *err)
{
	int64_t leader_id = dossier->journey.leader_id;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++) {
		const struct person *person = &dossier->people[i];

		if (person->id == leader_id &&
		    step_mails_welcome_is_open(dossier))
			continue;
		status = tell(dossier, person, err);
	}
	return status;
}
