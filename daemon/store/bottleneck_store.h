/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_BOTTLENECK_STORE_H
#define ONBOARD_STORE_BOTTLENECK_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/bottleneck.h"
#include "store/measure_store.h"

struct store;

/*
 * At which steps leaders were kept waiting: what is counted of a year's
 * journeys, and what was kept of it.
 */

/*
 * By step and role.  An occurrence of a recurring step counts as the step;
 * what was too late already when the leader was added is nobody's delay and
 * does not count at all.  The days are -1.
 */
int bottleneck_store_count(struct store *store, const struct measure_span *span,
    struct bottleneck **ret_steps, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void bottleneck_store_free(struct bottleneck *steps, size_t count);

/* One leader's delay, the longest: a step that is open is late until then. */
struct bottleneck_delay {
	char *step;
	char *role;
	struct date latest;
	struct date until;
};

/* By step and role, as they are counted. */
int bottleneck_store_list_delays(struct store *store,
    const struct measure_span *span, struct bottleneck_delay **ret_delays,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;
void bottleneck_store_free_delays(
    struct bottleneck_delay *delays, size_t count);

/* OB_ECONFLICT when the year is kept already. */
int bottleneck_store_keep_year(struct store *store, int year, int64_t now,
    struct error *err) OB_MUST_CHECK;
int bottleneck_store_keep_step(struct store *store, int year,
    const struct bottleneck *step, struct error *err) OB_MUST_CHECK;

/* The last year that is kept; OB_ENOTFOUND for none. */
int bottleneck_store_last_year(
    struct store *store, int *ret_year, struct error *err) OB_MUST_CHECK;

/* The years that are kept, the first of them first. */
struct bottleneck_year {
	int year;
};

int bottleneck_store_list_years(struct store *store,
    struct bottleneck_year **ret_years, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
void bottleneck_store_free_years(struct bottleneck_year *years, size_t count);

/* What is kept of a year, by step and role. */
int bottleneck_store_list(struct store *store, int year,
    struct bottleneck **ret_steps, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* Years that were counted later than now, with their steps; how many. */
int bottleneck_store_drop_later(struct store *store, int64_t now,
    int *ret_years, struct error *err) OB_MUST_CHECK;

#endif
