/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/journeys/leaders.h"
#include "sequences.h"

/* What people do with one activity; now and then with one that is settled. */

#define OPEN "(state IN ('planned', 'held') OR id % 9 = 0)"

static int
complete(struct play *play, const char *where, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    sequences_draw_activity(play, where);
	json_t *view = NULL;

	sequences_note(play, "complete", reference, "");
	return sequences_drop(
	    activities_complete(play->world.engine, SEQUENCES_ACTOR,
		&(struct activity_request){.reference = reference}, &view, err),
	    &view);
}

static int
do_complete(struct play *play, struct error *err)
{
	return complete(play, OPEN, err);
}

/* The talks of mentor and leader, and what makes and ends the relation. */
static int
do_mentor(struct play *play, struct error *err)
{
	return complete(play, OPEN " AND step LIKE 'mentor-%'", err);
}

static int
do_skip(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    sequences_draw_activity(play, OPEN);
	json_t *view = NULL;

	sequences_note(play, "skip", reference, "");
	return sequences_drop(
	    activities_skip(play->world.engine, SEQUENCES_ACTOR,
		&(struct activity_request){
		    .reference = reference, .note = "why"},
		&view, err),
	    &view);
}

static int
do_reopen(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    sequences_draw_activity(play, "state IN ('done', 'skipped')");
	json_t *view = NULL;

	sequences_note(play, "reopen", reference, "");
	return sequences_drop(
	    activities_reopen(play->world.engine, SEQUENCES_ACTOR,
		&(struct activity_request){
		    .reference = reference, .note = "why"},
		&view, err),
	    &view);
}

static int
do_move(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    sequences_draw_activity(play, OPEN);
	cleanup_(memory_free_ptr) char *day =
	    sequences_happens(play, 9) ? sequences_draw_day(play, 0, 60)
				       : sequences_draw_workday(play, 0, 60);
	cleanup_(memory_free_ptr) char *to =
	    sequences_happens(play, 2) ? memory_strdup(day)
				       : memory_printf("%sT%02d:%02d", day,
					     8 + (int)sequences_draw(play, 8),
					     (int)sequences_draw(play, 4) * 15);
	json_t *view = NULL;

	sequences_note(play, "move", reference, to);
	return sequences_drop(
	    activities_move(play->world.engine, SEQUENCES_ACTOR,
		&(struct activity_request){.reference = reference, .at = to},
		&view, err),
	    &view);
}

static int
do_first_task(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *due =
	    sequences_draw_workday(play, 0, 90);
	cleanup_(memory_free_ptr) char *title =
	    memory_printf("Opgave %d", ++play->made);
	json_t *view = NULL;

	sequences_note(play, "add-first-task", due, "");
	return sequences_drop(first_tasks_add(play->world.engine,
				  SEQUENCES_ACTOR, sequences_draw_leader(play),
				  &(struct first_task_request){.title = title,
				      .goal = "at det lykkes",
				      .seen_by = "at det kan ses",
				      .due = due},
				  &view, err),
	    &view);
}

static int
do_log_call(struct play *play, struct error *err)
{
	const struct engine *engine = play->world.engine;
	char at[INSTANT_TEXT_SIZE];
	json_t *view = NULL;

	(void)instant_format(engine_zone(engine),
	    core_now(engine) - 600 * (int64_t)sequences_draw(play, 1000), at);
	sequences_note(play, "log-call", at, "");
	return sequences_drop(
	    leaders_log_call(play->world.engine, SEQUENCES_ACTOR,
		sequences_draw_leader(play),
		&(struct call_request){.at = at, .minutes = 20}, &view, err),
	    &view);
}

const struct sequences_verb sequences_activity_verbs[] = {
    {do_complete, 6},
    {do_mentor, 1},
    {do_skip, 2},
    {do_reopen, 2},
    {do_move, 4},
    {do_first_task, 1},
    {do_log_call, 1},
    {NULL, 0},
};
