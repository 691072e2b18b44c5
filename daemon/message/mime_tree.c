/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/mime_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/octet_line.h"

#define BOUNDARY_MAX 70 /* RFC 2046, 5.1.1 */

struct builder {
	struct mime_tree *tree;
	struct findings *findings;
	bool is_full;
};

bool
mime_tree_is_multipart(const struct mime_part *part)
{
	return strncmp(part->type.kind, "multipart/", 10) == 0;
}

size_t
mime_tree_line(const struct mime_part *part, const char *field)
{
	const struct header_field *found =
	    header_field_find(&part->fields, field);

	return found == NULL ? part->number : found->number;
}

static void
read_value(const struct builder *builder, const struct mime_part *part,
    const char *name, const char *otherwise, struct mime_value *ret_value)
{
	const struct header_field *field =
	    header_field_find(&part->fields, name);

	mime_value_parse(field == NULL ? otherwise : field->value, ret_value);
	if (field != NULL && ret_value->fault != NULL)
		findings_add(builder->findings, FINDING_ERROR, field->number,
		    "RFC 2045 5.1", "%s %s", name, ret_value->fault);
}

/* Its index, or MIME_TREE_NONE when there are too many. */
static size_t
add_part(
    struct builder *builder, size_t parent, struct header_field_source source)
{
	struct mime_tree *tree = builder->tree;
	struct mime_part part = {.parent = parent, .number = source.number};

	if (parent != MIME_TREE_NONE)
		part.depth = tree->parts[parent].depth + 1;
	if (tree->count == MIME_TREE_PARTS_MAX ||
	    part.depth > MIME_TREE_DEPTH) {
		if (!builder->is_full)
			findings_add(builder->findings, FINDING_ERROR,
			    source.number, "41",
			    "the letter has more than %d "
			    "parts or %d levels",
			    MIME_TREE_PARTS_MAX, MIME_TREE_DEPTH);
		builder->is_full = true;
		return MIME_TREE_NONE;
	}
	if (!header_field_read(&source, builder->findings, &part.fields) &&
	    parent == MIME_TREE_NONE)
		findings_add(builder->findings, FINDING_ERROR, 1,
		    "RFC 5322 2.1", "no blank line ends the header");
	part.body = source;
	read_value(builder, &part, "Content-Type",
	    "text/plain; charset=us-ascii", &part.type);
	read_value(
	    builder, &part, "Content-Disposition", "", &part.disposition);
	tree->parts =
	    memory_resize(tree->parts, tree->count + 1, sizeof(tree->parts[0]));
	tree->parts[tree->count] = part;
	return tree->count++;
}

enum delimiter { DELIMITER_NONE, DELIMITER_NEXT, DELIMITER_LAST };

static enum delimiter
delimiter_of(const struct octet_line *line, const char *boundary)
{
	size_t len = strlen(boundary);
	const char *rest = line->start + 2 + len;
	size_t rest_len = line->len - 2 - len;
	enum delimiter found = DELIMITER_NEXT;

	if (line->len < 2 + len || memcmp(line->start, "--", 2) != 0 ||
	    memcmp(line->start + 2, boundary, len) != 0)
		return DELIMITER_NONE;
	if (rest_len >= 2 && memcmp(rest, "--", 2) == 0) {
		found = DELIMITER_LAST;
		rest += 2;
		rest_len -= 2;
	}
	for (size_t i = 0; i < rest_len; i++) {
		if (rest[i] != ' ' && rest[i] != '\t')
			return DELIMITER_NONE;
	}
	return found;
}

/* The line end before a delimiter belongs to it. */
static size_t
len_before(const char *start, const char *delimiter)
{
	size_t len = (size_t)(delimiter - start);

	if (len > 0 && start[len - 1] == '\n')
		len--;
	if (len > 0 && start[len - 1] == '\r')
		len--;
	return len;
}

static void split_part(struct builder *builder, size_t part);

struct splitter {
	struct builder *builder;
	size_t part; /* the multipart */
	const char *boundary;
	struct header_field_source open; /* bytes NULL: none has begun */
	size_t count;
	bool has_ended;
};

/* Returns false when no more parts can be taken. */
static bool
end_part(struct splitter *splitter, const struct octet_line *line)
{
	struct header_field_source source = splitter->open;
	size_t part;

	if (source.bytes == NULL)
		return true;
	splitter->open.bytes = NULL;
	source.len =
	    line == NULL ? source.len : len_before(source.bytes, line->start);
	splitter->count++;
	part = add_part(splitter->builder, splitter->part, source);
	if (part != MIME_TREE_NONE)
		split_part(splitter->builder, part);
	return part != MIME_TREE_NONE && !splitter->builder->is_full;
}

static bool
take_line(struct splitter *splitter, const struct octet_line *line,
    const struct octet_lines *rest)
{
	enum delimiter found = delimiter_of(line, splitter->boundary);

	if (found == DELIMITER_NONE)
		return true;
	if (!end_part(splitter, line))
		return false;
	splitter->has_ended = found == DELIMITER_LAST;
	splitter->open = (struct header_field_source){
	    splitter->has_ended ? NULL : rest->rest, rest->len,
	    line->number + 1};
	return !splitter->has_ended;
}

static void
split(struct splitter *splitter, const struct header_field_source *body)
{
	struct octet_lines lines = octet_line_begin(body->bytes, body->len);
	struct octet_line line;
	bool goes_on = true;

	lines.number = body->number - 1;
	while (goes_on && octet_line_next(&lines, &line))
		goes_on = take_line(splitter, &line, &lines);
	if (goes_on)
		(void)end_part(splitter, NULL);
}

static const char *
boundary_fault(const char *boundary)
{
	size_t len = strlen(boundary);

	if (len == 0)
		return "has no boundary";
	if (len > BOUNDARY_MAX)
		return "has a boundary of more than 70 octets";
	if (boundary[len - 1] == ' ' ||
	    strspn(boundary, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "0123456789'()+_,-./:=? ") != len)
		return "has a boundary of other octets than allowed";
	return NULL;
}

/* As deep as MIME_TREE_DEPTH. */
static void
split_part(struct builder *builder, size_t part)
{
	const struct header_field_source body = builder->tree->parts[part].body;
	size_t number =
	    mime_tree_line(&builder->tree->parts[part], "Content-Type");
	/* Copied, as the parts move while they become more. */
	cleanup_(memory_free_ptr) char *boundary = memory_strdup(
	    mime_value_parameter(&builder->tree->parts[part].type, "boundary"));
	const char *fault = boundary_fault(boundary);
	struct splitter splitter = {
	    .builder = builder, .part = part, .boundary = boundary};

	if (!mime_tree_is_multipart(&builder->tree->parts[part]))
		return;
	if (fault != NULL)
		findings_add(builder->findings, FINDING_ERROR, number,
		    "RFC 2046 5.1.1", "the multipart %s", fault);
	if (boundary[0] == '\0')
		return;
	split(&splitter, &body);
	if (splitter.count == 0)
		findings_add(builder->findings, FINDING_ERROR, number,
		    "RFC 2046 5.1", "the multipart has no part");
	else if (!splitter.has_ended && !builder->is_full)
		findings_add(builder->findings, FINDING_ERROR, number,
		    "RFC 2046 5.1.1",
		    "nothing ends the multipart: no line "
		    "'--%.70s--'",
		    boundary);
}

void
mime_tree_read(const char *bytes, size_t len, struct findings *findings,
    struct mime_tree *ret_tree)
{
	struct mime_tree tree = {.parts = NULL};
	struct builder builder = {.tree = &tree, .findings = findings};
	struct header_field_source all = {bytes, len, 1};

	(void)add_part(&builder, MIME_TREE_NONE, all);
	split_part(&builder, 0);
	*ret_tree = tree;
}

void
mime_tree_release(struct mime_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		header_field_release(&tree->parts[i].fields);
		mime_value_release(&tree->parts[i].type);
		mime_value_release(&tree->parts[i].disposition);
	}
	free(tree->parts);
	*tree = (struct mime_tree){.parts = NULL};
}
