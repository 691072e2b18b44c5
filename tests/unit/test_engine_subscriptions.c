/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/roles/people_edit.h"
#include "feed_world.h"

/* Calendars of more than one journey, and what a subscriber can have of them.
 */

static void
test_who_has_several_leaders_has_one_calendar_of_all(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *calendar =
	    feed_world_calendar(world, "person", MANAGER);

	assert_non_null(strstr(calendar, " (Ana)\r\n"));
	assert_non_null(strstr(calendar, " (Bo)\r\n"));
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM feed f JOIN "
		"person_address a USING (person_id) WHERE "
		"a.address = '" MANAGER "' AND purpose = 'person'"),
	    1);
}

static void
test_an_activity_is_the_same_entry_in_every_calendar(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *uid = feed_world_ask_text(world,
	    "SELECT uid FROM activity WHERE journey_id = 1 AND step = "
	    "'forventning-1'");
	cleanup_(memory_free_ptr) char *line = memory_printf("UID:%s", uid);
	const struct activity_request request = {
	    .reference = "1:forventning-1", .at = "2026-12-22"};
	const char *const purposes[] = {"person", "person", "coordinator"};
	const char *const people[] = {MANAGER, "ana@example.org", COORDINATOR};
	struct error err = ERROR_INIT;
	json_t *view = feed_world_open(world, "coordinator", COORDINATOR);

	json_decref(view);
	view = feed_world_open(world, "person", "ana@example.org");
	json_decref(view);
	view = NULL;
	world_case_check(
	    activities_move(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
	for (size_t i = 0; i < ARRAY_LEN(purposes); i++) {
		cleanup_(memory_free_ptr) char *calendar =
		    feed_world_calendar(world, purposes[i], people[i]);
		cleanup_(memory_free_ptr) char *entry =
		    feed_world_component(calendar, line);

		assert_non_null(strstr(entry, "\r\nSEQUENCE:1\r\n"));
		assert_non_null(strstr(entry, ":20261222T"));
	}
}

static void
test_a_coordinators_calendar_holds_less(void **state)
{
	struct world *world = *state;
	const struct first_task_request task = {.title = "Kortlæg vagter",
	    .goal = "Alle vagter er dækket",
	    .seen_by = "Planen hænger der",
	    .due = "2026-12-21"};
	cleanup_(memory_free_ptr) char *calendar = NULL;
	cleanup_(memory_free_ptr) char *entry = NULL;
	cleanup_(memory_free_ptr) char *meeting = NULL;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    first_tasks_add(world->engine, ACTOR, 1, &task, &view, &err), &err);
	json_decref(view);
	json_decref(feed_world_open(world, "coordinator", COORDINATOR));
	calendar = feed_world_calendar(world, "coordinator", COORDINATOR);
	entry = feed_world_component(calendar, "SUMMARY:Kortlæg vagter (Ana)");
	assert_null(strstr(entry, "dækket"));
	assert_null(strstr(entry, "hænger"));
	assert_non_null(strstr(entry, "CLASS:PRIVATE"));
	assert_null(strstr(calendar, "Lund"));
	assert_null(strstr(calendar, "Madsen"));
	meeting = feed_world_component(calendar, "SUMMARY:Velkomstopkald");
	assert_non_null(strstr(meeting, "Mette\\n"));
	assert_non_null(strstr(meeting, "TRANSP:TRANSPARENT"));
}

static void
test_a_coordinators_calendar_shows_what_is_open(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(memory_free_ptr) char *skipped = NULL;
	cleanup_(memory_free_ptr) char *entry = NULL;
	const struct activity_request skip = {
	    .reference = "2:velkomstopkald", .note = "They met"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	json_decref(feed_world_open(world, "coordinator", COORDINATOR));
	before = feed_world_calendar(world, "coordinator", COORDINATOR);
	assert_int_equal(feed_world_count(before, "SUMMARY:Velkomstopkald"), 2);
	assert_null(strstr(before, "SUMMARY:Velkomstmail"));
	feed_world_complete(world, "1:velkomstopkald");
	after = feed_world_calendar(world, "coordinator", COORDINATOR);
	assert_int_equal(feed_world_count(after, "SUMMARY:Velkomstopkald"), 1);
	world_case_check(
	    activities_skip(world->engine, ACTOR, &skip, &view, &err), &err);
	json_decref(view);
	skipped = feed_world_calendar(world, "coordinator", COORDINATOR);
	entry = feed_world_component(skipped, "SUMMARY:Aflyst: Velkomstopkald");
	assert_non_null(strstr(entry, "STATUS:CANCELLED"));
}

static int
edit(struct world *world, int64_t id, const char *alarms, struct error *err)
{
	json_t *view = NULL;
	int status = feeds_edit(world->engine, ACTOR, id, alarms, &view, err);

	if (status == OB_OK)
		json_decref(view);
	return status;
}

static void
test_a_subscriber_can_have_alarms_before_meetings(void **state)
{
	struct world *world = *state;
	int64_t id = feed_world_number(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *without =
	    feed_world_calendar(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *with = NULL;
	cleanup_(memory_free_ptr) char *again = NULL;
	struct error err = ERROR_INIT;

	assert_null(strstr(without, "VALARM"));
	world_case_check(edit(world, id, "15", &err), &err);
	with = feed_world_calendar(world, "person", MANAGER);
	assert_int_equal(feed_world_count(with, "BEGIN:VALARM"),
	    feed_world_count(with, "DTSTART;TZID="));
	assert_int_equal(feed_world_count(with, "TRIGGER:-PT15M"),
	    feed_world_count(with, "BEGIN:VALARM"));
	assert_int_equal(feed_world_count(with, "ACTION:DISPLAY"),
	    feed_world_count(with, "BEGIN:VALARM"));
	assert_null(strstr(with, "ACTION:EMAIL"));
	world_case_check(edit(world, id, "off", &err), &err);
	again = feed_world_calendar(world, "person", MANAGER);
	assert_string_equal(again, without);
}

static void
test_an_alarm_that_no_program_understands_is_refused(void **state)
{
	static const char *const wrong[] = {"", "on", "-1", "15 minutes",
	    "40321", " 15", "99999999999999999999"};
	struct world *world = *state;
	int64_t id = feed_world_number(world, "person", MANAGER);

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct error err = ERROR_INIT;

		assert_int_equal(edit(world, id, wrong[i], &err), OB_EINVALID);
		assert_string_equal(err.field, "alarms");
	}
	assert_int_equal(edit(world, 99999, "15", NULL), OB_ENOTFOUND);
}

static void
test_tasks_can_be_had_as_tasks(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *events =
	    feed_world_calendar(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *tasks =
	    feed_world_tasks(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *uid = feed_world_ask_text(world,
	    "SELECT uid FROM activity WHERE journey_id = 1 AND step = "
	    "'bloker-tid'");
	cleanup_(memory_free_ptr) char *line = memory_printf("UID:%s", uid);
	cleanup_(memory_free_ptr) char *todo =
	    memory_printf("UID:todo-%s", uid);
	cleanup_(memory_free_ptr) char *entry =
	    feed_world_component(tasks, todo);

	assert_null(strstr(events, "VTODO"));
	assert_non_null(strstr(events, line));
	assert_null(strstr(tasks, line));
	assert_int_equal(strncmp(entry, "BEGIN:VTODO", 11), 0);
	assert_non_null(strstr(entry, "DUE;VALUE=DATE:2026"));
	assert_null(strstr(entry, "DTSTART"));
	assert_non_null(strstr(entry, "STATUS:NEEDS-ACTION"));
	assert_int_equal(feed_world_count(tasks, "BEGIN:VTODO") +
			     feed_world_count(tasks, "BEGIN:VEVENT"),
	    feed_world_count(events, "BEGIN:VEVENT"));
}

static void
test_a_task_that_is_done_says_so(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    feed_world_token(world, "person", MANAGER);
	const struct feed_query plain = {.token = token};
	const struct feed_query with = {.token = token, .has_tasks = true};
	cleanup_(memory_free_ptr) char *uid = feed_world_ask_text(world,
	    "SELECT 'UID:todo-' || uid FROM activity WHERE journey_id = 1 AND "
	    "step = 'bloker-tid'");
	cleanup_(memory_free_ptr) char *tasks = NULL;
	cleanup_(memory_free_ptr) char *entry = NULL;
	struct feed_answer before;
	struct feed_answer tasks_before;
	struct feed_answer tasks_after;
	char etag[80];
	char tasks_etag[80];
	bool is_revoked = false;

	assert_int_equal(
	    feeds_fetch(world->engine, &plain, &before, &is_revoked, NULL),
	    OB_OK);
	(void)snprintf(etag, sizeof(etag), "%s", before.etag);
	assert_int_equal(
	    feeds_fetch(world->engine, &with, &tasks_before, &is_revoked, NULL),
	    OB_OK);
	(void)snprintf(tasks_etag, sizeof(tasks_etag), "%s", tasks_before.etag);
	assert_string_not_equal(etag, tasks_etag);
	clock_set(&world->clock, clock_now(&world->clock) + 60);
	feed_world_complete(world, "1:bloker-tid");
	assert_int_equal(
	    feeds_fetch(world->engine, &with, &tasks_after, &is_revoked, NULL),
	    OB_OK);
	assert_string_not_equal(tasks_after.etag, tasks_etag);
	assert_true(tasks_after.last_modified > tasks_before.last_modified);
	tasks = feed_world_tasks(world, "person", MANAGER);
	entry = feed_world_component(tasks, uid);
	assert_non_null(strstr(entry, "STATUS:COMPLETED\r\nCOMPLETED:2026"));
	assert_non_null(strstr(entry, "PERCENT-COMPLETE:100"));
}

static void
test_who_stands_in_has_the_calendar_of_both(void **state)
{
	struct world *world = *state;
	const struct person_edit away = {.away_from = "2026-10-01",
	    .away_until = "2026-10-20",
	    .stand_in = "Sia Sol <sia@example.org>"};
	struct error err = ERROR_INIT;
	cleanup_(memory_free_ptr) char *during = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;
	json_t *view = NULL;

	world_case_check(
	    people_edit(world->engine, ACTOR, MANAGER, &away, &view, &err),
	    &err);
	json_decref(view);
	during = feed_world_calendar(world, "person", "sia@example.org");
	assert_non_null(strstr(during, "SUMMARY:Velkomstopkald"));
	feed_world_jump(world, "2026-10-21T10:00");
	after = feed_world_calendar(world, "person", "sia@example.org");
	assert_null(strstr(after, "SUMMARY:Velkomstopkald"));
}

/* As the answer to an invitation leaves it. */
static void
test_what_was_answered_is_in_the_own_calendar_alone(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before =
	    feed_world_calendar(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *invited = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;

	world_case_change(world,
	    "INSERT INTO invitation (activity_id, journey_id, person_id, "
	    "address, method, "
	    "sequence, told_day, told_start, told_end, told_at) "
	    "SELECT a.id, 1, a.responsible_id, '" MANAGER "', 'request', 0, "
	    "a.planned, a.start_minute, a.end_minute, 0 FROM activity a "
	    "WHERE a.journey_id = 1 AND a.step = 'velkomstopkald'");
	world->engine->generation++;
	invited = feed_world_calendar(world, "person", MANAGER);
	assert_string_equal(invited, before);
	world_case_change(world, "UPDATE invitation SET was_answered = 1");
	world->engine->generation++;
	after = feed_world_calendar(world, "person", MANAGER);
	assert_int_equal(feed_world_count(before, "SUMMARY:Velkomstopkald"), 2);
	assert_int_equal(feed_world_count(after, "SUMMARY:Velkomstopkald"), 1);
}

static void
test_a_calendar_can_be_published_by_its_organizer(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before =
	    feed_world_calendar(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(memory_free_ptr) char *tasks = NULL;
	struct error err = ERROR_INIT;

	assert_null(strstr(before, "METHOD"));
	assert_null(strstr(before, "ORGANIZER"));
	world_case_check(
	    world_change_setting(world, "feeds:", "{method: publish}", &err),
	    &err);
	after = feed_world_calendar(world, "person", MANAGER);
	assert_int_equal(feed_world_count(after, "METHOD:PUBLISH"), 1);
	assert_int_equal(feed_world_count(after, "ORGANIZER;CN="),
	    feed_world_count(after, "BEGIN:VEVENT"));
	assert_null(strstr(after, "ATTENDEE"));
	tasks = feed_world_tasks(world, "person", MANAGER);
	assert_null(strstr(tasks, "METHOD"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FEED_WORLD_TEST(
		test_who_has_several_leaders_has_one_calendar_of_all),
	    FEED_WORLD_TEST(
		test_an_activity_is_the_same_entry_in_every_calendar),
	    FEED_WORLD_TEST(test_a_coordinators_calendar_holds_less),
	    FEED_WORLD_TEST(test_a_coordinators_calendar_shows_what_is_open),
	    FEED_WORLD_TEST(test_a_subscriber_can_have_alarms_before_meetings),
	    FEED_WORLD_TEST(
		test_an_alarm_that_no_program_understands_is_refused),
	    FEED_WORLD_TEST(test_tasks_can_be_had_as_tasks),
	    FEED_WORLD_TEST(test_a_task_that_is_done_says_so),
	    FEED_WORLD_TEST(test_who_stands_in_has_the_calendar_of_both),
	    FEED_WORLD_TEST(
		test_what_was_answered_is_in_the_own_calendar_alone),
	    FEED_WORLD_TEST(test_a_calendar_can_be_published_by_its_organizer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
