/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_EXIT_COHORT_H
#define ONBOARD_ENGINE_MEASURES_EXIT_COHORT_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * exit_figures_view() with what leaders who leave answered to surveys, as
 * exit_surveys.h tells it ("surveys"), and how those were received who left,
 * instead of "began": "cohorts":[{"year","measures":[{"id","name","text",
 * "kind","least","most","of"}]}], for each of those years the cells of the
 * whole year as measures_view() tells them.  What it does not tell is left out.
 */
int exit_cohort_view(struct engine *engine, const char *period,
    enum language language, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
