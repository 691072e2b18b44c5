/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_CALENDAR_SAMPLE_H
#define ONBOARD_TESTS_CALENDAR_SAMPLE_H

#include <stddef.h>

#include "calendar/calendar_lint.h"
#include "lint_case.h"

/* Calendars that the linter leaves in peace; a bar stands for CRLF. */
#define CALENDAR_SAMPLE_ZONE                                                   \
	"BEGIN:VTIMEZONE|TZID:Europe/Copenhagen|"                              \
	"BEGIN:DAYLIGHT|DTSTART:19700329T020000|"                              \
	"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3|"                              \
	"TZOFFSETFROM:+0100|TZOFFSETTO:+0200|TZNAME:CEST|END:DAYLIGHT|"        \
	"BEGIN:STANDARD|DTSTART:19701025T030000|"                              \
	"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10|"                             \
	"TZOFFSETFROM:+0200|TZOFFSETTO:+0100|TZNAME:CET|END:STANDARD|"         \
	"END:VTIMEZONE|"

/* All that a feed may hold. */
extern const char calendar_sample_feed[];

/* A feed with nothing but its zone. */
extern const char calendar_sample_empty[];

/* change: NULL for the sample as it is; options as of calendar_lint_run(). */
void calendar_sample_lint(const char *sample, const struct lint_case *change,
    const struct calendar_lint_options *options, struct findings *findings);

/* There is no finding. */
void calendar_sample_expect_clean(
    const char *sample, const struct calendar_lint_options *options);

/* The change brings its finding. */
void calendar_sample_expect_found(const char *sample,
    const struct lint_case *change,
    const struct calendar_lint_options *options);
void calendar_sample_expect_all(
    const char *sample, const struct lint_case *cases, size_t count);

#endif
