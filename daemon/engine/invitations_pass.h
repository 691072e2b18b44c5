/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_PASS_H
#define ONBOARD_ENGINE_INVITATIONS_PASS_H

#include <stdint.h>

#include "base/error.h"

struct engine;

/*
 * invitations_run() for the journeys that a verb or the clock changed, and for
 * those with a meeting that has come near enough since the last call.  At the
 * first call after a start or new settings for all that may be out of step.
 */
int invitations_pass(struct engine *engine, struct error *err) OB_MUST_CHECK;

/*
 * Where the person's invitations go has changed, or whether there are any: the
 * next pass looks at all that the person is to be at or is invited to.
 */
int invitations_pass_touch(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

#endif
