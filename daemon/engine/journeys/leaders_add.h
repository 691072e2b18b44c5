/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_LEADERS_ADD_H
#define ONBOARD_ENGINE_JOURNEYS_LEADERS_ADD_H

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/journeys/leaders.h"

struct change;

/*
 * The making of a journey, for leaders_add(): checks the request and stores
 * everything within the change.
 */
int leaders_add_journey(struct change *change,
    const struct leader_request *request, struct dossier *ret_dossier,
    struct error *err) OB_MUST_CHECK;

#endif
