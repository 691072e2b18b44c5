/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_EXITS_EXIT_SURVEY_COUNTS_H
#define ONBOARD_ENGINE_EXITS_EXIT_SURVEY_COUNTS_H

#include "base/error.h"

struct engine;

/*
 * Counts and keeps what leaders who leave answered to a survey in the half
 * years that have become final since the last time, a transaction for each,
 * when exit_counts.h counts their talks.  After that they never change, also
 * not when an exit is called off: the difference would tell what was answered.
 *
 * Whoever reads the figures knows by name who answered and had a talk, and what
 * was said in it.  Of somebody without a talk the answers are then what the
 * talks' reasons do not account for: where those are few, the answers of those
 * with a talk alone are counted.
 */
int exit_survey_counts_run(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
