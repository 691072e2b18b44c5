/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/outbox/bad_addresses.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/outbox_state.h"
#include "message/address.h"
#include "store/mail_queue_store.h"
#include "store/mail_store.h"

#define ACTOR ACTIVITIES_BY_MAIL
#define FIRST_RETRY 300
#define LAST_RETRY 3600
#define PAUSES_MAX 4

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

/* +-20 %, from the mail itself: the same state gives the same time. */
static int64_t
with_jitter(const struct mail *mail, int64_t seconds)
{
	uint64_t mixed = (uint64_t)mail->id * 2654435761U +
			 (uint64_t)mail->attempts * 40503U;

	return seconds * (int64_t)(80 + mixed % 41) / 100;
}

static int64_t
in_window(const struct engine *engine, const struct mail *mail, int64_t at)
{
	return mail->urgent ? at : core_window(engine, at);
}

static int64_t
next_attempt(const struct engine *engine, const struct mail *mail)
{
	int64_t wait = FIRST_RETRY;

	for (int i = 1; i < mail->attempts && wait < LAST_RETRY; i++)
		wait *= 2;
	if (wait > LAST_RETRY)
		wait = LAST_RETRY;
	wait = core_now(engine) + with_jitter(mail, wait);
	return in_window(engine, mail, wait);
}

/*
 * Another letter is to show whether the relay means this address.  When it
 * rests for that reason, the others go first afterwards, from the second time
 * on by more: no address must keep all mail back.
 */
static int64_t
after_others(const struct engine *engine, const struct mail *mail)
{
	int64_t now = core_now(engine);
	int64_t closed = relay_closed_until(&engine->outbox->relay, now);
	/* One attempt slowed it down, the next one made it rest. */
	int64_t more = mail->attempts > 2 ? mail->attempts - 2 : 0;
	int64_t at = now;

	if (more > PAUSES_MAX)
		more = PAUSES_MAX;
	if (closed != 0)
		at = closed + more * RELAY_PAUSE_SECONDS;
	return in_window(engine, mail, at + with_jitter(mail, FIRST_RETRY));
}

/* What may have arrived once is never again a mail that has not. */
static void
wait_again(struct mail *mail, const char *state, bool may_have_arrived)
{
	set_text(&mail->state, may_have_arrived ? "ambiguous" : state);
}

static void
apply(const struct engine *engine, struct mail *mail, enum outbox_result result,
    bool may_have_arrived)
{
	switch (result) {
	case OUTBOX_SENT:
		set_text(&mail->state, "sent");
		mail->sent_at = core_now(engine);
		break;
	case OUTBOX_PERMANENT:
		set_text(&mail->state, "failed");
		break;
	case OUTBOX_TRANSIENT:
	case OUTBOX_RELAY_DOWN:
		wait_again(mail, "deferred", may_have_arrived);
		mail->next_attempt_at = next_attempt(engine, mail);
		break;
	case OUTBOX_UNKNOWN:
		set_text(&mail->state, "ambiguous");
		mail->next_attempt_at = next_attempt(engine, mail);
		break;
	case OUTBOX_RELAY_REFUSED:
		wait_again(mail, "deferred", may_have_arrived);
		mail->attempts--;
		break;
	case OUTBOX_RECIPIENT_REFUSED:
		wait_again(mail, "deferred", may_have_arrived);
		mail->next_attempt_at = after_others(engine, mail);
		break;
	case OUTBOX_NOT_TRIED:
		wait_again(mail, "queued", may_have_arrived);
		mail->attempts--;
		break;
	}
}

/* A mail step is done when its mail is sent, unless a person was faster. */
static int
complete_step(struct change *change, const struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct activity *activity;
	int status = dossier_load(engine, mail->journey_id, &dossier, err);

	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, mail->activity_id);
	if (activity == NULL || dossier_state(activity) != ACTIVITY_PLANNED)
		return OB_OK;
	return activities_settle(change, &dossier,
	    &(struct settlement){.activity_id = mail->activity_id,
		.state = ACTIVITY_DONE,
		.at = mail->sent_at},
	    err);
}

const struct outbox_totals *
outbox_totals(const struct engine *engine)
{
	return &engine->outbox->totals;
}

const char *
outbox_result_name(enum outbox_result result)
{
	static const char *const names[OUTBOX_RESULT_COUNT] = {
	    [OUTBOX_SENT] = "sent",
	    [OUTBOX_TRANSIENT] = "transient",
	    [OUTBOX_PERMANENT] = "permanent",
	    [OUTBOX_UNKNOWN] = MAIL_STORE_UNKNOWN,
	    [OUTBOX_RELAY_DOWN] = "relay-down",
	    [OUTBOX_RELAY_REFUSED] = MAIL_STORE_REFUSED,
	    [OUTBOX_RECIPIENT_REFUSED] = MAIL_STORE_REFUSED,
	    [OUTBOX_NOT_TRIED] = MAIL_STORE_NOT_TRIED,
	};

	return names[result];
}

/* The relay may know that nobody has the address, as a report tells later. */
static int
note_refusal(struct change *change, const struct mail *mail, const char *reply,
    struct error *err)
{
	char code[BAD_ADDRESSES_STATUS_SIZE];

	bad_addresses_read_code(reply, code);
	if (bad_addresses_class(code) != REFUSAL_ADDRESS)
		return OB_OK;
	return bad_addresses_note(change, mail, REFUSAL_ADDRESS, reply, err);
}

static int
follow_up(struct change *change, const struct mail *mail,
    const struct outbox_settlement *settlement, struct error *err)
{
	if (settlement->result == OUTBOX_SENT && mail->activity_id != 0)
		return complete_step(change, mail, err);
	if (settlement->result == OUTBOX_PERMANENT)
		return note_refusal(change, mail, settlement->reply, err);
	return OB_OK;
}

static int
settle_one(struct change *change, const struct outbox_settlement *settlement,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(memory_free_ptr) char *outcome =
	    memory_strdup(outbox_result_name(settlement->result));
	cleanup_(memory_free_ptr) char *reply =
	    memory_strdup(settlement->reply);
	const struct mail_attempt attempt = {
	    settlement->id, core_now(engine), outcome, reply};
	bool may_have_arrived = false;
	int status = mail_store_find(engine->store, settlement->id, &mail, err);

	if (status == OB_OK)
		status = mail_queue_store_may_have_arrived(
		    engine->store, settlement->id, &may_have_arrived, err);
	if (status != OB_OK)
		return status;
	set_text(&mail.last_reply, settlement->reply);
	apply(engine, &mail, settlement->result, may_have_arrived);
	status = mail_store_update(engine->store, &mail, "sending", err);
	if (status == OB_OK && settlement->result != OUTBOX_NOT_TRIED)
		status = mail_store_add_attempt(engine->store, &attempt, err);
	if (status == OB_OK)
		status = follow_up(change, &mail, settlement, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "settle-mail", SUBJECT("mail", mail.id),
	    NULL,
	    json_pack("{s:s, s:s}", "state", mail.state, "outcome", outcome),
	    err);
}

/* What a letter showed of the relay; false for one that was not tried. */
static bool
find_sign(enum outbox_result result, enum relay_sign *ret_sign)
{
	static const struct {
		bool is_sign;
		enum relay_sign sign;
	} signs[OUTBOX_RESULT_COUNT] = {
	    [OUTBOX_SENT] = {true, RELAY_ACCEPTED},
	    [OUTBOX_TRANSIENT] = {true, RELAY_ANSWERED},
	    [OUTBOX_PERMANENT] = {true, RELAY_ANSWERED},
	    [OUTBOX_UNKNOWN] = {true, RELAY_LOST},
	    [OUTBOX_RELAY_DOWN] = {true, RELAY_AWAY},
	    [OUTBOX_RELAY_REFUSED] = {true, RELAY_REFUSES},
	    [OUTBOX_RECIPIENT_REFUSED] = {true, RELAY_DOUBTED},
	    [OUTBOX_NOT_TRIED] = {false, RELAY_ANSWERED},
	};

	*ret_sign = signs[result].sign;
	return signs[result].is_sign;
}

/*
 * A relay that takes other letters means this address by its refusal: it is
 * as good as unknown.
 */
static void
judge(const struct engine *engine, struct outbox_settlement *settlement)
{
	if (settlement->result != OUTBOX_RECIPIENT_REFUSED ||
	    !relay_is_trusted(&engine->outbox->relay, core_now(engine)))
		return;
	settlement->result = OUTBOX_PERMANENT;
}

static void
count_up(
    struct outbox_totals *totals, const struct outbox_settlement *settlement)
{
	char first = settlement->reply[0];

	totals->results[settlement->result]++;
	if (settlement->result != OUTBOX_NOT_TRIED)
		totals
		    ->replies[first >= '2' && first <= '5' ? first - '0' : 0]++;
}

/*
 * Told even when the database fails afterwards: the letters are back.
 * Returns what the relay said when it does not let letters through, or NULL.
 */
static const char *
note_relay(
    struct engine *engine, struct outbox_settlement *settlements, size_t count)
{
	const char *why = NULL;

	for (size_t i = 0; i < count; i++) {
		struct outbox_settlement *settlement = &settlements[i];
		enum relay_sign sign;
		bool is_sign = find_sign(settlement->result, &sign);

		judge(engine, settlement);
		count_up(&engine->outbox->totals, settlement);
		if (!is_sign) {
			relay_put_back(&engine->outbox->relay);
			continue;
		}
		(void)relay_note(
		    &engine->outbox->relay, core_now(engine), sign);
		if (sign == RELAY_AWAY || sign == RELAY_REFUSES ||
		    sign == RELAY_DOUBTED)
			why = settlement->reply;
	}
	return why;
}

/* What is due and was not tried says so, too. */
static int
put_off(struct engine *engine, const char *why, struct error *err)
{
	struct outbox_state *state = engine->outbox;
	int64_t now = core_now(engine);

	if (relay_closed_until(&state->relay, now) == 0)
		return OB_OK;
	if (why != NULL) {
		free(state->relay_reply);
		state->relay_reply = address_mask(why);
	}
	return mail_queue_store_put_off(engine->store, now,
	    state->relay_reply == NULL ? "" : state->relay_reply, err);
}

static int
settle(struct engine *engine, const struct outbox_settlement *settlements,
    size_t count, const char *why, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, ACTOR, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = settle_one(&change, &settlements[i], err);
	if (status == OB_OK)
		status = put_off(engine, why, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
outbox_settle(struct engine *engine, struct outbox_settlement *settlements,
    size_t count, struct error *err)
{
	const char *why = note_relay(engine, settlements, count);

	return settle(engine, settlements, count, why, err);
}

int
outbox_settle_again(struct engine *engine,
    const struct outbox_settlement *settlement, struct error *err)
{
	return settle(engine, settlement, 1, NULL, err);
}
