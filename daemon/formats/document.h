/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_DOCUMENT_H
#define ONBOARD_FORMATS_DOCUMENT_H

#include <cyaml/cyaml.h>
#include <stddef.h>

#include "base/error.h"
#include "formats/position.h"

/*
 * A YAML file read by a libcyaml schema: the values as the schema's structs
 * and the place of each.  The schemas here use no libcyaml integers or
 * booleans: those read "3x" as 3 and "nej" as true.
 */
struct document {
	const char *file_name;		    /* borrowed */
	const cyaml_schema_value_t *schema; /* borrowed */
	struct position_map *map;
	void *values; /* the schema's struct */
};

#define DOCUMENT_INIT                                                          \
	{                                                                      \
		.file_name = NULL                                              \
	}

/* A syntax or type mistake is "file:line:column: text" in err. */
int document_parse(const char *file_name, const char *bytes, size_t len,
    const cyaml_schema_value_t *schema, struct document *ret_document,
    struct error *err) OB_MUST_CHECK;
void document_release(struct document *document);

#endif
