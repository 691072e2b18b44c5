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

#include "engine/core/calendars.h"
#include "engine/core/core.h"

/* What was, and what may not become of it. */

/* One verb changes a calendar entry once, however far it reaches. */
void
sequences_check_once(const struct play *play)
{
	sqlite3_stmt *rows =
	    sequences_prepare(play, "SELECT id, step, sequence FROM activity");

	while (sqlite3_step(rows) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(rows, 0);
		const struct seen *seen = &play->seen[id];

		assert_in_range(id, 1, SEQUENCES_ACTIVITIES - 1);
		if (seen->planned != 0 &&
		    sqlite3_column_int64(rows, 2) > seen->sequence + 1)
			fail_msg("%s was changed more than once\n  after: %s",
			    (const char *)sqlite3_column_text(rows, 1),
			    play->what);
	}
	(void)sqlite3_finalize(rows);
}

/* A sequence never falls, and rises with every move; settled stays settled. */
void
sequences_check_history(struct play *play)
{
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT id, step, sequence, julianday(planned) - 2440587.5, "
	    "start_minute, state IN ('done', 'skipped') FROM "
	    "activity");
	/* A mail step may be done again at once. */
	bool was_reopened = strncmp(play->what, "reopen ", 7) == 0;

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

		assert_in_range(id, 1, SEQUENCES_ACTIVITIES - 1);
		if (now.sequence < seen->sequence ||
		    (was_moved && now.sequence == seen->sequence))
			fail_msg("the sequence of %s went from %" PRId64
				 " to %" PRId64 "\n  after: %s",
			    step, seen->sequence, now.sequence, play->what);
		if (seen->is_settled && now.is_settled && was_moved &&
		    !was_reopened)
			fail_msg("%s was settled already\n  after: %s", step,
			    play->what);
		if (seen->is_settled && !now.is_settled && !was_reopened)
			fail_msg("%s was settled and is open again\n"
				 "  after: %s",
			    step, play->what);
		if (now.planned != play->left_on[id])
			play->left_on[id] = 0;
		*seen = now;
	}
	(void)sqlite3_finalize(rows);
}

static int64_t
day_of(const char *text)
{
	struct date day = DATE_NONE;

	assert_int_equal(date_parse(text, &day, NULL), OB_OK);
	return day.day;
}

/*
 * The calendar changed under what was planned.  It stays until somebody
 * reviews it; then only what has begun or waits may be left.
 */
void
sequences_leave(struct play *play, bool is_reviewed)
{
	const struct engine *engine = play->world.engine;
	sqlite3_stmt *rows = sequences_prepare(play,
	    "SELECT a.id, a.step, a.planned, j.area, a.state, j.state "
	    "FROM activity a JOIN journey j ON j.id = a.journey_id "
	    "WHERE a.state IN ('planned', 'held')");

	while (sqlite3_step(rows) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(rows, 0);
		const char *step = (const char *)sqlite3_column_text(rows, 1);
		struct date day = {(int32_t)day_of(
		    (const char *)sqlite3_column_text(rows, 2))};
		const struct workday_calendar *calendar = calendars_of(
		    engine, (const char *)sqlite3_column_text(rows, 3));

		play->left_on[id] = day.day;
		if (is_reviewed && !workday_is(calendar, day) &&
		    strncmp(step, "event.", 6) != 0 &&
		    strcmp((const char *)sqlite3_column_text(rows, 4),
			"planned") == 0 &&
		    date_before(core_today(engine), day))
			fail_msg("%s was left on a closed day\n  after: %s",
			    step, play->what);
	}
	(void)sqlite3_finalize(rows);
}
