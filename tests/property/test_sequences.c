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

/*
 * Whatever people do, in whatever order: what must hold holds after each step.
 * ONBOARD_SEQUENCES says how many sequences are tried, ONBOARD_STEPS how long
 * each is, ONBOARD_FIRST_SEQUENCE where to begin: "sequence 17" of a failure
 * is played again by ONBOARD_FIRST_SEQUENCE=17 ONBOARD_SEQUENCES=1.
 */
#define SEQUENCES 500
#define STEPS 8

static long
wish(const char *name, long otherwise)
{
	const char *text = getenv(name);

	return text == NULL ? otherwise : strtol(text, NULL, 10);
}

static void
take_step(struct play *play)
{
	struct error err = ERROR_INIT;
	int status = sequences_step(play, &err);

	if (status != OB_OK && status != OB_ECONFLICT &&
	    status != OB_EINVALID && status != OB_EEXISTS &&
	    status != OB_ENOTFOUND)
		fail_msg("%s\n  after: %s", err.text, play->what);
	if (wish("ONBOARD_SEQUENCES", SEQUENCES) == 1)
		print_message(
		    "%s: %s\n", play->what, status == OB_OK ? "ok" : err.text);
	play->taken += status == OB_OK ? 1 : 0;
	/* The clock does many things on its way. */
	if (strcmp(play->what, SEQUENCES_CLOCK) != 0) {
		play->last_verb = clock_now(&play->world.clock);
		sequences_check_once(play);
	}
	if (sequences_answer(play, &err) != OB_OK ||
	    world_wake(&play->world, &err) != OB_OK)
		fail_msg("%s\n  after: %s", err.text, play->what);
	sequences_check(play);
}

static void
release(struct play *play)
{
	for (size_t i = 0; i < play->news_count; i++) {
		free(play->news[i].about);
		free(play->news[i].says);
	}
	free(play->news);
	free(play);
}

/* Each tenth wholly. */
static int
check_world(struct world *world, uint64_t seed, struct error *err)
{
	return seed % 10 == 0 ? world_check(world, err)
			      : world_check_kept(world, err);
}

static int
play_sequence(uint64_t seed)
{
	struct play *play = memory_alloc(sizeof(*play));
	struct error err = ERROR_INIT;
	int taken;

	play->random = seed * 0x9e3779b97f4a7c15U + 1;
	play->invites = seed % 2 == 0;
	if (world_open(&play->world,
		play->invites ? "invitations: {channel: invitation}\n" : "",
		"2026-10-01T10:00", &err) != OB_OK)
		fail_msg("%s", err.text);
	if (sequences_begin(play, &err) != OB_OK ||
	    (play->invites && world_wake(&play->world, &err) != OB_OK))
		fail_msg("%s\n  after: %s", err.text, play->what);
	sequences_check(play);
	for (long i = 0; i < wish("ONBOARD_STEPS", STEPS); i++)
		take_step(play);
	if (check_world(&play->world, seed, &err) != OB_OK)
		fail_msg("%s", err.text);
	taken = play->taken;
	world_close(&play->world);
	release(play);
	return taken;
}

static void
test_whatever_people_do_the_rules_hold(void **state)
{
	long first = wish("ONBOARD_FIRST_SEQUENCE", 1);
	long count = wish("ONBOARD_SEQUENCES", SEQUENCES);
	int taken = 0;

	(void)state;
	for (long seed = first; seed < first + count; seed++) {
		print_message("sequence %ld\n", seed);
		taken += play_sequence((uint64_t)seed);
	}
	/* Most of what is tried is possible, or the rules are not tried. */
	assert_true(taken > count * wish("ONBOARD_STEPS", STEPS) / 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whatever_people_do_the_rules_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
