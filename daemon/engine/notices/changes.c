/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/changes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/course.h"
#include "engine/dossier/invitations_told.h"
#include "engine/dossier/naming.h"
#include "engine/dossier/told.h"
#include "engine/letters/letters.h"
#include "engine/letters/next_digest.h"
#include "engine/notices/happenings.h"
#include "engine/notices/step_mails.h"
#include "engine/people/people.h"
#include "engine/roles/hearers.h"
#include "model/role.h"
#include "store/person_store.h"
#include "store/reminder_store.h"

#define ACTOR "clock"
#define RUNG "changed-"

static enum changes_kind
kind_of_open(const struct dossier *dossier, const struct activity *activity)
{
	if (activity->noticed_id == 0 ||
	    dossier_step(dossier, activity)->kind == STEP_MAIL)
		return CHANGES_NONE;
	return told_is(activity) &&
		       activity->told_day.day == activity->planned.day &&
		       activity->told_minute == activity->start_minute
		   ? CHANGES_NONE
		   : CHANGES_MOVED;
}

/* What has passed already, or was only the skipper's own, is no news. */
static enum changes_kind
kind_of_closed(const struct dossier *dossier, const struct activity *activity,
    enum activity_state state)
{
	struct date today = core_today(dossier->engine);

	if (!told_is(activity) || date_before(activity->told_day, today))
		return CHANGES_NONE;
	if (state == ACTIVITY_SKIPPED && activity->told_minute < 0)
		return CHANGES_NONE;
	return CHANGES_WITHDRAWN;
}

enum changes_kind
changes_of(const struct dossier *dossier, const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	switch (state) {
	case ACTIVITY_PLANNED:
	case ACTIVITY_HELD:
		return kind_of_open(dossier, activity);
	case ACTIVITY_SKIPPED:
	case ACTIVITY_CANCELLED:
		return kind_of_closed(dossier, activity, state);
	case ACTIVITY_DONE:
		break;
	}
	return CHANGES_NONE;
}

/* What was told, by the reader's clock. */
static char *
told_text(const struct engine *engine, const struct zone *zone,
    enum language language, const struct activity *activity)
{
	struct local_time local;
	int64_t at;

	if (activity->told_minute < 0 || date_is_none(activity->told_day))
		return phrases_moment(
		    language, activity->told_day, activity->told_minute);
	at = core_instant(engine, activity->told_day, activity->told_minute);
	local = zone_to_local(zone, at);
	return phrases_moment(language, local.date, local.second / 60);
}

json_t *
changes_view(const struct dossier *dossier, const struct activity *activity,
    const struct person *reader)
{
	struct engine *engine = dossier->engine;
	enum language language = core_language(engine, reader->language);
	const struct zone *zone = core_zone(engine, reader);
	cleanup_(memory_free_ptr) char *before =
	    told_text(engine, zone, language, activity);
	cleanup_(memory_free_ptr) char *after =
	    phrases_when_in(language, zone, activity);
	bool is_on = activity_is_open(dossier_state(activity));

	return json_pack("{s:s, s:s, s:s, s:b, s:b}", "title",
	    dossier_step(dossier, activity)->title.in[language], "before",
	    before, "after", is_on ? after : "", "has_before",
	    (int)told_is(activity), "is_cancelled", (int)!is_on);
}

char *
changes_rung(const struct activity *activity, char name[CHANGES_RUNG_SIZE])
{
	char day[DATE_TEXT_SIZE] = "-";

	if (told_is(activity))
		(void)date_format(activity->told_day, day);
	(void)snprintf(name, CHANGES_RUNG_SIZE, RUNG "%d %s %d",
	    activity->sequence, day, activity->told_minute);
	return name;
}

bool
changes_parse_rung(const char *name, struct date *ret_day, int *ret_minute)
{
	const char *day = strchr(name, ' ');
	const char *minute = strrchr(name, ' ');
	char text[DATE_TEXT_SIZE] = "";

	if (strncmp(name, RUNG, strlen(RUNG)) != 0 || day == NULL ||
	    minute <= day)
		return false;
	(void)snprintf(
	    text, sizeof(text), "%.*s", (int)(minute - day - 1), day + 1);
	*ret_day = DATE_NONE;
	if (strcmp(text, "-") != 0 && date_parse(text, ret_day, NULL) != OB_OK)
		return false;
	*ret_minute = (int)strtol(minute + 1, NULL, 10);
	return true;
}

bool
changes_is_near(const struct engine *engine, int64_t at)
{
	return next_digest_is_late_for(
	    engine, next_digest_at(engine, false), at);
}

/*
 * When people are expected somewhere: a whole day's event from its morning
 * on, a task never.
 */
static int64_t
meets_at(const struct dossier *dossier, const struct activity *activity,
    struct date day, int minute)
{
	const struct engine *engine = dossier->engine;
	int64_t at;

	if (date_is_none(day) ||
	    (minute < 0 && !course_is_event(activity->step)))
		return INSTANT_NONE;
	at = core_instant(engine, day, minute < 0 ? 0 : minute);
	return minute < 0 && day.day == core_today(engine).day
		   ? core_now(engine)
		   : at;
}

static bool
cannot_wait(const struct dossier *dossier, const struct activity *activity,
    int64_t next_digest)
{
	const struct engine *engine = dossier->engine;
	enum changes_kind kind = changes_of(dossier, activity);

	if (kind == CHANGES_NONE)
		return false;
	return next_digest_is_late_for(engine, next_digest,
		   meets_at(dossier, activity, activity->told_day,
		       activity->told_minute)) ||
	       (kind == CHANGES_MOVED &&
		   next_digest_is_late_for(engine, next_digest,
		       meets_at(dossier, activity, activity->planned,
			   activity->start_minute)));
}

static bool
is_urgent(const struct dossier *dossier, const struct activity *activity)
{
	return cannot_wait(dossier, activity, dossier->engine->next_digest);
}

/* One mail on its way to one person. */
struct letter {
	struct dossier *dossier;
	const struct acting *acting;
	const struct person *person;
	int64_t next_digest; /* of the person */
	json_t *changes;
	struct activity **activities;
	size_t count;
	bool is_urgent; /* one of them is so to everybody */
	/* Of the activity that is looked at: */
	const struct activity *activity;
	bool is_concerned;
	int64_t receiver; /* who acts for the person, and */
	bool is_covered;  /* has it in a mail of another's or their own */
};

static void
letter_release(struct letter *letter)
{
	json_decref(letter->changes);
	free(letter->activities);
}

static void
see_hearer(void *arg, int64_t person_id, enum hearing hearing)
{
	struct letter *letter = arg;

	(void)hearing;
	letter->is_concerned =
	    letter->is_concerned || person_id == letter->person->id;
}

/* Whoever has become responsible gets a notice of it, with the new time. */
static bool
is_newly_responsible(
    const struct activity *activity, const struct person *person)
{
	return activity->responsible_id == person->id &&
	       activity->noticed_id != person->id &&
	       activity_is_open(dossier_state(activity));
}

/* The welcome mail is the first that a leader hears. */
static bool
is_waiting_leader(const struct dossier *dossier, int64_t person_id)
{
	return person_id == dossier->journey.leader_id &&
	       step_mails_welcome_is_open(dossier);
}

static void
see_cover(void *arg, int64_t person_id, enum hearing hearing)
{
	struct letter *letter = arg;
	const struct person *other = dossier_person(letter->dossier, person_id);

	(void)hearing;
	if (person_id == letter->person->id ||
	    invitations_told_is(letter->dossier, letter->activity, person_id) ||
	    is_waiting_leader(letter->dossier, person_id) ||
	    is_newly_responsible(letter->activity, other) ||
	    !acting_receives(letter->acting, letter->receiver, person_id))
		return;
	letter->is_covered = letter->is_covered ||
			     person_id == letter->receiver ||
			     person_id < letter->person->id;
}

/* Somebody who acts for two, or takes part as well, hears of it once. */
static bool
is_told_otherwise(struct letter *letter, const struct activity *activity)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;

	if (acting_is_plain(letter->acting))
		return false;
	ids = acting_receivers(letter->acting, letter->person->id, &count);
	letter->activity = activity;
	for (size_t i = 0; i < count; i++) {
		letter->receiver = ids[i];
		letter->is_covered = false;
		if (ids[i] != letter->person->id)
			hearers_each(
			    letter->dossier, activity, see_cover, letter);
		if (!letter->is_covered)
			return false;
	}
	return true;
}

static void
add(struct letter *letter, struct activity *activity)
{
	letter->activities = memory_resize(
	    letter->activities, letter->count + 1, sizeof(*letter->activities));
	letter->activities[letter->count++] = activity;
	letter->is_urgent =
	    letter->is_urgent || is_urgent(letter->dossier, activity);
	(void)json_array_append_new(letter->changes,
	    changes_view(letter->dossier, activity, letter->person));
}

/* All who get the person's mails today have it from their invitations. */
static bool
is_invited(const struct letter *letter, const struct activity *activity)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;

	if (invitations_told_is(letter->dossier, activity, letter->person->id))
		return true;
	if (acting_is_plain(letter->acting))
		return false;
	ids = acting_receivers(letter->acting, letter->person->id, &count);
	for (size_t i = 0; i < count; i++) {
		if (!invitations_told_is(letter->dossier, activity, ids[i]))
			return false;
	}
	return true;
}

/* Some of those concerned may have had it in a digest already. */
static int
add_untold(struct letter *letter, struct activity *activity, struct error *err)
{
	char name[CHANGES_RUNG_SIZE];
	bool is_told = false;
	int status = reminder_store_exists(letter->dossier->engine->store,
	    activity->id, changes_rung(activity, name), letter->person->id,
	    &is_told, err);

	if (status == OB_OK && !is_told)
		add(letter, activity);
	return status;
}

static int
collect(struct letter *letter, struct error *err)
{
	struct dossier *dossier = letter->dossier;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!cannot_wait(dossier, activity, letter->next_digest) ||
		    is_newly_responsible(activity, letter->person))
			continue;
		letter->is_concerned = false;
		hearers_each(dossier, activity, see_hearer, letter);
		if (letter->is_concerned && !is_invited(letter, activity) &&
		    !is_told_otherwise(letter, activity))
			status = add_untold(letter, activity, err);
	}
	return status;
}

static int
note(struct letter *letter, const char *key, struct error *err)
{
	struct engine *engine = letter->dossier->engine;
	cleanup_(memory_free_ptr) char *sent = memory_strdup("sent");
	int64_t mail_id = 0;
	int status = letters_find(engine, key, &mail_id, err);

	for (size_t i = 0; status == OB_OK && i < letter->count; i++) {
		char name[CHANGES_RUNG_SIZE];
		const struct reminder reminder = {
		    .activity_id = letter->activities[i]->id,
		    .rung = changes_rung(letter->activities[i], name),
		    .planned = letter->activities[i]->planned,
		    .person_id = letter->person->id,
		    .told_on = core_today(engine),
		    .outcome = sent,
		    .mail_id = mail_id,
		};

		status = reminder_store_set(engine->store, &reminder, err);
	}
	return status;
}

/* What was done to the whole journey when the first of these changed. */
static int
happenings_of(const struct letter *letter, json_t *list, struct error *err)
{
	int64_t since = letter->activities[0]->changed_at;

	for (size_t i = 1; i < letter->count; i++) {
		if (letter->activities[i]->changed_at < since)
			since = letter->activities[i]->changed_at;
	}
	return happenings_add(
	    letter->dossier, letter->person, since, list, err);
}

/* The first activity's sequence makes each change a mail of its own. */
static int
queue(struct change *change, struct letter *letter, struct error *err)
{
	struct dossier *dossier = letter->dossier;
	const struct activity *first = letter->activities[0];
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "change:%" PRId64 ":%" PRId64 ":%" PRId64 ":%d:%s:%" PRId64,
	    dossier->journey.id, letter->person->id, first->id, first->sequence,
	    first->state, core_now(dossier->engine));
	cleanup_(memory_free_ptr) char *first_name = naming_short(dossier);
	struct letter_request request = {
	    .kind = MAIL_CHANGE,
	    .dedup_key = key,
	    .dossier = dossier,
	    .to = letter->person,
	    .journey_id = dossier->journey.id,
	    .is_urgent = letter->is_urgent,
	};
	json_auto_t *happenings = json_array();
	int status = happenings_of(letter, happenings, err);

	if (status != OB_OK)
		return status;
	request.view = json_pack("{s:s, s:O, s:O, s:b}", "leader_first_name",
	    first_name, "changes", letter->changes, "happenings", happenings,
	    "has_happenings", (int)(json_array_size(happenings) > 0));
	status = letters_queue(change, &request, NULL, err);
	return status == OB_OK ? note(letter, key, err) : status;
}

/* Whoever gets the person's mails today wants the overview once a week. */
static int
hears_weekly(struct engine *engine, const struct acting *acting,
    const struct person *person, bool *ret_weekly, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = OB_OK;

	*ret_weekly = acting_is_plain(acting) && people_is_weekly(person);
	if (acting_is_plain(acting))
		return OB_OK;
	ids = acting_receivers(acting, person->id, &count);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(person_store_release) struct person other = {0};

		status = person_store_find(engine->store, ids[i], &other, err);
		if (status == OB_OK)
			*ret_weekly = *ret_weekly || people_is_weekly(&other);
	}
	return status;
}

static int
write_to(struct change *change, struct dossier *dossier,
    const struct person *person, struct error *err)
{
	cleanup_(letter_release) struct letter letter = {
	    .dossier = dossier, .person = person, .changes = json_array()};
	bool is_weekly = false;
	int status = acting_today(dossier->engine, &letter.acting, err);

	if (status == OB_OK)
		status = hears_weekly(
		    dossier->engine, letter.acting, person, &is_weekly, err);
	letter.next_digest = next_digest_at(dossier->engine, is_weekly);
	if (status == OB_OK)
		status = collect(&letter, err);
	return status == OB_OK && letter.count > 0 ? queue(change, &letter, err)
						   : status;
}

static bool
has_any(const struct dossier *dossier, int64_t next_digest)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (cannot_wait(dossier, &dossier->activities[i], next_digest))
			return true;
	}
	return false;
}

/* Whether there may be somebody to write to. */
static int
has_news(const struct dossier *dossier, bool *ret_has, struct error *err)
{
	struct engine *engine = dossier->engine;
	const struct acting *acting = NULL;
	int status;

	*ret_has = has_any(dossier, engine->next_digest);
	if (*ret_has || !has_any(dossier, engine->next_weekly))
		return OB_OK;
	status = acting_today(engine, &acting, err);
	for (size_t i = 0;
	     status == OB_OK && !*ret_has && i < dossier->people_count; i++)
		status = hears_weekly(
		    engine, acting, &dossier->people[i], ret_has, err);
	return status;
}

static int
mark(struct dossier *dossier, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!is_urgent(dossier, activity))
			continue;
		told_set(activity);
		status = activity_store_update(
		    dossier->engine->store, activity, activity->state, err);
	}
	return status;
}

int
changes_run(struct dossier *dossier, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	bool has = false;
	int status = has_news(dossier, &has, err);

	if (status == OB_OK && has)
		status = dossier_know_invitations(dossier, err);
	if (status != OB_OK || !has)
		return status;
	status = change_begin(&change, dossier->engine, ACTOR, err);
	for (size_t i = 0; status == OB_OK && i < dossier->people_count; i++) {
		const struct person *person = &dossier->people[i];

		if (!is_waiting_leader(dossier, person->id))
			status = write_to(&change, dossier, person, err);
	}
	if (status == OB_OK)
		status = mark(dossier, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}
