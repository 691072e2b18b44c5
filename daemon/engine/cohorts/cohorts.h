/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_COHORTS_H
#define ONBOARD_ENGINE_COHORTS_COHORTS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;
struct engine;

/*
 * A cohort is a journey that many go together: its sessions are common, and
 * who runs it has the role "leader".  Who takes part is nominations.h's.
 */

/* As text; NULL where nothing was given. */
struct cohort_request {
	const char *name;
	const char *start;
	const char *opened;	 /* default: today */
	const char *coordinator; /* "Name <addr>"; default: the configured */
	const char *programme;	 /* default: "foer-leder" */
	const char *area;
};

int cohorts_add(struct engine *engine, const char *actor,
    const struct cohort_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* {"cohorts":[...]} */
int cohorts_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* {"cohort","nominations","activities","feeds","pages","rules"} */
int cohorts_show(struct engine *engine, int64_t id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Within the engine. */

/* OB_ENOTFOUND when the journey is no cohort. */
int cohorts_load(struct engine *engine, int64_t id, struct dossier *ret_dossier,
    struct error *err) OB_MUST_CHECK;

/*
 * Who takes part has changed: what is to come follows, and so do calendars
 * and pages.  The dossier is read again.
 */
int cohorts_recast(struct change *change, struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/*
 * Steps that the nominations show to be done are done: the call and the
 * nominations once enough are nominated, the answers once enough have said
 * yes and nobody is still to answer.  The dossier is read again.
 */
int cohorts_note_progress(struct change *change, struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/* How many take part. */
int cohorts_count_participants(const struct dossier *dossier);

/* [{"rule":"participants","have","need","hint"}] */
json_t *cohorts_rules(const struct dossier *dossier);

/* {"state","nominated","person_accepted",...}, without names. */
json_t *cohorts_nomination_view(
    const struct engine *engine, const struct nomination *nomination);

#endif
