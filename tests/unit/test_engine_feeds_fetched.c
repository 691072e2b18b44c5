/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "feed_world.h"

/* When a calendar is made anew, and who fetched it. */

/* What is made anew, and what is not. */
static void
test_a_calendar_is_made_anew_when_something_in_it_changes(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token = NULL;
	const struct feed_query query = {.token = NULL};
	struct feed_query own = query;
	bool is_made = false;

	feed_world_add_leader(world, "Eva Ek", "eva@example.org");
	token = feed_world_token(world, "person", MANAGER);
	own.token = token;
	free(feed_world_fetch(world, &own, &is_made));
	assert_true(is_made);
	free(feed_world_fetch(world, &own, &is_made));
	assert_false(is_made);
	/* Somebody else's calendar is opened: a commit, but no news here. */
	json_decref(feed_world_open(world, "coordinator", COORDINATOR));
	free(feed_world_fetch(world, &own, &is_made));
	assert_false(is_made);
	feed_world_complete(world, "2:velkomstopkald");
	free(feed_world_fetch(world, &own, &is_made));
	assert_true(is_made);
}

static void
test_a_mail_that_went_leaves_a_calendar_as_it_is(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    feed_world_token(world, "person", MANAGER);
	const struct feed_query query = {.token = token};
	uint64_t generation;
	struct error err = ERROR_INIT;
	bool is_made = false;
	size_t sent;

	world->server_is_down = true;
	feed_world_add_leader(world, "Eva Ek", "eva@example.org");
	world_case_check(world_wake(world, &err), &err);
	world->server_is_down = false;
	sent = world->delivery_count;
	free(feed_world_fetch(world, &query, &is_made));
	generation = world->engine->generation;
	feed_world_jump(world, "2026-10-01T11:00");
	assert_true(world->delivery_count > sent);
	assert_true(world->engine->generation > generation);
	free(feed_world_fetch(world, &query, &is_made));
	assert_false(is_made);
}

static json_t *
entry_view(struct world *world)
{
	return feed_world_find(world, "person", MANAGER);
}

static int64_t
integer_in(struct world *world, const char *key)
{
	json_t *feed = entry_view(world);
	int64_t value = json_integer_value(json_object_get(feed, key));

	json_decref(feed);
	return value;
}

static void
test_it_is_known_who_fetched_a_calendar_and_how_often_for_nothing(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    feed_world_token(world, "person", MANAGER);
	struct feed_query query = {
	    .token = token, .agent = "Google-Calendar-Importer\x1b"};
	struct feed_answer answer;
	bool is_revoked = false;
	json_t *feed = entry_view(world);

	assert_true(json_is_null(json_object_get(feed, "last_fetched")));
	assert_true(json_is_null(json_object_get(feed, "agent_family")));
	json_decref(feed);
	assert_int_equal(
	    feeds_fetch(world->engine, &query, &answer, &is_revoked, NULL),
	    OB_OK);
	feeds_note(world->engine, &query, answer.feed_id, 200);
	feeds_note(world->engine, &query, answer.feed_id, 304);
	query.agent = "Thunderbird/128.0";
	feeds_note(world->engine, &query, answer.feed_id, 304);
	clock_set(&world->clock, clock_now(&world->clock) + 3 * 3600);
	feed = entry_view(world);
	assert_string_equal(json_string_value(json_object_get(feed, "agent")),
	    "Thunderbird/128.0");
	assert_string_equal(
	    json_string_value(json_object_get(feed, "agent_family")),
	    "thunderbird");
	json_decref(feed);
	assert_int_equal(integer_in(world, "fetches"), 3);
	assert_int_equal(integer_in(world, "unchanged"), 2);
	assert_int_equal(integer_in(world, "status"), 304);
	assert_int_equal(integer_in(world, "fetched_seconds_ago"), 3 * 3600);
}

static void
test_fetches_are_counted_over_a_restart(void **state)
{
	struct world *world = *state;
	const struct feed_query query = {.agent = "vdirsyncer/0.19"};
	int64_t id = feed_world_number(world, "person", MANAGER);

	feeds_note(world->engine, &query, id, 200);
	assert_int_equal(integer_in(world, "fetches"), 1);
	assert_int_equal(world_restart(world, NULL), OB_OK);
	feeds_note(world->engine, &query, id, 304);
	assert_int_equal(integer_in(world, "fetches"), 2);
	assert_int_equal(integer_in(world, "unchanged"), 1);
}

static void
test_a_request_that_failed_is_no_fetch(void **state)
{
	struct world *world = *state;
	const struct feed_query query = {.agent = "Outlook"};
	int64_t id = feed_world_number(world, "person", MANAGER);
	json_t *feed;

	feeds_note(world->engine, &query, id, 503);
	feed = entry_view(world);
	assert_true(json_is_null(json_object_get(feed, "last_fetched")));
	json_decref(feed);
	assert_int_equal(integer_in(world, "fetches"), 0);
	assert_int_equal(integer_in(world, "status"), 503);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FEED_WORLD_TEST(
		test_a_calendar_is_made_anew_when_something_in_it_changes),
	    FEED_WORLD_TEST(test_a_mail_that_went_leaves_a_calendar_as_it_is),
	    FEED_WORLD_TEST(
		test_it_is_known_who_fetched_a_calendar_and_how_often_for_nothing),
	    FEED_WORLD_TEST(test_fetches_are_counted_over_a_restart),
	    FEED_WORLD_TEST(test_a_request_that_failed_is_no_fetch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
