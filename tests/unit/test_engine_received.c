/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/roles/people_edit.h"
#include "received_world.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/store_tables.h"

/* What comes in by mail: answers, and what nobody answers. */

static void
assert_partstat(const struct world *world, const char *partstat)
{
	cleanup_(invitation_store_release) struct invitation row =
	    received_world_invitation_of(world, 1);

	assert_string_equal(row.partstat, partstat);
}

static const struct received_attendee accepts = {
    "ana@example.org", "", "accepted"};
static const struct received_attendee declines = {
    "ana@example.org", "", "declined"};
static const struct received_attendee doubts = {
    "Ana@Example.ORG", "", "tentative"};

static void
test_an_answer_is_noted(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);
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
	assert_int_equal(received_world_ask(world,
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
	struct received_fact fact = received_world_reply(uid, &accepts);
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
	struct received_fact fact = received_world_reply(uid, &accepts);
	struct received_outcome first = received_world_take(world, &fact);
	struct received_outcome second = received_world_take(world, &fact);

	assert_int_equal(first.id, second.id);
	assert_string_equal(second.outcome, "repeated");
	assert_int_equal(
	    received_world_ask(world, "SELECT count(*) FROM received_mail"), 1);
}

static void
test_the_same_answer_in_another_mail_is_repeated(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);

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
	struct received_fact late = received_world_reply(uid, &accepts);
	struct received_fact early = received_world_reply(uid, &doubts);

	(void)received_world_take(world, &late);
	early.stamp = late.stamp - 60;
	early.canonical = "early";
	received_world_assert_taken(world, &early, "outdated", "older-answer");
	assert_partstat(world, "accepted");
}

static void
test_a_clock_that_is_ahead_silences_nobody(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact ahead = received_world_reply(uid, &accepts);
	struct received_fact next = received_world_reply(uid, &doubts);

	ahead.stamp = STAMP + 400 * (int64_t)86400;
	(void)received_world_take(world, &ahead);
	next.stamp = STAMP + 3600;
	next.canonical = "next";
	received_world_assert_taken(world, &next, "applied", "answered");
	assert_partstat(world, "tentative");
}

static void
test_an_answer_to_an_older_version_does_not_count(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);

	fact.sequence = SEQUENCE - 1;
	received_world_assert_taken(world, &fact, "outdated", "old-version");
	fact.sequence = -1;
	fact.stamp = STAMP - 7200 - 3601;
	fact.canonical = "without a sequence, of before it was told";
	received_world_assert_taken(world, &fact, "outdated", "old-version");
	assert_partstat(world, "needs-action");
}

static int64_t
count_invitations(const struct world *world)
{
	return received_world_ask(world,
	    "SELECT count(*) FROM mail WHERE kind = 'invitation' "
	    "AND to_address = 'ana@example.org'");
}

static void
test_an_old_answer_that_comes_late_is_not_asked_for_again(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);
	struct received_fact late = received_world_reply(uid, &declines);
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
	assert_partstat(world, "accepted");
}

static void
test_an_answer_without_a_sequence_is_to_what_was_told(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);
	struct received_fact higher = received_world_reply(uid, &doubts);
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
	struct received_fact fact = received_world_reply(uid, &accepts);
	struct error err = ERROR_INIT;

	received_world_check(
	    db_execute(&world->store->db,
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
	    received_world_reply("x@y", &accepts),
	    received_world_reply("", &accepts),
	    received_world_reply(uid, &accepts),
	    received_world_reply(uid, &accepts),
	    received_world_reply(uid, &accepts),
	    received_world_reply(uid, &accepts),
	    received_world_reply(uid, &accepts)};
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
	assert_partstat(world, "needs-action");
	assert_int_equal(
	    received_world_ask(world, "SELECT count(*) FROM received_mail "
				      "WHERE outcome = 'review'"),
	    (int64_t)ARRAY_LEN(facts));
}

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
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	received_world_check(people_edit(world->engine, ACTOR,
				 "ana@example.org", &edit, &view, &err),
	    &err);
	json_decref(view);
	received_world_assert_taken(world, &fact, "applied", "answered");
}

static void
test_the_address_of_the_invitation_holds_when_the_person_has_another(
    void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);
	const struct person_edit edit = {.email = "ana@other.example.org"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	received_world_check(people_edit(world->engine, ACTOR,
				 "ana@example.org", &edit, &view, &err),
	    &err);
	json_decref(view);
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
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	received_world_check(people_edit(world->engine, ACTOR,
				 "ana@example.org", &edit, &view, &err),
	    &err);
	json_decref(view);
	fact.sender = "eve@mail.example.net";
	received_world_assert_taken(world, &fact, "applied", "unverified");
}

static void
test_an_answer_from_another_sender_is_marked(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);
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
	struct received_fact fact = received_world_reply(uid, &accepts);

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
	struct received_fact fact = received_world_reply(uid, &accepts);
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
	struct received_fact fact = received_world_reply(uid, &accepts);
	struct received_fact forged = received_world_reply(uid, &declines);

	(void)received_world_take(world, &fact);
	forged.sender = "eve@example.net";
	forged.stamp = STAMP;
	forged.canonical = "forged";
	received_world_assert_taken(
	    world, &forged, "review", "unverified-change");
	assert_partstat(world, "accepted");
}

/* Two steps that would undo it, each of which seems to do nothing. */
static void
test_nobody_takes_the_proof_from_an_answer(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = received_world_reply(uid, &accepts);
	struct received_fact forged = received_world_reply(uid, &accepts);
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
	forged.attendees = &declines;
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
	struct received_fact forged = received_world_reply(uid, &declines);
	struct received_fact fact = received_world_reply(uid, &accepts);

	forged.sender = "eve@example.net";
	forged.canonical = "forged";
	received_world_assert_taken(world, &forged, "applied", "unverified");
	fact.stamp = forged.stamp - 60;
	received_world_assert_taken(world, &fact, "applied", "answered");
	assert_partstat(world, "accepted");
}

static void
test_a_reader_that_asked_nobody_vouches_for_nobody(void **state)
{
	struct world *world = *state;
	struct received_fact fact;
	struct error err = ERROR_INIT;

	received_world_check(world_change_setting(world, "mail:",
				 "{trusted_host: mx.example.org}", &err),
	    &err);
	fact = received_world_reply(
	    received_world_invite(world, MEETING, "ana@example.org"), &accepts);
	received_world_assert_taken(world, &fact, "applied", "unverified");
	fact.authentication = "pass";
	fact.canonical = "asked";
	received_world_assert_taken(world, &fact, "applied", "answered");
}

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
	    received_world_ask(world,
		"SELECT count(*) FROM mail WHERE state = 'queued' AND "
		"created_at > 0"),
	    received_world_ask(
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
	fact.attendees = &accepts;
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
	assert_int_equal(received_world_ask(world,
			     "SELECT count(*) FROM received_mail WHERE "
			     "sender = '' AND comment = ''"),
	    (int64_t)ARRAY_LEN(kinds));
	assert_int_equal(received_world_ask(world,
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
	received_world_check(
	    received_list(world->engine, true, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "received")), 1);
	json_decref(view);
	received_world_check(received_settle(world->engine, ACTOR, 1,
				 "Set i postkassen", &view, &err),
	    &err);
	json_decref(view);
	assert_int_equal(
	    received_settle(world->engine, ACTOR, 1, NULL, &view, &err),
	    OB_ECONFLICT);
	assert_int_equal(
	    received_settle(world->engine, ACTOR, 99, NULL, &view, &err),
	    OB_ENOTFOUND);
	received_world_check(
	    received_list(world->engine, true, &view, &err), &err);
	assert_int_equal(json_array_size(json_object_get(view, "received")), 0);
	json_decref(view);
	received_world_check(
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

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(                                       \
	    name, received_world_set_up, received_world_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_an_answer_is_noted),
	    TEST(test_an_answer_changes_nothing_but_the_answer),
	    TEST(test_the_same_fact_again_changes_nothing),
	    TEST(test_the_same_answer_in_another_mail_is_repeated),
	    TEST(test_of_two_answers_the_later_counts),
	    TEST(test_a_clock_that_is_ahead_silences_nobody),
	    TEST(test_an_answer_to_an_older_version_does_not_count),
	    TEST(test_an_old_answer_that_comes_late_is_not_asked_for_again),
	    TEST(test_an_answer_without_a_sequence_is_to_what_was_told),
	    TEST(test_an_answer_after_the_withdrawal_means_nothing),
	    TEST(test_what_cannot_be_decided_waits),
	    TEST(test_any_address_of_the_person_will_do),
	    TEST(
		test_the_address_of_the_invitation_holds_when_the_person_has_another),
	    TEST(test_whoever_answers_for_somebody_is_believed),
	    TEST(test_a_neighbour_at_the_mail_provider_answers_for_nobody),
	    TEST(test_an_answer_from_another_sender_is_marked),
	    TEST(test_the_silence_of_the_trusted_server_marks_an_answer),
	    TEST(test_a_comment_of_blanks_is_none),
	    TEST(test_nobody_undoes_the_answer_of_another),
	    TEST(test_nobody_names_themself_as_who_answers_for_another),
	    TEST(test_nobody_takes_the_proof_from_an_answer),
	    TEST(test_a_forged_answer_does_not_silence_the_participant),
	    TEST(test_a_reader_that_asked_nobody_vouches_for_nobody),
	    TEST(
		test_an_answer_about_nothing_of_ours_waits_if_we_know_who_sent_it),
	    TEST(test_what_is_too_much_waits_if_we_know_who_sent_it),
	    TEST(test_what_nobody_wrote_is_ignored),
	    TEST(test_a_letter_of_one_of_ours_waits),
	    TEST(test_of_a_stranger_no_address_is_kept),
	    TEST(test_what_cannot_be_read_waits_and_is_settled_once),
	    TEST(test_a_kind_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
