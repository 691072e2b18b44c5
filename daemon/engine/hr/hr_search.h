/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_SEARCH_H
#define ONBOARD_ENGINE_HR_HR_SEARCH_H

#include <jansson.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * Looks for words (base/folded.h) in leaders, people, open activities and the
 * handbook: {"text","is_asked","has_hits","groups":[{"kind","title","count",
 * "has_more","hits":[{"title","about","url"}]}]}.  Ended journeys are found,
 * too.  At most HR_SEARCH_ROWS of a group.
 */
#define HR_SEARCH_ROWS 20

int hr_search_view(struct engine *engine, const struct hr_scope *scope,
    const char *text, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
