/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURES_COUNT_H
#define ONBOARD_ENGINE_MEASURES_MEASURES_COUNT_H

#include "base/date.h"
#include "base/error.h"
#include "model/quarter.h"

struct engine;
struct measure;

/*
 * Of each measure counts and keeps the quarters that have become final since
 * the last time, a transaction for each; after that they never change.
 */
int measures_count_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* The first day on which a quarter of the measure can be counted. */
struct date measures_count_final_day(
    const struct measure *measure, struct quarter quarter);

#endif
