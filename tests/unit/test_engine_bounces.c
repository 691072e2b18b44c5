/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "crypto/digest.h"
#include "engine/core/core.h"
#include "engine/outbox/bad_addresses.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/return_path.h"
#include "received_world.h"
#include "store/mail_store.h"
#include "store/store_tables.h"

/* Mail servers' reports, and the addresses that they refuse. */

static const struct received_delivery unknown_user = {
    "failed", "5.1.1", "ana@example.org", "550 5.1.1 User unknown"};

static void
test_a_bounce_fails_its_mail_and_marks_the_address(void **state)
{
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	cleanup_(memory_free_ptr) char *address = NULL;
	struct received_fact fact = received_world_report("bounce");
	struct received_outcome outcome;
	cleanup_(mail_store_release) struct mail mail = {0};
	const char *recipient;

	return_path_make(world->engine, id, &address);
	recipient = address;
	fact.recipients = &recipient;
	fact.recipient_count = 1;
	fact.deliveries = &unknown_user;
	fact.delivery_count = 1;
	outcome = received_world_take(world, &fact);
	assert_string_equal(outcome.outcome, "applied");
	assert_string_equal(outcome.reason, "address-bad");
	assert_int_equal(outcome.bounced_id, id);
	assert_int_equal(mail_store_find(world->store, id, &mail, NULL), OB_OK);
	assert_string_equal(mail.state, "failed");
	assert_string_equal(mail.last_reply, "550 5.1.1 User unknown");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM person_address WHERE "
				  "bad_since IS NOT NULL AND "
				  "address_key = 'ana@example.org'"),
	    1);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail_attempt "
				  "WHERE outcome = 'bounced'"),
	    1);
	received_world_deliver(world);
	received_world_assert_says(
	    received_world_mail_to(world, "bounced", "hr@example.org"),
	    "Mails til Ana p\xc3\xa5 adressen ana@example.org kommer ikke "
	    "frem");
}

/* A report to the mail's own return path. */
static void
bounce_mail(struct world *world, int64_t id,
    const struct received_delivery *delivery, const char *reason)
{
	cleanup_(memory_free_ptr) char *canonical =
	    memory_printf("%s %s", delivery->recipient, delivery->diagnostic);
	cleanup_(memory_free_ptr) char *address = NULL;
	struct received_fact fact = received_world_report(canonical);
	const char *recipient;

	return_path_make(world->engine, id, &address);
	recipient = address;
	fact.recipients = &recipient;
	fact.recipient_count = 1;
	fact.deliveries = delivery;
	fact.delivery_count = 1;
	assert_string_equal(received_world_take(world, &fact).reason, reason);
}

/* Of the welcome. */
static void
bounce(struct world *world, const struct received_delivery *delivery,
    const char *reason)
{
	bounce_mail(world, received_world_sent_mail(world), delivery, reason);
}

static void
test_only_an_address_that_is_not_there_becomes_bad(void **state)
{
	static const struct {
		struct received_delivery delivery;
		const char *reason;
	} cases[] = {
	    {{"delayed", "4.4.1", "ana@example.org", "later"}, "delayed"},
	    {{"delivered", "2.0.0", "ana@example.org", "ok"}, "delivered"},
	    {{"failed", "5.2.2", "ana@example.org", "full"}, "mailbox-full"},
	    {{"failed", "5.7.1", "ana@example.org", "spam"}, "refused"},
	    {{"failed", "4.4.7", "ana@example.org", "expired"}, "refused"},
	};
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		bounce(world, &cases[i].delivery, cases[i].reason);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM person_address "
				  "WHERE bad_since IS NOT NULL"),
	    0);
	/* Once a day, whatever it was. */
	assert_int_equal(
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE kind = 'bounced'"),
	    1);
}

static void
test_each_code_of_a_missing_address_makes_it_bad(void **state)
{
	static const char *const codes[] = {
	    "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4"};
	struct world *world = *state;
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		const struct received_delivery delivery = {
		    "failed", codes[i], "ana@example.org", codes[i]};

		bounce(world, &delivery, "address-bad");
		assert_int_equal(
		    world_case_ask(world, "SELECT count(*) FROM person_address "
					  "WHERE bad_since IS NOT NULL"),
		    1);
		world_case_check(
		    db_execute(&world->store->db,
			"UPDATE person_address SET bad_since = NULL; "
			"UPDATE mail SET state = 'sent' WHERE kind <> "
			"'bounced' AND state = 'failed'",
			&err),
		    &err);
	}
}

/* Exim has 5.0.0 in each report, and others no code at all. */
static void
test_the_servers_words_count_where_its_code_says_nothing(void **state)
{
	static const struct {
		struct received_delivery delivery;
		const char *reason;
	} cases[] = {
	    {{"failed", "5.0.0", "ana@example.org", "550 5.7.1 spam"},
		"refused"},
	    {{"failed", "5.0.0", "ana@example.org", "retry timeout exceeded"},
		"refused"},
	    {{"failed", "5.7.1", "ana@example.org", "550 5.1.1 or so"},
		"refused"},
	    {{"failed", "", "ana@example.org", "552 mailbox full"},
		"mailbox-full"},
	    {{"failed", "5.0.0", "ana@example.org", "550 5.1.1 who?"},
		"address-bad"},
	};
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(
		    world_case_ask(world, "SELECT count(*) FROM person_address "
					  "WHERE bad_since IS NOT NULL"),
		    0);
		bounce(world, &cases[i].delivery, cases[i].reason);
	}
}

static void
test_where_it_was_forwarded_to_is_not_where_it_was_sent(void **state)
{
	static const struct received_delivery elsewhere = {
	    "failed", "5.1.1", "ana@mail.example.net", "550 5.1.1 no"};
	struct world *world = *state;

	bounce(world, &elsewhere, "refused");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM person_address "
				  "WHERE bad_since IS NOT NULL"),
	    0);
}

static void
test_a_house_may_have_another_name_for_the_mailbox(void **state)
{
	static const struct received_delivery inside = {
	    "failed", "5.1.1", "alu@mailboxes.example.org", "550 5.1.1 no"};

	bounce(*state, &inside, "address-bad");
}

/* Of a mail that is no more it proves nothing of others. */
static void
test_the_return_path_of_one_mail_is_no_proof_for_another(void **state)
{
	static const struct received_delivery other = {
	    "failed", "5.1.1", "eve@example.net", "x"};
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	struct received_fact fact = received_world_report("by id");
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(memory_free_ptr) char *address = NULL;
	const char *recipient;
	const char *returned;

	assert_int_equal(mail_store_find(world->store, id, &mail, NULL), OB_OK);
	return_path_make(world->engine, 4711, &address);
	recipient = address;
	returned = mail.message_id;
	fact.recipients = &recipient;
	fact.recipient_count = 1;
	fact.returned = &returned;
	fact.returned_count = 1;
	fact.deliveries = &other;
	fact.delivery_count = 1;
	received_world_assert_taken(world, &fact, "review", "unclear-report");
}

static void
test_nobody_works_out_a_message_id(void **state)
{
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	cleanup_(mail_store_release) struct mail mail = {0};
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	assert_int_equal(mail_store_find(world->store, id, &mail, NULL), OB_OK);
	digest_sha256(mail.dedup_key, strlen(mail.dedup_key), digest);
	digest_hex(digest, sizeof(digest), hex);
	assert_int_not_equal(strncmp(mail.message_id, hex, 32), 0);
	assert_int_equal(strcspn(mail.message_id, "@"), 32);
}

static void
test_a_report_without_the_return_path_must_name_the_recipient(void **state)
{
	static const struct received_delivery other = {
	    "failed", "5.1.1", "eve@example.net", "x"};
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	struct received_fact fact = received_world_report("by id");
	cleanup_(mail_store_release) struct mail mail = {0};
	const char *returned;

	assert_int_equal(mail_store_find(world->store, id, &mail, NULL), OB_OK);
	returned = mail.message_id;
	fact.returned = &returned;
	fact.returned_count = 1;
	fact.deliveries = &other;
	fact.delivery_count = 1;
	received_world_assert_taken(world, &fact, "review", "unclear-report");
	fact.deliveries = &unknown_user;
	fact.canonical = "by id and recipient";
	received_world_assert_taken(world, &fact, "applied", "address-bad");
}

static void
test_a_report_on_nobodys_mail_is_ignored(void **state)
{
	static const char *const recipients[] = {"onboarding@example.org",
	    "onboarding+b1-00000000000000000000@example.org"};
	static const char *const returned[] = {"x@example.org"};
	struct world *world = *state;
	struct received_fact fact = received_world_report("unknown");

	(void)received_world_sent_mail(world);
	fact.recipients = recipients;
	fact.recipient_count = ARRAY_LEN(recipients);
	fact.returned = returned;
	fact.returned_count = 1;
	fact.deliveries = &unknown_user;
	fact.delivery_count = 1;
	received_world_assert_taken(world, &fact, "ignored", "unknown-report");
}

/* Whoever was sent a mail on has its Message-ID. */
static void
test_a_forged_report_without_the_return_path_does_nothing(void **state)
{
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	struct received_fact fact = received_world_report("forged");
	struct received_delivery delivery = {"failed", "5.1.1", "", "x"};
	cleanup_(mail_store_release) struct mail mail = {0};
	const char *returned;

	assert_int_equal(mail_store_find(world->store, id, &mail, NULL), OB_OK);
	returned = mail.message_id;
	delivery.recipient = mail.to_address;
	fact.authentication = "fail";
	fact.returned = &returned;
	fact.returned_count = 1;
	fact.deliveries = &delivery;
	fact.delivery_count = 1;
	received_world_assert_taken(world, &fact, "review", "unclear-report");
	fact.authentication = "silent";
	fact.canonical = "not called forged";
	received_world_assert_taken(world, &fact, "applied", "address-bad");
}

static void
test_a_plain_report_is_read_at_the_return_path_alone(void **state)
{
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	cleanup_(memory_free_ptr) char *address = NULL;
	struct received_fact fact = received_world_report("plain");
	const char *recipient;

	return_path_make(world->engine, id, &address);
	recipient = address;
	fact.text = "I could not deliver your message.\nHello.";
	fact.recipients = &recipient;
	fact.recipient_count = 1;
	received_world_assert_taken(world, &fact, "review", "unclear-report");
	fact.text = "soren@example.com\n  Unrouteable address";
	fact.canonical = "plainer";
	received_world_assert_taken(world, &fact, "applied", "address-bad");
}

static void
make_bad(struct world *world)
{
	bounce(world, &unknown_user, "address-bad");
}

static void
test_mail_to_a_bad_address_is_not_sent(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	size_t before;

	make_bad(world);
	before = world->delivery_count;
	world_case_check(
	    world_advance(
		world, core_now(world->engine) + 80 * (int64_t)86400, &err),
	    &err);
	for (size_t i = before; i < world->delivery_count; i++)
		assert_string_not_equal(
		    world->deliveries[i].to, "ana@example.org");
	assert_true(world_case_ask(world,
			"SELECT count(*) FROM mail WHERE state = 'failed' AND "
			"last_reply LIKE 'not sent:%'") > 0);
}

static void
test_the_other_address_is_used_while_one_is_bad(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	size_t before;
	size_t count = 0;

	make_bad(world);
	received_world_edit(world, "ana@example.org",
	    &(struct person_edit){.work_email = "ana@work.example.org"});
	before = world->delivery_count;
	world_case_check(
	    world_advance(
		world, core_now(world->engine) + 80 * (int64_t)86400, &err),
	    &err);
	for (size_t i = before; i < world->delivery_count; i++) {
		assert_string_not_equal(
		    world->deliveries[i].to, "ana@example.org");
		count += strcmp(world->deliveries[i].to,
			     "ana@work.example.org") == 0;
	}
	assert_true(count > 0);
}

static void
test_a_new_address_takes_what_failed(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int64_t id;

	make_bad(world);
	id = world_case_ask(
	    world, "SELECT min(id) FROM mail WHERE state = 'failed'");
	received_world_edit(world, "ana@example.org",
	    &(struct person_edit){.email = "ana@new.example.org"});
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM person_address "
				  "WHERE bad_since IS NOT NULL"),
	    0);
	world_case_check(outbox_retry(world->engine,
			     &(struct outbox_request){.actor = ACTOR, .id = id},
			     &view, &err),
	    &err);
	json_decref(view);
	received_world_deliver(world);
	assert_non_null(
	    received_world_mail_to(world, "welcome", "ana@new.example.org"));
}

/* Of two reports on the first attempt the second comes late. */
static void
test_a_late_report_does_not_mark_the_address_of_now(void **state)
{
	static const struct received_delivery late = {
	    "failed", "5.1.1", "ana@example.org", "550 5.1.1 again"};
	static const struct received_delivery alias = {
	    "failed", "5.1.1", "ana@mailboxes.example.org", "550 5.1.1 no"};
	static const struct received_delivery of_now = {
	    "failed", "5.1.1", "ana@new.example.org", "550 5.1.1 no"};
	struct world *world = *state;
	int64_t id = received_world_sent_mail(world);
	cleanup_(memory_free_ptr) char *address = NULL;
	struct received_fact fact = received_world_report("plain and late");
	const char *recipient;

	test_a_new_address_takes_what_failed(state);
	bounce_mail(world, id, &late, "unclear-report");
	bounce_mail(world, id, &alias, "unclear-report");
	return_path_make(world->engine, id, &address);
	recipient = address;
	fact.recipients = &recipient;
	fact.recipient_count = 1;
	fact.text = "ana@example.org: user unknown";
	received_world_assert_taken(world, &fact, "review", "unclear-report");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM person_address "
				  "WHERE bad_since IS NOT NULL"),
	    0);
	bounce_mail(world, id, &of_now, "address-bad");
}

static void
test_the_same_address_given_again_is_tried_again(void **state)
{
	struct world *world = *state;

	make_bad(world);
	received_world_edit(world, "ana@example.org",
	    &(struct person_edit){.email = "ana@example.org"});
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM person_address "
				  "WHERE bad_since IS NOT NULL"),
	    0);
}

static void
test_a_bad_address_is_told_once(void **state)
{
	static const struct received_delivery again = {
	    "failed", "5.1.1", "ana@example.org", "550 5.1.1 again"};
	struct world *world = *state;

	make_bad(world);
	bounce(world, &again, "address-bad");
	assert_int_equal(
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE kind = 'bounced'"),
	    1);
}

/* The welcome that the server did not take. */
static void
retry_welcome(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const struct outbox_request request = {
	    .actor = ACTOR,
	    .id = world_case_ask(world,
		"SELECT id FROM mail WHERE state = 'failed' AND "
		"to_address = 'ana@example.org'"),
	};

	world_case_check(
	    outbox_retry(world->engine, &request, &view, &err), &err);
	json_decref(view);
	received_world_deliver(world);
}

static void
test_the_relay_may_know_that_an_address_is_not_there(void **state)
{
	static const struct {
		const char *words;
		int64_t marked;
	} cases[] = {
	    {"550 5.7.1 not wanted", 0},
	    {"550 no such user", 0},
	    {"550-5.1.1 no such user", 1},
	};
	struct world *world = *state;
	struct error err = ERROR_INIT;

	world->refused = memory_strdup("ana@example.org");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		world->refusal = cases[i].words;
		if (i == 0)
			world_case_check(
			    world_advance(world, STAMP + 22 * 3600, &err),
			    &err);
		else
			retry_welcome(world);
		assert_int_equal(
		    world_case_ask(world, "SELECT count(*) FROM person_address "
					  "WHERE bad_since IS NOT NULL"),
		    cases[i].marked);
	}
}

static void
test_codes_are_read_out_of_words(void **state)
{
	static const struct {
		const char *words;
		const char *code;
	} cases[] = {
	    {"550 5.1.1 no", "5.1.1"},
	    {"550-5.1.10 no", "5.1.10"},
	    {"smtp; 554 (#5.2.2) full", "5.2.2"},
	    {"4.2.2", "4.2.2"},
	    {"at 192.0.2.5 and 5.1.1.1", ""},
	    {"version 15.1.1", ""},
	    {"550 5.1", ""},
	    {"5.1.1234", ""},
	    {"", ""},
	};

	char code[BAD_ADDRESSES_STATUS_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		bad_addresses_read_code(cases[i].words, code);
		assert_string_equal(code, cases[i].code);
	}
	bad_addresses_read("The User Does Not Exist", code);
	assert_string_equal(code, "5.1.1");
	bad_addresses_read("Hello", code);
	assert_string_equal(code, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_a_bounce_fails_its_mail_and_marks_the_address),
	    WORLD_CASE_TEST(test_only_an_address_that_is_not_there_becomes_bad),
	    WORLD_CASE_TEST(test_each_code_of_a_missing_address_makes_it_bad),
	    WORLD_CASE_TEST(
		test_the_servers_words_count_where_its_code_says_nothing),
	    WORLD_CASE_TEST(
		test_where_it_was_forwarded_to_is_not_where_it_was_sent),
	    WORLD_CASE_TEST(test_a_house_may_have_another_name_for_the_mailbox),
	    WORLD_CASE_TEST(
		test_the_return_path_of_one_mail_is_no_proof_for_another),
	    WORLD_CASE_TEST(test_nobody_works_out_a_message_id),
	    WORLD_CASE_TEST(
		test_a_report_without_the_return_path_must_name_the_recipient),
	    WORLD_CASE_TEST(test_a_report_on_nobodys_mail_is_ignored),
	    WORLD_CASE_TEST(
		test_a_forged_report_without_the_return_path_does_nothing),
	    WORLD_CASE_TEST(
		test_a_plain_report_is_read_at_the_return_path_alone),
	    WORLD_CASE_TEST(test_mail_to_a_bad_address_is_not_sent),
	    WORLD_CASE_TEST(test_the_other_address_is_used_while_one_is_bad),
	    WORLD_CASE_TEST(test_a_new_address_takes_what_failed),
	    WORLD_CASE_TEST(
		test_a_late_report_does_not_mark_the_address_of_now),
	    WORLD_CASE_TEST(test_the_same_address_given_again_is_tried_again),
	    WORLD_CASE_TEST(test_a_bad_address_is_told_once),
	    WORLD_CASE_TEST(
		test_the_relay_may_know_that_an_address_is_not_there),
	    cmocka_unit_test(test_codes_are_read_out_of_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
