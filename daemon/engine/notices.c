/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/acting.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/feeds.h"
#include "engine/letters.h"
#include "engine/naming.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "engine/step_mails.h"
#include "engine/told.h"
#include "model/role.h"
#include "store/person_store.h"
#include "store/reminder_store.h"
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

/* Without a notice in its ladder only a hand-over is told. */
static bool
is_silent(const struct dossier *dossier, const struct activity *activity)
{
	return activity->noticed_id == 0 &&
	       !dossier_step(dossier, activity)->ladder.notice;
}

static json_t *
activity_view(const struct dossier *dossier, const struct activity *activity,
    const struct person *person)
{
	struct engine *engine = dossier->engine;
	enum language language = core_language(engine, person->language);
	cleanup_(memory_free_ptr) char *when =
	    phrases_when_in(language, core_zone(engine, person), activity);
	char latest[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:b}", "title",
	    dossier_step(dossier, activity)->title.in[language], "when", when,
	    "latest", dates_text_day(language, activity->latest, latest),
	    "has_latest", (int)(activity->start_minute < 0));
}

struct news {
	const struct person *owner;
	bool has_any;	  /* also what is not told */
	bool is_handover; /* somebody else had been told before */
	int64_t first_id;
};

static void
collect(const struct dossier *dossier, struct news *news)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (!is_news(dossier, activity, news->owner->id))
			continue;
		news->has_any = true;
		if (is_silent(dossier, activity))
			continue;
		if (activity->noticed_id != 0)
			news->is_handover = true;
		if (news->first_id == 0)
			news->first_id = activity->id;
	}
}

/* In the receiver's language and time. */
static json_t *
activity_views(const struct dossier *dossier, const struct news *news,
    const struct person *to)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (is_news(dossier, activity, news->owner->id) &&
		    !is_silent(dossier, activity))
			(void)json_array_append_new(
			    list, activity_view(dossier, activity, to));
	}
	return list;
}

static int
note_rung(const struct dossier *dossier, const struct activity *activity,
    int64_t person_id, int64_t mail_id, struct error *err)
{
	char rung[] = "notice";
	char sent[] = "sent";
	const struct reminder reminder = {
	    .activity_id = activity->id,
	    .rung = rung,
	    .planned = activity->planned,
	    .person_id = person_id,
	    .told_on = core_today(dossier->engine),
	    .outcome = sent,
	    .mail_id = mail_id,
	};

	return reminder_store_set(dossier->engine->store, &reminder, err);
}

/* mail_id is 0 when there was nothing to tell. */
static int
mark(struct dossier *dossier, int64_t person_id, int64_t mail_id,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!is_news(dossier, activity, person_id))
			continue;
		if (!is_silent(dossier, activity))
			status = note_rung(
			    dossier, activity, person_id, mail_id, err);
		activity->noticed_id = person_id;
		told_set_first(activity);
		if (status == OB_OK)
			status = activity_store_update(dossier->engine->store,
			    activity, activity->state, err);
	}
	return status;
}

/* What kind of journey it is, and of whom. */
static json_t *
journey_view(
    const struct dossier *dossier, int64_t person_id, enum language language)
{
	enum programme_kind kind = dossier->version->kind;
	cleanup_(memory_free_ptr) char *name = naming_short(dossier);
	char first_day[DATES_TEXT_SIZE];
	char last_day[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:b}",
	    "leader_first_name", name, "cohort_name", name, "first_day",
	    dates_text_long(
		language, dossier_first_workday(dossier), first_day),
	    "last_day",
	    dates_text_long(language, naming_last_day(dossier), last_day),
	    "is_exit", (int)(kind == PROGRAMME_EXIT), "is_cohort",
	    (int)(kind == PROGRAMME_COHORT), "is_own",
	    (int)naming_is_own(dossier, person_id));
}

static int
view_of(const struct dossier *dossier, const struct person *person,
    const struct news *news, json_t **ret_view, struct error *err)
{
	enum language language =
	    core_language(dossier->engine, person->language);
	cleanup_(memory_free_ptr) char *feed_url = NULL;
	json_t *view;
	int status = feeds_url(dossier, person->id, &feed_url, err);

	if (status != OB_OK)
		return status;
	view = journey_view(dossier, person->id, language);
	(void)json_object_set_new(
	    view, "activities", activity_views(dossier, news, person));
	(void)json_object_set_new(view, "feed_url", json_string(feed_url));
	(void)json_object_set_new(
	    view, "is_handover", json_boolean(news->is_handover));
	*ret_view = view;
	return OB_OK;
}

/* first_id and the time make each handing over a mail of its own. */
static int
send_to(struct change *change, const struct dossier *dossier,
    const struct news *news, int64_t person_id, int64_t *ret_mail_id,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("notice:%" PRId64 ":%" PRId64 ":%" PRId64 ":%" PRId64,
		dossier->journey.id, person_id, news->first_id,
		core_now(dossier->engine));
	struct letter_request request = {
	    .kind = MAIL_NOTICE,
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = &person,
	    .owner = person_id == news->owner->id ? NULL : news->owner,
	    .journey_id = dossier->journey.id,
	};
	int status =
	    person_store_find(dossier->engine->store, person_id, &person, err);

	if (status == OB_OK)
		status = feeds_ensure_acting(
		    dossier, person_id, news->owner->id, err);
	if (status == OB_OK)
		status = view_of(dossier, &person, news, &request.view, err);
	if (status == OB_OK)
		status = letters_queue(change, &request, NULL, err);
	if (status == OB_OK)
		status = letters_find(dossier->engine, key, ret_mail_id, err);
	return status;
}

/* To the owner, or those who act for the owner today. */
static int
send(struct dossier *dossier, const struct news *news, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int64_t mail_id = 0;
	int status = acting_today(dossier->engine, &acting, err);

	if (status == OB_OK && news->first_id != 0)
		ids = acting_receivers(acting, news->owner->id, &count);
	if (status == OB_OK)
		status = change_begin(&change, dossier->engine, ACTOR, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = send_to(&change, dossier, news, ids[i], &mail_id, err);
	if (status == OB_OK)
		status = mark(dossier, news->owner->id, mail_id, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static int
tell(struct dossier *dossier, const struct person *person, struct error *err)
{
	struct news news = {.owner = person};

	collect(dossier, &news);
	return news.has_any ? send(dossier, &news, err) : OB_OK;
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
