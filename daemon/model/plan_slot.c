/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_slot.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define CLOCK(hour, minute) ((hour)*60 + (minute))
#define GRID 15
#define GRID_COUNT (24 * 60 / GRID)
#define UNDISTURBED_GAP 15
#define LONG_MINUTES 180
#define LUNCH_START CLOCK(11, 30)
#define LUNCH_END CLOCK(12, 0)
#define HALF_DAY_END CLOCK(12, 0)

struct people {
	int64_t *ids; /* sorted */
	size_t count;
};

static void
release_people(struct people *people)
{
	free(people->ids);
}

static int
compare_ids(const void *a, const void *b)
{
	const int64_t *left = a;
	const int64_t *right = b;

	return (*left > *right) - (*left < *right);
}

static int
compare_busy(const void *a, const void *b)
{
	const struct plan_busy *left = a;
	const struct plan_busy *right = b;

	return (left->day.day > right->day.day) -
	       (left->day.day < right->day.day);
}

static void
collect_people(struct people *people, const struct plan_input *input,
    const struct plan_item *items)
{
	size_t step_count = input->programme->step_count;
	size_t room = 0;

	for (size_t i = 0; i < step_count; i++)
		room += items[i].people_count;
	people->ids = memory_alloc(room * sizeof(*people->ids));
	for (size_t i = 0; i < step_count; i++) {
		const struct plan_item *item = &items[i];

		if (item->people_count == 0 ||
		    !step_kind_is_timed(input->programme->steps[i].kind))
			continue;
		memcpy(people->ids + people->count, item->people,
		    item->people_count * sizeof(*people->ids));
		people->count += item->people_count;
	}
	qsort(people->ids, people->count, sizeof(*people->ids), compare_ids);
}

static bool
is_sorted(const struct plan_input *input)
{
	for (size_t i = 1; i < input->busy_count; i++)
		if (input->busy[i].day.day < input->busy[i - 1].day.day)
			return false;
	return true;
}

/* Only what concerns the journey's people: sorting is what costs. */
static void
sort_busy(struct plan_slots *slots, const struct plan_input *input,
    const struct plan_item *items)
{
	cleanup_(release_people) struct people people = {0};
	size_t count = 0;

	collect_people(&people, input, items);
	slots->sorted =
	    memory_alloc(input->busy_count * sizeof(*slots->sorted));
	for (size_t i = 0; i < input->busy_count; i++)
		if (bsearch(&input->busy[i].person, people.ids, people.count,
			sizeof(*people.ids), compare_ids) != NULL)
			slots->sorted[count++] = input->busy[i];
	qsort(slots->sorted, count, sizeof(*slots->sorted), compare_busy);
	slots->busy = slots->sorted;
	slots->busy_count = count;
}

void
plan_slot_init(struct plan_slots *slots, const struct plan_input *input,
    const struct plan_item *items)
{
	*slots = (struct plan_slots){
	    .input = input,
	    .items = items,
	    .busy = input->busy,
	    .busy_count = input->busy_count,
	};
	if (!is_sorted(input))
		sort_busy(slots, input, items);
}

void
plan_slot_release(struct plan_slots *slots)
{
	free(slots->sorted);
	slots->sorted = NULL;
}

struct window {
	int start;
	int end;
};

static struct window
day_window(
    const struct plan_slots *slots, const struct step *step, struct date day)
{
	struct window window = {CLOCK(9, 0), CLOCK(15, 0)};

	if (step->minutes > LONG_MINUTES)
		window = (struct window){CLOCK(8, 0), CLOCK(16, 0)};
	else if (step->kind == STEP_CALL)
		window = (struct window){CLOCK(8, 30), CLOCK(15, 30)};
	else if (date_weekday(day) == FRIDAY)
		window.end = CLOCK(13, 0);
	if ((workday_flags(slots->input->calendar, day) & DAY_HALF) != 0 &&
	    window.end > HALF_DAY_END)
		window.end = HALF_DAY_END;
	return window;
}

static bool
is_planned_on(const struct plan_item *item, struct date day)
{
	return (item->fixed == PLAN_OPEN || item->fixed == PLAN_KEPT) &&
	       item->planned.day == day.day && item->start >= 0;
}

static int
earliest_start(
    const struct plan_slots *slots, size_t index, struct date day, int start)
{
	const struct plan_input *input = slots->input;
	const struct step *step = &input->programme->steps[index];

	if (day.day == input->today.day && start <= input->now)
		start = input->now + 1;
	for (size_t i = 0; i < step->require_count; i++) {
		int before =
		    programme_find_step(input->programme, step->requires[i]);

		if (before >= 0 && is_planned_on(&slots->items[before], day) &&
		    slots->items[before].end > start)
			start = slots->items[before].end;
	}
	return (start + GRID - 1) / GRID * GRID;
}

/* The starts on the grid that something forbids. */
struct grid {
	bool blocked[GRID_COUNT];
	int minutes; /* of the activity to be placed */
};

static void
block(struct grid *grid, int start, int end)
{
	int first = start - grid->minutes + 1;
	int slot = first <= 0 ? 0 : (first + GRID - 1) / GRID;

	for (; slot < GRID_COUNT && slot * GRID < end; slot++)
		grid->blocked[slot] = true;
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
share_people(const struct plan_item *a, const struct plan_item *b)
{
	for (size_t i = 0; i < a->people_count; i++)
		if (takes_part(b, a->people[i]))
			return true;
	return false;
}

static int
gap_between(const struct step *step, bool undisturbed)
{
	return step->undisturbed || undisturbed ? UNDISTURBED_GAP : 0;
}

static void
block_items(const struct plan_slots *slots, struct grid *grid, size_t index,
    struct date day)
{
	const struct programme *programme = slots->input->programme;
	const struct plan_item *item = &slots->items[index];

	for (size_t i = 0; i < programme->step_count; i++) {
		const struct plan_item *other = &slots->items[i];
		int gap;

		if (i == index || !is_planned_on(other, day) ||
		    !share_people(item, other))
			continue;
		gap = gap_between(
		    &programme->steps[index], programme->steps[i].undisturbed);
		block(grid, other->start - gap, other->end + gap);
	}
}

static size_t
first_busy(const struct plan_slots *slots, struct date day)
{
	size_t low = 0;
	size_t high = slots->busy_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (slots->busy[middle].day.day < day.day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
block_busy(const struct plan_slots *slots, struct grid *grid, size_t index,
    struct date day)
{
	const struct step *step = &slots->input->programme->steps[index];
	const struct plan_item *item = &slots->items[index];

	for (size_t i = first_busy(slots, day);
	     i < slots->busy_count && slots->busy[i].day.day == day.day; i++) {
		const struct plan_busy *busy = &slots->busy[i];
		int gap = gap_between(step, busy->undisturbed);

		if (takes_part(item, busy->person))
			block(grid, busy->start - gap, busy->end + gap);
	}
}

int
plan_slot_find(const struct plan_slots *slots, size_t step, struct date day)
{
	const struct step *definition = &slots->input->programme->steps[step];
	struct window window = day_window(slots, definition, day);
	struct grid grid = {.minutes = definition->minutes};
	int start = earliest_start(slots, step, day, window.start);

	if (start + grid.minutes > window.end)
		return -1;
	block_items(slots, &grid, step, day);
	block_busy(slots, &grid, step, day);
	if (grid.minutes <= LONG_MINUTES)
		block(&grid, LUNCH_START, LUNCH_END);
	for (; start + grid.minutes <= window.end; start += GRID)
		if (!grid.blocked[start / GRID])
			return start;
	return -1;
}
