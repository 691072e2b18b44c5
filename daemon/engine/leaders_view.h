/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LEADERS_VIEW_H
#define ONBOARD_ENGINE_LEADERS_VIEW_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier.h"

/* {"leader","activities","feeds","pages","rules"} */
int leaders_view(const struct dossier *dossier, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
