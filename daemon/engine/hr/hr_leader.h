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

/* "exit": the talk with somebody who leaves, as far as the reader may read. */
int hr_leader_add_exit(const struct dossier *dossier,
    const struct hr_scope *scope, json_t *view,
    struct error *err) OB_MUST_CHECK;

/* "surveys": who is asked which, and whether they have answered. */
int hr_leader_add_surveys(struct dossier *dossier, const struct hr_scope *scope,
    json_t *view, struct error *err) OB_MUST_CHECK;

/*
 * The first tasks with their goals, and whether there is room for one more:
 * "first_tasks", "has_first_tasks", "has_room", "is_introduction"; "has_late".
 */
void hr_leader_add_tasks(
    const struct dossier *dossier, const struct hr_scope *scope, json_t *view);

/* What the fields of a first task's form hold; OB_ENOTFOUND for another. */
int hr_leader_first_task(struct engine *engine, int64_t journey_id,
    int64_t activity_id, json_t **ret_values, struct error *err) OB_MUST_CHECK;

/* What the fields of a talk's form hold; OB_ECONFLICT for one not held. */
int hr_leader_talk(struct engine *engine, int64_t activity_id,
    json_t **ret_values, struct error *err) OB_MUST_CHECK;

/* As journeys_settle_late(), of one activity; choice: now, done or skip. */
struct hr_late_choice {
	int64_t journey_id;
	int64_t activity_id;
	const char *choice;
};

int hr_leader_settle_late(struct engine *engine, const char *actor,
    const struct hr_late_choice *late, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
