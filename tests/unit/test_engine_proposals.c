/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/answers/proposals.h"
#include "received_world.h"
#include "store/activity_store.h"

/* A meeting that somebody cannot come to. */

static void
test_a_declined_meeting_is_told_with_another_time(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_declines);
	const struct delivery *mail;

	fact.comment = "Jeg er syg";
	received_world_assert_taken(world, &fact, "applied", "answered");
	received_world_deliver(world);
	mail = received_world_mail_to(world, "declined", "mette@example.org");
	received_world_assert_says(mail, "Ana har sagt nej til");
	received_world_assert_says(mail, "https://onboard.example.org/a/");
	assert_null(strstr(mail->text, "syg"));
	assert_null(strstr(mail->text, "Lund"));
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM action_link WHERE "
		"purpose = 'offer' AND person_id = (SELECT person_id "
		"FROM person_address WHERE address_key = "
		"'mette@example.org')"),
	    1);
	/* The offered time is another, later one. */
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM action_link l JOIN activity a "
		"ON a.id = l.activity_id WHERE l.purpose = 'offer' AND "
		"(l.offer_day > a.planned OR (l.offer_day = a.planned AND "
		"l.offer_minute <> a.start_minute))"),
	    1);
}

static void
test_a_declined_meeting_is_told_once(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact no =
	    received_world_reply(uid, &received_world_declines);
	struct received_fact yes =
	    received_world_reply(uid, &received_world_accepts);
	struct received_fact again =
	    received_world_reply(uid, &received_world_declines);

	(void)received_world_take(world, &no);
	yes.stamp = no.stamp + 60;
	yes.canonical = "yes";
	(void)received_world_take(world, &yes);
	again.stamp = no.stamp + 120;
	again.canonical = "again";
	received_world_assert_taken(world, &again, "applied", "answered");
	assert_int_equal(
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE kind = 'declined'"),
	    1);
}

static void
test_when_the_responsible_person_declines_the_coordinator_is_told(void **state)
{
	static const struct received_attendee manager = {
	    "mette@example.org", "", "declined"};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "mette@example.org");
	struct received_fact fact = received_world_reply(uid, &manager);

	(void)received_world_take(world, &fact);
	received_world_deliver(world);
	received_world_assert_says(
	    received_world_mail_to(world, "declined", "hr@example.org"),
	    "Mette har sagt nej");
	assert_null(
	    received_world_mail_to(world, "declined", "mette@example.org"));
}

static int64_t
count_offers_of(const struct world *world, const char *address)
{
	cleanup_(memory_free_ptr) char *sql =
	    memory_printf("SELECT count(*) FROM action_link l JOIN "
			  "person_address a ON a.person_id = l.person_id "
			  "WHERE l.purpose = 'offer' AND a.address_key = '%s'",
		address);

	return world_case_ask(world, sql);
}

static void
send_away(struct world *world, const char *address, const char *stand_in)
{
	received_world_edit(world, address,
	    &(struct person_edit){.away_from = "2026-10-01",
		.away_until = "2026-10-09",
		.stand_in = stand_in});
}

/* What the stand-in does is the stand-in's, and opens nothing of the other. */
static void
test_a_stand_in_gets_a_link_of_their_own(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact =
	    received_world_reply(uid, &received_world_declines);
	const struct delivery *mail;

	send_away(world, "mette@example.org", "Sofie Sand <sofie@example.org>");
	received_world_assert_taken(world, &fact, "applied", "answered");
	received_world_deliver(world);
	mail = received_world_mail_to(world, "declined", "sofie@example.org");
	received_world_assert_says(mail, "Hej Sofie");
	received_world_assert_says(mail, "stedfortr\xc3\xa6"
					 "der for Mette Manager");
	assert_null(
	    received_world_mail_to(world, "declined", "mette@example.org"));
	assert_int_equal(count_offers_of(world, "sofie@example.org"), 1);
	assert_int_equal(count_offers_of(world, "mette@example.org"), 0);
}

/* Who declines as a stand-in does not tell themself. */
static void
test_a_stand_in_who_declines_leaves_it_to_the_coordinator(void **state)
{
	static const struct received_attendee stand_in = {
	    "sofie@example.org", "", "declined"};
	struct world *world = *state;
	struct received_fact fact;

	send_away(world, "mette@example.org", "Sofie Sand <sofie@example.org>");
	fact = received_world_reply(
	    received_world_invite(world, MEETING, "sofie@example.org"),
	    &stand_in);
	received_world_assert_taken(world, &fact, "applied", "answered");
	received_world_deliver(world);
	assert_null(
	    received_world_mail_to(world, "declined", "sofie@example.org"));
	received_world_assert_says(
	    received_world_mail_to(world, "declined", "hr@example.org"),
	    "Sofie har sagt nej");
}

static struct received_fact
proposal(const char *uid, const char *start)
{
	struct received_fact fact =
	    received_world_reply(uid, &received_world_doubts);

	fact.kind = "counter";
	fact.start = (struct received_time){start, "Europe/Copenhagen"};
	fact.canonical = start;
	return fact;
}

/* Long after the meeting: nobody has anything then. */
#define FREE_DAY "2027-01-19"
#define FREE_TIME FREE_DAY "T10:00"

/* Or one attendee could fill another's mailbox, and use up their mails. */
static void
test_of_many_proposals_in_a_day_three_are_told(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");

	for (int i = 0; i < 6; i++) {
		char start[32];
		struct received_fact fact;

		(void)snprintf(
		    start, sizeof(start), FREE_DAY "T10:%02d", i * 5);
		fact = proposal(uid, start);
		received_world_assert_taken(world, &fact, "review", "proposal");
	}
	assert_int_equal(
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE kind = 'proposal'"),
	    3);
}

static void
test_a_proposal_is_told_and_moves_nothing(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = proposal(uid, FREE_TIME);
	cleanup_(activity_store_release) struct activity before =
	    received_world_meeting_of(world, MEETING);
	cleanup_(activity_store_release) struct activity after = {0};

	received_world_assert_taken(world, &fact, "review", "proposal");
	received_world_deliver(world);
	received_world_assert_says(
	    received_world_mail_to(world, "proposal", "mette@example.org"),
	    "tirsdag den 19. januar 2027 kl. 10.00");
	after = received_world_meeting_of(world, MEETING);
	assert_int_equal(after.start_at, before.start_at);
	received_world_assert_partstat(world, "needs-action");
	assert_int_equal(world_case_ask(world, "SELECT proposed_start = "
					       "unixepoch('2027-01-19 09:00') "
					       "FROM received_mail"),
	    1);
}

static void
test_a_proposal_is_read_in_its_zone(void **state)
{
	static const struct {
		const char *zone;
		const char *sql;
	} cases[] = {
	    {"UTC", "SELECT max(proposed_start) = "
		    "unixepoch('2027-01-19 10:00') FROM received_mail"},
	    {"", "SELECT max(proposed_start) = "
		 "unixepoch('2027-01-19 10:00') FROM received_mail"},
	    {"America/Nuuk", "SELECT max(proposed_start) = "
			     "unixepoch('2027-01-19 12:00') "
			     "FROM received_mail"},
	};
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct received_fact fact = proposal(uid, FREE_TIME);

		fact.start.zone = cases[i].zone;
		fact.canonical = cases[i].zone;
		(void)received_world_take(world, &fact);
		assert_int_equal(world_case_ask(world, cases[i].sql), 1);
	}
}

static void
test_a_proposal_in_a_zone_that_nobody_knows_waits(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = proposal(uid, FREE_TIME);

	fact.start.zone = "Mars/Olympus";
	received_world_assert_taken(
	    world, &fact, "review", "proposal-without-time");
	fact.start = (struct received_time){"", ""};
	fact.canonical = "none";
	received_world_assert_taken(
	    world, &fact, "review", "proposal-without-time");
	assert_int_equal(
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE kind = 'proposal'"),
	    0);
}

static void
test_a_forged_proposal_mails_nobody(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = proposal(uid, FREE_TIME);

	fact.sender = "eve@example.net";
	received_world_assert_taken(
	    world, &fact, "review", "unverified-proposal");
	assert_int_equal(
	    world_case_ask(
		world, "SELECT count(*) FROM mail WHERE kind = 'proposal'"),
	    0);
}

static json_t *
answer_proposal(struct world *world, int64_t id, bool is_accepted, int expected)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int status = proposals_answer(world->engine,
	    &(struct proposal_answer){ACTOR, id, is_accepted, NULL}, &view,
	    &err);

	if (status != expected)
		fail_msg("%d: %s", status, err.text);
	return view;
}

static void
test_an_accepted_proposal_moves_the_meeting(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = proposal(uid, FREE_TIME);
	cleanup_(activity_store_release) struct activity after = {0};
	json_t *view;

	(void)received_world_take(world, &fact);
	view = answer_proposal(world, 1, true, OB_OK);
	assert_string_equal(json_string_value(json_object_get(
				json_object_get(view, "received"), "outcome")),
	    "settled");
	json_decref(view);
	after = received_world_meeting_of(world, MEETING);
	assert_int_equal(after.start_minute, 600);
	assert_int_equal(after.planned.day, date_from_civil(2027, 1, 19).day);
	(void)answer_proposal(world, 1, true, OB_ECONFLICT);
}

static void
test_a_proposal_that_cannot_be_is_refused_and_waits(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	/* New Year's Day. */
	struct received_fact fact = proposal(uid, "2027-01-01T10:00");

	received_world_assert_taken(world, &fact, "review", "proposal");
	received_world_deliver(world);
	received_world_assert_says(
	    received_world_mail_to(world, "proposal", "mette@example.org"),
	    "kan ikke flyttes dertil");
	(void)answer_proposal(world, 1, true, OB_EINVALID);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM received_mail "
				  "WHERE outcome = 'review'"),
	    1);
	json_decref(answer_proposal(world, 1, false, OB_OK));
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM received_mail "
				  "WHERE outcome = 'settled'"),
	    1);
}

static void
test_a_move_to_the_proposed_time_settles_the_proposal(void **state)
{
	struct world *world = *state;
	const char *uid =
	    received_world_invite(world, MEETING, "ana@example.org");
	struct received_fact fact = proposal(uid, FREE_TIME);
	const struct activity_request request = {
	    .reference = "1:" MEETING, .at = FREE_TIME};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	(void)received_world_take(world, &fact);
	world_case_check(
	    activities_move(world->engine, ACTOR, &request, &view, &err), &err);
	json_decref(view);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM received_mail "
				  "WHERE outcome = 'settled'"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_a_declined_meeting_is_told_with_another_time),
	    WORLD_CASE_TEST(test_a_declined_meeting_is_told_once),
	    WORLD_CASE_TEST(
		test_when_the_responsible_person_declines_the_coordinator_is_told),
	    WORLD_CASE_TEST(test_a_stand_in_gets_a_link_of_their_own),
	    WORLD_CASE_TEST(
		test_a_stand_in_who_declines_leaves_it_to_the_coordinator),
	    WORLD_CASE_TEST(test_of_many_proposals_in_a_day_three_are_told),
	    WORLD_CASE_TEST(test_a_proposal_is_told_and_moves_nothing),
	    WORLD_CASE_TEST(test_a_proposal_is_read_in_its_zone),
	    WORLD_CASE_TEST(test_a_proposal_in_a_zone_that_nobody_knows_waits),
	    WORLD_CASE_TEST(test_a_forged_proposal_mails_nobody),
	    WORLD_CASE_TEST(test_an_accepted_proposal_moves_the_meeting),
	    WORLD_CASE_TEST(
		test_a_proposal_that_cannot_be_is_refused_and_waits),
	    WORLD_CASE_TEST(
		test_a_move_to_the_proposed_time_settles_the_proposal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
