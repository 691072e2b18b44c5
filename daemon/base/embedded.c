/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/embedded.h"

#include <stdlib.h>
#include <string.h>

static int
compare_path(const void *key, const void *element)
{
	const struct embedded_file *file = element;

	return strcmp(key, file->path);
}

const struct embedded_file *
embedded_find(const char *path)
{
	return bsearch(path, embedded_files, embedded_file_count,
	    sizeof(embedded_files[0]), compare_path);
}
