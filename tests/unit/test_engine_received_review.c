/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "received_world.h"

/* What comes in by mail and answers nothing: it waits, or is ignored. */

static void
test_an_answer_about_nothing_of_ours_waits_if_we_know_who_sent_it(void **state)
{
	static const struct received_attendee stranger = {
	    "eve@example.net", "", "accepted"};
	struct world *world = *state;
	struct received_fact fact =
	    received_world_reply("lunch@example.net", &stranger);

	received_world_assert_taken(world, &fact, "ignored", "unknown-meeting");
	fact.sender = "ana@example.org";
	fact.canonical = "of ours";
	received_world_assert_taken(world, &fact, "review", "unknown-meeting");
}

static void
test_what_is_too_much_waits_if_we_know_who_sent_it(void **state)
{
	static const char *const reasons[] = {"too-large", "too-complex"};
	struct world *world = *state;
	struct received_fact fact = received_world_report("");

	fact.kind = "unreadable";
	for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
		cleanup_(memory_free_ptr) char *known =
		    memory_printf("%s of ours", reasons[i]);

		fact.reason = reasons[i];
		fact.sender = "eve@example.net";
		fact.canonical = reasons[i];
		received_world_assert_taken(
		    world, &fact, "ignored", "stranger");
		fact.sender = "Ana@example.org";
		fact.canonical = known;
		received_world_assert_taken(world, &fact, "review", reasons[i]);
	}
	fact.reason = "bad-calendar";
	fact.sender = "eve@example.net";
	fact.canonical = "perhaps an answer";
	received_world_assert_taken(world, &fact, "review", "bad-calendar");
}

static void
test_what_nobody_wrote_is_ignored(void **state)
{
	struct world *world = *state;
	struct received_fact fact = received_world_report("away");

	fact.kind = "automatic";
	fact.sender = "ana@example.org";
	received_world_assert_taken(world, &fact, "ignored", "automatic");
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM mail WHERE state = 'queued' AND "
		"created_at > 0"),
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE state = 'queued'"));
}

static void
test_a_letter_of_one_of_ours_waits(void **state)
{
	struct world *world = *state;
	struct received_fact fact = received_world_report("letter");

	fact.kind = "other";
	fact.sender = "eve@example.net";
	received_world_assert_taken(world, &fact, "ignored", "stranger");
	fact.sender = "Ana@example.org";
	fact.canonical = "letter of ours";
	received_world_assert_taken(world, &fact, "review", "letter");
	fact.reason = "winmail";
	fact.canonical = "winmail";
	received_world_assert_taken(world, &fact, "review", "winmail");
}

static void
test_of_a_stranger_no_address_is_kept(void **state)
{
	static const char *const kinds[] = {
	    "automatic", "other", "reply", "unreadable"};
	struct world *world = *state;
	struct received_fact fact = received_world_report("");

	fact.uid = "lunch@example.net";
	fact.events = 1;
	fact.attendees = &received_world_accepts;
	fact.attendee_count = 1;
	fact.attendee_total = 1;
	fact.reason = "too-large";
	fact.comment = "Hej";
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		fact.kind = kinds[i];
		fact.canonical = kinds[i];
		fact.sender = "eve@example.net";
		assert_string_equal(
		    received_world_take(world, &fact).outcome, "ignored");
	}
	fact.kind = "automatic";
	fact.canonical = "ours";
	fact.sender = "Ana@Example.org";
	received_world_assert_taken(world, &fact, "ignored", "automatic");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM received_mail WHERE "
				  "sender = '' AND comment = ''"),
	    (int64_t)ARRAY_LEN(kinds));
	assert_int_equal(world_case_ask(world,
			     "SELECT count(*) FROM received_mail WHERE "
			     "sender = 'Ana@Example.org' AND person_id = 1"),
	    1);
}

static void
test_what_cannot_be_read_waits_and_is_settled_once(void **state)
{
	struct world *world = *state;
	struct received_fact fact = received_world_report("unreadable");
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	fact.kind = "unreadable";
	fact.reason = "too-large";
	fact.sender = "";
	received_world_assert_taken(world, &fact, "review", "too-large");
	world_case_check(received_list(world->engine, true, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "received")), 1);
	json_decref(view);
	world_case_check(received_settle(world->engine, ACTOR, 1,
			     "Set i postkassen", &view, &err),
	    &err);
	json_decref(view);
	assert_int_equal(
	    received_settle(world->engine, ACTOR, 1, NULL, &view, &err),
	    OB_ECONFLICT);
	assert_int_equal(
	    received_settle(world->engine, ACTOR, 99, NULL, &view, &err),
	    OB_ENOTFOUND);
	world_case_check(received_list(world->engine, true, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "received")), 0);
	json_decref(view);
	world_case_check(
	    received_list(world->engine, false, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "received")), 1);
	json_decref(view);
}

static void
test_a_kind_that_is_none_is_refused(void **state)
{
	struct world *world = *state;
	struct received_fact fact = received_world_report("x");
	struct received_outcome outcome;
	struct error err = ERROR_INIT;

	fact.kind = "spam";
	assert_int_equal(
	    received_take(world->engine, &fact, &outcome, &err), OB_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(
		test_an_answer_about_nothing_of_ours_waits_if_we_know_who_sent_it),
	    WORLD_CASE_TEST(test_what_is_too_much_waits_if_we_know_who_sent_it),
	    WORLD_CASE_TEST(test_what_nobody_wrote_is_ignored),
	    WORLD_CASE_TEST(test_a_letter_of_one_of_ours_waits),
	    WORLD_CASE_TEST(test_of_a_stranger_no_address_is_kept),
	    WORLD_CASE_TEST(test_what_cannot_be_read_waits_and_is_settled_once),
	    WORLD_CASE_TEST(test_a_kind_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
