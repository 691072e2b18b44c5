/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_POTENTIAL_OFFER_H
#define ONBOARD_ENGINE_COHORTS_POTENTIAL_OFFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * Whoever has been through a course is asked once, on the first workday after
 * its last session, whether to stand in the potential bank, and has so many
 * days to say yes.
 */
#define POTENTIAL_OFFER_DAYS 90

/* In the morning's round; who stands there already is not asked. */
int potential_offer_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* Whether the person was asked and can still answer. */
int potential_offer_is_open(struct engine *engine, int64_t person_id,
    bool *ret_is_open, struct error *err) OB_MUST_CHECK;

#endif
