/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/feeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "calendar/calendar_lint.h"
#include "engine/activities.h"
#include "engine/core.h"
#include "engine/feed_document.h"
#include "engine/first_tasks.h"
#include "engine/journeys.h"
#include "engine/leaders.h"
#include "engine/people_edit.h"
#include "store/store_tables.h"
#include "world.h"

/* Calendars of more than one journey, and what a subscriber can have of them.
 */

#define ACTOR "uid:0"
#define MANAGER "mette@example.org"
#define COORDINATOR "hr@example.org"
#define NETWORK_LEAD "nina@example.org"

static void
expect_ok(int status, const struct error *err)
{
	if (status != OB_OK)
		fail_msg("%s", err->text);
}

static void
add_leader(struct world *world, const char *name, const char *email)
{
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .first_day = "2026-12-07",
	    .manager = "Mette Madsen <" MANAGER ">",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	expect_ok(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
}

/* Ana is leader 1, Bo leader 2; both report to Mette. */
static int
set_up(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;

	*state = world;
	expect_ok(world_open(world,
		      "people: {coordinator: \"Hanne Holm <" COORDINATOR
		      ">\", network_lead: \"Nina Net <" NETWORK_LEAD ">\"}\n",
		      "2026-10-01T10:00", &err),
	    &err);
	add_leader(world, "Ana Lund", "ana@example.org");
	add_leader(world, "Bo Berg", "bo@example.org");
	expect_ok(world_wake(world, &err), &err);
	return 0;
}

static int
tear_down(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
}

static int64_t
ask(const struct world *world, const char *sql)
{
	int64_t value = -1;

	assert_int_equal(
	    db_read_integer(&world->store->db, sql, &value, NULL), OB_OK);
	return value;
}

static void
change_directly(const struct world *world, const char *sql)
{
	if (sqlite3_exec(world->store->db.handle, sql, NULL, NULL, NULL) !=
	    SQLITE_OK)
		fail_msg(
		    "%s: %s", sqlite3_errmsg(world->store->db.handle), sql);
}

static char *
ask_text(const struct world *world, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	char *text;

	assert_int_equal(sqlite3_prepare_v2(world->store->db.handle, sql, -1,
			     &statement, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	text = memory_strdup((const char *)sqlite3_column_text(statement, 0));
	(void)sqlite3_finalize(statement);
	return text;
}

static json_t *
open_feed(struct world *world, const char *purpose, const char *person)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	expect_ok(feeds_add(world->engine, ACTOR, purpose, person, &view, &err),
	    &err);
	return view;
}

/* The one feed of a person and purpose; a new reference. */
static json_t *
find_feed(struct world *world, const char *purpose, const char *person)
{
	const struct feed_list_request request = {
	    .person = person, .purpose = purpose};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	json_t *feed;

	expect_ok(feeds_list_all(world->engine, &request, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "feeds")), 1);
	feed = json_incref(json_array_get(json_object_get(view, "feeds"), 0));
	json_decref(view);
	return feed;
}

static int64_t
number_of(struct world *world, const char *purpose, const char *person)
{
	json_t *feed = find_feed(world, purpose, person);
	int64_t id = json_integer_value(json_object_get(feed, "id"));

	json_decref(feed);
	return id;
}

static char *
token_of(struct world *world, const char *purpose, const char *person)
{
	json_t *feed = find_feed(world, purpose, person);
	const char *url = json_string_value(json_object_get(feed, "url"));
	char *token = memory_strndup(strrchr(url, '/') + 1, 43);

	json_decref(feed);
	return token;
}

/* Not even a warning. */
static void
lint(const struct feed_answer *answer)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	calendar_lint_run(answer->bytes, answer->len, NULL, &findings);
	if (findings.count > 0)
		fail_msg("rule %s in line %zu: %s", findings.items[0].rule,
		    findings.items[0].line, findings.items[0].text);
}

/* Unfolded, owned. */
static char *
fetch(struct world *world, const struct feed_query *query, bool *ret_made)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct feed_answer answer;
	struct error err = ERROR_INIT;
	bool is_revoked = false;

	expect_ok(feeds_fetch(world->engine, query, &answer, &is_revoked, &err),
	    &err);
	lint(&answer);
	*ret_made = answer.is_made_now;
	for (size_t i = 0; i < answer.len; i++) {
		if (strncmp(answer.bytes + i, "\r\n ", 3) == 0)
			i += 2;
		else
			strbuf_add_char(&text, answer.bytes[i]);
	}
	return strbuf_detach(&text);
}

static char *
calendar_of(struct world *world, const char *purpose, const char *person)
{
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, purpose, person);
	bool is_made = false;

	return fetch(world, &(struct feed_query){.token = token}, &is_made);
}

static char *
tasks_of(struct world *world, const char *purpose, const char *person)
{
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, purpose, person);
	bool is_made = false;

	return fetch(world,
	    &(struct feed_query){.token = token, .has_tasks = true}, &is_made);
}

static size_t
count(const char *text, const char *part)
{
	size_t found = 0;

	for (text = strstr(text, part); text != NULL;
	     text = strstr(text + 1, part))
		found++;
	return found;
}

/* The component with this line, owned; fails when there is none. */
static char *
component_with(const char *calendar, const char *line)
{
	const char *at = strstr(calendar, line);
	const char *from;
	const char *until;

	if (at == NULL)
		fail_msg("'%s' is not in\n%s", line, calendar);
	for (from = at; strncmp(from, "BEGIN:V", 7) != 0; from--)
		assert_ptr_not_equal(from, calendar);
	until = strstr(at, "END:VEVENT");
	if (until == NULL || strncmp(from, "BEGIN:VTODO", 11) == 0)
		until = strstr(at, "END:VTODO");
	assert_non_null(until);
	return memory_strndup(from, (size_t)(until - from));
}

static void
do_complete(struct world *world, const char *reference)
{
	const struct activity_request request = {.reference = reference};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	expect_ok(
	    activities_complete(world->engine, ACTOR, &request, &view, &err),
	    &err);
	json_decref(view);
}

static void
set_events(struct world *world, const char *lines)
{
	struct error err = ERROR_INIT;

	free(world->events);
	world->events = memory_strdup(lines);
	expect_ok(world_import_events(world, &err), &err);
}

#define NETWORK_MEETING                                                        \
	"  - {id: net, title: {da: Netmøde, en: Net}, dates: "                \
	"[\"2027-02-03T13:00\"], minutes: 60, role: network_lead}\n"
#define LEADER_DAY                                                             \
	"  - {id: dag, title: {da: Lederdag, en: Day}, dates: "                \
	"[\"2027-03-11T09:00\"], minutes: 60, role: director}\n"

static void
test_who_has_several_leaders_has_one_calendar_of_all(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *calendar =
	    calendar_of(world, "person", MANAGER);

	assert_non_null(strstr(calendar, " (Ana)\r\n"));
	assert_non_null(strstr(calendar, " (Bo)\r\n"));
	assert_int_equal(
	    ask(world, "SELECT count(*) FROM feed f JOIN "
		       "person_address a USING (person_id) WHERE "
		       "a.address = '" MANAGER "' AND purpose = 'person'"),
	    1);
}

static void
test_an_activity_is_the_same_entry_in_every_calendar(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *uid = ask_text(world,
	    "SELECT uid FROM activity WHERE journey_id = 1 AND step = "
	    "'forventning-1'");
	cleanup_(memory_free_ptr) char *line = memory_printf("UID:%s", uid);
	const struct activity_request request = {
	    .reference = "1:forventning-1", .at = "2026-12-22"};
	const char *const purposes[] = {"person", "person", "coordinator"};
	const char *const people[] = {MANAGER, "ana@example.org", COORDINATOR};
	struct error err = ERROR_INIT;
	json_t *view = open_feed(world, "coordinator", COORDINATOR);

	json_decref(view);
	view = open_feed(world, "person", "ana@example.org");
	json_decref(view);
	view = NULL;
	expect_ok(
	    activities_move(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
	for (size_t i = 0; i < ARRAY_LEN(purposes); i++) {
		cleanup_(memory_free_ptr) char *calendar =
		    calendar_of(world, purposes[i], people[i]);
		cleanup_(memory_free_ptr) char *entry =
		    component_with(calendar, line);

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

	expect_ok(
	    first_tasks_add(world->engine, ACTOR, 1, &task, &view, &err), &err);
	json_decref(view);
	json_decref(open_feed(world, "coordinator", COORDINATOR));
	calendar = calendar_of(world, "coordinator", COORDINATOR);
	entry = component_with(calendar, "SUMMARY:Kortlæg vagter (Ana)");
	assert_null(strstr(entry, "dækket"));
	assert_null(strstr(entry, "hænger"));
	assert_non_null(strstr(entry, "CLASS:PRIVATE"));
	assert_null(strstr(calendar, "Lund"));
	assert_null(strstr(calendar, "Madsen"));
	meeting = component_with(calendar, "SUMMARY:Velkomstopkald");
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

	json_decref(open_feed(world, "coordinator", COORDINATOR));
	before = calendar_of(world, "coordinator", COORDINATOR);
	assert_int_equal(count(before, "SUMMARY:Velkomstopkald"), 2);
	assert_null(strstr(before, "SUMMARY:Velkomstmail"));
	do_complete(world, "1:velkomstopkald");
	after = calendar_of(world, "coordinator", COORDINATOR);
	assert_int_equal(count(after, "SUMMARY:Velkomstopkald"), 1);
	expect_ok(
	    activities_skip(world->engine, ACTOR, &skip, &view, &err), &err);
	json_decref(view);
	skipped = calendar_of(world, "coordinator", COORDINATOR);
	entry = component_with(skipped, "SUMMARY:Aflyst: Velkomstopkald");
	assert_non_null(strstr(entry, "STATUS:CANCELLED"));
}

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
	assert_int_equal(ask(world, "SELECT count(*) FROM feed WHERE purpose "
				    "= 'coordinator'"),
	    0);
}

static void
test_a_calendar_is_opened_once(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = open_feed(world, "network", "Eva Ek <eva@example.org>");

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
test_the_network_calendar_has_its_meetings_and_no_names(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *calendar = NULL;

	set_events(world, NETWORK_MEETING LEADER_DAY);
	json_decref(open_feed(world, "network", "Eva Ek <eva@example.org>"));
	calendar = calendar_of(world, "network", "eva@example.org");
	assert_int_equal(count(calendar, "BEGIN:VEVENT"), 1);
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

	set_events(world, NETWORK_MEETING);
	json_decref(open_feed(world, "network", "Eva Ek <eva@example.org>"));
	assert_int_equal(ask(world, "SELECT count(*) FROM activity WHERE step "
				    "LIKE 'event.net.%'"),
	    2);
	host = calendar_of(world, "person", NETWORK_LEAD);
	network = calendar_of(world, "network", "eva@example.org");
	assert_int_equal(count(host, "SUMMARY:Netmøde"), 1);
	uid = ask_text(world, "SELECT 'UID:' || uid FROM event");
	one = component_with(host, uid);
	other = component_with(network, uid);
	assert_non_null(strstr(one, "TRANSP:OPAQUE"));
	assert_non_null(strstr(other, "SEQUENCE:0"));
}

static void
test_a_leader_finds_the_own_meeting_in_the_network_calendar(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *network = NULL;
	cleanup_(memory_free_ptr) char *uid = NULL;

	set_events(world, NETWORK_MEETING);
	json_decref(open_feed(world, "network", "ana@example.org"));
	network = calendar_of(world, "network", "ana@example.org");
	uid = ask_text(world, "SELECT 'UID:' || uid FROM activity WHERE "
			      "journey_id = 1 AND step LIKE 'event.net.%'");
	assert_int_equal(count(network, uid), 1);
	assert_int_equal(count(network, "BEGIN:VEVENT"), 1);
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

	set_events(world, NETWORK_MEETING);
	json_decref(open_feed(world, "network", "ana@example.org"));
	before = calendar_of(world, "network", "ana@example.org");
	assert_int_equal(count(before, "STATUS:CONFIRMED"), 1);
	reference = ask_text(world,
	    "SELECT '1:' || step FROM activity WHERE journey_id = 1 AND step "
	    "LIKE 'event.net.%'");
	skip.reference = reference;
	expect_ok(
	    activities_skip(world->engine, ACTOR, &skip, &view, &err), &err);
	json_decref(view);
	after = calendar_of(world, "network", "ana@example.org");
	assert_int_equal(count(after, "STATUS:CANCELLED"), 1);
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

	set_events(world, NETWORK_MEETING);
	json_decref(open_feed(world, "network", "Eva Ek <eva@example.org>"));
	uid = ask_text(world, "SELECT 'UID:' || uid FROM event");
	set_events(world,
	    "  - {id: net, title: {da: Netmøde, en: Net}, dates: "
	    "[\"2027-02-03T14:00\"], minutes: 60, role: network_lead}\n");
	moved = calendar_of(world, "network", "eva@example.org");
	entry = component_with(moved, uid);
	assert_non_null(strstr(entry, "SEQUENCE:1"));
	assert_non_null(strstr(entry, "20270203T140000"));
	set_events(world, LEADER_DAY);
	gone = calendar_of(world, "network", "eva@example.org");
	last = component_with(gone, uid);
	assert_non_null(strstr(last, "SEQUENCE:2"));
	assert_non_null(strstr(last, "STATUS:CANCELLED"));
	assert_non_null(strstr(last, "SUMMARY:Aflyst: Netmøde"));
}

static void
jump(struct world *world, const char *to)
{
	struct error err = ERROR_INIT;
	int64_t at = 0;

	expect_ok(world_instant(world, to, &at, &err), &err);
	expect_ok(world_jump(world, at, &err), &err);
}

static void
test_a_meeting_that_was_called_off_leaves_after_its_day(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *on_day = NULL;
	cleanup_(memory_free_ptr) char *later = NULL;

	set_events(world, NETWORK_MEETING);
	json_decref(open_feed(world, "network", "Eva Ek <eva@example.org>"));
	set_events(world, LEADER_DAY);
	jump(world, "2027-02-03T23:00");
	on_day = calendar_of(world, "network", "eva@example.org");
	assert_non_null(strstr(on_day, "Netmøde"));
	jump(world, "2027-02-04T01:00");
	later = calendar_of(world, "network", "eva@example.org");
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

	set_events(world,
	    "  - {id: net, title: {da: Netmøde, en: Net}, dates: "
	    "[\"2026-10-02\", \"2028-04-01\", \"2028-04-02\"], role: "
	    "network_lead}\n");
	json_decref(open_feed(world, "network", "Eva Ek <eva@example.org>"));
	soon = calendar_of(world, "network", "eva@example.org");
	assert_int_equal(count(soon, "BEGIN:VEVENT"), 2);
	assert_null(strstr(soon, "20280402\r\nDTEND"));
	jump(world, "2026-12-31T10:00");
	later = calendar_of(world, "network", "eva@example.org");
	assert_int_equal(count(later, "BEGIN:VEVENT"), 3);
	jump(world, "2027-01-01T10:00");
	last = calendar_of(world, "network", "eva@example.org");
	assert_int_equal(count(last, "BEGIN:VEVENT"), 2);
}

/* What is made anew, and what is not. */
static void
test_a_calendar_is_made_anew_when_something_in_it_changes(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token = NULL;
	const struct feed_query query = {.token = NULL};
	struct feed_query own = query;
	bool is_made = false;

	add_leader(world, "Eva Ek", "eva@example.org");
	token = token_of(world, "person", MANAGER);
	own.token = token;
	free(fetch(world, &own, &is_made));
	assert_true(is_made);
	free(fetch(world, &own, &is_made));
	assert_false(is_made);
	/* Somebody else's calendar is opened: a commit, but no news here. */
	json_decref(open_feed(world, "coordinator", COORDINATOR));
	free(fetch(world, &own, &is_made));
	assert_false(is_made);
	do_complete(world, "2:velkomstopkald");
	free(fetch(world, &own, &is_made));
	assert_true(is_made);
}

static void
test_a_mail_that_went_leaves_a_calendar_as_it_is(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "person", MANAGER);
	const struct feed_query query = {.token = token};
	uint64_t generation;
	struct error err = ERROR_INIT;
	bool is_made = false;
	size_t sent;

	world->server_is_down = true;
	add_leader(world, "Eva Ek", "eva@example.org");
	expect_ok(world_wake(world, &err), &err);
	world->server_is_down = false;
	sent = world->delivery_count;
	free(fetch(world, &query, &is_made));
	generation = world->engine->generation;
	jump(world, "2026-10-01T11:00");
	assert_true(world->delivery_count > sent);
	assert_true(world->engine->generation > generation);
	free(fetch(world, &query, &is_made));
	assert_false(is_made);
}

static json_t *
entry_view(struct world *world)
{
	return find_feed(world, "person", MANAGER);
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
	    token_of(world, "person", MANAGER);
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
	int64_t id = number_of(world, "person", MANAGER);

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
	int64_t id = number_of(world, "person", MANAGER);
	json_t *feed;

	feeds_note(world->engine, &query, id, 503);
	feed = entry_view(world);
	assert_true(json_is_null(json_object_get(feed, "last_fetched")));
	json_decref(feed);
	assert_int_equal(integer_in(world, "fetches"), 0);
	assert_int_equal(integer_in(world, "status"), 503);
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
	int64_t id = number_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *renewed = NULL;
	struct error err = ERROR_INIT;
	bool is_revoked = false;
	json_t *view = NULL;

	assert_int_equal(try_fetch(world, token, &is_revoked), OB_OK);
	expect_ok(feeds_revoke(world->engine, ACTOR, id, &view, &err), &err);
	assert_true(json_is_string(
	    json_object_get(json_object_get(view, "feed"), "revoked")));
	json_decref(view);
	assert_int_equal(try_fetch(world, token, &is_revoked), OB_ENOTFOUND);
	assert_true(is_revoked);
	assert_int_equal(
	    feeds_revoke(world->engine, ACTOR, id, &view, &err), OB_ECONFLICT);
	view = NULL;
	expect_ok(feeds_rotate(world->engine, ACTOR, id, &view, &err), &err);
	json_decref(view);
	renewed = token_of(world, "person", MANAGER);
	assert_int_equal(try_fetch(world, renewed, &is_revoked), OB_OK);
	assert_int_equal(try_fetch(world, token, &is_revoked), OB_ENOTFOUND);
	assert_true(is_revoked);
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
	int64_t id = number_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *without =
	    calendar_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *with = NULL;
	cleanup_(memory_free_ptr) char *again = NULL;
	struct error err = ERROR_INIT;

	assert_null(strstr(without, "VALARM"));
	expect_ok(edit(world, id, "15", &err), &err);
	with = calendar_of(world, "person", MANAGER);
	assert_int_equal(
	    count(with, "BEGIN:VALARM"), count(with, "DTSTART;TZID="));
	assert_int_equal(
	    count(with, "TRIGGER:-PT15M"), count(with, "BEGIN:VALARM"));
	assert_int_equal(
	    count(with, "ACTION:DISPLAY"), count(with, "BEGIN:VALARM"));
	assert_null(strstr(with, "ACTION:EMAIL"));
	expect_ok(edit(world, id, "off", &err), &err);
	again = calendar_of(world, "person", MANAGER);
	assert_string_equal(again, without);
}

static void
test_an_alarm_that_no_program_understands_is_refused(void **state)
{
	static const char *const wrong[] = {"", "on", "-1", "15 minutes",
	    "40321", " 15", "99999999999999999999"};
	struct world *world = *state;
	int64_t id = number_of(world, "person", MANAGER);

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
	    calendar_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *tasks =
	    tasks_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *uid = ask_text(world,
	    "SELECT uid FROM activity WHERE journey_id = 1 AND step = "
	    "'bloker-tid'");
	cleanup_(memory_free_ptr) char *line = memory_printf("UID:%s", uid);
	cleanup_(memory_free_ptr) char *todo =
	    memory_printf("UID:todo-%s", uid);
	cleanup_(memory_free_ptr) char *entry = component_with(tasks, todo);

	assert_null(strstr(events, "VTODO"));
	assert_non_null(strstr(events, line));
	assert_null(strstr(tasks, line));
	assert_int_equal(strncmp(entry, "BEGIN:VTODO", 11), 0);
	assert_non_null(strstr(entry, "DUE;VALUE=DATE:2026"));
	assert_null(strstr(entry, "DTSTART"));
	assert_non_null(strstr(entry, "STATUS:NEEDS-ACTION"));
	assert_int_equal(
	    count(tasks, "BEGIN:VTODO") + count(tasks, "BEGIN:VEVENT"),
	    count(events, "BEGIN:VEVENT"));
}

static void
test_a_task_that_is_done_says_so(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *token =
	    token_of(world, "person", MANAGER);
	const struct feed_query plain = {.token = token};
	const struct feed_query with = {.token = token, .has_tasks = true};
	cleanup_(memory_free_ptr) char *uid = ask_text(world,
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
	do_complete(world, "1:bloker-tid");
	assert_int_equal(
	    feeds_fetch(world->engine, &with, &tasks_after, &is_revoked, NULL),
	    OB_OK);
	assert_string_not_equal(tasks_after.etag, tasks_etag);
	assert_true(tasks_after.last_modified > tasks_before.last_modified);
	tasks = tasks_of(world, "person", MANAGER);
	entry = component_with(tasks, uid);
	assert_non_null(strstr(entry, "STATUS:COMPLETED\r\nCOMPLETED:2026"));
	assert_non_null(strstr(entry, "PERCENT-COMPLETE:100"));
}

#define MANY 1500

/* Entries as there would be of very many leaders. */
static struct feed_entry *
many_entries(struct date today, const char *description, char uids[MANY][40])
{
	struct feed_entry *entries =
	    memory_alloc(MANY * sizeof(struct feed_entry));

	for (int i = 0; i < MANY; i++) {
		(void)snprintf(uids[i], 40, "%08d@example.org", i);
		entries[i] = (struct feed_entry){
		    .uid = uids[i],
		    .changed_at = 1767225600,
		    .all_day = true,
		    .date = date_add_days(today, i % 500 - 50),
		    .summary = "Opgave",
		    .description = description,
		};
	}
	return entries;
}

static void
write_many(struct world *world, const char *description, struct strbuf *bytes,
    size_t *ret_left_out)
{
	static char uids[MANY][40];
	cleanup_(memory_free_ptr) struct feed_entry *entries =
	    many_entries(core_today(world->engine), description, uids);
	const struct feed_reader reader = {.purpose = FEED_COORDINATOR,
	    .language = LANGUAGE_DA,
	    .alarm_minutes = -1};
	const struct feed_document document = {.engine = world->engine,
	    .reader = &reader,
	    .feed_id = 7,
	    .entries = entries,
	    .count = MANY};
	struct error err = ERROR_INIT;
	struct feed_answer answer;

	expect_ok(
	    feed_document_write(&document, bytes, ret_left_out, &err), &err);
	answer = (struct feed_answer){.bytes = bytes->buf, .len = bytes->len};
	lint(&answer);
}

static void
test_what_calendar_programs_have_no_room_for_is_left_out(void **state)
{
	struct world *world = *state;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	size_t left_out = 0;

	write_many(world, "Ring", &bytes, &left_out);
	assert_int_equal(count(bytes.buf, "BEGIN:VEVENT"), 999);
	assert_int_equal(left_out, MANY - 998);
	/* Three a day: what is nearest to today, and all of it, is there. */
	assert_non_null(strstr(bytes.buf, "VALUE=DATE:20260812\r\n"));
	assert_non_null(
	    strstr(bytes.buf, "SUMMARY:Herfra viser kalenderen ikke alt\r\n"));
	assert_non_null(strstr(bytes.buf, "UID:rest-7-2027-"));
	assert_non_null(strstr(bytes.buf, "DESCRIPTION:Det\\, der står"));
}

static void
test_a_calendar_stays_below_a_megabyte(void **state)
{
	struct world *world = *state;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	size_t left_out = 0;

	for (int i = 0; i < 500; i++)
		strbuf_add_str(&text, "Husk. ");
	write_many(world, text.buf, &bytes, &left_out);
	assert_true(bytes.len <= FEED_DOCUMENT_BYTES_MAX);
	assert_true(bytes.len > FEED_DOCUMENT_BYTES_MAX / 2);
	assert_int_equal(count(bytes.buf, "BEGIN:VEVENT") - 1 + left_out, MANY);
}

static void
test_who_had_a_page_before_has_a_calendar_after_the_restart(void **state)
{
	struct world *world = *state;

	change_directly(world, "DELETE FROM feed WHERE purpose = 'person'");
	assert_int_equal(world_restart(world, NULL), OB_OK);
	free(calendar_of(world, "person", MANAGER));
	assert_int_equal(ask(world, "SELECT count(*) FROM feed WHERE purpose "
				    "= 'person' AND token_hash LIKE 'new %'"),
	    0);
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

	expect_ok(
	    people_edit(world->engine, ACTOR, MANAGER, &away, &view, &err),
	    &err);
	json_decref(view);
	during = calendar_of(world, "person", "sia@example.org");
	assert_non_null(strstr(during, "SUMMARY:Velkomstopkald"));
	jump(world, "2026-10-21T10:00");
	after = calendar_of(world, "person", "sia@example.org");
	assert_null(strstr(after, "SUMMARY:Velkomstopkald"));
}

/* As the answer to an invitation leaves it. */
static void
test_what_was_answered_is_in_the_own_calendar_alone(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before =
	    calendar_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *invited = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;

	change_directly(world,
	    "INSERT INTO invitation (activity_id, journey_id, person_id, "
	    "address, method, "
	    "sequence, told_day, told_start, told_end, told_at) "
	    "SELECT a.id, 1, a.responsible_id, '" MANAGER "', 'request', 0, "
	    "a.planned, a.start_minute, a.end_minute, 0 FROM activity a "
	    "WHERE a.journey_id = 1 AND a.step = 'velkomstopkald'");
	world->engine->generation++;
	invited = calendar_of(world, "person", MANAGER);
	assert_string_equal(invited, before);
	change_directly(world, "UPDATE invitation SET was_answered = 1");
	world->engine->generation++;
	after = calendar_of(world, "person", MANAGER);
	assert_int_equal(count(before, "SUMMARY:Velkomstopkald"), 2);
	assert_int_equal(count(after, "SUMMARY:Velkomstopkald"), 1);
}

static void
test_a_calendar_can_be_published_by_its_organizer(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before =
	    calendar_of(world, "person", MANAGER);
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(memory_free_ptr) char *tasks = NULL;
	struct error err = ERROR_INIT;

	assert_null(strstr(before, "METHOD"));
	assert_null(strstr(before, "ORGANIZER"));
	expect_ok(
	    world_change_setting(world, "feeds:", "{method: publish}", &err),
	    &err);
	after = calendar_of(world, "person", MANAGER);
	assert_int_equal(count(after, "METHOD:PUBLISH"), 1);
	assert_int_equal(
	    count(after, "ORGANIZER;CN="), count(after, "BEGIN:VEVENT"));
	assert_null(strstr(after, "ATTENDEE"));
	tasks = tasks_of(world, "person", MANAGER);
	assert_null(strstr(tasks, "METHOD"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_who_has_several_leaders_has_one_calendar_of_all),
	    TEST(test_an_activity_is_the_same_entry_in_every_calendar),
	    TEST(test_a_coordinators_calendar_holds_less),
	    TEST(test_a_coordinators_calendar_shows_what_is_open),
	    TEST(test_only_a_coordinator_has_a_coordinators_calendar),
	    TEST(test_a_calendar_is_opened_once),
	    TEST(test_the_network_calendar_has_its_meetings_and_no_names),
	    TEST(test_a_network_meeting_is_one_entry_for_who_sees_to_it),
	    TEST(test_a_leader_finds_the_own_meeting_in_the_network_calendar),
	    TEST(test_a_leader_who_is_excused_finds_the_meeting_called_off),
	    TEST(test_a_network_meeting_at_another_time_is_the_same_entry),
	    TEST(test_a_meeting_that_was_called_off_leaves_after_its_day),
	    TEST(test_a_calendar_looks_90_days_back_and_18_months_ahead),
	    TEST(test_a_calendar_is_made_anew_when_something_in_it_changes),
	    TEST(test_a_mail_that_went_leaves_a_calendar_as_it_is),
	    TEST(
		test_it_is_known_who_fetched_a_calendar_and_how_often_for_nothing),
	    TEST(test_fetches_are_counted_over_a_restart),
	    TEST(test_a_request_that_failed_is_no_fetch),
	    TEST(test_a_revoked_calendar_is_gone_until_it_has_a_new_address),
	    TEST(test_a_subscriber_can_have_alarms_before_meetings),
	    TEST(test_an_alarm_that_no_program_understands_is_refused),
	    TEST(test_tasks_can_be_had_as_tasks),
	    TEST(test_a_task_that_is_done_says_so),
	    TEST(test_what_calendar_programs_have_no_room_for_is_left_out),
	    TEST(test_a_calendar_stays_below_a_megabyte),
	    TEST(test_who_had_a_page_before_has_a_calendar_after_the_restart),
	    TEST(test_who_stands_in_has_the_calendar_of_both),
	    TEST(test_what_was_answered_is_in_the_own_calendar_alone),
	    TEST(test_a_calendar_can_be_published_by_its_organizer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
