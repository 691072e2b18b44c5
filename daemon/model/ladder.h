/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_LADDER_H
#define ONBOARD_MODEL_LADDER_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Which reminders an activity brings, each optional, in workdays: so many
 * before its day, on its day, so many after it is overdue, and so many after
 * that was told to the manager's manager and to the coordinator.  What
 * could not be told within drop_after workdays is dropped.
 *
 * As a programme writes it, on a step or for all its steps:
 *
 *	reminders: {notice: true, before: [5, 1], on_day: true, overdue: 5,
 *	    managers_manager: 5, coordinator: 5, drop_after: 10}
 *
 * and as text to store: "notice before=5,1 on-day overdue=5
 * managers-manager=5 coordinator=5 drop-after=10", absent rungs left out.
 */
#define LADDER_BEFORE 4
#define LADDER_MAX_DAYS 250
#define LADDER_TEXT_SIZE 160

struct ladder {
	bool notice; /* tell the responsible person when it is planned */
	int before[LADDER_BEFORE]; /* greatest first; 0 ends the list */
	bool on_day;
	int overdue;	      /* -1: never; 0: as soon as it is overdue */
	int managers_manager; /* -1: never */
	int coordinator;      /* -1: never */
	int drop_after;
};

/*
 * What holds where a programme says nothing: notice, 1 workday before, on the
 * day, overdue 0, managers_manager never, coordinator 5, drop_after 10.
 */
struct ladder ladder_default(void);

bool ladder_equal(const struct ladder *a, const struct ladder *b);

char *ladder_format(const struct ladder *ladder, char text[LADDER_TEXT_SIZE]);

/* "" is the default. */
int ladder_parse(const char *text, struct ladder *ret_ladder,
    struct error *err) OB_MUST_CHECK;

#endif
