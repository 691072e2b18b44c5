/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/template_node.h"
#include "text/template_scan.h"

struct parser {
	struct template_scan scan;
	struct template *template;
	size_t open[TEMPLATE_DEPTH_MAX]; /* nodes that are not closed */
	size_t depth;
};

struct line {
	const struct token *tokens;
	size_t count;
	bool stands_alone;
	const char *blanks; /* that it begins with */
	size_t blanks_len;
};

static bool
is_blank_text(const struct token *token)
{
	size_t len = token->len;

	if (token->kind != TOKEN_TEXT)
		return false;
	if (len > 0 && token->text[len - 1] == '\n')
		len--;
	if (len > 0 && token->text[len - 1] == '\r')
		len--;
	for (size_t i = 0; i < len; i++)
		if (token->text[i] != ' ' && token->text[i] != '\t')
			return false;
	return true;
}

static const struct template_node *
innermost(const struct parser *parser)
{
	if (parser->depth == 0)
		return NULL;
	return &parser->template->nodes[parser->open[parser->depth - 1]];
}

/*
 * Several tags stand alone in their line only when they open and close
 * parents and blocks: as a pair of tags around nothing, or around content
 * that lies in other lines.  An empty block is a place in its line, and so
 * does not stand alone, but for a block that is an argument.
 */
static bool
is_inheritance(
    const struct parser *parser, const struct token *tags, size_t count)
{
	const struct template_node *open = innermost(parser);
	bool is_in_parent = open != NULL && open->kind == NODE_PARENT;

	for (size_t i = 0; i < count; i++) {
		if (tags[i].kind != TOKEN_PARENT &&
		    tags[i].kind != TOKEN_BLOCK && tags[i].kind != TOKEN_CLOSE)
			return false;
		if (tags[i].kind == TOKEN_PARENT)
			is_in_parent = true;
		if (i > 0 && tags[i].kind == TOKEN_CLOSE &&
		    tags[i - 1].kind == TOKEN_BLOCK && !is_in_parent)
			return false;
	}
	return true;
}

static struct line
look_at_line(const struct parser *parser)
{
	const struct template_scan *scan = &parser->scan;
	struct line line = {
	    .tokens = scan->tokens, .count = scan->count, .blanks = ""};
	const struct token *tags = scan->tokens;
	size_t count = scan->count;

	if (tags[0].kind == TOKEN_TEXT) {
		line.blanks = tags[0].text;
		while (line.blanks_len < tags[0].len &&
		       (line.blanks[line.blanks_len] == ' ' ||
			   line.blanks[line.blanks_len] == '\t'))
			line.blanks_len++;
	}
	if (count > 1 && is_blank_text(&tags[0])) {
		tags++;
		count--;
	}
	if (count > 1 && is_blank_text(&tags[count - 1]))
		count--;
	if (count == 1)
		line.stands_alone = tags[0].kind != TOKEN_TEXT &&
				    tags[0].kind != TOKEN_VALUE &&
				    tags[0].kind != TOKEN_RAW;
	else
		line.stands_alone = is_inheritance(parser, tags, count);
	return line;
}

static struct template_node *
add_node(struct template *template, enum node_kind kind, int line)
{
	struct template_node *node;

	if (template->count == template->size) {
		template->size = template->size > 0 ? template->size * 2 : 16;
		template->nodes = memory_resize(template->nodes, template->size,
		    sizeof(template->nodes[0]));
	}
	node = &template->nodes[template->count++];
	*node = (struct template_node){
	    .kind = kind, .line = line, .text = "", .end = template->count};
	return node;
}

static void
add_text(struct template *template, enum node_kind kind, int line,
    const char *text, size_t len)
{
	struct template_node *node = add_node(template, kind, line);

	node->text = text;
	node->len = len;
}

static char *
split_path(const char *name)
{
	size_t len = strlen(name);
	char *path = memory_alloc(len + 2);

	if (strcmp(name, ".") == 0)
		return path;
	memcpy(path, name, len);
	for (size_t i = 0; i < len; i++)
		if (path[i] == '.')
			path[i] = '\0';
	return path;
}

static int
close_node(struct parser *parser, const struct token *token, struct error *err)
{
	struct template *template = parser->template;
	struct template_node *open;

	if (parser->depth == 0)
		return error_set(err, OB_EINVALID,
		    "%s:%d: '%.*s' is closed here but was not opened",
		    template->name, token->line, (int)token->len, token->text);
	open = &template->nodes[parser->open[parser->depth - 1]];
	if (strlen(open->name) != token->len ||
	    memcmp(open->name, token->text, token->len) != 0 ||
	    open->is_dynamic != token->is_dynamic)
		return error_set(err, OB_EINVALID,
		    "%s:%d: '%.*s' is closed here but '%s' of line %d is "
		    "still open",
		    template->name, token->line, (int)token->len, token->text,
		    open->name, open->line);
	open->end = template->count;
	parser->depth--;
	return OB_OK;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text);
	size_t end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static int
open_node(struct parser *parser, struct error *err)
{
	struct template *template = parser->template;
	size_t i = template->count - 1;

	if (parser->depth == TEMPLATE_DEPTH_MAX)
		return error_set(err, OB_ELIMIT,
		    "%s:%d: more than %d sections within each other",
		    template->name, template->nodes[i].line,
		    TEMPLATE_DEPTH_MAX);
	parser->open[parser->depth++] = i;
	return OB_OK;
}

static int
add_tag(struct parser *parser, const struct line *line,
    const struct token *token, struct error *err)
{
	static const enum node_kind kinds[] = {
	    [TOKEN_VALUE] = NODE_VALUE,
	    [TOKEN_RAW] = NODE_RAW,
	    [TOKEN_SECTION] = NODE_SECTION,
	    [TOKEN_INVERTED] = NODE_INVERTED,
	    [TOKEN_PARTIAL] = NODE_PARTIAL,
	    [TOKEN_PARENT] = NODE_PARENT,
	    [TOKEN_BLOCK] = NODE_BLOCK,
	};
	struct template *template = parser->template;
	struct template_node *node =
	    add_node(template, kinds[token->kind], token->line);

	node->name = memory_strndup(token->text, token->len);
	node->path = split_path(node->name);
	node->is_dynamic = token->is_dynamic;
	node->stands_alone = line->stands_alone;
	node->begins_line =
	    token == line->tokens ||
	    (token == line->tokens + 1 && is_blank_text(line->tokens));
	if (node->begins_line) {
		node->text = line->blanks;
		node->len = line->blanks_len;
	}
	if (node->kind == NODE_RAW && template->mode == TEMPLATE_PAGE &&
	    !ends_with(node->name, "_html"))
		return error_set(err, OB_EINVALID,
		    "%s:%d: '%s' would come out unescaped, which a page may "
		    "not do; write '{{%s}}'",
		    template->name, node->line, node->name, node->name);
	if (node->kind == NODE_VALUE || node->kind == NODE_RAW ||
	    node->kind == NODE_PARTIAL)
		return OB_OK;
	return open_node(parser, err);
}

static int
add_token(struct parser *parser, const struct line *line,
    const struct token *token, struct error *err)
{
	size_t skip = token == line->tokens ? line->blanks_len : 0;

	if (token->kind == TOKEN_NOTHING)
		return OB_OK;
	if (token->kind == TOKEN_CLOSE)
		return close_node(parser, token, err);
	if (token->kind != TOKEN_TEXT)
		return add_tag(parser, line, token, err);
	if (!line->stands_alone && token->len > skip)
		add_text(parser->template, NODE_TEXT, token->line,
		    token->text + skip, token->len - skip);
	return OB_OK;
}

static int
add_line(struct parser *parser, struct error *err)
{
	struct line line = look_at_line(parser);
	bool is_empty = line.count == 1 && line.blanks_len == 0 &&
			is_blank_text(&line.tokens[0]);

	/* An empty line stays empty where a partial is indented. */
	if (!line.stands_alone && !is_empty)
		add_text(parser->template, NODE_LINE, line.tokens[0].line,
		    line.blanks, line.blanks_len);
	for (size_t i = 0; i < line.count; i++) {
		int status = add_token(parser, &line, &line.tokens[i], err);

		if (status < 0)
			return status;
	}
	return OB_OK;
}

static int
parse_lines(struct parser *parser, struct error *err)
{
	const struct template_node *open;

	for (;;) {
		int status = template_scan_line(&parser->scan, err);

		if (status < 0)
			return status;
		if (parser->scan.count == 0)
			break;
		status = add_line(parser, err);
		if (status < 0)
			return status;
	}
	open = innermost(parser);
	if (open != NULL)
		return error_set(err, OB_EINVALID, "%s:%d: '%s' is not closed",
		    parser->template->name, open->line, open->name);
	return OB_OK;
}

int
template_parse(const char *name, enum template_mode mode, const char *source,
    size_t len, struct template **ret_template, struct error *err)
{
	cleanup_(template_free_ptr) struct template *template = NULL;
	struct parser parser = {.depth = 0};
	int status;

	if (len > TEMPLATE_SOURCE_MAX)
		return error_set(err, OB_ELIMIT,
		    "%s:1: the template is larger than %zu bytes", name,
		    TEMPLATE_SOURCE_MAX);
	if (!utf8_is_valid(source, len))
		return error_set(
		    err, OB_EINVALID, "%s:1: the template is not UTF-8", name);
	template = memory_alloc(sizeof(*template));
	template->name = memory_strdup(name);
	template->mode = mode;
	template->source = memory_dup(source, len);
	parser.template = template;
	template_scan_init(&parser.scan, template->name, template->source, len);
	status = parse_lines(&parser, err);
	template_scan_release(&parser.scan);
	if (status < 0)
		return status;
	*ret_template = TAKE_PTR(template);
	return OB_OK;
}

void
template_free(struct template *template)
{
	if (template == NULL)
		return;
	for (size_t i = 0; i < template->count; i++) {
		free(template->nodes[i].name);
		free(template->nodes[i].path);
	}
	free(template->nodes);
	free(template->source);
	free(template->name);
	free(template);
}

void
template_free_ptr(struct template **template)
{
	template_free(*template);
	*template = NULL;
}

const char *
template_name(const struct template *template)
{
	return template->name;
}

void
template_each_name(
    const struct template *template, template_name_fn fn, void *arg)
{
	for (size_t i = 0; i < template->count; i++) {
		const struct template_node *node = &template->nodes[i];

		if (node->is_dynamic ||
		    (node->kind >= NODE_VALUE && node->kind <= NODE_INVERTED))
			fn(arg, node->name, node->line);
	}
}
