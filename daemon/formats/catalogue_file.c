/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/catalogue_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "formats/position.h"
#include "formats/yaml_events.h"

#define MAX_TEXT_CHARS 4000

struct entry {
	char *key;
	char *text;
	int line;
};

struct entries {
	struct entry *items;
	size_t count;
	size_t size;
};

static void
release_entries(struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++) {
		free(entries->items[i].key);
		free(entries->items[i].text);
	}
	free(entries->items);
}

static void
add_entry(struct entries *entries, const char *key, const char *text, int line)
{
	if (entries->count == entries->size) {
		entries->size = entries->size == 0 ? 256 : entries->size * 2;
		entries->items = memory_resize(
		    entries->items, entries->size, sizeof(*entries->items));
	}
	entries->items[entries->count++] =
	    (struct entry){memory_strdup(key), memory_strdup(text), line};
}

static const char *
scalar_text(const struct yaml_events *events)
{
	return (const char *)events->event.data.scalar.value;
}

static int
check_key(const struct yaml_events *events, const char *key, struct error *err)
{
	const char *letters = "abcdefghijklmnopqrstuvwxyz0123456789._-";

	if (key[strspn(key, letters)] != '\0')
		return yaml_events_refuse(events, err,
		    "the key '%.64s' may hold only a to z, digits, '.', '_' "
		    "and '-'",
		    key);
	return 0;
}

static int
check_text(const struct yaml_events *events, const char *key, const char *text,
    struct error *err)
{
	struct error mistake = ERROR_INIT;

	if (utf8_check_text(key, text, MAX_TEXT_CHARS, &mistake) < 0)
		return yaml_events_refuse(events, err, "%s", mistake.text);
	return 0;
}

/* The current event is the key; the position pass has seen that it is one. */
static int
read_entry(
    struct yaml_events *events, struct entries *entries, struct error *err)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_strdup(scalar_text(events));
	int line = (int)events->event.start_mark.line + 1;
	int status = check_key(events, key, err);

	if (status == 0)
		status = yaml_events_next(events, err);
	if (status < 0)
		return status;
	if (events->event.type != YAML_SCALAR_EVENT)
		return yaml_events_refuse(
		    events, err, "'%s' must be a single text", key);
	status = check_text(events, key, scalar_text(events), err);
	if (status < 0)
		return status;
	add_entry(entries, key, scalar_text(events), line);
	return 0;
}

/* Moves to the first event of the mapping. */
static int
open_mapping(struct yaml_events *events, struct error *err)
{
	int status = 0;

	while (
	    status == 0 && (events->event.type == YAML_NO_EVENT ||
			       events->event.type == YAML_STREAM_START_EVENT ||
			       events->event.type == YAML_DOCUMENT_START_EVENT))
		status = yaml_events_next(events, err);
	if (status == 0 && events->event.type != YAML_MAPPING_START_EVENT)
		return yaml_events_refuse(
		    events, err, "a catalogue must be lines of 'key: text'");
	if (status == 0)
		status = yaml_events_next(events, err);
	return status;
}

static int
read_entries(
    struct yaml_events *events, struct entries *entries, struct error *err)
{
	int status = open_mapping(events, err);

	while (status == 0 && events->event.type != YAML_MAPPING_END_EVENT) {
		status = read_entry(events, entries, err);
		if (status == 0)
			status = yaml_events_next(events, err);
	}
	return status;
}

int
catalogue_file_parse(const char *file_name, const char *bytes, size_t len,
    catalogue_entry_fn entry, void *arg, struct error *err)
{
	cleanup_(position_map_free_ptr) struct position_map *map = NULL;
	cleanup_(release_entries) struct entries entries = {0};
	struct yaml_events events;
	int status;

	if (len > CATALOGUE_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "'%.200s' is larger than %d KiB", file_name,
		    CATALOGUE_MAX_BYTES / 1024);
	/* It finds keys that stand twice, and bounds their number. */
	status = position_map_new(file_name, bytes, len, &map, err);
	if (status < 0)
		return status;
	yaml_events_init(&events, file_name, bytes, len);
	status = read_entries(&events, &entries, err);
	yaml_events_release(&events);
	if (status < 0)
		return status;
	for (size_t i = 0; i < entries.count; i++)
		entry(arg, entries.items[i].key, entries.items[i].text,
		    entries.items[i].line);
	return 0;
}
