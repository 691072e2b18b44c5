/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/calendar_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

struct builder {
	struct calendar_tree *tree;
	struct findings *findings;
	size_t open[CALENDAR_TREE_DEPTH];
	size_t depth;
	size_t too_deep; /* components open below that */
	size_t room;
};

static size_t
owner_of(const struct builder *builder)
{
	return builder->depth == 0 ? CALENDAR_TREE_NONE
				   : builder->open[builder->depth - 1];
}

/* The name is compared in upper case everywhere. */
static void
raise(char *name)
{
	for (; *name != '\0'; name++) {
		if (*name >= 'a' && *name <= 'z')
			*name = (char)(*name - 'a' + 'A');
	}
}

static void
begin(struct builder *builder, size_t at)
{
	struct calendar_tree *tree = builder->tree;
	const struct content_line *line = &tree->lines.items[at];
	char *name = tree->lines.text + (line->value - tree->lines.text);

	if (builder->depth == CALENDAR_TREE_DEPTH) {
		if (builder->too_deep++ == 0)
			findings_add(builder->findings, FINDING_ERROR,
			    line->number, "RFC 5545 3.6",
			    "components lie deeper than %d within each other",
			    CALENDAR_TREE_DEPTH);
		return;
	}
	raise(name);
	if (tree->count == builder->room) {
		builder->room = 2 * builder->room + 16;
		tree->items = memory_resize(
		    tree->items, builder->room, sizeof(tree->items[0]));
	}
	tree->items[tree->count] = (struct calendar_component){.name = name,
	    .number = line->number,
	    .parent = owner_of(builder),
	    .begin = at + 1,
	    .end = tree->lines.count};
	builder->open[builder->depth++] = tree->count++;
}

/* A component that its own END does not end, ends with the one around it. */
static void
end(struct builder *builder, size_t at)
{
	struct calendar_tree *tree = builder->tree;
	const struct content_line *line = &tree->lines.items[at];
	size_t depth = builder->depth;

	if (builder->too_deep > 0) {
		builder->too_deep--;
		return;
	}
	while (
	    depth > 0 && strcasecmp(tree->items[builder->open[depth - 1]].name,
			     line->value) != 0)
		depth--;
	if (depth == 0) {
		findings_add(builder->findings, FINDING_ERROR, line->number,
		    "RFC 5545 3.6", "END:%.40s ends nothing that is open",
		    line->value);
		return;
	}
	while (builder->depth >= depth) {
		struct calendar_component *item =
		    &tree->items[builder->open[--builder->depth]];

		item->end = at;
		if (builder->depth >= depth)
			findings_add(builder->findings, FINDING_ERROR,
			    item->number, "RFC 5545 3.6",
			    "%.40s has no END before the END:%.40s in line "
			    "%zu",
			    item->name, line->value, line->number);
	}
}

static void
take(struct builder *builder, size_t at)
{
	struct calendar_tree *tree = builder->tree;
	const struct content_line *line = &tree->lines.items[at];

	tree->owners[at] = CALENDAR_TREE_NONE;
	if (strcmp(line->name, "BEGIN") == 0) {
		begin(builder, at);
	} else if (strcmp(line->name, "END") == 0) {
		end(builder, at);
	} else if (builder->too_deep == 0) {
		tree->owners[at] = owner_of(builder);
		if (builder->depth == 0)
			findings_add(builder->findings, FINDING_ERROR,
			    line->number, "RFC 5545 3.4",
			    "%.40s stands outside of any component",
			    line->name);
	}
}

void
calendar_tree_read(const char *bytes, size_t len, struct findings *findings,
    struct calendar_tree *ret_tree)
{
	struct calendar_tree tree = {.owners = NULL};
	struct builder builder = {.tree = &tree, .findings = findings};

	content_line_read(bytes, len, findings, &tree.lines);
	tree.owners =
	    memory_resize(NULL, tree.lines.count + 1, sizeof(tree.owners[0]));
	for (size_t i = 0; i < tree.lines.count; i++)
		take(&builder, i);
	while (builder.depth > 0) {
		const struct calendar_component *item =
		    &tree.items[builder.open[--builder.depth]];

		findings_add(findings, FINDING_ERROR, item->number,
		    "RFC 5545 3.6", "%.40s has no END", item->name);
	}
	*ret_tree = tree;
}

void
calendar_tree_release(struct calendar_tree *tree)
{
	content_line_release(&tree->lines);
	free(tree->owners);
	free(tree->items);
	*tree = (struct calendar_tree){.owners = NULL};
}

const struct content_line *
calendar_tree_next(const struct calendar_tree *tree, size_t component,
    const char *name, const struct content_line *after)
{
	const struct calendar_component *item = &tree->items[component];
	size_t at = after == NULL ? item->begin
				  : (size_t)(after - tree->lines.items) + 1;

	for (; at < item->end; at++) {
		const struct content_line *line = &tree->lines.items[at];

		if (tree->owners[at] == component &&
		    (name == NULL || strcmp(line->name, name) == 0))
			return line;
	}
	return NULL;
}

const struct content_line *
calendar_tree_find(
    const struct calendar_tree *tree, size_t component, const char *name)
{
	return calendar_tree_next(tree, component, name, NULL);
}

const char *
calendar_tree_value(
    const struct calendar_tree *tree, size_t component, const char *name)
{
	const struct content_line *line =
	    calendar_tree_find(tree, component, name);

	return line == NULL ? "" : line->value;
}

size_t
calendar_tree_count(
    const struct calendar_tree *tree, size_t component, const char *name)
{
	const struct content_line *line =
	    calendar_tree_find(tree, component, name);
	size_t count = 0;

	for (; line != NULL;
	     line = calendar_tree_next(tree, component, name, line))
		count++;
	return count;
}

size_t
calendar_tree_child(
    const struct calendar_tree *tree, size_t parent, size_t after)
{
	size_t end = tree->items[parent].end;
	size_t at = after == CALENDAR_TREE_NONE ? parent + 1 : after + 1;

	for (; at < tree->count && tree->items[at].begin <= end; at++) {
		if (tree->items[at].parent == parent)
			return at;
	}
	return CALENDAR_TREE_NONE;
}
