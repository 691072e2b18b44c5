/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_areas.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "formats/config_schema.h"
#include "formats/yaml_events.h"

/* Where the reading is; next always moves on to the event that follows. */
struct areas_reader {
	struct yaml_events events;
	struct settings *settings;
};

static int
next(struct areas_reader *reader, struct error *err)
{
	return yaml_events_next(&reader->events, err);
}

static yaml_event_type_t
type_of(const struct areas_reader *reader)
{
	return reader->events.event.type;
}

static const char *
text_of(const struct areas_reader *reader)
{
	return (const char *)reader->events.event.data.scalar.value;
}

/* Moves past the value that begins here. */
static int
skip_value(struct areas_reader *reader, struct error *err)
{
	int depth = 0;
	int status;

	do {
		yaml_event_type_t type = type_of(reader);

		if (type == YAML_MAPPING_START_EVENT ||
		    type == YAML_SEQUENCE_START_EVENT)
			depth++;
		else if (type == YAML_MAPPING_END_EVENT ||
			 type == YAML_SEQUENCE_END_EVENT)
			depth--;
		status = next(reader, err);
	} while (status == 0 && depth > 0);
	return status;
}

/* Appends to a list that always ends in NULL. */
static void
append(struct settings_list *list, const char *text)
{
	list->items =
	    memory_resize(list->items, list->count + 2, sizeof(*list->items));
	list->items[list->count++] = memory_strdup(text);
	list->items[list->count] = NULL;
}

static int
take_rule(
    struct areas_reader *reader, struct settings_list *list, struct error *err)
{
	if (type_of(reader) != YAML_SCALAR_EVENT)
		return yaml_events_refuse(
		    &reader->events, err, "a day must be a single text");
	if (text_of(reader)[0] == '\0' ||
	    strlen(text_of(reader)) > CONFIG_MAX_RULE)
		return yaml_events_refuse(&reader->events, err,
		    "a day must be 1 to %d bytes long", CONFIG_MAX_RULE);
	if (list->count == CONFIG_MAX_RULES)
		return yaml_events_refuse(&reader->events, err,
		    "there are more than %d days here", CONFIG_MAX_RULES);
	append(list, text_of(reader));
	return next(reader, err);
}

static int
read_list(
    struct areas_reader *reader, struct settings_list *list, struct error *err)
{
	int status;

	if (type_of(reader) != YAML_SEQUENCE_START_EVENT)
		return yaml_events_refuse(
		    &reader->events, err, "this must be a list: [...]");
	status = next(reader, err);
	while (status == 0 && type_of(reader) != YAML_SEQUENCE_END_EVENT)
		status = take_rule(reader, list, err);
	return status == 0 ? next(reader, err) : status;
}

static struct settings_list *
find_list(struct settings_area *area, const char *key)
{
	if (strcmp(key, "closed") == 0)
		return &area->closed;
	if (strcmp(key, "half") == 0)
		return &area->half;
	if (strcmp(key, "no_meeting") == 0)
		return &area->no_meeting;
	return strcmp(key, "quiet") == 0 ? &area->quiet : NULL;
}

static int
read_lists(
    struct areas_reader *reader, struct settings_area *area, struct error *err)
{
	int status = 0;

	while (status == 0 && type_of(reader) != YAML_MAPPING_END_EVENT) {
		struct settings_list *list = find_list(area, text_of(reader));

		if (list == NULL)
			return yaml_events_refuse(&reader->events, err,
			    "unknown key '%.64s' in an area's calendar; it "
			    "has 'closed', 'half', 'no_meeting' and 'quiet'",
			    text_of(reader));
		status = next(reader, err);
		if (status == 0)
			status = read_list(reader, list, err);
	}
	return status == 0 ? next(reader, err) : status;
}

static void
end_lists(struct settings_area *area)
{
	struct settings_list *const lists[] = {
	    &area->closed, &area->half, &area->no_meeting, &area->quiet};

	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		if (lists[i]->items == NULL)
			lists[i]->items =
			    memory_alloc(sizeof(*lists[i]->items));
}

/* The current event is the area's name. */
static int
read_area(struct areas_reader *reader, struct error *err)
{
	struct settings *settings = reader->settings;
	struct settings_area *area;
	struct error why = ERROR_INIT;
	int status;

	if (settings->calendar.area_count == CONFIG_MAX_AREAS)
		return yaml_events_refuse(&reader->events, err,
		    "there are more than %d areas", CONFIG_MAX_AREAS);
	if (utf8_check_line(
		"calendar.areas", text_of(reader), CONFIG_MAX_NAME, &why) < 0)
		return yaml_events_refuse(&reader->events, err, "%s", why.text);
	settings->calendar.areas = memory_resize(settings->calendar.areas,
	    settings->calendar.area_count + 1,
	    sizeof(settings->calendar.areas[0]));
	area = &settings->calendar.areas[settings->calendar.area_count++];
	*area = (struct settings_area){.name = memory_strdup(text_of(reader))};
	end_lists(area);
	status = next(reader, err);
	if (status != 0)
		return status;
	if (type_of(reader) != YAML_MAPPING_START_EVENT)
		return yaml_events_refuse(&reader->events, err,
		    "an area must be keys with lists: {closed: [...]}");
	status = next(reader, err);
	return status == 0 ? read_lists(reader, area, err) : status;
}

static int
read_areas(struct areas_reader *reader, struct error *err)
{
	int status;

	if (type_of(reader) != YAML_MAPPING_START_EVENT)
		return yaml_events_refuse(&reader->events, err,
		    "'calendar.areas' must be areas with their days: "
		    "{skole: {closed: [...]}}");
	status = next(reader, err);
	while (status == 0 && type_of(reader) != YAML_MAPPING_END_EVENT)
		status = read_area(reader, err);
	return status == 0 ? next(reader, err) : status;
}

typedef int (*read_fn)(struct areas_reader *reader, struct error *err);

/* In the mapping that begins here, reads the value of one key. */
static int
find_key(struct areas_reader *reader, const char *key, read_fn read,
    struct error *err)
{
	int status;

	if (type_of(reader) != YAML_MAPPING_START_EVENT)
		return skip_value(reader, err);
	status = next(reader, err);
	while (status == 0 && type_of(reader) != YAML_MAPPING_END_EVENT) {
		bool is_it = strcmp(text_of(reader), key) == 0;

		status = next(reader, err);
		if (status == 0)
			status =
			    is_it ? read(reader, err) : skip_value(reader, err);
	}
	return status == 0 ? next(reader, err) : status;
}

static int
read_calendar(struct areas_reader *reader, struct error *err)
{
	return find_key(reader, "areas", read_areas, err);
}

int
config_areas_read(const char *file_name, const char *bytes, size_t len,
    struct settings *settings, struct error *err)
{
	struct areas_reader reader = {.settings = settings};
	int status;

	yaml_events_init(&reader.events, file_name, bytes, len);
	do
		status = next(&reader, err);
	while (
	    status == 0 && (type_of(&reader) == YAML_STREAM_START_EVENT ||
			       type_of(&reader) == YAML_DOCUMENT_START_EVENT));
	if (status == 0)
		status = find_key(&reader, "calendar", read_calendar, err);
	yaml_events_release(&reader.events);
	return status;
}
