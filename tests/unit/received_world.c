/* SPDX-License-Identifier: EUPL-1.2 */
#include "received_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/person_store.h"
#include "store/store_tables.h"

#define LEADER 1

const struct received_attendee received_world_accepts = {
    "ana@example.org", "", "accepted"};
const struct received_attendee received_world_declines = {
    "ana@example.org", "", "declined"};
const struct received_attendee received_world_doubts = {
    "Ana@Example.ORG", "", "tentative"};

static struct person
person_of(const struct world *world, const char *key)
{
	struct person person = {0};

	assert_int_equal(
	    person_store_find_by_key(world->store, key, &person, NULL), OB_OK);
	return person;
}

/* The meeting of a step of the leader. */
struct activity
received_world_meeting_of(const struct world *world, const char *step)
{
	struct activity activity = {0};

	assert_int_equal(activity_store_find_step(
			     world->store, LEADER, step, &activity, NULL),
	    OB_OK);
	assert_true(activity.start_minute >= 0);
	return activity;
}

/* The uid, static, of the meeting; whoever has the address is invited. */
const char *
received_world_invite(
    struct world *world, const char *step, const char *address)
{
	static char uid[256];
	cleanup_(activity_store_release) struct activity activity =
	    received_world_meeting_of(world, step);
	cleanup_(person_store_release) struct person person =
	    person_of(world, address);
	char method[] = "request";
	char partstat[] = "needs-action";
	char none[] = "";
	char *copy = memory_strdup(address);
	const struct invitation invitation = {
	    .activity_id = activity.id,
	    .person_id = person.id,
	    .address = copy,
	    .method = method,
	    .sequence = SEQUENCE,
	    .told_day = activity.planned,
	    .told_start = activity.start_minute,
	    .told_end = activity.end_minute,
	    .told_at = core_now(world->engine) - 3600,
	    .partstat = partstat,
	    .answered_at = INSTANT_NONE,
	    .answer_stamp = INSTANT_NONE,
	    .answer_by = none,
	    .comment = none,
	};
	struct error err = ERROR_INIT;
	int64_t id;

	world_case_check(
	    invitation_store_add(world->store, &invitation, &id, &err), &err);
	free(copy);
	(void)snprintf(uid, sizeof(uid), "%s", activity.uid);
	return uid;
}

struct invitation
received_world_invitation_of(const struct world *world, int64_t id)
{
	struct invitation row = {0};

	assert_int_equal(
	    invitation_store_find(world->store, id, &row, NULL), OB_OK);
	return row;
}

void
received_world_assert_partstat(const struct world *world, const char *partstat)
{
	cleanup_(invitation_store_release) struct invitation row =
	    received_world_invitation_of(world, 1);

	assert_string_equal(row.partstat, partstat);
}

void
received_world_edit(
    struct world *world, const char *address, const struct person_edit *edit)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    people_edit(world->engine, ACTOR, address, edit, &view, &err),
	    &err);
	json_decref(view);
}

/* A reply of the attendee, as a program reads it. */
struct received_fact
received_world_reply(const char *uid, const struct received_attendee *attendee)
{
	return (struct received_fact){
	    .kind = "reply",
	    .reason = "",
	    .sender = attendee->address,
	    .authentication = "unasked",
	    .uid = uid,
	    .sequence = SEQUENCE,
	    .stamp = STAMP - 7200,
	    .events = 1,
	    .attendee_total = 1,
	    .attendees = attendee,
	    .attendee_count = 1,
	    .comment = "",
	    .start = {"", ""},
	    .end = {"", ""},
	    .text = "",
	    .canonical = uid,
	};
}

struct received_outcome
received_world_take(struct world *world, const struct received_fact *fact)
{
	struct received_outcome outcome = {0};
	struct error err = ERROR_INIT;

	world_case_check(
	    received_take(world->engine, fact, &outcome, &err), &err);
	return outcome;
}

void
received_world_assert_taken(struct world *world,
    const struct received_fact *fact, const char *outcome, const char *reason)
{
	struct received_outcome taken = received_world_take(world, fact);

	assert_string_equal(taken.outcome, outcome);
	assert_string_equal(taken.reason, reason);
}

void
received_world_deliver(struct world *world)
{
	struct error err = ERROR_INIT;

	world_case_check(world_wake(world, &err), &err);
}

const struct delivery *
received_world_mail_to(
    const struct world *world, const char *kind, const char *to)
{
	for (size_t i = world->delivery_count; i > 0; i--) {
		const struct delivery *delivery = &world->deliveries[i - 1];

		if (strcmp(delivery->kind, kind) == 0 &&
		    strcmp(delivery->to, to) == 0)
			return delivery;
	}
	return NULL;
}

void
received_world_assert_says(const struct delivery *delivery, const char *text)
{
	assert_non_null(delivery);
	if (strstr(delivery->text, text) == NULL)
		fail_msg("does not say '%s':\n%s", text, delivery->text);
}

struct received_fact
received_world_report(const char *canonical)
{
	return (struct received_fact){
	    .kind = "bounce",
	    .reason = "",
	    .sender = "mailer-daemon@mx.example.com",
	    .authentication = "unasked",
	    .uid = "",
	    .comment = "",
	    .sequence = -1,
	    .stamp = INSTANT_NONE,
	    .start = {"", ""},
	    .end = {"", ""},
	    .text = "",
	    .canonical = canonical,
	};
}

/* The welcome, which the leader gets on the next morning; its id. */
int64_t
received_world_sent_mail(struct world *world)
{
	int64_t morning = STAMP + 22 * 3600;
	struct error err = ERROR_INIT;

	if (core_now(world->engine) < morning)
		world_case_check(world_advance(world, morning, &err), &err);
	return world_case_ask(world,
	    "SELECT min(id) FROM mail WHERE sent_at IS NOT NULL AND "
	    "to_address = 'ana@example.org'");
}
