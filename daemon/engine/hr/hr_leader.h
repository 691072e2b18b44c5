/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_LEADER_H
#define ONBOARD_ENGINE_HR_HR_LEADER_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * Everything of one journey: {"leader":{...},"phases":[{"title",
 * "activities":[...]}],"roles","rules","pauses","calls","invitations",
 * "mails","audit"}, the last two at most HR_PAGE_ROWS, the newest first.
 */
int hr_leader_view(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Whom a form is about: the leader's name, and after a colon the activity's
 * title and day if one is meant (0: none).  Owned.
 */
int hr_leader_about(struct engine *engine, const struct hr_scope *scope,
    int64_t journey_id, int64_t activity_id, char **ret_about,
    struct error *err) OB_MUST_CHECK;

/* Within the area: the parts of it that are not of the plan. */
int hr_leader_add_papers(struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err) OB_MUST_CHECK;

#endif
