/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"

/*
 * A VTIMEZONE as every client takes it (rule 19): the IANA name, one STANDARD
 * and at most one DAYLIGHT from 1970, each with a yearly rule of one day, in
 * whole minutes, and no history.
 */
#define RULE_PART_SIZE 40
#define YEAR_TEXT "1970"

static const char *const weekdays[] = {
    [MONDAY] = "MO",
    [TUESDAY] = "TU",
    [WEDNESDAY] = "WE",
    [THURSDAY] = "TH",
    [FRIDAY] = "FR",
    [SATURDAY] = "SA",
    [SUNDAY] = "SU",
};

/* "Europe/Copenhagen", "UTC": what a file below zoneinfo/ may be called. */
static bool
is_plain_name(const char *tzid)
{
	static const char octets[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz"
				     "0123456789_+-/";

	return tzid[0] != '\0' && tzid[0] != '/' &&
	       tzid[strspn(tzid, octets)] == '\0' &&
	       (strchr(tzid, '/') != NULL || strcmp(tzid, "UTC") == 0);
}

static void
note_zone(struct calendar_lint *lint, size_t component)
{
	const struct calendar_component *item = &lint->tree->items[component];
	const char *tzid = calendar_tree_value(lint->tree, component, "TZID");

	if (!is_plain_name(tzid))
		findings_add(lint->findings, FINDING_ERROR, item->number, "19",
		    "TZID '%.60s' is no plain IANA name", tzid);
	for (size_t i = 0; i < lint->zone_count; i++) {
		if (strcmp(lint->zones[i].tzid, tzid) != 0)
			continue;
		findings_add(lint->findings, FINDING_ERROR, item->number, "20",
		    "there is a second VTIMEZONE of '%.60s'", tzid);
		return;
	}
	if (lint->zone_count == CALENDAR_LINT_MAX_ZONES) {
		findings_add(lint->findings, FINDING_ERROR, item->number, "20",
		    "there are more than %d VTIMEZONE",
		    CALENDAR_LINT_MAX_ZONES);
		return;
	}
	lint->zones[lint->zone_count++] =
	    (struct calendar_lint_zone){.tzid = tzid, .number = item->number};
}

/* "+0100"; seconds and -0000 are not for every client. */
static bool
is_offset(const char *text)
{
	size_t digits = text[0] == '\0' ? 0 : strspn(text + 1, "0123456789");

	return (text[0] == '+' || text[0] == '-') && digits == 4 &&
	       text[5] == '\0' && text[3] < '6' && strcmp(text, "-0000") != 0 &&
	       (text[1] < '2' || (text[1] == '2' && text[2] < '4'));
}

static void
check_offset(
    const struct calendar_lint *lint, size_t component, const char *name)
{
	const struct content_line *line =
	    calendar_tree_find(lint->tree, component, name);

	if (line != NULL && !is_offset(line->value))
		findings_add(lint->findings, FINDING_ERROR, line->number, "19",
		    "%s '%.20s' is not +HHMM or -HHMM", name, line->value);
}

/* Whether DTSTART is a day that the rule names: its month and weekday. */
static bool
is_of_rule(const char *rule, const char *start)
{
	char month[RULE_PART_SIZE];
	char weekday[RULE_PART_SIZE];
	struct calendar_time time;
	size_t len;

	if (!calendar_time_parse(start, strlen(start), &time) ||
	    date_is_none(time.date))
		return true;
	if (!calendar_lint_rule_part(rule, "BYMONTH", month) ||
	    !calendar_lint_rule_part(rule, "BYDAY", weekday))
		return false;
	len = strlen(weekday);
	return strtol(month, NULL, 10) == date_to_civil(time.date).month &&
	       len >= 2 &&
	       strcmp(weekday + len - 2, weekdays[date_weekday(time.date)]) ==
		   0;
}

static void
check_observance_rule(const struct calendar_lint *lint, size_t component,
    const struct content_line *line)
{
	const char *start =
	    calendar_tree_value(lint->tree, component, "DTSTART");
	char value[RULE_PART_SIZE];

	if (!calendar_lint_rule_part(line->value, "FREQ", value) ||
	    strcmp(value, "YEARLY") != 0 ||
	    calendar_lint_rule_part(line->value, "UNTIL", value) ||
	    calendar_lint_rule_part(line->value, "COUNT", value))
		findings_add(lint->findings, FINDING_ERROR, line->number, "19",
		    "RRULE of a VTIMEZONE is not yearly for ever");
	else if (!is_of_rule(line->value, start))
		findings_add(lint->findings, FINDING_ERROR, line->number, "19",
		    "DTSTART '%.20s' is not on the weekday and in the month of "
		    "its RRULE",
		    start);
}

static void
check_observance(
    const struct calendar_lint *lint, size_t component, bool has_daylight)
{
	const struct calendar_component *item = &lint->tree->items[component];
	const struct content_line *rule =
	    calendar_tree_find(lint->tree, component, "RRULE");
	const struct content_line *start =
	    calendar_tree_find(lint->tree, component, "DTSTART");
	const struct content_line *date =
	    calendar_tree_find(lint->tree, component, "RDATE");

	check_offset(lint, component, "TZOFFSETFROM");
	check_offset(lint, component, "TZOFFSETTO");
	if (date != NULL)
		findings_add(lint->findings, FINDING_ERROR, date->number, "19",
		    "RDATE in a VTIMEZONE; Outlook ignores it");
	if (start != NULL && strncmp(start->value, YEAR_TEXT, 4) != 0)
		findings_add(lint->findings, FINDING_WARNING, start->number,
		    "19", "%s does not begin in " YEAR_TEXT, item->name);
	if (has_daylight != (rule != NULL))
		findings_add(lint->findings, FINDING_ERROR, item->number, "19",
		    has_daylight ? "%s has no yearly RRULE"
				 : "%s has an RRULE, but there is no DAYLIGHT",
		    item->name);
	if (rule != NULL)
		check_observance_rule(lint, component, rule);
}

/* What one ends with, the other begins with. */
static void
check_change(const struct calendar_lint *lint, size_t one, size_t other)
{
	const struct calendar_tree *tree = lint->tree;

	if (strcmp(calendar_tree_value(tree, one, "TZOFFSETTO"),
		calendar_tree_value(tree, other, "TZOFFSETFROM")) != 0)
		findings_add(lint->findings, FINDING_ERROR,
		    tree->items[other].number, "19",
		    "TZOFFSETFROM of %s is not TZOFFSETTO of %s",
		    tree->items[other].name, tree->items[one].name);
}

struct observances {
	size_t standard, daylight; /* the last of each */
	size_t standard_count, daylight_count;
};

static struct observances
find_observances(const struct calendar_tree *tree, size_t zone)
{
	struct observances found = {.standard_count = 0};
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(tree, zone, child)) !=
	       CALENDAR_TREE_NONE) {
		if (strcmp(tree->items[child].name, "STANDARD") == 0) {
			found.standard = child;
			found.standard_count++;
		} else if (strcmp(tree->items[child].name, "DAYLIGHT") == 0) {
			found.daylight = child;
			found.daylight_count++;
		}
	}
	return found;
}

static void
check_zone(const struct calendar_lint *lint, size_t zone)
{
	const struct calendar_component *item = &lint->tree->items[zone];
	struct observances found = find_observances(lint->tree, zone);

	if (found.standard_count != 1 || found.daylight_count > 1) {
		findings_add(lint->findings, FINDING_ERROR, item->number, "19",
		    "VTIMEZONE has %zu STANDARD and %zu DAYLIGHT, not one of "
		    "each",
		    found.standard_count, found.daylight_count);
		return;
	}
	check_observance(lint, found.standard, found.daylight_count == 1);
	if (found.daylight_count == 0)
		return;
	check_observance(lint, found.daylight, true);
	check_change(lint, found.standard, found.daylight);
	check_change(lint, found.daylight, found.standard);
}

void
calendar_lint_zones(struct calendar_lint *lint)
{
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(
		    lint->tree, lint->calendar, child)) != CALENDAR_TREE_NONE) {
		if (strcmp(lint->tree->items[child].name, "VTIMEZONE") != 0)
			continue;
		note_zone(lint, child);
		check_zone(lint, child);
	}
}

/* One with nothing but its zone is an empty feed. */
static bool
has_only_zones(const struct calendar_lint *lint)
{
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(
		    lint->tree, lint->calendar, child)) != CALENDAR_TREE_NONE) {
		if (strcmp(lint->tree->items[child].name, "VTIMEZONE") != 0)
			return false;
	}
	return true;
}

void
calendar_lint_zone_uses(struct calendar_lint *lint)
{
	bool is_empty = has_only_zones(lint);

	for (size_t i = is_empty ? 1 : 0; i < lint->zone_count; i++) {
		if (lint->zones[i].uses == 0)
			findings_add(lint->findings, FINDING_ERROR,
			    lint->zones[i].number, "20",
			    "nothing uses the VTIMEZONE of '%.60s'",
			    lint->zones[i].tzid);
	}
	if (lint->utc_count > 0)
		findings_add(lint->findings, FINDING_WARNING, lint->utc_number,
		    "18", "%zu events are in UTC; Outlook shows them so",
		    lint->utc_count);
}
