/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_NEEDS_H
#define ONBOARD_ENGINE_HR_HR_NEEDS_H

#include <jansson.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

struct engine;

/*
 * What only a coordinator can solve, what is worst first: mails that failed,
 * addresses that mail servers refuse, other times that somebody proposes,
 * answers that the program may not decide upon, activities that cannot be done
 * as those responsible report, meetings that somebody declined, roles without a
 * person, what is overdue although those above were told, activities on days
 * that are closed now, entries of the handbook that nobody confirms.
 * {"total","has_needs",
 * "needs":[{"kind","title","help","count","has_more","items":[{"text",
 * "when","url"}]}]}, kinds of which there is nothing left out; at most
 * HR_PAGE_ROWS items of each.
 */
int hr_needs_view(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
