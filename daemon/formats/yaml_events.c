/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/yaml_events.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/printable.h"

void
yaml_events_init(struct yaml_events *events, const char *file_name,
    const char *bytes, size_t len)
{
	memset(events, 0, sizeof(*events));
	events->file_name = file_name;
	events->bytes = bytes;
	if (!yaml_parser_initialize(&events->parser))
		abort(); /* out of memory */
	yaml_parser_set_input_string(
	    &events->parser, (const unsigned char *)bytes, len);
}

void
yaml_events_release(struct yaml_events *events)
{
	if (events->has_event)
		yaml_event_delete(&events->event);
	events->has_event = false;
	yaml_parser_delete(&events->parser);
}

int
yaml_events_refuse(const struct yaml_events *events, struct error *err,
    const char *format, ...)
{
	char text[512];
	const yaml_mark_t *mark = &events->event.start_mark;
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	printable_clean(text);
	return error_set(err, OB_EINVALID, "%.200s:%zu:%zu: %s",
	    events->file_name, mark->line + 1, mark->column + 1, text);
}

/* libyaml gives no line for bytes that it cannot decode. */
static size_t
count_lines(const char *bytes, size_t len)
{
	size_t lines = 1;

	for (size_t i = 0; i < len; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static int
refuse_syntax(const struct yaml_events *events, struct error *err)
{
	const yaml_parser_t *parser = &events->parser;
	const char *problem =
	    parser->problem != NULL ? parser->problem : "this is not YAML";

	assert(parser->error != YAML_MEMORY_ERROR);
	if (parser->error == YAML_READER_ERROR)
		return error_set(err, OB_EINVALID, "%.200s:%zu:1: %s",
		    events->file_name,
		    count_lines(events->bytes, parser->problem_offset),
		    problem);
	return error_set(err, OB_EINVALID, "%.200s:%zu:%zu: %s%s%s",
	    events->file_name, parser->problem_mark.line + 1,
	    parser->problem_mark.column + 1,
	    parser->context != NULL ? parser->context : "",
	    parser->context != NULL ? ", " : "", problem);
}

static bool
has_control_character(const unsigned char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((text[i] < 0x20 && text[i] != '\n' && text[i] != '\t') ||
		    text[i] == 0x7f)
			return true;
	return false;
}

static int
check_decorations(const struct yaml_events *events, const yaml_char_t *anchor,
    const yaml_char_t *tag, struct error *err)
{
	if (anchor != NULL)
		return yaml_events_refuse(events, err,
		    "anchors are not allowed: write the value out");
	if (tag != NULL)
		return yaml_events_refuse(events, err,
		    "tags are not allowed: remove '%.60s'", (const char *)tag);
	return 0;
}

static int
check_scalar(const struct yaml_events *events, struct error *err)
{
	const yaml_event_t *event = &events->event;

	if (has_control_character(
		event->data.scalar.value, event->data.scalar.length))
		return yaml_events_refuse(
		    events, err, "this text holds a control character");
	return check_decorations(
	    events, event->data.scalar.anchor, event->data.scalar.tag, err);
}

static int
check_document(struct yaml_events *events, struct error *err)
{
	if (events->has_document)
		return yaml_events_refuse(
		    events, err, "only one document is allowed in a file");
	events->has_document = true;
	return 0;
}

static int
check_event(struct yaml_events *events, struct error *err)
{
	const yaml_event_t *event = &events->event;

	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return yaml_events_refuse(events, err,
		    "aliases are not allowed: write the value out");
	case YAML_DOCUMENT_START_EVENT:
		return check_document(events, err);
	case YAML_SCALAR_EVENT:
		return check_scalar(events, err);
	case YAML_SEQUENCE_START_EVENT:
		return check_decorations(events,
		    event->data.sequence_start.anchor,
		    event->data.sequence_start.tag, err);
	case YAML_MAPPING_START_EVENT:
		return check_decorations(events,
		    event->data.mapping_start.anchor,
		    event->data.mapping_start.tag, err);
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return 0;
	}
	return 0;
}

int
yaml_events_next(struct yaml_events *events, struct error *err)
{
	if (events->has_event)
		yaml_event_delete(&events->event);
	events->has_event = false;
	if (!yaml_parser_parse(&events->parser, &events->event))
		return refuse_syntax(events, err);
	events->has_event = true;
	return check_event(events, err);
}
