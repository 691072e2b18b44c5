/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_SURVEY_REQUESTS_PRIVATE_H
#define ONBOARD_ENGINE_ANSWERS_SURVEY_REQUESTS_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/core/change.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"

/* One journey's requests while they are looked through. */
struct survey_asking {
	struct dossier *dossier;
	struct change change; /* opened when there is something to change */
	const char *actor;
	struct survey_request *requests;
	size_t count;
};

int survey_asking_load(
    struct survey_asking *asking, struct error *err) OB_MUST_CHECK;
int survey_asking_begin(
    struct survey_asking *asking, struct error *err) OB_MUST_CHECK;
void survey_asking_release(struct survey_asking *asking);

/*
 * Asks everybody whom the surveys of the step name and who was not asked yet;
 * *ret_asked counts them, *ret_named those who are named.
 */
struct survey_asked {
	size_t named;
	size_t asked;
};

int survey_asking_ask(struct survey_asking *asking,
    const struct activity *activity, struct survey_asked *ret_asked,
    struct error *err) OB_MUST_CHECK;

/*
 * Who answers it in this journey now: several of a cohort, of others one, or
 * none when nobody is there for it.  *ret_ids is owned.
 */
size_t survey_asking_answerers(const struct dossier *dossier,
    const struct activity *activity, const char *answered_by,
    int64_t **ret_ids);

/* The last day on which a survey of the step can be answered. */
struct date survey_asking_closes_on(
    const struct dossier *dossier, const struct activity *activity);

/* Whether those have answered whom the step waits for. */
bool survey_asking_is_fulfilled(
    const struct survey_asking *asking, const struct activity *activity);

/*
 * Settles the step as skipped when the time of all whom it waits for went by
 * unanswered.  The actor is the clock, which skips nothing else.
 */
int survey_lapse_run(struct survey_asking *asking, int64_t activity_id,
    struct error *err) OB_MUST_CHECK;

/* The mail that asks or, from the first reminder on, asks again. */
int survey_mail_queue(struct survey_asking *asking,
    const struct survey_request *request, struct error *err) OB_MUST_CHECK;

#endif
