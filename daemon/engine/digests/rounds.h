/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_ROUNDS_H
#define ONBOARD_ENGINE_DIGESTS_ROUNDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/roles/hearers.h"

struct engine;

/*
 * What of one activity one person may have to hear: the person's own, or that
 * of an owner for whom the person acts today.  What was told is the owner's.
 */
struct rounds_entry {
	int64_t person_id;
	int64_t owner_id;
	size_t order;
	struct dossier *dossier;
	struct activity *activity;
	enum hearing hearing;
};

/*
 * The morning's round through all journeys that run: who has to hear what.
 * Everything is read at once, and of each journey only what a digest may speak
 * of: what is behind, what comes in the next two weeks, what changed.  So its
 * dossiers hold few activities, and of the roles leader, manager and
 * coordinator only.
 */
struct rounds {
	struct engine *engine;
	bool is_late;	 /* an earlier workday's round was missed */
	bool is_quiet;	 /* a quiet day: only the day itself and changes */
	bool is_opening; /* the week's first workday that is not quiet */
	bool is_weekly;	 /* those hear who want it once a week */
	struct dossier *dossiers; /* they borrow from the arrays below */
	size_t count;
	struct journey *journeys;
	size_t journey_count;
	struct journey_role *roles;
	size_t role_count;
	struct activity *activities;
	size_t activity_count;
	struct activity *last; /* of journeys that may have ended */
	size_t last_count;
	struct activity_person *participants;
	size_t participant_count;
	struct reminder *reminders;
	size_t reminder_count;
	struct invitation *invitations; /* to what changed */
	size_t invitation_count;
	struct person *people; /* everybody, by id */
	size_t people_count;
	struct rounds_entry *entries; /* by person, then in reading order */
	size_t entry_count;
};

#define ROUNDS_COMING_DAYS 14

int rounds_load(struct engine *engine, bool is_late, bool is_weekly,
    struct rounds *ret_rounds, struct error *err) OB_MUST_CHECK;
void rounds_release(struct rounds *rounds);

/*
 * One digest a person at most (rounds_person.h says to whom), in which stands
 * everything of the day: changed, due, behind, brought to the person, waited
 * for, coming.  Who wants it once a week hears nothing on the other days; it
 * stays to be told.
 */
int rounds_send_digests(struct rounds *rounds, struct error *err) OB_MUST_CHECK;

/*
 * The digest of one person, whose one of the day was taken back.  What it
 * tells stays news to the others.
 */
int rounds_send_one(
    struct rounds *rounds, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* One of rounds->people. */
const struct person *rounds_find_person(
    const struct rounds *rounds, int64_t id);

/* The coordinator hears once of a missing work address. */
int rounds_ask_addresses(
    struct rounds *rounds, struct error *err) OB_MUST_CHECK;

#endif
