/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"

/* At most once; rule is of what is missing or there twice. */
struct occurrence {
	const char *component;
	const char *property;
	bool is_needed;
	const char *rule;
};

static const struct occurrence occurrences[] = {
    {"VCALENDAR", "VERSION", true, "15"},
    {"VCALENDAR", "PRODID", true, "15"},
    {"VCALENDAR", "METHOD", false, "RFC 5545 3.6"},
    {"VCALENDAR", "CALSCALE", false, "RFC 5545 3.6"},
    {"VCALENDAR", "UID", false, "RFC 7986 4"},
    {"VCALENDAR", "LAST-MODIFIED", false, "RFC 7986 4"},
    {"VCALENDAR", "URL", false, "RFC 7986 4"},
    {"VCALENDAR", "REFRESH-INTERVAL", false, "RFC 7986 4"},
    {"VCALENDAR", "SOURCE", false, "RFC 7986 4"},
    {"VCALENDAR", "COLOR", false, "RFC 7986 4"},
    {"VCALENDAR", "X-WR-CALNAME", false, "15"},
    {"VCALENDAR", "X-WR-CALDESC", false, "15"},
    {"VCALENDAR", "X-WR-TIMEZONE", false, "15"},
    {"VCALENDAR", "X-PUBLISHED-TTL", false, "15"},
    {"VEVENT", "UID", true, "1"},
    {"VEVENT", "DTSTAMP", true, "4"},
    {"VEVENT", "DTEND", false, "RFC 5545 3.6.1"},
    {"VEVENT", "DURATION", false, "RFC 5545 3.6.1"},
    {"VEVENT", "DESCRIPTION", false, "RFC 5545 3.6.1"},
    {"VEVENT", "GEO", false, "RFC 5545 3.6.1"},
    {"VEVENT", "COLOR", false, "RFC 7986 4"},
    {"VTODO", "UID", true, "1"},
    {"VTODO", "DTSTAMP", true, "4"},
    {"VTODO", "DESCRIPTION", false, "RFC 5545 3.6.2"},
    {"VTODO", "DUE", false, "RFC 5545 3.6.2"},
    {"VTODO", "DURATION", false, "RFC 5545 3.6.2"},
    {"VTODO", "COMPLETED", false, "RFC 5545 3.6.2"},
    {"VTODO", "PERCENT-COMPLETE", false, "RFC 5545 3.6.2"},
    {"VJOURNAL", "UID", true, "1"},
    {"VJOURNAL", "DTSTAMP", true, "4"},
    {"VFREEBUSY", "UID", true, "1"},
    {"VFREEBUSY", "DTSTAMP", true, "4"},
    {"VTIMEZONE", "TZID", true, "19"},
    {"STANDARD", "DTSTART", true, "19"},
    {"STANDARD", "TZOFFSETFROM", true, "19"},
    {"STANDARD", "TZOFFSETTO", true, "19"},
    {"DAYLIGHT", "DTSTART", true, "19"},
    {"DAYLIGHT", "TZOFFSETFROM", true, "19"},
    {"DAYLIGHT", "TZOFFSETTO", true, "19"},
    {"VALARM", "ACTION", true, "23"},
    {"VALARM", "TRIGGER", true, "23"},
    {"VALARM", "UID", true, "23"},
    {"VALARM", "DESCRIPTION", true, "23"},
    {"VALARM", "DURATION", false, "RFC 5545 3.6.6"},
    {"VALARM", "REPEAT", false, "RFC 5545 3.6.6"},
};

/* At most once in VEVENT, VTODO and VJOURNAL. */
static const char *const single[] = {"CLASS", "CREATED", "DTSTART",
    "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "RECURRENCE-ID",
    "RRULE", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL"};

/* What stands in which other component; "" for nowhere. */
struct home {
	const char *component;
	const char *parent;
};

static const struct home homes[] = {
    {"VCALENDAR", ""},
    {"VEVENT", "VCALENDAR"},
    {"VTODO", "VCALENDAR"},
    {"VJOURNAL", "VCALENDAR"},
    {"VFREEBUSY", "VCALENDAR"},
    {"VTIMEZONE", "VCALENDAR"},
    {"STANDARD", "VTIMEZONE"},
    {"DAYLIGHT", "VTIMEZONE"},
    {"VALARM", "VEVENT VTODO"},
};

static bool
is_item(const char *name)
{
	return strcmp(name, "VEVENT") == 0 || strcmp(name, "VTODO") == 0 ||
	       strcmp(name, "VJOURNAL") == 0;
}

static void
check_count(const struct calendar_lint *lint, size_t component,
    const struct occurrence *occurrence)
{
	const struct calendar_component *item = &lint->tree->items[component];
	const struct content_line *first =
	    calendar_tree_find(lint->tree, component, occurrence->property);
	const struct content_line *second;

	if (first == NULL) {
		if (occurrence->is_needed)
			findings_add(lint->findings, FINDING_ERROR,
			    item->number, occurrence->rule, "%s has no %s",
			    item->name, occurrence->property);
		return;
	}
	second = calendar_tree_next(
	    lint->tree, component, occurrence->property, first);
	if (second != NULL)
		findings_add(lint->findings, FINDING_ERROR, second->number,
		    occurrence->rule, "%s has %s twice", item->name,
		    occurrence->property);
}

static void
check_home(const struct calendar_lint *lint, size_t component)
{
	const struct calendar_component *item = &lint->tree->items[component];
	const char *parent = item->parent == CALENDAR_TREE_NONE
				 ? ""
				 : lint->tree->items[item->parent].name;

	for (size_t i = 0; i < ARRAY_LEN(homes); i++) {
		if (strcmp(homes[i].component, item->name) != 0)
			continue;
		if (strstr(homes[i].parent, parent) == NULL ||
		    (parent[0] == '\0') != (homes[i].parent[0] == '\0'))
			findings_add(lint->findings, FINDING_ERROR,
			    item->number, "RFC 5545 3.6",
			    "%s may not stand in %.40s", item->name,
			    parent[0] == '\0' ? "nothing" : parent);
	}
}

static void
check_action(const struct calendar_lint *lint, size_t component)
{
	const struct content_line *line =
	    calendar_tree_find(lint->tree, component, "ACTION");

	if (line != NULL && strcmp(line->value, "DISPLAY") != 0)
		findings_add(lint->findings, FINDING_ERROR, line->number, "23",
		    "ACTION of an alarm is '%.40s', not DISPLAY", line->value);
	if ((calendar_tree_find(lint->tree, component, "DURATION") == NULL) !=
	    (calendar_tree_find(lint->tree, component, "REPEAT") == NULL))
		findings_add(lint->findings, FINDING_ERROR,
		    lint->tree->items[component].number, "RFC 5545 3.6.6",
		    "VALARM has one of DURATION and REPEAT without the other");
}

/* METHOD of a whole calendar, where only its components are looked at. */
static void
check_misplaced(const struct calendar_lint *lint, size_t component)
{
	static const char *const of_calendar[] = {
	    "METHOD", "VERSION", "PRODID", "CALSCALE"};

	for (size_t i = 0; i < ARRAY_LEN(of_calendar); i++) {
		const struct content_line *line =
		    calendar_tree_find(lint->tree, component, of_calendar[i]);

		if (line != NULL)
			findings_add(lint->findings, FINDING_ERROR,
			    line->number, "48",
			    "%s stands in %.40s; it belongs to VCALENDAR",
			    of_calendar[i], lint->tree->items[component].name);
	}
}

void
calendar_lint_component(struct calendar_lint *lint, size_t component)
{
	const char *name = lint->tree->items[component].name;

	check_home(lint, component);
	for (size_t i = 0; i < ARRAY_LEN(occurrences); i++) {
		if (strcmp(occurrences[i].component, name) == 0)
			check_count(lint, component, &occurrences[i]);
	}
	for (size_t i = 0; is_item(name) && i < ARRAY_LEN(single); i++)
		check_count(lint, component,
		    &(struct occurrence){
			name, single[i], false, "RFC 5545 3.6.1"});
	if (strcmp(name, "VALARM") == 0)
		check_action(lint, component);
	if (strcmp(name, "VCALENDAR") != 0)
		check_misplaced(lint, component);
	if (is_item(name) && !lint->is_scheduling)
		calendar_lint_feed_entry(lint, component);
}
