/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_JOURNEY_CHANGE_H
#define ONBOARD_ENGINE_JOURNEYS_JOURNEY_CHANGE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "engine/core/change.h"
#include "engine/dossier/dossier.h"
#include "engine/planning/planning.h"

/*
 * What the verbs of journeys.h have in common: a journey is loaded, changed,
 * planned anew, shown and audited in one transaction, or only shown.
 */
struct journey_change {
	struct change change;
	struct dossier dossier;
	struct planning_outcome outcome;
	json_t *before;	    /* the leader's view as it was */
	const char *reason; /* why, for the audit log; NULL for none */
};

/* OB_ENOTFOUND; release it in any case. */
int journey_change_begin(struct journey_change *work, struct engine *engine,
    const char *actor, int64_t id, struct error *err) OB_MUST_CHECK;
void journey_change_release(struct journey_change *work);

/* OB_ECONFLICT for a journey that has ended or is cancelled. */
int journey_change_check_open(
    const struct journey_change *work, struct error *err) OB_MUST_CHECK;
/* OB_ECONFLICT for an exit or a cohort. */
int journey_change_check_onboarding(
    const struct journey_change *work, struct error *err) OB_MUST_CHECK;

/* Stores the journey as the dossier has it, in the given state. */
int journey_change_store(struct journey_change *work, const char *state,
    struct error *err) OB_MUST_CHECK;

/*
 * Works out the end by first day, pauses and last day, stores the journey,
 * and plans anew.
 */
int journey_change_reschedule(struct journey_change *work,
    enum planning_extent extent, struct error *err) OB_MUST_CHECK;

/* Cancels all that is open, with a note. */
int journey_change_cancel_open(struct journey_change *work, const char *note,
    struct error *err) OB_MUST_CHECK;

/* Mails of mail steps that wait are written anew when their step comes. */
int journey_change_release_mails(
    struct journey_change *work, struct error *err) OB_MUST_CHECK;

/* {"leader":{...},"dry_run":...} with the outcome's lists. */
json_t *journey_change_view(const struct journey_change *work, bool dry_run);

/*
 * Writes the audit row with the details (taken; may be NULL) and commits, or
 * with dry_run keeps nothing.
 */
int journey_change_finish(struct journey_change *work, const char *verb,
    json_t *details, bool dry_run, struct error *err) OB_MUST_CHECK;

/* A day that was given as text; OB_EINVALID names the field. */
int journey_change_read_day(const char *field, const char *text,
    const char *missing, struct date *ret_day, struct error *err) OB_MUST_CHECK;

/* Takes a reason that may be left out; borrows. */
int journey_change_take_reason(struct journey_change *work, const char *reason,
    struct error *err) OB_MUST_CHECK;

/* A reason must be given, and has an end. */
int journey_change_check_reason(
    const char *reason, const char *missing, struct error *err) OB_MUST_CHECK;

#endif
