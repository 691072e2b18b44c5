/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_SURVEY_REQUESTS_H
#define ONBOARD_ENGINE_ANSWERS_SURVEY_REQUESTS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;
struct engine;

/*
 * Who is asked to answer the surveys of a journey's steps.  A step of kind
 * survey that comes due asks those whom its surveys name, each once and by one
 * mail; without a survey it is a task like others.
 */

/*
 * What the clock brings for one journey that runs: asks, reminds who has not
 * answered and is not reminded of the step itself, lets go whom it is no
 * longer for, and settles the step that all have answered or, outside a cohort,
 * that nobody can answer any more: that one is skipped.
 */
int survey_requests_run(
    struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/* Of a journey that is cancelled, or whose leader has left, nobody is asked. */
int survey_requests_leave(
    struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/*
 * Once a day: closes what nobody answered in time, and deletes the own words
 * that have been kept long enough.
 */
int survey_requests_expire(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

/*
 * Within a change: completes the step if all have answered who it waits for.
 * Of a leader's own step that is the leader.
 */
int survey_requests_settle(struct change *change, struct dossier *dossier,
    int64_t activity_id, struct error *err) OB_MUST_CHECK;

/*
 * Asks now, also before its day or after the time to answer; who has not
 * answered gets another mail.  {"activity":{...},"requests":[...]} as
 * survey_requests_list() has them.  OB_ECONFLICT for a step that is settled or
 * waits, without a survey, or whose surveys ask nobody who is there.
 */
int survey_requests_send(struct engine *engine, const char *actor,
    const char *reference, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * {"requests":[{"id","leader","step","survey","version","person","state",
 * "asked","answered","closes","reminders"}],"is_cut"}: that somebody answered,
 * never what.  leader and state as the user gave them; NULL filters nothing.
 */
int survey_requests_list(struct engine *engine, const char *leader,
    const char *state, json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
