/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/step_mails.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/told.h"
#include "engine/letters/letters.h"
#include "engine/notices/welcome_pack.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/mail_queue_store.h"
#include "store/mail_store.h"
#include "text/dates_text.h"

#define ACTOR "clock"

/* Which text a mail step has: by who sends it and who gets it. */
static enum mail_kind
kind_of(const struct step *step)
{
	if (step->pack)
		return MAIL_WELCOME_PACK;
	if (strcmp(step->role, ROLE_SYSTEM) == 0)
		return MAIL_WELCOME;
	if (step->mail_to != NULL && strcmp(step->mail_to, ROLE_LEADER) != 0)
		return MAIL_ANNOUNCE;
	return MAIL_PRACTICAL;
}

int
step_mails_take_back(const struct dossier *dossier,
    const struct activity *activity, bool *ret_is_under_way, struct error *err)
{
	struct store *store = dossier->engine->store;
	bool is_carried = false;
	int status = OB_OK;

	if (dossier_step(dossier, activity)->kind == STEP_MAIL)
		status = mail_store_is_carried(
		    store, activity->id, &is_carried, err);
	if (status == OB_OK && !is_carried &&
	    dossier_step(dossier, activity)->kind == STEP_MAIL)
		status =
		    mail_store_release_step(store, activity->id, false, err);
	if (status == OB_OK)
		*ret_is_under_way = is_carried;
	return status;
}

bool
step_mails_welcome_is_open(const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		const struct step *step = dossier_step(dossier, activity);

		if (step->kind == STEP_MAIL && kind_of(step) == MAIL_WELCOME &&
		    activity_is_open(dossier_state(activity)))
			return true;
	}
	return false;
}

static json_t *
own_activities(const struct dossier *dossier, enum language language)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		cleanup_(memory_free_ptr) char *when = NULL;

		if (activity->responsible_id != dossier->journey.leader_id ||
		    !activity_is_open(dossier_state(activity)))
			continue;
		when = phrases_when_in(language,
		    core_zone(
			dossier->engine, dossier_role(dossier, ROLE_LEADER)),
		    activity);
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s}", "title",
			dossier_step(dossier, activity)->title.in[language],
			"when", when));
	}
	return list;
}

/* By the leader's own clock, with the day where it is another one there. */
static char *
say_time(const struct dossier *dossier, const struct activity *activity,
    enum language language)
{
	char time[DATES_TEXT_SIZE];
	struct local_time start = zone_to_local(
	    core_zone(dossier->engine, dossier_role(dossier, ROLE_LEADER)),
	    activity->start_at);
	int minute = start.second / 60;

	return start.date.day == activity->planned.day
		   ? memory_strdup(dates_text_time(language, minute, time))
		   : phrases_moment(language, start.date, minute);
}

/* The time that somebody receives the leader on the first day. */
static char *
meeting_time(const struct dossier *dossier, enum language language)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (activity->start_minute >= 0 &&
		    dossier_step(dossier, activity)->phase == 2)
			return say_time(dossier, activity, language);
	}
	return memory_strdup("");
}

static bool
has_begun(const struct dossier *dossier)
{
	return !date_before(
	    core_today(dossier->engine), dossier_first_workday(dossier));
}

/* All that the four kinds of step mails may say: first names only. */
static json_t *
view_of(const struct dossier *dossier, enum language language)
{
	const struct journey *journey = &dossier->journey;
	const struct person *leader = dossier_role(dossier, ROLE_LEADER);
	cleanup_(memory_free_ptr) char *first_name = people_first_name(leader);
	cleanup_(memory_free_ptr) char *manager =
	    people_first_name(dossier_role(dossier, ROLE_MANAGER));
	cleanup_(memory_free_ptr) char *mentor =
	    people_first_name(dossier_role(dossier, ROLE_MENTOR));
	cleanup_(memory_free_ptr) char *meet_at =
	    meeting_time(dossier, language);
	char day[DATES_TEXT_SIZE];
	json_t *activities = own_activities(dossier, language);

	return json_pack(
	    "{s:s, s:s, s:s, s:b, s:o, s:s, s:s, s:s, s:b, s:s, s:b, s:b}",
	    "first_day",
	    dates_text_long(language, dossier_first_workday(dossier), day),
	    "manager_name", manager, "leader_first_name", first_name,
	    "has_activities", (int)(json_array_size(activities) > 0),
	    "activities", activities, "video_url",
	    dossier->engine->settings->welcome_video, "mentor_name", mentor,
	    "meet_at", meet_at, "has_meet_at", (int)(meet_at[0] != '\0'),
	    "workplace", journey->workplace, "has_workplace",
	    (int)(journey->workplace[0] != '\0'), "has_begun",
	    (int)has_begun(dossier));
}

/* Practical information and the announcement speak of a day to come. */
static bool
speaks_of_past(const struct dossier *dossier, const struct step *step)
{
	return step->kind == STEP_MAIL && has_begun(dossier) &&
	       kind_of(step) != MAIL_WELCOME && !step->pack;
}

bool
step_mails_is_past(
    const struct dossier *dossier, const struct activity *activity)
{
	cleanup_(memory_free_ptr) char *key = NULL;
	bool exists = false;

	if (!activity_is_open(dossier_state(activity)) ||
	    !speaks_of_past(dossier, dossier_step(dossier, activity)))
		return false;
	key = memory_printf("step:%" PRId64, activity->id);
	return letters_exist(dossier->engine, key, &exists, NULL) == OB_OK &&
	       !exists;
}

/* Where the day has come, they are left to the responsible person. */
static bool
is_ready(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;
	const struct step *step = dossier_step(dossier, activity);
	struct date today = core_today(engine);

	if (step->kind != STEP_MAIL ||
	    dossier_state(activity) != ACTIVITY_PLANNED ||
	    date_before(today, activity->planned) ||
	    !dossier_is_free(dossier, activity))
		return false;
	if (activity->planned.day == today.day &&
	    core_minute(engine) < STEP_MAILS_MINUTE)
		return false;
	/* The mail would lead to pages that are there no more. */
	if (speaks_of_past(dossier, step) || dossier_has_ended(dossier))
		return false;
	return !step->pack || welcome_pack_count(dossier) == WELCOME_PACK_PARTS;
}

/* The welcome mail tells the leader of all the leader's own tasks. */
static int
mark_noticed(struct dossier *dossier, struct error *err)
{
	int64_t leader_id = dossier->journey.leader_id;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (activity->responsible_id != leader_id ||
		    activity->noticed_id == leader_id)
			continue;
		activity->noticed_id = leader_id;
		told_set_first(activity);
		status = activity_store_update(
		    dossier->engine->store, activity, activity->state, err);
	}
	return status;
}

static int
queue(
    struct dossier *dossier, const struct activity *activity, struct error *err)
{
	struct engine *engine = dossier->engine;
	const struct step *step = dossier_step(dossier, activity);
	const struct person *to = dossier_role(
	    dossier, step->mail_to == NULL ? ROLE_LEADER : step->mail_to);
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("step:%" PRId64, activity->id);
	struct letter_request request = {
	    .kind = kind_of(step),
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = to,
	    .journey_id = dossier->journey.id,
	    .activity_id = activity->id,
	};
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK) {
		request.view =
		    view_of(dossier, core_language(engine, to->language));
		status = letters_queue(&change, &request, NULL, err);
	}
	if (status == OB_OK)
		status = mail_queue_store_hold_step(
		    engine->store, activity->id, core_now(engine), err);
	if (status == OB_OK && request.kind == MAIL_WELCOME)
		status = mark_noticed(dossier, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
step_mails_run(struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("step:%" PRId64, activity->id);
		bool exists = true;

		if (!is_ready(dossier, activity))
			continue;
		status = letters_exist(dossier->engine, key, &exists, err);
		if (status == OB_OK && !exists)
			status = queue(dossier, activity, err);
	}
	return status;
}
