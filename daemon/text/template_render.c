/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/template_node.h"

/* Only a hostile template reaches these: loops that write nothing. */
#define NESTING_MAX 500
#define STEPS_MAX 5000000

struct work {
	const struct template_options *options;
	enum template_mode mode;
	struct strbuf *out;
	size_t start; /* of our part of out */
	size_t steps;
	struct error *err;
};

struct indent {
	const char *text;
	size_t len;
	const struct indent *outer;
};

struct scope {
	struct work *work;
	const struct template *template;
	const struct template_arguments *arguments;
	const struct template_view *view;
	const struct indent *indent;
	size_t dedent; /* blanks to take from the start of each line */
	int partials;
	int nesting;
};

static int render_range(const struct scope *scope, size_t from, size_t to);

static size_t
index_of(const struct scope *scope, const struct template_node *node)
{
	return (size_t)(node - scope->template->nodes);
}

static int
fail(const struct scope *scope, const struct template_node *node, int status,
    const char *text)
{
	return error_set(scope->work->err, status, "%s:%d: %s",
	    scope->template->name, node->line, text);
}

static void
add_escaped(struct strbuf *out, const char *text, size_t len)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"},
	    {'"', "&quot;"}, {'\'', "&#39;"}};

	size_t done = 0;

	for (size_t i = 0; i < len; i++) {
		for (size_t k = 0; k < ARRAY_LEN(entities); k++) {
			if (text[i] != entities[k].c)
				continue;
			strbuf_add(out, text + done, i - done);
			strbuf_add_str(out, entities[k].entity);
			done = i + 1;
		}
	}
	strbuf_add(out, text + done, len - done);
}

static void
add_real(struct strbuf *out, double number)
{
	char text[32];

	if (number > -1e15 && number < 1e15 &&
	    (double)(int64_t)number == number) {
		strbuf_add_format(out, "%lld", (long long)number);
		return;
	}
	(void)snprintf(text, sizeof(text), "%.15g", number);
	if (strtod(text, NULL) != number)
		(void)snprintf(text, sizeof(text), "%.17g", number);
	strbuf_add_str(out, text);
}

static void
add_text_value(const struct scope *scope, const json_t *value, bool is_escaped)
{
	const char *text = json_string_value(value);
	size_t len = json_string_length(value);

	if (is_escaped)
		add_escaped(scope->work->out, text, len);
	else
		strbuf_add(scope->work->out, text, len);
}

static int
render_value(const struct scope *scope, const struct template_node *node)
{
	const json_t *value = template_node_find(node, scope->view);
	struct strbuf *out = scope->work->out;
	bool is_escaped =
	    node->kind == NODE_VALUE && scope->work->mode != TEMPLATE_PLAIN;

	if (value == NULL) {
		if (!scope->work->options->strict)
			return OB_OK;
		return error_set(scope->work->err, OB_EINVALID,
		    "%s:%d: unknown name '%s'", scope->template->name,
		    node->line, node->name);
	}
	switch (json_typeof(value)) {
	case JSON_STRING:
		add_text_value(scope, value, is_escaped);
		break;
	case JSON_INTEGER:
		strbuf_add_format(
		    out, "%lld", (long long)json_integer_value(value));
		break;
	case JSON_REAL:
		add_real(out, json_real_value(value));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		strbuf_add_str(out, json_is_true(value) ? "true" : "false");
		break;
	case JSON_NULL:
		break;
	case JSON_OBJECT:
	case JSON_ARRAY:
		return error_set(scope->work->err, OB_EINVALID,
		    "%s:%d: '%s' is %s, not a text", scope->template->name,
		    node->line, node->name, template_node_type(value));
	}
	return OB_OK;
}

static int
render_text(const struct scope *scope, const struct template_node *node)
{
	strbuf_add(scope->work->out, node->text, node->len);
	return OB_OK;
}

static void
add_indent(struct strbuf *out, const struct indent *indent)
{
	if (indent == NULL)
		return;
	add_indent(out, indent->outer);
	strbuf_add(out, indent->text, indent->len);
}

static struct indent
indent_within(const struct scope *scope, const char *text, size_t len)
{
	size_t dedent = len < scope->dedent ? len : scope->dedent;

	return (struct indent){
	    .text = text + dedent, .len = len - dedent, .outer = scope->indent};
}

static int
render_line(const struct scope *scope, const struct template_node *node)
{
	struct indent indent = indent_within(scope, node->text, node->len);

	add_indent(scope->work->out, &indent);
	return OB_OK;
}

static bool
is_false(const json_t *value)
{
	if (value == NULL)
		return true;
	switch (json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return true;
	case JSON_STRING:
		return json_string_length(value) == 0;
	case JSON_ARRAY:
		return json_array_size(value) == 0;
	case JSON_INTEGER:
		return json_integer_value(value) == 0;
	case JSON_REAL:
		return !(
		    json_real_value(value) < 0 || json_real_value(value) > 0);
	case JSON_TRUE:
	case JSON_OBJECT:
		return false;
	}
	return false;
}

static int
render_inside(const struct scope *scope, const struct template_node *node,
    const json_t *value)
{
	struct template_view view = {.value = value, .outer = scope->view};
	struct scope inner = *scope;

	if (value != NULL)
		inner.view = &view;
	inner.nesting++;
	if (inner.nesting > NESTING_MAX)
		return fail(scope, node, OB_ELIMIT,
		    "too many sections within each other");
	return render_range(&inner, index_of(scope, node) + 1, node->end);
}

static int
render_section(const struct scope *scope, const struct template_node *node)
{
	const json_t *value = template_node_find(node, scope->view);
	size_t i;
	json_t *item;

	if (is_false(value))
		return OB_OK;
	if (!json_is_array(value))
		return render_inside(scope, node, value);
	json_array_foreach(value, i, item)
	{
		int status = render_inside(scope, node, item);

		if (status < 0)
			return status;
	}
	return OB_OK;
}

static int
render_inverted(const struct scope *scope, const struct template_node *node)
{
	if (!is_false(template_node_find(node, scope->view)))
		return OB_OK;
	return render_inside(scope, node, NULL);
}

static const struct template *
find_partial(const struct scope *scope, const struct template_node *node)
{
	const struct template_options *options = scope->work->options;
	const char *name = node->name;

	if (node->is_dynamic)
		name = json_string_value(template_node_find(node, scope->view));
	if (name == NULL || options->find == NULL)
		return NULL;
	return options->find(options->find_arg, name);
}

static int
render_partial(const struct scope *scope, const struct template_node *node)
{
	const struct template *partial = find_partial(scope, node);
	struct indent indent = indent_within(scope, node->text, node->len);
	struct template_arguments arguments = {.template = scope->template,
	    .parent = node,
	    .outer = scope->arguments};
	struct scope inner = *scope;

	if (partial == NULL)
		return OB_OK;
	if (partial->mode != scope->work->mode)
		return error_set(scope->work->err, OB_EINVALID,
		    "%s:%d: '%s' is a template of another kind",
		    scope->template->name, node->line, partial->name);
	inner.template = partial;
	inner.dedent = 0;
	inner.indent = node->stands_alone ? &indent : NULL;
	if (node->kind == NODE_PARENT)
		inner.arguments = &arguments;
	inner.nesting++;
	inner.partials++;
	if (inner.partials > TEMPLATE_DEPTH_MAX || inner.nesting > NESTING_MAX)
		return fail(scope, node, OB_ELIMIT,
		    "too many partials within each other; does one hold "
		    "itself?");
	return render_range(&inner, 0, partial->count);
}

/*
 * The lines of an argument lose the blanks of its first line and get those of
 * the default content that they replace, or else those before the block.
 */
static int
render_argument(const struct scope *scope, const struct template_node *node,
    const struct template_argument *argument)
{
	const struct template *template = argument->arguments->template;
	size_t from = (size_t)(argument->block - template->nodes) + 1;
	size_t to = argument->block->end;
	bool has_line = from < to && template->nodes[from].kind == NODE_LINE;
	struct indent indent = indent_within(scope, node->text, node->len);
	struct scope inner = *scope;

	if (template_node_indent(scope->template, node) > 0)
		indent =
		    indent_within(scope, (node + 1)->text, (node + 1)->len);
	inner.template = template;
	inner.arguments = argument->arguments->outer;
	inner.dedent = template_node_indent(template, argument->block);
	inner.nesting++;
	if (inner.nesting > NESTING_MAX)
		return fail(scope, node, OB_ELIMIT,
		    "too many blocks within each other");
	if (node->begins_line)
		inner.indent = &indent;
	if (!node->stands_alone && has_line)
		from++;
	if (node->stands_alone && !has_line && from < to)
		add_indent(scope->work->out, inner.indent);
	return render_range(&inner, from, to);
}

static int
render_block(const struct scope *scope, const struct template_node *node)
{
	struct template_argument argument;

	if (!template_node_argument(scope->arguments, node, &argument))
		return render_inside(scope, node, NULL);
	return render_argument(scope, node, &argument);
}

static int
render_range(const struct scope *scope, size_t from, size_t to)
{
	static int (*const renders[])(
	    const struct scope *, const struct template_node *) = {
	    [NODE_TEXT] = render_text,
	    [NODE_LINE] = render_line,
	    [NODE_VALUE] = render_value,
	    [NODE_RAW] = render_value,
	    [NODE_SECTION] = render_section,
	    [NODE_INVERTED] = render_inverted,
	    [NODE_PARTIAL] = render_partial,
	    [NODE_PARENT] = render_partial,
	    [NODE_BLOCK] = render_block,
	};
	struct work *work = scope->work;

	while (from < to) {
		const struct template_node *node =
		    &scope->template->nodes[from];
		int status = renders[node->kind](scope, node);

		if (status < 0)
			return status;
		if (work->out->len - work->start > TEMPLATE_OUTPUT_MAX)
			return fail(scope, node, OB_ELIMIT,
			    "the text becomes larger than 4 MiB");
		if (++work->steps > STEPS_MAX)
			return fail(scope, node, OB_ELIMIT,
			    "the template repeats itself too often");
		from = node->end;
	}
	return OB_OK;
}

int
template_render(const struct template *template, const json_t *view,
    const struct template_options *options, struct strbuf *out,
    struct error *err)
{
	static const struct template_options none;
	struct work work = {
	    .options = options != NULL ? options : &none,
	    .mode = template->mode,
	    .out = out,
	    .start = out->len,
	    .err = err,
	};
	struct template_view top = {.value = view};
	struct scope scope = {
	    .work = &work, .template = template, .view = &top};
	int status = render_range(&scope, 0, template->count);

	if (status < 0)
		strbuf_truncate(out, work.start);
	return status;
}
