/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "model/disclosure_answers.h"
#include "model/disclosure_lines.h"

/*
 * Of so many leaders every way in which they can still be here after a year
 * and after half a year, have answered, and have answered well.  The reader
 * knows all the rules, so what is shown alike may be any of the ways that are
 * shown so.  Of no group may less than four be the most that it can be, and
 * where four is the most, none is the least.
 */
enum { YEAR, HALF, ANSWERED, WELL, SETS };

enum { SHOWN = SETS };

struct way {
	int64_t sets[SETS];
	struct disclosure shown[SHOWN];
	struct disclosure of_answered;
};

struct ways {
	struct way *items;
	size_t count;
	size_t room;
	size_t told;
	int64_t leaders;
};

static void
show(struct way *way, int64_t leaders)
{
	const struct fraction here[] = {
	    {way->sets[HALF], leaders}, {way->sets[YEAR], leaders}};
	struct disclosure around[] = {
	    {.kind = DISCLOSURE_HIDDEN}, disclosure_lines_alone(here[1])};
	const struct disclosure_answers answers = {
	    {way->sets[ANSWERED], leaders}, around, 2, false};
	struct disclosure_answer part;

	disclosure_decide_falling(here, 2, around);
	part = disclosure_answers_part(&answers, way->sets[WELL]);
	way->shown[YEAR] = around[1];
	way->shown[HALF] = around[0];
	way->shown[ANSWERED] = disclosure_answers_response(&answers);
	way->shown[WELL] = part.of_all;
	way->of_answered = part.of_answered;
}

static int
compare_shown(const struct disclosure *a, const struct disclosure *b)
{
	int64_t difference = (int64_t)a->kind - (int64_t)b->kind;

	if (difference == 0)
		difference = a->least.part - b->least.part;
	if (difference == 0)
		difference = a->most.part - b->most.part;
	if (difference == 0)
		difference = a->least.whole - b->least.whole;
	return (difference > 0) - (difference < 0);
}

/* HR sees who has answered, and who is still here. */
static bool knows_response;

static int
compare_ways(const void *left, const void *right)
{
	const struct way *a = left;
	const struct way *b = right;
	int order = compare_shown(&a->of_answered, &b->of_answered);

	for (int i = 0; order == 0 && i < SHOWN; i++)
		order = compare_shown(&a->shown[i], &b->shown[i]);
	if (order == 0 && knows_response)
		order = memcmp(a->sets, b->sets, WELL * sizeof(*a->sets));
	return order;
}

static void
add_way(struct ways *ways, const int64_t sets[SETS])
{
	struct way *way;

	if (ways->count == ways->room) {
		ways->room = 2 * ways->room + 1;
		ways->items = memory_resize(
		    ways->items, ways->room, sizeof(*ways->items));
	}
	way = &ways->items[ways->count++];
	memset(way, 0, sizeof(*way));
	memcpy(way->sets, sets, sizeof(way->sets));
	show(way, ways->leaders);
	ways->told += way->shown[WELL].kind == DISCLOSURE_EXACT;
}

static void
add_all(struct ways *ways)
{
	int64_t s[SETS];

	for (s[HALF] = 0; s[HALF] <= ways->leaders; s[HALF]++)
		for (s[YEAR] = 0; s[YEAR] <= s[HALF]; s[YEAR]++)
			for (s[ANSWERED] = 0; s[ANSWERED] <= s[HALF];
			     s[ANSWERED]++)
				for (s[WELL] = 0; s[WELL] <= s[ANSWERED];
				     s[WELL]++)
					add_way(ways, s);
}

/* The first are what nobody knows but those who answered. */
static int64_t
group_of(const struct way *way, int group, int64_t leaders)
{
	const int64_t *s = way->sets;
	const int64_t sizes[] = {s[WELL], s[ANSWERED] - s[WELL],
	    s[HALF] - s[ANSWERED], s[HALF] - s[WELL], leaders - s[ANSWERED],
	    leaders - s[WELL], s[HALF] - s[YEAR], leaders - s[HALF]};

	return sizes[group];
}

enum { SECRET_GROUPS = 2, ANSWER_GROUPS = 6, GROUPS = 8, TOLD_OF = 50 };

/* Who left early are told of beside who left: with few of them, not here. */
static int
groups_of(const struct way *way, int64_t leaders)
{
	if (knows_response)
		return SECRET_GROUPS;
	return leaders - way->sets[YEAR] < 2 * DISCLOSURE_GROUP - 1
		   ? ANSWER_GROUPS
		   : GROUPS;
}

/* Of whom somebody knows that they are three, nothing is learnt by three. */
static bool
is_learnt(int64_t least, int64_t most, const struct way *way)
{
	int64_t known = way->sets[ANSWERED];

	if (knows_response && known < DISCLOSURE_GROUP)
		return least > 0 || most < known;
	return most < DISCLOSURE_GROUP - 1 ||
	       (most < DISCLOSURE_GROUP && least > 0);
}

static void
check_alike(const struct ways *ways, size_t from, size_t to)
{
	int groups = groups_of(&ways->items[from], ways->leaders);

	for (int group = 0; group < groups; group++) {
		int64_t most = 0;
		int64_t least = ways->leaders;

		for (size_t i = from; i < to; i++) {
			int64_t size =
			    group_of(&ways->items[i], group, ways->leaders);

			most = size > most ? size : most;
			least = size < least ? size : least;
		}
		if (is_learnt(least, most, &ways->items[from]))
			fail_msg("of %d: group %d is %d to %d; half %d, year "
				 "%d, answered %d, well %d",
			    (int)ways->leaders, group, (int)least, (int)most,
			    (int)ways->items[from].sets[HALF],
			    (int)ways->items[from].sets[YEAR],
			    (int)ways->items[from].sets[ANSWERED],
			    (int)ways->items[from].sets[WELL]);
	}
}

static void
check_leaders(int64_t leaders)
{
	struct ways ways = {.leaders = leaders};
	size_t from = 0;

	add_all(&ways);
	qsort(ways.items, ways.count, sizeof(*ways.items), compare_ways);
	for (size_t i = 1; i <= ways.count; i++) {
		if (i < ways.count &&
		    compare_ways(&ways.items[from], &ways.items[i]) == 0)
			continue;
		check_alike(&ways, from, i);
		from = i;
	}
	assert_true(ways.told > ways.count / TOLD_OF);
	free(ways.items);
}

static void
test_what_is_shown_of_answers_tells_of_nobody(void **state)
{
	(void)state;
	knows_response = false;
	check_leaders(19);
	check_leaders(34);
}

static void
test_nor_to_those_who_know_who_answered(void **state)
{
	(void)state;
	knows_response = true;
	check_leaders(19);
	check_leaders(34);
}

/*
 * Of a cohort, where all know who answered: by what is shown of those for whom
 * it holds, who they may be.
 */
static struct disclosure
cohort_part(int64_t asked, int64_t answered, int64_t well)
{
	const struct disclosure_answers answers = {
	    .answered = {answered, asked}, .is_known = true};
	const struct disclosure_answer part =
	    disclosure_answers_part(&answers, well);

	assert_int_equal(part.of_all.kind, DISCLOSURE_HIDDEN);
	assert_int_equal(disclosure_answers_response(&answers).kind,
	    answered < DISCLOSURE_GROUP ? DISCLOSURE_HIDDEN : DISCLOSURE_EXACT);
	return part.of_answered;
}

/* Returns whether it is told exactly. */
static bool
check_cohort_part(int64_t asked, int64_t answered, int64_t well)
{
	const struct disclosure shown = cohort_part(asked, answered, well);
	struct way way = {.sets = {asked, asked, answered, well}};
	int64_t least = answered;
	int64_t most = 0;

	for (int64_t other = 0; other <= answered; other++) {
		struct disclosure like = cohort_part(asked, answered, other);

		if (compare_shown(&shown, &like) != 0)
			continue;
		least = other < least ? other : least;
		most = other > most ? other : most;
	}
	assert_false(is_learnt(least, most, &way));
	assert_false(is_learnt(answered - most, answered - least, &way));
	return shown.kind == DISCLOSURE_EXACT;
}

static void
test_nor_what_is_shown_of_a_cohort(void **state)
{
	int64_t told = 0;

	(void)state;
	knows_response = true;
	for (int64_t asked = 1; asked <= 34; asked++)
		for (int64_t answered = 0; answered <= asked; answered++)
			for (int64_t well = 0; well <= answered; well++)
				told +=
				    check_cohort_part(asked, answered, well);
	assert_true(cohort_part(12, 10, 5).kind == DISCLOSURE_EXACT);
	assert_true(told > 1);
}

/* Of so many, who took each of three choices that exclude each other. */
enum { ASKED = 22, ASKED_OF_COHORT = 12, CHOICES = 3, VIEW_BASE = ASKED + 2 };

struct range {
	int64_t least[CHOICES + 1];
	int64_t most[CHOICES + 1];
	bool is_seen;
};

static size_t
view_of(const int64_t people[CHOICES], int64_t asked)
{
	const struct disclosure_choices choices = {
	    people, CHOICES, asked, false};
	struct disclosure shown[CHOICES];
	size_t view = 0;

	disclosure_answers_choices(&choices, shown);
	for (size_t i = 0; i < CHOICES; i++)
		view =
		    view * VIEW_BASE + (shown[i].kind == DISCLOSURE_EXACT
					       ? (size_t)shown[i].least.part + 1
					       : 0);
	return view;
}

/* The last is who took none. */
static void
note(struct range *range, const int64_t people[CHOICES], int64_t asked)
{
	int64_t sizes[CHOICES + 1] = {people[0], people[1], people[2],
	    asked - people[0] - people[1] - people[2]};

	for (size_t i = 0; i <= CHOICES; i++) {
		if (!range->is_seen || sizes[i] < range->least[i])
			range->least[i] = sizes[i];
		if (!range->is_seen || sizes[i] > range->most[i])
			range->most[i] = sizes[i];
	}
	range->is_seen = true;
}

static void
check_choices(int64_t asked)
{
	size_t views = (size_t)VIEW_BASE * VIEW_BASE * VIEW_BASE;
	struct range *ranges = memory_alloc(views * sizeof(*ranges));
	int64_t p[CHOICES];

	for (p[0] = 0; p[0] <= asked; p[0]++)
		for (p[1] = 0; p[0] + p[1] <= asked; p[1]++)
			for (p[2] = 0; p[0] + p[1] + p[2] <= asked; p[2]++)
				note(&ranges[view_of(p, asked)], p, asked);
	for (size_t i = 0; i < views * (CHOICES + 1); i++) {
		const struct range *range = &ranges[i / (CHOICES + 1)];
		size_t group = i % (CHOICES + 1);

		if (range->is_seen && range->most[group] < DISCLOSURE_GROUP)
			assert_true(
			    range->most[group] == DISCLOSURE_GROUP - 1 &&
			    range->least[group] == 0);
	}
	free(ranges);
}

static void
test_what_is_left_over_of_choices_tells_of_nobody(void **state)
{
	(void)state;
	check_choices(ASKED);
	check_choices(ASKED_OF_COHORT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_is_shown_of_answers_tells_of_nobody),
	    cmocka_unit_test(test_what_is_left_over_of_choices_tells_of_nobody),
	    cmocka_unit_test(test_nor_to_those_who_know_who_answered),
	    cmocka_unit_test(test_nor_what_is_shown_of_a_cohort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
