/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACTIVITIES_REMARKS_H
#define ONBOARD_ENGINE_ACTIVITIES_REMARKS_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * What is said of an activity by those who have a part in it: comments, which
 * all on the activity read, and that it cannot be done.  That changes neither
 * its day nor whose it is: the coordinator hears of it and hands it over, moves
 * it or skips it.  It holds while the activity is open and its owner's, until
 * somebody takes it back, moves the activity or reopens it.  Who may say what
 * is the caller's.
 */
#define REMARKS_TEXT_MAX 500 /* characters */
#define REMARKS_MAX 200	     /* of one activity */

struct remark_request {
	const char *actor;
	int64_t person_id; /* who says it */
	int64_t activity_id;
	const char *text; /* as a form sends it; NULL for none */
};

/* Whether the text may stand; OB_EINVALID names the field "text". */
int remarks_check_text(const char *text, struct error *err) OB_MUST_CHECK;

/*
 * Keeps a comment; the same one again by the same person, with nothing said in
 * between, is one.  OB_ELIMIT when there are REMARKS_MAX.
 */
int remarks_comment(struct engine *engine, const struct remark_request *request,
    struct error *err) OB_MUST_CHECK;

/*
 * Keeps that it cannot be done and mails it to the coordinator, or to the
 * manager when the coordinator says so, without the reason, which may be
 * private.  The same again by the same person is one; OB_ECONFLICT when the
 * activity is closed or it is said otherwise already.
 */
int remarks_report(struct engine *engine, const struct remark_request *request,
    struct error *err) OB_MUST_CHECK;

/*
 * That it cannot be done is over, because the activity is planned anew or
 * settled: nobody hears of it who has not yet.  Nothing happens when nobody
 * says so.
 */
int remarks_end(const struct change *change, int64_t activity_id,
    struct error *err) OB_MUST_CHECK;

/* It can be done after all; OB_ECONFLICT when nobody says otherwise. */
int remarks_withdraw(struct engine *engine,
    const struct remark_request *request, struct error *err) OB_MUST_CHECK;

/* Whether it is a "cannot" that holds for the activity today. */
bool remarks_holds(
    const struct remark *remark, const struct activity *activity);

/*
 * All of the journey, by activity, the oldest first: [{"id","activity","step",
 * "title","kind","text","by":{"name","email"},"at","holds"}].
 */
int remarks_of_journey(struct dossier *dossier, json_t **ret_list,
    struct error *err) OB_MUST_CHECK;

#endif
