/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_PREVIEW_H
#define ONBOARD_ENGINE_HR_HR_PREVIEW_H

#include <jansson.h>

#include "engine/hr/hr_scope.h"

struct engine;

/*
 * What a dry run came to, in the reader's words: {"has_changes",
 * "has_unchanged","unchanged","lists":[{"kind","title","count","rows":
 * [{"title","leader","from","to"}]}]}; leader is "" where all is one leader's.
 * view is what a verb on a journey gave (moved, impossible, added, cancelled,
 * dropped_pauses), leaders_add()'s, whose activities are one list, or that of
 * closing days.  A view with "entry" (hr_handbook_difference()) keeps it, with
 * "has_entry" beside it.  Returns owned.
 */
json_t *hr_preview_view(const struct engine *engine,
    const struct hr_scope *scope, const json_t *view);

#endif
