/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_SURVEY_FOLLOW_UPS_H
#define ONBOARD_ENGINE_ANSWERS_SURVEY_FOLLOW_UPS_H

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/records.h"
#include "model/survey.h"

struct change;

/*
 * Within a change: somebody's answer calls for a talk.  Whom the survey names,
 * the manager and the coordinator, each get one task, due within two workdays,
 * which says to whom to talk and not why.  Once for a request, however often
 * its answers are changed; nobody is asked to talk to themself, and what a
 * manager answered, or a leader who leaves, is never the manager's.
 */
#define SURVEY_FOLLOW_UP_WORKDAYS 2

int survey_follow_ups_add(struct change *change, struct dossier *dossier,
    const struct survey *survey, const struct survey_request *request,
    struct error *err) OB_MUST_CHECK;

#endif
