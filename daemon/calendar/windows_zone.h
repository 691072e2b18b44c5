/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_WINDOWS_ZONE_H
#define ONBOARD_CALENDAR_WINDOWS_ZONE_H

/*
 * The IANA zone that a TZID of Outlook or Exchange means, as
 * "Europe/Copenhagen" for "Romance Standard Time"; the choices are those of
 * Unicode CLDR's windowsZones for the countries that our people live in.
 * Returns NULL for a name that is not in the table.  Borrowed.
 */
const char *windows_zone_find(const char *name);

#endif
