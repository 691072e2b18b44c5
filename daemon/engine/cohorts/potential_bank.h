/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_POTENTIAL_BANK_H
#define ONBOARD_ENGINE_COHORTS_POTENTIAL_BANK_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct dossier;
struct engine;

/*
 * Who took part in a pre-leader course and wants to be asked when a job as a
 * leader is free.  Nobody stands there without having said so, and whoever
 * takes it back is gone at once: the audit names nobody.
 */
#define POTENTIAL_BANK_REMINDED_MONTHS 1

/* How a person stands to it. */
struct potential_bank_standing {
	int64_t cohort_id;   /* of the last course that is over; 0: none */
	bool is_in;	     /* has agreed */
	struct date expires; /* with is_in */
};

/* Nothing of the course that the person is to take part in is still to come. */
bool potential_bank_is_over_for(
    const struct dossier *dossier, int64_t person_id);

int potential_bank_standing(struct engine *engine, int64_t person_id,
    struct potential_bank_standing *ret_standing,
    struct error *err) OB_MUST_CHECK;

/* Agrees, or agrees anew; OB_ECONFLICT for who has been in no course. */
int potential_bank_join(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT for who does not stand there. */
int potential_bank_leave(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * {"potential":[{"person","course","consented_on","expires_on"}]}; the audit
 * keeps who has looked.
 */
int potential_bank_list(struct engine *engine, const char *actor,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* What the clock brings: consents end. */
int potential_bank_expire(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

/* In the morning's round: who is about to end is asked, once. */
int potential_bank_remind(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
