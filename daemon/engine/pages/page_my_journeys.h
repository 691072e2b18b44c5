/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_MY_JOURNEYS_H
#define ONBOARD_ENGINE_PAGES_PAGE_MY_JOURNEYS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * A leader's journey as it is stored, for the leader: facts, pauses, welcome
 * calls and activities with who is responsible, as the leader's page names
 * them.  A note that somebody wrote is told of, not told (page_my_data.h).
 */
int page_my_journeys_export(struct engine *engine, int64_t journey_id,
    json_t **ret_journey, struct error *err) OB_MUST_CHECK;

#endif
