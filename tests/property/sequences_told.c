/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/letter_text.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "sequences.h"

/*
 * No mail is lost: what is due today stands in the digest of this morning, of
 * the one who has to do it or of somebody who acts for that one; of those who
 * want it once a week, on that day of the week.
 */

/* Those that the ladder tells of on the day, and which nobody waits for. */
#define DUE                                                                    \
	"SELECT a.id, a.journey_id || ':' || a.step, "                         \
	"CASE WHEN a.title <> '' THEN a.title ELSE s.title_da END, "           \
	"a.responsible_id FROM activity a "                                    \
	"JOIN journey j ON j.id = a.journey_id "                               \
	"LEFT JOIN programme_step s ON s.programme_id = j.programme_id "       \
	"AND s.position = a.position "                                         \
	"WHERE a.planned = ?1 AND a.state = 'planned' "                        \
	"AND j.state = 'active' AND a.changed_at < ?2 "                        \
	"AND a.flags & 4 = 0 AND a.step NOT LIKE 'event.%' "                   \
	"AND coalesce(s.kind, 'task') <> 'mail' "                              \
	"AND (coalesce(s.reminders, '') = '' OR s.reminders LIKE '%on-day%') " \
	"AND NOT (a.responsible_id = j.leader_id AND EXISTS "                  \
	"(SELECT 1 FROM activity w JOIN programme_step m "                     \
	"ON m.programme_id = j.programme_id AND m.position = w.position "      \
	"AND m.step = w.step WHERE w.journey_id = j.id AND m.role = 'system' " \
	"AND m.kind = 'mail' AND w.state IN ('planned', 'held')))"

/*
 * The digests of today of the owner, and of all who might act for them; a
 * leader's welcome mail that left today tells of the tasks, too.
 */
#define ACTS                                                                   \
	"WITH RECURSIVE acts(id) AS (SELECT ?1 "                               \
	"UNION SELECT p.stand_in_id FROM acts JOIN person p "                  \
	"ON p.id = acts.id WHERE p.stand_in_id IS NOT NULL "                   \
	"UNION SELECT g.person_id FROM acts JOIN person_member g "             \
	"ON g.group_id = acts.id) "
#define DIGESTS                                                                \
	ACTS "SELECT m.bytes FROM mail m JOIN acts ON acts.id = m.person_id "  \
	     "WHERE m.kind IN ('digest', 'welcome') AND max(m.created_at, "    \
	     "coalesce(m.sent_at, 0)) >= ?2"

/* Somebody who acts for the owner hears of it on another day of the week. */
#define WAITS                                                                  \
	ACTS "SELECT 1 FROM acts JOIN person p ON p.id = acts.id "             \
	     "WHERE p.digest = 'weekly' AND NOT EXISTS (SELECT 1 FROM "        \
	     "instance_value WHERE name = 'last-weekly-round' AND value = ?2)"

static bool
may_wait(const struct play *play, int64_t owner, const char *today)
{
	sqlite3_stmt *rows = sequences_prepare(play, WAITS);
	bool may;

	(void)sqlite3_bind_int64(rows, 1, owner);
	(void)sqlite3_bind_text(rows, 2, today, -1, SQLITE_TRANSIENT);
	may = sqlite3_step(rows) == SQLITE_ROW;
	(void)sqlite3_finalize(rows);
	return may;
}

static bool
is_told(
    const struct play *play, int64_t owner, int64_t midnight, const char *title)
{
	sqlite3_stmt *rows = sequences_prepare(play, DIGESTS);
	bool found = false;

	(void)sqlite3_bind_int64(rows, 1, owner);
	(void)sqlite3_bind_int64(rows, 2, midnight);
	while (!found && sqlite3_step(rows) == SQLITE_ROW) {
		const char *bytes = (const char *)sqlite3_column_blob(rows, 0);
		cleanup_(memory_free_ptr) char *letter = memory_strndup(
		    bytes, (size_t)sqlite3_column_bytes(rows, 0));
		cleanup_(memory_free_ptr) char *text =
		    letter_text_decode(letter, '\n');

		found = strstr(text, title) != NULL;
	}
	(void)sqlite3_finalize(rows);
	return found;
}

void
sequences_check_told(const struct play *play)
{
	const struct engine *engine = play->world.engine;
	struct date today = core_today(engine);
	int64_t round =
	    core_instant(engine, today, engine->settings->mail.digest_at);
	char day[DATE_TEXT_SIZE];
	sqlite3_stmt *rows;

	if (!workday_is(engine->calendar, today) || play->last_verb >= round)
		return;
	rows = sequences_prepare(play, DUE);
	(void)sqlite3_bind_text(
	    rows, 1, date_format(today, day), -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(rows, 2, round);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		int64_t owner = sqlite3_column_int64(rows, 3);

		if (!may_wait(play, owner, day) &&
		    !is_told(play, owner, core_instant(engine, today, 0),
			(const char *)sqlite3_column_text(rows, 2)))
			fail_msg("%s is due on %s, but person %" PRId64
				 " was not told",
			    (const char *)sqlite3_column_text(rows, 1), day,
			    owner);
	}
	(void)sqlite3_finalize(rows);
}
