/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_DECISIONS_H
#define ONBOARD_ENGINE_PROGRAMMES_PROGRAMME_DECISIONS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "text/catalogue.h"

struct engine;

/* Who decided a version of a programme, when and why: one for each version. */

/* Characters. */
#define PROGRAMME_DECISIONS_BY_MAX 200
#define PROGRAMME_DECISIONS_REASON_MAX 500

struct programme_decisions_request {
	const char *programme;
	int version;
	const char *by;	     /* a group or a function: "styregruppen" */
	const char *decided; /* YYYY-MM-DD; NULL or "": today */
	const char *reason;
};

/*
 * Takes the place of what was noted of the version before, which the audit
 * keeps; of a version that was withdrawn, too.  {"programme","version",
 * "decision"}.  OB_EINVALID names the field.
 */
int programme_decisions_set(struct engine *engine, const char *actor,
    const struct programme_decisions_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Within the engine, of a version's row: {"decided","by","reason",
 * "recorded_by","recorded"}, or null where nothing is noted.
 */
int programme_decisions_find(struct engine *engine, int64_t programme_id,
    json_t **ret_decision, struct error *err) OB_MUST_CHECK;

/*
 * The same in a sentence, "Besluttet 3. november 2026 af styregruppen: færre
 * opgaver i første uge"; "" for null.  Returns owned.
 */
char *programme_decisions_told(
    const struct catalogue *words, const json_t *decision);

#endif
