/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_JOURNEYS_END_H
#define ONBOARD_ENGINE_JOURNEYS_JOURNEYS_END_H

#include <jansson.h>

#include "base/error.h"
#include "engine/journeys/journey_change.h"

/*
 * Within the engine, in the change that cancels an exit: the leader stays, also
 * in the leader networks.  The own journey loses its last day, and if it still
 * runs what only that had cut off comes back: what became of its plan, or NULL
 * without such a journey.
 */
int journeys_end_take_back(struct journey_change *leaving, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
