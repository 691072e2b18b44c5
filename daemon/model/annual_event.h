/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_ANNUAL_EVENT_H
#define ONBOARD_MODEL_ANNUAL_EVENT_H

#include <stddef.h>

#include "base/date.h"
#include "model/programme.h"

/*
 * What happens at a fixed time of the year, as a day for all leaders: it
 * attaches itself to the journeys that it concerns.  Its days are listed, or
 * come again every year by an iCalendar rule.  Plain data that owns its
 * strings.
 */
struct annual_time {
	struct date day;
	int start; /* minutes after midnight; -1: the whole day */
};

struct annual_event {
	char *id; /* [a-z0-9-]+, unique */
	struct text_pair title;
	struct annual_time *times; /* listed */
	size_t time_count;
	char *yearly;  /* "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH", or "" */
	int start;     /* of the yearly days */
	int minutes;   /* 0 for a whole day */
	char *role;    /* who sees to it */
	char *only_if; /* condition.h's canonical text */
};

struct annual_events {
	struct annual_event *items;
	size_t count;
};

void annual_events_free(struct annual_events *events);	    /* accepts NULL */
void annual_events_free_ptr(struct annual_events **events); /* for cleanup_ */

#endif
