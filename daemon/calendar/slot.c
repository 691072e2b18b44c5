/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/slot.h"

#include <assert.h>

#include "base/memory.h"
#include "calendar/component.h"

#define DAY_SECONDS 86400

bool
slot_is_day(struct date date)
{
	return date.day >= date_from_civil(1900, 1, 1).day &&
	       date.day < date_from_civil(2199, 12, 31).day;
}

bool
slot_is_valid(struct date date, int start, int end)
{
	return slot_is_day(date) && start >= 0 && start < end &&
	       end <= SLOT_DAY_MINUTES;
}

static int64_t
minute_to_utc(const struct zone *zone, struct date date, int minute)
{
	if (minute == SLOT_DAY_MINUTES)
		return zone_to_utc(zone, date_add_days(date, 1), 0);
	return zone_to_utc(zone, date, minute * 60);
}

/* One that lies within the gap keeps its length after it. */
struct slot
slot_from_local(const struct zone *zone, struct date date, int start, int end)
{
	struct slot slot;

	assert(start >= 0 && start < end && end <= SLOT_DAY_MINUTES);
	slot.start = minute_to_utc(zone, date, start);
	slot.end = minute_to_utc(zone, date, end);
	if (slot.end <= slot.start)
		slot.end = slot.start + (int64_t)(end - start) * 60;
	return slot;
}

/* Whether the local time of the instant comes twice. */
static bool
is_repeated(const struct zone *zone, int64_t utc)
{
	int offset = zone_offset(zone, utc);
	int near[] = {zone_offset(zone, utc - DAY_SECONDS),
	    zone_offset(zone, utc + DAY_SECONDS)};

	for (size_t i = 0; i < ARRAY_LEN(near); i++) {
		if (near[i] != offset &&
		    zone_offset(zone, utc + offset - near[i]) == near[i])
			return true;
	}
	return false;
}

/* Clients do not agree on which of the two a repeated local time means. */
bool
slot_is_local(const struct slot *slot, const struct zone *zone)
{
	return !is_repeated(zone, slot->start) && !is_repeated(zone, slot->end);
}

void
slot_add(const struct slot *slot, const struct zone *zone, icalcomponent *event)
{
	if (zone == NULL || !slot_is_local(slot, zone)) {
		component_add_utc(event, ICAL_DTSTART_PROPERTY, slot->start);
		component_add_utc(event, ICAL_DTEND_PROPERTY, slot->end);
		return;
	}
	component_add_local(event, ICAL_DTSTART_PROPERTY,
	    zone_to_local(zone, slot->start), zone_name(zone));
	component_add_local(event, ICAL_DTEND_PROPERTY,
	    zone_to_local(zone, slot->end), zone_name(zone));
}

/* DTEND is the first day that is no longer part of it. */
void
slot_add_day(struct date day, icalcomponent *event)
{
	component_add_date(event, ICAL_DTSTART_PROPERTY, day);
	component_add_date(event, ICAL_DTEND_PROPERTY, date_add_days(day, 1));
}
