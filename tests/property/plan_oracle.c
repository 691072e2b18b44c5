/* SPDX-License-Identifier: EUPL-1.2 */
#include "plan_oracle.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/activity.h"

#define FULL_DAY (24 * 60)

struct oracle {
	const struct plan_input *input;
	const struct plan_item *items;
	size_t step; /* the one that is looked at */
	char *why;
};

__attribute__((format(printf, 2, 3))) static bool
disagree(const struct oracle *oracle, const char *format, ...)
{
	const struct step *step =
	    &oracle->input->programme->steps[oracle->step];
	char day[DATE_TEXT_SIZE];
	va_list args;
	int len =
	    snprintf(oracle->why, PLAN_ORACLE_TEXT_SIZE, "%s on %s: ", step->id,
		date_format(oracle->items[oracle->step].planned, day));

	va_start(args, format);
	(void)vsnprintf(oracle->why + len,
	    (size_t)(PLAN_ORACLE_TEXT_SIZE - len), format, args);
	va_end(args);
	return false;
}

static const struct step *
step_of(const struct oracle *oracle)
{
	return &oracle->input->programme->steps[oracle->step];
}

static bool
works(const struct oracle *oracle, struct date day)
{
	return (workday_flags(oracle->input->calendar, day) &
		   (DAY_WEEKEND | DAY_HOLIDAY | DAY_CLOSED)) == 0;
}

static bool
is_calm(const struct oracle *oracle, struct date day)
{
	return (workday_flags(oracle->input->calendar, day) &
		   (DAY_QUIET | DAY_NO_MEETING)) != 0;
}

static struct date
back(const struct oracle *oracle, struct date day)
{
	while (!works(oracle, day))
		day.day--;
	return day;
}

static struct date
forth(const struct oracle *oracle, struct date day)
{
	while (!works(oracle, day))
		day.day++;
	return day;
}

static int
count_workdays(const struct oracle *oracle, struct date from, struct date to)
{
	int count = 0;

	for (from.day++; from.day <= to.day; from.day++)
		count += works(oracle, from) ? 1 : 0;
	return count;
}

/* Placed when the rule looked at this step: kept, or earlier in the file. */
static bool
stands(const struct oracle *oracle, size_t other)
{
	return other != oracle->step &&
	       (oracle->items[other].fixed == PLAN_KEPT ||
		   (oracle->items[other].fixed == PLAN_OPEN &&
		       other < oracle->step));
}

static bool
keeps_spread(const struct oracle *oracle, struct date day)
{
	const struct programme *programme = oracle->input->programme;

	if (!step_of(oracle)->contact)
		return true;
	for (size_t i = 0; i < programme->step_count; i++) {
		struct date other = oracle->items[i].planned;

		if (!programme->steps[i].contact || i == oracle->step ||
		    (!stands(oracle, i) &&
			oracle->items[i].fixed != PLAN_SETTLED))
			continue;
		if (count_workdays(
			oracle, date_min(day, other), date_max(day, other)) < 2)
			return false;
	}
	return true;
}

static bool
takes_part(const struct plan_item *item, int64_t person)
{
	for (size_t i = 0; i < item->people_count; i++)
		if (item->people[i] == person)
			return true;
	return false;
}

static bool
meet(const struct plan_item *a, const struct plan_item *b)
{
	for (size_t i = 0; i < a->people_count; i++)
		if (takes_part(b, a->people[i]))
			return true;
	return false;
}

static bool
is_apart(int start, int end, int other_start, int other_end, int gap)
{
	return end + gap <= other_start || start >= other_end + gap;
}

static bool
is_free(const struct oracle *oracle, struct date day, int start, int end)
{
	const struct programme *programme = oracle->input->programme;
	const struct plan_item *item = &oracle->items[oracle->step];
	bool undisturbed = step_of(oracle)->undisturbed;

	for (size_t i = 0; i < oracle->input->busy_count; i++) {
		const struct plan_busy *busy = &oracle->input->busy[i];

		if (busy->day.day == day.day &&
		    takes_part(item, busy->person) &&
		    !is_apart(start, end, busy->start, busy->end,
			undisturbed || busy->undisturbed ? 15 : 0))
			return false;
	}
	for (size_t i = 0; i < programme->step_count; i++) {
		const struct plan_item *other = &oracle->items[i];
		bool alone = undisturbed || programme->steps[i].undisturbed;

		if (stands(oracle, i) && other->planned.day == day.day &&
		    other->start >= 0 && meet(item, other) &&
		    !is_apart(
			start, end, other->start, other->end, alone ? 15 : 0))
			return false;
	}
	return true;
}

static bool
is_in_window(const struct oracle *oracle, struct date day, int start, int end)
{
	const struct step *step = step_of(oracle);
	bool is_half =
	    (workday_flags(oracle->input->calendar, day) & DAY_HALF) != 0;

	if (is_half && end > 720)
		return false;
	if (step->minutes > 180)
		return start >= 480 && end <= 960;
	if (!is_apart(start, end, 690, 720, 0))
		return false;
	if (step->kind == STEP_CALL)
		return start >= 510 && end <= 930;
	return start >= 540 && end <= (date_weekday(day) == FRIDAY ? 780 : 900);
}

static bool
is_after_prerequisites(const struct oracle *oracle, struct date day, int start)
{
	const struct step *step = step_of(oracle);

	for (size_t i = 0; i < step->require_count; i++) {
		int other = programme_find_step(
		    oracle->input->programme, step->requires[i]);

		if (stands(oracle, (size_t)other) &&
		    oracle->items[other].planned.day == day.day &&
		    oracle->items[other].end > start)
			return false;
	}
	return true;
}

/* The earliest start, minute by minute over the whole day, or -1. */
static int
first_start(const struct oracle *oracle, struct date day)
{
	const struct plan_input *input = oracle->input;

	for (int start = 0; start < FULL_DAY; start++) {
		int end = start + step_of(oracle)->minutes;

		if (start % 15 == 0 && is_in_window(oracle, day, start, end) &&
		    (day.day != input->today.day || start > input->now) &&
		    is_after_prerequisites(oracle, day, start) &&
		    is_free(oracle, day, start, end))
			return start;
	}
	return -1;
}

static bool
suits(const struct oracle *oracle, struct date day)
{
	return works(oracle, day) && keeps_spread(oracle, day) &&
	       first_start(oracle, day) >= 0;
}

/* Rule 5 for a day of a call or meeting. */
static struct date
find_day(const struct oracle *oracle, struct date t, struct date floor,
    struct date limit)
{
	struct date day;

	for (day = t; day.day <= limit.day || day.day == t.day; day.day++)
		if (!is_calm(oracle, day) && suits(oracle, day))
			return day;
	for (day.day = t.day - 1; day.day >= floor.day; day.day--)
		if (!is_calm(oracle, day) && suits(oracle, day))
			return day;
	for (day = t; !suits(oracle, day);)
		day.day++;
	return day;
}

static struct date
find_floor(const struct oracle *oracle)
{
	const struct plan_input *input = oracle->input;
	const struct step *step = step_of(oracle);
	struct date floor = forth(oracle, input->today);
	struct date accepted =
	    forth(oracle, date_add_days(input->anchors.accepted, 1));

	if (step->phase >= 1)
		floor = date_max(floor, accepted);
	for (size_t i = 0; i < step->require_count; i++) {
		int other =
		    programme_find_step(input->programme, step->requires[i]);

		if (oracle->items[other].fixed != PLAN_ABSENT)
			floor = date_max(
			    floor, forth(oracle, oracle->items[other].planned));
	}
	return floor;
}

static bool
check_flag(const struct oracle *oracle, unsigned flag, bool holds)
{
	const struct plan_item *item = &oracle->items[oracle->step];

	if (((item->flags & flag) != 0) == holds)
		return true;
	return disagree(oracle, "the flag %s should%s be set",
	    activity_flag_name(flag), holds ? "" : " not");
}

static bool
check_flags(const struct oracle *oracle, struct date limit, bool searched)
{
	const struct plan_input *input = oracle->input;
	const struct plan_item *item = &oracle->items[oracle->step];
	const struct step *step = step_of(oracle);

	return check_flag(
		   oracle, FLAG_CANNOT_BE_MET, item->planned.day > limit.day) &&
	       check_flag(oracle, FLAG_AFTER_FIRST_DAY,
		   step->phase == 1 &&
		       item->planned.day >= input->anchors.first_day.day) &&
	       (input->replan || check_flag(oracle, FLAG_LATE_START,
				     limit.day < input->today.day)) &&
	       check_flag(oracle, FLAG_QUIET_DAY,
		   searched && is_calm(oracle, item->planned)) &&
	       check_flag(oracle, FLAG_NO_FREE_TIME,
		   step_kind_is_timed(step->kind) && item->start < 0);
}

static bool
check_open(const struct oracle *oracle)
{
	const struct plan_input *input = oracle->input;
	const struct step *step = step_of(oracle);
	const struct plan_item *item = &oracle->items[oracle->step];
	struct date due =
	    date_rule_evaluate(&step->due, &input->anchors, input->calendar);
	struct date latest =
	    date_rule_evaluate(&step->latest, &input->anchors, input->calendar);
	struct date limit = back(oracle, latest);
	struct date floor = find_floor(oracle);
	struct date t = date_max(back(oracle, date_min(due, latest)), floor);
	bool timed = step_kind_is_timed(step->kind);
	bool fixed = step->due.anchor == ANCHOR_FIRST_DAY &&
		     step->due.term_count == 1 && step->due.terms[0].count == 0;
	struct date want =
	    timed && !fixed ? find_day(oracle, t, floor, limit) : t;
	int start = timed ? first_start(oracle, want) : -1;
	char text[DATE_TEXT_SIZE];

	if (item->latest.day != limit.day)
		return disagree(
		    oracle, "the limit should be %s", date_format(limit, text));
	if (item->planned.day != want.day)
		return disagree(
		    oracle, "should be on %s", date_format(want, text));
	if (item->start != start ||
	    item->end != (start < 0 ? -1 : start + step->minutes))
		return disagree(oracle, "%d..%d should begin at %d",
		    item->start, item->end, start);
	return check_flags(oracle, limit, timed && !fixed);
}

bool
plan_oracle_agrees(const struct plan_input *input,
    const struct plan_item *items, char why[PLAN_ORACLE_TEXT_SIZE])
{
	struct oracle oracle = {.input = input, .items = items, .why = why};

	for (; oracle.step < input->programme->step_count; oracle.step++)
		if (items[oracle.step].fixed == PLAN_OPEN &&
		    !check_open(&oracle))
			return false;
	return true;
}
