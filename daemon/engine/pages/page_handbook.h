/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_PAGE_HANDBOOK_H
#define ONBOARD_ENGINE_PAGES_PAGE_HANDBOOK_H

#include <jansson.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * The handbook as the leader's page shows it: for each central function the
 * contact, the deputy, phone, mail and what they help with.
 */
int page_handbook_view(struct engine *engine, enum language language,
    json_t **ret_list, struct error *err) OB_MUST_CHECK;

#endif
