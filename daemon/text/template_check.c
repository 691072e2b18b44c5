/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template.h"

#include <string.h>

#include "base/memory.h"
#include "text/template_node.h"

#define CHECKS_MAX 200000

struct work {
	const struct template_options *options;
	enum template_mode mode;
	size_t checks;
	struct error *err;
};

/* The partials that are being walked, so that a tree ends. */
struct active {
	const struct template *template;
	const struct active *outer;
};

struct scope {
	struct work *work;
	const struct template *template;
	const struct template_arguments *arguments;
	const struct template_view *view;
	const struct active *active;
};

static int check_range(const struct scope *scope, size_t from, size_t to);

static int
refuse(const struct scope *scope, const struct template_node *node,
    const char *name, const char *what)
{
	return error_set(scope->work->err, OB_EINVALID, "%s:%d: %s '%s'",
	    scope->template->name, node->line, what, name);
}

static int
check_content(const struct scope *scope, const struct template_node *node,
    const json_t *value)
{
	struct template_view view = {.value = value, .outer = scope->view};
	struct scope inner = *scope;

	inner.view = &view;
	return check_range(
	    &inner, (size_t)(node - scope->template->nodes) + 1, node->end);
}

static int
check_value(const struct scope *scope, const struct template_node *node)
{
	const json_t *value = template_node_find(node, scope->view);

	if (value == NULL)
		return refuse(scope, node, node->name, "unknown name");
	if (json_is_object(value) || json_is_array(value))
		return error_set(scope->work->err, OB_EINVALID,
		    "%s:%d: '%s' is %s, not a text", scope->template->name,
		    node->line, node->name, template_node_type(value));
	return OB_OK;
}

static int
check_section(const struct scope *scope, const struct template_node *node)
{
	const json_t *value = template_node_find(node, scope->view);

	if (value == NULL)
		return refuse(scope, node, node->name, "unknown name");
	if (!json_is_array(value))
		return check_content(scope, node, value);
	if (json_array_size(value) == 0)
		return refuse(scope, node, node->name,
		    "the sample shows no element of the list");
	return check_content(scope, node, json_array_get(value, 0));
}

static int
check_inverted(const struct scope *scope, const struct template_node *node)
{
	if (template_node_find(node, scope->view) == NULL)
		return refuse(scope, node, node->name, "unknown name");
	return check_content(scope, node, scope->view->value);
}

/* NULL when there is an error, which is then OB_EINVALID. */
static const struct template *
find_partial(const struct scope *scope, const struct template_node *node)
{
	const struct template_options *options = scope->work->options;
	const struct template *partial = NULL;
	const char *name = node->name;

	if (node->is_dynamic)
		name = json_string_value(template_node_find(node, scope->view));
	if (name == NULL) {
		(void)refuse(scope, node, node->name,
		    "no text with a partial's name is in");
		return NULL;
	}
	if (options->find != NULL)
		partial = options->find(options->find_arg, name);
	if (partial == NULL) {
		(void)refuse(scope, node, name, "unknown partial");
		return NULL;
	}
	if (partial->mode != scope->work->mode) {
		(void)refuse(
		    scope, node, name, "a template of another kind is");
		return NULL;
	}
	return partial;
}

static bool
is_active(const struct active *active, const struct template *template)
{
	for (; active != NULL; active = active->outer)
		if (active->template == template)
			return true;
	return false;
}

/* Whether the parent, or one that it stands on, has such a block. */
static bool
has_block(const struct scope *scope, const struct template *template,
    const char *name, int depth)
{
	const struct template_options *options = scope->work->options;

	for (size_t i = 0; i < template->count; i++) {
		const struct template_node *node = &template->nodes[i];
		const struct template *next;

		if (node->kind == NODE_BLOCK && strcmp(node->name, name) == 0)
			return true;
		if (node->kind != NODE_PARENT && node->kind != NODE_PARTIAL)
			continue;
		if (node->is_dynamic)
			return true; /* whatever it is, it may have one */
		next = options->find(options->find_arg, node->name);
		if (next != NULL && depth > 0 &&
		    ++scope->work->checks < CHECKS_MAX &&
		    has_block(scope, next, name, depth - 1))
			return true;
	}
	return false;
}

static int
check_arguments(const struct scope *scope, const struct template_node *node,
    const struct template *parent)
{
	size_t i = (size_t)(node - scope->template->nodes) + 1;

	while (i < node->end) {
		const struct template_node *argument =
		    &scope->template->nodes[i];

		if (argument->kind == NODE_BLOCK &&
		    !has_block(scope, parent, argument->name, 10))
			return error_set(scope->work->err, OB_EINVALID,
			    "%s:%d: '%s' has no block '%s'",
			    scope->template->name, argument->line, parent->name,
			    argument->name);
		i = argument->end;
	}
	return OB_OK;
}

static int
check_partial(const struct scope *scope, const struct template_node *node)
{
	const struct template *partial = find_partial(scope, node);
	struct template_arguments arguments = {.template = scope->template,
	    .parent = node,
	    .outer = scope->arguments};
	struct active active = {.outer = scope->active};
	struct scope inner = *scope;
	if (partial == NULL)
		return OB_EINVALID;
	if (node->kind == NODE_PARENT) {
		int status = check_arguments(scope, node, partial);

		if (status < 0)
			return status;
		inner.arguments = &arguments;
	}
	if (is_active(scope->active, partial))
		return OB_OK;
	active.template = partial;
	inner.active = &active;
	inner.template = partial;
	return check_range(&inner, 0, partial->count);
}

static int
check_block(const struct scope *scope, const struct template_node *node)
{
	struct template_argument argument;
	struct scope inner = *scope;
	int status = check_content(scope, node, scope->view->value);

	if (status < 0 ||
	    !template_node_argument(scope->arguments, node, &argument))
		return status;
	inner.template = argument.arguments->template;
	inner.arguments = argument.arguments->outer;
	return check_content(&inner, argument.block, scope->view->value);
}

static int
check_nothing(const struct scope *scope, const struct template_node *node)
{
	(void)scope;
	(void)node;
	return OB_OK;
}

static int
check_range(const struct scope *scope, size_t from, size_t to)
{
	static int (*const checks[])(
	    const struct scope *, const struct template_node *) = {
	    [NODE_TEXT] = check_nothing,
	    [NODE_LINE] = check_nothing,
	    [NODE_VALUE] = check_value,
	    [NODE_RAW] = check_value,
	    [NODE_SECTION] = check_section,
	    [NODE_INVERTED] = check_inverted,
	    [NODE_PARTIAL] = check_partial,
	    [NODE_PARENT] = check_partial,
	    [NODE_BLOCK] = check_block,
	};

	while (from < to) {
		const struct template_node *node =
		    &scope->template->nodes[from];
		int status = checks[node->kind](scope, node);

		if (status < 0)
			return status;
		if (++scope->work->checks > CHECKS_MAX)
			return error_set(scope->work->err, OB_ELIMIT,
			    "%s:%d: too many partials within each other",
			    scope->template->name, node->line);
		from = node->end;
	}
	return OB_OK;
}

int
template_check(const struct template *template, const json_t *sample,
    const struct template_options *options, struct error *err)
{
	static const struct template_options none;
	struct work work = {
	    .options = options != NULL ? options : &none,
	    .mode = template->mode,
	    .err = err,
	};
	struct template_view top = {.value = sample};
	struct active active = {.template = template};
	struct scope scope = {.work = &work,
	    .template = template,
	    .view = &top,
	    .active = &active};

	return check_range(&scope, 0, template->count);
}
