/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_MEASURES_COUNT_H
#define ONBOARD_ENGINE_MEASURES_MEASURES_COUNT_H

#include "base/error.h"

struct engine;

/*
 * Of each measure counts and keeps the quarters that have become final since
 * the last time, a transaction for each; after that they never change.
 */
int measures_count_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
