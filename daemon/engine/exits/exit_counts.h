/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_EXITS_EXIT_COUNTS_H
#define ONBOARD_ENGINE_EXITS_EXIT_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct engine;

/*
 * Counts and keeps why leaders left in the half years that have become final
 * since the last time, a transaction for each: two weeks after its end, with
 * the talks noted by then.  After that they never change, also not when a talk
 * is taken back: the difference would tell what was said in it.
 */
int exit_counts_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

/*
 * How many talks of half a year are kept, 0 of one that lies before them all;
 * is_over: it is final, and nothing of it is still to be counted.
 */
int exit_counts_find(struct engine *engine, const char *period,
    bool *ret_is_over, int64_t *ret_talks, struct error *err) OB_MUST_CHECK;

/* The first day of the oldest half year that is not final. */
int exit_counts_open_from(const struct engine *engine, struct date *ret_day,
    struct error *err) OB_MUST_CHECK;

#endif
