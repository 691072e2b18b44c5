/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_HANDBOOK_FILE_H
#define ONBOARD_FORMATS_HANDBOOK_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "model/handbook.h"

/*
 * The handbook file: who, for each central function, helps with what.  A
 * function that it does not list simply has no entry.  Mistakes are lines of
 * "file:line:column: text" in err->text, as in config.h.
 */
#define HANDBOOK_MAX_BYTES (4 * 1024 * 1024)

/* OB_ENOTFOUND when there is no such file; returns owned. */
int handbook_file_load(const char *path, struct handbook **ret_handbook,
    struct error *err) OB_MUST_CHECK;
int handbook_file_parse(const char *file_name, const char *bytes, size_t len,
    struct handbook **ret_handbook, struct error *err) OB_MUST_CHECK;

/* The embedded example, config/handbook.yaml. */
int handbook_file_load_default(
    struct handbook **ret_handbook, struct error *err) OB_MUST_CHECK;

#endif
