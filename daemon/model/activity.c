/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/activity.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"

#define OVERDUE_WORKDAYS 5
#define STATE_COUNT (ACTIVITY_CANCELLED + 1)

static const char *const state_names[STATE_COUNT] = {
    [ACTIVITY_PLANNED] = "planned",
    [ACTIVITY_HELD] = "held",
    [ACTIVITY_DONE] = "done",
    [ACTIVITY_SKIPPED] = "skipped",
    [ACTIVITY_CANCELLED] = "cancelled",
};

/* Why a change is refused, by [from][to]; NULL allows it. */
static const char *const refusals[STATE_COUNT][STATE_COUNT] = {
    [ACTIVITY_PLANNED] = {[ACTIVITY_PLANNED] = "it is already planned"},
    [ACTIVITY_HELD] = {[ACTIVITY_HELD] = "it is already held",
	[ACTIVITY_DONE] = "it waits for a step that is not done yet"},
    [ACTIVITY_DONE] = {NULL, "it is already done", "it is already done",
	"it is already done", "it is already done"},
    [ACTIVITY_SKIPPED] = {NULL, "it is already skipped",
	"it is already skipped", "it is already skipped",
	"it is already skipped"},
    [ACTIVITY_CANCELLED] = {NULL, "it is cancelled", "it is cancelled",
	"it is cancelled", "it is already cancelled"},
};

/* What the refusals are called, by what it is. */
static const char *const refusal_keys[STATE_COUNT] = {"already_planned",
    "already_held", "already_done", "already_skipped", "already_cancelled"};

static const char *const flag_names[ACTIVITY_FLAG_COUNT] = {"cannot-be-met",
    "after-first-day", "late-start", "role-empty", "quiet-day", "no-free-time",
    "too-close"};

const char *
activity_state_name(enum activity_state state)
{
	return state_names[state];
}

int
activity_state_parse(
    const char *text, enum activity_state *ret_state, struct error *err)
{
	for (size_t i = 0; i < STATE_COUNT; i++) {
		if (strcmp(state_names[i], text) != 0)
			continue;
		*ret_state = (enum activity_state)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "'%.40s' is not a state; use planned, held, done, skipped or "
	    "cancelled",
	    text);
}

int
activity_may_become(
    enum activity_state from, enum activity_state to, struct error *err)
{
	const char *refusal = refusals[from][to];

	if (refusal == NULL)
		return OB_OK;
	return error_refuse(
	    err, OB_ECONFLICT, "", refusal_keys[from], "%s", refusal);
}

bool
activity_is_open(enum activity_state state)
{
	return state == ACTIVITY_PLANNED || state == ACTIVITY_HELD;
}

bool
activity_settles(enum activity_state state)
{
	return state == ACTIVITY_DONE || state == ACTIVITY_SKIPPED;
}

const char *
activity_flag_name(unsigned flag_bit)
{
	for (unsigned i = 0; i < ACTIVITY_FLAG_COUNT; i++)
		if (flag_bit == 1U << i)
			return flag_names[i];
	return NULL;
}

bool
activity_is_due(
    enum activity_state state, struct date planned, struct date today)
{
	return activity_is_open(state) && today.day >= planned.day;
}

bool
activity_is_behind(
    enum activity_state state, struct date planned, struct date today)
{
	return activity_is_open(state) && today.day > planned.day;
}

struct date
activity_overdue_after(const struct workday_calendar *calendar,
    struct date planned, struct date latest)
{
	return date_min(
	    latest, workday_add(calendar, planned, OVERDUE_WORKDAYS));
}

bool
activity_is_overdue(const struct workday_calendar *calendar,
    enum activity_state state, struct date planned, struct date latest,
    struct date today)
{
	struct date after = activity_overdue_after(calendar, planned, latest);

	return activity_is_open(state) && today.day > after.day;
}
