/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_EXITS_FOLLOW_UPS_H
#define ONBOARD_ENGINE_EXITS_FOLLOW_UPS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/* What is done about what the exit talks of half a year told. */

/* As text; NULL where nothing was given. */
struct follow_up_request {
	const char *period; /* "2026H2" */
	const char *title;
	const char *owner; /* "Name <addr>" */
	const char *due;
};

/* {"follow_up":{"id","period","title","owner","due","done_at","is_late"}} */
int follow_ups_add(struct engine *engine, const char *actor,
    const struct follow_up_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT when it is done already. */
int follow_ups_finish(struct engine *engine, const char *actor, int64_t id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* {"follow_ups":[...]}, the newest half year first; period NULL: all. */
int follow_ups_list(struct engine *engine, const char *period,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
