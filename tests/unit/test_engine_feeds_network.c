/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "feed_world.h"

/* The calendar of the leader network, and how far calendars look. */

#define NETWORK_MEETING                                                        \
	"  - {id: net, title: {da: Netmøde, en: Net}, dates: "                \
	"[\"2027-02-03T13:00\"], minutes: 60, role: network_lead}\n"
#define LEADER_DAY                                                             \
	"  - {id: dag, title: {da: Lederdag, en: Day}, dates: "                \
	"[\"2027-03-11T09:00\"], minutes: 60, role: director}\n"

#define EVA "Eva Ek <eva@example.org>"

/* The annual events are these lines, and the person has the calendar. */
static void
open_network(struct world *world, const char *events, const char *person)
{
	feed_world_set_events(world, events);
	json_decref(feed_world_open(world, "network", person));
}

static char *
network_of(struct world *world, const char *address)
{
	return feed_world_calendar(world, "network", address);
}

static void
test_the_network_calendar_has_its_meetings_and_no_names(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *calendar = NULL;

	open_network(world, NETWORK_MEETING LEADER_DAY, EVA);
	calendar = network_of(world, "eva@example.org");
	assert_int_equal(feed_world_count(calendar, "BEGIN:VEVENT"), 1);
	assert_non_null(strstr(calendar, "SUMMARY:Netmøde\r\n"));
	assert_null(strstr(calendar, "Ana"));
	assert_null(strstr(calendar, "Nina"));
	assert_null(strstr(calendar, "DESCRIPTION:Ansvarlig"));
}

static void
test_a_network_meeting_is_one_entry_for_who_sees_to_it(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *host = NULL;
	cleanup_(memory_free_ptr) char *network = NULL;
	cleanup_(memory_free_ptr) char *uid = NULL;
	cleanup_(memory_free_ptr) char *one = NULL;
	cleanup_(memory_free_ptr) char *other = NULL;

	open_network(world, NETWORK_MEETING, EVA);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM activity WHERE step "
				  "LIKE 'event.net.%'"),
	    2);
	host = feed_world_calendar(world, "person", NETWORK_LEAD);
	network = network_of(world, "eva@example.org");
	assert_int_equal(feed_world_count(host, "SUMMARY:Netmøde"), 1);
	uid = feed_world_ask_text(world, "SELECT 'UID:' || uid FROM event");
	one = feed_world_component(host, uid);
	other = feed_world_component(network, uid);
	assert_non_null(strstr(one, "TRANSP:OPAQUE"));
	assert_non_null(strstr(other, "SEQUENCE:0"));
}

static void
test_a_leader_finds_the_own_meeting_in_the_network_calendar(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *network = NULL;
	cleanup_(memory_free_ptr) char *uid = NULL;

	open_network(world, NETWORK_MEETING, "ana@example.org");
	network = network_of(world, "ana@example.org");
	uid = feed_world_ask_text(world,
	    "SELECT 'UID:' || uid FROM activity WHERE "
	    "journey_id = 1 AND step LIKE 'event.net.%'");
	assert_int_equal(feed_world_count(network, uid), 1);
	assert_int_equal(feed_world_count(network, "BEGIN:VEVENT"), 1);
}

static void
test_a_leader_who_is_excused_finds_the_meeting_called_off(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(memory_free_ptr) char *reference = NULL;
	struct activity_request skip = {.note = "Ana is ill"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	open_network(world, NETWORK_MEETING, "ana@example.org");
	before = network_of(world, "ana@example.org");
	assert_int_equal(feed_world_count(before, "STATUS:CONFIRMED"), 1);
	reference = feed_world_ask_text(world,
	    "SELECT '1:' || step FROM activity WHERE journey_id = 1 AND step "
	    "LIKE 'event.net.%'");
	skip.reference = reference;
	world_case_check(
	    activities_skip(world->engine, ACTOR, &skip, &view, &err), &err);
	json_decref(view);
	after = network_of(world, "ana@example.org");
	assert_int_equal(feed_world_count(after, "STATUS:CANCELLED"), 1);
	assert_non_null(strstr(after, "SUMMARY:Aflyst: Netmøde"));
}

static void
test_a_network_meeting_at_another_time_is_the_same_entry(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *uid = NULL;
	cleanup_(memory_free_ptr) char *moved = NULL;
	cleanup_(memory_free_ptr) char *gone = NULL;
	cleanup_(memory_free_ptr) char *entry = NULL;
	cleanup_(memory_free_ptr) char *last = NULL;

	open_network(world, NETWORK_MEETING, EVA);
	uid = feed_world_ask_text(world, "SELECT 'UID:' || uid FROM event");
	feed_world_set_events(world,
	    "  - {id: net, title: {da: Netmøde, en: Net}, dates: "
	    "[\"2027-02-03T14:00\"], minutes: 60, role: network_lead}\n");
	moved = network_of(world, "eva@example.org");
	entry = feed_world_component(moved, uid);
	assert_non_null(strstr(entry, "SEQUENCE:1"));
	assert_non_null(strstr(entry, "20270203T140000"));
	feed_world_set_events(world, LEADER_DAY);
	gone = network_of(world, "eva@example.org");
	last = feed_world_component(gone, uid);
	assert_non_null(strstr(last, "SEQUENCE:2"));
	assert_non_null(strstr(last, "STATUS:CANCELLED"));
	assert_non_null(strstr(last, "SUMMARY:Aflyst: Netmøde"));
}

static void
test_a_meeting_that_was_called_off_leaves_after_its_day(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *on_day = NULL;
	cleanup_(memory_free_ptr) char *later = NULL;

	open_network(world, NETWORK_MEETING, EVA);
	feed_world_set_events(world, LEADER_DAY);
	feed_world_jump(world, "2027-02-03T23:00");
	on_day = network_of(world, "eva@example.org");
	assert_non_null(strstr(on_day, "Netmøde"));
	feed_world_jump(world, "2027-02-04T01:00");
	later = network_of(world, "eva@example.org");
	assert_null(strstr(later, "VEVENT"));
	assert_non_null(strstr(later, "BEGIN:VTIMEZONE"));
}

static void
test_a_calendar_looks_90_days_back_and_18_months_ahead(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *soon = NULL;
	cleanup_(memory_free_ptr) char *later = NULL;
	cleanup_(memory_free_ptr) char *last = NULL;

	open_network(world,
	    "  - {id: net, title: {da: Netmøde, en: Net}, dates: "
	    "[\"2026-10-02\", \"2028-04-01\", \"2028-04-02\"], role: "
	    "network_lead}\n",
	    EVA);
	soon = network_of(world, "eva@example.org");
	assert_int_equal(feed_world_count(soon, "BEGIN:VEVENT"), 2);
	assert_null(strstr(soon, "20280402\r\nDTEND"));
	feed_world_jump(world, "2026-12-31T10:00");
	later = network_of(world, "eva@example.org");
	assert_int_equal(feed_world_count(later, "BEGIN:VEVENT"), 3);
	feed_world_jump(world, "2027-01-01T10:00");
	last = network_of(world, "eva@example.org");
	assert_int_equal(feed_world_count(last, "BEGIN:VEVENT"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FEED_WORLD_TEST(
		test_the_network_calendar_has_its_meetings_and_no_names),
	    FEED_WORLD_TEST(
		test_a_network_meeting_is_one_entry_for_who_sees_to_it),
	    FEED_WORLD_TEST(
		test_a_leader_finds_the_own_meeting_in_the_network_calendar),
	    FEED_WORLD_TEST(
		test_a_leader_who_is_excused_finds_the_meeting_called_off),
	    FEED_WORLD_TEST(
		test_a_network_meeting_at_another_time_is_the_same_entry),
	    FEED_WORLD_TEST(
		test_a_meeting_that_was_called_off_leaves_after_its_day),
	    FEED_WORLD_TEST(
		test_a_calendar_looks_90_days_back_and_18_months_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
