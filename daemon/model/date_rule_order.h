/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DATE_RULE_ORDER_H
#define ONBOARD_MODEL_DATE_RULE_ORDER_H

#include <stdbool.h>

#include "model/date_rule.h"

/* Whether both count from the same day, or from first_day and end. */
bool date_rule_order_is_comparable(
    const struct date_rule *a, const struct date_rule *b);

/*
 * Whether a is after b on every first day: true only where that is certain
 * (comparable anchors), never where it only may be.
 */
bool date_rule_order_is_later(
    const struct date_rule *a, const struct date_rule *b);

/*
 * Fewest and most calendar days from where the rule starts (first_day for
 * end) to its day.
 */
struct date_rule_range {
	int least;
	int most;
};

struct date_rule_range date_rule_order_range(const struct date_rule *rule);

/* Where a rule starts: first_day for end, else its own anchor. */
enum date_anchor date_rule_order_start(enum date_anchor anchor);

#endif
