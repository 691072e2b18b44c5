/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_IMPORT_FILE_H
#define ONBOARD_FORMATS_IMPORT_FILE_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/import_form.h"

/*
 * A file of leaders, people, functions of the handbook, closing days or
 * figures: CSV as spreadsheets write it, with headings in Danish or English, or
 * JSON as
 * {"leaders": [{"name": "...", ...}]}.  UTF-8, with or without a byte order
 * mark.  What a row says is text as it stands; the daemon judges it.
 */
#define IMPORT_FILE_MAX_BYTES ((size_t)8 << 20)

struct import_row {
	int line;
	json_t *fields; /* {"name": "text", ...}, without empty cells */
	char *fault;	/* why it cannot be read, or NULL */
};

struct import_file {
	enum import_kind kind;
	struct import_row *rows;
	size_t count;
	char *headings[IMPORT_FIELD_MAX]; /* as written, in fields' order */
};

#define IMPORT_FILE_INIT                                                       \
	{                                                                      \
		.rows = NULL                                                   \
	}

/*
 * kind: what the file holds, or NULL to tell it from the headings.  A file
 * that cannot be understood as a whole is refused as "file:line: why"; a row
 * that cannot be is marked and hinders no other.
 */
int import_file_parse(const char *file_name, const struct strbuf *bytes,
    const char *kind, struct import_file *ret_file,
    struct error *err) OB_MUST_CHECK;
void import_file_release(struct import_file *file);

/* What the file itself calls a field; NULL when it does not have it. */
const char *import_file_heading(
    const struct import_file *file, const char *field);

#endif
