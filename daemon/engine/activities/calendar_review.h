/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_CALENDAR_REVIEW_H
#define ONBOARD_ENGINE_ACTIVITIES_CALENDAR_REVIEW_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct change;
struct engine;

/*
 * What stands on a day that its journey's calendar does not allow it, because
 * the calendar changed after it was planned: an open activity, not begun, on
 * a day that is no workday; a talk on a quiet or no-meeting day without being
 * flagged so, or on a half day past its end; two talks with functions that
 * a closed day brought too near each other.
 */

/*
 * {"confirmed":bool,"conflicts":[{"id","leader","leader_name","area","step",
 * "title","why","day_title","from","from_time","to","to_time"}],"moved":[...]}
 *
 * why is holiday, closed, quiet, no-meeting, half-day or spread, and "order"
 * in moved, which holds what has to follow.  day_title is what a stored day is
 * called.  Times are as "09:30", or null.  to is where it moves; the same day
 * and time when there is no better.  Without confirm nothing is kept; with it
 * each that moves raises its calendar sequence once.
 */
int calendar_review_run(struct engine *engine, const char *actor, bool confirm,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * The same within an open change, which keeps what moves or is rolled back;
 * sets "conflicts", "moved" and "impossible" of the view.
 */
int calendar_review_move(
    struct change *change, json_t *view, struct error *err) OB_MUST_CHECK;

/* Of an area's journeys alone; "" is all. */
int calendar_review_move_area(struct change *change, const char *area,
    json_t *view, struct error *err) OB_MUST_CHECK;

/* How many activities there are to review. */
int calendar_review_count(
    struct engine *engine, size_t *ret_count, struct error *err) OB_MUST_CHECK;

#endif
