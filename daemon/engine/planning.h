/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PLANNING_H
#define ONBOARD_ENGINE_PLANNING_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier.h"

/* Between model/plan.h, which is pure, and what is kept of it. */

/*
 * Makes and plans the activities of a journey that has none, and stores them.
 * The dossier then holds them.
 */
int planning_create(struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/*
 * Plans the given activities anew, then all open ones that would stand before
 * a prerequisite; everything else keeps its day.  Each activity that moved
 * raises its calendar sequence once and is appended to moved (borrowed) as
 * {"id","step","from","to"}.
 */
int planning_adjust(struct dossier *dossier, const int64_t *activity_ids,
    size_t count, json_t *moved, struct error *err) OB_MUST_CHECK;

/*
 * A free start for one activity on a day, by rule 7, in minutes; -1 when
 * there is none.
 */
int planning_find_slot(struct dossier *dossier, const struct activity *activity,
    struct date day, int *ret_start, struct error *err) OB_MUST_CHECK;

/*
 * Whether everybody who takes part is free then; OB_ECONFLICT names who is
 * not.
 */
int planning_check_time(struct dossier *dossier,
    const struct activity *activity, struct date day, int start, int end,
    struct error *err) OB_MUST_CHECK;

/* Sets an activity's day and time (start -1: none) and derived instants. */
void planning_place(const struct dossier *dossier, struct activity *activity,
    struct date day, int start, int end);

/* Who is responsible and who takes part, by the journey's roles now. */
int planning_recast(struct dossier *dossier, struct activity *activity,
    struct error *err) OB_MUST_CHECK;

#endif
