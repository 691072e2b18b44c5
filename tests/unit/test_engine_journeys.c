/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/activities.h"
#include "engine/feeds.h"
#include "engine/leaders.h"
#include "store/store_tables.h"
#include "world.h"

#define ACTOR "uid:0"
#define WHY "because it rained"
#define LEADER 1

static int
add_leader(
    struct world *world, const char *name, const char *email, struct error *err)
{
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	    .mentor = "Jens Mentor <jens@example.org>",
	};
	json_t *view = NULL;
	int status = leaders_add(world->engine, ACTOR, &request, &view, err);

	json_decref(view);
	return status;
}

static int
advance(struct world *world, const char *to, struct error *err)
{
	int64_t at = 0;
	int status = world_instant(world, to, &at, err);

	return status == OB_OK ? world_advance(world, at, err) : status;
}

/* Two leaders with the same people, five weeks on. */
static int
set_up(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;
	int status = world_open(world, "", "2026-10-01T10:00", &err);

	*state = world;
	if (status == OB_OK)
		status = add_leader(world, "Ana Lund", "ana@example.org", &err);
	if (status == OB_OK)
		status = add_leader(world, "Bo Berg", "bo@example.org", &err);
	if (status == OB_OK)
		status = advance(world, "2026-11-05T12:00", &err);
	if (status != OB_OK)
		print_error("%s\n", err.text);
	return status;
}

static int
tear_down(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
}

static sqlite3 *
handle_of(const struct world *world)
{
	return world->store->db.handle;
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
	if (sqlite3_exec(handle_of(world), sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(handle_of(world)), sql);
}

/* All columns of all rows, as one text. */
static char *
read_rows(const struct world *world, const char *sql)
{
	struct strbuf out = STRBUF_INIT;
	sqlite3_stmt *rows = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(handle_of(world), sql, -1, &rows, NULL),
	    SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			const char *text =
			    (const char *)sqlite3_column_text(rows, i);

			strbuf_add_format(
			    &out, "|%s", text == NULL ? "-" : text);
		}
		strbuf_add_char(&out, '\n');
	}
	(void)sqlite3_finalize(rows);
	strbuf_add_char(&out, '.');
	return strbuf_detach(&out);
}

static char *
read_all(const struct world *world)
{
	cleanup_(memory_free_ptr) char *tables = read_rows(world,
	    "SELECT group_concat('SELECT ''' || name || ''', hex(t) FROM "
	    "(SELECT "
	    "quote(json_array(' || columns || ')) AS t FROM ' || name || "
	    "' ORDER BY 1)', ' UNION ALL ') FROM (SELECT m.name AS name, "
	    "(SELECT group_concat('quote(' || c.name || ')', ', ') FROM "
	    "pragma_table_info(m.name) c) AS columns FROM sqlite_schema m "
	    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%')");

	/* "|SELECT ...\n." */
	tables[strlen(tables) - 2] = '\0';
	return read_rows(world, tables + 1);
}

static void
move_first_day(struct world *world, const char *to)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (journeys_move_first_day(world->engine, ACTOR, LEADER,
		&(struct first_day_request){.to = to}, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

static void
pause_journey(struct world *world, const char *from, const char *to)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (journeys_pause(world->engine, ACTOR, LEADER,
		&(struct pause_request){.from = from, .to = to}, &view,
		&err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

typedef int (*verb_fn)(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err);

static int
do_first_day(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_move_first_day(engine, ACTOR, LEADER,
	    &(struct first_day_request){
		.to = "2027-01-11", .reason = WHY, .dry_run = dry_run},
	    ret_view, err);
}

static int
do_pause(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_pause(engine, ACTOR, LEADER,
	    &(struct pause_request){.from = "2027-02-01",
		.to = "2027-02-14",
		.reason = WHY,
		.dry_run = dry_run},
	    ret_view, err);
}

static int
do_resume(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_resume(engine, ACTOR, LEADER,
	    &(struct resume_request){
		.on = "2027-02-08", .reason = WHY, .dry_run = dry_run},
	    ret_view, err);
}

static int
do_end(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_end_employment(engine, ACTOR, LEADER,
	    &(struct end_request){
		.last_day = "2027-02-26", .reason = WHY, .dry_run = dry_run},
	    ret_view, err);
}

static int
do_edit(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	struct edit_leader_request request = {
	    .facts = JOURNEY_FACTS_NONE, .reason = WHY, .dry_run = dry_run};

	request.facts.addresses = 3;
	return journeys_edit(engine, ACTOR, LEADER, &request, ret_view, err);
}

static int
do_late(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return journeys_settle_late(engine, ACTOR, LEADER,
	    &(struct late_request){.rest = "skip"}, ret_view, err);
}

static int
do_reopen(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return activities_reopen(engine, ACTOR,
	    &(struct activity_request){
		.reference = "1:opret", .note = "once more"},
	    ret_view, err);
}

static int
do_cancel(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return journeys_cancel(engine, ACTOR, LEADER, "why", ret_view, err);
}

static const struct verb {
	const char *name;
	verb_fn run;
	bool can_try;
} verbs[] = {
    {"edit-leader", do_edit, true},
    {"move-first-day", do_first_day, true},
    {"pause", do_pause, true},
    {"resume", do_resume, true},
    {"reopen", do_reopen, false},
    {"end-employment", do_end, true},
    {"settle-late", do_late, false},
    {"cancel", do_cancel, false},
};

static void
run(struct world *world, const struct verb *verb, bool dry_run)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (verb->run(world->engine, dry_run, &view, &err) != OB_OK)
		fail_msg("%s: %s", verb->name, err.text);
	assert_non_null(view);
	json_decref(view);
}

/* So that there is something to settle. */
static void
make_late(const struct world *world)
{
	change_directly(world, "UPDATE activity SET flags = flags | 4 "
			       "WHERE journey_id = 1 AND step = 'haandbog'");
}

static void
test_every_verb_is_audited_with_who_did_it(void **state)
{
	struct world *world = *state;

	make_late(world);
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *sql =
		    memory_printf("SELECT count(*) FROM audit WHERE verb = "
				  "'%s' AND actor = '" ACTOR "'",
			verbs[i].name);

		run(world, &verbs[i], false);
		assert_int_equal(ask(world, sql), 1);
	}
	/* Those that can be tried were given a reason. */
	assert_int_equal(ask(world, "SELECT count(*) FROM audit_value "
				    "WHERE instr(after, '" WHY "') > 0"),
	    5);
}

static void
test_a_trial_keeps_nothing(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *before = read_all(world);
		cleanup_(memory_free_ptr) char *after = NULL;

		if (!verbs[i].can_try)
			continue;
		run(world, &verbs[i], true);
		after = read_all(world);
		assert_true(strlen(before) > 10000);
		assert_string_equal(before, after);
		/* The pause is what resume needs. */
		if (strcmp(verbs[i].name, "pause") == 0)
			run(world, &verbs[i], false);
	}
}

static void
test_a_refused_verb_keeps_nothing(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;

	run(world, &verbs[ARRAY_LEN(verbs) - 1], false);
	before = read_all(world);
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		assert_int_not_equal(
		    verbs[i].run(world->engine, false, &view, &err), OB_OK);
		assert_null(view);
		assert_string_not_equal(err.text, "");
	}
	after = read_all(world);
	assert_string_equal(before, after);
}

static void
test_what_moves_is_changed_once(void **state)
{
	struct world *world = *state;

	change_directly(
	    world, "CREATE TEMP TABLE before AS SELECT * FROM activity");
	move_first_day(world, "2027-01-11");
	assert_true(
	    ask(world, "SELECT count(*) FROM activity a JOIN before b "
		       "ON b.id = a.id WHERE a.planned <> b.planned") > 20);
	assert_int_equal(
	    ask(world,
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
	cleanup_(memory_free_ptr) char *before = read_rows(world, sql);
	cleanup_(memory_free_ptr) char *after = NULL;

	move_first_day(world, "2027-01-11");
	pause_journey(world, "2027-02-01", "2027-02-14");
	after = read_rows(world, sql);
	assert_string_equal(before, after);
}

static void
test_there_and_back_again_is_as_before(void **state)
{
	static const char sql[] =
	    "SELECT step, state, planned, start_minute, latest, flags "
	    "FROM activity WHERE journey_id = 1 ORDER BY id";
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before = read_rows(world, sql);
	cleanup_(memory_free_ptr) char *after = NULL;

	move_first_day(world, "2027-01-11");
	move_first_day(world, "2026-12-07");
	after = read_rows(world, sql);
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
	move_first_day(world, "2027-01-11");
	assert_int_equal(
	    ask(world, "SELECT start_minute FROM activity "
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
	assert_int_equal(advance(world, "2026-11-23T08:30", &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
				    "WHERE kind = 'practical' "
				    "AND state = 'deferred'"),
	    2);
	move_first_day(world, "2027-01-11");
	assert_int_equal(world_wake(world, &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
				    "WHERE kind = 'practical' "
				    "AND journey_id = 1 "
				    "AND state = 'cancelled'"),
	    1);
	world->server_is_down = false;
	assert_int_equal(advance(world, "2026-12-23T12:00", &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
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
	assert_int_equal(advance(world, "2026-11-23T08:30", &err), OB_OK);
	run(world, &verbs[ARRAY_LEN(verbs) - 1], false);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
				    "WHERE journey_id = 1 "
				    "AND state IN ('queued', 'deferred')"),
	    0);
	assert_true(ask(world, "SELECT count(*) FROM mail "
			       "WHERE journey_id = 2 "
			       "AND state IN ('queued', 'deferred')") > 0);
	/* The manager's digest is of Bo now; Ana is in nothing else. */
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
				    "WHERE kind = 'digest' "
				    "AND state IN ('queued', 'deferred') "
				    "AND to_address = 'mette@example.org'"),
	    1);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
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

	assert_int_equal(advance(world, "2026-12-11T18:00", &err), OB_OK);
	assert_int_equal(leaders_assign(world->engine, ACTOR, LEADER,
			     &(struct assign_request){.role = "mentor",
				 .person = "Niels Ny <niels@example.org>"},
			     &view, &err),
	    OB_OK);
	json_decref(view);
	assert_int_equal(world_wake(world, &err), OB_OK);
	pause_journey(world, "2026-12-12", "2026-12-20");
	assert_int_equal(advance(world, "2026-12-20T23:00", &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
				    "WHERE kind = 'notice' "
				    "AND to_address = 'niels@example.org' "
				    "AND state <> 'cancelled'"),
	    0);
	assert_int_equal(advance(world, "2026-12-21T12:00", &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM mail "
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

	change_directly(world,
	    "UPDATE activity SET state = 'done', settled_at = 1 "
	    "WHERE state IN ('planned', 'held')");
	assert_int_equal(world_restart(world, &err), OB_OK);
	assert_int_equal(advance(world, "2027-06-09T12:00", &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM journey "
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
	assert_int_equal(ask(world, "SELECT count(*) FROM journey "
				    "WHERE state = 'active'"),
	    1);
	assert_int_equal(
	    activities_complete(world->engine, ACTOR,
		&(struct activity_request){.reference = "1:slut-samtale"},
		&view, &err),
	    OB_OK);
	json_decref(view);
	assert_int_equal(world_wake(world, &err), OB_OK);
	assert_int_equal(ask(world, "SELECT count(*) FROM journey "
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

	run(world, &verbs[ARRAY_LEN(verbs) - 1], false);
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
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(test_every_verb_is_audited_with_who_did_it),
	    TEST(test_a_trial_keeps_nothing),
	    TEST(test_a_refused_verb_keeps_nothing),
	    TEST(test_what_moves_is_changed_once),
	    TEST(test_what_is_done_or_elsewhere_is_not_touched),
	    TEST(test_there_and_back_again_is_as_before),
	    TEST(test_a_place_chosen_by_hand_stays_where_nothing_else_changes),
	    TEST(test_a_mail_that_waits_is_written_anew),
	    TEST(test_a_cancelled_journey_takes_no_mail_of_others_along),
	    TEST(test_a_notice_that_waits_comes_after_the_pause),
	    TEST(test_a_journey_that_ended_goes_on_when_something_is_reopened),
	    TEST(test_a_calendar_shows_what_was_cancelled),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
