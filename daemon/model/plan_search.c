/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_search.h"

#include "base/memory.h"
#include "model/activity.h"

#define SPREAD_WORKDAYS 2
#define SEARCH_DAYS 731 /* then nobody is free: say so, do not search on */

void
plan_search_tell(const struct plan_search *search, size_t step,
    enum plan_reason reason, struct date day, const char *detail)
{
	if (search->trace != NULL)
		search->trace(search->trace_arg, step, reason, day, detail);
}

/* The pause that the day lies in, or NULL. */
static const struct plan_pause *
pause_of(const struct plan_input *input, struct date day)
{
	for (size_t i = 0; i < input->pause_count; i++) {
		const struct plan_pause *pause = &input->pauses[i];

		if (pause->from.day <= day.day && day.day <= pause->until.day)
			return pause;
	}
	return NULL;
}

struct date
plan_search_next(const struct plan_search *search, struct date day)
{
	const struct plan_pause *pause;

	day = workday_next(search->input->calendar, day);
	while ((pause = pause_of(search->input, day)) != NULL)
		day = workday_next(
		    search->input->calendar, date_add_days(pause->until, 1));
	return day;
}

const char *
plan_search_day_off(const struct plan_search *search, struct date day)
{
	static const struct {
		unsigned flag;
		const char *word;
	} words[] = {{DAY_HOLIDAY, "holiday"}, {DAY_WEEKEND, "weekend"},
	    {DAY_CLOSED, "closed"}};

	unsigned flags = workday_flags(search->input->calendar, day);

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if ((flags & words[i].flag) != 0)
			return words[i].word;
	return pause_of(search->input, day) == NULL ? NULL : "pause";
}

void
plan_search_tell_days_off(const struct plan_search *search, size_t step,
    struct date from, struct date until)
{
	if (search->trace == NULL)
		return;
	for (; from.day <= until.day; from.day++) {
		const char *why = plan_search_day_off(search, from);

		if (why != NULL)
			plan_search_tell(
			    search, step, REASON_SKIPPED_DAY, from, why);
	}
}

static bool
is_too_close(
    const struct workday_calendar *calendar, struct date a, struct date b)
{
	return workday_between(calendar, date_min(a, b), date_max(a, b)) <
	       SPREAD_WORKDAYS;
}

/* Whether another contact step of the journey stands too near the day. */
static bool
is_crowded(const struct plan_input *input, const struct plan_item *items,
    size_t step, struct date day)
{
	const struct programme *programme = input->programme;

	if (!programme->steps[step].contact)
		return false;
	for (size_t i = 0; i < programme->step_count; i++) {
		const struct plan_item *other = &items[i];

		if (i == step || !programme->steps[i].contact ||
		    other->fixed == PLAN_ABSENT || other->has_lapsed ||
		    date_is_none(other->planned))
			continue;
		if (is_too_close(input->calendar, day, other->planned))
			return true;
	}
	return false;
}

static bool
breaks_spread(const struct plan_search *search, size_t step, struct date day)
{
	return is_crowded(search->input, search->items, step, day);
}

bool
plan_keeps_spread(
    const struct plan_input *input, const struct plan_item *items, size_t step)
{
	return !is_crowded(input, items, step, items[step].planned);
}

static const char *
quiet_word(const struct plan_search *search, struct date day)
{
	unsigned flags = workday_flags(search->input->calendar, day);

	if ((flags & DAY_QUIET) != 0)
		return "quiet";
	return (flags & DAY_NO_MEETING) != 0 ? "no-meeting" : NULL;
}

enum quiet_days { QUIET_DAYS_REFUSED, QUIET_DAYS_TAKEN };

/* Tries the day; NULL means that the item stands there now, else why not. */
static const char *
try_day(const struct plan_search *search, size_t step, struct date day,
    enum quiet_days quiet_days)
{
	struct plan_item *item = &search->items[step];
	const char *why = plan_search_day_off(search, day);
	int start;

	if (why == NULL && quiet_days == QUIET_DAYS_REFUSED)
		why = quiet_word(search, day);
	if (why != NULL)
		return why;
	if (breaks_spread(search, step, day))
		return "spread";
	start = plan_slot_find(&search->slots, step, day);
	if (start < 0)
		return "no-slot";
	item->planned = day;
	item->start = start;
	item->end = start + search->input->programme->steps[step].minutes;
	if (quiet_word(search, day) != NULL)
		item->flags |= FLAG_QUIET_DAY;
	return NULL;
}

static bool
try_or_tell(const struct plan_search *search, size_t step, struct date day)
{
	const char *why = try_day(search, step, day, QUIET_DAYS_REFUSED);

	if (why != NULL)
		plan_search_tell(search, step, REASON_SKIPPED_DAY, day, why);
	return why == NULL;
}

static bool
search_to_limit(const struct plan_search *search, size_t step, struct date t,
    struct date last)
{
	for (; t.day <= last.day; t.day++)
		if (try_or_tell(search, step, t))
			return true;
	return false;
}

static bool
search_back(const struct plan_search *search, size_t step, struct date t,
    struct date floor)
{
	if (t.day <= floor.day)
		return false;
	plan_search_tell(search, step, REASON_WENT_BACK, t, "");
	for (t.day--; t.day >= floor.day; t.day--)
		if (try_or_tell(search, step, t))
			return true;
	return false;
}

/* Nobody is free for years: the day stands, by the spread, without a time. */
static void
place_without_time(const struct plan_search *search, size_t step, struct date t)
{
	struct plan_item *item = &search->items[step];
	size_t tries =
	    (size_t)2 * SPREAD_WORKDAYS * search->input->programme->step_count;

	for (; tries > 0 && breaks_spread(search, step, t); tries--)
		t = workday_add(search->input->calendar, t, 1);
	item->planned = t;
	item->flags |= FLAG_NO_FREE_TIME;
	if (quiet_word(search, t) != NULL)
		item->flags |= FLAG_QUIET_DAY;
}

/* Days up to the limit have been told already, with why they do not do. */
static void
search_on(const struct plan_search *search, size_t step, struct date t,
    struct date told)
{
	struct date day = t;

	plan_search_tell(search, step, REASON_PAST_LIMIT, t, "");
	for (; day.day < t.day + SEARCH_DAYS; day.day++) {
		const char *why = try_day(search, step, day, QUIET_DAYS_TAKEN);

		if (why == NULL)
			return;
		if (day.day > told.day)
			plan_search_tell(
			    search, step, REASON_SKIPPED_DAY, day, why);
	}
	place_without_time(search, step, t);
}

static void
place_on(const struct plan_search *search, size_t step, struct date day)
{
	struct plan_item *item = &search->items[step];
	int start = plan_slot_find(&search->slots, step, day);

	item->planned = day;
	if (start < 0) {
		item->flags |= FLAG_NO_FREE_TIME;
		return;
	}
	item->start = start;
	item->end = start + search->input->programme->steps[step].minutes;
}

void
plan_search_place(const struct plan_search *search, size_t step,
    const struct plan_bounds *bounds)
{
	struct date t =
	    plan_search_next(search, date_max(bounds->target, bounds->floor));
	struct date last = date_max(bounds->limit, t);

	if (date_rule_is_given_day(&search->input->programme->steps[step].due))
		place_on(search, step, t);
	else if (!search_to_limit(search, step, t, last) &&
		 !search_back(search, step, t, bounds->floor))
		search_on(search, step, t, last);
}
