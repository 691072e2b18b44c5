/* SPDX-License-Identifier: EUPL-1.2 */
#include "sequences.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"

static const char *const people[] = {"Mette Manager <mette@example.org>",
    "Jens Mentor <jens@example.org>", "Niels Ny <niels@example.org>",
    "Hanne HR <hr@example.org>", "Ib It <ib@example.org>"};

static const char *const areas[] = {"", "Skole", "Sundhed"};

uint64_t
sequences_draw(struct play *play, uint64_t below)
{
	play->random ^= play->random << 13;
	play->random ^= play->random >> 7;
	play->random ^= play->random << 17;
	return (play->random >> 11) % below;
}

bool
sequences_happens(struct play *play, uint64_t one_in)
{
	return sequences_draw(play, one_in) == 0;
}

char *
sequences_draw_activity(struct play *play, const char *where)
{
	cleanup_(memory_free_ptr) char *sql = memory_printf(
	    "SELECT journey_id || ':' || step, count(*) OVER () FROM activity "
	    "WHERE %s ORDER BY id",
	    where);
	sqlite3_stmt *rows = sequences_prepare(play, sql);
	char *reference = NULL;
	uint64_t left = 0;

	while (sqlite3_step(rows) == SQLITE_ROW) {
		if (reference == NULL)
			left = sequences_draw(
			    play, (uint64_t)sqlite3_column_int64(rows, 1));
		free(reference);
		reference =
		    memory_strdup((const char *)sqlite3_column_text(rows, 0));
		if (left-- == 0)
			break;
	}
	(void)sqlite3_finalize(rows);
	return reference == NULL ? memory_strdup("1:none") : reference;
}

/* Any journey's, also one of those who leave. */
int64_t
sequences_draw_leader(struct play *play)
{
	sqlite3_stmt *rows =
	    sequences_prepare(play, "SELECT max(id) FROM journey");
	uint64_t count = SEQUENCES_LEADERS;

	if (sqlite3_step(rows) == SQLITE_ROW)
		count = (uint64_t)sqlite3_column_int64(rows, 0);
	(void)sqlite3_finalize(rows);
	return (int64_t)sequences_draw(play, count) + 1;
}

const char *
sequences_draw_person(struct play *play)
{
	return people[sequences_draw(play, ARRAY_LEN(people))];
}

const char *
sequences_draw_area(struct play *play)
{
	return areas[sequences_draw(play, ARRAY_LEN(areas))];
}

char *
sequences_draw_workday(struct play *play, int from, uint64_t count)
{
	const struct engine *engine = play->world.engine;
	struct date day = date_add_days(
	    core_today(engine), from + (int)sequences_draw(play, count));
	char text[DATE_TEXT_SIZE];

	return memory_strdup(
	    date_format(workday_next(engine->calendar, day), text));
}

char *
sequences_draw_day(struct play *play, int from, uint64_t count)
{
	struct date day = date_add_days(core_today(play->world.engine),
	    from + (int)sequences_draw(play, count));
	char text[DATE_TEXT_SIZE];

	return memory_strdup(date_format(day, text));
}

void
sequences_note(
    struct play *play, const char *what, const char *on, const char *more)
{
	(void)snprintf(
	    play->what, sizeof(play->what), "%s %s %s", what, on, more);
}

int
sequences_drop(int status, json_t **view)
{
	json_decref(*view);
	return status;
}
