/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "calendar/calendar_lint_private.h"

struct identity {
	const char *uid;
	const char *recurrence;		  /* "" for the event itself */
	const struct content_line *line;  /* of RECURRENCE-ID, or NULL */
	const struct content_line *start; /* or NULL */
	size_t number;
};

static int
compare(const void *a, const void *b)
{
	const struct identity *one = a;
	const struct identity *other = b;
	int order = strcmp(one->uid, other->uid);

	if (order == 0)
		order = strcmp(one->recurrence, other->recurrence);
	if (order == 0)
		order = one->number < other->number ? -1 : 1;
	return order;
}

static bool
has_identity(const char *name)
{
	return strcmp(name, "VEVENT") == 0 || strcmp(name, "VTODO") == 0 ||
	       strcmp(name, "VJOURNAL") == 0;
}

static size_t
collect(const struct calendar_lint *lint, struct identity *identities)
{
	size_t count = 0;
	size_t child = CALENDAR_TREE_NONE;

	while ((child = calendar_tree_child(
		    lint->tree, lint->calendar, child)) != CALENDAR_TREE_NONE) {
		const struct calendar_component *item =
		    &lint->tree->items[child];
		const char *uid = calendar_tree_value(lint->tree, child, "UID");

		if (!has_identity(item->name) || uid[0] == '\0')
			continue;
		identities[count++] = (struct identity){.uid = uid,
		    .recurrence =
			calendar_tree_value(lint->tree, child, "RECURRENCE-ID"),
		    .line =
			calendar_tree_find(lint->tree, child, "RECURRENCE-ID"),
		    .start = calendar_tree_find(lint->tree, child, "DTSTART"),
		    .number = item->number};
	}
	return count;
}

/* A changed occurrence names the one that it replaces as DTSTART would. */
static void
check_override(const struct calendar_lint *lint, const struct identity *first,
    const struct identity *override)
{
	const struct content_line *start = first->start;
	const char *one;
	const char *other;

	if (first->line != NULL || override->line == NULL || start == NULL)
		return;
	one = content_line_parameter(start, "TZID");
	other = content_line_parameter(override->line, "TZID");
	if (strlen(start->value) != strlen(override->line->value) ||
	    strcmp(one == NULL ? "" : one, other == NULL ? "" : other) != 0)
		findings_add(lint->findings, FINDING_ERROR,
		    override->line->number, "10",
		    "RECURRENCE-ID is not of the type and zone of the DTSTART "
		    "in line %zu",
		    start->number);
}

void
calendar_lint_identities(struct calendar_lint *lint)
{
	cleanup_(memory_free_ptr) struct identity *identities =
	    memory_resize(NULL, lint->tree->count + 1, sizeof(identities[0]));
	size_t count = collect(lint, identities);
	size_t first = 0; /* of those with one UID */

	qsort(identities, count, sizeof(identities[0]), compare);
	for (size_t i = 1; i < count; i++) {
		const struct identity *before = &identities[i - 1];
		const struct identity *item = &identities[i];

		if (strcmp(before->uid, item->uid) != 0) {
			first = i;
			continue;
		}
		if (strcmp(before->recurrence, item->recurrence) == 0)
			findings_add(lint->findings, FINDING_ERROR,
			    item->number, "1",
			    "UID '%.60s' is that of the entry in line %zu",
			    item->uid, before->number);
		else
			check_override(lint, &identities[first], item);
	}
}
