/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_NEXT_PATH_H
#define ONBOARD_HTTP_NEXT_PATH_H

#include <stdbool.h>

/*
 * Where a sign-in may lead to: the pages of those who sign in, by their bare
 * paths of at most 200 letters, digits, '-', '_' and single '/'.  Nothing that
 * a browser could read as another host, or that needs escaping.
 */
#define NEXT_PATH_HOME "/hr"

bool next_path_is_allowed(const char *path); /* NULL and "" are not */

#endif
