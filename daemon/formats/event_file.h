/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_EVENT_FILE_H
#define ONBOARD_FORMATS_EVENT_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "model/annual_event.h"

/*
 * The file of annual events (onboard-events(5)).  Mistakes are lines of
 * "file:line:column: text" in err->text, as in config.h.
 */
#define EVENT_FILE_MAX_BYTES (256 * 1024)

/* Whether a yearly rule can be used; the rules are another module's. */
typedef int (*event_file_rule_fn)(const char *rule, struct error *err);

/* OB_ENOTFOUND when there is no such file; returns owned. */
int event_file_load(const char *path, event_file_rule_fn check_rule,
    struct annual_events **ret_events, struct error *err) OB_MUST_CHECK;

struct event_file {
	const char *name;
	const char *bytes;
	size_t len;
};

int event_file_parse(const struct event_file *file,
    event_file_rule_fn check_rule, struct annual_events **ret_events,
    struct error *err) OB_MUST_CHECK;

#endif
