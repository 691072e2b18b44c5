/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_LEADER_H
#define ONBOARD_ENGINE_PAGES_PAGE_LEADER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * What the leader's pages show, in the leader's language, as config/pages/
 * expects it.  *ret_ended tells whether the journey ended so long ago that the
 * link ends.
 */

/* leader.html: who, when and why. */
int page_leader_view(struct engine *engine, int64_t journey_id,
    const char *token, json_t **ret_view, bool *ret_ended,
    struct error *err) OB_MUST_CHECK;

/* leader-activity.html; OB_ENOTFOUND for another journey's activity. */
struct page_leader_place {
	int64_t journey_id;
	int64_t activity_id;
	const char *token;
};

int page_leader_activity(struct engine *engine,
    const struct page_leader_place *place, json_t **ret_view, bool *ret_ended,
    struct error *err) OB_MUST_CHECK;

#endif
