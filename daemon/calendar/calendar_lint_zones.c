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
#define OFFSET_DIGITS 4
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

/* Those of IANA that lie in no region. */
static const char *const plain_names[] = {"CET", "CST6CDT", "Cuba", "EET",
    "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT", "GMT+0", "GMT-0",
    "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel",
    "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST", "MST7MDT", "NZ",
    "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK",
    "Singapore", "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu"};

/* "Europe/Copenhagen": what a file below zoneinfo/ may be called. */
static bool
is_plain_name(const char *tzid)
{
	static const char octets[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz"
				     "0123456789_+-/";

	for (size_t i = 0; i < ARRAY_LEN(plain_names); i++) {
		if (strcmp(plain_names[i], tzid) == 0)
			return true;
	}
	return tzid[0] != '/' && tzid[strspn(tzid, octets)] == '\0' &&
	       strchr(tzid, '/') != NULL;
}

struct calendar_lint_zone *
calendar_lint_zone(struct calendar_lint *lint, const char *tzid)
{
	for (size_t i = 0; i < lint->zone_count; i++) {
		if (strcmp(lint->zones[i].tzid, tzid) == 0)
			return &lint->zones[i];
	}
	return NULL;
}

/* "+0100"; seconds and -0000 are not for every client. */
static bool
is_offset(const char *text)
{
	size_t digits = text[0] == '\0' ? 0 : strspn(text + 1, "0123456789");

	return (text[0] == '+' || text[0] == '-') && digits == OFFSET_DIGITS &&
	       text[5] == '\0' && text[3] < '6' && strcmp(text, "-0000") != 0 &&
	       (text[1] < '2' || (text[1] == '2' && text[2] < '4'));
}

/* One that is no offset may be any. */
static void
widen(struct calendar_lint_zone *zone, const char *offset)
{
	bool is_known = is_offset(offset);
	int number = is_known ? (int)strtol(offset, NULL, 10) : 0;
	int seconds = number / 100 * 3600 + number % 100 * 60;
	int least = is_known ? seconds : CALENDAR_LINT_LEAST_OFFSET;
	int most = is_known ? seconds : CALENDAR_LINT_MOST_OFFSET;

	zone->least = least < zone->least ? least : zone->least;
	zone->most = most > zone->most ? most : zone->most;
}

/* From the least to the most that the zone's parts say. */
static void
find_offsets(const struct calendar_lint *lint, size_t component,
    struct calendar_lint_zone *zone)
{
	size_t child =
	    calendar_tree_child(lint->tree, component, CALENDAR_TREE_NONE);

	zone->least = CALENDAR_LINT_MOST_OFFSET;
	zone->most = CALENDAR_LINT_LEAST_OFFSET;
	if (child == CALENDAR_TREE_NONE)
		widen(zone, "");
	for (; child != CALENDAR_TREE_NONE;
	     child = calendar_tree_child(lint->tree, component, child))
		widen(
		    zone, calendar_tree_value(lint->tree, child, "TZOFFSETTO"));
}

static void
note_zone(struct calendar_lint *lint, size_t component)
{
	const struct calendar_component *item = &lint->tree->items[component];
	const char *tzid = calendar_tree_value(lint->tree, component, "TZID");

	if (!is_plain_name(tzid))
		findings_add(lint->findings, FINDING_ERROR, item->number, "19",
		    "TZID '%.60s' is no plain IANA name", tzid);
	if (calendar_lint_zone(lint, tzid) != NULL) {
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
	lint->zones[lint->zone_count] =
	    (struct calendar_lint_zone){.tzid = tzid, .number = item->number};
	find_offsets(lint, component, &lint->zones[lint->zone_count++]);
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

/* "24,25,26": whether the day is one of them. */
static bool
has_day(const char *list, int day)
{
	while (*list != '\0') {
		if (strtol(list, NULL, 10) == day)
			return true;
		list += strcspn(list, ",");
		list += *list == ',' ? 1 : 0;
	}
	return false;
}

/* "-1SU" is the last of the month; "SU" alone needs the days it may be. */
static bool
is_of_weekday(const char *rule, const char *weekday, struct date date)
{
	struct civil civil = date_to_civil(date);
	struct date first = date_from_civil(civil.year, civil.month, 1);
	int left = date_add_months(first, 1).day - 1 - date.day;
	long number = strtol(weekday, NULL, 10);
	char days[RULE_PART_SIZE];
	size_t len = strlen(weekday);

	if (len < 2 ||
	    strcmp(weekday + len - 2, weekdays[date_weekday(date)]) != 0)
		return false;
	if (number > 0)
		return number == (civil.day - 1) / 7 + 1;
	if (number < 0)
		return -number == left / 7 + 1;
	return calendar_lint_rule_part(rule, "BYMONTHDAY", days) &&
	       has_day(days, civil.day);
}

/* Whether DTSTART is a day that the rule names. */
static bool
is_of_rule(const char *rule, const char *start)
{
	char month[RULE_PART_SIZE];
	char weekday[RULE_PART_SIZE];
	struct calendar_time time;

	if (!calendar_time_parse(start, strlen(start), &time) ||
	    date_is_none(time.date))
		return true;
	return calendar_lint_rule_part(rule, "BYMONTH", month) &&
	       calendar_lint_rule_part(rule, "BYDAY", weekday) &&
	       strtol(month, NULL, 10) == date_to_civil(time.date).month &&
	       is_of_weekday(rule, weekday, time.date);
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
		    "DTSTART '%.20s' is no day that its RRULE names", start);
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
	findings_add_rest(lint->findings, FINDING_ERROR, &lint->unzoned, "18",
	    "name a TZID without VTIMEZONE");
	findings_add_rest(lint->findings, FINDING_ERROR, &lint->floating, "18",
	    "hold a floating time");
	if (lint->utc_count > 0)
		findings_add(lint->findings, FINDING_WARNING, lint->utc_number,
		    "18", "%zu events are in UTC; Outlook shows them so",
		    lint->utc_count);
}
