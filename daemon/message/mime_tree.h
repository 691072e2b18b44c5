/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_MIME_TREE_H
#define ONBOARD_MESSAGE_MIME_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "message/header_field.h"
#include "message/mime_value.h"

/*
 * A letter and its parts (RFC 2046), read strictly from the octets.  The
 * first part is the letter itself; the others follow as they stand in it.
 */
#define MIME_TREE_PARTS_MAX 100
#define MIME_TREE_DEPTH 8
#define MIME_TREE_NONE ((size_t)-1)

struct mime_part {
	size_t parent; /* or MIME_TREE_NONE */
	size_t depth;
	size_t number; /* of the file's line where its header begins */
	struct header_fields fields;
	struct mime_value type; /* "text/plain" where it says nothing */
	struct mime_value disposition;
	struct header_field_source body; /* within the letter's bytes */
};

struct mime_tree {
	struct mime_part *parts;
	size_t count;
};

/* The bytes must outlive the tree.  Tells what is wrong with the form. */
void mime_tree_read(const char *bytes, size_t len, struct findings *findings,
    struct mime_tree *ret_tree);
void mime_tree_release(struct mime_tree *tree);

bool mime_tree_is_multipart(const struct mime_part *part);

/* The line of the field, or that of the part's header. */
size_t mime_tree_line(const struct mime_part *part, const char *field);

#endif
