/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/activities/remarks.h"
#include "engine/core/core.h"
#include "engine/journeys/leaders.h"
#include "engine/pages/page_view.h"
#include "store/store_tables.h"
#include "world_case.h"

/* What is said of an activity, where no page shows it. */
#define ACTOR "person:1"
#define TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

#define LEADERS 2

#define CALL "(SELECT id FROM activity WHERE step = 'velkomstopkald')"
#define OWNER                                                                  \
	"(SELECT responsible_id FROM activity WHERE step = 'velkomstopkald')"

static struct remark_request
request_of(const struct world *world, const char *person, const char *text)
{
	return (struct remark_request){
	    .actor = ACTOR,
	    .person_id = world_case_ask(world, person),
	    .activity_id = world_case_ask(world, "SELECT " CALL),
	    .text = text,
	};
}

static struct remark_request
of_owner(const struct world *world, const char *text)
{
	return request_of(world, "SELECT " OWNER, text);
}

static void
test_an_activity_takes_so_many_comments_and_no_more(void **state)
{
	struct world *world = *state;
	struct remark_request request = of_owner(world, "Den sidste");
	struct error err = ERROR_INIT;

	world_case_change(world,
	    "INSERT INTO remark (activity_id, kind, person_id, owner_id, "
	    "text, said_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
	    "SELECT i + 1 FROM n WHERE i < 199) SELECT " CALL
	    ", 'comment', " OWNER ", " OWNER ", 'Nr. ' || i, 0 FROM n");
	world_case_check(remarks_comment(world->engine, &request, &err), &err);
	request.text = "En til";
	assert_int_equal(
	    remarks_comment(world->engine, &request, &err), OB_ELIMIT);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM remark"), REMARKS_MAX);
	/* They keep nobody from saying that it cannot be done. */
	world_case_check(remarks_report(world->engine, &request, &err), &err);
}

static void
test_a_report_that_is_sent_twice_is_one(void **state)
{
	struct world *world = *state;
	const struct remark_request request = of_owner(world, "Er på kursus");
	struct error err = ERROR_INIT;

	for (int i = 0; i < 2; i++)
		world_case_check(
		    remarks_report(world->engine, &request, &err), &err);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM remark"), 1);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE kind = 'cannot'"),
	    1);
}

static void
test_who_takes_it_back_in_time_sends_no_mail(void **state)
{
	struct world *world = *state;
	const struct remark_request request = of_owner(world, "Er på kursus");
	struct error err = ERROR_INIT;

	for (int i = 0; i < 2; i++) {
		world_case_check(
		    remarks_report(world->engine, &request, &err), &err);
		assert_int_equal(
		    world_case_ask(world, "SELECT count(*) FROM mail WHERE "
					  "kind = 'cannot' AND "
					  "state = 'queued'"),
		    1);
		world_case_check(
		    remarks_withdraw(world->engine, &request, &err), &err);
		world_case_check(
		    world_jump(world, clock_now(&world->clock) + 60, &err),
		    &err);
	}
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail WHERE "
				  "kind = 'cannot' AND state = 'queued'"),
	    0);
}

static void
test_of_two_who_report_at_once_the_first_is_kept(void **state)
{
	struct world *world = *state;
	const struct remark_request first = of_owner(world, "Er på kursus");
	const struct remark_request second = request_of(world,
	    "SELECT min(id) FROM person WHERE id <> " OWNER, "Er på kursus");
	struct error err = ERROR_INIT;

	world_case_check(remarks_report(world->engine, &first, &err), &err);
	assert_int_equal(
	    remarks_report(world->engine, &second, &err), OB_ECONFLICT);
	assert_int_equal(world_case_ask(world, "SELECT person_id FROM remark"),
	    first.person_id);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM remark"), 1);
}

static void
test_a_page_that_cannot_be_made_leaves_its_outputs_alone(void **state)
{
	struct world *world = *state;
	int64_t person_id = world_case_ask(world, "SELECT " OWNER);
	json_t *untouched = json_true();
	json_t *view = untouched;
	bool has_ended = true;
	struct error err = ERROR_INIT;

	world_case_change(
	    world, "ALTER TABLE handbook_entry RENAME TO handbook_gone");
	assert_int_not_equal(page_view_person(world->engine, person_id, TOKEN,
				 &view, &has_ended, &err),
	    OB_OK);
	assert_ptr_equal(view, untouched);
	assert_true(has_ended);
	world_case_change(
	    world, "ALTER TABLE handbook_gone RENAME TO handbook_entry");
}

static void
add_leader(struct world *world, int number)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("Leder Nummer %d", number);
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("leder%d@example.org", number);
	const struct leader_request request = {
	    .name = name,
	    .email = email,
	    .first_day = "2026-12-07",
	    .manager = "Niels Ny <niels@example.org>",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    leaders_add(world->engine, "uid:0", &request, &view, &err), &err);
	json_decref(view);
}

static int
count_statement(unsigned kind, void *count, void *statement, void *sql)
{
	(void)kind;
	(void)statement;
	(void)sql;
	(*(int64_t *)count)++;
	return 0;
}

/* How many statements make the manager's page; ret_reported is on it. */
static int64_t
statements_of_page(const struct world *world, size_t *ret_reported)
{
	sqlite3 *handle = world->engine->store->db.handle;
	int64_t count = 0;
	int64_t manager = world_case_ask(world, "SELECT " OWNER);
	bool has_ended = false;
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	(void)sqlite3_trace_v2(
	    handle, SQLITE_TRACE_STMT, count_statement, &count);
	world_case_check(page_view_person(world->engine, manager, TOKEN, &view,
			     &has_ended, &err),
	    &err);
	(void)sqlite3_trace_v2(handle, 0, NULL, NULL);
	*ret_reported = json_array_size(json_object_get(view, "reported"));
	json_decref(view);
	return count;
}

static void
test_a_page_reads_no_reports_that_are_not_for_its_reader(void **state)
{
	struct world *world = *state;
	size_t reported = 0;
	int64_t alone;

	for (int i = 1; i <= LEADERS; i++)
		add_leader(world, i);
	(void)statements_of_page(world, &reported); /* fills what is kept */
	alone = statements_of_page(world, &reported);
	world_case_change(world,
	    "INSERT INTO remark (activity_id, kind, person_id, owner_id, "
	    "text, said_at) SELECT id, 'cannot', responsible_id, "
	    "responsible_id, 'Er på kursus', 0 FROM activity "
	    "WHERE journey_id > 1 AND state IN ('planned', 'held')");
	assert_true(world_case_ask(world, "SELECT count(*) FROM remark") > 50);
	assert_int_equal(statements_of_page(world, &reported), alone);
	assert_int_equal(reported, 0);

	/* What the coordinator says is for the manager. */
	world_case_change(world,
	    "INSERT INTO remark (activity_id, kind, person_id, owner_id, "
	    "text, said_at) SELECT a.id, 'cannot', r.person_id, "
	    "a.responsible_id, 'Er på kursus', 0 FROM activity a "
	    "JOIN journey_role r ON r.journey_id = a.journey_id "
	    "AND r.role = 'coordinator' WHERE a.journey_id = 1 "
	    "AND a.responsible_id = r.person_id "
	    "AND a.state IN ('planned', 'held') LIMIT 1");
	assert_true(statements_of_page(world, &reported) > alone);
	assert_int_equal(reported, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(
		test_an_activity_takes_so_many_comments_and_no_more),
	    WORLD_CASE_TEST(test_a_report_that_is_sent_twice_is_one),
	    WORLD_CASE_TEST(test_who_takes_it_back_in_time_sends_no_mail),
	    WORLD_CASE_TEST(test_of_two_who_report_at_once_the_first_is_kept),
	    WORLD_CASE_TEST(
		test_a_page_reads_no_reports_that_are_not_for_its_reader),
	    WORLD_CASE_TEST(
		test_a_page_that_cannot_be_made_leaves_its_outputs_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
