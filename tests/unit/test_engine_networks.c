/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/networks/network_meetings.h"
#include "engine/networks/networks.h"
#include "feed_world.h"

/* Leader networks and the calendars of their members. */

#define ERIK "erik@example.org"
#define MEETING "SUMMARY:Ledere i skolerne\r\n"

static json_t *
add_network(struct world *world, const char *name)
{
	const struct network_request request = {.name = name,
	    .contact = "Nina Nord <nina@example.org>",
	    .welcomes = "all"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    networks_add(world->engine, ACTOR, &request, &view, &err), &err);
	return view;
}

static void
join(struct world *world, const char *person)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    networks_add_member(world->engine, ACTOR,
		&(struct network_joining){1, person, NULL}, &view, &err),
	    &err);
	json_decref(view);
}

static void
plan(struct world *world, const char *start)
{
	const struct network_meeting_request request = {
	    .start = start, .place = "Lokale 2"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(network_meetings_plan(
			     world->engine, ACTOR, 1, &request, &view, &err),
	    &err);
	json_decref(view);
}

static int
move(struct world *world, const char *start, bool dry_run, struct error *err)
{
	const struct network_meeting_request request = {
	    .start = start, .dry_run = dry_run};
	json_auto_t *view = NULL;

	return network_meetings_move(
	    world->engine, ACTOR, 1, &request, &view, err);
}

/* A network with Erik, which meets once. */
static void
open_network(struct world *world)
{
	json_decref(add_network(world, "Ledere i skolerne"));
	join(world, "Erik Erfaren <" ERIK ">");
	plan(world, "2027-02-03T13:00");
}

static void
test_a_member_has_the_meetings_in_the_own_calendar_and_the_networks(
    void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *own = NULL;
	cleanup_(memory_free_ptr) char *network = NULL;
	cleanup_(memory_free_ptr) char *uid = NULL;

	open_network(world);
	own = feed_world_calendar(world, "person", ERIK);
	network = feed_world_calendar(world, "network", ERIK);
	uid = feed_world_ask_text(
	    world, "SELECT 'UID:' || uid FROM network_meeting");
	assert_int_equal(feed_world_count(own, uid), 1);
	assert_int_equal(feed_world_count(network, uid), 1);
	assert_non_null(strstr(network, MEETING));
	assert_non_null(strstr(network, "20270203T130000"));
	assert_non_null(strstr(network, "Sted: Lokale 2"));
	assert_null(strstr(network, "nina"));
}

static void
test_a_meeting_that_moves_is_the_same_entry_of_a_higher_sequence(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *uid = NULL;
	cleanup_(memory_free_ptr) char *network = NULL;
	cleanup_(memory_free_ptr) char *entry = NULL;
	struct error err = ERROR_INIT;

	open_network(world);
	uid = feed_world_ask_text(
	    world, "SELECT 'UID:' || uid FROM network_meeting");
	world_case_check(move(world, "2027-02-04T14:00", false, &err), &err);
	network = feed_world_calendar(world, "network", ERIK);
	entry = feed_world_component(network, uid);
	assert_non_null(strstr(entry, "SEQUENCE:1"));
	assert_non_null(strstr(entry, "20270204T140000"));
}

static void
test_a_trial_of_a_change_keeps_nothing(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	open_network(world);
	world_case_check(move(world, "2027-02-04T14:00", true, &err), &err);
	assert_int_equal(
	    world_case_ask(world, "SELECT sequence FROM network_meeting"), 0);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail WHERE kind = "
				  "'network'"),
	    0);
}

static void
cancel(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(network_meetings_cancel(
			     world->engine, ACTOR, 1, false, &view, &err),
	    &err);
	json_decref(view);
}

static void
test_a_meeting_that_is_called_off_stays_so_for_14_days(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *soon = NULL;
	cleanup_(memory_free_ptr) char *later = NULL;

	open_network(world);
	feed_world_jump(world, "2027-02-02T10:00");
	cancel(world);
	feed_world_jump(world, "2027-02-15T10:00");
	soon = feed_world_calendar(world, "network", ERIK);
	assert_int_equal(feed_world_count(soon, "STATUS:CANCELLED"), 1);
	assert_non_null(strstr(soon, "SUMMARY:Aflyst: Ledere i skolerne"));
	feed_world_jump(world, "2027-02-17T10:00");
	later = feed_world_calendar(world, "network", ERIK);
	assert_null(strstr(later, "VEVENT"));
}

static void
test_who_has_left_finds_the_networks_calendar_gone(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token = NULL;
	cleanup_(memory_free_ptr) char *own = NULL;
	struct feed_answer answer;
	struct feed_query query = {0};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	bool is_revoked = false;

	open_network(world);
	token = feed_world_token(world, "network", ERIK);
	query.token = token;
	world_case_check(
	    networks_remove_member(world->engine, ACTOR, 1, ERIK, &view, &err),
	    &err);
	json_decref(view);
	assert_int_equal(
	    feeds_fetch(world->engine, &query, &answer, &is_revoked, &err),
	    OB_ENOTFOUND);
	assert_true(is_revoked);
	own = feed_world_calendar(world, "person", ERIK);
	assert_null(strstr(own, MEETING));
	join(world, ERIK);
	world_case_check(
	    feeds_fetch(world->engine, &query, &answer, &is_revoked, &err),
	    &err);
}

static void
test_the_contact_has_the_meetings_without_being_a_member(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *own = NULL;

	open_network(world);
	own = feed_world_calendar(world, "person", NETWORK_LEAD);
	assert_int_equal(feed_world_count(own, MEETING), 1);
}

static void
test_a_leader_has_them_in_the_journeys_calendar(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;

	open_network(world);
	before = feed_world_calendar(world, "journey", "ana@example.org");
	assert_null(strstr(before, MEETING));
	join(world, "ana@example.org");
	after = feed_world_calendar(world, "journey", "ana@example.org");
	assert_int_equal(feed_world_count(after, MEETING), 1);
}

static void
expect_refused(struct world *world, const char *start, const char *key)
{
	struct error err = ERROR_INIT;

	assert_int_not_equal(move(world, start, false, &err), OB_OK);
	assert_string_equal(err.key, key);
	assert_string_equal(err.field, "start");
}

static void
test_a_meeting_lies_ahead_and_within_two_years(void **state)
{
	struct world *world = *state;

	open_network(world);
	expect_refused(world, "2026-01-01T10:00", "network_past");
	expect_refused(world, "2029-01-01T10:00", "network_far");
}

static void
test_a_meeting_ends_on_its_day(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	open_network(world);
	assert_int_equal(
	    move(world, "2027-02-03T23:00", false, &err), OB_EINVALID);
	assert_string_equal(err.key, "network_midnight");
}

static void
test_a_network_has_at_most_as_many_members_as_a_form_has_room_for(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	json_decref(add_network(world, "Ledere i skolerne"));
	for (int i = 0; i < 200; i++) {
		cleanup_(memory_free_ptr) char *person =
		    memory_printf("Leder %d <leder%d@example.org>", i, i);

		join(world, person);
	}
	assert_int_equal(networks_add_member(world->engine, ACTOR,
			     &(struct network_joining){
				 1, "En til <en.til@example.org>", NULL},
			     &view, &err),
	    OB_ELIMIT);
	assert_string_equal(err.key, "network_full");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FEED_WORLD_TEST(
		test_a_member_has_the_meetings_in_the_own_calendar_and_the_networks),
	    FEED_WORLD_TEST(
		test_a_meeting_that_moves_is_the_same_entry_of_a_higher_sequence),
	    FEED_WORLD_TEST(test_a_trial_of_a_change_keeps_nothing),
	    FEED_WORLD_TEST(
		test_a_meeting_that_is_called_off_stays_so_for_14_days),
	    FEED_WORLD_TEST(test_who_has_left_finds_the_networks_calendar_gone),
	    FEED_WORLD_TEST(
		test_the_contact_has_the_meetings_without_being_a_member),
	    FEED_WORLD_TEST(test_a_leader_has_them_in_the_journeys_calendar),
	    FEED_WORLD_TEST(test_a_meeting_lies_ahead_and_within_two_years),
	    FEED_WORLD_TEST(test_a_meeting_ends_on_its_day),
	    FEED_WORLD_TEST(
		test_a_network_has_at_most_as_many_members_as_a_form_has_room_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
