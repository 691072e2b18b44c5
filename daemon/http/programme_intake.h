/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_PROGRAMME_INTAKE_H
#define ONBOARD_HTTP_PROGRAMME_INTAKE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "formats/bundle.h"
#include "model/programme.h"

struct engine;

/*
 * From files to versions: reads programmes and overlays, lays each overlay
 * over its base, also those overlays that are in force already and whose base
 * comes anew, and stores all of it or nothing.  Shared by the API and the
 * start of the program.
 */
struct programme_intake {
	const struct bundle *bundles;
	size_t count;
	struct programme_scope scope; /* of the programmes among them */
	bool dry_run;
	/*
	 * They come from the configuration: what it gave the last time does
	 * not undo what was imported by hand since.
	 */
	bool is_configuration;
	/*
	 * Told of each overlay in force that fits its base no more; its last
	 * version stays.  NULL: that is a mistake.
	 */
	void (*unfit)(void *arg, const char *overlay, const char *why);
	/* Told of each version that is new; may be NULL. */
	void (*added)(void *arg, const char *id, int version,
	    const struct programme_scope *scope);
	void *arg;
};

/* What a new leader would be given if a file were imported; owned. */
struct programme_trial {
	struct programme *programme;
	char *area;
	char *workplace;
};

void programme_trial_release(struct programme_trial *trial);

/*
 * Tries the first of the files: refuses what an import for everybody would,
 * and stores nothing.  The intake's scope is the leader's place, where an
 * overlay that is in force lies over a programme; an overlay says itself whom
 * it is for.
 */
int programme_intake_try(struct engine *engine, const char *actor,
    const struct programme_intake *intake, struct programme_trial *ret_trial,
    struct strbuf *report, struct error *err) OB_MUST_CHECK;

/* report, which may be NULL, gets every mistake as a line of its own. */
int programme_intake_run(struct engine *engine, const char *actor,
    const struct programme_intake *intake, json_t **ret_view,
    struct strbuf *report, struct error *err) OB_MUST_CHECK;

/*
 * Withdraws what an area or a workplace has of its own; what lay upon it is
 * laid over what was under it.  OB_ECONFLICT when that does not fit.
 */
int programme_intake_withdraw(struct engine *engine, const char *actor,
    const char *id, const struct programme_scope *scope, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
