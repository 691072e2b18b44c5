/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_EXITS_EXIT_FIGURES_H
#define ONBOARD_ENGINE_EXITS_EXIT_FIGURES_H

#include <jansson.h>

#include "base/error.h"

struct engine;

/*
 * Why leaders left in half a year, as "2026H2", out of what exit_counts.h
 * keeps; NULL is the one that today lies in.  {"period","is_over","is_shown",
 * "talks","reasons":[{"reason","talks","as_main"}]}: while it is not over, and
 * with fewer talks than EXIT_REASON_LEAST, nothing is told, "talks" is null and
 * the list empty.  A reason that fewer gave, or all but fewer, is left out;
 * "as_main" is null alike.
 */
int exit_figures_view(struct engine *engine, const char *period,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
