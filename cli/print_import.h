/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_PRINT_IMPORT_H
#define ONBOARD_CLI_PRINT_IMPORT_H

#include <jansson.h>

struct import_file;
struct output;

/*
 * Shows the rows that were added or changed and counts all; result is the
 * API's, of the whole file.  As JSON the whole result is printed.
 */
void print_import_result(const char *file_name, const struct import_file *file,
    const json_t *result, struct output *output);

/* "FILE:LINE: HEADING: why" for each row that failed, on standard error. */
void print_import_failures(const char *file_name,
    const struct import_file *file, const json_t *result);

#endif
