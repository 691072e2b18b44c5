/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/engine.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/change.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/leaders.h"
#include "engine/outbox/outbox.h"
#include "engine/roles/people_edit.h"
#include "store/store_tables.h"
#include "world_case.h"

#define WAITING_MAIL 1
#define ACTOR "uid:0"
#define LEADER 1

static sqlite3 *
handle_of(const struct world *world)
{
	return world->store->db.handle;
}

/* A leader who was added in the morning and whose first mail has failed. */
static int
set_up(void **state)
{
	struct error err = ERROR_INIT;
	int status = world_case_set_up(state);
	struct world *world = *state;

	if (status != OB_OK)
		return status;
	world->refused = memory_strdup("mette@example.org");
	status = world_wake(world, &err);
	if (status != OB_OK)
		print_error("%s\n", err.text);
	else
		world_case_change(world,
		    "UPDATE mail SET state = 'queued', sent_at = NULL "
		    "WHERE id = 1 AND state = 'sent'");
	return status;
}

static void
dump_table(sqlite3 *handle, const char *table, struct strbuf *out)
{
	cleanup_(memory_free_ptr) char *sql =
	    memory_printf("SELECT * FROM %s ORDER BY 1, 2", table);
	sqlite3_stmt *rows = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(handle, sql, -1, &rows, NULL), SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		strbuf_add_format(out, "\n%s", table);
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			const void *bytes = sqlite3_column_blob(rows, i);
			size_t len = (size_t)sqlite3_column_bytes(rows, i);

			strbuf_add_char(out, '|');
			if (len > 0)
				strbuf_add(out, bytes, len);
		}
	}
	(void)sqlite3_finalize(rows);
}

/* All that is kept. */
static char *
dump(const struct world *world)
{
	struct strbuf out = STRBUF_INIT;
	sqlite3_stmt *tables = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(handle_of(world),
		"SELECT name FROM sqlite_schema WHERE type = 'table' "
		"AND name NOT LIKE 'sqlite%' ORDER BY name",
		-1, &tables, NULL),
	    SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW)
		dump_table(handle_of(world),
		    (const char *)sqlite3_column_text(tables, 0), &out);
	(void)sqlite3_finalize(tables);
	return strbuf_detach(&out);
}

typedef int (*verb_fn)(
    struct engine *engine, json_t **ret_view, struct error *err);

static int
do_add(struct engine *engine, json_t **ret_view, struct error *err)
{
	const struct leader_request request = {
	    .name = "Bo Berg",
	    .email = "bo@example.org",
	    .work_email = "bo.berg@example.org",
	    .first_day = "2027-01-04",
	    .manager = "Niels Ny <niels@example.org>",
	    .mentor = "Jens Mentor <jens@example.org>",
	};

	return leaders_add(engine, ACTOR, &request, ret_view, err);
}

static int
do_complete(struct engine *engine, json_t **ret_view, struct error *err)
{
	return activities_complete(engine, ACTOR,
	    &(struct activity_request){
		.reference = "1:haandbog", .at = NULL, .note = "done"},
	    ret_view, err);
}

static int
do_skip(struct engine *engine, json_t **ret_view, struct error *err)
{
	return activities_skip(engine, ACTOR,
	    &(struct activity_request){
		.reference = "1:foel", .note = "no time"},
	    ret_view, err);
}

static int
do_move(struct engine *engine, json_t **ret_view, struct error *err)
{
	return activities_move(engine, ACTOR,
	    &(struct activity_request){.reference = "1:forventning-1",
		.at = "2026-12-22",
		.note = "agreed"},
	    ret_view, err);
}

static int
do_log_call(struct engine *engine, json_t **ret_view, struct error *err)
{
	return leaders_log_call(engine, ACTOR, LEADER,
	    &(struct call_request){.at = "2026-10-01T09:00", .minutes = 20},
	    ret_view, err);
}

static int
do_assign(struct engine *engine, json_t **ret_view, struct error *err)
{
	return leaders_assign(engine, ACTOR, LEADER,
	    &(struct assign_request){
		.role = "mentor", .person = "Jens Mentor <jens@example.org>"},
	    ret_view, err);
}

static int
do_edit(struct engine *engine, json_t **ret_view, struct error *err)
{
	const struct person_edit edit = {
	    .name = "Ana Lund Berg", .work_email = "al@example.org"};

	return people_edit(
	    engine, ACTOR, "ana@example.org", &edit, ret_view, err);
}

static int
do_first_task(struct engine *engine, json_t **ret_view, struct error *err)
{
	const struct first_task_request request = {
	    .title = "Vagtplan",
	    .goal = "Alle vagter er dækket",
	    .seen_by = "Planen hænger på kontoret",
	    .due = "2026-12-18",
	};

	return first_tasks_add(engine, ACTOR, LEADER, &request, ret_view, err);
}

static int
do_vacate(struct engine *engine, json_t **ret_view, struct error *err)
{
	return leaders_assign(engine, ACTOR, LEADER,
	    &(struct assign_request){.role = "manager", .person = ""}, ret_view,
	    err);
}

static int
do_send_away(struct engine *engine, json_t **ret_view, struct error *err)
{
	const struct person_edit edit = {
	    .away_from = "2026-10-01",
	    .stand_in = "Stine Stedfortræder <stine@example.org>",
	    .manager = "Dorte Direktør <dorte@example.org>",
	};

	return people_edit(
	    engine, ACTOR, "mette@example.org", &edit, ret_view, err);
}

static int
do_rotate(struct engine *engine, json_t **ret_view, struct error *err)
{
	return feeds_rotate(engine, ACTOR, 1, ret_view, err);
}

static int
find_failed(struct engine *engine, int64_t *ret_id)
{
	json_t *list = NULL;
	int status = outbox_list(engine, "failed", NULL, &list, NULL);

	if (status != OB_OK)
		return status;
	*ret_id = json_integer_value(json_object_get(
	    json_array_get(json_object_get(list, "mail"), 0), "id"));
	json_decref(list);
	return OB_OK;
}

static int
do_retry(struct engine *engine, json_t **ret_view, struct error *err)
{
	struct outbox_request request = {.actor = ACTOR};
	int status = find_failed(engine, &request.id);

	return status == OB_OK ? outbox_retry(engine, &request, ret_view, err)
			       : status;
}

static int
do_hold(struct engine *engine, json_t **ret_view, struct error *err)
{
	return outbox_hold(engine,
	    &(struct outbox_request){ACTOR, WAITING_MAIL, "Vent lidt"},
	    ret_view, err);
}

static int
do_cancel(struct engine *engine, json_t **ret_view, struct error *err)
{
	return outbox_cancel(engine,
	    &(struct outbox_request){ACTOR, WAITING_MAIL, "Ringet"}, ret_view,
	    err);
}

static const struct verb {
	const char *name;
	verb_fn run;
} verbs[] = {
    {"add-leader", do_add},
    {"complete", do_complete},
    {"skip", do_skip},
    {"move", do_move},
    {"log-call", do_log_call},
    {"assign", do_assign},
    {"assign", do_vacate},
    {"add-first-task", do_first_task},
    {"edit-person", do_edit},
    {"edit-person", do_send_away},
    {"rotate-feed", do_rotate},
    {"retry-mail", do_retry},
    {"hold-mail", do_hold},
    {"cancel-mail", do_cancel},
};

static void
run(struct world *world, verb_fn verb)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (verb(world->engine, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	assert_non_null(view);
	json_decref(view);
}

static void
test_every_verb_is_audited_with_who_did_it(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *sql =
		    memory_printf("SELECT count(*) FROM audit WHERE verb = "
				  "'%s' AND actor = '" ACTOR "'",
			verbs[i].name);
		int64_t before = world_case_ask(world, sql);

		run(world, verbs[i].run);
		assert_int_equal(world_case_ask(world, sql), before + 1);
	}
	assert_int_equal(change_verify_audit(world->engine, NULL), OB_OK);
}

/* Ways in which a verb can fail: at its first such change of such a table. */
static const char *const tables[] = {"audit", "audit_value", "person",
    "person_address", "journey", "journey_role", "activity",
    "activity_participant", "activity_left", "mentor_relation", "call", "mail",
    "feed", "feed_revoked", "page"};
static const char *const changes[] = {"INSERT", "UPDATE", "DELETE"};
#define WAYS (ARRAY_LEN(tables) * ARRAY_LEN(changes))

static void
watch(struct world *world, size_t way, const char *name, const char *reaction)
{
	cleanup_(memory_free_ptr) char *trigger =
	    memory_printf("CREATE TRIGGER %s_%zu BEFORE %s ON %s BEGIN %s; END",
		name, way, changes[way % ARRAY_LEN(changes)],
		tables[way / ARRAY_LEN(changes)], reaction);

	world_case_change(world, trigger);
}

/* Runs the verb and notes which of the ways it goes. */
static void
find_ways(struct world *world, const struct verb *verb, bool goes[WAYS])
{
	world_case_change(world, "CREATE TABLE gone (way INTEGER)");
	for (size_t way = 0; way < WAYS; way++) {
		cleanup_(memory_free_ptr) char *reaction =
		    memory_printf("INSERT INTO gone VALUES (%zu)", way);

		watch(world, way, "note", reaction);
	}
	run(world, verb->run);
	for (size_t way = 0; way < WAYS; way++) {
		cleanup_(memory_free_ptr) char *question = memory_printf(
		    "SELECT count(*) FROM gone WHERE way = %zu", way);

		goes[way] = world_case_ask(world, question) > 0;
	}
}

static void
fail_there(struct world *world, const struct verb *verb, size_t way)
{
	cleanup_(memory_free_ptr) char *before = dump(world);
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(memory_free_ptr) char *drop =
	    memory_printf("DROP TRIGGER deny_%zu", way);
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	watch(world, way, "deny", "SELECT RAISE(ABORT, 'not now')");
	assert_int_not_equal(verb->run(world->engine, &view, &err), OB_OK);
	assert_true(err.text[0] != '\0');
	world_case_change(world, drop);
	after = dump(world);
	if (strcmp(before, after) != 0)
		fail_msg("'%s' left something behind when %s of %s failed",
		    verb->name, changes[way % ARRAY_LEN(changes)],
		    tables[way / ARRAY_LEN(changes)]);
}

static void
renew(void **state)
{
	(void)world_case_tear_down(state);
	assert_int_equal(set_up(state), 0);
}

static void
test_a_verb_that_fails_anywhere_leaves_nothing_behind(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		bool goes[WAYS];
		size_t count = 0;

		find_ways(*state, &verbs[i], goes);
		renew(state);
		for (size_t way = 0; way < WAYS; way++) {
			if (!goes[way])
				continue;
			fail_there(*state, &verbs[i], way);
			count++;
		}
		assert_true(count >= 3);
		/* What it could not do then it can do now. */
		run(*state, verbs[i].run);
		renew(state);
	}
}

static void
test_a_trial_keeps_nothing(void **state)
{
	struct world *world = *state;
	const struct leader_request request = {
	    .name = "Bo Berg",
	    .email = "bo@example.org",
	    .first_day = "2027-01-04",
	    .manager = "Niels Ny <niels@example.org>",
	    .dry_run = true,
	};
	cleanup_(memory_free_ptr) char *before = dump(world);
	cleanup_(memory_free_ptr) char *after = NULL;
	json_t *view = NULL;

	assert_int_equal(
	    leaders_add(world->engine, ACTOR, &request, &view, NULL), OB_OK);
	assert_int_equal(
	    json_array_size(json_object_get(view, "activities")), 60);
	json_decref(view);
	after = dump(world);
	assert_string_equal(before, after);
}

static void
test_a_request_that_comes_twice_is_refused_and_changes_nothing(void **state)
{
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		cleanup_(memory_free_ptr) char *before = NULL;
		cleanup_(memory_free_ptr) char *after = NULL;
		struct error err = ERROR_INIT;
		json_t *view = NULL;
		int status;

		/* Two new addresses are better than one, names may repeat. */
		if (verbs[i].run == do_rotate || verbs[i].run == do_edit ||
		    verbs[i].run == do_send_away || verbs[i].run == do_retry)
			continue;
		run(world, verbs[i].run);
		before = dump(world);
		status = verbs[i].run(world->engine, &view, &err);
		json_decref(view);
		if (status != OB_ECONFLICT && status != OB_EEXISTS)
			fail_msg("'%s' twice gives %s", verbs[i].name,
			    error_code(status));
		assert_true(err.text[0] != '\0');
		after = dump(world);
		assert_string_equal(before, after);
	}
}

static void
test_no_byte_of_the_audit_can_be_changed_unseen(void **state)
{
	/* A change, and how to undo it. */
	static const char *const cases[][2] = {
	    {"UPDATE audit SET at = at + 1 WHERE id = 3",
		"UPDATE audit SET at = at - 1 WHERE id = 3"},
	    {"UPDATE audit SET actor = actor || 'x' WHERE id = 3",
		"UPDATE audit SET actor = substr(actor, 1, length(actor) - 1) "
		"WHERE id = 3"},
	    {"UPDATE audit SET verb = verb || 'x' WHERE id = 1",
		"UPDATE audit SET verb = substr(verb, 1, length(verb) - 1) "
		"WHERE id = 1"},
	    {"UPDATE audit SET entity = 'x' || entity WHERE id = 2",
		"UPDATE audit SET entity = substr(entity, 2) WHERE id = 2"},
	    {"UPDATE audit SET entity_id = entity_id + 1 WHERE id = 2",
		"UPDATE audit SET entity_id = entity_id - 1 WHERE id = 2"},
	    {"UPDATE audit_value SET after = after || ' ' WHERE audit_id = 3",
		"UPDATE audit_value SET after = substr(after, 1, "
		"length(after) - 1) WHERE audit_id = 3"},
	    {"UPDATE audit_value SET before = 'x' || before "
	     "WHERE audit_id = 3",
		"UPDATE audit_value SET before = substr(before, 2) "
		"WHERE audit_id = 3"},
	};
	struct world *world = *state;

	run(world, do_complete);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = ERROR_INIT;

		world_case_change(world, cases[i][0]);
		if (change_verify_audit(world->engine, &err) != OB_EDB)
			fail_msg("not seen: %s", cases[i][0]);
		world_case_change(world, cases[i][1]);
		assert_int_equal(
		    change_verify_audit(world->engine, NULL), OB_OK);
	}
}

static void
test_no_row_of_the_audit_can_be_taken_out_unseen(void **state)
{
	struct world *world = *state;

	world_case_change(world, "DELETE FROM audit_value WHERE audit_id = 2");
	assert_int_equal(change_verify_audit(world->engine, NULL), OB_OK);
	world_case_change(world, "DELETE FROM audit WHERE id = 2");
	assert_int_equal(change_verify_audit(world->engine, NULL), OB_EDB);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_every_verb_is_audited_with_who_did_it),
	    TEST(test_a_verb_that_fails_anywhere_leaves_nothing_behind),
	    TEST(test_a_trial_keeps_nothing),
	    TEST(
		test_a_request_that_comes_twice_is_refused_and_changes_nothing),
	    TEST(test_no_byte_of_the_audit_can_be_changed_unseen),
	    TEST(test_no_row_of_the_audit_can_be_taken_out_unseen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
