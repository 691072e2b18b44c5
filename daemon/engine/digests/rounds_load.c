/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/calendars.h"
#include "engine/core/core.h"
#include "engine/core/plain_days.h"
#include "engine/digests/rounds.h"
#include "engine/dossier/course.h"
#include "engine/notices/step_mails.h"
#include "engine/programmes/programmes.h"
#include "store/invitation_store.h"
#include "store/journey_store.h"
#include "store/person_store.h"
#include "store/reminder_store.h"

/* Lists without rows are NULL, to which C11 lets nothing be added. */
#define ROWS_FROM(rows, index) ((rows) == NULL ? NULL : (rows) + (index))

/* The day up to which a digest of this version's journeys looks ahead. */
static struct date
horizon_of(const struct engine *engine, const struct programme *version)
{
	struct date today = core_today(engine);
	struct date until = date_add_days(today, ROUNDS_COMING_DAYS);
	int most = 0;

	for (size_t i = 0; i < version->step_count; i++) {
		int before = version->steps[i].ladder.before[0];

		most = before > most ? before : most;
	}
	return date_max(until, workday_add(engine->calendar, today, most));
}

static int
read_journeys(struct rounds *rounds, struct date *ret_until, struct error *err)
{
	struct engine *engine = rounds->engine;
	const struct programme *last = NULL;
	struct date until = core_today(engine);
	int status = journey_store_list_running(
	    engine->store, &rounds->journeys, &rounds->journey_count, err);

	for (size_t i = 0; status == OB_OK && i < rounds->journey_count; i++) {
		const struct programme *version = NULL;

		status = programmes_get(
		    engine, rounds->journeys[i].programme_id, &version, err);
		if (status == OB_OK && version != last)
			until = date_max(until, horizon_of(engine, version));
		last = version;
	}
	*ret_until = until;
	return status;
}

static int
read_rows(struct rounds *rounds, struct error *err)
{
	struct store *store = rounds->engine->store;
	struct date until;
	int status = read_journeys(rounds, &until, err);

	if (status == OB_OK)
		status = journey_store_list_running_roles(
		    store, &rounds->roles, &rounds->role_count, err);
	if (status == OB_OK)
		status = activity_store_list_round(store, until,
		    &rounds->activities, &rounds->activity_count, err);
	if (status == OB_OK)
		status = activity_store_list_last(store,
		    date_add_days(
			core_today(rounds->engine), -DOSSIER_LINK_DAYS),
		    &rounds->last, &rounds->last_count, err);
	if (status == OB_OK)
		status = activity_store_list_round_participants(store, until,
		    &rounds->participants, &rounds->participant_count, err);
	if (status == OB_OK)
		status = reminder_store_list_round(store, until,
		    &rounds->reminders, &rounds->reminder_count, err);
	if (status == OB_OK)
		status = invitation_store_list_round(store,
		    &rounds->invitations, &rounds->invitation_count, err);
	if (status == OB_OK)
		status = person_store_list(
		    store, &rounds->people, &rounds->people_count, err);
	return status;
}

/* How far the rows have been given to their journeys. */
struct cursor {
	size_t role;
	size_t activity;
	size_t last;
	size_t participant;
	size_t reminder;
	size_t invitation;
};

static void
take_roles(
    const struct rounds *rounds, struct cursor *at, struct dossier *dossier)
{
	dossier->roles = ROWS_FROM(rounds->roles, at->role);
	while (at->role < rounds->role_count &&
	       rounds->roles[at->role].journey_id == dossier->journey.id) {
		dossier->role_count++;
		at->role++;
	}
}

/* The rows of both follow each other in the activities' order. */
static void
take_activities(
    const struct rounds *rounds, struct cursor *at, struct dossier *dossier)
{
	dossier->activities = ROWS_FROM(rounds->activities, at->activity);
	dossier->participants =
	    ROWS_FROM(rounds->participants, at->participant);
	dossier->reminders = ROWS_FROM(rounds->reminders, at->reminder);
	dossier->invitations = ROWS_FROM(rounds->invitations, at->invitation);
	for (;
	     at->activity < rounds->activity_count &&
	     rounds->activities[at->activity].journey_id == dossier->journey.id;
	     at->activity++) {
		int64_t id = rounds->activities[at->activity].id;

		dossier->activity_count++;
		for (; at->participant < rounds->participant_count &&
		       rounds->participants[at->participant].activity_id == id;
		     at->participant++)
			dossier->participant_count++;
		for (; at->reminder < rounds->reminder_count &&
		       rounds->reminders[at->reminder].activity_id == id;
		     at->reminder++)
			dossier->reminder_count++;
		for (; at->invitation < rounds->invitation_count &&
		       rounds->invitations[at->invitation].activity_id == id;
		     at->invitation++)
			dossier->invitation_count++;
	}
}

/* What else there is of it says how long its links work. */
static void
take_last(
    const struct rounds *rounds, struct cursor *at, struct dossier *dossier)
{
	for (; at->last < rounds->last_count &&
	       rounds->last[at->last].journey_id == dossier->journey.id;
	     at->last++)
		dossier_leave_out(dossier, &rounds->last[at->last]);
}

static int
build_dossiers(struct rounds *rounds, struct error *err)
{
	struct cursor at = {0};
	int status = OB_OK;

	rounds->dossiers = memory_alloc(
	    (rounds->journey_count + 1) * sizeof(*rounds->dossiers));
	for (size_t i = 0; status == OB_OK && i < rounds->journey_count; i++) {
		struct dossier *dossier = &rounds->dossiers[rounds->count++];

		dossier->engine = rounds->engine;
		dossier->journey = rounds->journeys[i];
		dossier->calendar =
		    calendars_of(rounds->engine, dossier->journey.area);
		dossier->people = rounds->people;
		dossier->people_count = rounds->people_count;
		take_roles(rounds, &at, dossier);
		take_activities(rounds, &at, dossier);
		take_last(rounds, &at, dossier);
		status = programmes_get(rounds->engine,
		    dossier->journey.programme_id, &dossier->version, err);
		if (status == OB_OK)
			status = course_build(dossier, err);
	}
	return status;
}

/* What entries are gathered from. */
struct gatherer {
	struct rounds *rounds;
	size_t room;
	struct dossier *dossier;
	struct activity *activity;
	const struct acting *acting;
	bool is_leader_waiting; /* for the welcome mail, the first to come */
};

/* Somebody who acts for two hears of an activity of both once. */
static bool
hears_already(const struct gatherer *gatherer, int64_t person_id)
{
	const struct rounds *rounds = gatherer->rounds;

	for (size_t i = rounds->entry_count; i-- > 0;) {
		const struct rounds_entry *entry = &rounds->entries[i];

		if (entry->activity != gatherer->activity)
			return false;
		if (entry->person_id == person_id)
			return true;
	}
	return false;
}

static void
add_entry(struct gatherer *gatherer, int64_t person_id, int64_t owner_id,
    enum hearing hearing)
{
	struct rounds *rounds = gatherer->rounds;

	if ((person_id != owner_id || hearing == HEARS_PART) &&
	    hears_already(gatherer, person_id))
		return;
	if (rounds->entry_count == gatherer->room) {
		gatherer->room = gatherer->room * 2 + 64;
		rounds->entries = memory_resize(
		    rounds->entries, gatherer->room, sizeof(*rounds->entries));
	}
	rounds->entries[rounds->entry_count] = (struct rounds_entry){
	    .person_id = person_id,
	    .owner_id = owner_id,
	    .order = rounds->entry_count,
	    .dossier = gatherer->dossier,
	    .activity = gatherer->activity,
	    .hearing = hearing,
	};
	rounds->entry_count++;
}

/* To the owner, or to those who act for the owner today. */
static void
add_hearer(void *arg, int64_t owner_id, enum hearing hearing)
{
	struct gatherer *gatherer = arg;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;

	if (gatherer->is_leader_waiting &&
	    owner_id == gatherer->dossier->journey.leader_id)
		return;
	if (acting_is_plain(gatherer->acting)) {
		add_entry(gatherer, owner_id, owner_id, hearing);
		return;
	}
	ids = acting_receivers(gatherer->acting, owner_id, &count);
	for (size_t i = 0; i < count; i++)
		add_entry(gatherer, ids[i], owner_id, hearing);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct rounds_entry *left = a;
	const struct rounds_entry *right = b;

	if (left->person_id != right->person_id)
		return left->person_id < right->person_id ? -1 : 1;
	return left->order < right->order ? -1 : 1;
}

static void
gather(struct rounds *rounds, const struct acting *acting)
{
	struct date today = core_today(rounds->engine);
	struct gatherer gatherer = {.rounds = rounds, .acting = acting};

	for (size_t i = 0; i < rounds->count; i++) {
		struct dossier *dossier = &rounds->dossiers[i];

		if (dossier_has_ended(dossier)) /* nor do its links work */
			continue;
		gatherer.dossier = dossier;
		gatherer.is_leader_waiting =
		    step_mails_welcome_is_open(dossier);
		for (size_t k = 0; k < dossier->activity_count; k++) {
			gatherer.activity = &dossier->activities[k];
			hearers_each(
			    dossier, gatherer.activity, add_hearer, &gatherer);
			/* Nothing is brought to anybody before its day. */
			if (date_before(gatherer.activity->planned, today))
				hearers_each_above(dossier, gatherer.activity,
				    add_hearer, &gatherer);
		}
	}
	if (rounds->entry_count > 0)
		qsort(rounds->entries, rounds->entry_count,
		    sizeof(*rounds->entries), compare_entries);
}

int
rounds_load(struct engine *engine, bool is_late, bool is_weekly,
    struct rounds *ret_rounds, struct error *err)
{
	struct date today = core_today(engine);
	struct rounds rounds = {
	    .engine = engine,
	    .is_late = is_late,
	    .is_quiet = !plain_days_is(engine->calendar, today),
	    .is_weekly = is_weekly,
	    .is_opening = plain_days_opens_week(engine->calendar, today),
	};
	const struct acting *acting = NULL;
	int status = read_rows(&rounds, err);

	if (status == OB_OK)
		status = build_dossiers(&rounds, err);
	if (status == OB_OK)
		status = acting_today(engine, &acting, err);
	if (status != OB_OK) {
		rounds_release(&rounds);
		return status;
	}
	gather(&rounds, acting);
	*ret_rounds = rounds;
	return OB_OK;
}

void
rounds_release(struct rounds *rounds)
{
	for (size_t i = 0; i < rounds->count; i++)
		course_free(rounds->dossiers[i].course);
	free(rounds->dossiers);
	journey_store_free(rounds->journeys, rounds->journey_count);
	journey_store_free_roles(rounds->roles, rounds->role_count);
	activity_store_free(rounds->activities, rounds->activity_count);
	activity_store_free(rounds->last, rounds->last_count);
	free(rounds->participants);
	reminder_store_free(rounds->reminders, rounds->reminder_count);
	invitation_store_free(rounds->invitations, rounds->invitation_count);
	person_store_free(rounds->people, rounds->people_count);
	free(rounds->entries);
	*rounds = (struct rounds){0};
}
