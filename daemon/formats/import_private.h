/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_IMPORT_PRIVATE_H
#define ONBOARD_FORMATS_IMPORT_PRIVATE_H

#include "formats/import_file.h"

/* Where import_file.c and its readers are. */
struct import_source {
	const char *file_name;
	const char *bytes; /* UTF-8 without mark and NUL, ends in NUL */
	size_t len;
	const char *kind; /* or NULL */
};

int import_csv_read(const struct import_source *source,
    struct import_file *file, struct error *err) OB_MUST_CHECK;
int import_json_read(const struct import_source *source,
    struct import_file *file, struct error *err) OB_MUST_CHECK;

/* Adds an empty row. */
struct import_row *import_file_add(struct import_file *file, int line);

/* Marks the row as not to be read; the first reason stays. */
void import_file_fault(struct import_row *row, const char *format, ...)
    OB_PRINTF(2, 3);

/* Sets the file's kind by its name; the error lists those there are. */
int import_file_set_kind(struct import_file *file, const char *kind,
    struct error *err) OB_MUST_CHECK;

/*
 * Marks each row that says something else of what an earlier one was about: by
 * key, or of leaders by address and first day, of people by address, of the
 * handbook by function.
 */
void import_file_mark_repeats(struct import_file *file);

#endif
