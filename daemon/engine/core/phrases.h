/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_PHRASES_H
#define ONBOARD_ENGINE_CORE_PHRASES_H

#include "model/programme.h"
#include "model/records.h"
#include "text/dates_text.h"

struct zone;

/*
 * "torsdag den 8. oktober kl. 8.30-9.00", or the day alone: by the clock of
 * the zone, or of the instance.  Owned.
 */
char *phrases_when_in(enum language language, const struct zone *zone,
    const struct activity *activity);
char *phrases_when(enum language language, const struct activity *activity);

/* The two parts of phrases_when_in(); the second is "" for the day alone. */
void phrases_day_and_time(enum language language, const struct zone *zone,
    const struct activity *activity, char ret_day[DATES_TEXT_SIZE],
    char ret_time[DATES_TEXT_SIZE]);

/* The same of a day and a time (-1: none); "" for no day.  Owned. */
char *phrases_moment(enum language language, struct date day, int minute);

#endif
