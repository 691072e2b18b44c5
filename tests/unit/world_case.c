/* SPDX-License-Identifier: EUPL-1.2 */
#include "world_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/journeys/leaders.h"
#include "store/store_tables.h"

int
world_case_open(void **state, const char *config, const char *now)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;
	int status = world_open(world, config, now, &err);

	*state = world;
	if (status != OB_OK)
		print_error("%s\n", err.text);
	return status;
}

int
world_case_set_up(void **state)
{
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@example.org",
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	};
	int status = world_case_open(state, "", "2026-10-01T10:00");
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (status != OB_OK)
		return status;
	world_case_check(
	    leaders_add(world->engine, "uid:0", &request, &view, &err), &err);
	json_decref(view);
	return OB_OK;
}

int
world_case_tear_down(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
}

void
world_case_check(int status, const struct error *err)
{
	if (status != OB_OK)
		fail_msg("%s", err->text);
}

int64_t
world_case_ask(const struct world *world, const char *sql)
{
	int64_t value = -1;

	assert_int_equal(
	    db_read_integer(&world->store->db, sql, &value, NULL), OB_OK);
	return value;
}

void
world_case_change(const struct world *world, const char *sql)
{
	struct error err = ERROR_INIT;

	if (db_execute(&world->store->db, sql, &err) != OB_OK)
		fail_msg("%s: %s", err.text, sql);
}
