/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_FEED_COMPONENT_H
#define ONBOARD_CALENDAR_FEED_COMPONENT_H

#include <libical/ical.h>

struct feed_entry;
struct feed_header;
struct slot;
struct zone;

/* Makes the VEVENT or VTODO of one entry, whose values were checked. */
struct feed_component_maker {
	const struct feed_header *header;
	const struct zone *zone; /* of times; NULL: they are written in UTC */
	const char *organizer;	 /* "mailto:..." or NULL */
};

/* slot: of a timed entry only.  Returns owned. */
icalcomponent *feed_component_build(const struct feed_component_maker *maker,
    const struct feed_entry *entry, const struct slot *slot);

#endif
