/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_LEADERS_VIEW_H
#define ONBOARD_ENGINE_JOURNEYS_LEADERS_VIEW_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/* {"leader","activities","feeds","pages","rules","mentors","calls"} */
int leaders_view(struct dossier *dossier, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* [{"id","leader","at","minutes","actor"}], the oldest first. */
int leaders_calls(const struct dossier *dossier, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;

#endif
