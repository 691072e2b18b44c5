/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_NETWORKS_H
#define ONBOARD_ENGINE_FEEDS_FEED_NETWORKS_H

#include "base/error.h"
#include "engine/feeds/feed_content.h"

struct network;

/*
 * The meetings of leader networks (engine/networks/).  In the calendar of one
 * network stand all that it has; in the person's own those of each network on
 * whose day the person is a member, and all of those they are the contact of.
 */
int feed_networks_add(struct engine *engine, const struct feed_reader *reader,
    struct feed_entries *entries, struct error *err) OB_MUST_CHECK;

/*
 * The network whose calendar it is: OB_ENOTFOUND when the person has nothing
 * to do with it any more, or it was closed so long ago that nothing of it is
 * shown as cancelled.
 */
int feed_networks_find(struct engine *engine, const struct feed_reader *reader,
    struct network *ret_network, struct error *err) OB_MUST_CHECK;

#endif
