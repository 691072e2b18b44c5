/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/csv_rows.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define SEPARATOR_LINE "sep="
#define STRAY_QUOTE                                                            \
	"a quote stands inside a cell; put the whole cell in quotes and "      \
	"write each quote in it twice"
#define OPEN_QUOTE "the cell that a quote opens here is never closed"

/* Bytes go in one by one, so that every callback knows the line. */
struct reader {
	const char *bytes;
	size_t len;
	size_t at;
	int line;	    /* of the byte at */
	struct csv_row row; /* the one that is being read */
	size_t row_at;	    /* where it begins */
	size_t cell_bytes;
	size_t filled; /* cells of the row that hold something */
	struct csv_rows rows;
};

static void
release_row(struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
	free(row->cells);
	free(row->fault);
	*row = (struct csv_row){0};
}

void
csv_rows_release(struct csv_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		release_row(&rows->rows[i]);
	free(rows->rows);
	*rows = (struct csv_rows){0};
}

static void
release_reader(struct reader *reader)
{
	release_row(&reader->row);
	csv_rows_release(&reader->rows);
}

static void
on_cell(void *bytes, size_t len, void *arg)
{
	struct reader *reader = arg;
	struct csv_row *row = &reader->row;

	reader->cell_bytes = 0;
	if (row->count == CSV_ROWS_MAX_CELLS) {
		if (row->fault == NULL)
			row->fault =
			    memory_printf("the row has more than %d cells",
				CSV_ROWS_MAX_CELLS);
		return;
	}
	row->cells =
	    memory_resize(row->cells, row->count + 1, sizeof(row->cells[0]));
	row->cells[row->count++] = memory_strndup(bytes, len);
	reader->filled += len > 0 ? 1 : 0;
}

static void
keep_row(struct reader *reader)
{
	struct csv_rows *rows = &reader->rows;

	if (reader->filled == 0 && reader->row.fault == NULL) {
		release_row(&reader->row);
		return;
	}
	rows->rows =
	    memory_resize(rows->rows, rows->count + 1, sizeof(rows->rows[0]));
	rows->rows[rows->count++] = reader->row;
	reader->row = (struct csv_row){0};
}

static void
on_row(int end, void *arg)
{
	struct reader *reader = arg;

	(void)end;
	keep_row(reader);
	reader->filled = 0;
}

static bool
ends_line(const struct reader *reader)
{
	char c = reader->bytes[reader->at];

	return c == '\n' ||
	       (c == '\r' && (reader->at + 1 == reader->len ||
				 reader->bytes[reader->at + 1] != '\n'));
}

static void
step(struct reader *reader)
{
	reader->line += ends_line(reader) ? 1 : 0;
	reader->at++;
}

static void
skip_line(struct reader *reader)
{
	int line = reader->line;

	while (reader->at < reader->len && reader->line == line)
		step(reader);
}

/* The row cannot be read; what it took of lines behind it is given back. */
static void
give_up(struct reader *reader, const char *why, bool is_open)
{
	int line = reader->row.line;

	release_row(&reader->row);
	reader->row.line = line;
	reader->row.fault = memory_strdup(why);
	if (is_open) {
		reader->at = reader->row_at;
		reader->line = line;
	}
	skip_line(reader);
	keep_row(reader);
	reader->filled = 0;
}

static void
release_parser(struct csv_parser *parser)
{
	csv_free(parser);
}

static void
refuse_length(struct reader *reader)
{
	cleanup_(memory_free_ptr) char *why = memory_printf(
	    "a cell is longer than %d bytes, or a quote before it is never "
	    "closed",
	    CSV_ROWS_MAX_CELL_BYTES);

	give_up(reader, why, true);
}

/* One byte into libcsv; false when the row was given up. */
static bool
feed(struct reader *reader, struct csv_parser *parser)
{
	/* Blanks and empty lines before a row are not of it. */
	if (reader->row.line == 0 &&
	    strchr(" \t\r\n", reader->bytes[reader->at]) == NULL) {
		reader->row.line = reader->line;
		reader->row_at = reader->at;
		reader->cell_bytes = 0;
	}
	if (csv_parse(parser, reader->bytes + reader->at, 1, on_cell, on_row,
		reader) != 1) {
		if (csv_error(parser) != CSV_EPARSE)
			abort(); /* memory is out */
		give_up(reader, STRAY_QUOTE, false);
		return false;
	}
	if (reader->row.line != 0 &&
	    ++reader->cell_bytes > CSV_ROWS_MAX_CELL_BYTES) {
		refuse_length(reader);
		return false;
	}
	step(reader);
	return true;
}

/* Reads on from a line's start until a row cannot be read, or to the end. */
static void
read_rows(struct reader *reader, char separator)
{
	cleanup_(release_parser) struct csv_parser parser;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) !=
	    0)
		abort();
	csv_set_delim(&parser, (unsigned char)separator);
	while (reader->at < reader->len && reader->rows.count <= CSV_ROWS_MAX) {
		if (!feed(reader, &parser))
			return;
	}
	if (csv_fini(&parser, on_cell, on_row, reader) == 0)
		return;
	if (csv_error(&parser) != CSV_EPARSE)
		abort();
	give_up(reader, OPEN_QUOTE, true);
}

/* "sep=;" is what Excel writes and reads for its own sake. */
static char
read_separator(struct reader *reader)
{
	size_t counts[2] = {0, 0};
	bool is_quoted = false;
	size_t mark = strlen(SEPARATOR_LINE);

	if (reader->len > mark &&
	    strncmp(reader->bytes, SEPARATOR_LINE, mark) == 0 &&
	    strchr(",;", reader->bytes[mark]) != NULL) {
		skip_line(reader);
		return reader->bytes[mark];
	}
	for (size_t i = 0; i < reader->len; i++) {
		char c = reader->bytes[i];

		if (c == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && (c == '\n' || c == '\r'))
			break;
		else if (!is_quoted && (c == ',' || c == ';'))
			counts[c == ',' ? 0 : 1]++;
	}
	return counts[0] > counts[1] ? ',' : ';';
}

int
csv_rows_parse(
    const char *bytes, size_t len, struct csv_rows *ret_rows, struct error *err)
{
	cleanup_(release_reader) struct reader reader = {
	    .bytes = bytes, .len = len, .line = 1};
	char separator = read_separator(&reader);

	while (reader.at < reader.len && reader.rows.count <= CSV_ROWS_MAX)
		read_rows(&reader, separator);
	if (reader.rows.count > CSV_ROWS_MAX)
		return error_set(err, OB_ELIMIT,
		    "the file has more than %d rows; split it", CSV_ROWS_MAX);
	*ret_rows = reader.rows;
	reader.rows = (struct csv_rows){0};
	return OB_OK;
}
