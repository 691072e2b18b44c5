/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_VIEWS_H
#define ONBOARD_ENGINE_VIEWS_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier.h"

/* What there is as JSON, in the shape that the API documents. */

json_t *views_leader(const struct dossier *dossier);
json_t *views_activity(
    const struct dossier *dossier, const struct activity *activity);
json_t *views_activities(const struct dossier *dossier); /* an array */

/* [{"rule","have","need"}]: what must hold in a journey. */
int views_rules(const struct dossier *dossier, json_t **ret_rules,
    struct error *err) OB_MUST_CHECK;

/* Parts of the welcome pack that exist, of four. */
int views_pack_parts(const struct dossier *dossier);

#endif
