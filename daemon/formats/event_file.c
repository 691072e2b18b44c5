/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/event_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "formats/document.h"
#include "formats/mistakes.h"
#include "formats/number.h"
#include "model/condition.h"
#include "model/role.h"

#define PATH_SIZE 64
#define MAX_EVENTS 200
#define MAX_TIMES 100
#define MAX_ID_CHARS 40
#define MAX_LINE_CHARS 200
#define MAX_RULE_CHARS 200
#define DAY_MINUTES (24 * 60)

struct pair_values {
	char *da;
	char *en;
};

struct event_values {
	char *id;
	struct pair_values title;
	char **dates;
	size_t date_count;
	char *yearly;
	char *time;
	char *minutes;
	char *role;
	char *only_if;
};

struct file_values {
	struct event_values *events;
	size_t count;
};

#define TEXT(key, flags, owner, member, least, most)                           \
	CYAML_FIELD_STRING_PTR(key, flags, struct owner, member, least, most)
#define LINE_BYTES (MAX_LINE_CHARS * 4)

static const cyaml_schema_value_t date_schema = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, 40)};

static const cyaml_schema_field_t title_keys[] = {
    TEXT("da", CYAML_FLAG_DEFAULT, pair_values, da, 1, LINE_BYTES),
    TEXT("en", CYAML_FLAG_DEFAULT, pair_values, en, 1, LINE_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t event_keys[] = {
    TEXT("id", CYAML_FLAG_DEFAULT, event_values, id, 1, MAX_ID_CHARS),
    CYAML_FIELD_MAPPING(
	"title", CYAML_FLAG_DEFAULT, struct event_values, title, title_keys),
    CYAML_FIELD_SEQUENCE_COUNT("dates",
	CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER, struct event_values, dates,
	date_count, &date_schema, 1, MAX_TIMES),
    TEXT(
	"yearly", CYAML_FLAG_OPTIONAL, event_values, yearly, 1, MAX_RULE_CHARS),
    TEXT("time", CYAML_FLAG_OPTIONAL, event_values, time, 1, 20),
    TEXT("minutes", CYAML_FLAG_OPTIONAL, event_values, minutes, 1, 20),
    TEXT("role", CYAML_FLAG_DEFAULT, event_values, role, 1, 64),
    TEXT("only_if", CYAML_FLAG_OPTIONAL, event_values, only_if, 1,
	CONDITION_TEXT_SIZE - 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t event_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct event_values, event_keys)};

static const cyaml_schema_field_t top_keys[] = {
    CYAML_FIELD_SEQUENCE_COUNT("events", CYAML_FLAG_POINTER, struct file_values,
	events, count, &event_schema, 0, MAX_EVENTS),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file_values, top_keys)};

/* One event on its way from the file. */
struct reading {
	struct mistakes *mistakes;
	const struct event_values *values;
	size_t index;
};

static void
add_mistake(const struct reading *reading, const char *key, const char *text)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("events[%zu].%s", reading->index, key);

	mistakes_add(reading->mistakes, path, "%s", text);
}

static void
take_id(const struct reading *reading, struct annual_event *event)
{
	const char *id = reading->values->id;

	if (id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
		add_mistake(reading, "id",
		    "an event's id has the letters a to z, digits and hyphens");
	event->id = memory_strdup(id);
}

static char *
take_line(const struct reading *reading, const char *key, const char *text)
{
	struct error err = ERROR_INIT;

	if (utf8_check_line(key, text, MAX_LINE_CHARS, &err) < 0)
		add_mistake(reading, key, err.text);
	return memory_strdup(text);
}

/* "2027-03-11T09:00", or "2027-03-11" for the whole day. */
static int
read_time(const char *text, struct annual_time *ret_time, struct error *err)
{
	const char *mark = strchr(text, 'T');
	cleanup_(memory_free_ptr) char *day = memory_strndup(
	    text, mark == NULL ? strlen(text) : (size_t)(mark - text));
	int status = date_parse(day, &ret_time->day, err);

	ret_time->start = -1;
	if (status == OB_OK && mark != NULL)
		status = instant_parse_clock(mark + 1, &ret_time->start, err);
	return status;
}

static void
check_twice(const struct reading *reading, const struct annual_event *event,
    const char *key)
{
	size_t last = event->time_count - 1;

	for (size_t i = 0; i < last; i++) {
		if (event->times[i].day.day == event->times[last].day.day)
			add_mistake(reading, key, "the same day stands twice");
	}
}

static void
take_times(const struct reading *reading, struct annual_event *event)
{
	size_t count = reading->values->date_count;

	event->times = memory_alloc((count + 1) * sizeof(*event->times));
	for (size_t i = 0; i < count; i++) {
		struct error err = ERROR_INIT;
		char key[PATH_SIZE];

		(void)snprintf(key, sizeof(key), "dates[%zu]", i);
		if (read_time(reading->values->dates[i], &event->times[i],
			&err) < 0) {
			add_mistake(reading, key, err.text);
			event->times[i].day = DATE_NONE;
		}
		event->time_count++;
		if (!date_is_none(event->times[i].day))
			check_twice(reading, event, key);
	}
}

static void
take_yearly(const struct reading *reading, event_file_rule_fn check_rule,
    struct annual_event *event)
{
	const struct event_values *values = reading->values;
	struct error err = ERROR_INIT;

	event->start = -1;
	event->yearly =
	    memory_strdup(values->yearly == NULL ? "" : values->yearly);
	if ((values->yearly == NULL) == (values->date_count == 0))
		add_mistake(
		    reading, "id", "an event has either 'dates' or 'yearly'");
	if (values->yearly != NULL && check_rule(values->yearly, &err) < 0)
		add_mistake(reading, "yearly", err.text);
	if (values->time == NULL)
		return;
	if (values->yearly == NULL)
		add_mistake(reading, "time",
		    "'time' goes with 'yearly'; write the time of a date "
		    "behind it, as 2027-03-11T09:00");
	if (instant_parse_clock(values->time, &event->start, &err) < 0)
		add_mistake(reading, "time", err.text);
}

static bool
has_time(const struct annual_event *event)
{
	for (size_t i = 0; i < event->time_count; i++) {
		if (event->times[i].start >= 0)
			return true;
	}
	return event->start >= 0;
}

static void
take_minutes(const struct reading *reading, struct annual_event *event)
{
	const char *text = reading->values->minutes;
	struct error err = ERROR_INIT;
	int latest = event->start;

	if (text == NULL) {
		if (has_time(event))
			add_mistake(reading, "minutes",
			    "'minutes' is missing: how long it lasts");
		return;
	}
	if (number_parse(
		"minutes", text, 1, DAY_MINUTES, &event->minutes, &err) < 0) {
		add_mistake(reading, "minutes", err.text);
		return;
	}
	for (size_t i = 0; i < event->time_count; i++) {
		if (event->times[i].start > latest)
			latest = event->times[i].start;
	}
	if (latest >= 0 && latest + event->minutes > DAY_MINUTES)
		add_mistake(reading, "minutes", "it would end after midnight");
}

static void
take_role(const struct reading *reading, struct annual_event *event)
{
	const char *role = reading->values->role;

	if (strcmp(role, ROLE_LEADER) != 0 && !role_is_assignable(role))
		add_mistake(reading, "role",
		    "that is no role that a person can have; use leader, "
		    "manager, mentor, coordinator, hiring_leader, director, "
		    "local_admin, network_lead or function:NAME");
	event->role = memory_strdup(role);
}

static void
take_condition(const struct reading *reading, struct annual_event *event)
{
	const char *text = reading->values->only_if;
	char canonical[CONDITION_TEXT_SIZE] = "";
	struct error err = ERROR_INIT;

	if (text != NULL && condition_check(text, canonical, &err) < 0)
		add_mistake(reading, "only_if", err.text);
	event->only_if = memory_strdup(canonical);
}

static void
take_event(const struct reading *reading, event_file_rule_fn check_rule,
    struct annual_event *event)
{
	take_id(reading, event);
	event->title.in[LANGUAGE_DA] =
	    take_line(reading, "title.da", reading->values->title.da);
	event->title.in[LANGUAGE_EN] =
	    take_line(reading, "title.en", reading->values->title.en);
	take_times(reading, event);
	take_yearly(reading, check_rule, event);
	take_minutes(reading, event);
	take_role(reading, event);
	take_condition(reading, event);
}

static struct annual_events *
build(const struct file_values *values, event_file_rule_fn check_rule,
    struct mistakes *mistakes)
{
	struct annual_events *events = memory_alloc(sizeof(*events));

	events->items =
	    memory_alloc((values->count + 1) * sizeof(*events->items));
	for (size_t i = 0; i < values->count; i++) {
		const struct reading reading = {
		    mistakes, &values->events[i], i};

		take_event(&reading, check_rule, &events->items[i]);
		events->count++;
		for (size_t k = 0; k < i; k++) {
			if (strcmp(events->items[k].id, events->items[i].id) ==
			    0)
				add_mistake(&reading, "id",
				    "another event has this id already");
		}
	}
	return events;
}

int
event_file_parse(const struct event_file *file, event_file_rule_fn check_rule,
    struct annual_events **ret_events, struct error *err)
{
	cleanup_(document_release) struct document document = DOCUMENT_INIT;
	cleanup_(mistakes_release) struct mistakes mistakes = {0};
	cleanup_(annual_events_free_ptr) struct annual_events *events = NULL;
	int status;

	if (file->len > EVENT_FILE_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "'%.200s' is larger than %d KiB", file->name,
		    EVENT_FILE_MAX_BYTES / 1024);
	status = document_parse(
	    file->name, file->bytes, file->len, &file_schema, &document, err);
	if (status < 0)
		return status;
	mistakes_init(&mistakes, file->name, document.map);
	events = build(document.values, check_rule, &mistakes);
	status = mistakes_settle(&mistakes, NULL, err);
	if (status < 0)
		return status;
	*ret_events = TAKE_PTR(events);
	return OB_OK;
}

int
event_file_load(const char *path, event_file_rule_fn check_rule,
    struct annual_events **ret_events, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = file_read(path, EVENT_FILE_MAX_BYTES, &bytes, err);

	if (status < 0)
		return status;
	return event_file_parse(
	    &(struct event_file){path, bytes.buf, bytes.len}, check_rule,
	    ret_events, err);
}
