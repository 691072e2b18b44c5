/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/dossier.h"
#include "engine/letters_address.h"
#include "engine/outbox_limit.h"
#include "engine/outbox_window.h"
#include "engine/reminders.h"
#include "store/mail_store.h"

#define ACTOR "mail"
#define FIRST_RETRY 300
#define LAST_RETRY 3600
#define GIVE_UP_DAYS 5
#define DAY_SECONDS ((int64_t)86400)

void
outbox_free(struct outbox_letter *letters, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(letters[i].from);
		free(letters[i].to);
		free(letters[i].message_id);
		free(letters[i].bytes);
	}
	free(letters);
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

/*
 * A digest's day is one.  For others five days of attempts are enough; those
 * on which a pause or the calendar kept a mail from being tried are none.
 */
static int
has_expired(const struct engine *engine, const struct mail *mail,
    bool *ret_expired, struct error *err)
{
	int64_t now = core_now(engine);
	int64_t days = 0;
	int status;

	*ret_expired =
	    mail->not_after != INSTANT_NONE && now >= mail->not_after;
	if (mail->not_after != INSTANT_NONE || mail->attempts < GIVE_UP_DAYS ||
	    now < mail->created_at + GIVE_UP_DAYS * DAY_SECONDS)
		return OB_OK;
	status = mail_store_count_days(engine->store, mail, &days, err);
	if (status == OB_OK)
		*ret_expired = days >= GIVE_UP_DAYS;
	return status;
}

static int
give_up(struct change *change, struct mail *mail, struct error *err)
{
	cleanup_(memory_free_ptr) char *from = mail->state;
	int status;

	mail->state = memory_strdup(
	    mail->not_after == INSTANT_NONE ? "failed" : "cancelled");
	status = mail_store_update(change->engine->store, mail, from, err);
	if (status == OB_OK && mail->not_after != INSTANT_NONE)
		status = reminders_reopen(change->engine, mail->id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "give-up-mail", SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", from),
	    json_pack("{s:s}", "state", mail->state), err);
}

static int
claim_one(struct engine *engine, struct mail *mail,
    struct outbox_letter *letter, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *from = mail->state;
	int status;

	mail->state = memory_strdup("sending");
	mail->attempts++;
	status = mail_store_bytes(engine->store, mail->id, &bytes, err);
	if (status == OB_OK)
		status = mail_store_update(engine->store, mail, from, err);
	if (status != OB_OK)
		return status;
	letter->id = mail->id;
	letter->from = memory_strdup(engine->from_address);
	letter->to = memory_strdup(mail->to_address);
	letter->message_id = memory_strdup(mail->message_id);
	letter->len = bytes.len;
	letter->bytes = strbuf_detach(&bytes);
	return OB_OK;
}

/* What fell due while the program was away waits for the morning. */
static int
claim_or_wait(struct change *change, struct mail *mail,
    struct outbox_letter *letters, size_t *count, struct error *err)
{
	struct engine *engine = change->engine;
	int64_t at = 0;
	bool is_over = false;
	int status = outbox_window_opens(engine, mail, &at, err);

	if (status == OB_OK && at != core_now(engine))
		return outbox_window_put_off(change, mail, at, err);
	if (status == OB_OK)
		status = outbox_limit_is_over(engine, mail, &is_over, err);
	if (status == OB_OK && is_over)
		return outbox_limit_put_off(change, mail, err);
	if (status == OB_OK)
		status = letters_address_renew(change, mail, err);
	if (status == OB_OK)
		status = claim_one(engine, mail, &letters[(*count)++], err);
	return status;
}

static int
claim_rows(struct change *change, struct mail *mails, size_t count,
    struct outbox_letter *letters, size_t *ret_count, struct error *err)
{
	struct engine *engine = change->engine;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_expired = false;

		status = has_expired(engine, &mails[i], &is_expired, err);
		if (status == OB_OK && is_expired)
			status = give_up(change, &mails[i], err);
		else if (status == OB_OK)
			status = claim_or_wait(
			    change, &mails[i], letters, ret_count, err);
	}
	return status;
}

/* ret_seen: how many were due, those included that were given up. */
static int
claim_batch(struct engine *engine, size_t max,
    struct outbox_letter **ret_letters, size_t *ret_count, size_t *ret_seen,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct outbox_letter *letters;
	struct mail *mails = NULL;
	size_t claimed = 0;
	size_t count = 0;
	int status = mail_store_list_due(
	    engine->store, core_now(engine), max, &mails, &count, err);

	*ret_seen = count;
	if (status != OB_OK || count == 0)
		return status;
	letters = memory_alloc(count * sizeof(*letters));
	status = change_begin(&change, engine, ACTOR, err);
	if (status == OB_OK)
		status =
		    claim_rows(&change, mails, count, letters, &claimed, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	mail_store_free(mails, count);
	if (status != OB_OK || claimed == 0) {
		outbox_free(letters, claimed);
		return status;
	}
	*ret_letters = letters;
	*ret_count = claimed;
	return OB_OK;
}

int
outbox_claim(struct engine *engine, size_t max,
    struct outbox_letter **ret_letters, size_t *ret_count, struct error *err)
{
	size_t seen = 0;
	int status = OB_OK;

	*ret_letters = NULL;
	*ret_count = 0;
	do
		status =
		    claim_batch(engine, max < OUTBOX_BATCH ? max : OUTBOX_BATCH,
			ret_letters, ret_count, &seen, err);
	while (status == OB_OK && seen > 0 && *ret_count == 0);
	return status;
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
next_attempt(const struct engine *engine, const struct mail *mail)
{
	int64_t wait = FIRST_RETRY;

	for (int i = 1; i < mail->attempts && wait < LAST_RETRY; i++)
		wait *= 2;
	if (wait > LAST_RETRY)
		wait = LAST_RETRY;
	wait = core_now(engine) + with_jitter(mail, wait);
	return mail->urgent ? wait : core_window(engine, wait);
}

/* What may have arrived once is never again a mail that has not. */
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
		set_text(
		    &mail->state, may_have_arrived ? "ambiguous" : "deferred");
		mail->next_attempt_at = next_attempt(engine, mail);
		break;
	case OUTBOX_UNKNOWN:
		set_text(&mail->state, "ambiguous");
		mail->next_attempt_at = next_attempt(engine, mail);
		break;
	case OUTBOX_NOT_TRIED:
		set_text(
		    &mail->state, may_have_arrived ? "ambiguous" : "queued");
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

static int
settle_one(struct change *change, const struct outbox_settlement *settlement,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(memory_free_ptr) char *outcome = memory_strdup(
	    settlement->result == OUTBOX_UNKNOWN ? MAIL_STORE_UNKNOWN
						 : settlement->outcome);
	cleanup_(memory_free_ptr) char *reply =
	    memory_strdup(settlement->reply);
	const struct mail_attempt attempt = {
	    settlement->id, core_now(engine), outcome, reply};
	bool may_have_arrived = false;
	int status = mail_store_find(engine->store, settlement->id, &mail, err);

	if (status == OB_OK)
		status = mail_store_may_have_arrived(
		    engine->store, settlement->id, &may_have_arrived, err);
	if (status != OB_OK)
		return status;
	set_text(&mail.last_reply, settlement->reply);
	apply(engine, &mail, settlement->result, may_have_arrived);
	status = mail_store_update(engine->store, &mail, "sending", err);
	if (status == OB_OK && settlement->result != OUTBOX_NOT_TRIED)
		status = mail_store_add_attempt(engine->store, &attempt, err);
	if (status == OB_OK && settlement->result == OUTBOX_SENT &&
	    mail.activity_id != 0)
		status = complete_step(change, &mail, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "settle-mail", SUBJECT("mail", mail.id),
	    NULL,
	    json_pack("{s:s, s:s}", "state", mail.state, "outcome", outcome),
	    err);
}

int
outbox_settle(struct engine *engine,
    const struct outbox_settlement *settlements, size_t count,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, ACTOR, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = settle_one(&change, &settlements[i], err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
outbox_end_digests(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct mail *mails = NULL;
	size_t count = 0;
	int status = mail_store_list_expired(
	    engine->store, core_now(engine), &mails, &count, err);

	if (status != OB_OK || count == 0)
		return status;
	status = change_begin(&change, engine, ACTOR, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = give_up(&change, &mails[i], err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	mail_store_free(mails, count);
	return status;
}

int
outbox_recover(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = mail_store_recover(
		    engine->store, core_now(engine), &count, err);
	if (status != OB_OK || count == 0)
		return status;
	status = change_audit(&change, "recover-mail", SUBJECT("mail", 0), NULL,
	    json_pack("{s:i}", "ambiguous", count), err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
outbox_next(struct engine *engine, int64_t *ret_at, struct error *err)
{
	int64_t now = core_now(engine);
	int64_t at = INSTANT_NONE;
	int status = mail_store_next_due(engine->store, &at, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	if (status == OB_ENOTFOUND)
		*ret_at = INSTANT_NONE;
	else
		*ret_at = at > now ? at : now;
	return OB_OK;
}

int
outbox_clear_old(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = mail_store_clear_bytes(engine->store,
		    core_now(engine) - 30 * DAY_SECONDS, &count, err);
	if (status != OB_OK || count == 0)
		return status;
	return change_commit(&change, err);
}
