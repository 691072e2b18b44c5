/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"

#define MANY_BYTES 800000
#define TOO_MANY_BYTES 1000000
#define TOO_MANY_EVENTS 1000

static void
check_size(const struct calendar_lint *lint, size_t len)
{
	size_t events = 0;
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(
		    lint->tree, lint->calendar, child)) != CALENDAR_TREE_NONE)
		events += strcmp(lint->tree->items[child].name, "VEVENT") == 0;
	if (events > TOO_MANY_EVENTS)
		findings_add(lint->findings, FINDING_ERROR,
		    lint->tree->items[lint->calendar].number, "28",
		    "the calendar has %zu events, Google takes about %d",
		    events, TOO_MANY_EVENTS);
	if (len > MANY_BYTES)
		findings_add(lint->findings,
		    len > TOO_MANY_BYTES ? FINDING_ERROR : FINDING_WARNING, 1,
		    "28", "the calendar has %zu octets, Google takes about %d",
		    len, TOO_MANY_BYTES);
}

/* RFC 5545, 3.6: icalbody is calprops, then components. */
static void
check_order(const struct calendar_lint *lint)
{
	const struct calendar_tree *tree = lint->tree;
	size_t first =
	    calendar_tree_child(tree, lint->calendar, CALENDAR_TREE_NONE);
	const struct content_line *line = NULL;

	if (first == CALENDAR_TREE_NONE) {
		findings_add(lint->findings, FINDING_ERROR,
		    tree->items[lint->calendar].number, "29",
		    "the calendar has no component; one without events has a "
		    "VTIMEZONE");
		return;
	}
	while ((line = calendar_tree_next(tree, lint->calendar, NULL, line)) !=
	       NULL) {
		if (line->number < tree->items[first].number)
			continue;
		findings_add(lint->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.6",
		    "%.40s of the calendar stands behind a component",
		    line->name);
	}
}

static void
check_component(struct calendar_lint *lint, size_t component)
{
	const struct content_line *line = NULL;
	const char *name = lint->tree->items[component].name;

	calendar_lint_component(lint, component);
	while ((line = calendar_tree_next(lint->tree, component, NULL, line)) !=
	       NULL)
		calendar_lint_property(lint, component, line);
	if (strcmp(name, "VEVENT") == 0 || strcmp(name, "VTODO") == 0)
		calendar_lint_times(lint, component);
}

/* With all that lies within: those follow it in the tree. */
static void
check_components(struct calendar_lint *lint)
{
	size_t end = lint->tree->items[lint->calendar].end;

	for (size_t i = lint->calendar;
	     i < lint->tree->count && lint->tree->items[i].begin <= end; i++)
		check_component(lint, i);
}

static void
check_calendar(struct calendar_lint *lint, size_t len)
{
	lint->method =
	    calendar_tree_value(lint->tree, lint->calendar, "METHOD");
	lint->is_scheduling =
	    lint->method[0] != '\0' && strcasecmp(lint->method, "PUBLISH") != 0;
	calendar_lint_zones(lint);
	check_order(lint);
	check_components(lint);
	calendar_lint_zone_uses(lint);
	calendar_lint_identities(lint);
	calendar_lint_method(lint);
	if (!lint->is_scheduling)
		calendar_lint_feed(lint);
	check_size(lint, len);
}

/* One stream may hold several objects, but no client's feed or part does. */
static void
check_outermost(const struct calendar_tree *tree, struct findings *findings)
{
	size_t calendars = 0;

	for (size_t i = 0; i < tree->count; i++) {
		const struct calendar_component *item = &tree->items[i];

		if (item->parent != CALENDAR_TREE_NONE)
			continue;
		if (strcmp(item->name, "VCALENDAR") != 0)
			findings_add(findings, FINDING_ERROR, item->number,
			    "RFC 5545 3.4", "%.40s stands outside of VCALENDAR",
			    item->name);
		else if (++calendars == 2)
			findings_add(findings, FINDING_ERROR, item->number,
			    "RFC 5545 3.4",
			    "there is a second VCALENDAR; it is not checked");
	}
	if (calendars == 0)
		findings_add(
		    findings, FINDING_ERROR, 1, "29", "there is no VCALENDAR");
}

static size_t
find_calendar(const struct calendar_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		if (tree->items[i].parent == CALENDAR_TREE_NONE &&
		    strcmp(tree->items[i].name, "VCALENDAR") == 0)
			return i;
	}
	return CALENDAR_TREE_NONE;
}

void
calendar_lint_run(const char *bytes, size_t len,
    const struct calendar_lint_options *options, struct findings *findings)
{
	cleanup_(calendar_tree_release) struct calendar_tree tree;
	struct calendar_lint lint = {
	    .tree = &tree, .options = options, .findings = findings};

	if (len > CALENDAR_LINT_MAX_BYTES) {
		tree = (struct calendar_tree){.owners = NULL};
		findings_add(findings, FINDING_ERROR, 1, "28",
		    "the calendar has %zu octets; more than %zu are not read",
		    len, CALENDAR_LINT_MAX_BYTES);
		return;
	}
	if (len == 0) {
		tree = (struct calendar_tree){.owners = NULL};
		findings_add(
		    findings, FINDING_ERROR, 1, "29", "the file is empty");
		return;
	}
	calendar_tree_read(bytes, len, findings, &tree);
	check_outermost(&tree, findings);
	lint.calendar = find_calendar(&tree);
	if (lint.calendar != CALENDAR_TREE_NONE)
		check_calendar(&lint, len);
}
