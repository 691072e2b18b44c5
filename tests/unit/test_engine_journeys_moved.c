/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"
#include "journeys_world.h"

/* What a verb on a whole journey leaves behind it. */

static void
cancel_journey(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (journeys_cancel(world->engine, ACTOR, LEADER, "why", &view, &err) !=
	    OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

static void
test_what_moves_is_changed_once(void **state)
{
	struct world *world = *state;

	world_case_change(
	    world, "CREATE TEMP TABLE before AS SELECT * FROM activity");
	journeys_world_move_first_day(world, "2027-01-11");
	assert_true(world_case_ask(world,
			"SELECT count(*) FROM activity a JOIN before b "
			"ON b.id = a.id WHERE a.planned <> b.planned") > 20);
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM activity a JOIN before b ON b.id = a.id "
		"WHERE a.sequence - b.sequence <> (a.planned <> b.planned "
		"OR a.start_minute <> b.start_minute)"),
	    0);
}

static void
test_what_is_done_or_elsewhere_is_not_touched(void **state)
{
	static const char sql[] =
	    "SELECT * FROM activity WHERE state IN ('done', 'skipped') "
	    "OR journey_id = 2 ORDER BY id";
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before =
	    journeys_world_read_rows(world, sql);
	cleanup_(memory_free_ptr) char *after = NULL;

	journeys_world_move_first_day(world, "2027-01-11");
	journeys_world_pause(world, "2027-02-01", "2027-02-14");
	after = journeys_world_read_rows(world, sql);
	assert_string_equal(before, after);
}

static void
test_there_and_back_again_is_as_before(void **state)
{
	static const char sql[] =
	    "SELECT step, state, planned, start_minute, latest, flags "
	    "FROM activity WHERE journey_id = 1 ORDER BY id";
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before =
	    journeys_world_read_rows(world, sql);
	cleanup_(memory_free_ptr) char *after = NULL;

	journeys_world_move_first_day(world, "2027-01-11");
	journeys_world_move_first_day(world, "2026-12-07");
	after = journeys_world_read_rows(world, sql);
	assert_string_equal(before, after);
}

static void
test_a_place_chosen_by_hand_stays_where_nothing_else_changes(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	assert_int_equal(
	    activities_move(world->engine, ACTOR,
		&(struct activity_request){
		    .reference = "1:velkomstopkald", .at = "2026-11-10T13:30"},
		&view, &err),
	    OB_OK);
	json_decref(view);
	journeys_world_move_first_day(world, "2027-01-11");
	assert_int_equal(world_case_ask(world,
			     "SELECT start_minute FROM activity "
			     "WHERE journey_id = 1 AND step = 'velkomstopkald' "
			     "AND planned = '2026-11-10' AND is_moved = 1"),
	    13 * 60 + 30);
}

static void
test_a_mail_that_waits_is_written_anew(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	world->server_is_down = true;
	assert_int_equal(
	    journeys_world_advance(world, "2026-11-23T08:30", &err), OB_OK);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE kind = 'practical' "
					       "AND state = 'deferred'"),
	    2);
	journeys_world_move_first_day(world, "2027-01-11");
	assert_int_equal(world_wake(world, &err), OB_OK);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE kind = 'practical' "
					       "AND journey_id = 1 "
					       "AND state = 'cancelled'"),
	    1);
	world->server_is_down = false;
	assert_int_equal(
	    journeys_world_advance(world, "2026-12-23T12:00", &err), OB_OK);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE kind = 'practical' "
				  "AND journey_id = 1 AND state = 'sent'"),
	    1);
	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *letter = &world->deliveries[i];

		if (strcmp(letter->kind, "practical") == 0 &&
		    strcmp(letter->to, "ana@example.org") == 0)
			assert_non_null(strstr(letter->text, "11. januar"));
	}
}

static void
test_a_cancelled_journey_takes_no_mail_of_others_along(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	world->server_is_down = true;
	assert_int_equal(
	    journeys_world_advance(world, "2026-11-23T08:30", &err), OB_OK);
	cancel_journey(world);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE journey_id = 1 "
				  "AND state IN ('queued', 'deferred')"),
	    0);
	assert_true(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE journey_id = 2 "
				  "AND state IN ('queued', 'deferred')") > 0);
	/* The manager's digest is of Bo now; Ana is in nothing else. */
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE kind = 'digest' "
				  "AND state IN ('queued', 'deferred') "
				  "AND to_address = 'mette@example.org'"),
	    1);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE state IN ('queued', 'deferred') "
				  "AND to_address = 'ana@example.org'"),
	    0);
}

static void
test_a_notice_that_waits_comes_after_the_pause(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	assert_int_equal(
	    journeys_world_advance(world, "2026-12-11T18:00", &err), OB_OK);
	assert_int_equal(leaders_assign(world->engine, ACTOR, LEADER,
			     &(struct assign_request){.role = "mentor",
				 .person = "Niels Ny <niels@example.org>"},
			     &view, &err),
	    OB_OK);
	json_decref(view);
	assert_int_equal(world_wake(world, &err), OB_OK);
	journeys_world_pause(world, "2026-12-12", "2026-12-20");
	assert_int_equal(
	    journeys_world_advance(world, "2026-12-20T23:00", &err), OB_OK);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE kind = 'notice' "
				  "AND to_address = 'niels@example.org' "
				  "AND state <> 'cancelled'"),
	    0);
	assert_int_equal(
	    journeys_world_advance(world, "2026-12-21T12:00", &err), OB_OK);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE kind = 'notice' "
				  "AND to_address = 'niels@example.org' "
				  "AND state = 'sent'"),
	    1);
}

static void
test_a_journey_that_ended_goes_on_when_something_is_reopened(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_change(world,
	    "UPDATE activity SET state = 'done', settled_at = 1 "
	    "WHERE state IN ('planned', 'held')");
	assert_int_equal(world_restart(world, &err), OB_OK);
	assert_int_equal(
	    journeys_world_advance(world, "2027-06-09T12:00", &err), OB_OK);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM journey "
					       "WHERE state = 'ended'"),
	    2);
	assert_int_equal(
	    activities_reopen(world->engine, ACTOR,
		&(struct activity_request){
		    .reference = "1:slut-samtale", .note = "never held"},
		&view, &err),
	    OB_OK);
	json_decref(view);
	assert_int_equal(world_wake(world, &err), OB_OK);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM journey "
					       "WHERE state = 'active'"),
	    1);
	assert_int_equal(
	    activities_complete(world->engine, ACTOR,
		&(struct activity_request){.reference = "1:slut-samtale"},
		&view, &err),
	    OB_OK);
	json_decref(view);
	assert_int_equal(world_wake(world, &err), OB_OK);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM journey "
					       "WHERE state = 'active'"),
	    0);
}

static char *
fetch_feed(struct world *world, const char *email)
{
	struct feed_answer answer;
	json_t *view = NULL;
	json_t *feed;
	char *bytes = NULL;
	bool revoked = false;
	size_t i;

	assert_int_equal(feeds_list(world->engine, LEADER, &view, NULL), OB_OK);
	json_array_foreach(json_object_get(view, "feeds"), i, feed)
	{
		const char *url =
		    json_string_value(json_object_get(feed, "url"));
		cleanup_(memory_free_ptr) char *token =
		    memory_strndup(strrchr(url, '/') + 1, 43);

		if (strcmp(json_string_value(json_object_get(
			       json_object_get(feed, "person"), "email")),
			email) != 0)
			continue;
		if (feeds_fetch(world->engine,
			&(struct feed_query){.token = token}, &answer, &revoked,
			NULL) == OB_OK)
			bytes = memory_strndup(answer.bytes, answer.len);
	}
	json_decref(view);
	return bytes;
}

static void
test_a_calendar_shows_what_was_cancelled(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *feed = NULL;

	cancel_journey(world);
	feed = fetch_feed(world, "ana@example.org");
	assert_non_null(feed);
	assert_non_null(strstr(feed, "STATUS:CANCELLED"));
	assert_non_null(strstr(feed, "SEQUENCE:1"));
	assert_null(strstr(feed, "STATUS:CONFIRMED"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    JOURNEYS_WORLD_TEST(test_what_moves_is_changed_once),
	    JOURNEYS_WORLD_TEST(test_what_is_done_or_elsewhere_is_not_touched),
	    JOURNEYS_WORLD_TEST(test_there_and_back_again_is_as_before),
	    JOURNEYS_WORLD_TEST(
		test_a_place_chosen_by_hand_stays_where_nothing_else_changes),
	    JOURNEYS_WORLD_TEST(test_a_mail_that_waits_is_written_anew),
	    JOURNEYS_WORLD_TEST(
		test_a_cancelled_journey_takes_no_mail_of_others_along),
	    JOURNEYS_WORLD_TEST(test_a_notice_that_waits_comes_after_the_pause),
	    JOURNEYS_WORLD_TEST(
		test_a_journey_that_ended_goes_on_when_something_is_reopened),
	    JOURNEYS_WORLD_TEST(test_a_calendar_shows_what_was_cancelled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
