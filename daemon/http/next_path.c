/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/next_path.h"

#include <string.h>

#include "base/memory.h"

#define PATH_MAX_LEN 200

static const char *const roots[] = {NEXT_PATH_HOME, "/account"};

static bool
is_below(const char *path, const char *root)
{
	size_t len = strlen(root);

	return strncmp(path, root, len) == 0 &&
	       (path[len] == '\0' || path[len] == '/');
}

bool
next_path_is_allowed(const char *path)
{
	if (path == NULL || strnlen(path, PATH_MAX_LEN + 1) > PATH_MAX_LEN ||
	    path[strspn(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz"
			      "0123456789-_/")] != '\0' ||
	    strstr(path, "//") != NULL)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(roots); i++) {
		if (is_below(path, roots[i]))
			return true;
	}
	return false;
}
