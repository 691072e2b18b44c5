/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_RUN_H
#define ONBOARD_ENGINE_PLANNING_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier.h"
#include "model/derivation.h"
#include "model/plan.h"

/*
 * One run of the planning rule over a dossier: its items, the people's
 * numbers they borrow, who is busy elsewhere, and the derivations.
 */
struct planning_run {
	struct plan_input input;
	struct plan_item *items; /* one for each step */
	int64_t **people;
	struct plan_busy *busy;
	struct derivation *derivations;
	size_t step_count;
};

/* Open activities are KEPT; the caller opens those to be planned. */
int planning_run_init(struct planning_run *run, struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;
void planning_run_release(struct planning_run *run);

/* Plans, collecting derivations anew. */
void planning_run_plan(struct planning_run *run);

#endif
