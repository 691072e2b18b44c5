/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_COMPONENT_H
#define ONBOARD_CALENDAR_COMPONENT_H

#include <libical/ical.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "base/zone.h"

/*
 * Writing libical components: each function appends one property, so that the
 * order of calls is the order of lines.  Texts are cleaned here (value.h), and
 * one of nothing but blanks appends nothing; other values must be checked
 * before.  One thread only.
 */

/* For cleanup_; accepts a component that is NULL. */
void component_release(icalcomponent **component);

void component_add_text(
    icalcomponent *component, icalproperty_kind kind, const char *text);
void component_add_line(
    icalcomponent *component, icalproperty_kind kind, const char *line);

/* Commas and semicolons of the category are part of it. */
void component_add_category(icalcomponent *component, const char *category);

/* name: "X-..." */
void component_add_x(
    icalcomponent *component, const char *name, const char *line);

void component_add_utc(
    icalcomponent *component, icalproperty_kind kind, int64_t utc);

/* zone: the TZID, or NULL for a time without one, as in a VTIMEZONE. */
void component_add_local(icalcomponent *component, icalproperty_kind kind,
    struct local_time local, const char *zone);
void component_add_date(
    icalcomponent *component, icalproperty_kind kind, struct date date);

/* Replaces what ret_bytes holds by the folded lines. */
int component_write(icalcomponent *component, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
