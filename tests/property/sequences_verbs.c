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
#include "engine/activities.h"
#include "engine/core.h"
#include "engine/journeys.h"
#include "engine/leaders.h"
#include "engine/programmes.h"
#include "formats/programme_file.h"

static const char *const roles[] = {"manager", "mentor", "coordinator",
    "hiring_leader", "director", "local_admin", "network_lead", "function:it",
    "function:hr", "function:legal"};

#define PEOPLE_COUNT 5
const char *const sequences_people[PEOPLE_COUNT] = {
    "Mette Manager <mette@example.org>", "Jens Mentor <jens@example.org>",
    "Niels Ny <niels@example.org>", "Hanne HR <hr@example.org>",
    "Ib It <ib@example.org>"};

/* Any activity of any leader. */
static char *
draw_activity(struct play *play)
{
	sqlite3_stmt *rows = sequences_prepare(
	    play, "SELECT journey_id || ':' || step FROM activity ORDER BY id");
	char *reference = NULL;
	uint64_t left = sequences_draw(play, 55 * SEQUENCES_LEADERS);

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
	int status = activities_complete(play->world.engine, SEQUENCES_ACTOR,
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
	int status = activities_skip(play->world.engine, SEQUENCES_ACTOR,
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
	struct date day = date_add_days(
	    core_today(play->world.engine), (int)sequences_draw(play, 60));
	char text[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *to =
	    sequences_draw(play, 2) == 0
		? memory_strdup(date_format(day, text))
		: memory_printf("%sT%02d:%02d", date_format(day, text),
		      8 + (int)sequences_draw(play, 8),
		      (int)sequences_draw(play, 4) * 15);
	json_t *view = NULL;
	int status = activities_move(play->world.engine, SEQUENCES_ACTOR,
	    &(struct activity_request){.reference = reference, .at = to}, &view,
	    err);

	note_step(play, "move", reference, to);
	json_decref(view);
	return status;
}

static int
do_assign(struct play *play, struct error *err)
{
	const char *role = roles[sequences_draw(play, ARRAY_LEN(roles))];
	const char *person =
	    sequences_people[sequences_draw(play, PEOPLE_COUNT)];
	int64_t leader = (int64_t)sequences_draw(play, SEQUENCES_LEADERS) + 1;
	json_t *view = NULL;
	int status = leaders_assign(play->world.engine, SEQUENCES_ACTOR, leader,
	    &(struct assign_request){.role = role, .person = person}, &view,
	    err);

	note_step(play, "assign", role, person);
	json_decref(view);
	return status;
}

static int
do_log_call(struct play *play, struct error *err)
{
	int64_t leader = (int64_t)sequences_draw(play, SEQUENCES_LEADERS) + 1;
	json_t *view = NULL;
	int status =
	    leaders_log_call(play->world.engine, SEQUENCES_ACTOR, leader,
		&(struct call_request){.at = "2026-10-01T09:00", .minutes = 20},
		&view, err);

	note_step(play, "log-call", "", "");
	json_decref(view);
	return status;
}

static int
do_advance(struct play *play, struct error *err)
{
	int64_t seconds = (int64_t)sequences_draw(play, 6 * 86400);

	(void)strcpy(play->what, "clock");
	return world_advance(
	    &play->world, clock_now(&play->world.clock) + seconds, err);
}

static int
do_jump(struct play *play, struct error *err)
{
	int64_t seconds = (int64_t)sequences_draw(play, 9 * 86400);

	(void)strcpy(play->what, "clock");
	return world_jump(
	    &play->world, clock_now(&play->world.clock) + seconds, err);
}

static int
do_mail_trouble(struct play *play, struct error *err)
{
	(void)err;
	note_step(play, "mail trouble", "", "");
	play->world.server_is_down = sequences_draw(play, 3) == 0;
	play->world.server_loses_answers = sequences_draw(play, 3) == 0;
	return OB_OK;
}

static char *
draw_day(struct play *play, int from, uint64_t count)
{
	struct date day = date_add_days(core_today(play->world.engine),
	    from + (int)sequences_draw(play, count));
	char text[DATE_TEXT_SIZE];

	return memory_strdup(date_format(day, text));
}

static int64_t
draw_leader(struct play *play)
{
	return (int64_t)sequences_draw(play, SEQUENCES_LEADERS) + 1;
}

static int
do_reopen(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference = draw_activity(play);
	json_t *view = NULL;
	int status = activities_reopen(play->world.engine, SEQUENCES_ACTOR,
	    &(struct activity_request){.reference = reference, .note = "why"},
	    &view, err);

	note_step(play, "reopen", reference, "");
	json_decref(view);
	return status;
}

static int
do_move_first_day(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *to = draw_day(play, -20, 90);
	json_t *view = NULL;
	int status = journeys_move_first_day(play->world.engine,
	    SEQUENCES_ACTOR, draw_leader(play),
	    &(struct first_day_request){
		.to = to, .dry_run = sequences_draw(play, 4) == 0},
	    &view, err);

	note_step(play, "move-first-day", to, "");
	json_decref(view);
	return status;
}

static int
do_pause(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *from = draw_day(play, 0, 30);
	cleanup_(memory_free_ptr) char *to = draw_day(play, 0, 60);
	json_t *view = NULL;
	int status = journeys_pause(play->world.engine, SEQUENCES_ACTOR,
	    draw_leader(play), &(struct pause_request){.from = from, .to = to},
	    &view, err);

	note_step(play, "pause", from, to);
	json_decref(view);
	return status;
}

static int
do_resume(struct play *play, struct error *err)
{
	json_t *view = NULL;
	int status = journeys_resume(play->world.engine, SEQUENCES_ACTOR,
	    draw_leader(play), &(struct resume_request){.on = NULL}, &view,
	    err);

	note_step(play, "resume", "", "");
	json_decref(view);
	return status;
}

static int
do_settle_late(struct play *play, struct error *err)
{
	static const char *const choices[] = {"now", "done", "skip"};
	const char *rest = choices[sequences_draw(play, ARRAY_LEN(choices))];
	json_t *view = NULL;
	int status = journeys_settle_late(play->world.engine, SEQUENCES_ACTOR,
	    draw_leader(play), &(struct late_request){.rest = rest}, &view,
	    err);

	note_step(play, "settle-late", rest, "");
	json_decref(view);
	return status;
}

/* Seldom: a journey that is over tries little. */
static int
do_end(struct play *play, struct error *err)
{
	cleanup_(memory_free_ptr) char *last = draw_day(play, 5, 60);
	int64_t leader = draw_leader(play);
	json_t *view = NULL;
	int status;

	if (sequences_draw(play, 3) == 0)
		status = journeys_cancel(play->world.engine, SEQUENCES_ACTOR,
		    leader, "why", &view, err);
	else
		status = journeys_end_employment(play->world.engine,
		    SEQUENCES_ACTOR, leader,
		    &(struct end_request){.last_day = last}, &view, err);
	note_step(play, "end", last, "");
	json_decref(view);
	return status;
}

/* A new version, in which a day or a title is another. */
static int
import_version(struct play *play, struct error *err)
{
	struct programme *programme = NULL;
	struct programmes_item item = {.scope = {"", ""}, .overlay = ""};
	const struct programmes_request request = {&item, 1, false};
	struct step *step;
	int status = programme_file_load_embedded("ny-leder", &programme, err);

	if (status != OB_OK)
		return status;
	step = &programme->steps[20 + sequences_draw(play, 20)];
	step->minutes = 30 + 15 * (++play->programmes % 4);
	item.programme = programme;
	status = programmes_import(
	    play->world.engine, SEQUENCES_ACTOR, &request, NULL, err);
	programme_free(programme);
	return status;
}

static int
do_migrate(struct play *play, struct error *err)
{
	json_t *view = NULL;
	int status = OB_OK;

	note_step(play, "migrate", "", "");
	if (sequences_draw(play, 2) == 0)
		return import_version(play, err);
	status = journeys_migrate(play->world.engine, SEQUENCES_ACTOR,
	    draw_leader(play), &(struct migrate_request){.version = 0}, &view,
	    err);
	json_decref(view);
	return status;
}

/* What stands more than once is more likely. */
static const step_fn steps[] = {do_complete, do_complete, do_complete,
    do_complete, do_complete, do_complete, do_skip, do_skip, do_move, do_move,
    do_move, do_move, do_assign, do_assign, do_log_call, do_advance, do_advance,
    do_advance, do_advance, do_jump, do_mail_trouble, do_reopen, do_reopen,
    do_move_first_day, do_move_first_day, do_pause, do_resume, do_settle_late,
    do_migrate, do_end};

int
sequences_step(struct play *play, struct error *err)
{
	return steps[sequences_draw(play, ARRAY_LEN(steps))](play, err);
}
