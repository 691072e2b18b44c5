/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_IMPORTS_CLOSING_DAYS_H
#define ONBOARD_ENGINE_IMPORTS_CLOSING_DAYS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"

struct engine;

/*
 * Closed and special days by hand, a period at a time.  They are kept with the
 * days of imported tables, so either takes back what the other gave.
 */
#define CLOSING_DAYS_SOURCE "import"
#define CLOSING_DAYS_MAX 366 /* of one period */

struct closing_days {
	const char *area;  /* "": the whole municipality */
	const char *class; /* closed, half, no_meeting, quiet */
	const char *from;  /* "2027-12-21" */
	const char *until; /* NULL: from alone */
	const char *title; /* what they are called; not for taking back */
	bool dry_run;	   /* nothing is kept */
};

/*
 * Adds the days, or gives those that are there the class and the title, and
 * moves what stands on them, all or nothing.  {"days":N}, of how many anything
 * changes, and what calendar_review_move() sets.  OB_EINVALID names the field:
 * also for an area that neither a leader nor the configuration has.
 */
int closing_days_add(struct engine *engine, const char *actor,
    const struct closing_days *days, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Takes back the days of the class, whichever file gave them to exactly this
 * area; one that the configuration closes stays.  OB_EINVALID when there is
 * none.
 */
int closing_days_remove(struct engine *engine, const char *actor,
    const struct closing_days *days, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
