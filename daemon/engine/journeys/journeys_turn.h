/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_JOURNEYS_TURN_H
#define ONBOARD_ENGINE_JOURNEYS_JOURNEYS_TURN_H

#include "base/error.h"
#include "engine/journeys/journey_change.h"

/* Within the engine: what a day does to one journey, in a change. */

/*
 * The journey rests: mails that wait are taken back or put off until it goes
 * on.  It is planned for the pause already.
 */
int journeys_turn_begin_pause(
    struct journey_change *work, struct error *err) OB_MUST_CHECK;

/* The first day on which mails go again: today, or after the pause. */
struct date journeys_turn_back(const struct dossier *dossier);

/*
 * After the pauses have changed: the journey rests or goes on as they have it
 * today, and so do the mails that the old ones had put off until old_back,
 * which is journeys_turn_back() from before.
 */
int journeys_turn_follow_pauses(struct journey_change *work,
    struct date old_back, struct error *err) OB_MUST_CHECK;

/* After the last day of employment: what is open is cancelled. */
int journeys_turn_end(
    struct journey_change *work, struct error *err) OB_MUST_CHECK;

#endif
