/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "feed_world.h"

/* Who has a calendar, and until when. */

static void
test_only_a_coordinator_has_a_coordinators_calendar(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	assert_int_equal(feeds_add(world->engine, ACTOR, "coordinator", MANAGER,
			     &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "person");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM feed WHERE purpose "
				  "= 'coordinator'"),
	    0);
}

static void
test_a_calendar_is_opened_once(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view =
	    feed_world_open(world, "network", "Eva Ek <eva@example.org>");

	json_decref(view);
	view = NULL;
	assert_int_equal(feeds_add(world->engine, ACTOR, "network",
			     "eva@example.org", &view, &err),
	    OB_EEXISTS);
	assert_int_equal(feeds_add(world->engine, ACTOR, "journey",
			     "eva@example.org", &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "purpose");
	assert_int_equal(feeds_add(world->engine, ACTOR, "person",
			     "nobody@example.org", &view, &err),
	    OB_EINVALID);
	assert_null(view);
}

static void
test_who_had_a_page_before_has_a_calendar_after_the_restart(void **state)
{
	struct world *world = *state;

	world_case_change(world, "DELETE FROM feed WHERE purpose = 'person'");
	assert_int_equal(world_restart(world, NULL), OB_OK);
	free(feed_world_calendar(world, "person", MANAGER));
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM feed WHERE purpose "
				  "= 'person' AND token_hash LIKE 'new %'"),
	    0);
}

static int
try_fetch(struct world *world, const char *token, bool *ret_revoked)
{
	struct feed_answer answer;

	return feeds_fetch(world->engine, &(struct feed_query){.token = token},
	    &answer, ret_revoked, NULL);
}

static void
test_a_revoked_calendar_is_gone_until_it_has_a_new_address(void **state)
{
	struct world *world = *state;
	int64_t id = feed_world_number(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *token =
	    feed_world_token(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *renewed = NULL;
	struct error err = ERROR_INIT;
	bool is_revoked = false;
	json_t *view = NULL;

	assert_int_equal(try_fetch(world, token, &is_revoked), OB_OK);
	world_case_check(
	    feeds_revoke(world->engine, ACTOR, id, &view, &err), &err);
	assert_true(json_is_string(
	    json_object_get(json_object_get(view, "feed"), "revoked")));
	json_decref(view);
	assert_int_equal(try_fetch(world, token, &is_revoked), OB_ENOTFOUND);
	assert_true(is_revoked);
	assert_int_equal(
	    feeds_revoke(world->engine, ACTOR, id, &view, &err), OB_ECONFLICT);
	view = NULL;
	world_case_check(
	    feeds_rotate(world->engine, ACTOR, id, &view, &err), &err);
	json_decref(view);
	renewed = feed_world_token(world, "person", MANAGER);
	assert_int_equal(try_fetch(world, renewed, &is_revoked), OB_OK);
	assert_int_equal(try_fetch(world, token, &is_revoked), OB_ENOTFOUND);
	assert_true(is_revoked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FEED_WORLD_TEST(
		test_only_a_coordinator_has_a_coordinators_calendar),
	    FEED_WORLD_TEST(test_a_calendar_is_opened_once),
	    FEED_WORLD_TEST(
		test_who_had_a_page_before_has_a_calendar_after_the_restart),
	    FEED_WORLD_TEST(
		test_a_revoked_calendar_is_gone_until_it_has_a_new_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
