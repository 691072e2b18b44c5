/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/outbox/relay.h"
#include "received_world.h"
#include "store/mail_store.h"
#include "store/store_tables.h"

/* One mail that cannot leave, and all the others. */

#define DAY ((int64_t)86400)
#define HOUR ((int64_t)3600)

static void
change(const struct world *world, const char *sql)
{
	struct error err = ERROR_INIT;

	world_case_check(db_execute(&world->store->db, sql, &err), &err);
}

static void
advance(struct world *world, int64_t seconds)
{
	struct error err = ERROR_INIT;

	world_case_check(
	    world_advance(world, core_now(world->engine) + seconds, &err),
	    &err);
}

static int
retry(const struct world *world, int64_t id, struct error *err)
{
	const struct outbox_request request = {.actor = ACTOR, .id = id};
	json_t *view = NULL;
	int status = outbox_retry(world->engine, &request, &view, err);

	json_decref(view);
	return status;
}

static struct mail
mail_of(const struct world *world, int64_t id)
{
	struct mail mail = {0};

	assert_int_equal(mail_store_find(world->store, id, &mail, NULL), OB_OK);
	return mail;
}

/* What the address was sent since that many letters. */
static size_t
count_letters(const struct world *world, size_t before, const char *to)
{
	size_t count = 0;

	for (size_t i = before; i < world->delivery_count; i++)
		count += strcmp(world->deliveries[i].to, to) == 0;
	return count;
}

static void
test_a_mail_whose_text_is_gone_is_not_retried(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	int64_t id;

	(void)received_world_sent_mail(world);
	change(world, "UPDATE mail SET state = 'failed' WHERE id = "
		      "(SELECT max(id) FROM mail WHERE state = 'sent')");
	advance(world, 40 * DAY);
	id =
	    world_case_ask(world, "SELECT id FROM mail WHERE state = 'failed'");
	assert_int_equal(world_case_ask(world,
			     "SELECT count(*) FROM mail WHERE bytes IS NULL "
			     "AND state = 'failed'"),
	    1);
	assert_int_equal(retry(world, id, &err), OB_ECONFLICT);
	assert_non_null(strstr(err.text, "text is no longer kept"));
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE state = 'failed'"),
	    1);
}

static void
test_the_text_of_what_is_never_sent_goes_too(void **state)
{
	static const char question[] =
	    "SELECT count(*) FROM mail WHERE state IN ('failed', 'cancelled') "
	    "AND sent_at IS NULL AND bytes IS NOT NULL AND created_at < "
	    "(SELECT min(created_at) FROM mail) + 86400";
	struct world *world = *state;

	advance(world, HOUR);
	change(world, "UPDATE mail SET state = 'cancelled', sent_at = NULL "
		      "WHERE to_address = 'mette@example.org'");
	change(world, "UPDATE mail SET state = 'failed', sent_at = NULL "
		      "WHERE to_address = 'ana@example.org'");
	assert_true(world_case_ask(world, question) > 0);
	advance(world, 29 * DAY);
	assert_true(world_case_ask(world, question) > 0);
	advance(world, 2 * DAY);
	assert_int_equal(world_case_ask(world, question), 0);
}

static void
test_the_text_of_a_mail_that_waits_is_kept(void **state)
{
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	struct error err = ERROR_INIT;
	size_t before;

	change(world, "UPDATE mail SET state = 'failed' WHERE kind = 'welcome' "
		      "AND state = 'sent'");
	advance(world, 29 * DAY);
	world->server_is_down = true;
	world_case_check(retry(world, id, &err), &err);
	advance(world, 3 * DAY);
	world->server_is_down = false;
	before = world->delivery_count;
	advance(world, DAY);
	assert_int_equal(count_letters(world, before, "ana@example.org"), 1);
}

static void
test_a_mail_that_cannot_be_made_ready_keeps_no_other_back(void **state)
{
	struct world *world = *state;
	size_t before;
	struct mail mail;
	int64_t id;

	advance(world, HOUR);
	id = world_case_ask(world, "SELECT min(id) FROM mail "
				   "WHERE to_address = 'mette@example.org'");
	change(world, "UPDATE mail SET state = 'queued'");
	change(world,
	    "UPDATE mail SET bytes = NULL, urgent = 1 WHERE id = (SELECT "
	    "min(id) FROM mail WHERE to_address = 'mette@example.org')");
	before = world->delivery_count;
	advance(world, HOUR);
	assert_true(count_letters(world, before, "hr@example.org") > 0);
	mail = mail_of(world, id);
	assert_string_equal(mail.state, "failed");
	assert_non_null(strstr(mail.last_reply, "not sent: the text of mail"));
	assert_int_equal(mail.attempts, 1);
	mail_store_release(&mail);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM audit "
					       "WHERE verb = 'fail-mail'"),
	    1);
}

/* As the first of the queue, hour after hour. */
static void
test_an_address_that_is_not_relayed_to_keeps_no_other_back(void **state)
{
	struct world *world = *state;
	size_t before;

	advance(world, 3 * HOUR);
	world->unrelayed = memory_strdup("mette@example.org");
	before = world->delivery_count;
	change(world,
	    "UPDATE mail SET state = 'queued', attempts = 0, urgent = 1 "
	    "WHERE to_address = 'mette@example.org'");
	advance(world, 30 * 60);
	assert_string_equal(
	    relay_state_name(outbox_relay(world->engine)->state), "paused");
	change(world, "UPDATE mail SET state = 'queued', attempts = 0 "
		      "WHERE to_address = 'hr@example.org'");
	advance(world, 2 * HOUR);
	assert_true(count_letters(world, before, "hr@example.org") > 0);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail WHERE state "
				  "= 'failed' AND to_address = "
				  "'mette@example.org'"),
	    1);
}

/* It took a letter a moment ago: this is about us, not about them. */
static void
test_a_relay_that_turns_against_us_fails_few_mails(void **state)
{
	struct world *world = *state;

	advance(world, HOUR / 4);
	change(world,
	    "INSERT INTO mail (dedup_key, kind, person_id, to_address, "
	    "subject, message_id, state, urgent, created_at, next_attempt_at, "
	    "bytes) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
	    "FROM n WHERE i < 30) SELECT dedup_key || ':' || i, kind, "
	    "person_id, to_address, subject, message_id || i, 'queued', 1, "
	    "created_at, next_attempt_at, bytes FROM mail, n "
	    "WHERE to_address = 'mette@example.org'");
	world->unrelayed = memory_strdup("mette@example.org");
	advance(world, HOUR / 2);
	assert_string_equal(
	    relay_state_name(outbox_relay(world->engine)->state), "paused");
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE state = 'failed'"),
	    3);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM mail "
					       "WHERE state = 'deferred'"),
	    27);
}

static int
count_commit(void *arg)
{
	(*(int *)arg)++;
	return 0;
}

/* The loop stands still for each, so they must be few. */
static void
test_what_must_wait_is_put_off_many_at_a_time(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	int64_t waiting;
	int commits = 0;

	world->server_is_down = true;
	advance(world, HOUR);
	change(world,
	    "INSERT INTO mail (dedup_key, kind, person_id, to_address, "
	    "subject, message_id, state, created_at, next_attempt_at, bytes) "
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 400) SELECT dedup_key || ':' || i, kind, person_id, "
	    "to_address, subject, message_id || i, 'queued', created_at, "
	    "next_attempt_at, bytes FROM mail, n WHERE id = 1");
	(void)sqlite3_commit_hook(
	    world->store->db.handle, count_commit, &commits);
	world_case_check(
	    world_jump(world, core_now(world->engine) + 9 * HOUR, &err), &err);
	(void)sqlite3_commit_hook(world->store->db.handle, NULL, NULL);
	assert_in_range(commits, 10, 50);
	waiting = world_case_ask(world,
	    "SELECT count(*) FROM mail WHERE state IN ('queued', 'deferred')");
	assert_true(waiting >= 400);
	assert_true(world_case_ask(world,
			"SELECT min(next_attempt_at) FROM mail WHERE state IN "
			"('queued', 'deferred')") >
		    core_now(world->engine) + 10 * HOUR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_a_mail_whose_text_is_gone_is_not_retried),
	    WORLD_CASE_TEST(test_the_text_of_what_is_never_sent_goes_too),
	    WORLD_CASE_TEST(test_the_text_of_a_mail_that_waits_is_kept),
	    WORLD_CASE_TEST(
		test_a_mail_that_cannot_be_made_ready_keeps_no_other_back),
	    WORLD_CASE_TEST(
		test_an_address_that_is_not_relayed_to_keeps_no_other_back),
	    WORLD_CASE_TEST(test_a_relay_that_turns_against_us_fails_few_mails),
	    WORLD_CASE_TEST(test_what_must_wait_is_put_off_many_at_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
