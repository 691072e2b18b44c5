/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_ACTIVITIES_H
#define ONBOARD_ENGINE_ACTIVITIES_ACTIVITIES_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/activity.h"

struct activity;
struct change;
struct dossier;
struct engine;
struct mail;
struct talk_facts;

/*
 * What can be done with an activity.  reference is its id or "LEADER:STEP"
 * ("3:forventning-2").  OB_ECONFLICT when the state does not allow it, also
 * for a request that arrives twice.  Views are {"activity":{...}}, after
 * show, complete and skip with "talk" beside it (talks.h).
 */

/* NULL and false filter nothing; texts as the user gave them. */
struct activities_filter {
	const char *leader;
	const char *responsible; /* an address */
	const char *planned_before;
	bool overdue;
};

int activities_list(struct engine *engine,
    const struct activities_filter *filter, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;
int activities_show(struct engine *engine, const char *reference,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* What a verb on one activity is given, as text. */
struct activity_request {
	const char *reference;
	const char *at;	  /* when it was done (NULL: now), where it moves to */
	const char *note; /* a note, or the reason; NULL for none */
	const struct talk_facts *talk; /* with complete; NULL for none */
};

/* at is never later than now.  A held activity stays. */
int activities_complete(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Needs a reason.  A skipped prerequisite counts as settled. */
int activities_skip(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Moves to a day or a day and time ("2026-12-14", "2026-12-14T10:30"); what
 * depends on it and would stand before it is planned anew: "moved" lists all.
 */
int activities_move(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Whether activities_move() would take it there now, without doing so: its
 * errors, if not.  minute -1 has a time found.
 */
int activities_may_move(struct dossier *dossier, struct activity *activity,
    struct date day, int minute, struct error *err) OB_MUST_CHECK;

/*
 * Needs a reason.  What is done or skipped is to be done after all: on its
 * day, or by the rule when that has passed.  Finished activities that waited
 * for it are left alone: "dependants" lists them; "moved" lists what moved.
 * OB_ECONFLICT for a mail that was sent.
 */
int activities_reopen(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Within a change: the mail that did a mail step has not arrived, so the step
 * is open again with its failed mail, as when the relay refuses one, and done
 * once that is sent again.  Nothing happens to what somebody has settled since,
 * in a journey that is over, and where the step would come after the leader's
 * last day.
 */
#define ACTIVITIES_BY_MAIL "mail" /* settled_by of a step that its mail did */
int activities_reopen_unsent(struct change *outer, const struct mail *mail,
    struct error *err) OB_MUST_CHECK;

/*
 * Within a change: what another verb has done is to be done after all, as that
 * verb is taken back.  It stays done in a journey that is over, and where it
 * would come after the leader's last day.  A dossier of the journey is out of
 * date afterwards.
 */
struct reopening_request {
	int64_t journey_id;
	int64_t activity_id;
	const char *reason;
};

int activities_reopen_done(struct change *outer,
    const struct reopening_request *request, struct error *err) OB_MUST_CHECK;

/*
 * Within the engine: OB_ECONFLICT for what is not done by saying so, but by
 * what it asks for: an answer to a survey, or a first task.
 */
int activities_check_by_hand(const struct dossier *dossier,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

/* Why the activity has its day. */
int activities_explain(struct engine *engine, const char *reference,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Within the engine: settles an open activity of a loaded dossier and plans
 * anew what was held for it.
 */
struct settlement {
	int64_t activity_id;
	enum activity_state state; /* done or skipped */
	int64_t at;
	const char *note;	       /* NULL for none */
	const struct talk_facts *talk; /* with done; NULL for none */
};

int activities_settle(struct change *change, struct dossier *dossier,
    const struct settlement *settlement, struct error *err) OB_MUST_CHECK;

/*
 * What was done by another verb is what the step asks for: completes it, if
 * the journey has it, it is open and waits for nothing.
 */
int activities_fulfil(struct change *change, struct dossier *dossier,
    const char *step, int64_t at, struct error *err) OB_MUST_CHECK;

/*
 * Within the engine: a journey that had ended has something to do again, and
 * goes on.  Of others nothing changes.
 */
int activities_go_on(struct change *change, struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/* Finds the journey and the activity that a reference names. */
int activities_find(struct engine *engine, const char *reference,
    struct dossier *ret_dossier, int64_t *ret_activity_id,
    struct error *err) OB_MUST_CHECK;

#endif
