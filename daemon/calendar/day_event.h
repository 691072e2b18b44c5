/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_DAY_EVENT_H
#define ONBOARD_CALENDAR_DAY_EVENT_H

#include <stdbool.h>

#include <libical/ical.h>

#include "base/date.h"
#include "base/error.h"

/*
 * One event of a calendar file, if it takes whole days.  What it says about
 * coming again stays with libical's component.
 */
#define DAY_EVENT_MAX_DAYS 400 /* that one event may last */
#define DAY_EVENT_TITLE_CHARS 200

struct day_event {
	icalcomponent *component; /* owned */
	char *uid;
	char *title; /* one clean line; "" for none */
	struct date first;
	int days;	     /* at least 1 */
	bool comes_again;    /* by RRULE or RDATE */
	struct date instead; /* of which occurrence it stands; or DATE_NONE */
};

/*
 * text: a VEVENT of day_block.h.  OB_EINVALID says why it is no event of whole
 * days; ret_event is to be released then, too, and has what was understood.
 */
int day_event_parse(const char *text, struct day_event *ret_event,
    struct error *err) OB_MUST_CHECK;
void day_event_release(struct day_event *event);

/* The day that a property says; false when it says none that we know. */
bool day_event_day_of(
    const icalproperty *property, struct date *ret_date, bool *ret_has_time);

#endif
