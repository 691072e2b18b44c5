/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/core.h"
#include "engine/journeys/leaders.h"
#include "engine/outbox/outbox.h"
#include "world.h"

/*
 * The machine's clock is set, to and fro: nothing is done twice, nothing is
 * lost, and the daemon always has something to sleep for.
 */
#define BEGIN "2026-10-01T09:00"
#define JUMPED "2026-11-16T09:30" /* a Monday, after its digests */
#define END "2027-02-01T18:00"
#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * (int64_t)HOUR)

static int64_t
at(struct world *world, const char *text)
{
	int64_t instant = 0;

	assert_int_equal(world_instant(world, text, &instant, NULL), OB_OK);
	return instant;
}

static void
advance(struct world *world, int64_t to)
{
	struct error err = ERROR_INIT;

	if (world_advance(world, to, &err) != OB_OK)
		fail_msg("%s", err.text);
}

static void
open_world(struct world *world)
{
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@home.example",
	    .work_email = "ana@example.org",
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	    .mentor = "Jens Mentor <jens@example.org>",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (world_open(world, "", BEGIN, &err) != OB_OK ||
	    leaders_add(world->engine, "test", &request, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
	advance(world, at(world, JUMPED));
}

/* Somebody sets the clock, which may go back as no test clock may. */
static void
set_clock(struct world *world, int64_t by)
{
	struct error err = ERROR_INIT;
	int64_t now;
	int64_t next = INSTANT_NONE;

	world->clock.test_now += by;
	if (world_wake(world, &err) != OB_OK)
		fail_msg("%s", err.text);
	now = clock_now(&world->clock);
	assert_int_equal(tick_next(world->engine, &next, NULL), OB_OK);
	assert_true(next > now && next <= now + DAY);
	assert_int_equal(outbox_next(world->engine, &next, NULL), OB_OK);
	assert_true(next == INSTANT_NONE || next > now);
}

static size_t
count(const struct world *world, const char *kind, const char *to)
{
	size_t found = 0;

	for (size_t i = 0; i < world->delivery_count; i++)
		found += strcmp(world->deliveries[i].kind, kind) == 0 &&
				 strcmp(world->deliveries[i].to, to) == 0
			     ? 1
			     : 0;
	return found;
}

/* What the programme sends by itself, whatever the clock did. */
static void
check_once(struct world *world)
{
	struct error err = ERROR_INIT;

	assert_int_equal(count(world, "welcome", "ana@home.example"), 1);
	assert_int_equal(count(world, "practical", "ana@home.example"), 1);
	assert_int_equal(count(world, "announce", "mette@example.org"), 1);
	assert_int_equal(count(world, "notice", "mette@example.org"), 1);
	assert_int_equal(count(world, "notice", "jens@example.org"), 1);
	if (world_check(world, &err) != OB_OK)
		fail_msg("%s", err.text);
}

static void
test_a_clock_that_is_set_doubles_and_loses_nothing(void **state)
{
	static const int64_t jumps[] = {1, -1, MINUTE, -MINUTE, HOUR, -HOUR,
	    DAY, -DAY, 14 * DAY, -14 * DAY, -30 * DAY};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(jumps); i++) {
		struct world *world = memory_alloc(sizeof(*world));

		open_world(world);
		set_clock(world, jumps[i]);
		advance(world, at(world, END));
		check_once(world);
		world_close(world);
		free(world);
	}
}

/* A mail to a day that has passed says nothing any more. */
static void
test_thirty_days_ahead_at_once_double_nothing(void **state)
{
	struct world world;
	struct error err = ERROR_INIT;

	(void)state;
	open_world(&world);
	set_clock(&world, 30 * DAY);
	advance(&world, at(&world, END));
	assert_int_equal(count(&world, "welcome", "ana@home.example"), 1);
	assert_int_equal(count(&world, "notice", "mette@example.org"), 1);
	if (world_check(&world, &err) != OB_OK)
		fail_msg("%s", err.text);
	world_close(&world);
}

/* Somebody who comes new after the clock is right is told of what comes. */
static void
test_a_wrong_clock_that_is_put_right_keeps_nobody_waiting(void **state)
{
	const struct leader_request request = {
	    .name = "Bo Berg",
	    .email = "bo@home.example",
	    .first_day = "2026-12-21",
	    .manager = "Niels Ny <niels@example.org>",
	};
	struct world world;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	(void)state;
	open_world(&world);
	set_clock(&world, 30 * DAY);
	set_clock(&world, -30 * DAY);
	if (leaders_add(world.engine, "test", &request, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
	advance(&world, at(&world, "2026-11-27T18:00"));
	assert_true(count(&world, "digest", "niels@example.org") > 0);
	advance(&world, at(&world, END));
	if (world_check(&world, &err) != OB_OK)
		fail_msg("%s", err.text);
	world_close(&world);
}

/* The first digest after the jump's day in a world whose clock is right. */
static int64_t
find_digest(const char *to)
{
	struct world world;
	int64_t from;
	int64_t found = INSTANT_NONE;

	open_world(&world);
	from = clock_now(&world.clock);
	advance(&world, at(&world, END));
	for (size_t i = 0; i < world.delivery_count; i++) {
		const struct delivery *delivery = &world.deliveries[i];

		if (found == INSTANT_NONE && delivery->at > from &&
		    strcmp(delivery->kind, "digest") == 0 &&
		    strcmp(delivery->to, to) == 0)
			found = delivery->at;
	}
	world_close(&world);
	assert_true(found != INSTANT_NONE);
	return found;
}

static void
move(struct world *world, const char *reference, const char *to)
{
	const struct activity_request request = {
	    .reference = reference, .at = to, .note = "a strike"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (activities_move(world->engine, "test", &request, &view, &err) !=
	    OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

static size_t
count_saying(const struct world *world, const char *to, const char *text)
{
	size_t found = 0;

	for (size_t i = 0; i < world->delivery_count; i++)
		found += strcmp(world->deliveries[i].to, to) == 0 &&
				 strstr(world->deliveries[i].text, text) != NULL
			     ? 1
			     : 0;
	return found;
}

/*
 * A change waits for the next digest, and the clock goes back to days on which
 * some have had theirs: all hear of it once all the same.
 */
static void
test_a_change_survives_a_clock_that_is_set_back(void **state)
{
	static const int64_t jumps[] = {-DAY, -3 * DAY, -4 * DAY, -6 * DAY,
	    -7 * DAY, -14 * DAY, -21 * DAY, -30 * DAY};
	static const char news[] = "nu torsdag den 17. december";

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(jumps); i++) {
		struct world *world = memory_alloc(sizeof(*world));

		open_world(world);
		move(world, "1:forventning-1", "2026-12-17");
		set_clock(world, jumps[i]);
		advance(world, at(world, END));
		assert_int_equal(
		    count_saying(world, "mette@example.org", news), 1);
		assert_int_equal(
		    count_saying(world, "ana@home.example", news), 1);
		check_once(world);
		world_close(world);
		free(world);
	}
}

static void
test_a_clock_that_trembles_sends_one_digest(void **state)
{
	int64_t morning = find_digest("mette@example.org");
	struct world world;
	struct error err = ERROR_INIT;
	size_t before;

	(void)state;
	open_world(&world);
	before = count(&world, "digest", "mette@example.org");
	advance(&world, morning);
	for (int i = 0; i < 20; i++)
		set_clock(&world, i % 2 == 0 ? -90 : 90);
	advance(&world, morning + 10 * HOUR);
	assert_int_equal(
	    count(&world, "digest", "mette@example.org"), before + 1);
	if (world_check(&world, &err) != OB_OK)
		fail_msg("%s", err.text);
	world_close(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_a_clock_that_is_set_doubles_and_loses_nothing),
	    cmocka_unit_test(test_thirty_days_ahead_at_once_double_nothing),
	    cmocka_unit_test(
		test_a_wrong_clock_that_is_put_right_keeps_nobody_waiting),
	    cmocka_unit_test(test_a_change_survives_a_clock_that_is_set_back),
	    cmocka_unit_test(test_a_clock_that_trembles_sends_one_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
