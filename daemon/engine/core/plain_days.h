/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_CORE_PLAIN_DAYS_H
#define ONBOARD_ENGINE_CORE_PLAIN_DAYS_H

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

/*
 * The day of the ISO week on which those are reminded who want it once a week:
 * the first plain one, or without any the first workday; DATE_NONE in a week
 * of closed days.
 */
struct date plain_days_weekly(
    const struct workday_calendar *calendar, struct date day);

/* The first such day on or after the day. */
struct date plain_days_next_weekly(
    const struct workday_calendar *calendar, struct date day);

/* Whether the ISO week has a plain day. */
bool plain_days_has_week(
    const struct workday_calendar *calendar, struct date day);

#endif
