/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_DATE_RULE_ORDER_H
#define ONBOARD_MODEL_DATE_RULE_ORDER_H

#include <stdbool.h>

#include "model/date_rule.h"

/*
 * Whether a is after b on every first day: true only where that is certain
 * (the same anchor, or first_day and end), never where it only may be.
 */
bool date_rule_order_is_later(
    const struct date_rule *a, const struct date_rule *b);

#endif
