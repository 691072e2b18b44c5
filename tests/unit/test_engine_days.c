/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/activities/activities.h"
#include "engine/core/core.h"
#include "engine/journeys/leaders.h"
#include "store/store_tables.h"
#include "world.h"

/*
 * Three leaders, 120 days, people who do some of what is theirs and forget
 * the rest: who hears what, when and how often.
 */
#define DAYS 120
#define LEADERS 3
#define OWED_MAX 100

/* The addresses that a morning's digest must reach. */
struct owed {
	char *addresses[OWED_MAX];
	size_t count;
};

static void
owed_release(struct owed *owed)
{
	for (size_t i = 0; i < owed->count; i++)
		free(owed->addresses[i]);
	owed->count = 0;
}

static sqlite3_stmt *
prepare(const struct world *world, const char *sql)
{
	sqlite3_stmt *rows = NULL;

	if (sqlite3_prepare_v2(world->store->db.handle, sql, -1, &rows, NULL) !=
	    SQLITE_OK)
		fail_msg(
		    "%s: %s", sqlite3_errmsg(world->store->db.handle), sql);
	return rows;
}

/*
 * Who is behind with something that nothing stands in the way of, in a
 * journey that runs; a leader once the welcome mail has gone.
 */
#define BEHIND                                                                 \
	"SELECT DISTINCT address FROM activity a "                             \
	"JOIN journey j ON j.id = a.journey_id AND j.state = 'active' "        \
	"JOIN person_address ON person_id = a.responsible_id "                 \
	"AND person_address.kind = CASE WHEN EXISTS (SELECT 1 FROM "           \
	"person_address w "                                                    \
	"WHERE w.person_id = a.responsible_id AND w.kind = 'work') "           \
	"AND NOT EXISTS (SELECT 1 FROM journey o "                             \
	"WHERE o.leader_id = a.responsible_id AND o.first_day > :today) "      \
	"THEN 'work' ELSE 'main' END "                                         \
	"WHERE a.state = 'planned' AND a.planned < :today "                    \
	"AND a.flags & 4 = 0 AND (a.responsible_id <> j.leader_id "            \
	"OR EXISTS (SELECT 1 FROM activity m WHERE m.journey_id = j.id "       \
	"AND m.step = 'velkomstmail' AND m.state = 'done'))"

static void
find_owed(const struct world *world, struct owed *owed)
{
	sqlite3_stmt *rows = prepare(world, BEHIND);
	char day[DATE_TEXT_SIZE];

	(void)date_format(core_today(world->engine), day);
	(void)sqlite3_bind_text(rows, 1, day, -1, SQLITE_STATIC);
	while (sqlite3_step(rows) == SQLITE_ROW && owed->count < OWED_MAX)
		owed->addresses[owed->count++] =
		    memory_strdup((const char *)sqlite3_column_text(rows, 0));
	(void)sqlite3_finalize(rows);
}

static bool
got_digest(const struct world *world, const char *address, int64_t at)
{
	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *delivery = &world->deliveries[i];

		if (delivery->at == at &&
		    strcmp(delivery->kind, "digest") == 0 &&
		    strcmp(delivery->to, address) == 0)
			return true;
	}
	return false;
}

static void
go_to(struct world *world, struct date day, int minute)
{
	struct error err = ERROR_INIT;

	if (world_advance(
		world, core_instant(world->engine, day, minute), &err) != OB_OK)
		fail_msg("%s", err.text);
}

/* Nobody writes first tasks here, so the step that asks for them is skipped. */
static int
settle(struct world *world, const char *reference, json_t **ret_view)
{
	const struct activity_request request = {
	    .reference = reference, .note = "Done"};

	if (strstr(reference, ":opgaver-klar") != NULL)
		return activities_skip(
		    world->engine, "page:1", &request, ret_view, NULL);
	return activities_complete(
	    world->engine, "page:1", &request, ret_view, NULL);
}

/* Two in three do what is due, at noon. */
static void
work(struct world *world, struct date day)
{
	sqlite3_stmt *rows = prepare(world,
	    "SELECT a.journey_id || ':' || a.step, a.id FROM activity a "
	    "JOIN journey j ON j.id = a.journey_id AND j.state = 'active' "
	    "WHERE a.state = 'planned' AND a.planned <= :today "
	    "AND a.step NOT IN ('velkomstmail', 'velkomstpakke') "
	    "ORDER BY a.id");
	char *references[200];
	size_t count = 0;
	char text[DATE_TEXT_SIZE];

	(void)date_format(day, text);
	(void)sqlite3_bind_text(rows, 1, text, -1, SQLITE_STATIC);
	while (
	    sqlite3_step(rows) == SQLITE_ROW && count < ARRAY_LEN(references)) {
		if (sqlite3_column_int64(rows, 1) % 3 != 0 || day.day % 13 == 0)
			references[count++] = memory_strdup(
			    (const char *)sqlite3_column_text(rows, 0));
	}
	(void)sqlite3_finalize(rows);
	for (size_t i = 0; i < count; i++) {
		json_t *view = NULL;

		assert_int_equal(settle(world, references[i], &view), OB_OK);
		json_decref(view);
		free(references[i]);
	}
}

static bool
is_plain(const struct world *world, struct date day)
{
	unsigned flags = workday_flags(world->engine->calendar, day);

	return workday_is(world->engine->calendar, day) &&
	       (flags & DAY_QUIET) == 0;
}

/* The first workday of its week that is not quiet. */
static bool
opens_week(const struct world *world, struct date day)
{
	int weekday = (int)date_weekday(day) - (int)MONDAY;

	for (int i = 1; i <= weekday; i++) {
		if (is_plain(world, date_add_days(day, -i)))
			return false;
	}
	return is_plain(world, day);
}

static void
live_one_day(struct world *world, struct date day)
{
	const int64_t morning = core_instant(world->engine, day, 8 * 60);
	cleanup_(owed_release) struct owed owed = {.count = 0};

	go_to(world, day, 7 * 60 + 59);
	if (opens_week(world, day))
		find_owed(world, &owed);
	go_to(world, day, 8 * 60);
	for (size_t i = 0; i < owed.count; i++) {
		char text[DATE_TEXT_SIZE];

		if (!got_digest(world, owed.addresses[i], morning))
			fail_msg("no digest for %s on %s", owed.addresses[i],
			    date_format(day, text));
	}
	go_to(world, day, 12 * 60);
	if (workday_is(world->engine->calendar, day))
		work(world, day);
	go_to(world, day, 18 * 60);
}

static void
add_leaders(struct world *world)
{
	const struct leader_request requests[LEADERS] = {
	    {.name = "Ana Lund",
		.email = "ana@home.example",
		.work_email = "ana@example.org",
		.first_day = "2026-12-07",
		.manager = "Mette Manager <mette@example.org>",
		.mentor = "Jens Mentor <jens@example.org>"},
	    {.name = "Bo Berg",
		.email = "bo@home.example",
		.first_day = "2026-11-02",
		.manager = "Mette Manager <mette@example.org>"},
	    {.name = "Cleo Dean",
		.email = "cleo@home.example",
		.accepted = "2026-10-19",
		.first_day = "2027-01-04",
		.language = "en",
		.recruitment = "internal",
		.manager = "Niels Ny <niels@example.org>",
		.mentor = "Jens Mentor <jens@example.org>"},
	};

	for (size_t i = 0; i < LEADERS; i++) {
		json_t *view = NULL;
		struct error err = ERROR_INIT;

		if (leaders_add(world->engine, "uid:0", &requests[i], &view,
			&err) != OB_OK)
			fail_msg("%s", err.text);
		json_decref(view);
	}
}

static int
live(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct date day;

	*state = world;
	if (world_open(world, "", "2026-10-01T09:00", NULL) != OB_OK)
		return -1;
	add_leaders(world);
	day = core_today(world->engine);
	go_to(world, day, 18 * 60);
	for (int i = 1; i <= DAYS; i++)
		live_one_day(world, date_add_days(day, i));
	return 0;
}

static int
end(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
}

static void
test_whoever_is_behind_gets_a_digest_each_week(void **state)
{
	const struct world *world = *state;
	size_t digests = 0;

	/* live() has looked each week; that it had something to see: */
	for (size_t i = 0; i < world->delivery_count; i++)
		digests +=
		    strcmp(world->deliveries[i].kind, "digest") == 0 ? 1 : 0;
	assert_true(digests > DAYS);
}

static void
test_what_must_always_hold_held_for_120_days(void **state)
{
	struct error err = ERROR_INIT;

	if (world_check(*state, &err) != OB_OK)
		fail_msg("%s", err.text);
}

static struct local_time
local_of(const struct world *world, const struct delivery *delivery)
{
	return zone_to_local(engine_zone(world->engine), delivery->at);
}

static void
test_nobody_gets_two_digests_on_a_day(void **state)
{
	const struct world *world = *state;

	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *one = &world->deliveries[i];

		for (size_t k = 0; k < i; k++) {
			const struct delivery *two = &world->deliveries[k];

			if (strcmp(one->kind, "digest") == 0 &&
			    strcmp(two->kind, "digest") == 0 &&
			    strcmp(one->to, two->to) == 0 &&
			    local_of(world, one).date.day ==
				local_of(world, two).date.day)
				fail_msg("two digests to %s", one->to);
		}
	}
}

/* One of them would be the digest. */
static void
test_nobody_gets_more_mails_on_a_day_than_the_limit(void **state)
{
	const struct world *world = *state;

	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *one = &world->deliveries[i];
		int count = 0;

		for (size_t k = 0; k <= i; k++) {
			const struct delivery *two = &world->deliveries[k];

			count +=
			    strcmp(one->to, two->to) == 0 && !two->is_urgent &&
				    strncmp(two->kind, "welcome", 7) != 0 &&
				    local_of(world, one).date.day ==
					local_of(world, two).date.day
				? 1
				: 0;
		}
		assert_true(count <= world->settings->mail.limit_per_day);
	}
}

static void
test_mails_go_to_the_address_of_the_day(void **state)
{
	/* An address, and the days on which it may be written to. */
	static const struct {
		const char *address;
		const char *from;
		const char *to;
	} cases[] = {
	    {"ana@home.example", "2026-10-02", "2026-12-06"},
	    {"ana@example.org", "2026-12-07", "2199-12-31"},
	    {"bo@home.example", "2026-10-02", "2199-12-31"},
	    {"cleo@home.example", "2026-10-20", "2199-12-31"},
	    {"niels@example.org", "2026-10-19", "2199-12-31"},
	};
	const struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t count = 0;

		for (size_t k = 0; k < world->delivery_count; k++) {
			const struct delivery *mail = &world->deliveries[k];
			char day[DATE_TEXT_SIZE];

			if (strcmp(mail->to, cases[i].address) != 0)
				continue;
			count++;
			(void)date_format(local_of(world, mail).date, day);
			if (strcmp(day, cases[i].from) < 0 ||
			    strcmp(day, cases[i].to) > 0)
				fail_msg("'%s' to %s on %s", mail->subject,
				    mail->to, day);
		}
		assert_true(count > 0);
	}
}

static void
test_the_first_mail_of_a_leader_is_the_welcome_mail(void **state)
{
	static const char *const leaders[LEADERS] = {
	    "ana@home.example", "bo@home.example", "cleo@home.example"};
	const struct world *world = *state;

	for (size_t i = 0; i < LEADERS; i++) {
		const char *first = NULL;

		for (size_t k = 0; first == NULL && k < world->delivery_count;
		     k++) {
			if (strcmp(world->deliveries[k].to, leaders[i]) == 0)
				first = world->deliveries[k].kind;
		}
		assert_non_null(first);
		assert_string_equal(first, "welcome");
	}
}

static size_t
count_mails(const struct world *world, const char *kind, const char *to)
{
	size_t count = 0;

	for (size_t i = 0; i < world->delivery_count; i++)
		count += strcmp(world->deliveries[i].kind, kind) == 0 &&
				 strcmp(world->deliveries[i].to, to) == 0
			     ? 1
			     : 0;
	return count;
}

static void
test_what_comes_once_comes_once(void **state)
{
	const struct world *world = *state;

	/* One notice for two journeys that begin at once, else one for each. */
	assert_int_equal(count_mails(world, "notice", "mette@example.org"), 1);
	assert_int_equal(count_mails(world, "notice", "niels@example.org"), 1);
	assert_int_equal(count_mails(world, "notice", "jens@example.org"), 2);
	assert_int_equal(count_mails(world, "welcome", "ana@home.example"), 1);
	/* The two who have no work address, on their first days. */
	assert_int_equal(
	    count_mails(world, "work-address", "hr@example.org"), 2);
	/* Bo has no mentor, so there is no pack to send. */
	assert_int_equal(
	    count_mails(world, "welcome-pack", "bo@home.example"), 0);
	assert_int_equal(
	    count_mails(world, "welcome-pack", "ana@home.example"), 1);
}

static size_t
count_saying(const struct world *world, const char *to, const char *text)
{
	size_t count = 0;

	for (size_t i = 0; i < world->delivery_count; i++)
		count += strcmp(world->deliveries[i].kind, "digest") == 0 &&
				 strcmp(world->deliveries[i].to, to) == 0 &&
				 strstr(world->deliveries[i].text, text) != NULL
			     ? 1
			     : 0;
	return count;
}

static void
test_overdue_is_told_to_those_responsible_then_to_hr(void **state)
{
	const struct world *world = *state;

	assert_true(count_saying(world, "mette@example.org",
			"fristen er overskredet") > 0);
	assert_true(count_saying(world, "hr@example.org",
			"Her er brug for din hj\xc3\xa6lp") > 0);
	for (size_t i = 0; i < world->delivery_count; i++) {
		if (strstr(world->deliveries[i].text,
			"Her er brug for din hj\xc3\xa6lp") != NULL)
			assert_string_equal(
			    world->deliveries[i].to, "hr@example.org");
	}
}

/* But for what concerns all who take part, one person hears of a rung. */
static void
test_a_rung_is_told_once(void **state)
{
	const struct world *world = *state;
	sqlite3_stmt *rows = prepare(world,
	    "SELECT rung || ' of ' || activity_id FROM reminder "
	    "WHERE outcome = 'sent' AND rung NOT IN ('on-day', 'notice') "
	    "AND rung NOT LIKE 'changed-%' "
	    "GROUP BY activity_id, rung, planned HAVING count(*) > 1");

	if (sqlite3_step(rows) == SQLITE_ROW)
		fail_msg("%s was told twice",
		    (const char *)sqlite3_column_text(rows, 0));
	(void)sqlite3_finalize(rows);
}

/* Never before its day, never out of order. */
static void
test_the_ladder_is_climbed_in_order(void **state)
{
	static const char *const wrong[] = {
	    "SELECT count(*) FROM reminder WHERE rung = 'overdue' "
	    "AND told_on <= planned",
	    "SELECT count(*) FROM reminder WHERE rung = 'on-day' "
	    "AND told_on < planned",
	    "SELECT count(*) FROM reminder WHERE rung LIKE 'before-%' "
	    "AND outcome = 'sent' AND told_on > planned",
	    "SELECT count(*) FROM reminder e WHERE rung IN ('coordinator', "
	    "'managers-manager') AND NOT EXISTS (SELECT 1 FROM reminder o "
	    "WHERE o.activity_id = e.activity_id AND o.rung = 'overdue' "
	    "AND o.planned = e.planned AND o.told_on < e.told_on)",
	};

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		sqlite3_stmt *rows = prepare(*state, wrong[i]);

		assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
		if (sqlite3_column_int(rows, 0) != 0)
			fail_msg(
			    "%d of: %s", sqlite3_column_int(rows, 0), wrong[i]);
		(void)sqlite3_finalize(rows);
	}
}

static void
test_the_english_leader_reads_english(void **state)
{
	const struct world *world = *state;

	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *mail = &world->deliveries[i];
		bool is_english =
		    strstr(mail->text, "Content-Language: en") != NULL;

		assert_true(
		    is_english == (strcmp(mail->to, "cleo@home.example") == 0));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whoever_is_behind_gets_a_digest_each_week),
	    cmocka_unit_test(test_what_must_always_hold_held_for_120_days),
	    cmocka_unit_test(test_nobody_gets_two_digests_on_a_day),
	    cmocka_unit_test(
		test_nobody_gets_more_mails_on_a_day_than_the_limit),
	    cmocka_unit_test(test_mails_go_to_the_address_of_the_day),
	    cmocka_unit_test(
		test_the_first_mail_of_a_leader_is_the_welcome_mail),
	    cmocka_unit_test(test_what_comes_once_comes_once),
	    cmocka_unit_test(
		test_overdue_is_told_to_those_responsible_then_to_hr),
	    cmocka_unit_test(test_a_rung_is_told_once),
	    cmocka_unit_test(test_the_ladder_is_climbed_in_order),
	    cmocka_unit_test(test_the_english_leader_reads_english),
	};

	return cmocka_run_group_tests(tests, live, end);
}
