/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_JOURNEYS_H
#define ONBOARD_ENGINE_HR_HR_JOURNEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"
#include "model/programme.h"
#include "store/board_store.h"

/* What a journey needs that somebody should see at a glance. */
enum hr_flag {
	HR_FLAG_OVERDUE,
	HR_FLAG_NO_MANAGER,
	HR_FLAG_NO_MENTOR,
	HR_FLAG_NO_CALL, /* until the first day: then none can be held */
	HR_FLAG_BAD_ADDRESS,
	HR_FLAG_NO_WORK_ADDRESS, /* on the first day, or once it was asked for
				  */
	HR_FLAG_DECLINED,
	HR_FLAG_CANNOT, /* be done, says who is responsible */
	HR_FLAG_PAUSED
};

#define HR_FLAG_COUNT 9

/* "overdue", ...; as in the catalogues' hr_flag.NAME. */
const char *hr_journeys_flag_name(enum hr_flag flag);

/* -1 for a word that is none. */
int hr_journeys_find_flag(const char *name);

/* A journey with what the clock and the workdays make of it. */
struct hr_journey {
	const struct board_journey *row;
	const struct phase *phase; /* in which it is now */
	int done;
	int open;
	int overdue;
	unsigned flags; /* 1 << enum hr_flag */
};

/* The journeys of a scope, in the order of their first days. */
struct hr_journeys {
	struct board_journey *rows;
	struct hr_journey *items;
	size_t count;
};

/* state: as struct board_scope.  Phases are borrowed from the engine. */
int hr_journeys_load(struct engine *engine, const struct hr_scope *scope,
    const char *state, struct hr_journeys *ret_journeys,
    struct error *err) OB_MUST_CHECK;
bool hr_journeys_is_exit(const struct hr_journey *journey);
void hr_journeys_release(struct hr_journeys *journeys);

/* Whether an open activity is overdue by its area's workdays. */
bool hr_journeys_is_overdue(
    const struct engine *engine, const struct board_activity *activity);

#endif
