/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan.h"

#include <stdio.h>

#include "base/memory.h"
#include "model/activity.h"
#include "model/plan_search.h"
#include "model/plan_series.h"

static const char *const reason_names[PLAN_REASON_COUNT] = {
    [REASON_DUE] = "due",
    [REASON_LATEST] = "latest",
    [REASON_CLIPPED] = "clipped",
    [REASON_FLOOR_TODAY] = "floor-today",
    [REASON_FLOOR_ACCEPTED] = "floor-accepted",
    [REASON_FLOOR_STEP] = "floor-step",
    [REASON_FLOOR_SERIES] = "floor-series",
    [REASON_SKIPPED_DAY] = "skipped-day",
    [REASON_PAUSED] = "paused",
    [REASON_WENT_BACK] = "went-back",
    [REASON_PAST_LIMIT] = "past-limit",
    [REASON_KEPT] = "kept",
    [REASON_MOVED] = "moved",
    [REASON_EVENT] = "event",
    [REASON_WAITED] = "waited",
    [REASON_LAPSED] = "lapsed",
    [REASON_PLACED] = "placed",
};

const char *
plan_reason_name(enum plan_reason reason)
{
	return reason_names[reason];
}

static void
release_search(struct plan_search *search)
{
	plan_slot_release(&search->slots);
}

static void
tell_rule(const struct plan_search *search, size_t step,
    enum plan_reason reason, struct date day, const struct date_rule *rule)
{
	char text[DATE_RULE_TEXT_SIZE];

	if (search->trace != NULL)
		plan_search_tell(
		    search, step, reason, day, date_rule_format(rule, text));
}

struct date
plan_after_pauses(
    const struct plan_pause *pauses, size_t count, struct date day)
{
	for (size_t i = 0; i < count; i++) {
		int days = pauses[i].until.day - pauses[i].from.day + 1;

		if (pauses[i].from.day <= day.day)
			day = date_add_days(day, days);
	}
	return day;
}

/*
 * When the step is done: its day, or what its own rule says as long as it has
 * none.  Rules of done() name earlier steps only, so this ends.
 */
static struct date
done_day(const struct plan_input *input, const struct plan_item *items,
    const char *step)
{
	struct date_anchors anchors = input->anchors;
	int index = programme_find_step(input->programme, step);
	const struct plan_item *item;
	const struct date_rule *due;

	if (index < 0)
		return anchors.first_day;
	item = &items[index];
	if (item->fixed == PLAN_SETTLED && item->is_skipped)
		return item->skipped_day;
	if (item->fixed != PLAN_ABSENT && !date_is_none(item->planned))
		return item->planned;
	due = &input->programme->steps[index].due;
	/* An absent step that itself counts from one: the first day will do. */
	anchors.done = anchors.first_day;
	return date_rule_evaluate(due, &anchors, input->calendar);
}

/* A rule's day before pauses put it off, and the first of those that do. */
struct rule_day {
	struct date day;
	size_t pause;
};

/*
 * The day of another step has the pauses up to it in it already, and a day that
 * somebody chose was chosen with all of them in mind.
 */
static struct rule_day
read_rule(const struct plan_input *input, const struct plan_item *items,
    const struct date_rule *rule)
{
	struct date_anchors anchors = input->anchors;
	struct rule_day found = {.pause = 0};

	if (rule->anchor == ANCHOR_DATE)
		found.pause = input->pause_count;
	if (rule->anchor == ANCHOR_DONE) {
		anchors.done = done_day(input, items, rule->step);
		while (found.pause < input->pause_count &&
		       input->pauses[found.pause].from.day <= anchors.done.day)
			found.pause++;
	}
	found.day = date_rule_evaluate(rule, &anchors, input->calendar);
	return found;
}

struct date
plan_rule_day(const struct plan_input *input, const struct plan_item *items,
    const struct date_rule *rule)
{
	struct rule_day found = read_rule(input, items, rule);

	if (input->pause_count == 0)
		return found.day;
	return plan_after_pauses(input->pauses + found.pause,
	    input->pause_count - found.pause, found.day);
}

/* Which pauses put a rule's day off, for the derivation. */
static void
tell_pauses(const struct plan_search *search, size_t index,
    const struct date_rule *rule)
{
	const struct plan_input *input = search->input;
	struct rule_day found;
	struct date day;

	if (search->trace == NULL)
		return;
	found = read_rule(input, search->items, rule);
	day = found.day;
	for (size_t i = found.pause; i < input->pause_count; i++) {
		const struct plan_pause *pause = &input->pauses[i];
		struct date later = plan_after_pauses(pause, 1, day);
		char text[2 * DATE_TEXT_SIZE + 2];
		char from[DATE_TEXT_SIZE];
		char until[DATE_TEXT_SIZE];

		if (later.day == day.day)
			continue;
		day = later;
		(void)snprintf(text, sizeof(text), "%s..%s",
		    date_format(pause->from, from),
		    date_format(pause->until, until));
		plan_search_tell(search, index, REASON_PAUSED, day, text);
	}
}

/* Going back over a weekend may end in the pause that a day comes after. */
static struct date
back(const struct plan_search *search, struct date day)
{
	return plan_search_next(
	    search, workday_back(search->input->calendar, day));
}

struct date
plan_search_target(const struct plan_search *search, size_t index)
{
	const struct step *step = &search->input->programme->steps[index];

	return back(search,
	    date_min(plan_rule_day(search->input, search->items, &step->due),
		plan_rule_day(search->input, search->items, &step->latest)));
}

/* What the step's own two rules say: rule 2. */
static struct plan_bounds
read_rules(const struct plan_search *search, size_t index)
{
	const struct step *step = &search->input->programme->steps[index];
	struct date due =
	    plan_rule_day(search->input, search->items, &step->due);
	struct date latest =
	    plan_rule_day(search->input, search->items, &step->latest);
	struct date wanted = date_min(due, latest);
	struct plan_bounds bounds = {
	    .target = back(search, wanted),
	    .limit = back(search, latest),
	};

	search->items[index].due_rule = due;
	search->items[index].latest = bounds.limit;
	tell_rule(search, index, REASON_DUE, due, &step->due);
	tell_pauses(search, index, &step->due);
	if (latest.day < due.day)
		tell_rule(search, index, REASON_CLIPPED, latest, &step->latest);
	plan_search_tell_days_off(
	    search, index, date_add_days(bounds.target, 1), wanted);
	tell_rule(search, index, REASON_LATEST, bounds.limit, &step->latest);
	return bounds;
}

struct floor {
	struct date day;
	struct date wanted; /* before it was moved to a workday */
	enum plan_reason reason;
	const char *detail;
};

static void
raise_floor(const struct plan_search *search, struct floor *floor,
    struct date wanted, enum plan_reason reason, const char *detail)
{
	struct date day = plan_search_next(search, wanted);

	if (day.day > floor->day.day)
		*floor = (struct floor){day, wanted, reason, detail};
}

/* The day before which the step cannot be, and what says so: rule 3. */
static struct floor
find_floor(const struct plan_search *search, size_t index)
{
	const struct plan_input *input = search->input;
	const struct step *step = &input->programme->steps[index];
	struct floor floor = {.day = DATE_NONE};

	raise_floor(search, &floor, input->today, REASON_FLOOR_TODAY, "");
	if (step->phase >= 1)
		raise_floor(search, &floor,
		    workday_add(input->calendar, input->anchors.accepted, 1),
		    REASON_FLOOR_ACCEPTED, "");
	for (size_t i = 0; i < step->require_count; i++) {
		int before =
		    programme_find_step(input->programme, step->requires[i]);
		const struct plan_item *item;

		if (before < 0)
			continue;
		item = &search->items[before];
		if (item->fixed != PLAN_ABSENT && !date_is_none(item->planned))
			raise_floor(search, &floor, item->planned,
			    REASON_FLOOR_STEP, step->requires[i]);
	}
	return floor;
}

/* Not too soon after the occurrence before it. */
static void
wait_for_the_last(const struct plan_search *search, size_t index,
    struct date target, struct floor *floor)
{
	struct plan_series_last last;

	while (plan_series_find_last(
	    search, index, date_max(target, floor->day), &last))
		raise_floor(search, floor, last.free_from, REASON_FLOOR_SERIES,
		    search->input->programme->steps[last.index].id);
}

static void
set_limit_flags(const struct plan_search *search, size_t index)
{
	const struct plan_input *input = search->input;
	struct plan_item *item = &search->items[index];

	item->flags &= ~(unsigned)(FLAG_CANNOT_BE_MET | FLAG_AFTER_FIRST_DAY);
	if (item->planned.day > item->latest.day)
		item->flags |= FLAG_CANNOT_BE_MET;
	if (input->programme->kind == PROGRAMME_ONBOARDING &&
	    input->programme->steps[index].phase == 1 &&
	    item->planned.day >= input->anchors.first_day.day)
		item->flags |= FLAG_AFTER_FIRST_DAY;
}

static unsigned
flags_at_start(const struct plan_input *input, const struct plan_item *item)
{
	unsigned kept = FLAG_ROLE_EMPTY;

	if (input->replan)
		return item->flags & (kept | FLAG_LATE_START);
	kept &= item->flags;
	return item->latest.day < input->today.day ? kept | FLAG_LATE_START
						   : kept;
}

/* It has the day that it would have had, for those who ask. */
static void
lapse(const struct plan_search *search, size_t index, struct date target,
    const struct plan_series_next *next)
{
	struct plan_item *item = &search->items[index];

	item->has_lapsed = true;
	item->planned = target;
	item->flags &= FLAG_ROLE_EMPTY;
	plan_search_tell(search, index, REASON_LAPSED, next->day,
	    search->input->programme->steps[next->index].id);
}

static void
plan_open(const struct plan_search *search, size_t index)
{
	const struct step *step = &search->input->programme->steps[index];
	struct plan_item *item = &search->items[index];
	struct plan_bounds bounds = read_rules(search, index);
	struct floor floor = find_floor(search, index);
	struct plan_series_next next;

	wait_for_the_last(search, index, bounds.target, &floor);
	bounds.floor = floor.day;
	if (plan_series_lapses(search, index, &bounds, &next)) {
		lapse(search, index, bounds.target, &next);
		return;
	}
	item->flags = flags_at_start(search->input, item);
	if (floor.day.day > bounds.target.day) {
		plan_search_tell(
		    search, index, floor.reason, floor.day, floor.detail);
		plan_search_tell_days_off(
		    search, index, floor.wanted, date_add_days(floor.day, -1));
	}
	if (step_kind_is_timed(step->kind))
		plan_search_place(search, index, &bounds);
	else
		item->planned = plan_search_next(
		    search, date_max(bounds.target, bounds.floor));
	set_limit_flags(search, index);
	plan_search_tell(search, index, REASON_PLACED, item->planned,
	    (item->flags & FLAG_NO_FREE_TIME) != 0 ? "no-slot" : "");
}

static void
plan_one(const struct plan_search *search, size_t index)
{
	struct plan_item *item = &search->items[index];
	struct plan_search silent = *search;

	switch (item->fixed) {
	case PLAN_OPEN:
		plan_open(search, index);
		break;
	case PLAN_KEPT:
		(void)read_rules(search, index);
		set_limit_flags(search, index);
		plan_search_tell(search, index, REASON_KEPT, item->planned, "");
		break;
	case PLAN_SETTLED:
		silent.trace = NULL;
		(void)read_rules(&silent, index);
		break;
	case PLAN_ABSENT:
		item->due_rule = DATE_NONE;
		item->latest = DATE_NONE;
		item->flags = 0;
		break;
	}
}

/* What is not placed yet must not hold a day or a time. */
static void
clear_item(struct plan_item *item)
{
	item->has_lapsed = false;
	if (item->fixed != PLAN_OPEN && item->fixed != PLAN_ABSENT)
		return;
	item->planned = DATE_NONE;
	item->start = -1;
	item->end = -1;
}

void
plan_journey(const struct plan_input *input, struct plan_item *items,
    plan_trace_fn trace, void *trace_arg)
{
	cleanup_(release_search) struct plan_search search = {
	    .input = input,
	    .items = items,
	    .trace = trace,
	    .trace_arg = trace_arg,
	};

	for (size_t i = 0; i < input->programme->step_count; i++)
		clear_item(&items[i]);
	plan_slot_init(&search.slots, input, items);
	for (size_t i = 0; i < input->programme->step_count; i++)
		plan_one(&search, i);
}

int
plan_find_slot(const struct plan_input *input, const struct plan_item *items,
    size_t step, struct date day)
{
	cleanup_(plan_slot_release) struct plan_slots slots = {0};

	plan_slot_init(&slots, input, items);
	return plan_slot_find(&slots, step, day);
}
