/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DOSSIER_VIEWS_H
#define ONBOARD_ENGINE_DOSSIER_VIEWS_H

#include <jansson.h>

#include "engine/dossier/dossier.h"

/* What there is as JSON, in the shape that the API documents. */

json_t *views_leader(const struct dossier *dossier);
json_t *views_activity(
    const struct dossier *dossier, const struct activity *activity);
json_t *views_activities(const struct dossier *dossier); /* an array */

#endif
