/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/spreadsheet.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/json_text.h"

#define NAME_CHARS 31
#define NAME_FORBIDDEN "[]:*?/\\'"
#define WIDTH_LEAST 12.0
#define WIDTH_MOST 60.0
#define PERMILLE 1000.0
#define TENTHS 10.0
#define LOCAL_DAY 14 /* the one number format that follows the reader */
#define CHUNK ((size_t)64 * 1024)

/* A workbook on its way; the library frees it when it writes it. */
struct book {
	lxw_workbook *workbook;
	lxw_format *head;
	lxw_format *plain;
	lxw_format *percent;
	lxw_format *day;
	lxw_format *change;
	lxw_worksheet *sheet;
};

static void
make_formats(struct book *book)
{
	book->head = workbook_add_format(book->workbook);
	format_set_bold(book->head);
	format_set_text_wrap(book->head);
	book->plain = workbook_add_format(book->workbook);
	format_set_text_wrap(book->plain);
	format_set_align(book->plain, LXW_ALIGN_VERTICAL_TOP);
	book->percent = workbook_add_format(book->workbook);
	format_set_num_format(book->percent, "0.0%");
	format_set_align(book->percent, LXW_ALIGN_VERTICAL_TOP);
	book->day = workbook_add_format(book->workbook);
	format_set_num_format_index(book->day, LOCAL_DAY);
	format_set_align(book->day, LXW_ALIGN_VERTICAL_TOP);
	book->change = workbook_add_format(book->workbook);
	format_set_num_format(book->change, "+0.0;-0.0;0.0");
	format_set_align(book->change, LXW_ALIGN_VERTICAL_TOP);
}

/* Owned: as much of it as a sheet's name may be. */
static char *
sheet_name(const char *wanted)
{
	size_t len = 0;
	char *name;

	for (int i = 0; i < NAME_CHARS && wanted[len] != '\0'; i++)
		len += utf8_char_len(wanted + len, strlen(wanted + len));
	name = memory_strndup(wanted, len);
	for (size_t i = 0; i < len; i++) {
		if (strchr(NAME_FORBIDDEN, name[i]) != NULL)
			name[i] = ' ';
	}
	return name;
}

static lxw_error
write_day(struct book *book, lxw_row_t y, lxw_col_t x, struct date day)
{
	struct civil civil = date_to_civil(day);
	lxw_datetime datetime = {
	    .year = civil.year, .month = civil.month, .day = civil.day};

	return worksheet_write_datetime(
	    book->sheet, y, x, &datetime, book->day);
}

static lxw_error
write_cell(struct book *book, size_t row, size_t column, const json_t *cell)
{
	const json_t *permille = json_object_get(cell, "permille");
	const json_t *number = json_object_get(cell, "number");
	const json_t *tenths = json_object_get(cell, "tenths");
	struct date day = DATE_NONE;
	lxw_row_t y = (lxw_row_t)row;
	lxw_col_t x = (lxw_col_t)column;

	if (json_is_integer(permille) && json_integer_value(permille) >= 0)
		return worksheet_write_number(book->sheet, y, x,
		    (double)json_integer_value(permille) / PERMILLE,
		    book->percent);
	if (json_is_integer(number))
		return worksheet_write_number(book->sheet, y, x,
		    (double)json_integer_value(number), book->plain);
	if (json_is_integer(tenths))
		return worksheet_write_number(book->sheet, y, x,
		    (double)json_integer_value(tenths) / TENTHS, book->change);
	if (date_parse(json_text_of(cell, "date"), &day, NULL) == OB_OK)
		return write_day(book, y, x, day);
	return worksheet_write_string(
	    book->sheet, y, x, json_text_of(cell, "text"), book->plain);
}

static lxw_error
write_rows(struct book *book, const json_t *rows)
{
	lxw_error failure = LXW_NO_ERROR;
	size_t y;
	size_t x;
	const json_t *row;
	const json_t *cell;

	json_array_foreach((json_t *)(uintptr_t)rows, y, row)
	{
		json_array_foreach((json_t *)(uintptr_t)row, x, cell)
		{
			if (failure == LXW_NO_ERROR)
				failure = write_cell(book, y + 1, x, cell);
		}
	}
	return failure;
}

/* As wide as the longest text of the column, within reason. */
static double
width_of(const json_t *sheet, size_t column)
{
	const json_t *rows = json_object_get(sheet, "rows");
	double width = WIDTH_LEAST;
	size_t y;
	const json_t *row;

	json_array_foreach((json_t *)(uintptr_t)rows, y, row)
	{
		double length = (double)utf8_length(
		    json_text_of(json_array_get(row, column), "text"));

		if (length > width)
			width = length;
	}
	return width > WIDTH_MOST ? WIDTH_MOST : width;
}

static lxw_error
write_head(struct book *book, const json_t *sheet)
{
	const json_t *columns = json_object_get(sheet, "columns");
	lxw_error failure = LXW_NO_ERROR;
	size_t x;
	const json_t *column;

	json_array_foreach((json_t *)(uintptr_t)columns, x, column)
	{
		lxw_col_t at = (lxw_col_t)x;

		if (failure == LXW_NO_ERROR)
			failure = worksheet_write_string(book->sheet, 0, at,
			    json_text_of(column, "label"), book->head);
		if (failure == LXW_NO_ERROR)
			failure = worksheet_set_column(
			    book->sheet, at, at, width_of(sheet, x), NULL);
	}
	worksheet_freeze_panes(book->sheet, 1, 0);
	return failure;
}

static lxw_error
write_sheet(struct book *book, const json_t *sheet)
{
	cleanup_(memory_free_ptr) char *name =
	    sheet_name(json_text_of(sheet, "name"));
	lxw_error failure = workbook_validate_sheet_name(book->workbook, name);

	if (failure != LXW_NO_ERROR)
		return failure;
	book->sheet = workbook_add_worksheet(book->workbook, name);
	worksheet_set_paper(book->sheet, 9); /* A4 */
	worksheet_set_landscape(book->sheet);
	worksheet_fit_to_pages(book->sheet, 1, 0);
	failure = write_head(book, sheet);
	return failure == LXW_NO_ERROR
		   ? write_rows(book, json_object_get(sheet, "rows"))
		   : failure;
}

static int
read_all(int fd, struct strbuf *out, struct error *err)
{
	cleanup_(memory_free_ptr) char *chunk = memory_alloc(CHUNK);
	off_t at = 0;
	ssize_t got;

	while ((got = pread(fd, chunk, CHUNK, at)) > 0) {
		strbuf_add(out, chunk, (size_t)got);
		at += got;
	}
	return got == 0 ? OB_OK
			: error_set(err, OB_EIO, "cannot read the workbook: %s",
			      strerror(errno));
}

static int
told(lxw_error failure, struct error *err)
{
	switch ((int)failure) {
	case LXW_NO_ERROR:
		return OB_OK;
	case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
	case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
	case LXW_ERROR_SHEETNAME_ALREADY_USED:
		return error_set(err, OB_ELIMIT,
		    "a workbook cannot hold this: %s", lxw_strerror(failure));
	default:
		return error_set(err, OB_EIO, "cannot write the workbook: %s",
		    lxw_strerror(failure));
	}
}

/* path leads to a file without a name. */
static int
write_book(const char *path, const json_t *sheets, const char *title,
    int64_t now, struct error *err)
{
	lxw_doc_properties properties = {
	    .title = (char *)(uintptr_t)title, .created = (time_t)now};
	struct book book = {.workbook = workbook_new(path)};
	lxw_error failure = LXW_NO_ERROR;
	lxw_error closing;
	size_t i;
	const json_t *sheet;

	make_formats(&book);
	(void)workbook_set_properties(book.workbook, &properties);
	json_array_foreach((json_t *)(uintptr_t)sheets, i, sheet)
	{
		if (failure == LXW_NO_ERROR)
			failure = write_sheet(&book, sheet);
	}
	closing = workbook_close(book.workbook);
	return told(failure == LXW_NO_ERROR ? closing : failure, err);
}

int
spreadsheet_write(const json_t *sheets, const char *title, int64_t now,
    struct strbuf *out, struct error *err)
{
	size_t before = out->len;
	int fd = memfd_create("workbook", MFD_CLOEXEC);
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("/proc/self/fd/%d", fd);
	int status;

	if (fd < 0)
		return error_set(err, OB_EIO,
		    "cannot make room for a workbook: %s", strerror(errno));
	status = write_book(path, sheets, title, now, err);
	if (status == OB_OK)
		status = read_all(fd, out, err);
	if (status != OB_OK)
		strbuf_truncate(out, before);
	(void)close(fd);
	return status;
}
