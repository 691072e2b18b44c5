/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_EVENTS_ELSEWHERE_H
#define ONBOARD_ENGINE_PLANNING_EVENTS_ELSEWHERE_H

#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * Within a change: meetings of other journeys at the time of an event (a
 * stored activity) with somebody who takes part in it are planned anew.
 */
int events_elsewhere_make_way(
    struct engine *engine, int64_t event_id, struct error *err) OB_MUST_CHECK;

#endif
