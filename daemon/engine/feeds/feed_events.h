/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_EVENTS_H
#define ONBOARD_ENGINE_FEEDS_FEED_EVENTS_H

#include "base/error.h"
#include "engine/feeds/feed_content.h"

/*
 * Annual events as what they are, one meeting of many journeys: one entry with
 * the day's own uid and sequence, which names nobody.
 */

/* The entry that stands for the activity; none when the leader alone is out. */
int feed_events_add_step(struct engine *engine,
    const struct feed_reader *reader, const struct activity *activity,
    struct feed_entries *entries, struct error *err) OB_MUST_CHECK;

/*
 * The leader network's meetings: the events that the role network_lead sees
 * to.  A leader has them in the own journey, too: there and here they are the
 * same entry.
 */
int feed_events_add_network(struct engine *engine,
    const struct feed_reader *reader, struct feed_entries *entries,
    struct error *err) OB_MUST_CHECK;

#endif
