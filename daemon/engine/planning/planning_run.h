/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_PLANNING_RUN_H
#define ONBOARD_ENGINE_PLANNING_PLANNING_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/derivation.h"
#include "model/plan.h"

/*
 * One run of the planning rule over a dossier: its items, the people's
 * numbers they borrow, who is busy elsewhere, and the derivations.  Of whom it
 * is known when they are busy, "known" lists.
 */
struct planning_run {
	struct plan_input input;
	struct plan_item *items; /* one for each step */
	int64_t **people;
	struct plan_busy *busy;
	int64_t *known;
	size_t known_count;
	struct plan_pause *pauses;
	struct derivation *derivations;
	size_t step_count;
};

/* Open activities are KEPT; the caller opens those to be planned. */
void planning_run_init(struct planning_run *run, const struct dossier *dossier);
void planning_run_release(struct planning_run *run);

/* Reads when those who take part in the item are busy. */
int planning_run_know(struct planning_run *run, const struct dossier *dossier,
    size_t position, struct error *err) OB_MUST_CHECK;

/*
 * Steps have come to the course, and activities to the dossier or back to life:
 * they are opened.
 */
void planning_run_grow(struct planning_run *run, struct dossier *dossier);

/* To be planned anew. */
void planning_run_open(
    struct planning_run *run, const struct activity *activity);

/* Whether a step's days count from the day of another one. */
bool planning_run_counts_from_a_step(const struct step *step);

/* Plans, collecting derivations anew. */
int planning_run_plan(struct planning_run *run, const struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/*
 * Plans until all fits: what is kept and would now stand before a
 * prerequisite, or too soon after the last time, or counts from a step that has
 * another day, is opened, too.  What somebody moved too close to another
 * contact stays and is flagged.
 */
int planning_run_settle(struct planning_run *run, const struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/* The activity keeps the day and time that it has. */
void planning_run_keep(
    struct planning_run *run, const struct activity *activity);

/*
 * Somebody who takes part in the item at the position and is elsewhere then,
 * as far as is known; 0 when all are free.  What is settled or open takes
 * nobody's time.
 */
int64_t planning_run_find_taken(const struct planning_run *run, size_t position,
    struct date day, int start, int end);

/* Gives the activity what the run planned for it. */
void planning_run_take(const struct planning_run *run,
    const struct dossier *dossier, struct activity *activity);

#endif
