/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/date_rule_order.h"

#include <string.h>

#include "base/memory.h"

#define PROGRAMME_MONTHS 6
#define TERMS_MAX (DATE_RULE_TERMS + 1)

/* A rule as offsets from where it starts; weeks are days. */
struct offsets {
	int count;

	struct {
		int count;
		enum date_unit unit;
	} terms[TERMS_MAX];
};

static void
add_term(struct offsets *offsets, int count, enum date_unit unit)
{
	if (unit == UNIT_WEEKS) {
		count *= 7;
		unit = UNIT_DAYS;
	}
	offsets->terms[offsets->count].count = count;
	offsets->terms[offsets->count].unit = unit;
	offsets->count++;
}

static struct offsets
offsets_of(const struct date_rule *rule)
{
	struct offsets offsets = {.count = 0};

	if (rule->anchor == ANCHOR_END)
		add_term(&offsets, PROGRAMME_MONTHS, UNIT_MONTHS);
	for (int i = 0; i < rule->term_count; i++)
		add_term(&offsets, rule->terms[i].count, rule->terms[i].unit);
	return offsets;
}

static int
common_terms(const struct offsets *a, const struct offsets *b)
{
	int i = 0;

	while (i < a->count && i < b->count &&
	       a->terms[i].count == b->terms[i].count &&
	       a->terms[i].unit == b->terms[i].unit)
		i++;
	return i;
}

/* Whether all offsets from the given one on count in the unit. */
static bool
only_unit(const struct offsets *offsets, int from, enum date_unit unit)
{
	for (int i = from; i < offsets->count; i++)
		if (offsets->terms[i].unit != unit)
			return false;
	return true;
}

static int
sum_from(const struct offsets *offsets, int from)
{
	int sum = 0;

	for (int i = from; i < offsets->count; i++)
		sum += offsets->terms[i].count;
	return sum;
}

/*
 * Workdays are generous: a third of all days is off, over a long time,
 * and three weeks more at a stretch (a summer that is closed).
 */
static struct date_rule_range
positive_range(int count, enum date_unit unit)
{
	if (count == 0 || unit == UNIT_DAYS || unit == UNIT_WEEKS)
		return (struct date_rule_range){count, count};
	if (unit == UNIT_WORKDAYS)
		return (struct date_rule_range){
		    count + 2 * ((count - 1) / 5), count * 3 / 2 + 21};
	return (struct date_rule_range){
	    count * 365 / 12 - 3, count * 366 / 12 + 3};
}

static struct date_rule_range
range_from(const struct offsets *offsets, int from)
{
	struct date_rule_range sum = {0, 0};

	for (int i = from; i < offsets->count; i++) {
		int count = offsets->terms[i].count;
		bool back = count < 0;
		struct date_rule_range range = positive_range(
		    back ? -count : count, offsets->terms[i].unit);

		sum.least += back ? -range.most : range.least;
		sum.most += back ? -range.least : range.most;
	}
	return sum;
}

enum date_anchor
date_rule_order_start(enum date_anchor anchor)
{
	return anchor == ANCHOR_END ? ANCHOR_FIRST_DAY : anchor;
}

bool
date_rule_order_is_comparable(
    const struct date_rule *a, const struct date_rule *b)
{
	return date_rule_order_start(a->anchor) ==
		   date_rule_order_start(b->anchor) &&
	       strcmp(a->step, b->step) == 0 && a->anchor != ANCHOR_DATE;
}

bool
date_rule_order_is_later(const struct date_rule *a, const struct date_rule *b)
{
	static const enum date_unit units[] = {
	    UNIT_WORKDAYS, UNIT_DAYS, UNIT_MONTHS};
	struct offsets x = offsets_of(a);
	struct offsets y = offsets_of(b);
	int from = common_terms(&x, &y);

	if (!date_rule_order_is_comparable(a, b))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (only_unit(&x, from, units[i]) &&
		    only_unit(&y, from, units[i]))
			return sum_from(&x, from) > sum_from(&y, from);
	return range_from(&x, from).least > range_from(&y, from).most;
}

struct date_rule_range
date_rule_order_range(const struct date_rule *rule)
{
	struct offsets offsets = offsets_of(rule);

	return range_from(&offsets, 0);
}
