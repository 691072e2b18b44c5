/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_ASSEMBLY_H
#define ONBOARD_ENGINE_FEEDS_FEED_ASSEMBLY_H

#include <stdbool.h>

#include "base/error.h"
#include "engine/feeds/feed_cache.h"
#include "model/records.h"

struct engine;

/* How far calendars of more than one journey look back and ahead. */
#define FEED_ASSEMBLY_DAYS_BACK 90
#define FEED_ASSEMBLY_MONTHS_AHEAD 18

/*
 * Makes the calendar of a feed anew in what the cache keeps of it, unless it
 * is still right; of many journeys it reads those that changed.  Leaves the
 * marks (etag, last_modified) and the generation to the caller, who is told
 * whether the bytes were written.  OB_ENOTFOUND when the feed's one journey
 * has ended.
 */
int feed_assembly_renew(struct engine *engine, const struct feed *feed,
    struct feed_cached *cached, bool *ret_written,
    struct error *err) OB_MUST_CHECK;

#endif
