/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"

/* What a cancelled entry's title begins with, in our languages. */
static const char *const cancelled_prefixes[] = {"Aflyst: ", "Cancelled: "};

static bool
has_cancelled_prefix(const char *summary)
{
	for (size_t i = 0; i < ARRAY_LEN(cancelled_prefixes); i++) {
		if (strncmp(summary, cancelled_prefixes[i],
			strlen(cancelled_prefixes[i])) == 0)
			return true;
	}
	return false;
}

static bool
has_alarm(const struct calendar_tree *tree, size_t component)
{
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(tree, component, child)) !=
	       CALENDAR_TREE_NONE) {
		if (strcmp(tree->items[child].name, "VALARM") == 0)
			return true;
	}
	return false;
}

static void
check_cancelled(const struct calendar_lint *lint, size_t component)
{
	const struct calendar_tree *tree = lint->tree;
	size_t number = tree->items[component].number;

	/* Only an event has it. */
	if (strcmp(tree->items[component].name, "VEVENT") == 0 &&
	    strcmp(calendar_tree_value(tree, component, "TRANSP"),
		"TRANSPARENT") != 0)
		findings_add(lint->findings, FINDING_ERROR, number, "9",
		    "the cancelled event is not TRANSP:TRANSPARENT");
	if (has_alarm(tree, component))
		findings_add(lint->findings, FINDING_ERROR, number, "9",
		    "the cancelled entry has an alarm");
	if (!has_cancelled_prefix(
		calendar_tree_value(tree, component, "SUMMARY")))
		findings_add(lint->findings, FINDING_WARNING, number, "9",
		    "the title of the cancelled entry does not say so");
	if (strcmp(calendar_tree_value(tree, component, "SEQUENCE"), "0") == 0)
		findings_add(lint->findings, FINDING_WARNING, number, "9",
		    "the entry is cancelled, but SEQUENCE is 0");
}

static void
check_people(const struct calendar_lint *lint, size_t component)
{
	const struct content_line *attendee =
	    calendar_tree_find(lint->tree, component, "ATTENDEE");
	const struct content_line *organizer =
	    calendar_tree_find(lint->tree, component, "ORGANIZER");
	bool is_published = lint->method[0] != '\0';

	if (attendee != NULL)
		findings_add(lint->findings, FINDING_ERROR, attendee->number,
		    "17",
		    "ATTENDEE in a feed tells addresses to whoever "
		    "reads it");
	if (organizer != NULL && !is_published)
		findings_add(lint->findings, FINDING_WARNING, organizer->number,
		    "17", "ORGANIZER in a feed without METHOD");
	if (organizer == NULL && is_published)
		findings_add(lint->findings, FINDING_WARNING,
		    lint->tree->items[component].number, "16",
		    "METHOD:PUBLISH wants an ORGANIZER in each entry");
}

void
calendar_lint_feed_entry(struct calendar_lint *lint, size_t component)
{
	const char *status =
	    calendar_tree_value(lint->tree, component, "STATUS");

	check_people(lint, component);
	if (strcmp(status, "CANCELLED") == 0)
		check_cancelled(lint, component);
}

/* Names and intervals go by their old and their new property. */
void
calendar_lint_feed(struct calendar_lint *lint)
{
	static const struct {
		const char *property, *why;
	} wanted[] = {
	    {"X-WR-CALNAME", "Google shows the address as its name"},
	    {"REFRESH-INTERVAL", "clients choose how often they look"},
	    {"X-PUBLISHED-TTL", "Outlook chooses how often it looks"},
	};

	size_t number = lint->tree->items[lint->calendar].number;

	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		if (calendar_tree_find(
			lint->tree, lint->calendar, wanted[i].property) == NULL)
			findings_add(lint->findings, FINDING_WARNING, number,
			    "15", "the feed has no %s: %s", wanted[i].property,
			    wanted[i].why);
	}
}
