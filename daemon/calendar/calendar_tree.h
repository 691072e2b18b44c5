/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CALENDAR_TREE_H
#define ONBOARD_CALENDAR_CALENDAR_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "calendar/content_line.h"

/*
 * The components of an iCalendar file, as BEGIN and END make them.  A
 * component's properties are those of its own, not of what lies within it.
 */
#define CALENDAR_TREE_DEPTH 8 /* deepest that is read */
#define CALENDAR_TREE_NONE ((size_t)-1)

struct calendar_component {
	const char *name; /* in upper case */
	size_t number;	  /* of the file's line with BEGIN */
	size_t parent;	  /* or CALENDAR_TREE_NONE */
	size_t begin;	  /* index of the line behind BEGIN */
	size_t end;	  /* index of the line with END */
};

struct calendar_tree {
	struct content_lines lines;
	size_t *owners; /* of each line, or CALENDAR_TREE_NONE */
	struct calendar_component *items; /* in the order of their BEGIN */
	size_t count;
};

/* Tells what is wrong with octets, grammar and nesting; takes any bytes. */
void calendar_tree_read(const char *bytes, size_t len,
    struct findings *findings, struct calendar_tree *ret_tree);
void calendar_tree_release(struct calendar_tree *tree);

/*
 * The component's next property behind after, or its first for NULL; NULL at
 * the end.  name: NULL for any.
 */
const struct content_line *calendar_tree_next(const struct calendar_tree *tree,
    size_t component, const char *name, const struct content_line *after);

/* The first of that name, or NULL. */
const struct content_line *calendar_tree_find(
    const struct calendar_tree *tree, size_t component, const char *name);

/* Its value, or "". */
const char *calendar_tree_value(
    const struct calendar_tree *tree, size_t component, const char *name);

size_t calendar_tree_count(
    const struct calendar_tree *tree, size_t component, const char *name);

/*
 * The next component right below parent, behind after or, for
 * CALENDAR_TREE_NONE, the first; CALENDAR_TREE_NONE at the end.
 */
size_t calendar_tree_child(
    const struct calendar_tree *tree, size_t parent, size_t after);

#endif
