/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/measures/measures.h"
#include "store/measure_store.h"
#include "store/potential_store.h"
#include "world_case.h"

/* Who came from the potential bank, and what is told of it. */
#define HOUR 3600
#define ANA 1

/* Ana, who begins on 7 December 2026, agreed then; local time. */
static void
agree(struct world *world, const char *at)
{
	struct potential row = {.person_id = ANA,
	    .journey_id = 1,
	    .expires_on = date_from_civil(2029, 1, 1),
	    .reminded_on = DATE_NONE};
	struct error err = ERROR_INIT;

	world_case_check(
	    world_instant(world, at, &row.consented_at, &err), &err);
	world_case_check(potential_store_put(world->store, &row, &err), &err);
}

static struct fraction
count(const struct world *world)
{
	const struct measure_span span = {.from = date_from_civil(2026, 10, 1),
	    .to = date_from_civil(2026, 12, 31),
	    .until = date_from_civil(2026, 12, 31),
	    .local_time = HOUR};
	struct fraction sum = {0, 0};
	struct measure_count *counts = NULL;
	size_t rows = 0;
	struct error err = ERROR_INIT;

	world_case_check(measure_store_count_bank(
			     world->store, &span, "", &counts, &rows, &err),
	    &err);
	for (size_t i = 0; i < rows; i++)
		sum = fraction_add(
		    sum, (struct fraction){counts[i].part, counts[i].whole});
	measure_store_free_counts(counts, rows);
	return sum;
}

static void
assert_counted(const struct world *world, int64_t part)
{
	struct fraction sum = count(world);

	assert_int_equal(sum.part, part);
	assert_int_equal(sum.whole, 1);
}

static void
test_who_never_agreed_counts_among_all_alone(void **state)
{
	assert_counted(*state, 0);
}

static void
test_who_agreed_on_the_day_before_the_first_came_from_the_bank(void **state)
{
	agree(*state, "2026-12-06T23:59");
	assert_counted(*state, 1);
}

static void
test_who_agreed_on_the_first_day_did_not(void **state)
{
	agree(*state, "2026-12-07T00:00");
	assert_counted(*state, 0);
}

static void
test_of_a_renewed_consent_the_new_one_alone_is_known(void **state)
{
	agree(*state, "2026-10-01T10:00");
	agree(*state, "2026-12-06T10:00");
	assert_counted(*state, 1);
	agree(*state, "2026-12-08T10:00");
	assert_counted(*state, 0);
}

static void
test_who_has_withdrawn_is_not_counted(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	agree(world, "2026-10-01T10:00");
	world_case_check(potential_store_remove(world->store, ANA, &err), &err);
	assert_counted(world, 0);
}

static void
test_whose_consent_has_ended_is_not_counted(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	int ended = 0;

	agree(world, "2026-10-01T10:00");
	world_case_check(potential_store_expire(world->store,
			     date_from_civil(2029, 1, 1), &ended, &err),
	    &err);
	assert_int_equal(ended, 1);
	assert_counted(world, 0);
}

static void
test_a_manager_in_the_bank_is_no_leader_from_it(void **state)
{
	struct world *world = *state;

	agree(world, "2026-10-01T10:00");
	world_case_change(world, "UPDATE potential SET person_id = 2");
	assert_counted(world, 0);
}

static void
keep(const struct world *world, const char *measure, struct quarter quarter,
    struct fraction value)
{
	char area[] = "";
	struct measure_count kept = {
	    area, quarter.number, value.part, value.whole};
	struct error err = ERROR_INIT;

	world_case_check(
	    measure_store_keep_quarter(world->store, measure, quarter, 0, &err),
	    &err);
	world_case_check(measure_store_keep_count(
			     world->store, measure, quarter, &kept, &err),
	    &err);
}

/* A year of 48 leaders, of whom 24 were recruited internally. */
static void
keep_year(const struct world *world, const int bank[4])
{
	for (int q = 0; q < 4; q++) {
		struct quarter quarter = {2025, q + 1};

		keep(
		    world, "internal-share", quarter, (struct fraction){6, 12});
		keep(world, "from-potential-bank", quarter,
		    (struct fraction){bank[q], 12});
	}
}

/* "QUARTER|QUARTER|QUARTER|QUARTER|YEAR" of all areas; owned. */
static char *
told(const struct world *world, const char *measure)
{
	const struct measures_request request = {
	    .year = "2025", .measure = measure, .language = LANGUAGE_DA};
	json_auto_t *view = NULL;
	const json_t *rows;
	const char *texts[5];
	struct error err = ERROR_INIT;

	world_case_check(
	    measures_view(world->engine, &request, &view, &err), &err);
	rows = json_object_get(
	    json_array_get(json_object_get(view, "measures"), 0), "rows");
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		texts[i] = json_string_value(json_object_get(
		    json_array_get(
			json_object_get(json_array_get(rows, 0), "cells"),
			i + 2),
		    "text"));
	return memory_printf(
	    "%s|%s|%s|%s|%s", texts[0], texts[1], texts[2], texts[3], texts[4]);
}

static void
assert_told(const struct world *world, const char *measure, const char *wanted)
{
	cleanup_(memory_free_ptr) char *text = told(world, measure);

	assert_string_equal(text, wanted);
}

#define HIDDEN_QUARTERS "skjult|skjult|skjult|skjult|"

static void
test_it_is_told_of_the_year_alone(void **state)
{
	keep_year(*state, (const int[]){5, 5, 5, 4});
	assert_told(
	    *state, "from-potential-bank", HIDDEN_QUARTERS "39,6 % (19 af 48)");
}

static void
test_few_internal_leaders_from_elsewhere_hide_it(void **state)
{
	keep_year(*state, (const int[]){5, 5, 5, 5});
	assert_told(*state, "from-potential-bank", HIDDEN_QUARTERS "skjult");
	assert_told(*state, "internal-share",
	    "50,0 % (6 af 12)|50,0 % (6 af 12)|50,0 % (6 af 12)|"
	    "50,0 % (6 af 12)|50,0 % (24 af 48)");
}

static void
test_few_from_the_bank_are_told_as_a_bound(void **state)
{
	keep_year(*state, (const int[]){1, 1, 1, 1});
	assert_told(
	    *state, "from-potential-bank", HIDDEN_QUARTERS "højst 11 % af 48");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_who_never_agreed_counts_among_all_alone),
	    WORLD_CASE_TEST(
		test_who_agreed_on_the_day_before_the_first_came_from_the_bank),
	    WORLD_CASE_TEST(test_who_agreed_on_the_first_day_did_not),
	    WORLD_CASE_TEST(
		test_of_a_renewed_consent_the_new_one_alone_is_known),
	    WORLD_CASE_TEST(test_who_has_withdrawn_is_not_counted),
	    WORLD_CASE_TEST(test_whose_consent_has_ended_is_not_counted),
	    WORLD_CASE_TEST(test_a_manager_in_the_bank_is_no_leader_from_it),
	    WORLD_CASE_TEST(test_it_is_told_of_the_year_alone),
	    WORLD_CASE_TEST(test_few_internal_leaders_from_elsewhere_hide_it),
	    WORLD_CASE_TEST(test_few_from_the_bank_are_told_as_a_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
