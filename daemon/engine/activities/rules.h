/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_RULES_H
#define ONBOARD_ENGINE_ACTIVITIES_RULES_H

#include <jansson.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/*
 * What must hold in a journey: [{"rule","have","need","hint"}].  hint says in
 * the instance's language what to do; it is "" when the rule holds.
 */
int rules_view(const struct dossier *dossier, json_t **ret_rules,
    struct error *err) OB_MUST_CHECK;

#endif
