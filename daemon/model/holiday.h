/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_HOLIDAY_H
#define ONBOARD_MODEL_HOLIDAY_H

#include <stddef.h>

#include "base/date.h"

/*
 * Danish public holidays, computed from the year alone.  Days that a
 * municipality closes by its own choice are the configuration's (workday.h).
 */
#define HOLIDAY_MAX 11

struct holiday {
	struct date date;
	const char *name; /* Danish, as in a sentence: "2. påskedag" */
};

/* Easter Sunday by the Gregorian computus. */
struct date holiday_easter(int year);

/* Returns how many the year has, in no order. */
size_t holiday_list(int year, struct holiday ret_list[HOLIDAY_MAX]);

#endif
