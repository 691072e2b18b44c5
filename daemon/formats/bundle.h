/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_BUNDLE_H
#define ONBOARD_FORMATS_BUNDLE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "formats/programme_file.h"

/*
 * A programme or overlay file together with the guides of its steps, so that
 * it can travel from the command to the daemon and be kept there.  As JSON:
 * {"name","text","guides":[{"step","language","text"}]}.
 */
#define BUNDLE_MAX_BYTES (16 * 1024 * 1024) /* as JSON */

struct bundle_guide {
	char *step;
	enum language language;
	char *text;
};

struct bundle {
	char *name; /* for messages: the file's */
	char *text;
	struct bundle_guide *guides;
	size_t guide_count;
	bool is_default; /* gives way to another programme of its id */
};

#define BUNDLE_INIT                                                            \
	{                                                                      \
		.name = NULL                                                   \
	}

/*
 * Reads a file and what guides it has in ../guides/ID/, as
 * programme_file_load() does; embedded ones are not taken along.  Mistakes
 * within are left to whoever parses it.
 */
int bundle_read(const char *path, struct bundle *ret_bundle,
    struct error *err) OB_MUST_CHECK;

/* An embedded programme; OB_ENOTFOUND when there is none of that id. */
int bundle_read_embedded(
    const char *id, struct bundle *ret_bundle, struct error *err) OB_MUST_CHECK;
void bundle_release(struct bundle *bundle);

bool bundle_is_overlay(const struct bundle *bundle);

json_t *bundle_to_json(const struct bundle *bundle);
int bundle_from_json(const json_t *value, struct bundle *ret_bundle,
    struct error *err) OB_MUST_CHECK;

/*
 * What to parse: its guides are the bundle's, and the embedded ones where it
 * has none.  Borrows from the bundle.
 */
struct programme_source bundle_source(const struct bundle *bundle);

#endif
