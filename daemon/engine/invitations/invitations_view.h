/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_VIEW_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_VIEW_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct engine;

/*
 * Who is invited to what, what they were told last and what they answered:
 * [{"activity","step","title","person","address","method","sequence","start",
 * "end","told","partstat","answered","answered_by","verified","comment"}],
 * by time.
 */

/* Of one activity, or of the whole journey: 0. */
int invitations_view_of(const struct dossier *dossier, int64_t activity_id,
    json_t **ret_list, struct error *err) OB_MUST_CHECK;

/* {"invitations":[...]} */
int invitations_view_journey(struct engine *engine, int64_t journey_id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
