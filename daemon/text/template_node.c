/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template_node.h"

#include <string.h>

const json_t *
template_node_find(
    const struct template_node *node, const struct template_view *view)
{
	const char *part = node->path;
	const json_t *value = view->value;

	if (part[0] == '\0')
		return value;
	for (; view != NULL; view = view->outer) {
		value = json_object_get(view->value, part);
		if (value != NULL)
			break;
	}
	for (part += strlen(part) + 1; value != NULL && part[0] != '\0';
	     part += strlen(part) + 1)
		value = json_object_get(value, part);
	return value;
}

static const struct template_node *
find_block(const struct template_arguments *arguments, const char *name)
{
	const struct template *template = arguments->template;
	const struct template_node *parent = arguments->parent;
	size_t i = (size_t)(parent - template->nodes) + 1;

	while (i < parent->end) {
		const struct template_node *node = &template->nodes[i];

		if (node->kind == NODE_BLOCK && strcmp(node->name, name) == 0)
			return node;
		i = node->end;
	}
	return NULL;
}

bool
template_node_argument(const struct template_arguments *arguments,
    const struct template_node *block, struct template_argument *ret)
{
	bool is_found = false;

	for (; arguments != NULL; arguments = arguments->outer) {
		const struct template_node *found =
		    find_block(arguments, block->name);

		if (found != NULL) {
			ret->arguments = arguments;
			ret->block = found;
			is_found = true;
		}
	}
	return is_found;
}

size_t
template_node_indent(
    const struct template *template, const struct template_node *node)
{
	size_t first = (size_t)(node - template->nodes) + 1;

	if (!node->stands_alone || first >= node->end ||
	    template->nodes[first].kind != NODE_LINE)
		return 0;
	return template->nodes[first].len;
}

const char *
template_node_type(const json_t *value)
{
	static const char *const names[] = {
	    [JSON_OBJECT] = "an object",
	    [JSON_ARRAY] = "a list",
	    [JSON_STRING] = "a text",
	    [JSON_INTEGER] = "a number",
	    [JSON_REAL] = "a number",
	    [JSON_TRUE] = "true",
	    [JSON_FALSE] = "false",
	    [JSON_NULL] = "null",
	};

	return names[json_typeof(value)];
}
