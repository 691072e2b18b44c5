/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NETWORKS_NETWORK_PAGES_H
#define ONBOARD_ENGINE_NETWORKS_NETWORK_PAGES_H

#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * Where a member sees to their networks: the page of a journey that still
 * opens, else the person's own page, which is made if there is none.  Owned.
 */
int network_pages_url(struct engine *engine, int64_t person_id, char **ret_url,
    struct error *err) OB_MUST_CHECK;

#endif
