/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_HEADER_FIELD_H
#define ONBOARD_MESSAGE_HEADER_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"

/*
 * The header of a letter or of one of its parts, read from the octets as they
 * are: a parser mends what the linter has to find.
 */
#define HEADER_FIELD_MAX 500 /* of one header */
#define HEADER_FIELD_MAX_OCTETS (256 * 1024)

struct header_field {
	size_t number; /* of the file's line where it begins */
	char *name;    /* as it is written */
	char *value;   /* unfolded, without blanks around it */
};

struct header_fields {
	char *text;
	struct header_field *items;
	size_t count;
};

/* A piece of a file and the number of its first line. */
struct header_field_source {
	const char *bytes;
	size_t len;
	size_t number;
};

/*
 * Reads the header at the beginning of *source and moves that behind the
 * blank line; tells what is wrong with lines and fields.  False when no blank
 * line ends it, as in a part without a body.
 */
bool header_field_read(struct header_field_source *source,
    struct findings *findings, struct header_fields *ret_fields);
void header_field_release(struct header_fields *fields);

/* The first of that name, in any case, or NULL. */
const struct header_field *header_field_find(
    const struct header_fields *fields, const char *name);

/* Its value, or "". */
const char *header_field_value(
    const struct header_fields *fields, const char *name);

size_t header_field_count(const struct header_fields *fields, const char *name);

#endif
