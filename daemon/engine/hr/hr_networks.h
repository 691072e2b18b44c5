/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_NETWORKS_H
#define ONBOARD_ENGINE_HR_HR_NETWORKS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * Leader networks below /hr.  Who sees one area sees the networks of all areas
 * and of the own, and changes those of the own alone.
 */

/* What config/pages/network.html shows. */
int hr_networks_view(struct engine *engine, const struct hr_scope *scope,
    int64_t id, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* Whether the reader may change it; OB_ENOTFOUND for one they do not see. */
int hr_networks_admit(struct engine *engine, const struct hr_scope *scope,
    int64_t id, struct error *err) OB_MUST_CHECK;

/*
 * The open networks that the reader may change and whose contact has left:
 * [{"title","person","url"}], owned.
 */
int hr_networks_abandoned(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_items, struct error *err) OB_MUST_CHECK;

/* {"name","about","welcomes","area","level","contact"} for its form. */
int hr_networks_values(struct engine *engine, const struct hr_scope *scope,
    int64_t id, json_t **ret_values, struct error *err) OB_MUST_CHECK;

#endif
