/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_PHRASES_H
#define ONBOARD_ENGINE_CORE_PHRASES_H

#include "model/programme.h"
#include "model/records.h"

struct zone;

/*
 * "torsdag den 8. oktober kl. 8.30-9.00", or the day alone: by the clock of
 * the zone, or of the instance.  Owned.
 */
char *phrases_when_in(enum language language, const struct zone *zone,
    const struct activity *activity);
char *phrases_when(enum language language, const struct activity *activity);

/* The same of a day and a time (-1: none); "" for no day.  Owned. */
char *phrases_moment(enum language language, struct date day, int minute);

#endif
