/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_BASE_EMBEDDED_H
#define ONBOARD_BASE_EMBEDDED_H

#include <stddef.h>

/*
 * The files that the program needs by default, put into the binary at build
 * by build-aux/embed: everything below config/, schemas/ and look/static/,
 * under its path in the source tree ("config/mail/digest.da.txt",
 * "schemas/sql/0001_x.sql").
 */
struct embedded_file {
	const char *path;
	const char *bytes; /* followed by a NUL that len does not count */
	size_t len;
};

extern const struct embedded_file embedded_files[]; /* sorted by path */
extern const size_t embedded_file_count;

/* NULL when there is no such file. */
const struct embedded_file *embedded_find(const char *path);

#endif
