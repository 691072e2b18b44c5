/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "sequences.h"

/* The clock, the mail server, and the choice between all there is to do. */

#define NOON (12 * 60)

static bool
is_after_round(const struct play *play)
{
	const struct engine *engine = play->world.engine;
	int minute = core_minute(engine);

	return minute >= engine->settings->mail.digest_at &&
	       minute < engine->settings->mail.window_end;
}

static void
check_morning(const struct play *play)
{
	if (is_after_round(play))
		sequences_check_told(play);
}

/* Stops at each noon, when the day's digests have been written. */
static int
do_advance(struct play *play, struct error *err)
{
	const struct engine *engine = play->world.engine;
	int64_t to = clock_now(&play->world.clock) +
		     (int64_t)sequences_draw(play, 6 * 86400);
	int status = OB_OK;

	(void)strcpy(play->what, SEQUENCES_CLOCK);
	while (status == OB_OK && clock_now(&play->world.clock) < to) {
		struct date today = core_today(engine);
		int64_t stop = core_instant(engine, today, NOON);

		if (stop <= clock_now(&play->world.clock))
			stop =
			    core_instant(engine, date_add_days(today, 1), NOON);
		status =
		    world_advance(&play->world, stop < to ? stop : to, err);
		if (status == OB_OK)
			check_morning(play);
	}
	return status;
}

static int
do_jump(struct play *play, struct error *err)
{
	int64_t seconds = (int64_t)sequences_draw(play, 9 * 86400);
	int status;

	(void)strcpy(play->what, SEQUENCES_CLOCK);
	status = world_jump(
	    &play->world, clock_now(&play->world.clock) + seconds, err);
	if (status == OB_OK)
		check_morning(play);
	return status;
}

static int
do_restart(struct play *play, struct error *err)
{
	(void)strcpy(play->what, SEQUENCES_CLOCK);
	return world_restart(&play->world, err);
}

static int
do_mail_trouble(struct play *play, struct error *err)
{
	(void)err;
	sequences_note(play, "mail trouble", "", "");
	play->world.server_is_down = sequences_happens(play, 3);
	play->world.server_loses_answers = sequences_happens(play, 3);
	return OB_OK;
}

const struct sequences_verb sequences_clock_verbs[] = {
    {do_advance, 6},
    {do_jump, 2},
    {do_restart, 1},
    {do_mail_trouble, 1},
    {NULL, 0},
};

static const struct sequences_verb *const tables[] = {sequences_activity_verbs,
    sequences_journey_verbs, sequences_people_verbs, sequences_calendar_verbs,
    sequences_clock_verbs};

static unsigned
sum_weights(void)
{
	unsigned sum = 0;

	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		for (const struct sequences_verb *verb = tables[i];
		     verb->weight > 0; verb++)
			sum += verb->weight;
	}
	return sum;
}

static const struct sequences_verb *
find_verb(unsigned at)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		for (const struct sequences_verb *verb = tables[i];
		     verb->weight > 0; verb++) {
			if (at < verb->weight)
				return verb;
			at -= verb->weight;
		}
	}
	assert(false);
	return NULL;
}

int
sequences_step(struct play *play, struct error *err)
{
	unsigned at = (unsigned)sequences_draw(play, sum_weights());

	return find_verb(at)->run(play, err);
}
