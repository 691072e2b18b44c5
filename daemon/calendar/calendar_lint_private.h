/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CALENDAR_LINT_PRIVATE_H
#define ONBOARD_CALENDAR_CALENDAR_LINT_PRIVATE_H

#include "calendar/calendar_lint.h"
#include "calendar/calendar_time.h"
#include "calendar/calendar_tree.h"

/* Between the files of the linter. */

#define CALENDAR_LINT_MAX_ZONES 100

struct calendar_lint_zone {
	const char *tzid;
	size_t number; /* of the line with BEGIN */
	size_t uses;
	int least, most; /* offsets from UTC in seconds */
};

/* Of a zone that is not known: none is farther from UTC. */
#define CALENDAR_LINT_LEAST_OFFSET (-13 * 3600)
#define CALENDAR_LINT_MOST_OFFSET (15 * 3600)

struct calendar_lint {
	const struct calendar_tree *tree;
	const struct calendar_lint_options *options; /* or NULL */
	struct findings *findings;
	size_t calendar;    /* the VCALENDAR that is looked at */
	const char *method; /* in upper case, "" if none */
	bool is_scheduling; /* a METHOD other than PUBLISH */
	struct calendar_lint_zone zones[CALENDAR_LINT_MAX_ZONES];
	size_t zone_count;
	size_t utc_count;	       /* events that begin at a time in UTC */
	size_t utc_number;	       /* the line of the first */
	struct findings_tally unzoned; /* times whose zone is missing */
	struct findings_tally floating;
};

/* What a component may, must and must not have. */
void calendar_lint_component(struct calendar_lint *lint, size_t component);

/* The form of one property's parameters and value. */
void calendar_lint_property(struct calendar_lint *lint, size_t component,
    const struct content_line *line);

/* DTSTART, DTEND, DURATION, DUE and the dates of a recurrence, together. */
void calendar_lint_times(struct calendar_lint *lint, size_t component);

/* One time: its zone, and whether VALUE says what it is. */
void calendar_lint_time(struct calendar_lint *lint, size_t component,
    const struct content_line *line);

void calendar_lint_recurrence(
    struct calendar_lint *lint, const struct content_line *line);

/* Whether RRULE fits the DTSTART beside it. */
void calendar_lint_until(struct calendar_lint *lint,
    const struct content_line *rule, const struct content_line *start);

/* The value of a part of an RRULE, as "COUNT"; false when it has none. */
bool calendar_lint_rule_part(
    const char *rule, const char *name, char value[40]);

/* All VTIMEZONE of the calendar: must come before the other components. */
void calendar_lint_zones(struct calendar_lint *lint);
void calendar_lint_zone_uses(struct calendar_lint *lint);

/* NULL when there is no VTIMEZONE of that name. */
struct calendar_lint_zone *calendar_lint_zone(
    struct calendar_lint *lint, const char *tzid);

/* What METHOD asks of the calendar (RFC 5546), and a feed's lack of it. */
void calendar_lint_method(struct calendar_lint *lint);

/* A cancelled entry of a feed, alarms, people. */
void calendar_lint_feed_entry(struct calendar_lint *lint, size_t component);
void calendar_lint_feed(struct calendar_lint *lint);

/* Each (UID, RECURRENCE-ID) once. */
void calendar_lint_identities(struct calendar_lint *lint);

#endif
