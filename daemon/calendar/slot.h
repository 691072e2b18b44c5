/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_SLOT_H
#define ONBOARD_CALENDAR_SLOT_H

#include <stdbool.h>
#include <stdint.h>

#include <libical/ical.h>

#include "base/zone.h"

#define SLOT_DAY_MINUTES 1440

/* From when to when, in UTC; never empty. */
struct slot {
	int64_t start;
	int64_t end;
};

/* Whether it is a day that every client understands: 1900 to 2199. */
bool slot_is_day(struct date date);

/* Whether slot_from_local() may be asked, on such a day. */
bool slot_is_valid(struct date date, int start, int end);

/* Local minutes of a day, 0 <= start < end <= SLOT_DAY_MINUTES. */
struct slot slot_from_local(
    const struct zone *zone, struct date date, int start, int end);

/* Whether slot_add() writes it in the zone's time: neither end comes twice. */
bool slot_is_local(const struct slot *slot, const struct zone *zone);

/* Appends DTSTART and DTEND, in UTC when zone is NULL. */
void slot_add(
    const struct slot *slot, const struct zone *zone, icalcomponent *event);

/* The same for a whole day. */
void slot_add_day(struct date day, icalcomponent *event);

#endif
