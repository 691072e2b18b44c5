/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_JOURNEYS_H
#define ONBOARD_ENGINE_JOURNEYS_JOURNEYS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/journeys/journey_facts.h"

struct change;
struct dossier;
struct engine;

/*
 * What can be done with a whole journey.  Days are texts as YYYY-MM-DD, NULL
 * where none was given.  With dry_run nothing is kept: the view shows what
 * would be.  What is done stays done; what does not move is not touched.
 * Views have "leader", "dry_run" and the lists of planning_outcome_view().
 */

struct first_day_request {
	const char *to;
	const char *reason; /* for the audit log; NULL for none */
	bool dry_run;
};

/* Moves the first day.  "dropped_pauses" lists those that lie before it. */
int journeys_move_first_day(struct engine *engine, const char *actor,
    int64_t id, const struct first_day_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

struct edit_leader_request {
	struct journey_facts facts;
	const char *reason; /* for the audit log; NULL for none */
	bool dry_run;
};

/*
 * The job is another than was known: steps that no longer concern the journey
 * are cancelled, such as now do are planned.  In another place its functions
 * contact the leader: "contacts" as contacts_follow() tells.  The version
 * stays; "fitting_version" names the one that a new leader there would be
 * given.
 */
int journeys_edit(struct engine *engine, const char *actor, int64_t id,
    const struct edit_leader_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

struct pause_request {
	const char *from; /* both days included */
	const char *to;
	const char *reason; /* for the audit log; NULL for none */
	bool dry_run;
};

/*
 * Leave or illness: what is open from then on comes so much later.  In between
 * those concerned hear once of what has moved, and of nothing else.
 */
int journeys_pause(struct engine *engine, const char *actor, int64_t id,
    const struct pause_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

struct resume_request {
	const char *on;	    /* the first day back; default: today */
	const char *reason; /* for the audit log; NULL for none */
	bool dry_run;
};

/* Back before the pause was to end; on its first day there is no pause. */
int journeys_resume(struct engine *engine, const char *actor, int64_t id,
    const struct resume_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Ends it for good: {"leader","cancelled":[...],"mails":n}, and of an exit
 * whose leader's own journey still runs and loses its last day
 * "onboarding":{...}, which says what became of that.
 */
int journeys_cancel(struct engine *engine, const char *actor, int64_t id,
    const char *reason, json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct end_request {
	const char *last_day;
	const char *reason; /* for the audit log; NULL for none */
	bool dry_run;
};

/*
 * The leader leaves: what lies after the last day is cancelled, and the exit
 * programme begins: {"leader","cancelled","added","exit":{"leader",
 * "activities"}}.
 */
int journeys_end_employment(struct engine *engine, const char *actor,
    int64_t id, const struct end_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

struct migrate_request {
	int64_t version;    /* 0: the newest that fits */
	const char *reason; /* for the audit log; NULL for none */
	bool dry_run;
};

/*
 * Moves a running journey to another version of its programme: besides the
 * lists, "from_version", "to_version" and "differences" with "text", as
 * programmes_compare() tells them.
 */
int journeys_migrate(struct engine *engine, const char *actor, int64_t id,
    const struct migrate_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * What to do with what was late already when the leader was added: lists of
 * steps with commas between, and the word for the rest (now, done or skip).
 */
struct late_request {
	const char *now;
	const char *done;
	const char *skip;
	const char *rest;
};

/* {"leader","settled":[{"id","step","title","planned","choice"}],"left":n} */
int journeys_settle_late(struct engine *engine, const char *actor, int64_t id,
    const struct late_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Within the engine. */

/* The same in a change; settled (borrowed, may be NULL) is what the view has */
int journeys_choose_late(struct change *change, struct dossier *dossier,
    const struct late_request *request, json_t *settled,
    struct error *err) OB_MUST_CHECK;

/* What the day brings: pauses begin and end, employments end. */
int journeys_turn(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
