/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_YAML_EVENTS_H
#define ONBOARD_FORMATS_YAML_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

#include "base/error.h"

/*
 * libyaml's events one by one, with errors as "file:line:column: text".
 * What no file of ours needs is an error here: anchors, aliases, tags, a
 * second document, control characters in a text.
 */
struct yaml_events {
	const char *file_name; /* borrowed */
	const char *bytes;
	yaml_parser_t parser;
	yaml_event_t event; /* the current one */
	bool has_event;
	bool has_document;
};

/* borrows file_name and bytes until the release */
void yaml_events_init(struct yaml_events *events, const char *file_name,
    const char *bytes, size_t len);
void yaml_events_release(struct yaml_events *events);

/* Moves to the next event; YAML_STREAM_END_EVENT is the last. */
int yaml_events_next(
    struct yaml_events *events, struct error *err) OB_MUST_CHECK;

/* OB_EINVALID with the current event's position before the text. */
int yaml_events_refuse(const struct yaml_events *events, struct error *err,
    const char *format, ...) OB_PRINTF(3, 4);

#endif
