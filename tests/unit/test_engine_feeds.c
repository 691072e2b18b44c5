/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/journeys/leaders.h"
#include "store/store_tables.h"
#include "world_case.h"

#define ACTOR "uid:0"
#define LEADER 1
#define DATABASE_MAX ((size_t)64 * 1024 * 1024)

static int
set_up(void **state)
{
	struct error err = ERROR_INIT;
	int status = world_case_set_up(state);

	if (status == OB_OK)
		world_case_check(world_wake(*state, &err), &err);
	return status;
}

static void
move(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (activities_move(world->engine, ACTOR,
		&(struct activity_request){
		    .reference = "1:forventning-1", .at = "2026-12-22"},
		&view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

/* The token in the address of a person's feed. */
static char *
token_of(struct world *world, const char *email)
{
	json_t *view = NULL;
	json_t *feed;
	char *token = NULL;
	size_t i;

	assert_int_equal(feeds_list(world->engine, LEADER, &view, NULL), OB_OK);
	json_array_foreach(json_object_get(view, "feeds"), i, feed)
	{
		const char *url =
		    json_string_value(json_object_get(feed, "url"));
		const char *whose = json_string_value(
		    json_object_get(json_object_get(feed, "person"), "email"));

		if (strcmp(whose, email) == 0)
			token = memory_strndup(strrchr(url, '/') + 1, 43);
	}
	json_decref(view);
	assert_non_null(token);
	return token;
}

static char *
fetch(struct world *world, const char *token)
{
	struct feed_answer answer;
	struct error err = ERROR_INIT;
	bool revoked = false;

	if (feeds_fetch(world->engine, &(struct feed_query){.token = token},
		&answer, &revoked, &err) != OB_OK)
		fail_msg("%s", err.text);
	return memory_strndup(answer.bytes, answer.len);
}

/* Nor in pages that were freed: what is deleted is overwritten. */
static void
test_no_token_lies_in_the_database(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "ana@example.org");
	cleanup_(memory_free_ptr) char *path = world_path(world, "onboard.db");
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	world_case_change(world, "UPDATE mail SET bytes = NULL");
	world_case_change(world, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(file_read(path, DATABASE_MAX, &bytes, NULL), OB_OK);
	assert_non_null(memmem(bytes.buf, bytes.len, "ana@example.org", 15));
	assert_null(memmem(bytes.buf, bytes.len, token, strlen(token)));
}

static void
test_a_feed_with_a_new_address_is_gone_at_the_old_one(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "ana@example.org");
	cleanup_(memory_free_ptr) char *bytes = fetch(world, token);
	cleanup_(memory_free_ptr) char *renewed = NULL;
	cleanup_(memory_free_ptr) char *bytes_again = NULL;
	struct feed_answer answer;
	bool revoked = false;

	for (int64_t id = 1;
	     id <= world_case_ask(world, "SELECT count(*) FROM feed"); id++) {
		json_t *view = NULL;

		assert_int_equal(
		    feeds_rotate(world->engine, ACTOR, id, &view, NULL), OB_OK);
		json_decref(view);
	}
	assert_int_equal(
	    feeds_fetch(world->engine, &(struct feed_query){.token = token},
		&answer, &revoked, NULL),
	    OB_ENOTFOUND);
	assert_true(revoked);
	renewed = token_of(world, "ana@example.org");
	assert_string_not_equal(renewed, token);
	bytes_again = fetch(world, renewed);
	assert_string_equal(bytes_again, bytes);
}

static void
test_an_address_that_never_was_is_not_gone_but_unknown(void **state)
{
	struct world *world = *state;
	struct feed_answer answer;
	bool revoked = true;

	assert_int_equal(
	    feeds_fetch(world->engine,
		&(struct feed_query){
		    .token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
		&answer, &revoked, NULL),
	    OB_ENOTFOUND);
	assert_false(revoked);
}

static void
test_a_feed_keeps_its_bytes_while_nothing_changes(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "mette@example.org");
	cleanup_(memory_free_ptr) char *bytes = fetch(world, token);
	cleanup_(memory_free_ptr) char *later = NULL;
	cleanup_(memory_free_ptr) char *restarted = NULL;
	int64_t at = clock_now(&world->clock);

	clock_set(&world->clock, at + 3600);
	later = fetch(world, token);
	assert_string_equal(later, bytes);
	assert_int_equal(world_restart(world, NULL), OB_OK);
	restarted = fetch(world, token);
	assert_string_equal(restarted, bytes);
}

static int64_t
sequence_of(struct world *world, const char *step)
{
	cleanup_(memory_free_ptr) char *sql = memory_printf(
	    "SELECT sequence FROM activity WHERE step = '%s'", step);

	return world_case_ask(world, sql);
}

static void
test_a_move_raises_the_sequence_once_for_what_moved(void **state)
{
	struct world *world = *state;
	int64_t moved = sequence_of(world, "forventning-1");
	int64_t dependant = sequence_of(world, "forventning-2");
	int64_t other = sequence_of(world, "mentor-1");

	move(world);
	assert_int_equal(sequence_of(world, "forventning-1"), moved + 1);
	assert_int_equal(sequence_of(world, "forventning-2"), dependant + 1);
	assert_int_equal(sequence_of(world, "mentor-1"), other);
}

static void
test_a_feed_shows_a_move_and_changes_its_mark(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "mette@example.org");
	struct feed_answer before;
	struct feed_answer after;
	char etag[80];
	bool revoked = false;
	int64_t modified;

	assert_int_equal(
	    feeds_fetch(world->engine, &(struct feed_query){.token = token},
		&before, &revoked, NULL),
	    OB_OK);
	(void)snprintf(etag, sizeof(etag), "%s", before.etag);
	modified = before.last_modified;
	move(world);
	assert_int_equal(
	    feeds_fetch(world->engine, &(struct feed_query){.token = token},
		&after, &revoked, NULL),
	    OB_OK);
	assert_string_not_equal(after.etag, etag);
	assert_true(after.last_modified > modified);
	assert_non_null(strstr(after.bytes, "20261222T"));
}

static void
test_what_is_done_early_takes_nobodys_time(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int64_t at = 0;

	assert_int_equal(
	    world_instant(world, "2026-10-08T08:00", &at, NULL), OB_OK);
	assert_int_equal(world_jump(world, at, NULL), OB_OK);
	/* It was to last from 9 to 11, two months from now. */
	assert_int_equal(
	    activities_complete(world->engine, ACTOR,
		&(struct activity_request){
		    .reference = "1:modtagelse", .at = NULL, .note = NULL},
		&view, NULL),
	    OB_OK);
	json_decref(view);
	if (activities_move(world->engine, ACTOR,
		&(struct activity_request){.reference = "1:velkomstopkald",
		    .at = "2026-10-08T09:30",
		    .note = "later"},
		&view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

static void
assign_mentor(struct world *world, const char *person)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (leaders_assign(world->engine, ACTOR, LEADER,
		&(struct assign_request){.role = "mentor", .person = person},
		&view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

/* What somebody else has taken over stands there as cancelled for a while. */
static void
test_a_person_without_a_role_any_more_keeps_a_feed_of_what_is_gone(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token = NULL;
	struct feed_answer answer;
	bool revoked = false;
	json_t *view = NULL;
	int64_t feed;

	assign_mentor(world, "Bo Berg <bo@example.org>");
	token = token_of(world, "bo@example.org");
	assign_mentor(world, "Mads Moe <mads@example.org>");
	assert_int_equal(
	    feeds_fetch(world->engine, &(struct feed_query){.token = token},
		&answer, &revoked, NULL),
	    OB_OK);
	assert_non_null(strstr(answer.bytes, "STATUS:CANCELLED"));
	assert_null(strstr(answer.bytes, "STATUS:CONFIRMED"));
	feed = world_case_ask(world,
	    "SELECT f.id FROM feed f JOIN person_address a "
	    "ON a.person_id = f.person_id WHERE a.address = 'bo@example.org'");
	assert_int_equal(
	    feeds_rotate(world->engine, ACTOR, feed, &view, NULL), OB_OK);
	json_decref(view);
}

static int
fetch_at(
    struct world *world, const char *token, const char *when, bool *ret_revoked)
{
	struct feed_answer answer;
	int64_t at = 0;

	assert_int_equal(world_instant(world, when, &at, NULL), OB_OK);
	assert_int_equal(world_jump(world, at, NULL), OB_OK);
	return feeds_fetch(world->engine, &(struct feed_query){.token = token},
	    &answer, ret_revoked, NULL);
}

static void
test_a_feed_ends_ninety_days_after_a_journey_that_was_left_open(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "mette@example.org");
	bool revoked = false;

	assert_int_equal(
	    fetch_at(world, token, "2028-03-06T23:00", &revoked), OB_OK);
	assert_int_equal(
	    fetch_at(world, token, "2028-03-07T01:00", &revoked), OB_ENOTFOUND);
	assert_true(revoked);
}

static void
test_a_feed_ends_thirty_days_after_a_journey_that_was_settled(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "mette@example.org");
	bool revoked = false;

	world_case_change(world, "UPDATE activity SET state = 'done', "
				 "settled_at = unixepoch('2027-12-07T12:00') "
				 "WHERE state IN ('planned', 'held')");
	assert_int_equal(
	    fetch_at(world, token, "2028-01-06T23:00", &revoked), OB_OK);
	assert_int_equal(
	    fetch_at(world, token, "2028-01-07T01:00", &revoked), OB_ENOTFOUND);
	assert_true(revoked);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_a_feed_with_a_new_address_is_gone_at_the_old_one),
	    TEST(test_an_address_that_never_was_is_not_gone_but_unknown),
	    TEST(test_a_feed_keeps_its_bytes_while_nothing_changes),
	    TEST(test_a_move_raises_the_sequence_once_for_what_moved),
	    TEST(test_a_feed_shows_a_move_and_changes_its_mark),
	    TEST(test_what_is_done_early_takes_nobodys_time),
	    TEST(
		test_a_person_without_a_role_any_more_keeps_a_feed_of_what_is_gone),
	    TEST(
		test_a_feed_ends_ninety_days_after_a_journey_that_was_left_open),
	    TEST(test_a_feed_ends_thirty_days_after_a_journey_that_was_settled),
	    TEST(test_no_token_lies_in_the_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
