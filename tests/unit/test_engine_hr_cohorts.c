/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/hr/hr_cohorts.h"
#include "engine/hr/hr_lists.h"
#include "world_case.h"

#define ACTOR "test"
#define IDA "ida@example.org"

static const struct hr_scope everywhere = {.area = "", .language = LANGUAGE_DA};
static const struct hr_scope schools = {
    .area = "Skole", .language = LANGUAGE_DA};

static int
set_up(void **state)
{
	return world_case_open(
	    state, "cohorts: {least: 1, most: 200}\n", "2027-01-04T10:00");
}

static int64_t
add_cohort(struct world *world, const char *name, const char *area)
{
	const struct cohort_request request = {
	    .name = name, .start = "2027-04-05", .area = area};
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	world_case_check(
	    cohorts_add(world->engine, ACTOR, &request, &view, &err), &err);
	return json_integer_value(
	    json_object_get(json_object_get(view, "cohort"), "id"));
}

static void
nominate(struct world *world, int64_t cohort)
{
	const struct nomination_request request = {.name = "Ida Ivrig",
	    .email = IDA,
	    .manager = "Mette <mette@example.org>"};
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	world_case_check(nominations_add(world->engine, ACTOR, cohort, &request,
			     &view, &err),
	    &err);
}

static void
accept_by(struct world *world, int64_t cohort, const char *by)
{
	const struct nomination_answer answer = {.email = IDA, .by = by};
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	world_case_check(nominations_accept(world->engine, ACTOR, cohort,
			     &answer, &view, &err),
	    &err);
}

static json_t *
view_of(struct world *world, int64_t cohort)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    hr_cohorts_view(world->engine, &everywhere, cohort, &view, &err),
	    &err);
	return view;
}

static void
assert_stage(struct world *world, int64_t cohort, const char *wanted)
{
	json_auto_t *view = view_of(world, cohort);
	const json_t *row =
	    json_array_get(json_object_get(view, "nominations"), 0);

	assert_string_equal(
	    json_string_value(json_object_get(row, "stage_text")), wanted);
}

static void
test_the_page_tells_how_far_somebody_has_come(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world, "Hold 1", "");

	nominate(world, cohort);
	assert_stage(world, cohort, "Venter på svar fra begge");
	accept_by(world, cohort, "manager");
	assert_stage(
	    world, cohort, "Venter på svar fra den, der er indstillet");
	accept_by(world, cohort, "participant");
	assert_stage(world, cohort, "Har en plads");
	clock_set(
	    &world->clock, clock_now(&world->clock) + INT64_C(93) * 86400);
	assert_stage(world, cohort, "Er i gang");
	clock_set(
	    &world->clock, clock_now(&world->clock) + INT64_C(300) * 86400);
	assert_stage(world, cohort, "Har været igennem");
}

static void
test_a_no_on_the_own_page_is_told_in_the_reader_s_language(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world, "Hold 1", "");
	struct nomination_form form = {
	    .id = 1, .person_id = 0, .accepts = false};
	struct error err = ERROR_INIT;

	nominate(world, cohort);
	form.person_id = world_case_ask(
	    world, "SELECT person_id FROM nomination WHERE id = 1");
	world_case_check(
	    nominations_answer(world->engine, ACTOR, &form, &err), &err);
	{
		json_auto_t *view = view_of(world, cohort);
		const json_t *row =
		    json_array_get(json_object_get(view, "nominations"), 0);

		assert_string_equal(
		    json_string_value(json_object_get(row, "reason")),
		    "Den, der var indstillet, sagde nej tak.");
		assert_true(json_is_false(json_object_get(row, "can_accept")));
		assert_true(
		    json_is_false(json_object_get(row, "can_withdraw")));
	}
}

static void
test_no_key_to_a_person_s_page_is_shown(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world, "Hold 1", "");

	nominate(world, cohort);
	{
		json_auto_t *view = view_of(world, cohort);
		cleanup_(memory_free_ptr) char *dump = json_dumps(view, 0);

		assert_non_null(strstr(dump, IDA));
		assert_null(strstr(dump, "/p/"));
		assert_null(strstr(dump, "/l/"));
	}
}

/* The rows of the list of cohorts for a reader. */
static size_t
count_listed(struct world *world, const struct hr_scope *scope)
{
	static const struct hr_list_request request = {.name = "cohorts"};
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	world_case_check(
	    hr_lists_view(world->engine, scope, &request, &view, &err), &err);
	return json_array_size(json_object_get(view, "rows"));
}

static int
try_to_admit(struct world *world, const struct hr_scope *scope, int64_t id)
{
	cleanup_(memory_free_ptr) char *name = NULL;
	struct error err = ERROR_INIT;

	return hr_cohorts_admit(world->engine, scope, id, &name, &err);
}

static void
test_who_sees_one_area_sees_its_cohorts_alone(void **state)
{
	struct world *world = *state;
	int64_t of_all = add_cohort(world, "Hold 1", "");
	int64_t of_schools = add_cohort(world, "Hold 2", "Skole");
	int64_t of_care = add_cohort(world, "Hold 3", "Omsorg");
	cleanup_(
	    hr_cohorts_nominee_release) struct hr_cohorts_nominee nominee = {
	    .name = NULL};
	struct error err = ERROR_INIT;

	nominate(world, of_care);
	assert_int_equal(count_listed(world, &everywhere), 3);
	assert_int_equal(count_listed(world, &schools), 1);
	assert_int_equal(try_to_admit(world, &schools, of_schools), OB_OK);
	assert_int_equal(try_to_admit(world, &schools, of_all), OB_ENOTFOUND);
	assert_int_equal(try_to_admit(world, &schools, of_care), OB_ENOTFOUND);
	/* Nor by the way of a cohort that they do see. */
	assert_int_equal(hr_cohorts_nominee(world->engine, &schools, of_schools,
			     1, &nominee, &err),
	    OB_ENOTFOUND);
	assert_int_equal(hr_cohorts_nominee(world->engine, &everywhere, of_care,
			     1, &nominee, &err),
	    OB_OK);
	assert_string_equal(nominee.email, IDA);
	assert_string_equal(nominee.asked, "participant");
}

static void
test_a_leader_s_journey_is_no_cohort(void **state)
{
	assert_int_equal(try_to_admit(*state, &everywhere, 1), OB_ENOTFOUND);
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_the_page_tells_how_far_somebody_has_come),
	    TEST(test_a_no_on_the_own_page_is_told_in_the_reader_s_language),
	    TEST(test_no_key_to_a_person_s_page_is_shown),
	    TEST(test_who_sees_one_area_sees_its_cohorts_alone),
	    WORLD_CASE_TEST(test_a_leader_s_journey_is_no_cohort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
