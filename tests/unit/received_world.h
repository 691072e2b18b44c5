/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_RECEIVED_WORLD_H
#define ONBOARD_TESTS_RECEIVED_WORLD_H

#include <stdint.h>

#include "base/error.h"
#include "engine/answers/received.h"
#include "engine/roles/people_edit.h"
#include "model/records.h"
#include "world_case.h"

/* The world of world_case_set_up(), to which mail comes in. */
#define ACTOR "uid:0"
#define MEETING "forventning-1"
#define STAMP ((int64_t)1790848800) /* two hours after the world begins */
#define SEQUENCE 3		    /* of every invitation */

/* The meeting of a step of the leader. */
struct activity received_world_meeting_of(
    const struct world *world, const char *step);

/* Invites who has the address; the uid, static, of the meeting. */
const char *received_world_invite(
    struct world *world, const char *step, const char *address);
struct invitation received_world_invitation_of(
    const struct world *world, int64_t id);

/* Of the first invitation, in lower case as it is kept. */
void received_world_assert_partstat(
    const struct world *world, const char *partstat);

/* Changes who has the address, as whoever sees to the people does. */
void received_world_edit(
    struct world *world, const char *address, const struct person_edit *edit);

/* What Ana can answer; who doubts writes the address in other letters. */
extern const struct received_attendee received_world_accepts;
extern const struct received_attendee received_world_declines;
extern const struct received_attendee received_world_doubts;

/* A reply of the attendee, as a program reads it. */
struct received_fact received_world_reply(
    const char *uid, const struct received_attendee *attendee);

/* A mail server's report on nothing yet. */
struct received_fact received_world_report(const char *canonical);

struct received_outcome received_world_take(
    struct world *world, const struct received_fact *fact);
void received_world_assert_taken(struct world *world,
    const struct received_fact *fact, const char *outcome, const char *reason);

/* All mail that is due leaves. */
void received_world_deliver(struct world *world);

/* The last one that was delivered, or NULL. */
const struct delivery *received_world_mail_to(
    const struct world *world, const char *kind, const char *to);
void received_world_assert_says(
    const struct delivery *delivery, const char *text);

/* The welcome, which the leader gets on the next morning; its id. */
int64_t received_world_sent_mail(struct world *world);

#endif
