/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_BOTTLENECKS_H
#define ONBOARD_ENGINE_MEASURES_BOTTLENECKS_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * At which steps, and at whose, a year's leaders were kept waiting, the worst
 * first: as it was counted once, when the year was final, and as far as nobody
 * can learn of a group of fewer than five people from it (model/disclosure.h).
 * Of how many a step was due is never told: every share is of all who began in
 * the year, whom measures_view() tells of already, so that a step which only
 * some leaders have does not show how many the others are.
 *
 * year 0: the last that is counted; also 0 in the view while none is.
 * {"year","has_years","years":[{"year","url","is_chosen"}],"is_final",
 * "is_told","leaders","has_steps","steps":[{"step","title","role","role_label",
 * "is_conditional","missed":CELL,"skipped":CELL,"days","days_text"}]}: missed
 * is late or skipped.  A year that is not final, and one of which not even the
 * number of leaders may be told, has no steps.  CELL is {"text","short","kind",
 * "least","most","of"} as measures_view() has it, and for a bar "is_exact",
 * "is_bounds" and "span".  days is the median of the workdays by which those
 * who were late were late, -1 and the word for hidden where it is not told.
 */
int bottlenecks_view(struct engine *engine, int year, enum language language,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
