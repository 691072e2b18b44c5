/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_ZONE_H
#define ONBOARD_BASE_ZONE_H

#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

/*
 * Time zones from the system's TZif files (RFC 8536), read at open into
 * memory.  Local wall-clock time to UTC is ours because libical and libc
 * resolve the gap and the overlap otherwise: a local time in the gap means
 * the end of the gap, in the overlap the first of the two (RFC 5545, 3.3.5,
 * for the overlap).  Immutable after open; safe to share between threads.
 */
struct zone;

struct local_time {
	struct date date;
	int second; /* of the day, 0..86399 */
};

/*
 * Opens an IANA zone below TZDIR (environment) or /usr/share/zoneinfo.
 * OB_EINVALID for a name that is no zone name or not known.
 */
int zone_open(
    const char *name, struct zone **ret_zone, struct error *err) OB_MUST_CHECK;
void zone_close(struct zone *zone); /* accepts NULL */

const char *zone_name(const struct zone *zone);

/* The POSIX TZ string of the file's footer, as "CET-1CEST,M3.5.0,M10.5.0/3". */
const char *zone_rule(const struct zone *zone);

/* second: 0 to 86400, where the last is the midnight that ends the day. */
int64_t zone_to_utc(const struct zone *zone, struct date date, int second);
struct local_time zone_to_local(const struct zone *zone, int64_t utc);
int zone_offset(const struct zone *zone, int64_t utc); /* seconds east */

/*
 * The next change that the file itself lists, which need not follow the rule;
 * INT64_MAX when there is none after the instant.
 */
int64_t zone_listed_change_after(const struct zone *zone, int64_t utc);

#endif
