/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_OVERDUE_H
#define ONBOARD_ENGINE_HR_HR_OVERDUE_H

#include <jansson.h>

#include "base/error.h"
#include "engine/hr/hr_journeys.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * What is overdue by whose it is to do, who has most first: {"has_owners",
 * "total","owners":[{"name","count","has_more","activities":[...]}],
 * "pages"}.  page is a number from 1 as text, or NULL.  HR_PAGE_ROWS owners
 * at once, each with the HR_OVERDUE_ROWS that are late longest.
 */
#define HR_OVERDUE_ROWS 20

int hr_overdue_view(struct engine *engine, const struct hr_scope *scope,
    const char *page, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Within the area: one activity as lists have it: {"id","title","leader",
 * "url","planned","planned_iso","days_late","is_escalated"}.
 */
int hr_overdue_activity(struct engine *engine, const struct hr_scope *scope,
    const struct board_activity *activity, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
