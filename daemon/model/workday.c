/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/workday.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "model/holiday.h"
#include "model/workday_rule.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2199
#define FIRST_DAY (-25567) /* 1900-01-01 */
#define DAY_COUNT 109573   /* to 2199-12-31 */
#define RULES_MAX 400	   /* in one list */
#define NOT_WORKING (DAY_WEEKEND | DAY_HOLIDAY | DAY_CLOSED)

struct workday_calendar {
	uint8_t flags[DAY_COUNT];
	int32_t before[DAY_COUNT + 1]; /* workdays before the day's index */
	int32_t workdays[DAY_COUNT];   /* the workdays' indices, in order */
	int32_t workday_count;	       /* at least 1 */
};

struct rule_list {
	struct workday_rule *rules;
	size_t count;
};

static void
release_rules(struct rule_list *list)
{
	free(list->rules);
}

static int
parse_rules(struct rule_list *list, const char *field, unsigned flag,
    const char *const *texts, struct error *err)
{
	for (size_t i = 0; texts != NULL && texts[i] != NULL; i++) {
		struct error why = ERROR_INIT;
		struct workday_rule *rule = &list->rules[list->count];

		if (i >= RULES_MAX)
			return error_set_field(err, OB_ELIMIT, field,
			    "'%s' has more than %d rules", field, RULES_MAX);
		if (workday_rule_parse(texts[i], rule, &why) < 0)
			return error_set_field(
			    err, OB_EINVALID, field, "%s", why.text);
		rule->flag = flag;
		list->count++;
	}
	return OB_OK;
}

static int
parse_all(const struct workday_rules *rules, struct rule_list *list,
    struct error *err)
{
	const struct {
		const char *field;
		unsigned flag;
		const char *const *texts;
	} lists[] = {
	    {"calendar.closed", DAY_CLOSED, rules->closed},
	    {"calendar.half", DAY_HALF, rules->half},
	    {"calendar.no_meeting", DAY_NO_MEETING, rules->no_meeting},
	    {"calendar.quiet", DAY_QUIET, rules->quiet},
	};

	list->rules =
	    memory_alloc(ARRAY_LEN(lists) * RULES_MAX * sizeof(*list->rules));
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		int status = parse_rules(
		    list, lists[i].field, lists[i].flag, lists[i].texts, err);

		if (status < 0)
			return status;
	}
	return OB_OK;
}

static unsigned
classify(const struct workday_rule_day *day, const struct rule_list *list)
{
	unsigned flags = 0;

	for (size_t i = 0; i < list->count; i++)
		if (workday_rule_matches(&list->rules[i], day))
			flags |= list->rules[i].flag;
	return flags;
}

/* Adds to each day what the rules say of it. */
static void
add_rules(struct workday_calendar *calendar, const struct rule_list *list)
{
	struct workday_rule_day day = {.civil = {.year = 0}};

	for (int32_t i = 0; i < DAY_COUNT; i++) {
		int year = day.civil.year;

		day.date.day = FIRST_DAY + i;
		day.civil = date_to_civil(day.date);
		day.week = date_iso_week(day.date).week;
		if (day.civil.year != year)
			day.easter = holiday_easter(day.civil.year);
		calendar->flags[i] |= (uint8_t)classify(&day, list);
	}
}

static void
fill_days_off(struct workday_calendar *calendar)
{
	for (int32_t i = 0; i < DAY_COUNT; i++)
		if (date_weekday((struct date){FIRST_DAY + i}) >= SATURDAY)
			calendar->flags[i] = DAY_WEEKEND;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct holiday holidays[HOLIDAY_MAX];
		size_t count = holiday_list(year, holidays);

		for (size_t i = 0; i < count; i++)
			calendar->flags[holidays[i].date.day - FIRST_DAY] |=
			    DAY_HOLIDAY;
	}
}

static void
fill_counts(struct workday_calendar *calendar)
{
	int32_t count = 0;

	for (int32_t i = 0; i < DAY_COUNT; i++) {
		calendar->before[i] = count;
		if ((calendar->flags[i] & NOT_WORKING) == 0)
			calendar->workdays[count++] = i;
	}
	calendar->before[DAY_COUNT] = count;
	calendar->workday_count = count;
}

static void
add_days(struct workday_calendar *calendar, const struct workday_day *days,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t day = days[i].date.day;

		if (day >= FIRST_DAY && day < FIRST_DAY + DAY_COUNT)
			calendar->flags[day - FIRST_DAY] |=
			    (uint8_t)days[i].flags;
	}
}

/* Counts the workdays, of which there must be one, and hands over. */
static int
finish(struct workday_calendar **calendar,
    struct workday_calendar **ret_calendar, struct error *err)
{
	fill_counts(*calendar);
	if ((*calendar)->workday_count == 0)
		return error_set_field(err, OB_EINVALID, "calendar.closed",
		    "the closed days leave no workday at all");
	*ret_calendar = TAKE_PTR(*calendar);
	return OB_OK;
}

static void
free_calendar(struct workday_calendar **calendar)
{
	workday_calendar_free(*calendar);
}

int
workday_calendar_new(const struct workday_rules *rules,
    struct workday_calendar **ret_calendar, struct error *err)
{
	cleanup_(release_rules) struct rule_list list = {0};
	cleanup_(free_calendar) struct workday_calendar *calendar = NULL;
	int status = parse_all(rules, &list, err);

	if (status < 0)
		return status;
	calendar = memory_alloc(sizeof(*calendar));
	fill_days_off(calendar);
	add_rules(calendar, &list);
	return finish(&calendar, ret_calendar, err);
}

int
workday_calendar_extend(const struct workday_calendar *base,
    const struct workday_rules *rules, const struct workday_day *days,
    size_t count, struct workday_calendar **ret_calendar, struct error *err)
{
	cleanup_(release_rules) struct rule_list list = {0};
	cleanup_(free_calendar) struct workday_calendar *calendar = NULL;
	int status = rules == NULL ? OB_OK : parse_all(rules, &list, err);

	if (status < 0)
		return status;
	calendar = memory_dup(base, sizeof(*base));
	if (list.count > 0)
		add_rules(calendar, &list);
	add_days(calendar, days, count);
	return finish(&calendar, ret_calendar, err);
}

void
workday_calendar_free(struct workday_calendar *calendar)
{
	free(calendar);
}

/* A day outside the table counts as its nearest one. */
static int32_t
index_of(struct date date)
{
	if (date.day < FIRST_DAY)
		return 0;
	if (date.day >= FIRST_DAY + DAY_COUNT)
		return DAY_COUNT - 1;
	return date.day - FIRST_DAY;
}

static struct date
nth_workday(const struct workday_calendar *calendar, int64_t nth)
{
	if (nth < 0)
		nth = 0;
	if (nth >= calendar->workday_count)
		nth = calendar->workday_count - 1;
	return (struct date){FIRST_DAY + calendar->workdays[nth]};
}

unsigned
workday_flags(const struct workday_calendar *calendar, struct date date)
{
	return calendar->flags[index_of(date)];
}

bool
workday_is(const struct workday_calendar *calendar, struct date date)
{
	return (workday_flags(calendar, date) & NOT_WORKING) == 0;
}

struct date
workday_add(
    const struct workday_calendar *calendar, struct date date, int count)
{
	int32_t i = index_of(date);

	if (count == 0)
		return date;
	if (count > 0)
		return nth_workday(
		    calendar, (int64_t)calendar->before[i + 1] + count - 1);
	return nth_workday(calendar, (int64_t)calendar->before[i] + count);
}

struct date
workday_back(const struct workday_calendar *calendar, struct date date)
{
	return nth_workday(
	    calendar, (int64_t)calendar->before[index_of(date) + 1] - 1);
}

struct date
workday_next(const struct workday_calendar *calendar, struct date date)
{
	return nth_workday(calendar, calendar->before[index_of(date)]);
}

int
workday_between(
    const struct workday_calendar *calendar, struct date from, struct date to)
{
	return calendar->before[index_of(to) + 1] -
	       calendar->before[index_of(from) + 1];
}
