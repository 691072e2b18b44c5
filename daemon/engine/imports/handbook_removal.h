/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_IMPORTS_HANDBOOK_REMOVAL_H
#define ONBOARD_ENGINE_IMPORTS_HANDBOOK_REMOVAL_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * Which entry of the handbook goes: the function's for a place, or where none
 * is said the entry of that name.
 */
struct handbook_removal {
	const char *name;
	struct programme_scope place;
	bool dry_run;
};

/*
 * Removes what a table brought.  Open steps of new leaders whom it was to
 * contact pass to the nearest that is left, and nobody is asked about it any
 * more.  OB_ENOTFOUND; OB_ECONFLICT for what the handbook's file has.
 * {"function","area","workplace","title","contacts","dry_run"}, the contacts as
 * contacts_follow() tells.
 */
int handbook_removal_run(struct engine *engine, const char *actor,
    const struct handbook_removal *wanted, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
