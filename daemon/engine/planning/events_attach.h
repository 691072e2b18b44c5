/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_EVENTS_ATTACH_H
#define ONBOARD_ENGINE_PLANNING_EVENTS_ATTACH_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/* What became of events in one journey; arrays of activities, borrowed. */
struct events_outcome {
	json_t *moved;
	json_t *added;
	json_t *cancelled;
};

/* The days of events to come, and which of them just changed. */
struct event_days {
	struct annual_day *items;
	bool *is_changed; /* NULL: none did */
	size_t count;
};

/*
 * Gives a journey the events that concern it and lie in its time, and takes
 * those away that no longer do.  Meetings of the journey that would be at the
 * same time are planned anew.
 */
int events_attach(struct dossier *dossier, const struct event_days *days,
    const struct events_outcome *outcome, struct error *err) OB_MUST_CHECK;

/* The same with the days as they are stored; outcome may be NULL. */
int events_attach_stored(struct dossier *dossier,
    const struct events_outcome *outcome, struct error *err) OB_MUST_CHECK;

/*
 * Meetings at the time of an event (a timed activity of the dossier) with
 * somebody who takes part in it are planned anew, in this journey and in
 * others.  moved (borrowed) gets those of this one.
 */
int events_attach_make_way(struct dossier *dossier,
    const struct activity *event, json_t *moved,
    struct error *err) OB_MUST_CHECK;

#endif
