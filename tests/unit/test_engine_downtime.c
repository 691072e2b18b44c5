/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/journeys/leaders.h"
#include "store/journey_store.h"
#include "store/store_tables.h"
#include "world.h"

/*
 * The machine is away while a thousand things fall due: whatever the time,
 * each is done once, everybody gets one digest, and it does not take long.
 */
#define LEADERS 45
#define ADDED "2027-01-28T09:00"
#define FIRST_DAY "2027-02-01"
#define AWAY_FROM "2027-02-01T07:59"
#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * (int64_t)HOUR)
#define LONGEST_MS 60000 /* a guard; bench/simulate measures */

static int64_t
number(const struct world *world, const char *sql)
{
	sqlite3_stmt *rows = NULL;
	int64_t value = 0;

	if (sqlite3_prepare_v2(world->store->db.handle, sql, -1, &rows, NULL) !=
	    SQLITE_OK)
		fail_msg(
		    "%s: %s", sqlite3_errmsg(world->store->db.handle), sql);
	if (sqlite3_step(rows) == SQLITE_ROW)
		value = sqlite3_column_int64(rows, 0);
	(void)sqlite3_finalize(rows);
	return value;
}

static void
add_leader(struct world *world, int number_of)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("Leder%d Lund", number_of);
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("leder%d@home.example", number_of);
	cleanup_(memory_free_ptr) char *work_email =
	    memory_printf("leder%d@example.org", number_of);
	cleanup_(memory_free_ptr) char *manager =
	    memory_printf("Mette%d Madsen <mette%d@example.org>",
		number_of % 15, number_of % 15);
	cleanup_(memory_free_ptr) char *mentor = memory_printf(
	    "Jens%d Juhl <jens%d@example.org>", number_of % 15, number_of % 15);
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .work_email = work_email,
	    .first_day = FIRST_DAY,
	    .manager = manager,
	    .mentor = mentor,
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (leaders_add(world->engine, "test", &request, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

static int
begin(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;
	int64_t from = 0;
	int status = world_open(world, "", ADDED, &err);

	*state = world;
	for (int i = 1; status == OB_OK && i <= LEADERS; i++)
		add_leader(world, i);
	if (status == OB_OK)
		status = world_instant(world, AWAY_FROM, &from, &err);
	if (status == OB_OK)
		status = world_advance(world, from, &err);
	if (status != OB_OK)
		fail_msg("%s", err.text);
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
check_marks(const struct world *world)
{
	/* What is held was held once; nothing that must be is forgotten. */
	assert_int_equal(
	    number(world, "SELECT count(*) FROM (SELECT entity_id FROM audit "
			  "WHERE verb = 'hold' GROUP BY entity_id "
			  "HAVING count(*) > 1)"),
	    0);
	assert_int_equal(
	    number(world, "SELECT count(*) FROM (SELECT activity_id FROM mail "
			  "WHERE activity_id IS NOT NULL "
			  "GROUP BY activity_id HAVING count(*) > 1)"),
	    0);
	/* What is more than one inbox bears a day waits for the next. */
	assert_int_equal(
	    number(world, "SELECT count(*) FROM mail WHERE state "
			  "NOT IN ('sent', 'cancelled', 'queued')"),
	    0);
}

/* Of all that came since, at most one digest for each. */
static size_t
count_digests(const struct world *world, size_t from)
{
	size_t count = 0;

	for (size_t i = from; i < world->delivery_count; i++) {
		const struct delivery *one = &world->deliveries[i];

		if (strcmp(one->kind, "digest") != 0)
			continue;
		count++;
		for (size_t k = from; k < i; k++) {
			if (strcmp(world->deliveries[k].kind, "digest") == 0 &&
			    strcmp(world->deliveries[k].to, one->to) == 0)
				fail_msg("two digests to %s", one->to);
		}
	}
	return count;
}

static void
be_away(struct world *world, int64_t seconds)
{
	int64_t now = clock_now(&world->clock);
	int64_t begun = clock_monotonic_ms();
	size_t before = world->delivery_count;
	struct error err = ERROR_INIT;
	int64_t next = 0;
	int64_t took;

	if (world_jump(world, now + seconds, &err) != OB_OK)
		fail_msg("%s", err.text);
	took = clock_monotonic_ms() - begun;
	print_message("away for %lld minutes: %lld ms, %zu mails\n",
	    (long long)seconds / MINUTE, (long long)took,
	    world->delivery_count - before);
	assert_true(took < LONGEST_MS);
	check_marks(world);
	if (workday_is(world->engine->calendar, core_today(world->engine)))
		assert_true(count_digests(world, before) > 0);
	/* Nobody's inbox is filled: a few kinds of mail for each person. */
	assert_true(world->delivery_count - before <
		    5 * (size_t)number(world, "SELECT count(*) FROM person"));
	assert_int_equal(tick_next(world->engine, &next, NULL), OB_OK);
	assert_true(next > clock_now(&world->clock));
}

/* What came once does not come again, the same day or after a restart. */
static void
look_again(struct world *world)
{
	size_t before = world->delivery_count;
	struct error err = ERROR_INIT;

	if (world_wake(world, &err) != OB_OK ||
	    world_restart(world, &err) != OB_OK)
		fail_msg("%s", err.text);
	assert_int_equal(world->delivery_count, before);
	check_marks(world);
	if (world_check(world, &err) != OB_OK)
		fail_msg("%s", err.text);
}

static void
test_away_for_a_minute(void **state)
{
	be_away(*state, MINUTE);
	look_again(*state);
}

static void
test_away_for_an_hour(void **state)
{
	be_away(*state, HOUR);
	look_again(*state);
}

static void
test_away_for_a_day(void **state)
{
	be_away(*state, DAY + MINUTE);
	look_again(*state);
}

static void
test_away_for_five_days(void **state)
{
	be_away(*state, 7 * DAY + MINUTE);
	look_again(*state);
}

static void
test_away_for_thirty_days(void **state)
{
	be_away(*state, 30 * DAY + MINUTE);
	look_again(*state);
}

static void
test_away_for_ninety_days_with_a_thousand_things(void **state)
{
	struct world *world = *state;

	be_away(world, 91 * DAY + MINUTE);
	assert_true(number(world, "SELECT count(*) FROM activity "
				  "WHERE planned BETWEEN '2027-02-01' "
				  "AND '2027-05-03'") >= 1000);
	look_again(world);
}

/* One day of a daemon that nobody uses does not read every journey. */
static void
test_what_has_nothing_to_do_is_not_read(void **state)
{
	struct world *world = *state;
	struct journey *stirred = NULL;
	struct journey *active = NULL;
	size_t stirred_count = 0;
	size_t active_count = 0;
	struct date quiet = date_from_civil(2027, 12, 24);

	assert_int_equal(journey_store_list_stirred(world->store, quiet, quiet,
			     &stirred, &stirred_count, NULL),
	    OB_OK);
	assert_int_equal(journey_store_list(world->store, "active", &active,
			     &active_count, NULL),
	    OB_OK);
	assert_int_equal(active_count, LEADERS);
	assert_int_equal(stirred_count, 0);
	journey_store_free(stirred, stirred_count);
	journey_store_free(active, active_count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_away_for_a_minute, begin, end),
	    cmocka_unit_test_setup_teardown(test_away_for_an_hour, begin, end),
	    cmocka_unit_test_setup_teardown(test_away_for_a_day, begin, end),
	    cmocka_unit_test_setup_teardown(
		test_away_for_five_days, begin, end),
	    cmocka_unit_test_setup_teardown(
		test_away_for_thirty_days, begin, end),
	    cmocka_unit_test_setup_teardown(
		test_away_for_ninety_days_with_a_thousand_things, begin, end),
	    cmocka_unit_test_setup_teardown(
		test_what_has_nothing_to_do_is_not_read, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
