/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/rule_days.h"

#include <stdbool.h>

#include "base/memory.h"
#include "calendar/day_value.h"

/* libical 3.0 misses days of the weeks 1, 52 and 53. */
#define FIRST_SURE_WEEK 2
#define LAST_SURE_WEEK 51

static void
free_iterator(icalrecur_iterator **iterator)
{
	if (*iterator != NULL)
		icalrecur_iterator_free(*iterator);
}

static int
check_weeks(const struct icalrecurrencetype *rule, struct error *err)
{
	for (size_t i = 0; i < ICAL_BY_WEEKNO_SIZE; i++) {
		short week = rule->by_week_no[i];

		if (week == ICAL_RECURRENCE_ARRAY_MAX)
			break;
		if (week < FIRST_SURE_WEEK || week > LAST_SURE_WEEK)
			return error_set(err, OB_EINVALID,
			    "week %d cannot stand in a rule; only the weeks "
			    "%d to %d can",
			    week, FIRST_SURE_WEEK, LAST_SURE_WEEK);
	}
	return OB_OK;
}

/* It would try each day or week for centuries, if there is no such one. */
static int
check_search(const struct icalrecurrencetype *rule, struct error *err)
{
	if ((rule->freq == ICAL_DAILY_RECURRENCE ||
		rule->freq == ICAL_WEEKLY_RECURRENCE) &&
	    (rule->by_month_day[0] != ICAL_RECURRENCE_ARRAY_MAX ||
		rule->by_year_day[0] != ICAL_RECURRENCE_ARRAY_MAX ||
		rule->by_week_no[0] != ICAL_RECURRENCE_ARRAY_MAX ||
		rule->by_set_pos[0] != ICAL_RECURRENCE_ARRAY_MAX))
		return error_set(err, OB_EINVALID,
		    "it comes again daily or weekly on days that only a "
		    "monthly or yearly rule can name");
	return OB_OK;
}

int
rule_days_check(const struct icalrecurrencetype *rule, struct error *err)
{
	if (rule->freq < ICAL_DAILY_RECURRENCE ||
	    rule->freq > ICAL_YEARLY_RECURRENCE ||
	    rule->by_second[0] != ICAL_RECURRENCE_ARRAY_MAX ||
	    rule->by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX ||
	    rule->by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX)
		return error_set(err, OB_EINVALID,
		    "it comes again within a day; only whole days can");
	if (rule->rscale != NULL)
		return error_set(err, OB_EINVALID,
		    "it comes again by another calendar than the Gregorian");
	if (check_search(rule, err) != OB_OK)
		return OB_EINVALID;
	return check_weeks(rule, err);
}

/* One that ends before its first day is only strange. */
static int
refuse_vain(const struct icalrecurrencetype *rule, struct rule_days *days,
    struct error *err)
{
	days->vain++;
	if (!icaltime_is_null_time(rule->until))
		return OB_OK;
	return error_set(err, OB_EINVALID, "it names a day that no year has");
}

static int
refuse_steps(struct rule_days *days, struct error *err)
{
	days->steps = 0;
	return error_set(
	    err, OB_ELIMIT, "it comes again too often; let it begin later");
}

int
rule_days_list(const struct icalrecurrencetype *rule, struct date start,
    const struct recurrence_range *range, struct rule_days *days,
    struct error *err)
{
	cleanup_(free_iterator) icalrecur_iterator *iterator =
	    icalrecur_iterator_new(*rule, day_value_to_ical(start));

	if (iterator == NULL)
		return refuse_vain(rule, days, err);
	for (bool is_first = true;; is_first = false) {
		struct icaltimetype next = icalrecur_iterator_next(iterator);
		struct date day;

		if (is_first && icaltime_is_null_time(next))
			return refuse_vain(rule, days, err);
		if (icaltime_is_null_time(next) ||
		    !day_value_from_ical(next, &day) ||
		    date_before(range->until, day))
			return OB_OK;
		if (days->steps-- == 0)
			return refuse_steps(days, err);
		if (date_before(day, range->from))
			continue;
		if (days->count == days->size)
			return error_set(err, OB_ELIMIT,
			    "it comes again more than %zu times; let it come "
			    "more seldom, or end earlier",
			    days->size);
		days->days[days->count++] = day;
	}
}
