/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/import_file.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "formats/import_private.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define SAVE_AS                                                                \
	"save it as UTF-8; in Excel: \"Save as\" (\"Gem som\"), "              \
	"\"CSV UTF-8 (comma delimited)\" (\"CSV UTF-8 (semikolonsepareret)\")"

struct import_row *
import_file_add(struct import_file *file, int line)
{
	struct import_row *row;

	file->rows =
	    memory_resize(file->rows, file->count + 1, sizeof(file->rows[0]));
	row = &file->rows[file->count++];
	*row = (struct import_row){.line = line, .fields = json_object()};
	return row;
}

void
import_file_fault(struct import_row *row, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;

	va_start(args, format);
	strbuf_add_vformat(&text, format, args);
	va_end(args);
	if (row->fault == NULL)
		row->fault = strbuf_detach(&text);
	strbuf_release(&text);
}

void
import_file_release(struct import_file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		json_decref(file->rows[i].fields);
		free(file->rows[i].fault);
	}
	free(file->rows);
	for (size_t i = 0; i < ARRAY_LEN(file->headings); i++)
		free(file->headings[i]);
	*file = (struct import_file)IMPORT_FILE_INIT;
}

int
import_file_set_kind(
    struct import_file *file, const char *kind, struct error *err)
{
	if (import_form_find_kind(kind, &file->kind))
		return OB_OK;
	return error_set_field(err, OB_EINVALID, "kind",
	    "'%.40s' cannot be imported; it is leaders, people, "
	    "handbook, closing_days or figures",
	    kind);
}

const char *
import_file_heading(const struct import_file *file, const char *field)
{
	const struct import_field *fields = import_form_fields(file->kind);

	for (size_t i = 0; fields[i].name != NULL; i++) {
		if (strcmp(fields[i].name, field) == 0)
			return file->headings[i];
	}
	return NULL;
}

static int
count_lines(const char *bytes, size_t len)
{
	int lines = 1;

	for (size_t i = 0; i < len; i++)
		lines += bytes[i] == '\n' ? 1 : 0;
	return lines;
}

static int
check_text(const struct import_source *source, struct error *err)
{
	size_t at = 0;

	if (source->len >= 2 && (memcmp(source->bytes, "\xFF\xFE", 2) == 0 ||
				    memcmp(source->bytes, "\xFE\xFF", 2) == 0))
		return error_set(err, OB_EINVALID,
		    "%.200s:1: the file is UTF-16; %s", source->file_name,
		    SAVE_AS);
	while (at < source->len) {
		size_t step =
		    utf8_char_len(source->bytes + at, source->len - at);

		if (step == 0 || source->bytes[at] == '\0')
			return error_set(err, OB_EINVALID,
			    "%.200s:%d: the file is not UTF-8 text; %s",
			    source->file_name, count_lines(source->bytes, at),
			    SAVE_AS);
		at += step;
	}
	return OB_OK;
}

static bool
is_json(const struct import_source *source)
{
	size_t blanks = strspn(source->bytes, " \t\r\n");

	return source->bytes[blanks] == '{' || source->bytes[blanks] == '[';
}

int
import_file_parse(const char *file_name, const struct strbuf *bytes,
    const char *kind, struct import_file *ret_file, struct error *err)
{
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	struct import_source source = {file_name, bytes->buf, bytes->len, kind};
	size_t mark = strlen(BYTE_ORDER_MARK);
	int status;

	if (source.len > IMPORT_FILE_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "%.200s: the file is larger than %zu MiB; split it",
		    file_name, IMPORT_FILE_MAX_BYTES >> 20);
	if (source.len >= mark &&
	    memcmp(source.bytes, BYTE_ORDER_MARK, mark) == 0) {
		source.bytes += mark;
		source.len -= mark;
	}
	status = check_text(&source, err);
	if (status == OB_OK && is_json(&source))
		status = import_json_read(&source, &file, err);
	else if (status == OB_OK)
		status = import_csv_read(&source, &file, err);
	if (status != OB_OK)
		return status;
	import_file_mark_repeats(&file);
	*ret_file = file;
	file = (struct import_file)IMPORT_FILE_INIT;
	return OB_OK;
}
