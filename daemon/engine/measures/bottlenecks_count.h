/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_BOTTLENECKS_COUNT_H
#define ONBOARD_ENGINE_MEASURES_BOTTLENECKS_COUNT_H

#include "base/error.h"

struct engine;

/*
 * Counts and keeps the years that have become final since the last time, a
 * transaction for each: with the last quarter of the measures of who is on
 * time, and with the deadlines up to the same day.  After that they never
 * change.
 */
int bottlenecks_count_run(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
