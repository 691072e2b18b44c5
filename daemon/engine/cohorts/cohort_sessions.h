/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_COHORTS_COHORT_SESSIONS_H
#define ONBOARD_ENGINE_COHORTS_COHORT_SESSIONS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/date.h"
#include "engine/dossier/dossier.h"

/* What all of a cohort take part in, and by when to say yes to it. */

/* The step of which the day to answer by is read. */
#define COHORT_SESSIONS_ANSWERS "forpligtelser"
/* The step whose guide says how talent is spotted. */
#define COHORT_SESSIONS_NOMINATION "indstilling"

bool cohort_sessions_is_one(
    const struct dossier *dossier, const struct activity *activity);

/* Whether none is still to come. */
bool cohort_sessions_are_over(const struct dossier *dossier);

/*
 * [{"title","when"}] of those to come, for mails and pages; in the person's
 * language and time.
 */
json_t *cohort_sessions_view(
    const struct dossier *dossier, const struct person *person);

/* DATE_NONE when the programme has no such day or it is past. */
struct date cohort_sessions_answer_by(const struct dossier *dossier);

#endif
