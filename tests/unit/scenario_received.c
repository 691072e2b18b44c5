/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/proposals.h"
#include "engine/answers/received.h"
#include "engine/core/core.h"
#include "engine/outbox/return_path.h"
#include "scenario_play.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/received_mail_store.h"

/* Lines about mail that comes in, as onboardctl receive-mail hands it in. */
#define ACTOR "scenario"

/* What a participant's program writes. */
struct written {
	const char *kind;
	const char *attendee;
	const char *sender;
	const char *step;
	const char *partstat;
	int version; /* of the invitation that it answers; -1: the last */
	char start[20];
};

static int
take(struct play *play, struct received_fact *fact, struct error *err)
{
	struct world *world = &play->world;
	static int number;
	cleanup_(memory_free_ptr) char *canonical =
	    memory_printf("scenario mail %d", ++number);
	int status;

	fact->canonical = canonical;
	status = received_take(world->engine, fact, &play->received, err);
	return status == OB_OK ? world_wake(world, err) : status;
}

static struct received_fact
empty_fact(const char *kind, const char *sender)
{
	return (struct received_fact){
	    .kind = kind,
	    .reason = "",
	    .sender = sender,
	    .authentication = "unasked",
	    .uid = "",
	    .sequence = -1,
	    .stamp = INSTANT_NONE,
	    .comment = "",
	    .start = {"", ""},
	    .end = {"", ""},
	    .text = "",
	};
}

static int
receive(struct play *play, const struct written *written, struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {0};
	cleanup_(activity_store_release) struct activity activity = {0};
	const struct received_attendee attendee = {
	    written->attendee, "", written->partstat};
	struct received_fact fact = empty_fact(written->kind, written->sender);
	int status =
	    play_invitation(play, written->step, written->attendee, &row, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_EINVALID, "nobody invited them");
	if (status == OB_OK)
		status = activity_store_find(
		    play->world.store, row.activity_id, &activity, err);
	if (status != OB_OK)
		return status;
	fact.uid = activity.uid;
	fact.sequence = written->version < 0 ? row.sequence : written->version;
	fact.stamp = core_now(play->world.engine);
	fact.events = 1;
	fact.attendees = &attendee;
	fact.attendee_count = 1;
	fact.attendee_total = 1;
	fact.start.at = written->start;
	return take(play, &fact, err);
}

static int
run_reply(struct play *play, const struct line *line, struct error *err)
{
	return receive(play,
	    &(struct written){.kind = "reply",
		.attendee = line->values[0],
		.sender = line->values[0],
		.step = line->values[1],
		.partstat = line->values[2],
		.version = -1},
	    err);
}

static int
run_old_reply(struct play *play, const struct line *line, struct error *err)
{
	return receive(play,
	    &(struct written){.kind = "reply",
		.attendee = line->values[0],
		.sender = line->values[0],
		.step = line->values[1],
		.partstat = line->values[2],
		.version = (int)strtol(line->values[3], NULL, 10)},
	    err);
}

static int
run_forged_reply(struct play *play, const struct line *line, struct error *err)
{
	return receive(play,
	    &(struct written){.kind = "reply",
		.attendee = line->values[0],
		.sender = line->values[3],
		.step = line->values[1],
		.partstat = line->values[2],
		.version = -1},
	    err);
}

static int
run_refresh(struct play *play, const struct line *line, struct error *err)
{
	return receive(play,
	    &(struct written){.kind = "refresh",
		.attendee = line->values[0],
		.sender = line->values[0],
		.step = line->values[1],
		.partstat = "needs-action",
		.version = -1},
	    err);
}

static int
run_proposal(struct play *play, const struct line *line, struct error *err)
{
	struct written written = {.kind = "counter",
	    .attendee = line->values[0],
	    .sender = line->values[0],
	    .step = line->values[1],
	    .partstat = "tentative",
	    .version = -1};

	(void)snprintf(written.start, sizeof(written.start), "%.10sT%.5s",
	    line->values[2], line->values[3]);
	return receive(play, &written, err);
}

static int
run_report(struct play *play, const struct line *line, struct error *err)
{
	cleanup_(memory_free_ptr) char *address = NULL;
	const struct received_delivery delivery = {
	    "failed", line->values[2], line->values[1], line->values[2]};
	struct received_fact fact =
	    empty_fact("bounce", "mailer-daemon@example.com");
	const char *recipient;
	int64_t id = 0;
	int status =
	    play_mail(play, line->values[0], line->values[1], &id, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < play->world.delivery_count; i++) {
		if (play->world.deliveries[i].id == id)
			play->world.deliveries[i].came_back = true;
	}
	return_path_make(play->world.engine, id, &address);
	recipient = address;
	fact.recipients = &recipient;
	fact.recipient_count = 1;
	fact.deliveries = &delivery;
	fact.delivery_count = 1;
	return take(play, &fact, err);
}

static int
answer(
    struct play *play, bool is_accepted, const char *reason, struct error *err)
{
	json_t *view = NULL;
	int status = proposals_answer(play->world.engine,
	    &(struct proposal_answer){
		ACTOR, play->received.id, is_accepted, reason},
	    &view, err);

	json_decref(view);
	return status == OB_OK ? world_wake(&play->world, err) : status;
}

static int
run_accept(struct play *play, const struct line *line, struct error *err)
{
	(void)line;
	return answer(play, true, NULL, err);
}

static int
run_decline(struct play *play, const struct line *line, struct error *err)
{
	return answer(play, false, line->values[0], err);
}

static int
run_outcome(struct play *play, const struct line *line, struct error *err)
{
	const struct received_outcome *got = &play->received;

	if (strcmp(got->outcome, line->values[0]) == 0 &&
	    strcmp(got->reason, line->values[1]) == 0)
		return OB_OK;
	return error_set(err, OB_EINVALID, "it was %s because %s", got->outcome,
	    got->reason);
}

static int
run_waiting(struct play *play, const struct line *line, struct error *err)
{
	int64_t count = 0;
	int status =
	    received_mail_store_count_review(play->world.store, &count, err);

	if (status == OB_OK && count != strtoll(line->values[0], NULL, 10))
		return error_set(err, OB_EINVALID, "%" PRId64 " do", count);
	return status;
}

const struct play_rule play_received[] = {
    {"receive reply from ADDRESS to STEP partstat PARTSTAT", run_reply},
    {"receive reply from ADDRESS to STEP partstat PARTSTAT of version NUMBER",
	run_old_reply},
    {"receive reply from ADDRESS to STEP partstat PARTSTAT sent by ADDRESS",
	run_forged_reply},
    {"receive refresh from ADDRESS to STEP", run_refresh},
    {"receive proposal from ADDRESS to STEP on DATE TIME", run_proposal},
    {"receive report on KIND to ADDRESS status CODE", run_report},
    {"accept the proposal", run_accept},
    {"decline the proposal because WHY", run_decline},
    {"expect received OUTCOME because REASON", run_outcome},
    {"expect NUMBER received to review", run_waiting},
    {NULL, NULL},
};
