/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_EVENT_H
#define ONBOARD_CALENDAR_EVENT_H

#include <stdbool.h>

#include <libical/ical.h>

/* What a calendar and an event say alike in feeds and in invitations. */

/* VERSION, PRODID and CALSCALE. */
void event_add_calendar_head(icalcomponent *calendar);

/*
 * DESCRIPTION, with the link as its last line, since many clients show no URL.
 * Either may be NULL; one that stands in the text already is not repeated.
 */
void event_add_description(
    icalcomponent *event, const char *text, const char *url);

/* CN, unless the name is NULL or blank. */
void event_add_cn(icalproperty *property, const char *name);

/* mailto: by value_add_mailto(). */
void event_add_organizer(
    icalcomponent *event, const char *name, const char *mailto);

/* STATUS, TRANSP and what Outlook reads in its place. */
void event_add_state(icalcomponent *event, bool is_cancelled, bool is_busy);

#endif
