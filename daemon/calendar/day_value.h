/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_DAY_VALUE_H
#define ONBOARD_CALENDAR_DAY_VALUE_H

#include <stdbool.h>

#include <libical/ical.h>

#include "base/date.h"

/* Between libical's times and our dates. */

/* A day without a time. */
struct icaltimetype day_value_to_ical(struct date date);

/* false for a day outside 1900..2199 or one that does not exist. */
bool day_value_from_ical(struct icaltimetype time, struct date *ret_date);

#endif
