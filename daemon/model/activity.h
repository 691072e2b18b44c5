/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_ACTIVITY_H
#define ONBOARD_MODEL_ACTIVITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/workday.h"

/*
 * An activity is a step in one leader's journey.  Stored states:
 *
 *   planned --> held --> planned      (a prerequisite is open on its day)
 *      |          |
 *      +----------+--> skipped, cancelled
 *      +--> done
 *   done, skipped --> planned         (reopened)
 *   cancelled --> planned             (the programme gives it again)
 *
 * A held activity cannot be completed.  due, behind and overdue are derived
 * from the clock and never stored.
 */
enum activity_state {
	ACTIVITY_PLANNED,
	ACTIVITY_HELD,
	ACTIVITY_DONE,
	ACTIVITY_SKIPPED,
	ACTIVITY_CANCELLED
};

enum activity_flag {
	FLAG_CANNOT_BE_MET = 1 << 0,
	FLAG_AFTER_FIRST_DAY = 1 << 1,
	FLAG_LATE_START = 1 << 2,
	FLAG_ROLE_EMPTY = 1 << 3,
	FLAG_QUIET_DAY = 1 << 4,
	FLAG_NO_FREE_TIME = 1 << 5,
	FLAG_TOO_CLOSE = 1 << 6, /* moved by hand, against the spread */
};

const char *activity_state_name(enum activity_state state);
int activity_state_parse(const char *text, enum activity_state *ret_state,
    struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT says why it may not be: "it is already done", ... */
int activity_may_become(enum activity_state from, enum activity_state to,
    struct error *err) OB_MUST_CHECK;

bool activity_is_open(enum activity_state state); /* planned or held */
bool activity_settles(enum activity_state state); /* done or skipped */

/* The name of one flag, 1 << 0 to 1 << (COUNT - 1); NULL for another value. */
const char *activity_flag_name(unsigned flag_bit);
#define ACTIVITY_FLAG_COUNT 7

bool activity_is_due(
    enum activity_state state, struct date planned, struct date today);
bool activity_is_behind(
    enum activity_state state, struct date planned, struct date today);

/* The day after which it is overdue: min(latest, planned + 5 workdays). */
struct date activity_overdue_after(const struct workday_calendar *calendar,
    struct date planned, struct date latest);
bool activity_is_overdue(const struct workday_calendar *calendar,
    enum activity_state state, struct date planned, struct date latest,
    struct date today);

#endif
