/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/rounds.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/letters.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "engine/step_mails.h"
#include "model/role.h"
#include "text/dates_text.h"

#define ACTOR "clock"
#define COMING_DAYS 14

/* The lists of a digest, in their order in the mail. */
enum section { DUE, BEHIND, COMING, WAITING, LATE_STARTED, SECTION_COUNT };

static const char *const names[SECTION_COUNT] = {
    "due", "behind", "coming", "waiting", "late_started"};
static const char *const has_names[SECTION_COUNT] = {
    "has_due", "has_behind", "has_coming", "has_waiting", "has_late_started"};

struct digest_draft {
	const struct person *person;
	const struct dossier *dossier; /* whose coordinator answers */
	enum language language;
	json_t *lists[SECTION_COUNT];
	struct activity **late; /* to be marked as told */
	size_t late_count;
};

static void
draft_release(struct digest_draft *draft)
{
	for (int i = 0; i < SECTION_COUNT; i++)
		json_decref(draft->lists[i]);
	free(draft->late);
}

static void
add_item(struct digest_draft *draft, enum section section,
    const struct dossier *dossier, const struct activity *activity)
{
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(dossier_role(dossier, ROLE_LEADER));
	cleanup_(memory_free_ptr) char *when =
	    phrases_when(draft->language, activity);

	(void)json_array_append_new(draft->lists[section],
	    json_pack("{s:s, s:s, s:s, s:b}", "title",
		dossier_step(dossier, activity)->title.in[draft->language],
		"when", when, "leader_first_name", first_name, "is_own",
		(int)(draft->person->id == dossier->journey.leader_id)));
}

static bool
is_late_start(const struct activity *activity)
{
	return (activity->flags & (int)FLAG_LATE_START) != 0;
}

/* An activity of the person's that something held waits for. */
static bool
is_waited_for(const struct dossier *dossier, const struct activity *activity)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *held = &dossier->activities[i];
		const struct step *step = dossier_step(dossier, held);

		if (dossier_state(held) != ACTIVITY_HELD)
			continue;
		for (size_t k = 0; k < step->require_count; k++) {
			if (dossier_activity(dossier, step->requires[k]) ==
			    activity)
				return true;
		}
	}
	return false;
}

/* Something of the person's own, on its day or after it. */
static void
add_owed(struct digest_draft *draft, const struct dossier *dossier,
    struct activity *activity, struct date today)
{
	if (is_late_start(activity)) {
		if (activity->late_told)
			return;
		add_item(draft, LATE_STARTED, dossier, activity);
		draft->late = memory_resize(
		    draft->late, draft->late_count + 1, sizeof(*draft->late));
		draft->late[draft->late_count++] = activity;
		return;
	}
	if (activity->planned.day == today.day) {
		/* A mail step goes by itself. */
		if (dossier_step(dossier, activity)->kind != STEP_MAIL)
			add_item(draft, DUE, dossier, activity);
	} else if (date_before(activity->planned, today)) {
		add_item(draft, BEHIND, dossier, activity);
	}
}

static void
add_activity(struct digest_draft *draft, const struct dossier *dossier,
    struct activity *activity, struct date today)
{
	int64_t person_id = draft->person->id;
	bool is_own = activity->responsible_id == person_id;
	bool takes_part = activity->start_minute >= 0 &&
			  dossier_takes_part(dossier, activity, person_id);

	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    (!is_own && !takes_part) ||
	    rounds_goes_by_itself(dossier, activity) ||
	    date_before(date_add_days(today, COMING_DAYS), activity->planned))
		return;
	if (is_own && is_waited_for(dossier, activity))
		add_item(draft, WAITING, dossier, activity);
	else if (is_own)
		add_owed(draft, dossier, activity, today);
	else if (activity->planned.day == today.day)
		add_item(draft, DUE, dossier, activity);
	if (date_before(today, activity->planned) &&
	    dossier_step(dossier, activity)->kind != STEP_MAIL &&
	    !is_late_start(activity))
		add_item(draft, COMING, dossier, activity);
}

/* The welcome mail is the first that a new leader hears of a journey. */
static void
fill(struct digest_draft *draft, struct dossier *dossier, struct date today)
{
	if (draft->person->id == dossier->journey.leader_id &&
	    step_mails_welcome_is_open(dossier))
		return;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		add_activity(draft, dossier, &dossier->activities[i], today);
	}
}

/* The first workday of its ISO week. */
static bool
opens_week(const struct engine *engine, struct date today)
{
	struct date monday =
	    date_add_days(today, MONDAY - (int)date_weekday(today));

	return workday_next(engine->calendar, monday).day == today.day;
}

static bool
is_worth_sending(const struct digest_draft *draft, const struct engine *engine)
{
	static const enum section pressing[] = {
	    DUE, BEHIND, WAITING, LATE_STARTED};

	for (size_t i = 0; i < ARRAY_LEN(pressing); i++) {
		if (json_array_size(draft->lists[pressing[i]]) > 0)
			return true;
	}
	return json_array_size(draft->lists[COMING]) > 0 &&
	       opens_week(engine, core_today(engine));
}

static json_t *
view_of(const struct digest_draft *draft, const struct rounds *rounds)
{
	char today[DATES_TEXT_SIZE];
	json_t *view = json_pack("{s:s, s:b}", "today",
	    dates_text_long(draft->language, core_today(rounds->engine), today),
	    "late_note", (int)rounds->is_late);

	for (int i = 0; i < SECTION_COUNT; i++) {
		(void)json_object_set(view, names[i], draft->lists[i]);
		(void)json_object_set_new(view, has_names[i],
		    json_boolean(json_array_size(draft->lists[i]) > 0));
	}
	return view;
}

static int
mark_late(struct digest_draft *draft, struct engine *engine, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < draft->late_count; i++) {
		draft->late[i]->late_told = true;
		status = activity_store_update(
		    engine->store, draft->late[i], draft->late[i]->state, err);
	}
	return status;
}

static int
send(struct rounds *rounds, struct digest_draft *draft, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	char day[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("digest:%" PRId64 ":%s", draft->person->id,
		date_format(core_today(rounds->engine), day));
	struct letter_request request = {
	    .kind = MAIL_DIGEST,
	    .dedup_key = key,
	    .dossier = draft->dossier,
	    .to = draft->person,
	};
	int status = change_begin(&change, rounds->engine, ACTOR, err);

	if (status != OB_OK)
		return status;
	request.view = view_of(draft, rounds);
	status = letters_queue(&change, &request, NULL, err);
	if (status == OB_OK)
		status = mark_late(draft, rounds->engine, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static int
digest_for(struct rounds *rounds, const struct person *person,
    const struct dossier *dossier, void *arg, struct error *err)
{
	cleanup_(draft_release) struct digest_draft draft = {
	    .person = person,
	    .dossier = dossier,
	    .language = core_language(rounds->engine, person->language),
	};

	(void)arg;
	for (int i = 0; i < SECTION_COUNT; i++)
		draft.lists[i] = json_array();
	for (size_t i = 0; i < rounds->count; i++)
		fill(&draft, &rounds->dossiers[i], core_today(rounds->engine));
	if (!is_worth_sending(&draft, rounds->engine))
		return OB_OK;
	return send(rounds, &draft, err);
}

int
rounds_send_digests(struct rounds *rounds, struct error *err)
{
	return rounds_each_person(rounds, digest_for, NULL, err);
}
