/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CATALOGUE_FILE_H
#define ONBOARD_FORMATS_CATALOGUE_FILE_H

#include <stddef.h>

#include "base/error.h"

/*
 * A language catalogue (config/language/da.yaml): one flat mapping of keys
 * ([a-z0-9._-]+) to texts.
 */
#define CATALOGUE_MAX_BYTES (1024 * 1024)
#define CATALOGUE_MAX_KEYS 5000

/* Called in file order; key and text are borrowed for the call only. */
typedef void (*catalogue_entry_fn)(
    void *arg, const char *key, const char *text, int line);

/*
 * Nothing is called unless the whole file is good; a key that stands twice,
 * a bad key or an empty text is OB_EINVALID with "file:line:column: text".
 */
int catalogue_file_parse(const char *file_name, const char *bytes, size_t len,
    catalogue_entry_fn entry, void *arg, struct error *err) OB_MUST_CHECK;

#endif
