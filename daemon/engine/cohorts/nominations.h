/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_NOMINATIONS_H
#define ONBOARD_ENGINE_COHORTS_NOMINATIONS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct change;
struct dossier;
struct engine;

/*
 * Who is nominated for a cohort.  A nominee takes part once both the nominee
 * and the nominee's manager have accepted the programme's terms (terms.h);
 * the day of each answer is kept.  Views are {"cohort":{...},...} as
 * cohorts_show().
 */

/* As text; NULL where nothing was given. */
struct nomination_request {
	const char *name;
	const char *email;
	const char *manager;  /* "Name <addr>" */
	const char *language; /* default: the instance's */
};

/*
 * Nominates and writes to both.  OB_EEXISTS for one who is nominated already,
 * OB_ECONFLICT when the cohort is full or not open.  Who withdrew may be
 * nominated again.
 */
int nominations_add(struct engine *engine, const char *actor, int64_t cohort_id,
    const struct nomination_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* The reasons of those who answer no on their own page, as they are kept. */
#define NOMINATIONS_GIVEN_UP "given up by the participant"
#define NOMINATIONS_NOMINEE_DECLINED "declined by the nominee"
#define NOMINATIONS_MANAGER_DECLINED "declined by the manager"

struct nomination_answer {
	const char *email;  /* the nominee's */
	const char *by;	    /* "participant" or "manager" */
	const char *at;	    /* NULL: now */
	const char *reason; /* of a withdrawal; NULL for none */
};

/*
 * Notes that one of the two has accepted; the second makes the nominee a
 * participant of all common sessions to come.  When the terms have been
 * changed since the other accepted, that answer no longer counts and the
 * other is asked again.
 */
int nominations_accept(struct engine *engine, const char *actor,
    int64_t cohort_id, const struct nomination_answer *answer,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* A participant leaves all that is to come; what was stays. */
int nominations_withdraw(struct engine *engine, const char *actor,
    int64_t cohort_id, const struct nomination_answer *answer,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* An answer on the person's own page, for one of the two. */
struct nomination_form {
	int64_t id;
	int64_t person_id;
	bool accepts;
	const char *terms; /* the digest that the page showed; may be NULL */
};

/*
 * OB_ENOTFOUND when it is not this person's to answer, OB_ECONFLICT when it is
 * closed, answered already or the terms have changed since (field "terms").
 */
int nominations_answer(struct engine *engine, const char *actor,
    const struct nomination_form *form, struct error *err) OB_MUST_CHECK;

/*
 * What the clock brings: why somebody withdrew is deleted once the cohort has
 * ended or is cancelled, or would have ended long ago.
 */
int nominations_expire(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
