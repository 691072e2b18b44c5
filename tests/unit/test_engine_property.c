/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/engine.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities.h"
#include "engine/core.h"
#include "engine/leaders.h"
#include "store/store_tables.h"
#include "world.h"

/*
 * Whatever people do, in whatever order: what must hold holds after each step.
 * ONBOARD_SEQUENCES sets how many sequences are tried.
 */
#define ACTOR "page:1"
#define SEQUENCES 12
#define STEPS 42
#define LEADERS 3
#define ACTIVITIES_MAX 400

/* An activity as it was seen last. */
struct seen {
	int64_t sequence;
	int64_t planned;
	int64_t start;
	bool is_settled;
};

struct play {
	struct world world;
	uint64_t random;
	struct seen seen[ACTIVITIES_MAX];
	char what[160]; /* the step, for the one who reads a failure */
	int taken;	/* steps that were not refused */
};

static uint64_t
draw(struct play *play, uint64_t below)
{
	play->random ^= play->random << 13;
	play->random ^= play->random >> 7;
	play->random ^= play->random << 17;
	return (play->random >> 11) % below;
}

static sqlite3 *
handle_of(const struct play *play)
{
	return play->world.store->db.handle;
}

static sqlite3_stmt *
prepare(const struct play *play, const char *sql)
{
	sqlite3_stmt *rows = NULL;

	if (sqlite3_prepare_v2(handle_of(play), sql, -1, &rows, NULL) !=
	    SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(handle_of(play)), sql);
	return rows;
}

/* No row may come back; the first column tells of one that does. */
static void
expect_none(const struct play *play, const char *rule, const char *sql)
{
	sqlite3_stmt *rows = prepare(play, sql);

	if (sqlite3_step(rows) == SQLITE_ROW)
		fail_msg("%s: %s\n  after: %s", rule,
		    (const char *)sqlite3_column_text(rows, 0), play->what);
	(void)sqlite3_finalize(rows);
}

#define REQUIRES                                                               \
	"FROM activity a JOIN journey j ON j.id = a.journey_id "               \
	"JOIN programme_step_list l ON l.programme_id = j.programme_id "       \
	"AND l.position = a.position AND l.list = 'requires' "                 \
	"JOIN activity r ON r.journey_id = a.journey_id AND r.step = l.value " \
	"AND r.state IN ('planned', 'held') "

#define PEOPLE                                                                 \
	"WITH busy AS (SELECT a.id, a.step, a.journey_id, a.start_at, "        \
	"a.end_at, a.responsible_id AS person FROM activity a "                \
	"WHERE a.start_at IS NOT NULL AND a.state IN ('planned', 'held') "     \
	"UNION SELECT a.id, a.step, a.journey_id, a.start_at, a.end_at, "      \
	"p.person_id FROM activity a JOIN activity_participant p "             \
	"ON p.activity_id = a.id "                                             \
	"WHERE a.start_at IS NOT NULL AND a.state IN ('planned', 'held')) "

static void
check_rows(const struct play *play)
{
	cleanup_(memory_free_ptr) char *two_places = NULL;

	expect_none(play, "before what it requires",
	    "SELECT a.journey_id || ':' || a.step || ' ' || a.planned || ' ' "
	    "|| a.start_minute || ' and ' || r.step || ' ' || r.planned "
	    "|| ' ' || r.end_minute " REQUIRES
	    "WHERE a.state IN ('planned', 'held') AND (a.planned < r.planned "
	    "OR (a.planned = r.planned AND a.start_minute >= 0 "
	    "AND r.end_minute > a.start_minute))");
	two_places = memory_printf(PEOPLE
	    "SELECT one.journey_id || ':' || one.step || ' and ' "
	    "|| two.journey_id || ':' || two.step || ' for person ' "
	    "|| one.person FROM busy one JOIN busy two "
	    "ON one.person = two.person AND one.id < two.id "
	    "WHERE one.start_at < two.end_at "
	    "AND two.start_at < one.end_at "
	    "AND one.start_at >= %" PRId64,
	    clock_now(&play->world.clock));
	expect_none(play, "one person in two places", two_places);
	expect_none(play, "held for nothing",
	    "SELECT a.journey_id || ':' || a.step FROM activity a "
	    "WHERE a.state = 'held' AND a.id NOT IN (SELECT a.id " REQUIRES
	    ")");
	expect_none(play, "a mail step that was sent is open",
	    "SELECT m.dedup_key FROM mail m JOIN activity a "
	    "ON a.id = m.activity_id WHERE m.state = 'sent' "
	    "AND a.state IN ('planned', 'held')");
}

/* Each open activity stands on a workday, at the instant of its minutes. */
static void
check_days(const struct play *play)
{
	const struct engine *engine = play->world.engine;
	sqlite3_stmt *rows = prepare(play,
	    "SELECT step, planned, start_minute, start_at FROM activity "
	    "WHERE state IN ('planned', 'held')");

	while (sqlite3_step(rows) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(rows, 0);
		const char *day = (const char *)sqlite3_column_text(rows, 1);
		int start = sqlite3_column_int(rows, 2);
		struct date date = DATE_NONE;

		assert_int_equal(date_parse(day, &date, NULL), OB_OK);
		if (!workday_is(engine->calendar, date))
			fail_msg("%s on %s, no workday\n  after: %s", step, day,
			    play->what);
		if (start >= 0 && core_instant(engine, date, start) !=
				      sqlite3_column_int64(rows, 3))
			fail_msg("%s starts at another instant\n  after: %s",
			    step, play->what);
	}
	(void)sqlite3_finalize(rows);
}

/* Central functions leave the leader a day between two of them. */
static void
check_spread(const struct play *play)
{
	const struct engine *engine = play->world.engine;
	sqlite3_stmt *rows = prepare(play,
	    "SELECT a.journey_id, a.planned, a.step FROM activity a "
	    "JOIN journey j ON j.id = a.journey_id JOIN programme_step s "
	    "ON s.programme_id = j.programme_id AND s.position = a.position "
	    "WHERE s.contact = 1 AND a.is_moved = 0 "
	    "AND a.state IN ('planned', 'held') "
	    "ORDER BY a.journey_id, a.planned");
	struct date before = DATE_NONE;
	int64_t journey = 0;

	while (sqlite3_step(rows) == SQLITE_ROW) {
		struct date day = DATE_NONE;

		assert_int_equal(
		    date_parse(
			(const char *)sqlite3_column_text(rows, 1), &day, NULL),
		    OB_OK);
		if (sqlite3_column_int64(rows, 0) == journey &&
		    workday_between(engine->calendar, before, day) < 2)
			fail_msg("%s of journey %" PRId64
				 " follows too soon, on %s\n  after: %s",
			    (const char *)sqlite3_column_text(rows, 2), journey,
			    (const char *)sqlite3_column_text(rows, 1),
			    play->what);
		journey = sqlite3_column_int64(rows, 0);
		before = day;
	}
	(void)sqlite3_finalize(rows);
}

/* A sequence never falls, and rises with every move; settled stays settled. */
static void
check_history(struct play *play)
{
	sqlite3_stmt *rows = prepare(play,
	    "SELECT id, step, sequence, julianday(planned) - 2400000.5, "
	    "start_minute, state IN ('done', 'skipped') FROM activity");

	while (sqlite3_step(rows) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(rows, 0);
		const char *step = (const char *)sqlite3_column_text(rows, 1);
		const struct seen now = {sqlite3_column_int64(rows, 2),
		    sqlite3_column_int64(rows, 3),
		    sqlite3_column_int64(rows, 4),
		    sqlite3_column_int(rows, 5) != 0};
		struct seen *seen = &play->seen[id];
		bool was_moved =
		    seen->planned != 0 &&
		    (seen->planned != now.planned || seen->start != now.start);

		assert_in_range(id, 1, ACTIVITIES_MAX - 1);
		if (now.sequence < seen->sequence ||
		    (was_moved && now.sequence == seen->sequence))
			fail_msg("the sequence of %s went from %" PRId64
				 " to %" PRId64 "\n  after: %s",
			    step, seen->sequence, now.sequence, play->what);
		if (seen->is_settled && (!now.is_settled || was_moved))
			fail_msg("%s was settled already\n  after: %s", step,
			    play->what);
		*seen = now;
	}
	(void)sqlite3_finalize(rows);
}

static const char *const roles[] = {"manager", "mentor", "coordinator",
    "hiring_leader", "director", "local_admin", "network_lead", "function:it",
    "function:hr", "function:legal"};

static const char *const people[] = {"Mette Manager <mette@example.org>",
    "Jens Mentor <jens@example.org>", "Niels Ny <niels@example.org>",
    "Hanne HR <hr@example.org>", "Ib It <ib@example.org>"};

/* Any activity of any leader. */
static char *
draw_activity(struct play *play)
{
	sqlite3_stmt *rows = prepare(
	    play, "SELECT journey_id || ':' || step FROM activity ORDER BY id");
	char *reference = NULL;
	uint64_t left = draw(play, 48 * LEADERS);

	while (sqlite3_step(rows) == SQLITE_ROW) {
		free(reference);
		reference =
		    memory_strdup((const char *)sqlite3_column_text(rows, 0));
		if (left-- == 0)
			break;
	}
	(void)sqlite3_finalize(rows);
	return reference;
}

typedef int (*step_fn)(struct play *play, struct error *err);

static void
note_step(struct play *play, const char *what, const char *on, const char *more)
{
	(void)snprintf(
	    play->what, sizeof(play->what), "%s %s %s", what, on, more);
}

static int
do_complete(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = draw_activity(play);
	json_t *view = NULL;
	int status = activities_complete(play->world.engine, ACTOR,
	    &(struct activity_request){.reference = reference}, &view, err);

	note_step(play, "complete", reference, "");
	json_decref(view);
	return status;
}

static int
do_skip(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = draw_activity(play);
	json_t *view = NULL;
	int status = activities_skip(play->world.engine, ACTOR,
	    &(struct activity_request){.reference = reference, .note = "why"},
	    &view, err);

	note_step(play, "skip", reference, "");
	json_decref(view);
	return status;
}

static int
do_move(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = draw_activity(play);
	struct date day =
	    date_add_days(core_today(play->world.engine), (int)draw(play, 60));
	char text[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *to =
	    draw(play, 2) == 0
		? memory_strdup(date_format(day, text))
		: memory_printf("%sT%02d:%02d", date_format(day, text),
		      8 + (int)draw(play, 8), (int)draw(play, 4) * 15);
	json_t *view = NULL;
	int status = activities_move(play->world.engine, ACTOR,
	    &(struct activity_request){.reference = reference, .at = to}, &view,
	    err);

	note_step(play, "move", reference, to);
	json_decref(view);
	return status;
}

static int
do_assign(struct play *play, struct error *err)
{
	const char *role = roles[draw(play, ARRAY_LEN(roles))];
	const char *person = people[draw(play, ARRAY_LEN(people))];
	int64_t leader = (int64_t)draw(play, LEADERS) + 1;
	json_t *view = NULL;
	int status = leaders_assign(play->world.engine, ACTOR, leader,
	    &(struct assign_request){.role = role, .person = person}, &view,
	    err);

	note_step(play, "assign", role, person);
	json_decref(view);
	return status;
}

static int
do_log_call(struct play *play, struct error *err)
{
	int64_t leader = (int64_t)draw(play, LEADERS) + 1;
	json_t *view = NULL;
	int status = leaders_log_call(play->world.engine, ACTOR, leader,
	    &(struct call_request){.at = "2026-10-01T09:00", .minutes = 20},
	    &view, err);

	note_step(play, "log-call", "", "");
	json_decref(view);
	return status;
}

static int
do_advance(struct play *play, struct error *err)
{
	int64_t seconds = (int64_t)draw(play, 6 * 86400);

	note_step(play, "advance", "", "");
	return world_advance(
	    &play->world, clock_now(&play->world.clock) + seconds, err);
}

static int
do_jump(struct play *play, struct error *err)
{
	int64_t seconds = (int64_t)draw(play, 9 * 86400);

	note_step(play, "jump", "", "");
	return world_jump(
	    &play->world, clock_now(&play->world.clock) + seconds, err);
}

static int
do_mail_trouble(struct play *play, struct error *err)
{
	(void)err;
	note_step(play, "mail trouble", "", "");
	play->world.server_is_down = draw(play, 3) == 0;
	play->world.server_loses_answers = draw(play, 3) == 0;
	return OB_OK;
}

/* What stands more than once is more likely. */
static const step_fn steps[] = {do_complete, do_complete, do_complete,
    do_complete, do_complete, do_complete, do_skip, do_skip, do_move, do_move,
    do_move, do_move, do_assign, do_assign, do_log_call, do_advance, do_advance,
    do_advance, do_advance, do_jump, do_mail_trouble};

static void
add_leaders(struct play *play)
{
	static const char *const days[LEADERS] = {
	    "2026-12-07", "2026-11-02", "2026-10-12"};

	for (size_t i = 0; i < LEADERS; i++) {
		cleanup_(memory_free_ptr) char *email =
		    memory_printf("leader-%zu@example.org", i);
		const struct leader_request request = {
		    .name = "Ny Leder",
		    .email = email,
		    .first_day = days[i],
		    .manager = people[0],
		    .mentor = i == 0 ? NULL : people[1],
		};
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		if (leaders_add(play->world.engine, ACTOR, &request, &view,
			&err) != OB_OK)
			fail_msg("%s", err.text);
		json_decref(view);
	}
}

static void
take_step(struct play *play)
{
	struct error err = ERROR_INIT;
	int status = steps[draw(play, ARRAY_LEN(steps))](play, &err);

	if (status != OB_OK && status != OB_ECONFLICT && status != OB_EINVALID)
		fail_msg("%s\n  after: %s", err.text, play->what);
	play->taken += status == OB_OK ? 1 : 0;
	if (world_wake(&play->world, &err) != OB_OK)
		fail_msg("%s\n  after: %s", err.text, play->what);
	check_rows(play);
	check_days(play);
	check_spread(play);
	check_history(play);
}

static int
play_sequence(uint64_t seed)
{
	struct play *play = memory_alloc(sizeof(*play));
	struct error err = ERROR_INIT;
	int taken;

	play->random = seed * 0x9e3779b97f4a7c15U + 1;
	if (world_open(&play->world, "", "2026-10-01T10:00", &err) != OB_OK)
		fail_msg("%s", err.text);
	add_leaders(play);
	note_step(play, "add", "", "");
	check_rows(play);
	check_days(play);
	check_spread(play);
	check_history(play);
	for (int i = 0; i < STEPS; i++)
		take_step(play);
	if (world_check(&play->world, &err) != OB_OK)
		fail_msg("%s", err.text);
	taken = play->taken;
	world_close(&play->world);
	free(play);
	return taken;
}

static void
test_whatever_people_do_the_rules_hold(void **state)
{
	const char *wish = getenv("ONBOARD_SEQUENCES");
	long count = wish == NULL ? SEQUENCES : strtol(wish, NULL, 10);
	int taken = 0;

	(void)state;
	for (long seed = 1; seed <= count; seed++) {
		print_message("sequence %ld\n", seed);
		taken += play_sequence((uint64_t)seed);
	}
	/* Most of what is tried is possible, or the rules are not tried. */
	assert_true(taken > count * STEPS / 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whatever_people_do_the_rules_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
