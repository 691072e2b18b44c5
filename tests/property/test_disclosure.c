/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "disclosure_attacker.h"
#include "model/disclosure_parts.h"
#include "random.h"

/*
 * Random tables of figures, and a reader who tries to learn of a group of fewer
 * than five people.  ONBOARD_SEED gives the first table and ONBOARD_ROUNDS how
 * many follow; a failure names the table that gave something away.
 */
#define DEFAULT_SEED 20261123
#define DEFAULT_ROUNDS 10000
#define GROUPS 9
#define NEAR 1e-6

struct sample {
	size_t areas;
	struct fraction cells[ATTACKER_CELLS];
	struct disclosure shown_cells[ATTACKER_CELLS];
	struct disclosure shown_areas[ATTACKER_AREAS_MAX];
	struct fraction sums[ATTACKER_AREAS_MAX];
	struct disclosure_view view;
	/* A quarter's version, and whether an area is a pilot. */
	int quarter_parts[DISCLOSURE_QUARTERS];
	int area_parts[ATTACKER_AREAS_MAX];
	struct attacker_sum sums_told[2 * DISCLOSURE_PARTS_MAX];
	size_t sum_count;
	bool has_more; /* than the table tells by itself */
};

/* How much was told, so that a rule which hides everything is found out. */
struct told {
	int years;
	int bounds;
	int areas;
	int cells;
	int comparisons; /* that say more than the table */
};

static void
decide(struct sample *sample, int quarters)
{
	const struct disclosure_table table = {
	    sample->areas, quarters, sample->cells};

	sample->view = (struct disclosure_view){.cells = sample->shown_cells,
	    .areas = sample->shown_areas,
	    .sums = sample->sums};
	disclosure_decide(&table, &sample->view);
}

static attacker_group
line_group(const struct sample *sample, bool is_area, size_t line)
{
	attacker_group group = 0;

	if (is_area)
		return 15U << (line * DISCLOSURE_QUARTERS);
	for (size_t a = 0; a < sample->areas; a++)
		group |= 1U << (a * DISCLOSURE_QUARTERS + line);
	return group;
}

/* Of lines that belong to a part: all cells, or those that are told anyway. */
static attacker_group
part_group(const struct sample *sample,
    const struct disclosure_division *division, int part, bool is_whole)
{
	bool is_area = division->part_of == sample->area_parts;
	attacker_group group = 0;

	for (size_t i = 0; i < division->count; i++) {
		if (division->part_of[i] == part &&
		    (is_whole || division->shown[i].kind == DISCLOSURE_EXACT))
			group |= line_group(sample, is_area, i);
	}
	return group;
}

/* What a comparison tells beside the table. */
static void
decide_parts(struct sample *sample, const struct disclosure_division *division)
{
	struct disclosure_part parts[DISCLOSURE_PARTS_MAX];

	disclosure_parts_decide(division, parts);
	for (int part = 0; part < DISCLOSURE_PARTS_MAX; part++) {
		bool is_whole = parts[part].missing == 0;
		attacker_group group =
		    part_group(sample, division, part, is_whole);

		if (parts[part].shown.kind != DISCLOSURE_EXACT)
			continue;
		sample->sums_told[sample->sum_count++] =
		    (struct attacker_sum){group, parts[part].shown};
		sample->has_more =
		    sample->has_more ||
		    group != part_group(sample, division, part, false);
	}
}

static void
decide_comparison(struct sample *sample)
{
	struct fraction quarters[DISCLOSURE_QUARTERS] = {{0, 0}};
	const struct disclosure_division versions = {quarters,
	    sample->view.quarters, sample->quarter_parts, DISCLOSURE_QUARTERS,
	    sample->view.year, false};
	const struct disclosure_division pilots = {sample->sums,
	    sample->shown_areas, sample->area_parts, sample->areas,
	    sample->view.year, false};

	for (size_t i = 0; i < sample->areas * DISCLOSURE_QUARTERS; i++) {
		struct fraction *sum = &quarters[i % DISCLOSURE_QUARTERS];

		*sum = fraction_add(*sum, sample->cells[i]);
	}
	decide_parts(sample, &versions);
	decide_parts(sample, &pilots);
}

static struct fraction
draw_cell(struct random *random, int size, int percent)
{
	int whole = random_pick(random, size / 2, 2 * size);
	int part = 0;

	for (int i = 0; i < whole; i++)
		part += random_pick(random, 0, 99) < percent;
	return (struct fraction){part, whole};
}

static void
draw_parts(struct random *random, struct sample *sample)
{
	for (int q = 0; q < DISCLOSURE_QUARTERS; q++)
		sample->quarter_parts[q] = random_pick(random, 0, 2);
	for (size_t a = 0; a < sample->areas; a++)
		sample->area_parts[a] = random_pick(random, 0, 1);
	/* A change within a quarter, or an area's year. */
	if (random_pick(random, 0, 2) == 0)
		sample->quarter_parts[random_pick(
		    random, 0, DISCLOSURE_QUARTERS - 1)] = DISCLOSURE_NO_PART;
	if (random_pick(random, 0, 2) == 0)
		sample->area_parts[random_pick(
		    random, 0, (int)sample->areas - 1)] = DISCLOSURE_NO_PART;
}

/* Areas and quarters of all sizes, and shares that are often nearly all. */
static struct sample
draw(struct random *random)
{
	static const int sizes[] = {1, 3, 8, 14, 30, 60};
	static const int percents[] = {0, 3, 8, 20, 50, 80, 92, 97, 100};
	struct sample sample = {
	    .areas = (size_t)random_pick(random, 1, ATTACKER_AREAS_MAX)};
	bool by_cell = random_pick(random, 0, 2) == 0;
	int percent =
	    percents[random_pick(random, 0, (int)ARRAY_LEN(percents) - 1)];
	int size = 1;

	for (size_t i = 0; i < sample.areas * DISCLOSURE_QUARTERS; i++) {
		if (by_cell || i % DISCLOSURE_QUARTERS == 0)
			size = sizes[random_pick(
			    random, 0, (int)ARRAY_LEN(sizes) - 1)];
		if (by_cell && random_pick(random, 0, 2) == 0)
			percent = percents[random_pick(
			    random, 0, (int)ARRAY_LEN(percents) - 1)];
		sample.cells[i] = draw_cell(random, size, percent);
	}
	draw_parts(random, &sample);
	return sample;
}

static attacker_group
known_empty(const struct sample *sample)
{
	attacker_group empty = 0;

	for (size_t i = 0; i < sample->areas * DISCLOSURE_QUARTERS; i++) {
		size_t area = i / DISCLOSURE_QUARTERS;
		size_t quarter = i % DISCLOSURE_QUARTERS;

		if (sample->shown_cells[i].kind == DISCLOSURE_EMPTY ||
		    sample->shown_areas[area].kind == DISCLOSURE_EMPTY ||
		    sample->view.quarters[quarter].kind == DISCLOSURE_EMPTY)
			empty |= 1U << i;
	}
	return empty;
}

/* The promise of model/disclosure.h. */
static void
attack(const struct attacker *attacker, attacker_group group, uint64_t seed)
{
	for (int side = 0; side < 2; side++) {
		double most = attacker_most(attacker, group, side == 1);

		if (most < DISCLOSURE_GROUP - 1 - NEAR)
			fail_msg("table %llu: group %x has at most %f",
			    (unsigned long long)seed, group, most);
		if (most < DISCLOSURE_GROUP - NEAR &&
		    attacker_least(attacker, group, side == 1) > NEAR)
			fail_msg("table %llu: group %x is one of %f and more",
			    (unsigned long long)seed, group,
			    attacker_least(attacker, group, side == 1));
	}
}

/* By turns any cells, few cells, and whole quarters of some areas. */
static attacker_group
draw_group(const struct sample *sample, struct random *random, int turn)
{
	attacker_group group = (attacker_group)random_next(random);
	attacker_group areas = 0;

	if (turn % 3 == 1)
		return group & (attacker_group)random_next(random);
	if (turn % 3 == 0)
		return group;
	for (size_t a = 0; a < sample->areas; a++) {
		if (random_pick(random, 0, 1) == 0)
			areas |= line_group(sample, true, a);
	}
	group = 0;
	for (size_t q = 0; q < DISCLOSURE_QUARTERS; q++) {
		if (random_pick(random, 0, 1) == 0)
			group |= line_group(sample, false, q);
	}
	return group & areas;
}

static void
attack_groups(const struct sample *sample, struct random *random, uint64_t seed)
{
	size_t cells = sample->areas * DISCLOSURE_QUARTERS;
	attacker_group open = ((1U << cells) - 1) & ~known_empty(sample);
	const struct attacker_view view = {
	    sample->areas, &sample->view, sample->sums_told, sample->sum_count};
	struct attacker attacker;

	if (!attacker_read(&attacker, &view))
		fail_msg(
		    "table %llu: contradicts itself", (unsigned long long)seed);
	for (size_t i = 0; i < cells; i++) {
		if ((open >> i & 1) != 0)
			attack(&attacker, 1U << i, seed);
	}
	for (int i = 0; i < GROUPS; i++) {
		attacker_group group = draw_group(sample, random, i);

		if ((group & open) != 0)
			attack(&attacker, group & open, seed);
	}
}

static void
count_told(const struct sample *sample, struct told *told)
{
	told->years += sample->view.year.kind == DISCLOSURE_EXACT;
	told->comparisons += sample->has_more;
	told->bounds += sample->view.year.kind == DISCLOSURE_BOUNDS;
	for (size_t a = 0; a < sample->areas; a++)
		told->areas += sample->shown_areas[a].kind == DISCLOSURE_EXACT;
	for (size_t i = 0; i < sample->areas * DISCLOSURE_QUARTERS; i++)
		told->cells += sample->shown_cells[i].kind == DISCLOSURE_EXACT;
}

static void
test_no_reader_learns_of_a_group_below_five(void **state)
{
	uint64_t seed = random_from_environment("ONBOARD_SEED", DEFAULT_SEED);
	uint64_t rounds =
	    random_from_environment("ONBOARD_ROUNDS", DEFAULT_ROUNDS);
	struct told told = {0};

	(void)state;
	for (uint64_t i = seed; i < seed + rounds; i++) {
		struct random random = {i};
		struct sample sample = draw(&random);

		decide(&sample, DISCLOSURE_QUARTERS);
		decide_comparison(&sample);
		attack_groups(&sample, &random, i);
		count_told(&sample, &told);
	}
	if (rounds >= DEFAULT_ROUNDS) {
		assert_true(told.years > (int)rounds / 4);
		assert_true(told.bounds > (int)rounds / 20);
		assert_true(told.areas > (int)rounds / 4);
		assert_true(told.cells > (int)rounds / 20);
		assert_true(told.comparisons > (int)rounds / 50);
	}
}

static void
assert_same(const struct disclosure *a, const struct disclosure *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->least.part, b->least.part);
	assert_int_equal(a->least.whole, b->least.whole);
	assert_int_equal(a->most.part, b->most.part);
}

static void
test_a_later_quarter_changes_nothing_that_is_told(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < 500; i++) {
		struct random random = {i};
		struct sample whole = draw(&random);
		struct sample early = whole;
		int quarters = random_pick(&random, 0, 3);

		decide(&whole, DISCLOSURE_QUARTERS);
		for (size_t a = 0; a < early.areas; a++)
			for (int q = quarters; q < DISCLOSURE_QUARTERS; q++)
				early.cells[a * DISCLOSURE_QUARTERS +
					    (size_t)q] =
				    (struct fraction){1, 9};
		decide(&early, quarters);
		for (int q = 0; q < quarters; q++)
			assert_same(
			    &early.view.quarters[q], &whole.view.quarters[q]);
		assert_int_equal(early.view.year.kind, DISCLOSURE_PENDING);
		for (size_t a = 0; a < early.areas; a++)
			assert_int_equal(
			    early.shown_areas[a].kind, DISCLOSURE_PENDING);
	}
}

/* Who left between two times is a group, of any size that fits. */
static void
check_falling(const int64_t gone[3], int64_t whole)
{
	struct fraction fractions[3];
	struct disclosure shown[3] = {{0}};
	int64_t before = 0;

	for (int i = 0; i < 3; i++)
		fractions[i] = (struct fraction){whole - gone[i], whole};
	shown[2] =
	    (struct disclosure){DISCLOSURE_EXACT, fractions[2], fractions[2]};
	disclosure_decide_falling(fractions, 3, shown);
	for (int i = 0; i < 3; i++) {
		if (shown[i].kind == DISCLOSURE_EXACT) {
			assert_true(gone[i] - before >= DISCLOSURE_GROUP);
			before = gone[i];
		} else if (shown[i].kind == DISCLOSURE_BOUNDS) {
			assert_true(gone[i] < DISCLOSURE_GROUP);
			assert_int_equal(before, 0);
		}
	}
}

static void
test_between_two_times_five_have_left_or_it_is_not_told(void **state)
{
	int64_t gone[3];

	(void)state;
	for (gone[2] = 5; gone[2] <= 25; gone[2]++)
		for (gone[1] = 0; gone[1] <= gone[2]; gone[1]++)
			for (gone[0] = 0; gone[0] <= gone[1]; gone[0]++)
				check_falling(gone, 30);
}

/* Who is in the outer group alone is a group as well. */
static void
test_of_those_in_the_other_part_alone_five_are_left_or_nobody_knows(
    void **state)
{
	int told = 0;

	(void)state;
	for (int64_t outer = 5; outer <= 25; outer++) {
		const struct fraction value = {outer, 30};
		const struct disclosure known = {
		    DISCLOSURE_EXACT, value, value};

		for (int64_t inner = 0; inner <= 30; inner++) {
			struct disclosure shown = disclosure_decide_within(
			    (struct fraction){inner, 30}, value, &known);

			if (shown.kind == DISCLOSURE_HIDDEN)
				continue;
			told++;
			assert_true(shown.least.part <= inner);
			assert_true(inner <= shown.most.part);
			assert_true(
			    outer - shown.least.part >= DISCLOSURE_GROUP);
			assert_true(shown.kind == DISCLOSURE_BOUNDS ||
				    inner >= DISCLOSURE_GROUP);
		}
	}
	assert_true(told > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_reader_learns_of_a_group_below_five),
	    cmocka_unit_test(test_a_later_quarter_changes_nothing_that_is_told),
	    cmocka_unit_test(
		test_between_two_times_five_have_left_or_it_is_not_told),
	    cmocka_unit_test(
		test_of_those_in_the_other_part_alone_five_are_left_or_nobody_knows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
