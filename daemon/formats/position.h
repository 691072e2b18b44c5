/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_POSITION_H
#define ONBOARD_FORMATS_POSITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Where each value of a YAML file stands, found in one pass of libyaml's
 * events before libcyaml reads the values.  The pass also refuses what these
 * files never need and what could hurt: anchors, aliases, tags, a key that
 * stands twice, more than one document, deep nesting, huge scalars.
 */
struct position {
	int line;   /* from 1; 0 when not known */
	int column; /* from 1 */
};

struct position_map;

/* A mistake is "file:line:column: text" in err; returns owned. */
int position_map_new(const char *file_name, const char *bytes, size_t len,
    struct position_map **ret_map, struct error *err) OB_MUST_CHECK;
void position_map_free(struct position_map *map);
void position_map_free_ptr(struct position_map **map); /* for cleanup_ */

/*
 * The position of the value at a path as "steps[3].title.da"; of the nearest
 * part that the file has when the value itself is absent.
 */
struct position position_map_find(
    const struct position_map *map, const char *path);

/* The position of a key, of any spelling, in the mapping at the path. */
struct position position_map_find_key(
    const struct position_map *map, const char *path, const char *key);

/* Whether the file has a value at exactly this path. */
bool position_map_has(const struct position_map *map, const char *path);

#endif
