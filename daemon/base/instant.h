/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_INSTANT_H
#define ONBOARD_BASE_INSTANT_H

#include <stdint.h>

#include "base/error.h"
#include "base/zone.h"

/* Instants are int64_t seconds since 1970-01-01T00:00:00Z. */

#define INSTANT_NONE INT64_MIN
#define INSTANT_TEXT_SIZE 32

/*
 * Reads 2026-10-01T08:00[:SS] as local time of the zone, or with Z or +HH:MM
 * as that instant (RFC 3339).
 */
int instant_parse(const struct zone *zone, const char *text,
    int64_t *ret_instant, struct error *err) OB_MUST_CHECK;

/* RFC 3339 with the zone's offset, as 2026-10-01T08:00:00+02:00. */
char *instant_format(
    const struct zone *zone, int64_t instant, char text[INSTANT_TEXT_SIZE]);

/* UTC, as 2026-10-01T06:00:00Z. */
char *instant_format_utc(int64_t instant, char text[INSTANT_TEXT_SIZE]);

/* "HH:MM" to minutes after midnight (24:00 not allowed). */
int instant_parse_clock(
    const char *text, int *ret_minute, struct error *err) OB_MUST_CHECK;

#endif
