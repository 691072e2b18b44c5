/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_BRIEFING_H
#define ONBOARD_ENGINE_PAGES_PAGE_BRIEFING_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * One journey as somebody with a part in it sees it, config/pages/
 * briefing.html: the own steps as a checklist beside what the leader sees.
 * Names and dates only: no address, no phone, no goal that is not the
 * reader's.  OB_ENOTFOUND for a journey in which neither the person nor
 * anybody for whom the person acts has a part.
 */
int page_briefing_view(struct engine *engine, const char *token,
    int64_t journey_id, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
