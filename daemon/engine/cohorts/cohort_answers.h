/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_COHORT_ANSWERS_H
#define ONBOARD_ENGINE_COHORTS_COHORT_ANSWERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/survey.h"

struct change;

/* Who of a cohort answers a survey, and what becomes of it when one leaves. */

/*
 * Each once, in the order of the nominations; 0 for an answerer who is of no
 * cohort.  *ret_ids is owned.
 */
size_t cohort_answers_people(const struct dossier *dossier,
    enum survey_answerer answerer, int64_t **ret_ids);

/*
 * A participant has taken the own yes back: what participant and manager have
 * answered of the cohort is deleted, and nobody asks them any more.  A manager
 * of others who take part goes on being asked.  The dossier knows of it.
 */
int cohort_answers_forget(struct change *change, const struct dossier *dossier,
    const struct nomination *withdrawn, struct error *err) OB_MUST_CHECK;

#endif
