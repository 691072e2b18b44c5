/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_my_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "store/person_store.h"
#include "store/saved_filter_store.h"
#include "world_case.h"

/* What a leader may take along who signs in as a coordinator, too. */
#define LEADER "(SELECT leader_id FROM journey WHERE id = 1)"

static json_t *export(struct world *world)
{
	cleanup_(person_store_release) struct person person = {0};
	struct error err = ERROR_INIT;
	json_t *data = NULL;

	world_case_check(
	    person_store_find(world->engine->store,
		world_case_ask(world, "SELECT " LEADER), &person, &err),
	    &err);
	world_case_check(
	    page_my_data_export(world->engine, &person, &data, &err), &err);
	return data;
}

static void
test_saved_filters_are_the_persons_own_alone(void **state)
{
	struct world *world = *state;
	json_auto_t *none = export(world);
	json_auto_t *data = NULL;
	const json_t *list;
	const json_t *filter;

	assert_int_equal(
	    json_array_size(json_object_get(none, "saved_filters")), 0);
	world_case_change(world,
	    "INSERT INTO saved_filter (person_id, name, name_key, query, "
	    "saved_at) SELECT id, 'Skoler ' || id, 'skoler', 'area=Skole', "
	    "1790841600 FROM person");
	data = export(world);
	list = json_object_get(data, "saved_filters");
	assert_int_equal(json_array_size(list), 1);
	filter = json_array_get(list, 0);
	assert_string_equal(
	    json_string_value(json_object_get(filter, "filter")), "area=Skole");
	assert_string_equal(
	    json_string_value(json_object_get(filter, "saved_at")),
	    "2026-10-01T10:00:00+02:00");
	assert_int_equal(
	    strtol(
		strchr(json_string_value(json_object_get(filter, "name")), ' '),
		NULL, 10),
	    world_case_ask(world, "SELECT " LEADER));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_saved_filters_are_the_persons_own_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
