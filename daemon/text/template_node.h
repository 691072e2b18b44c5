/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_TEMPLATE_NODE_H
#define ONBOARD_TEXT_TEMPLATE_NODE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "text/template.h"

/*
 * A parsed template: a tree in one array, each node before its children,
 * end one past its last.  Shared by the template_*.c files only.
 */
enum node_kind {
	NODE_TEXT,
	NODE_LINE, /* a line starts: the indentation in force, then text */
	NODE_VALUE,
	NODE_RAW,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL,
	NODE_PARENT,
	NODE_BLOCK
};

struct template_node {
	enum node_kind kind;
	int line;
	const char *text; /* literal; of a tag: the blanks before it when it
			     begins its line */
	size_t len;
	bool stands_alone; /* nothing but tags in its line */
	bool begins_line;
	bool is_dynamic;
	char *name; /* owned; NULL for text */
	char *path; /* owned: the parts of name, each with a NUL, and an empty
		       part; only the empty one for "." */
	size_t end;
};

struct template
{
	char *name;
	char *source;
	enum template_mode mode;
	struct template_node *nodes;
	size_t count;
	size_t size;
};

/* The values that names are looked for in, the innermost first. */
struct template_view {
	const json_t *value;
	const struct template_view *outer;
};

/* NULL when there is no such name. */
const json_t *template_node_find(
    const struct template_node *node, const struct template_view *view);

/* What the blocks inside a {{<parent}} replace; outer counts before inner. */
struct template_arguments {
	const struct template *template;
	const struct template_node *parent;
	const struct template_arguments *outer;
};

struct template_argument {
	const struct template_arguments *arguments; /* that it stands in */
	const struct template_node *block;
};

/* False when nothing replaces the block. */
bool template_node_argument(const struct template_arguments *arguments,
    const struct template_node *block, struct template_argument *ret);

/* The blanks before the first line of a node's content. */
size_t template_node_indent(
    const struct template *template, const struct template_node *node);

/* "a list", "a text", ...: for errors. */
const char *template_node_type(const json_t *value);

#endif
