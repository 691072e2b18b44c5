/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_PASS_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_PASS_H

#include "base/error.h"

struct engine;

/*
 * invitations_run() for the journeys that a verb or the clock changed, and for
 * those with a meeting that has come near enough since the last call.  At the
 * first call after a start or new settings for all that may be out of step.
 */
int invitations_pass(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
