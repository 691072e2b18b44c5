/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_COHORT_COUNTS_H
#define ONBOARD_ENGINE_MEASURES_COHORT_COUNTS_H

#include "base/error.h"

struct engine;

/*
 * Counts and keeps what cohorts have answered to their surveys, once for each:
 * when its sessions are over and nobody can answer, or answer otherwise, any
 * more.  After that it never changes, also not when somebody's answers are
 * forgotten: the difference would tell what that person answered.
 */
int cohort_counts_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
