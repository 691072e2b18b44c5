/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "received_world.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/store_tables.h"

/* What comes in by mail: answers, and what nobody answers. */

static void
test_an_answer_is_noted(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	cleanup_(invitation_store_release) struct invitation row = {0};

	fact.comment = "Gl\xc3\xa6"
		       "der mig";
	received_world_assert_taken(world, &fact, "applied", "answered");
	row = received_world_invitation_of(world, 1);
	assert_string_equal(row.partstat, "accepted");
	assert_string_equal(row.answer_by, "mail");
	assert_string_equal(row.comment, fact.comment);
	assert_true(row.answer_verified);
	assert_true(row.was_answered);
	assert_int_equal(row.answer_stamp, fact.stamp);
	assert_int_equal(row.answer_sequence, SEQUENCE);
	assert_int_equal(world_case_ask(world,
			     "SELECT count(*) FROM received_mail WHERE "
			     "outcome = 'applied' AND activity_id IS NOT NULL "
			     "AND person_id = 1 AND is_verified"),
	    1);
}

static void
test_an_answer_changes_nothing_but_the_answer(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	cleanup_(activity_store_release) struct activity before =
	    received_world_meeting_of(world, MEETING);
	cleanup_(activity_store_release) struct activity after = {0};

	fact.start = (struct received_time){"2027-01-01T10:00", ""};
	fact.end = fact.start;
	(void)received_world_take(world, &fact);
	after = received_world_meeting_of(world, MEETING);
	assert_int_equal(after.start_at, before.start_at);
	assert_int_equal(after.sequence, before.sequence);
	assert_string_equal(after.state, before.state);
}

static void
test_the_same_fact_again_changes_nothing(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	struct received_outcome first = received_world_take(world, &fact);
	struct received_outcome second = received_world_take(world, &fact);

	assert_int_equal(first.id, second.id);
	assert_string_equal(second.outcome, "repeated");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM received_mail"), 1);
}

static void
test_the_same_answer_in_another_mail_is_repeated(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);

	(void)received_world_take(world, &fact);
	fact.canonical = "another";
	received_world_assert_taken(world, &fact, "repeated", "known-answer");
}

static void
test_of_two_answers_the_later_counts(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact late =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact early =
	    received_world_reply(uid, &received_world_doubts);

	(void)received_world_take(world, &late);
	early.stamp = late.stamp - 60;
	early.canonical = "early";
	received_world_assert_taken(world, &early, "outdated", "older-answer");
	received_world_assert_partstat(world, "accepted");
}

static void
test_a_clock_that_is_ahead_silences_nobody(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact ahead =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact next =
	    received_world_reply(uid, &received_world_doubts);

	ahead.stamp = STAMP + 400 * (int64_t)86400;
	(void)received_world_take(world, &ahead);
	next.stamp = STAMP + 3600;
	next.canonical = "next";
	received_world_assert_taken(world, &next, "applied", "answered");
	received_world_assert_partstat(world, "tentative");
}

static void
test_an_answer_to_an_older_version_does_not_count(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);

	fact.sequence = SEQUENCE - 1;
	received_world_assert_taken(world, &fact, "outdated", "old-version");
	fact.sequence = -1;
	fact.stamp = STAMP - 7200 - 3601;
	fact.canonical = "without a sequence, of before it was told";
	received_world_assert_taken(world, &fact, "outdated", "old-version");
	received_world_assert_partstat(world, "needs-action");
}

static int64_t
count_invitations(const struct world *world)
{
	return world_case_ask(world,
	    "SELECT count(*) FROM mail WHERE kind = 'invitation' "
	    "AND to_address = 'ana@example.org'");
}

static void
test_an_old_answer_that_comes_late_is_not_asked_for_again(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact late =
	    received_world_reply(uid, &received_world_declines);
	int64_t before = 0;

	fact.stamp = STAMP - 7200 - 600;
	received_world_assert_taken(world, &fact, "applied", "answered");
	before = count_invitations(world);
	late.sequence = SEQUENCE - 1;
	late.stamp = fact.stamp - 60;
	late.canonical = "to the version before, on the way for long";
	received_world_assert_taken(world, &late, "outdated", "older-answer");
	assert_int_equal(count_invitations(world), before);
	late.stamp = fact.stamp + 60;
	late.canonical = "to the version before, and given now";
	received_world_assert_taken(world, &late, "outdated", "old-version");
	assert_int_equal(count_invitations(world), before + 1);
	received_world_assert_partstat(world, "accepted");
}

static void
test_an_answer_without_a_sequence_is_to_what_was_told(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact higher =
	    received_world_reply(uid, &received_world_doubts);
	cleanup_(invitation_store_release) struct invitation row = {0};

	fact.sequence = -1;
	received_world_assert_taken(world, &fact, "applied", "answered");
	higher.sequence = 4711;
	higher.canonical = "higher";
	received_world_assert_taken(world, &higher, "applied", "answered");
	row = received_world_invitation_of(world, 1);
	assert_int_equal(row.answer_sequence, SEQUENCE);
}

static void
test_an_answer_after_the_withdrawal_means_nothing(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	struct error err = ERROR_INIT;

	world_case_check(db_execute(&world->store->db,
			     "UPDATE invitation SET method = 'cancel'", &err),
	    &err);
	received_world_assert_taken(world, &fact, "outdated", "withdrawn");
}

static void
test_what_cannot_be_decided_waits(void **state)
{
	static const struct received_attendee delegates = {
	    "ana@example.org", "", "delegated"};
	static const struct received_attendee silent = {
	    "ana@example.org", "", "needs-action"};
	static const struct received_attendee odd = {
	    "ana@example.org", "", "x-later-perhaps-never-mind"};
	static const struct received_attendee stranger = {
	    "eve@example.net", "", "accepted"};
	static const struct received_attendee nobody = {"", "", "accepted"};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact facts[] = {received_world_reply(uid, &delegates),
	    received_world_reply(uid, &silent), received_world_reply(uid, &odd),
	    received_world_reply(uid, &stranger),
	    received_world_reply(uid, &nobody),
	    received_world_reply("x@y", &received_world_accepts),
	    received_world_reply("", &received_world_accepts),
	    received_world_reply(uid, &received_world_accepts),
	    received_world_reply(uid, &received_world_accepts),
	    received_world_reply(uid, &received_world_accepts),
	    received_world_reply(uid, &received_world_accepts),
	    received_world_reply(uid, &received_world_accepts)};
	static const char *const reasons[] = {"delegated", "no-answer",
	    "no-answer", "unknown-attendee", "unknown-attendee",
	    "unknown-meeting", "unknown-meeting", "several-attendees",
	    "several-events", "occurrence", "unknown-attendee",
	    "not-authentic"};

	facts[7].attendee_total = 2;
	facts[8].events = 2;
	facts[9].is_occurrence = true;
	facts[10].attendee_total = 0;
	facts[10].attendee_count = 0;
	facts[11].authentication = "fail";
	for (size_t i = 0; i < ARRAY_LEN(facts); i++) {
		char canonical[16];

		(void)snprintf(canonical, sizeof(canonical), "%zu", i);
		facts[i].canonical = canonical;
		received_world_assert_taken(
		    world, &facts[i], "review", reasons[i]);
	}
	received_world_assert_partstat(world, "needs-action");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM received_mail "
				  "WHERE outcome = 'review'"),
	    (int64_t)ARRAY_LEN(facts));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_an_answer_is_noted),
	    WORLD_CASE_TEST(test_an_answer_changes_nothing_but_the_answer),
	    WORLD_CASE_TEST(test_the_same_fact_again_changes_nothing),
	    WORLD_CASE_TEST(test_the_same_answer_in_another_mail_is_repeated),
	    WORLD_CASE_TEST(test_of_two_answers_the_later_counts),
	    WORLD_CASE_TEST(test_a_clock_that_is_ahead_silences_nobody),
	    WORLD_CASE_TEST(test_an_answer_to_an_older_version_does_not_count),
	    WORLD_CASE_TEST(
		test_an_old_answer_that_comes_late_is_not_asked_for_again),
	    WORLD_CASE_TEST(
		test_an_answer_without_a_sequence_is_to_what_was_told),
	    WORLD_CASE_TEST(test_an_answer_after_the_withdrawal_means_nothing),
	    WORLD_CASE_TEST(test_what_cannot_be_decided_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
