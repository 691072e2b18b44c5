/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "received_world.h"
#include "store/invitation_store.h"

/* Whose answers count, and how sure we are of it. */

static void
test_any_address_of_the_person_will_do(void **state)
{
	static const struct received_attendee at_work = {
	    "ana@work.example.org", "", "accepted"};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &at_work);
	const struct person_edit edit = {.work_email = "ana@work.example.org"};

	received_world_edit(world, "ana@example.org", &edit);
	received_world_assert_taken(world, &fact, "applied", "answered");
}

static void
test_the_address_of_the_invitation_holds_when_the_person_has_another(
    void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	const struct person_edit edit = {.email = "ana@other.example.org"};

	received_world_edit(world, "ana@example.org", &edit);
	received_world_assert_taken(world, &fact, "applied", "answered");
}

static void
test_whoever_answers_for_somebody_is_believed(void **state)
{
	static const struct received_attendee proxy = {
	    "ana@example.org", "secretary@example.org", "accepted"};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &proxy);

	fact.sender = "secretary@example.org";
	received_world_assert_taken(world, &fact, "applied", "answered");
}

static void
test_nobody_names_themself_as_who_answers_for_another(void **state)
{
	static const struct received_attendee proxy = {
	    "ana@example.org", "eve@example.net", "accepted"};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &proxy);

	fact.sender = "eve@example.net";
	fact.authentication = "pass";
	received_world_assert_taken(world, &fact, "applied", "unverified");
}

/* Thousands have their mailbox where the attendee has a private one. */
static void
test_a_neighbour_at_the_mail_provider_answers_for_nobody(void **state)
{
	static const struct received_attendee proxy = {
	    "ana@mail.example.net", "eve@mail.example.net", "declined"};
	const struct person_edit edit = {.email = "ana@mail.example.net"};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &proxy);

	received_world_edit(world, "ana@example.org", &edit);
	fact.sender = "eve@mail.example.net";
	received_world_assert_taken(world, &fact, "applied", "unverified");
}

static void
test_an_answer_from_another_sender_is_marked(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	cleanup_(invitation_store_release) struct invitation row = {0};

	fact.sender = "eve@example.net";
	received_world_assert_taken(world, &fact, "applied", "unverified");
	row = received_world_invitation_of(world, 1);
	assert_string_equal(row.partstat, "accepted");
	assert_false(row.answer_verified);
}

static void
test_the_silence_of_the_trusted_server_marks_an_answer(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);

	fact.authentication = "silent";
	received_world_assert_taken(world, &fact, "applied", "unverified");
	fact.authentication = "pass";
	fact.canonical = "now vouched for";
	received_world_assert_taken(world, &fact, "applied", "answered");
}

/* As a program writes it whose user has written nothing. */
static void
test_a_comment_of_blanks_is_none(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	cleanup_(invitation_store_release) struct invitation row = {0};

	fact.comment = " \xc2\xa0\n\xc2\xa0";
	received_world_assert_taken(world, &fact, "applied", "answered");
	row = received_world_invitation_of(world, 1);
	assert_string_equal(row.comment, "");
}

static void
test_nobody_undoes_the_answer_of_another(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact forged =
	    received_world_reply(uid, &received_world_declines);

	(void)received_world_take(world, &fact);
	forged.sender = "eve@example.net";
	forged.stamp = STAMP;
	forged.canonical = "forged";
	received_world_assert_taken(
	    world, &forged, "review", "unverified-change");
	received_world_assert_partstat(world, "accepted");
}

/* Two steps that would undo it, each of which seems to do nothing. */
static void
test_nobody_takes_the_proof_from_an_answer(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact forged =
	    received_world_reply(uid, &received_world_accepts);
	cleanup_(invitation_store_release) struct invitation row = {0};

	fact.comment = "Gl\xc3\xa6"
		       "der mig";
	(void)received_world_take(world, &fact);
	forged.sender = "eve@example.net";
	forged.stamp = STAMP;
	forged.canonical = "the same, later";
	received_world_assert_taken(world, &forged, "repeated", "known-answer");
	forged.comment = "Ring til Eve";
	forged.canonical = "with other words";
	received_world_assert_taken(
	    world, &forged, "review", "unverified-change");
	forged.attendees = &received_world_declines;
	forged.canonical = "the other way";
	received_world_assert_taken(
	    world, &forged, "review", "unverified-change");
	row = received_world_invitation_of(world, 1);
	assert_string_equal(row.partstat, "accepted");
	assert_string_equal(row.comment, fact.comment);
	assert_true(row.answer_verified);
	assert_int_equal(row.answer_stamp, fact.stamp);
}

static void
test_a_forged_answer_does_not_silence_the_participant(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact forged =
	    received_world_reply(uid, &received_world_declines);
	struct received_fact fact =
	    received_world_reply(uid, &received_world_accepts);

	forged.sender = "eve@example.net";
	forged.canonical = "forged";
	received_world_assert_taken(world, &forged, "applied", "unverified");
	fact.stamp = forged.stamp - 60;
	received_world_assert_taken(world, &fact, "applied", "answered");
	received_world_assert_partstat(world, "accepted");
}

static void
test_a_reader_that_asked_nobody_vouches_for_nobody(void **state)
{
	struct world *world = *state;
	struct received_fact fact;
	struct error err = ERROR_INIT;

	world_case_check(world_change_setting(world,
			     "mail:", "{trusted_host: mx.example.org}", &err),
	    &err);
	fact = received_world_reply(
	    received_world_invite(world, MEETING, "ana@example.org"),
	    &received_world_accepts);
	received_world_assert_taken(world, &fact, "applied", "unverified");
	fact.authentication = "pass";
	fact.canonical = "asked";
	received_world_assert_taken(world, &fact, "applied", "answered");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_any_address_of_the_person_will_do),
	    WORLD_CASE_TEST(
		test_the_address_of_the_invitation_holds_when_the_person_has_another),
	    WORLD_CASE_TEST(test_whoever_answers_for_somebody_is_believed),
	    WORLD_CASE_TEST(
		test_a_neighbour_at_the_mail_provider_answers_for_nobody),
	    WORLD_CASE_TEST(test_an_answer_from_another_sender_is_marked),
	    WORLD_CASE_TEST(
		test_the_silence_of_the_trusted_server_marks_an_answer),
	    WORLD_CASE_TEST(test_a_comment_of_blanks_is_none),
	    WORLD_CASE_TEST(test_nobody_undoes_the_answer_of_another),
	    WORLD_CASE_TEST(
		test_nobody_names_themself_as_who_answers_for_another),
	    WORLD_CASE_TEST(test_nobody_takes_the_proof_from_an_answer),
	    WORLD_CASE_TEST(
		test_a_forged_answer_does_not_silence_the_participant),
	    WORLD_CASE_TEST(test_a_reader_that_asked_nobody_vouches_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
