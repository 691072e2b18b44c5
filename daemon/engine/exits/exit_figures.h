/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_EXITS_EXIT_FIGURES_H
#define ONBOARD_ENGINE_EXITS_EXIT_FIGURES_H

#include <jansson.h>

#include "base/error.h"

struct engine;

/*
 * Why leaders left in half a year, as "2026H2", out of what exit_counts.h
 * keeps; NULL is the one that today lies in.  {"period","is_over","is_shown",
 * "talks","reasons":[{"reason","talks","as_main"}],"began":[2025]}: while it is
 * not over, and with fewer talks than EXIT_REASON_LEAST, nothing is told,
 * "talks" is null and the list empty.  A reason that fewer gave, or all but
 * fewer, is left out; "as_main" is null alike.  "began" are the years in which
 * at least so many of them began, without how many: as far as that leaves open
 * whether none or four began in another.
 */
int exit_figures_view(struct engine *engine, const char *period,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
