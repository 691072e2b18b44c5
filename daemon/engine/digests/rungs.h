/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_RUNGS_H
#define ONBOARD_ENGINE_DIGESTS_RUNGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "engine/dossier/dossier.h"
#include "engine/roles/hearers.h"

/*
 * The ladder of reminders (model/ladder.h) on an activity's own days.  "before"
 * is for who has to do it, "on-day" for all who take part as well; "waiting"
 * says that somebody else's activity is held for this one; what follows
 * "overdue" goes to those above, once that was told.
 */
enum rung_kind {
	RUNG_BEFORE,
	RUNG_ON_DAY,
	RUNG_WAITING,
	RUNG_OVERDUE,
	RUNG_ESCALATION,
};

#define RUNG_NAME_SIZE 24
#define RUNGS_MAX (LADDER_BEFORE + 3)

struct rung {
	enum rung_kind kind;
	struct date day;	   /* from this morning on */
	char name[RUNG_NAME_SIZE]; /* as reminder.rung */
};

/*
 * The rungs of one hearer, the lowest first; how many.  None for what is held
 * or settled, was late when the leader was added, goes by itself, or lies in
 * a journey that does not run.
 */
size_t rungs_of(const struct dossier *dossier, const struct activity *activity,
    enum hearing hearing, struct rung rungs[RUNGS_MAX]);

/*
 * How it was worked through for the present day: for this person, or, but for
 * the day itself, earlier for somebody else who had this part; or NULL.
 */
const struct reminder *rungs_find(const struct dossier *dossier,
    const struct activity *activity, const struct rung *rung,
    int64_t person_id);

/*
 * More workdays late than the ladder allows, quiet ones not counted, since on
 * them it has to wait; a meeting's day is that day.
 */
bool rungs_is_too_late(const struct dossier *dossier,
    const struct activity *activity, const struct rung *rung,
    enum hearing hearing);

/*
 * The day since which something held waits for this activity, which is open
 * and not held itself; DATE_NONE when nothing does.
 */
struct date rungs_waited_since(
    const struct dossier *dossier, const struct activity *activity);

/* A mail step whose mail waits in the outbox: nobody has to do anything. */
bool rungs_goes_by_itself(
    const struct dossier *dossier, const struct activity *activity);

/* Whether a reminder's rung brings it to those above. */
bool rungs_is_escalation(const char *name);

/*
 * Past its latest day and told as that, and then brought to the person, or to
 * stand in the person's overviews because it was too late for a reminder.
 */
bool rungs_was_escalated_to(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id);

#endif
