/* SPDX-License-Identifier: EUPL-1.2 */
#include "journeys_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "store/store_tables.h"

static void
add_leader(struct world *world, const char *name, const char *email)
{
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	    .mentor = "Jens Mentor <jens@example.org>",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
}

int
journeys_world_advance(struct world *world, const char *to, struct error *err)
{
	int64_t at = 0;
	int status = world_instant(world, to, &at, err);

	return status == OB_OK ? world_advance(world, at, err) : status;
}

int
journeys_world_set_up(void **state)
{
	struct error err = ERROR_INIT;
	int status = world_case_open(state, "", "2026-10-01T10:00");
	struct world *world = *state;

	if (status != OB_OK)
		return status;
	add_leader(world, "Ana Lund", "ana@example.org");
	add_leader(world, "Bo Berg", "bo@example.org");
	world_case_check(
	    journeys_world_advance(world, "2026-11-05T12:00", &err), &err);
	return OB_OK;
}

char *
journeys_world_read_rows(const struct world *world, const char *sql)
{
	struct strbuf out = STRBUF_INIT;
	sqlite3_stmt *rows = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(world->store->db.handle, sql, -1, &rows, NULL),
	    SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			const char *text =
			    (const char *)sqlite3_column_text(rows, i);

			strbuf_add_format(
			    &out, "|%s", text == NULL ? "-" : text);
		}
		strbuf_add_char(&out, '\n');
	}
	(void)sqlite3_finalize(rows);
	strbuf_add_char(&out, '.');
	return strbuf_detach(&out);
}

void
journeys_world_move_first_day(struct world *world, const char *to)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (journeys_move_first_day(world->engine, ACTOR, LEADER,
		&(struct first_day_request){.to = to}, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

void
journeys_world_pause(struct world *world, const char *from, const char *to)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (journeys_pause(world->engine, ACTOR, LEADER,
		&(struct pause_request){.from = from, .to = to}, &view,
		&err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}
