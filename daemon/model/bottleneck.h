/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_BOTTLENECK_H
#define ONBOARD_MODEL_BOTTLENECK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/disclosure.h"

/* A step of a year: of how many leaders it was late or skipped, at whom. */
struct bottleneck {
	char *step;
	char *role;
	char *title_da;
	char *title_en;
	bool is_conditional; /* not every leader has it */
	int64_t missed;
	int64_t skipped; /* of them, those of whom it was never late */
	int days;	 /* median of the workdays late; -1: never late */
};

/* What of it may be told. */
struct bottleneck_shown {
	struct disclosure missed;
	struct disclosure skipped;
	int days; /* -1: not told */
};

/*
 * Every share is of all leaders of the year, a number that is told already, so
 * that how many had the step, or when they left, is never shown.
 *
 * late_at_role tells beside it of how many leaders too many steps of the same
 * role were late, NULL where nothing does.  With few steps those of whom this
 * step was late are among them: where the two lie near each other, those of
 * whom only another step was late would be few.  Then the step is told to be
 * no more than near.
 *
 * skipped is told beside an exact missed, if those of whom it was late are a
 * group as well; days if they are five.
 */
void bottleneck_decide(const struct bottleneck *counted, int64_t leaders,
    const struct disclosure *late_at_role, struct bottleneck_shown *ret_shown);

#endif
