/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"

/* Tells of a use and of a VTIMEZONE that is missing or comes later. */
static void
use_zone(struct calendar_lint *lint, const struct content_line *line,
    const char *tzid)
{
	struct calendar_lint_zone *zone = calendar_lint_zone(lint, tzid);

	if (zone == NULL) {
		if (findings_tally(&lint->unzoned, line->number))
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "18",
			    "there is no VTIMEZONE for TZID '%.60s'", tzid);
		return;
	}
	if (zone->uses++ == 0 && zone->number > line->number)
		findings_add(lint->findings, FINDING_ERROR, line->number, "20",
		    "TZID '%.60s' is used before its VTIMEZONE in line %zu",
		    tzid, zone->number);
}

static void
tell_floating(struct calendar_lint *lint, const struct content_line *line)
{
	if (findings_tally(&lint->floating, line->number))
		findings_add(lint->findings, FINDING_ERROR, line->number, "18",
		    "%s is a floating time: no TZID and no UTC", line->name);
}

static void
check_date(const struct calendar_lint *lint, const struct content_line *line)
{
	if (!content_line_has(line, "VALUE", "DATE"))
		findings_add(lint->findings, FINDING_ERROR, line->number, "21",
		    "%s is a date without VALUE=DATE", line->name);
	if (content_line_parameter(line, "TZID") != NULL)
		findings_add(lint->findings, FINDING_ERROR, line->number, "21",
		    "%s is a date with TZID", line->name);
}

static bool
is_in_zone(const struct calendar_lint *lint, size_t component)
{
	const char *name = lint->tree->items[component].name;

	return strcmp(name, "STANDARD") == 0 || strcmp(name, "DAYLIGHT") == 0;
}

static void
check_date_time(struct calendar_lint *lint, size_t component,
    const struct content_line *line, const struct calendar_time *time)
{
	const char *tzid = content_line_parameter(line, "TZID");

	if (content_line_has(line, "VALUE", "DATE"))
		findings_add(lint->findings, FINDING_ERROR, line->number, "21",
		    "%s has VALUE=DATE but a time", line->name);
	if (is_in_zone(lint, component)) {
		if (time->kind != CALENDAR_TIME_LOCAL || tzid != NULL)
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "19",
			    "%s of a VTIMEZONE is no local time", line->name);
		return;
	}
	if (tzid != NULL && time->kind == CALENDAR_TIME_UTC)
		findings_add(lint->findings, FINDING_ERROR, line->number, "18",
		    "%s is in UTC and has a TZID", line->name);
	else if (tzid != NULL)
		use_zone(lint, line, tzid);
	else if (time->kind == CALENDAR_TIME_LOCAL)
		tell_floating(lint, line);
	else if (strcmp(line->name, "DTSTART") == 0 && lint->utc_count++ == 0)
		lint->utc_number = line->number;
}

static bool
takes_list(const struct content_line *line)
{
	return strcmp(line->name, "EXDATE") == 0 ||
	       strcmp(line->name, "RDATE") == 0;
}

/* A period of RDATE counts by its start. */
static size_t
value_len(const struct content_line *line, const char *at)
{
	if (!takes_list(line))
		return strlen(at);
	return strcspn(
	    at, content_line_has(line, "VALUE", "PERIOD") ? ",/" : ",");
}

/* All values of a list are of the kind of its first. */
void
calendar_lint_time(struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	struct calendar_time first;
	const char *at = line->value;
	size_t len = value_len(line, at);
	bool is_good = calendar_time_parse(at, len, &first);

	while (is_good && at[len] != '\0') {
		struct calendar_time time;

		at += len + strcspn(at + len, ",");
		if (*at == '\0')
			break;
		at++;
		len = value_len(line, at);
		is_good = calendar_time_parse(at, len, &time) &&
			  time.kind == first.kind;
	}
	if (!is_good)
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.3.5",
		    "%s '%.40s' is no date or time that "
		    "exists",
		    line->name, line->value);
	else if (first.kind == CALENDAR_TIME_DATE)
		check_date(lint, line);
	else
		check_date_time(lint, component, line, &first);
}

struct bound {
	const struct content_line *line; /* NULL: missing or no time */
	struct calendar_time time;
	const char *tzid; /* "" if none */
	int least, most;  /* what may be the offset of its zone */
};

static void
find_offsets(struct calendar_lint *lint, struct bound *bound)
{
	const struct calendar_lint_zone *zone =
	    calendar_lint_zone(lint, bound->tzid);

	if (bound->time.kind == CALENDAR_TIME_UTC)
		return;
	bound->least = zone == NULL ? CALENDAR_LINT_LEAST_OFFSET : zone->least;
	bound->most = zone == NULL ? CALENDAR_LINT_MOST_OFFSET : zone->most;
}

static struct bound
find_bound(struct calendar_lint *lint, size_t component, const char *name)
{
	struct bound bound = {
	    .line = calendar_tree_find(lint->tree, component, name),
	    .tzid = ""};

	if (bound.line == NULL)
		return bound;
	if (!calendar_time_parse(
		bound.line->value, strlen(bound.line->value), &bound.time))
		bound.line = NULL;
	else if (content_line_parameter(bound.line, "TZID") != NULL)
		bound.tzid = content_line_parameter(bound.line, "TZID");
	find_offsets(lint, &bound);
	return bound;
}

/* Whether b is not after a, as far as that is certain. */
static bool
is_not_after(const struct bound *a, const struct bound *b)
{
	int64_t seconds =
	    calendar_time_seconds(&b->time) - calendar_time_seconds(&a->time);

	if (date_is_none(a->time.date) || date_is_none(b->time.date))
		return false;
	if (a->time.kind != b->time.kind || strcmp(a->tzid, b->tzid) != 0)
		seconds += a->most - b->least;
	return seconds <= 0;
}

static void
check_end(const struct calendar_lint *lint, const struct bound *start,
    const struct bound *end)
{
	bool is_all_day = start->time.kind == CALENDAR_TIME_DATE;

	if (is_all_day != (end->time.kind == CALENDAR_TIME_DATE)) {
		findings_add(lint->findings, FINDING_ERROR, end->line->number,
		    "21", "DTSTART and %s are not both dates or both times",
		    end->line->name);
		return;
	}
	if (!is_not_after(start, end))
		return;
	if (is_all_day && start->time.date.day == end->time.date.day)
		findings_add(lint->findings, FINDING_ERROR, end->line->number,
		    "21",
		    "%s of a whole day is the day itself; it must be "
		    "the day after",
		    end->line->name);
	else
		findings_add(lint->findings, FINDING_ERROR, end->line->number,
		    "RFC 5545 3.8.2.2", "%s is not after DTSTART",
		    end->line->name);
}

static void
check_length(const struct calendar_lint *lint, const struct bound *start,
    const struct bound *end, const struct content_line *duration)
{
	bool is_all_day = start->time.kind == CALENDAR_TIME_DATE;

	if (end->line != NULL && duration != NULL)
		findings_add(lint->findings, FINDING_ERROR, duration->number,
		    "RFC 5545 3.6.1", "there is %s and DURATION",
		    end->line->name);
	if (duration != NULL && is_all_day &&
	    !calendar_time_is_days(duration->value))
		findings_add(lint->findings, FINDING_ERROR, duration->number,
		    "21", "DURATION of a whole day is not of days");
	if (end->line == NULL && duration == NULL)
		findings_add(lint->findings, FINDING_WARNING,
		    start->line->number, is_all_day ? "21" : "RFC 5545 3.6.1",
		    "%s has no end", is_all_day ? "the day" : "the event");
}

/* Outlook and Google show whole days as busy else. */
static void
check_transparency(
    const struct calendar_lint *lint, size_t component, bool is_all_day)
{
	static const struct {
		const char *transparency, *status;
	} pairs[] = {{"TRANSPARENT", "FREE WORKINGELSEWHERE"},
	    {"OPAQUE", "BUSY TENTATIVE OOF WORKINGELSEWHERE"}};

	const char *transparency =
	    calendar_tree_value(lint->tree, component, "TRANSP");
	const struct content_line *status = calendar_tree_find(
	    lint->tree, component, "X-MICROSOFT-CDO-BUSYSTATUS");

	if (is_all_day && strcmp(transparency, "TRANSPARENT") != 0)
		findings_add(lint->findings, FINDING_WARNING,
		    lint->tree->items[component].number, "21",
		    "the whole day is not TRANSP:TRANSPARENT");
	for (size_t i = 0; status != NULL && i < ARRAY_LEN(pairs); i++) {
		if (strcmp(pairs[i].transparency, transparency) == 0 &&
		    strstr(pairs[i].status, status->value) == NULL)
			findings_add(lint->findings, FINDING_ERROR,
			    status->number, "21",
			    "%s is %.20s, but TRANSP is %s", status->name,
			    status->value, transparency);
	}
}

/* Of the kind and zone of DTSTART, or nothing matches. */
static void
check_occurrences(const struct calendar_lint *lint, size_t component,
    const struct bound *start, const char *name)
{
	const struct content_line *line = NULL;

	while ((line = calendar_tree_next(lint->tree, component, name, line)) !=
	       NULL) {
		const char *tzid = content_line_parameter(line, "TZID");
		struct calendar_time time;

		if (!calendar_time_parse(
			line->value, value_len(line, line->value), &time))
			continue;
		if (time.kind != start->time.kind ||
		    strcmp(tzid == NULL ? "" : tzid, start->tzid) != 0)
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "10",
			    "%s is not of the type and zone of DTSTART", name);
	}
}

static void
check_repetition(
    struct calendar_lint *lint, size_t component, const struct bound *start)
{
	const struct content_line *rule =
	    calendar_tree_find(lint->tree, component, "RRULE");

	check_occurrences(lint, component, start, "EXDATE");
	if (rule != NULL)
		calendar_lint_until(lint, rule, start->line);
	if (calendar_tree_find(lint->tree, component, "RECURRENCE-ID") == NULL)
		return;
	if (rule != NULL)
		findings_add(lint->findings, FINDING_ERROR, rule->number, "10",
		    "an event with RECURRENCE-ID has an RRULE");
}

static void
check_event(struct calendar_lint *lint, size_t component)
{
	struct bound start = find_bound(lint, component, "DTSTART");
	struct bound end = find_bound(lint, component, "DTEND");
	const struct content_line *duration =
	    calendar_tree_find(lint->tree, component, "DURATION");

	if (start.line == NULL)
		return;
	if (end.line != NULL)
		check_end(lint, &start, &end);
	check_length(lint, &start, &end, duration);
	check_transparency(
	    lint, component, start.time.kind == CALENDAR_TIME_DATE);
	check_repetition(lint, component, &start);
}

static void
check_todo(struct calendar_lint *lint, size_t component)
{
	struct bound start = find_bound(lint, component, "DTSTART");
	struct bound due = find_bound(lint, component, "DUE");
	const struct content_line *duration =
	    calendar_tree_find(lint->tree, component, "DURATION");

	if (start.line != NULL && due.line != NULL)
		check_end(lint, &start, &due);
	if (due.line != NULL && duration != NULL)
		findings_add(lint->findings, FINDING_ERROR, duration->number,
		    "RFC 5545 3.6.2", "there is DUE and DURATION");
	if (start.line == NULL && duration != NULL)
		findings_add(lint->findings, FINDING_ERROR, duration->number,
		    "RFC 5545 3.6.2", "there is DURATION without DTSTART");
	if (start.line != NULL)
		check_repetition(lint, component, &start);
}

void
calendar_lint_times(struct calendar_lint *lint, size_t component)
{
	const struct calendar_component *item = &lint->tree->items[component];

	if (strcmp(item->name, "VTODO") == 0) {
		check_todo(lint, component);
		return;
	}
	if (!lint->is_scheduling &&
	    calendar_tree_find(lint->tree, component, "DTSTART") == NULL)
		findings_add(lint->findings, FINDING_ERROR, item->number,
		    "RFC 5545 3.6.1", "VEVENT has no DTSTART");
	check_event(lint, component);
}
