/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_TURN_H
#define ONBOARD_ENGINE_JOURNEYS_TURN_H

#include "base/error.h"
#include "engine/journey_change.h"

/* Within the engine: what a day does to one journey, in a change. */

/*
 * The journey rests: mails that wait are taken back or put off until it goes
 * on.  It is planned for the pause already.
 */
int journeys_turn_begin_pause(
    struct journey_change *work, struct error *err) OB_MUST_CHECK;

/* After the last day of employment: what is open is cancelled. */
int journeys_turn_end(
    struct journey_change *work, struct error *err) OB_MUST_CHECK;

#endif
