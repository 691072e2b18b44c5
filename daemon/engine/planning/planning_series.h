/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_PLANNING_SERIES_H
#define ONBOARD_ENGINE_PLANNING_PLANNING_SERIES_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/planning/planning_run.h"

/* The occurrences of recurring steps, as days come, go and pass. */

enum planning_series_extent {
	PLANNING_SERIES_ALL,
	PLANNING_SERIES_COUNTED, /* such as count from the day of a step */
};

/*
 * Settles the run, then has the occurrences that the rules give by its days:
 * those past the last one are cancelled and appended to the list (borrowed),
 * those that were never there or went before come, to be planned and stored as
 * drafted or revived ones; and it settles again.  The dossier's activities may
 * move in memory.
 */
int planning_series_settle(struct planning_run *run, struct dossier *dossier,
    enum planning_series_extent extent, json_t *cancelled,
    struct error *err) OB_MUST_CHECK;

/* Whether a recurring step counts from the day of the step. */
bool planning_series_counts_from(
    const struct dossier *dossier, const char *step);

/* Stores an occurrence that the run has let lapse as cancelled, with why. */
int planning_series_lapse(const struct planning_run *run,
    struct dossier *dossier, struct activity *activity, json_t *cancelled,
    struct error *err) OB_MUST_CHECK;

#endif
