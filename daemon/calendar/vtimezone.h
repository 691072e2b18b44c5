/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_VTIMEZONE_H
#define ONBOARD_CALENDAR_VTIMEZONE_H

#include <stdbool.h>
#include <stdint.h>

#include <libical/ical.h>

#include "base/posix_zone.h"
#include "base/zone.h"

/*
 * The VTIMEZONE of a zone, made from its rule: one STANDARD and at most one
 * DAYLIGHT since 1970, which is all that Outlook understands.  Some rules
 * cannot be said so, and some zones leave their rule (Casablanca, in
 * Ramadan); such times are written in UTC instead.
 */
struct vtimezone {
	const struct zone *zone; /* borrowed */
	bool is_sayable;
	struct posix_zone rule;
};

/* from: is_sayable means that the zone keeps to its rule from then on. */
void vtimezone_init(
    struct vtimezone *vtimezone, const struct zone *zone, int64_t from);

/* Whether a reader of the VTIMEZONE finds the zone's offset at the instant. */
bool vtimezone_says(const struct vtimezone *vtimezone, int64_t utc);

/* Returns owned; only where is_sayable. */
icalcomponent *vtimezone_build(const struct vtimezone *vtimezone);

/* Returns owned: the VTIMEZONE of Etc/UTC. */
icalcomponent *vtimezone_build_utc(void);

#endif
