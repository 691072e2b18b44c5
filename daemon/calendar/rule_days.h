/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_RULE_DAYS_H
#define ONBOARD_CALENDAR_RULE_DAYS_H

#include <stddef.h>

#include <libical/ical.h>

#include "base/error.h"
#include "calendar/recurrence.h"

/* The days that libical finds for a rule. */
struct rule_days {
	struct date *days; /* has room for size */
	size_t size;
	size_t count;
	size_t steps; /* left: days that may be counted before it is enough */
	size_t vain;  /* rules that named no day at all, which takes long */
};

#define RULE_DAYS_STEPS 50000

/*
 * Refuses what libical gets wrong or takes long over: week numbers at the turn
 * of the year, other calendars than ours, parts of a day, and days that are
 * looked for one by one.
 */
int rule_days_check(
    const struct icalrecurrencetype *rule, struct error *err) OB_MUST_CHECK;

/*
 * Adds the days in the range, counting the rule from start, which need not be
 * one of them.  OB_ELIMIT when there is no room or no step left.
 */
int rule_days_list(const struct icalrecurrencetype *rule, struct date start,
    const struct recurrence_range *range, struct rule_days *days,
    struct error *err) OB_MUST_CHECK;

#endif
