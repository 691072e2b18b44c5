/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_PLAN_ORACLE_H
#define ONBOARD_TESTS_PLAN_ORACLE_H

#include "model/plan.h"

/*
 * The planning rule once more, as slow and plain as its text: each day and
 * each quarter of an hour is tried against everything.  Shares no code with
 * plan*.c; days are classed by workday_flags() and counted one by one.
 */
#define PLAN_ORACLE_TEXT_SIZE 256

/* False: why says which step breaks which part of the rule. */
bool plan_oracle_agrees(const struct plan_input *input,
    const struct plan_item *items, char why[PLAN_ORACLE_TEXT_SIZE]);

#endif
