/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/journeys/leaders.h"
#include "engine/programmes/programmes.h"
#include "formats/handbook_file.h"
#include "store/store_tables.h"
#include "world_case.h"

/*
 * The morning's round for a function that two have together, and what is left
 * when the machine stops in the middle of one.
 */
#define ACTOR "test"
#define MEMBERS                                                                \
	"\"Ida Iversen\" <ida@example.org>\n\"Ivan Iskov\" <ivan@example.org>"
#define TASK "It og adgange er klar"

static void
share_it(struct world *world)
{
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;
	struct programmes_handbook outcome;

	world_case_check(handbook_file_load_default(&handbook, &err), &err);
	for (size_t i = 0; i < handbook->count; i++) {
		struct handbook_entry *entry = &handbook->entries[i];

		if (strcmp(entry->function, "it") != 0)
			continue;
		free(entry->members);
		entry->members = memory_strdup(MEMBERS);
		free(entry->mail);
		entry->mail = memory_strdup("");
	}
	world_case_check(programmes_import_handbook(
			     world->engine, ACTOR, handbook, &outcome, &err),
	    &err);
	handbook_free(handbook);
}

static int
set_up(void **state)
{
	int status = world_case_open(state, "", "2026-10-01T10:00");

	if (status == OB_OK)
		share_it(*state);
	return status;
}

static void
add_leader(struct world *world, const char *accepted, const char *first_day)
{
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@example.org",
	    .accepted = accepted,
	    .first_day = first_day,
	    .manager = "Mette Manager <mette@example.org>",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
	world_case_check(world_wake(world, &err), &err);
}

static void
advance(struct world *world, const char *to)
{
	struct error err = ERROR_INIT;
	int64_t at = 0;

	world_case_check(world_instant(world, to, &at, &err), &err);
	world_case_check(world_advance(world, at, &err), &err);
}

static void
run(struct world *world, const char *sql)
{
	sqlite3 *handle = world->store->db.handle;

	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(handle), sql);
}

/* How many digests to an address say so. */
static size_t
count(const struct world *world, const char *to, const char *text)
{
	size_t found = 0;

	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *delivery = &world->deliveries[i];

		found += strcmp(delivery->kind, "digest") == 0 &&
				 strcmp(delivery->to, to) == 0 &&
				 strstr(delivery->text, text) != NULL
			     ? 1
			     : 0;
	}
	return found;
}

static void
complete(struct world *world, const char *reference)
{
	const struct activity_request request = {.reference = reference};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    activities_complete(world->engine, ACTOR, &request, &view, &err),
	    &err);
	json_decref(view);
}

/* The morning of the day before a task of both, at which both are reminded. */
static void
go_to_the_morning_before(struct world *world)
{
	add_leader(world, NULL, "2026-12-07");
	complete(world, "1:it-bestil");
	advance(world, "2026-12-02T07:59");
}

static void
test_a_round_that_was_cut_short_tells_the_other_member(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	size_t ida;
	size_t ivan;

	go_to_the_morning_before(world);
	ida = count(world, "ida@example.org", TASK);
	ivan = count(world, "ivan@example.org", TASK);
	run(world,
	    "CREATE TEMP TRIGGER cut BEFORE INSERT ON main.mail "
	    "WHEN NEW.kind = 'digest' AND NEW.to_address = 'ivan@example.org' "
	    "BEGIN SELECT RAISE(ABORT, 'the machine stops'); END");
	clock_set(&world->clock, clock_now(&world->clock) + 60);
	assert_int_not_equal(world_wake(world, &err), OB_OK);
	run(world, "DROP TRIGGER cut");
	world_case_check(world_wake(world, &err), &err);
	assert_int_equal(count(world, "ida@example.org", TASK), ida + 1);
	assert_int_equal(count(world, "ivan@example.org", TASK), ivan + 1);
	advance(world, "2026-12-02T18:00");
	assert_int_equal(count(world, "ida@example.org", TASK), ida + 1);
	assert_int_equal(count(world, "ivan@example.org", TASK), ivan + 1);
	world_case_check(world_check(world, &err), &err);
}

static void
test_both_members_hear_once_that_something_was_late_from_the_start(void **state)
{
	static const char text[] = "Fristen var overskredet";
	struct world *world = *state;

	add_leader(world, "2026-06-01", "2026-08-03");
	advance(world, "2026-10-02T18:00");
	assert_int_equal(count(world, "ida@example.org", text), 1);
	assert_int_equal(count(world, "ivan@example.org", text), 1);
	advance(world, "2026-10-30T18:00");
	assert_int_equal(count(world, "ida@example.org", text), 1);
	assert_int_equal(count(world, "ivan@example.org", text), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_a_round_that_was_cut_short_tells_the_other_member, set_up,
		world_case_tear_down),
	    cmocka_unit_test_setup_teardown(
		test_both_members_hear_once_that_something_was_late_from_the_start,
		set_up, world_case_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
