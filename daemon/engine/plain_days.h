/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLAIN_DAYS_H
#define ONBOARD_ENGINE_PLAIN_DAYS_H

#include <stdbool.h>

#include "base/date.h"

struct workday_calendar;

/*
 * A plain day is a workday that is not quiet: on no other is anybody reminded
 * ahead, told that something is overdue, asked for help or sent an overview.
 */
bool plain_days_is(const struct workday_calendar *calendar, struct date day);

/* The first one of its ISO week. */
bool plain_days_opens_week(
    const struct workday_calendar *calendar, struct date day);

#endif
