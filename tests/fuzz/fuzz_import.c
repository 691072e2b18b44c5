/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for tables to import.  Nothing may crash, leak or hang; a
 * refused file says so and names itself; a row has its line, in order, and
 * only texts of fields that its kind has.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "formats/csv_rows.h"
#include "formats/import_file.h"
#include "model/import_date.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static int
count_lines(const struct strbuf *bytes)
{
	int lines = 1;

	for (size_t i = 0; i < bytes->len; i++)
		lines += bytes->buf[i] == '\n' || bytes->buf[i] == '\r';
	return lines;
}

static void
check_row(const struct import_file *file, const struct import_row *row)
{
	const char *name;
	json_t *value;

	json_object_foreach(row->fields, name, value)
	{
		struct date date = DATE_NONE;
		const char *text = json_string_value(value);

		if (import_form_find(file->kind, name) == NULL ||
		    text == NULL || text[0] == '\0' ||
		    strlen(text) > CSV_ROWS_MAX_CELL_BYTES ||
		    !utf8_is_valid(text, strlen(text)))
			abort();
		if (import_date_parse(text, &date, NULL) == OB_OK &&
		    date_is_none(date))
			abort();
	}
	if (row->fault != NULL && row->fault[0] == '\0')
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const kinds[] = {
	    NULL, "leaders", "people", "handbook", "closing_days", "figures"};
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	struct error err = ERROR_INIT;
	int line = 1;

	if (len == 0)
		return 0;
	strbuf_add(&text, bytes + 1, len - 1);
	if (import_file_parse("f", &text, kinds[bytes[0] % ARRAY_LEN(kinds)],
		&file, &err) != OB_OK) {
		if (err.text[0] != 'f')
			abort();
		return 0;
	}
	for (size_t i = 0; i < file.count; i++) {
		if (file.rows[i].line < line ||
		    file.rows[i].line > count_lines(&text))
			abort();
		line = file.rows[i].line;
		check_row(&file, &file.rows[i]);
	}
	return 0;
}
