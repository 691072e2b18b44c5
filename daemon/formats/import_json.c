/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "formats/csv_rows.h"
#include "formats/import_private.h"

#define DEPTH_OF_ROWS 2 /* inside {"kind": [ */

/* Walks valid JSON, to know on which lines the rows begin. */
struct walk {
	const char *at;
	int line;
	int depth;
};

static void
skip_string(struct walk *walk)
{
	for (walk->at++; *walk->at != '"'; walk->at++)
		walk->at += *walk->at == '\\' ? 1 : 0;
}

/* The line of the next row; the JSON has another one. */
static int
next_row(struct walk *walk)
{
	int found = 0;

	for (; found == 0; walk->at++) {
		switch (*walk->at) {
		case '"':
			skip_string(walk);
			break;
		case '\n':
			walk->line++;
			break;
		case '{':
			found = walk->depth == DEPTH_OF_ROWS ? walk->line : 0;
			walk->depth++;
			break;
		case '[':
			walk->depth++;
			break;
		case '}':
		case ']':
			walk->depth--;
			break;
		default:
			break;
		}
	}
	return found;
}

static void
read_value(struct import_file *file, struct import_row *row, const char *key,
    json_t *value)
{
	const struct import_field *field = import_form_find(file->kind, key);

	if (field == NULL)
		import_file_fault(row, "'%.80s' is not a key of %s", key,
		    import_form_kind_name(file->kind));
	else if (json_is_integer(value))
		(void)json_object_set_new(row->fields, key,
		    json_sprintf(
			"%" JSON_INTEGER_FORMAT, json_integer_value(value)));
	else if (json_is_string(value) &&
		 strlen(json_string_value(value)) > CSV_ROWS_MAX_CELL_BYTES)
		import_file_fault(row, "'%s' is longer than %d bytes", key,
		    CSV_ROWS_MAX_CELL_BYTES);
	else if (json_is_string(value) && json_string_length(value) > 0)
		(void)json_object_set(row->fields, key, value);
	else if (!json_is_string(value) && !json_is_null(value))
		import_file_fault(
		    row, "'%s' is neither a text nor a whole number", key);
}

static int
read_rows(const struct import_source *source, json_t *list,
    struct import_file *file, struct error *err)
{
	struct walk walk = {.at = source->bytes, .line = 1};
	size_t index;
	json_t *item;

	if (json_array_size(list) > CSV_ROWS_MAX)
		return error_set(err, OB_ELIMIT,
		    "%.200s: the file has more than %d rows; split it",
		    source->file_name, CSV_ROWS_MAX);
	json_array_foreach(list, index, item)
	{
		struct import_row *row;
		const char *key;
		json_t *value;

		if (!json_is_object(item))
			return error_set(err, OB_EINVALID,
			    "%.200s: number %zu of '%s' is not an object",
			    source->file_name, index + 1,
			    import_form_kind_name(file->kind));
		row = import_file_add(file, next_row(&walk));
		json_object_foreach(item, key, value)
		{
			read_value(file, row, key, value);
		}
	}
	return OB_OK;
}

static int
read_document(const struct import_source *source, json_t *document,
    struct import_file *file, struct error *err)
{
	void *only = json_object_iter(document);
	json_t *list;
	int status;

	if (!json_is_object(document) || json_object_size(document) != 1 ||
	    !json_is_array(json_object_iter_value(only)))
		return error_set(err, OB_EINVALID,
		    "%.200s: the file must be one list under its kind, as "
		    "{\"leaders\": [...]}",
		    source->file_name);
	list = json_object_iter_value(only);
	status = import_file_set_kind(file, json_object_iter_key(only), err);
	if (status != OB_OK)
		return error_wrap(err, "%.200s", source->file_name);
	if (source->kind != NULL &&
	    strcmp(source->kind, json_object_iter_key(only)) != 0)
		return error_set_field(err, OB_EINVALID, "kind",
		    "%.200s: the file holds %s, not %.40s", source->file_name,
		    json_object_iter_key(only), source->kind);
	return read_rows(source, list, file, err);
}

int
import_json_read(const struct import_source *source, struct import_file *file,
    struct error *err)
{
	json_error_t mistake;
	json_t *document = json_loadb(
	    source->bytes, source->len, JSON_REJECT_DUPLICATES, &mistake);
	int status;

	if (document == NULL)
		return error_set(err, OB_EINVALID, "%.200s:%d: not JSON: %s",
		    source->file_name, mistake.line, mistake.text);
	status = read_document(source, document, file, err);
	json_decref(document);
	return status;
}
