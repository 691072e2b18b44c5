/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "journeys_world.h"

#define WHY "because it rained"

static char *
read_all(const struct world *world)
{
	cleanup_(memory_free_ptr) char *tables = journeys_world_read_rows(world,
	    "SELECT group_concat('SELECT ''' || name || ''', hex(t) FROM "
	    "(SELECT "
	    "quote(json_array(' || columns || ')) AS t FROM ' || name || "
	    "' ORDER BY 1)', ' UNION ALL ') FROM (SELECT m.name AS name, "
	    "(SELECT group_concat('quote(' || c.name || ')', ', ') FROM "
	    "pragma_table_info(m.name) c) AS columns FROM sqlite_schema m "
	    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%')");

	/* "|SELECT ...\n." */
	tables[strlen(tables) - 2] = '\0';
	return journeys_world_read_rows(world, tables + 1);
}

typedef int (*verb_fn)(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err);

static int
do_first_day(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_move_first_day(engine, ACTOR, LEADER,
	    &(struct first_day_request){
		.to = "2027-01-11", .reason = WHY, .dry_run = dry_run},
	    ret_view, err);
}

static int
do_pause(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_pause(engine, ACTOR, LEADER,
	    &(struct pause_request){.from = "2027-02-01",
		.to = "2027-02-14",
		.reason = WHY,
		.dry_run = dry_run},
	    ret_view, err);
}

static int
do_resume(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_resume(engine, ACTOR, LEADER,
	    &(struct resume_request){
		.on = "2027-02-08", .reason = WHY, .dry_run = dry_run},
	    ret_view, err);
}

static int
do_end(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	return journeys_end_employment(engine, ACTOR, LEADER,
	    &(struct end_request){
		.last_day = "2027-02-26", .reason = WHY, .dry_run = dry_run},
	    ret_view, err);
}

static int
do_edit(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	struct edit_leader_request request = {
	    .facts = JOURNEY_FACTS_NONE, .reason = WHY, .dry_run = dry_run};

	request.facts.addresses = 3;
	return journeys_edit(engine, ACTOR, LEADER, &request, ret_view, err);
}

static int
do_late(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return journeys_settle_late(engine, ACTOR, LEADER,
	    &(struct late_request){.rest = "skip"}, ret_view, err);
}

static int
do_reopen(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return activities_reopen(engine, ACTOR,
	    &(struct activity_request){
		.reference = "1:opret", .note = "once more"},
	    ret_view, err);
}

static int
do_cancel(
    struct engine *engine, bool dry_run, json_t **ret_view, struct error *err)
{
	(void)dry_run;
	return journeys_cancel(engine, ACTOR, LEADER, "why", ret_view, err);
}

static const struct verb {
	const char *name;
	verb_fn run;
	bool can_try;
} verbs[] = {
    {"edit-leader", do_edit, true},
    {"move-first-day", do_first_day, true},
    {"pause", do_pause, true},
    {"resume", do_resume, true},
    {"reopen", do_reopen, false},
    {"end-employment", do_end, true},
    {"settle-late", do_late, false},
    {"cancel", do_cancel, false},
};

static void
run(struct world *world, const struct verb *verb, bool dry_run)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (verb->run(world->engine, dry_run, &view, &err) != OB_OK)
		fail_msg("%s: %s", verb->name, err.text);
	assert_non_null(view);
	json_decref(view);
}

/* So that there is something to settle. */
static void
make_late(const struct world *world)
{
	world_case_change(world, "UPDATE activity SET flags = flags | 4 "
				 "WHERE journey_id = 1 AND step = 'haandbog'");
}

static void
test_every_verb_is_audited_with_who_did_it(void **state)
{
	struct world *world = *state;

	make_late(world);
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *sql =
		    memory_printf("SELECT count(*) FROM audit WHERE verb = "
				  "'%s' AND actor = '" ACTOR "'",
			verbs[i].name);

		run(world, &verbs[i], false);
		assert_int_equal(world_case_ask(world, sql), 1);
	}
	/* Those that can be tried were given a reason. */
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM audit_value "
				  "WHERE instr(after, '" WHY "') > 0"),
	    5);
}

static void
test_a_trial_keeps_nothing(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *before = read_all(world);
		cleanup_(memory_free_ptr) char *after = NULL;

		if (!verbs[i].can_try)
			continue;
		run(world, &verbs[i], true);
		after = read_all(world);
		assert_true(strlen(before) > 10000);
		assert_string_equal(before, after);
		/* The pause is what resume needs. */
		if (strcmp(verbs[i].name, "pause") == 0)
			run(world, &verbs[i], false);
	}
}

static void
test_a_refused_verb_keeps_nothing(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *before = NULL;
	cleanup_(memory_free_ptr) char *after = NULL;

	run(world, &verbs[ARRAY_LEN(verbs) - 1], false);
	before = read_all(world);
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		assert_int_not_equal(
		    verbs[i].run(world->engine, false, &view, &err), OB_OK);
		assert_null(view);
		assert_string_not_equal(err.text, "");
	}
	after = read_all(world);
	assert_string_equal(before, after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    JOURNEYS_WORLD_TEST(test_every_verb_is_audited_with_who_did_it),
	    JOURNEYS_WORLD_TEST(test_a_trial_keeps_nothing),
	    JOURNEYS_WORLD_TEST(test_a_refused_verb_keeps_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
