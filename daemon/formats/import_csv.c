/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/csv_rows.h"
#include "formats/import_private.h"

struct columns {
	const struct import_field *fields[CSV_ROWS_MAX_CELLS]; /* NULL: none */
	size_t count;
};

static bool
guess_kind(const struct csv_row *headings, enum import_kind *ret_kind)
{
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++) {
		for (size_t i = 0; i < headings->count; i++) {
			if (!import_form_is_marker(
				(enum import_kind)kind, headings->cells[i]))
				continue;
			*ret_kind = (enum import_kind)kind;
			return true;
		}
	}
	return false;
}

static int
find_kind(const struct import_source *source, const struct csv_row *headings,
    struct import_file *file, struct error *err)
{
	if (source->kind != NULL)
		return import_file_set_kind(file, source->kind, err);
	if (guess_kind(headings, &file->kind))
		return OB_OK;
	return error_set(err, OB_EINVALID,
	    "%.200s:%d: the headings do not show what the file holds: a file "
	    "of leaders has 'første arbejdsdag', of people 'e-mail', of the "
	    "handbook 'funktion', of closing days 'dato' or 'fra', of figures "
	    "'nøgletal'; or say it with the kind",
	    source->file_name, headings->line);
}

static void
list_headings(enum import_kind kind, struct strbuf *out)
{
	const struct import_field *field = import_form_fields(kind);

	for (; field->name != NULL; field++)
		strbuf_add_format(
		    out, "%s%s", out->len > 0 ? ", " : "", field->heading);
}

static int
refuse_headings(const struct import_source *source,
    const struct csv_row *headings, const struct import_file *file,
    const struct strbuf *unknown, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf known = STRBUF_INIT;

	list_headings(file->kind, &known);
	return error_set(err, OB_EINVALID,
	    "%.200s:%d: not a heading of %s: %.300s; the headings are: %s",
	    source->file_name, headings->line,
	    import_form_kind_name(file->kind), unknown->buf, known.buf);
}

static int
set_heading(const struct import_source *source, const struct csv_row *headings,
    struct import_file *file, size_t column, const struct import_field *field,
    struct error *err)
{
	size_t index = (size_t)(field - import_form_fields(file->kind));
	const char *text = headings->cells[column];

	if (file->headings[index] != NULL)
		return error_set(err, OB_EINVALID,
		    "%.200s:%d: the headings '%.80s' and '%.80s' mean the "
		    "same; keep one of them",
		    source->file_name, headings->line, file->headings[index],
		    text);
	file->headings[index] = memory_strdup(text);
	return OB_OK;
}

static int
read_headings(const struct import_source *source,
    const struct csv_row *headings, struct import_file *file,
    struct columns *columns, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf unknown = STRBUF_INIT;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < headings->count; i++) {
		const char *text = headings->cells[i];
		const struct import_field *field =
		    import_form_find_heading(file->kind, text);

		columns->fields[columns->count++] = field;
		if (field != NULL)
			status =
			    set_heading(source, headings, file, i, field, err);
		else if (text[0] != '\0')
			strbuf_add_format(&unknown, "%s'%s'",
			    unknown.len > 0 ? ", " : "", text);
	}
	if (status == OB_OK && unknown.len > 0)
		status = refuse_headings(source, headings, file, &unknown, err);
	return status;
}

static void
read_cell(struct import_row *row, const struct columns *columns, size_t index,
    const char *text)
{
	if (text[0] == '\0')
		return;
	if (index >= columns->count)
		import_file_fault(row,
		    "the row has more cells than there are headings; a "
		    "separator in a cell wants quotes around the cell");
	else if (columns->fields[index] == NULL)
		import_file_fault(row, "column %zu has no heading", index + 1);
	else
		(void)json_object_set_new(row->fields,
		    columns->fields[index]->name, json_string(text));
}

static void
read_row(struct import_file *file, const struct columns *columns,
    const struct csv_row *cells)
{
	struct import_row *row = import_file_add(file, cells->line);

	if (cells->fault != NULL)
		import_file_fault(row, "%s", cells->fault);
	for (size_t i = 0; i < cells->count; i++)
		read_cell(row, columns, i, cells->cells[i]);
}

int
import_csv_read(const struct import_source *source, struct import_file *file,
    struct error *err)
{
	cleanup_(csv_rows_release) struct csv_rows rows = CSV_ROWS_INIT;
	struct columns columns = {.count = 0};
	int status = csv_rows_parse(source->bytes, source->len, &rows, err);

	if (status != OB_OK)
		return error_wrap(err, "%.200s", source->file_name);
	if (rows.count == 0)
		return error_set(err, OB_EINVALID,
		    "%.200s: the file is empty; its first line holds the "
		    "headings",
		    source->file_name);
	if (rows.rows[0].fault != NULL)
		return error_set(err, OB_EINVALID, "%.200s:%d: %s",
		    source->file_name, rows.rows[0].line, rows.rows[0].fault);
	status = find_kind(source, &rows.rows[0], file, err);
	if (status == OB_OK)
		status =
		    read_headings(source, &rows.rows[0], file, &columns, err);
	for (size_t i = 1; status == OB_OK && i < rows.count; i++)
		read_row(file, &columns, &rows.rows[i]);
	return status;
}
