/* SPDX-License-Identifier: EUPL-1.2 */
#include "sequences.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/calendars.h"
#include "engine/core/core.h"
#include "store/store_tables.h"

static sqlite3 *
handle_of(const struct play *play)
{
	return play->world.store->db.handle;
}

sqlite3_stmt *
sequences_prepare(const struct play *play, const char *sql)
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
	sqlite3_stmt *rows = sequences_prepare(play, sql);

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
	    "AND NOT (one.step LIKE 'event.%%' AND two.step LIKE 'event.%%') "
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

/* What a journey's state and its pauses and mentor say of each other. */
static void
check_state(const struct play *play)
{
	char today[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *paused =
	    memory_printf("SELECT id FROM journey j WHERE state = 'paused' "
			  "AND NOT EXISTS (SELECT 1 FROM journey_pause p "
			  "WHERE p.journey_id = j.id "
			  "AND '%s' BETWEEN p.from_day AND p.until_day)",
		date_format(core_today(play->world.engine), today));

	expect_none(play, "paused without a pause", paused);
	expect_none(play, "mentor in a journey that is over",
	    "SELECT r.journey_id FROM mentor_relation r "
	    "JOIN journey j ON j.id = r.journey_id "
	    "WHERE r.until_day IS NULL "
	    "AND j.state IN ('ended', 'cancelled')");
}

/* What a journey as a whole may not be. */
static void
check_journeys(const struct play *play)
{
	expect_none(play, "open in a journey that is over",
	    "SELECT a.journey_id || ':' || a.step FROM activity a "
	    "JOIN journey j ON j.id = a.journey_id "
	    "WHERE j.state IN ('ended', 'cancelled') "
	    "AND a.state IN ('planned', 'held')");
	expect_none(play, "open after the last day",
	    "SELECT a.journey_id || ':' || a.step FROM activity a "
	    "JOIN journey j ON j.id = a.journey_id "
	    "WHERE j.kind = 'onboarding' AND a.planned > j.last_day "
	    "AND a.state IN ('planned', 'held')");
	expect_none(play, "mail waits for a cancelled journey",
	    "SELECT m.dedup_key FROM mail m JOIN journey j "
	    "ON j.id = m.journey_id WHERE j.state = 'cancelled' "
	    "AND m.state IN ('queued', 'deferred', 'held', 'ambiguous') "
	    "AND m.kind <> 'invitation-cancelled' "
	    "AND NOT (m.kind = 'invitation' AND m.state = 'ambiguous')");
	expect_none(play, "in a pause",
	    "SELECT a.journey_id || ':' || a.step || ' ' || a.planned "
	    "FROM activity a JOIN journey_pause p "
	    "ON p.journey_id = a.journey_id "
	    "WHERE a.planned BETWEEN p.from_day AND p.until_day "
	    "AND a.state IN ('planned', 'held') AND a.is_moved = 0 "
	    "AND a.step NOT LIKE 'event.%'");
	/*
	 * Its first and last day may have begun or ended before the verb.  Who
	 * gives a role away then hears of it as at any time, what somebody
	 * moves is told at once when it is near, and whoever sees to a meeting
	 * hears at once that somebody declines it.
	 */
	expect_none(play, "mail during a pause",
	    "SELECT m.dedup_key || ' ' || datetime(m.created_at, "
	    "'unixepoch') FROM mail m JOIN journey_pause p "
	    "ON p.journey_id = m.journey_id "
	    "WHERE date(m.created_at, 'unixepoch', '-1 day') > p.from_day "
	    "AND date(m.created_at, 'unixepoch', '+1 day') < p.until_day "
	    "AND m.kind NOT IN ('handover-out', 'change', 'invitation', "
	    "'invitation-cancelled', 'declined')");
	expect_none(play, "two pauses at once",
	    "SELECT one.journey_id FROM journey_pause one "
	    "JOIN journey_pause two ON two.journey_id = one.journey_id "
	    "AND two.id > one.id AND two.from_day <= one.until_day "
	    "AND one.from_day <= two.until_day");
	expect_none(play, "two mentors at once",
	    "SELECT journey_id FROM mentor_relation "
	    "WHERE until_day IS NULL GROUP BY journey_id "
	    "HAVING count(*) > 1");
	check_state(play);
}

/* Each open activity stands on a workday, at the instant of its minutes. */
static void
check_days(const struct play *play)
{
	const struct engine *engine = play->world.engine;
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT a.step, a.planned, a.start_minute, a.start_at, a.id, "
	    "j.area FROM activity a JOIN journey j ON j.id = a.journey_id "
	    "WHERE a.state IN ('planned', 'held') "
	    "AND a.step NOT LIKE 'event.%'");

	while (sqlite3_step(rows) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(rows, 0);
		const char *day = (const char *)sqlite3_column_text(rows, 1);
		int start = sqlite3_column_int(rows, 2);
		struct date date = DATE_NONE;

		assert_int_equal(date_parse(day, &date, NULL), OB_OK);
		if (play->left_on[sqlite3_column_int64(rows, 4)] != date.day &&
		    !workday_is(calendars_of(engine,
				    (const char *)sqlite3_column_text(rows, 5)),
			date))
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
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT a.journey_id, a.planned, a.step, a.id, j.area "
	    "FROM activity a "
	    "JOIN journey j ON j.id = a.journey_id JOIN programme_step s "
	    "ON s.programme_id = j.programme_id AND s.position = a.position "
	    "WHERE s.contact = 1 AND a.is_moved = 0 "
	    "AND a.state IN ('planned', 'held') "
	    "ORDER BY a.journey_id, a.planned");
	struct date before = DATE_NONE;
	int64_t journey = 0;
	bool was_left = false;

	while (sqlite3_step(rows) == SQLITE_ROW) {
		struct date day = DATE_NONE;
		bool is_left;

		assert_int_equal(
		    date_parse(
			(const char *)sqlite3_column_text(rows, 1), &day, NULL),
		    OB_OK);
		is_left =
		    play->left_on[sqlite3_column_int64(rows, 3)] == day.day;
		if (!(is_left && was_left) &&
		    sqlite3_column_int64(rows, 0) == journey &&
		    workday_between(
			calendars_of(
			    engine, (const char *)sqlite3_column_text(rows, 4)),
			before, day) < 2)
			fail_msg("%s of journey %" PRId64
				 " follows too soon, on %s\n  after: %s",
			    (const char *)sqlite3_column_text(rows, 2), journey,
			    (const char *)sqlite3_column_text(rows, 1),
			    play->what);
		journey = sqlite3_column_int64(rows, 0);
		before = day;
		was_left = is_left;
	}
	(void)sqlite3_finalize(rows);
}

void
sequences_check(struct play *play)
{
	check_rows(play);
	check_journeys(play);
	check_days(play);
	check_spread(play);
	sequences_check_history(play);
	sequences_check_mails(play);
	sequences_check_feeds(play);
	if (play->invites)
		sequences_check_invitations(play);
}
