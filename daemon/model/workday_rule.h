/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_WORKDAY_RULE_H
#define ONBOARD_MODEL_WORKDAY_RULE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"

/*
 * One rule of the configuration's calendar (workday.h lists the spellings),
 * parsed.  Only workday.c uses this.
 */
enum workday_rule_form {
	WORKDAY_RULE_DATE,   /* one day */
	WORKDAY_RULE_YEARLY, /* from..to as month * 100 + day; may wrap */
	WORKDAY_RULE_WEEKS,  /* ISO weeks from..to, in month unless 0 */
	WORKDAY_RULE_FEAST,  /* days after Easter Sunday */
};

struct workday_rule {
	enum workday_rule_form form;
	unsigned flag; /* enum day_flag, set by the caller */
	struct date date;
	int from;
	int to;
	int month;
	int after_easter;
};

/* A day with what rules ask about it, computed once for all rules. */
struct workday_rule_day {
	struct date date;
	struct civil civil;
	int week;
	struct date easter; /* of its year */
};

int workday_rule_parse(const char *text, struct workday_rule *ret_rule,
    struct error *err) OB_MUST_CHECK;
bool workday_rule_matches(
    const struct workday_rule *rule, const struct workday_rule_day *day);

#endif
