/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/import_private.h"

#define FIELDS_MAX 4

/* What a row is about: the first of these of which it says everything. */
#define IDENTITIES 4

static const char *const identities[IMPORT_KIND_COUNT][IDENTITIES][FIELDS_MAX] =
    {
	[IMPORT_LEADERS] = {{"key"}, {"email", "first_day"}},
	[IMPORT_PEOPLE] = {{"key"}, {"email"}},
	[IMPORT_HANDBOOK] = {{"function", "area", "workplace"},
	    {"function", "workplace"}, {"function", "area"}, {"function"}},
	[IMPORT_FIGURES] = {{"figure", "year", "quarter", "area"},
	    {"figure", "year", "quarter"}},
};

/* Capitals make no other person, function, place or figure. */
static void
add_lower(struct strbuf *text, const char *value)
{
	for (; *value != '\0'; value++) {
		if (*value >= 'A' && *value <= 'Z')
			strbuf_add_char(text, (char)(*value + ('a' - 'A')));
		else
			strbuf_add_char(text, *value);
	}
}

static bool
add_identity(struct strbuf *text, const char *const fields[FIELDS_MAX],
    const struct import_row *row)
{
	for (size_t i = 0; i < FIELDS_MAX && fields[i] != NULL; i++) {
		const char *value =
		    json_string_value(json_object_get(row->fields, fields[i]));

		if (value == NULL || value[0] == '\0')
			return false;
		strbuf_add_format(text, "%s=", fields[i]);
		add_lower(text, value);
		strbuf_add_char(text, '\n');
	}
	return fields[0] != NULL;
}

/* Whether the row says what it is about. */
static bool
identify(enum import_kind kind, const struct import_row *row,
    struct strbuf *ret_identity)
{
	for (size_t i = 0; i < IDENTITIES; i++) {
		strbuf_clear(ret_identity);
		if (add_identity(ret_identity, identities[kind][i], row))
			return true;
	}
	return false;
}

void
import_file_mark_repeats(struct import_file *file)
{
	json_auto_t *seen = json_object(); /* identity: number of the row */

	for (size_t i = 0; i < file->count; i++) {
		cleanup_(strbuf_release) struct strbuf identity = STRBUF_INIT;
		struct import_row *row = &file->rows[i];
		const json_t *known;
		const struct import_row *first;

		if (row->fault != NULL || !identify(file->kind, row, &identity))
			continue;
		known = json_object_get(seen, identity.buf);
		if (known == NULL) {
			(void)json_object_set_new(
			    seen, identity.buf, json_integer((json_int_t)i));
			continue;
		}
		first = &file->rows[json_integer_value(known)];
		if (!json_equal(first->fields, row->fields))
			import_file_fault(row,
			    "line %d is about the same and says something "
			    "else; keep one of them",
			    first->line);
	}
}
