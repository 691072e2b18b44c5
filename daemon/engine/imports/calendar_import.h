/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_IMPORTS_CALENDAR_IMPORT_H
#define ONBOARD_ENGINE_IMPORTS_CALENDAR_IMPORT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"

struct engine;

#define CALENDAR_IMPORT_DAYS 2000

/* Days of one class for the municipality or an area, all from one file. */
struct calendar_import {
	const char *source; /* the file's name: it replaces its own days */
	const char *area;   /* NULL or "": the whole municipality */
	const char *class;  /* closed, half, no_meeting, quiet */
	const json_t *days; /* [{"day","title"}], borrowed */
	bool dry_run;	    /* nothing is kept */
	bool confirm;	    /* what stands on the days moves at once */
};

/*
 * {"source","area","class","known_area","added":[{"day","title"}],"removed":
 * [...],"unchanged":N} and what calendar_review_run() gives.  known_area:
 * whether a leader or the configuration has the area.  OB_EINVALID names the
 * day that is wrong, and nothing is stored then.
 */
int calendar_import_run(struct engine *engine, const char *actor,
    const struct calendar_import *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* OB_EINVALID names the field "class". */
int calendar_import_check_class(
    const char *class, struct error *err) OB_MUST_CHECK;

/* Whether a leader or the configuration has the area; all have "". */
int calendar_import_knows_area(struct engine *engine, const char *area,
    bool *ret_is_known, struct error *err) OB_MUST_CHECK;

#endif
