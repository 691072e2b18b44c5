/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_EVENTS_H
#define ONBOARD_ENGINE_ACTIVITIES_EVENTS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "model/annual_event.h"

struct engine;

/*
 * Annual events: days that the municipality has fixed for all.  Each is an
 * activity of every onboarding that it concerns, with its day and time as
 * given.  Their days are stored up to the end of the third year ahead.
 */

/*
 * Takes the events over (NULL: there are none), wholly or not at all: days
 * that are new come to the journeys, what changed changes, what is gone is
 * cancelled.  What has passed stays.
 */
int events_import(struct engine *engine, const char *actor,
    struct annual_events *events, bool *ret_changed,
    struct error *err) OB_MUST_CHECK;

/* {"events":[...]}: the days to come. */
int events_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * For the clock, once a day: stores the days of a new year, and counts as held
 * what has passed.
 */
int events_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
