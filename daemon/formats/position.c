/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/position.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "formats/yaml_events.h"

#define MAX_DEPTH 12
#define MAX_NODES 100000
#define MAX_CHILDREN 5000 /* CATALOGUE_MAX_KEYS */
#define MAX_KEY_BYTES 64
#define NO_NODE UINT32_MAX

/* The values of the file as a tree, each with the place where it stands. */
struct node {
	char *key; /* NULL in a list */
	uint32_t key_hash;
	struct position key_at;
	struct position value_at;
	uint32_t first_child;
	uint32_t last_child;
	uint32_t next;
	uint32_t child_count;
};

struct position_map {
	struct node *nodes; /* the first is the root */
	size_t count;
	size_t size;
};

struct walk {
	struct yaml_events events;
	struct position_map *map;
	uint32_t open[MAX_DEPTH]; /* the lists and mappings we are in */
	bool is_mapping[MAX_DEPTH];
	int depth;
	char key[MAX_KEY_BYTES + 1]; /* of the value that comes next */
	struct position key_at;
	bool has_key;
};

void
position_map_free(struct position_map *map)
{
	if (map == NULL)
		return;
	for (size_t i = 0; i < map->count; i++)
		free(map->nodes[i].key);
	free(map->nodes);
	free(map);
}

void
position_map_free_ptr(struct position_map **map)
{
	position_map_free(*map);
	*map = NULL;
}

static void
walk_release(struct walk *walk)
{
	yaml_events_release(&walk->events);
	position_map_free(walk->map);
}

static struct position
event_position(const struct walk *walk)
{
	const yaml_mark_t *mark = &walk->events.event.start_mark;

	return (struct position){
	    .line = (int)mark->line + 1, .column = (int)mark->column + 1};
}

static uint32_t
hash_key(const char *key, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)key[i]) * 16777619u;
	return hash;
}

static uint32_t
find_child(const struct position_map *map, uint32_t parent, const char *key,
    size_t len)
{
	uint32_t hash = hash_key(key, len);
	uint32_t child = map->nodes[parent].first_child;

	for (; child != NO_NODE; child = map->nodes[child].next) {
		const struct node *node = &map->nodes[child];

		if (node->key_hash == hash && node->key != NULL &&
		    strlen(node->key) == len &&
		    memcmp(node->key, key, len) == 0)
			return child;
	}
	return NO_NODE;
}

static uint32_t
add_node(struct position_map *map)
{
	if (map->count == map->size) {
		map->size = map->size == 0 ? 64 : map->size * 2;
		map->nodes =
		    memory_resize(map->nodes, map->size, sizeof(*map->nodes));
	}
	map->nodes[map->count] =
	    (struct node){.first_child = NO_NODE, .next = NO_NODE};
	return (uint32_t)map->count++;
}

static void
link_child(struct position_map *map, uint32_t parent, uint32_t child)
{
	struct node *node = &map->nodes[parent];

	if (node->first_child == NO_NODE)
		node->first_child = child;
	else
		map->nodes[node->last_child].next = child;
	node->last_child = child;
	node->child_count++;
}

static int
add_value(struct walk *walk, uint32_t *ret_node, struct error *err)
{
	struct position_map *map = walk->map;
	uint32_t node;

	if (map->count >= MAX_NODES)
		return yaml_events_refuse(&walk->events, err,
		    "the file holds more than %d values", MAX_NODES);
	node = add_node(map);
	map->nodes[node].value_at = event_position(walk);
	map->nodes[node].key_at = map->nodes[node].value_at;
	if (walk->has_key) {
		map->nodes[node].key = memory_strdup(walk->key);
		map->nodes[node].key_hash =
		    hash_key(walk->key, strlen(walk->key));
		map->nodes[node].key_at = walk->key_at;
		walk->has_key = false;
	}
	if (walk->depth > 0) {
		uint32_t parent = walk->open[walk->depth - 1];

		if (map->nodes[parent].child_count >= MAX_CHILDREN)
			return yaml_events_refuse(&walk->events, err,
			    "there are more than %d values here", MAX_CHILDREN);
		link_child(map, parent, node);
	}
	*ret_node = node;
	return 0;
}

static int
open_value(struct walk *walk, bool is_mapping, struct error *err)
{
	uint32_t node = NO_NODE;
	int status = add_value(walk, &node, err);

	if (status < 0)
		return status;
	if (walk->depth == MAX_DEPTH)
		return yaml_events_refuse(&walk->events, err,
		    "values are nested more than %d deep", MAX_DEPTH);
	walk->open[walk->depth] = node;
	walk->is_mapping[walk->depth] = is_mapping;
	walk->depth++;
	return 0;
}

static bool
expects_key(const struct walk *walk)
{
	return walk->depth > 0 && walk->is_mapping[walk->depth - 1] &&
	       !walk->has_key;
}

static int
take_key(struct walk *walk, struct error *err)
{
	const yaml_event_t *event = &walk->events.event;
	const char *key;
	size_t len;
	uint32_t twin;

	if (event->type != YAML_SCALAR_EVENT)
		return yaml_events_refuse(
		    &walk->events, err, "a key must be a plain word");
	key = (const char *)event->data.scalar.value;
	len = event->data.scalar.length;
	if (len == 0 || len > MAX_KEY_BYTES)
		return yaml_events_refuse(&walk->events, err,
		    "a key must be 1 to %d bytes long", MAX_KEY_BYTES);
	twin = find_child(walk->map, walk->open[walk->depth - 1], key, len);
	if (twin != NO_NODE)
		return yaml_events_refuse(&walk->events, err,
		    "the key '%s' stands twice: first in line %d", key,
		    walk->map->nodes[twin].key_at.line);
	memcpy(walk->key, key, len + 1);
	walk->key_at = event_position(walk);
	walk->has_key = true;
	return 0;
}

static int
take_event(struct walk *walk, struct error *err)
{
	yaml_event_type_t type = walk->events.event.type;
	uint32_t node = NO_NODE;

	if (type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT) {
		walk->depth--;
		return 0;
	}
	if (type != YAML_SCALAR_EVENT && type != YAML_MAPPING_START_EVENT &&
	    type != YAML_SEQUENCE_START_EVENT)
		return 0;
	if (expects_key(walk))
		return take_key(walk, err);
	if (type == YAML_SCALAR_EVENT)
		return add_value(walk, &node, err);
	return open_value(walk, type == YAML_MAPPING_START_EVENT, err);
}

int
position_map_new(const char *file_name, const char *bytes, size_t len,
    struct position_map **ret_map, struct error *err)
{
	cleanup_(walk_release) struct walk walk = {0};
	int status;

	walk.map = memory_alloc(sizeof(*walk.map));
	yaml_events_init(&walk.events, file_name, bytes, len);
	do {
		status = yaml_events_next(&walk.events, err);
		if (status == 0)
			status = take_event(&walk, err);
		if (status < 0)
			return status;
	} while (walk.events.event.type != YAML_STREAM_END_EVENT);
	if (walk.map->count == 0)
		return error_set(err, OB_EINVALID,
		    "%.200s:1:1: the file is empty", file_name);
	*ret_map = TAKE_PTR(walk.map);
	return 0;
}

static uint32_t
nth_child(const struct position_map *map, uint32_t parent, size_t index)
{
	uint32_t child = map->nodes[parent].first_child;

	while (child != NO_NODE && index > 0) {
		child = map->nodes[child].next;
		index--;
	}
	return child;
}

/* Reads one "name" or "[3]" off the path; NO_NODE when it is not there. */
static uint32_t
step_into(const struct position_map *map, uint32_t parent, const char **path_io)
{
	const char *path = *path_io;
	size_t len;

	if (*path == '[') {
		char *end = NULL;
		size_t index = strtoul(path + 1, &end, 10);

		assert(*end == ']');
		*path_io = end + 1;
		return nth_child(map, parent, index);
	}
	path += *path == '.';
	len = strcspn(path, ".[");
	*path_io = path + len;
	return find_child(map, parent, path, len);
}

static uint32_t
find_nearest(const struct position_map *map, const char *path)
{
	uint32_t node = 0;

	while (*path != '\0') {
		uint32_t child = step_into(map, node, &path);

		if (child == NO_NODE)
			break;
		node = child;
	}
	return node;
}

struct position
position_map_find(const struct position_map *map, const char *path)
{
	return map->nodes[find_nearest(map, path)].value_at;
}

struct position
position_map_find_key(
    const struct position_map *map, const char *path, const char *key)
{
	uint32_t parent = find_nearest(map, path);
	uint32_t child = find_child(map, parent, key, strlen(key));

	return child != NO_NODE ? map->nodes[child].key_at
				: map->nodes[parent].value_at;
}

bool
position_map_has(const struct position_map *map, const char *path)
{
	uint32_t node = 0;

	while (*path != '\0' && node != NO_NODE)
		node = step_into(map, node, &path);
	return node != NO_NODE;
}
