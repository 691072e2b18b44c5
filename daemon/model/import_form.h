/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_IMPORT_FORM_H
#define ONBOARD_MODEL_IMPORT_FORM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a table to import may hold, for each kind of table: the fields by the
 * names that the API and JSON files use, and the headings that columns of
 * other files have.
 */
enum import_kind {
	IMPORT_LEADERS,
	IMPORT_HANDBOOK,
	IMPORT_CLOSING_DAYS,
	IMPORT_PEOPLE,
	IMPORT_FIGURES
};

#define IMPORT_KIND_COUNT 5
#define IMPORT_FIELD_MAX 32 /* of one kind */

/* What one request of the API takes; a longer file needs several. */
#define IMPORT_REQUEST_ROWS 1000
#define IMPORT_REQUEST_BYTES ((size_t)2 << 20)
#define IMPORT_CELL_CHARS 10000

struct import_field {
	const char *name;
	const char *heading;  /* in Danish, as examples have it */
	const char *synonyms; /* "one|another", or "" */
};

/* "leaders", "people", "handbook", "closing_days", "figures". */
const char *import_form_kind_name(enum import_kind kind);
bool import_form_find_kind(const char *name, enum import_kind *ret_kind);

/* The fields of a kind; ends with a NULL name. */
const struct import_field *import_form_fields(enum import_kind kind);

/* The field of that name, or NULL. */
const struct import_field *import_form_find(
    enum import_kind kind, const char *name);

/*
 * The field that a heading means, or NULL: its name, heading or a synonym,
 * whatever the case and whatever blanks, hyphens and dots stand in it.
 */
const struct import_field *import_form_find_heading(
    enum import_kind kind, const char *heading);

/* Whether a table with this heading is of this kind, if of no earlier one. */
bool import_form_is_marker(enum import_kind kind, const char *heading);

#endif
