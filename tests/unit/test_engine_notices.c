/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/notices.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/embedded.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "engine/letters/mail_texts.h"
#include "engine/notices/notice.h"
#include "engine/notices/notice_rung.h"
#include "engine/outbox/mail_explain.h"
#include "engine/outbox/outbox.h"
#include "engine/tick.h"
#include "store/store_tables.h"
#include "world_case.h"

#define ACTOR "test"
#define NIGHT "2026-10-01T20:00" /* nothing leaves before the morning */
#define MORNING "2026-10-02T07:30"
#define WEEK "2026-10-09T18:00"

static int
set_up(void **state)
{
	return world_case_open(state, "", NIGHT);
}

static void
add_leader(struct world *world, int number)
{
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("leder%d@example.org", number);
	const struct leader_request request = {
	    .name = "Ny Leder",
	    .email = email,
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
}

static void
add_leaders(struct world *world, int count)
{
	for (int i = 1; i <= count; i++)
		add_leader(world, i);
}

static void
wake(struct world *world)
{
	struct error err = ERROR_INIT;

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

static size_t
count_notices(const struct world *world, const char *to)
{
	size_t count = 0;

	for (size_t i = 0; i < world->delivery_count; i++)
		count += strcmp(world->deliveries[i].kind, "notice") == 0 &&
				 strcmp(world->deliveries[i].to, to) == 0
			     ? 1
			     : 0;
	return count;
}

/* Of others than the leader, who is welcomed first, and no system's mails. */
#define OPEN_TASKS                                                             \
	"SELECT count(*) FROM activity a "                                     \
	"JOIN journey j ON j.id = a.journey_id AND j.state = 'active' "        \
	"JOIN programme_step s ON s.programme_id = j.programme_id "            \
	"AND s.position = a.position AND s.kind <> 'mail' "                    \
	"WHERE a.state IN ('planned', 'held') "                                \
	"AND a.responsible_id <> j.leader_id "

static void
check_all_told(struct world *world)
{
	struct error err = ERROR_INIT;

	assert_true(world_case_ask(world, OPEN_TASKS) > 0);
	assert_int_equal(world_case_ask(world,
			     OPEN_TASKS "AND a.noticed_id <> a.responsible_id"),
	    0);
	assert_int_equal(
	    world_case_ask(world, OPEN_TASKS
		"AND NOT EXISTS (SELECT 1 FROM reminder r JOIN mail m "
		"ON m.id = r.mail_id WHERE r.activity_id = a.id "
		"AND r.rung = 'notice' AND r.person_id = a.responsible_id "
		"AND m.person_id = r.person_id AND m.state = 'sent')"),
	    0);
	assert_int_equal(world_case_ask(world,
			     "SELECT count(*) FROM reminder r "
			     "JOIN mail m ON m.id = r.mail_id "
			     "WHERE m.kind = 'notice' AND m.state <> 'sent'"),
	    0);
	world_case_check(world_check(world, &err), &err);
}

static void
test_fifty_leaders_are_one_mail_to_each_who_helps_them(void **state)
{
	struct world *world = *state;

	add_leaders(world, 50);
	advance(world, WEEK);
	assert_int_equal(count_notices(world, "hr@example.org"), 1);
	assert_int_equal(count_notices(world, "mette@example.org"), 1);
	assert_int_equal(count_notices(world, "ida.it@example.org"), 1);
	check_all_told(world);
}

static void
test_what_has_left_is_not_told_again(void **state)
{
	struct world *world = *state;

	add_leaders(world, 2);
	advance(world, MORNING);
	add_leader(world, 3);
	add_leader(world, 4);
	advance(world, WEEK);
	assert_int_equal(count_notices(world, "hr@example.org"), 2);
	check_all_told(world);
}

static void
test_a_mail_that_may_have_arrived_is_left_alone(void **state)
{
	struct world *world = *state;

	add_leader(world, 1);
	world->server_loses_answers = true;
	advance(world, MORNING);
	world->server_loses_answers = false;
	assert_true(world_case_ask(world, "SELECT count(*) FROM mail "
					  "WHERE state = 'ambiguous'") > 0);
	add_leader(world, 2);
	wake(world);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE kind = 'notice' "
					       "AND state = 'cancelled'"),
	    0);
	advance(world, WEEK);
	/* The first twice, with the same bytes, and the second's. */
	assert_int_equal(count_notices(world, "hr@example.org"), 3);
	check_all_told(world);
}

static void
test_a_notice_that_was_withdrawn_says_where_it_stands(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *sentence = NULL;
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	json_t *lines;
	int64_t first;
	int64_t second;

	add_leader(world, 1);
	wake(world);
	add_leader(world, 2);
	wake(world);
	first = world_case_ask(world,
	    "SELECT min(id) FROM mail WHERE kind = 'notice' "
	    "AND to_address = 'hr@example.org'");
	second = world_case_ask(world,
	    "SELECT max(id) FROM mail WHERE kind = 'notice' "
	    "AND to_address = 'hr@example.org'");
	assert_true(first < second);
	world_case_check(mail_explain(world->engine, first, &view, &err), &err);
	lines = json_object_get(view, "explanation");
	lines = json_array_get(lines, json_array_size(lines) - 1);
	sentence = memory_printf("mail %" PRId64 ".", second);
	assert_string_equal(
	    json_string_value(json_object_get(lines, "reason")), "merged");
	assert_non_null(strstr(
	    json_string_value(json_object_get(lines, "text")), sentence));
	assert_int_equal(
	    json_array_size(json_object_get(view, "reminders")), 0);
	json_decref(view);
	advance(world, MORNING);
	check_all_told(world);
}

static void
test_no_mail_speaks_of_more_journeys_than_one_can_read(void **state)
{
	struct world *world = *state;

	add_leaders(world, NOTICE_JOURNEYS_MAX + 5);
	advance(world, WEEK);
	assert_int_equal(count_notices(world, "hr@example.org"), 2);
	check_all_told(world);
}

static void
test_a_mail_keeps_what_is_left_when_its_journeys_end(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	add_leaders(world, 3);
	wake(world);
	for (int64_t id = 1; id <= 3; id++) {
		json_t *view = NULL;

		world_case_check(journeys_cancel(world->engine, ACTOR, id,
				     "Et andet job", &view, &err),
		    &err);
		json_decref(view);
		if (id == 2)
			assert_int_equal(
			    world_case_ask(world,
				"SELECT journey_id FROM mail "
				"WHERE kind = 'notice' "
				"AND to_address = 'hr@example.org' "
				"AND state = 'queued'"),
			    3);
	}
	advance(world, WEEK);
	assert_int_equal(count_notices(world, "hr@example.org"), 0);
	world_case_check(world_check(world, &err), &err);
}

/* The disk is full at one commit. */
static int
on_commit(void *arg)
{
	int *left = arg;

	return --*left == 0;
}

/*
 * Everything is told by several transactions; each fails once, half of the
 * times with the program.
 */
static void
test_a_crash_at_any_commit_loses_and_doubles_nothing(void **state)
{
	struct world *world = *state;
	int number = 0;
	int left;

	do {
		struct error err = ERROR_INIT;

		add_leader(world, ++number);
		left = number;
		(void)sqlite3_commit_hook(
		    world->store->db.handle, on_commit, &left);
		if (world_wake(world, &err) == OB_OK)
			assert_true(left > 0);
		(void)sqlite3_commit_hook(world->store->db.handle, NULL, NULL);
		if (number % 2 == 0)
			world_case_check(world_restart(world, &err), &err);
		wake(world);
		assert_int_equal(world_case_ask(world, OPEN_TASKS
				     "AND a.noticed_id <> a.responsible_id"),
		    0);
	} while (left <= 0);
	/* A journey begins, and all are told: more than a few transactions. */
	assert_true(number > 5);
	advance(world, WEEK);
	assert_int_equal(count_notices(world, "hr@example.org"), 1);
	assert_int_equal(count_notices(world, "mette@example.org"), 1);
	assert_int_equal(count_notices(world, "ida.it@example.org"), 1);
	check_all_told(world);
}

static void
test_a_tick_without_news_writes_nothing(void **state)
{
	struct world *world = *state;
	int64_t audit;

	add_leaders(world, 2);
	wake(world);
	audit = world_case_ask(world, "SELECT max(id) FROM audit");
	wake(world);
	assert_int_equal(
	    world_case_ask(world, "SELECT max(id) FROM audit"), audit);
}

static void
test_a_rung_says_for_whom_and_how_it_was_told(void **state)
{
	static const struct {
		const char *name;
		struct notice_rung rung;
	} cases[] = {
	    {"notice", {false, 0}},
	    {"notice 17", {false, 17}},
	    {"notice-handover", {true, 0}},
	    {"notice-handover 9223372036854775807", {true, INT64_MAX}},
	};

	static const char *const others[] = {
	    "", "before-1", "noticeable", "notice-hand", "changed-1 - -1"};
	struct notice_rung rung;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char name[NOTICE_RUNG_SIZE];

		assert_string_equal(
		    notice_rung_name(&cases[i].rung, name), cases[i].name);
		assert_true(notice_rung_parse(name, &rung));
		assert_int_equal(rung.is_handover, cases[i].rung.is_handover);
		assert_int_equal(rung.owner_id, cases[i].rung.owner_id);
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		assert_false(notice_rung_parse(others[i], &rung));
}

/* A text of before, which would tell of one journey and leave out the rest. */
static int
give_old_text(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err)
{
	const struct embedded_file *file = embedded_find(path);

	(void)arg;
	(void)err;
	if (strcmp(path, "config/mail/notice.da.txt") == 0)
		strbuf_add_str(ret_bytes,
		    "Subject: Opgaver\n\n{{#activities}}\n- {{title}}\n"
		    "{{/activities}}\n");
	else
		strbuf_add(ret_bytes, file->bytes, file->len);
	return OB_OK;
}

static void
test_a_text_without_the_journeys_is_refused(void **state)
{
	struct mail_texts *texts = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(
	    mail_texts_new(give_old_text, NULL, &texts, &err), OB_EINVALID);
	assert_non_null(strstr(err.text, "config/mail/notice.da.txt:"));
	assert_non_null(strstr(err.text, "activities"));
}

int
main(void)
{
#define TEST(test)                                                             \
	cmocka_unit_test_setup_teardown(test, set_up, world_case_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_fifty_leaders_are_one_mail_to_each_who_helps_them),
	    TEST(test_what_has_left_is_not_told_again),
	    TEST(test_a_mail_that_may_have_arrived_is_left_alone),
	    TEST(test_a_notice_that_was_withdrawn_says_where_it_stands),
	    TEST(test_no_mail_speaks_of_more_journeys_than_one_can_read),
	    TEST(test_a_mail_keeps_what_is_left_when_its_journeys_end),
	    TEST(test_a_crash_at_any_commit_loses_and_doubles_nothing),
	    TEST(test_a_tick_without_news_writes_nothing),
	    cmocka_unit_test(test_a_text_without_the_journeys_is_refused),
	    cmocka_unit_test(test_a_rung_says_for_whom_and_how_it_was_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
