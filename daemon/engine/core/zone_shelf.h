/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_ZONE_SHELF_H
#define ONBOARD_ENGINE_CORE_ZONE_SHELF_H

#include "base/zone.h"

/* The zones that persons live in, each opened once. */
struct zone_shelf;

struct zone_shelf *zone_shelf_new(void);
void zone_shelf_free(struct zone_shelf *shelf); /* accepts NULL */

/*
 * Borrowed as long as the shelf lives.  A zone that this machine does not
 * know (any more) gives the other one.
 */
const struct zone *zone_shelf_get(
    struct zone_shelf *shelf, const char *name, const struct zone *otherwise);

#endif
