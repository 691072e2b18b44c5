/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_KEPT_COUNTS_H
#define ONBOARD_ENGINE_CORE_KEPT_COUNTS_H

#include <stdint.h>

#include "base/error.h"

struct engine;
struct store;

/* Figures that are counted once and kept, and how the audit tells of them. */
struct kept_counts {
	int (*drop_later)(struct store *store, int64_t now, int *ret_count,
	    struct error *err);
	const char *verb;
	const char *entity;
	const char *unit; /* what drop_later counts, as "years" */
};

/*
 * Forgets what a clock that ran ahead has counted: of days that have not come,
 * and so without who is still to be counted.  It is counted in its own time.
 */
int kept_counts_drop_later(struct engine *engine,
    const struct kept_counts *kept, struct error *err) OB_MUST_CHECK;

#endif
