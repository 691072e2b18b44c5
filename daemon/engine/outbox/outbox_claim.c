/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/invitations/invitations_check.h"
#include "engine/letters/letters_address.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/outbox_expiry.h"
#include "engine/outbox/outbox_limit.h"
#include "engine/outbox/outbox_state.h"
#include "engine/outbox/outbox_turn.h"
#include "engine/outbox/outbox_window.h"
#include "engine/outbox/return_path.h"
#include "store/mail_store.h"

#define ACTOR "mail"

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
	return_path_make(engine, mail->id, &letter->from);
	letter->to = memory_strdup(mail->to_address);
	letter->message_id = memory_strdup(mail->message_id);
	letter->len = bytes.len;
	letter->bytes = strbuf_detach(&bytes);
	return OB_OK;
}

/* Nothing is tried: it waits for somebody, and for a retry. */
static int
fail(struct change *change, struct mail *mail, const char *verb,
    const char *why, struct error *err)
{
	cleanup_(memory_free_ptr) char *from = mail->state;
	int status;

	free(mail->last_reply);
	mail->state = memory_strdup("failed");
	mail->last_reply = memory_strdup(why);
	status = mail_store_update(change->engine->store, mail, from, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, verb, SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", from),
	    json_pack("{s:s}", "state", mail->state), err);
}

/* Another has taken its place since it was put into the outbox. */
static int
drop(struct change *change, struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *from = mail->state;
	char outcome[] = MAIL_STORE_SUPERSEDED;
	char reply[] = "";
	const struct mail_attempt attempt = {
	    mail->id, core_now(engine), outcome, reply};
	int status;

	mail->state = memory_strdup("cancelled");
	status = mail_store_update(engine->store, mail, from, err);
	if (status == OB_OK)
		status = mail_store_add_attempt(engine->store, &attempt, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "drop-mail", SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", from),
	    json_pack("{s:s}", "state", mail->state), err);
}

/* To the address that its person has now, if it is to leave at all. */
static int
renew(struct change *change, struct mail *mail,
    enum invitations_verdict *ret_verdict, struct error *err)
{
	bool is_bad = false;
	int status;

	if (invitations_check_is_kind(mail->kind))
		return invitations_check_mail(change, mail, ret_verdict, err);
	status = letters_address_renew(change, mail, &is_bad, err);
	*ret_verdict = is_bad ? INVITATIONS_UNREACHABLE : INVITATIONS_TRUE;
	return status;
}

static int
claim_if_true(struct change *change, struct mail *mail,
    struct outbox_letter *letters, size_t *count, struct error *err)
{
	enum invitations_verdict verdict = INVITATIONS_TRUE;
	int status = renew(change, mail, &verdict, err);

	if (status != OB_OK)
		return status;
	switch (verdict) {
	case INVITATIONS_TRUE:
		break;
	case INVITATIONS_OUTDATED:
		return drop(change, mail, err);
	case INVITATIONS_UNREACHABLE:
		return fail(
		    change, mail, "refuse-address", LETTERS_ADDRESS_BAD, err);
	}
	return claim_one(change->engine, mail, &letters[(*count)++], err);
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
	return status == OB_OK
		   ? claim_if_true(change, mail, letters, count, err)
		   : status;
}

static int
claim_row(struct change *change, struct mail *mail,
    struct outbox_letter *letters, size_t *count, struct error *err)
{
	bool is_over = false;
	int status = outbox_expiry_is_over(change->engine, mail, &is_over, err);

	if (status == OB_OK && is_over)
		return outbox_expiry_give_up(change, mail, err);
	return status == OB_OK
		   ? claim_or_wait(change, mail, letters, count, err)
		   : status;
}

/* As it was before a try to claim it. */
static int
fail_anew(struct change *change, int64_t id, const char *why, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(memory_free_ptr) char *reply =
	    memory_printf("not sent: %s", why);
	int status = mail_store_find(change->engine->store, id, &mail, err);

	return status == OB_OK ? fail(change, &mail, "fail-mail", reply, err)
			       : status;
}

/* One that cannot be made ready must not keep all others from leaving. */
static int
claim_apart(struct change *change, struct mail *mail,
    struct outbox_letter *letters, size_t *count, struct error *err)
{
	cleanup_(change_release) struct change apart = CHANGE_INIT;
	struct error mistake = ERROR_INIT;
	size_t before = *count;
	int status = change_begin(&apart, change->engine, ACTOR, &mistake);

	if (status == OB_OK)
		status = claim_row(&apart, mail, letters, count, &mistake);
	if (status == OB_OK)
		status = change_commit(&apart, &mistake);
	if (error_is_fault(status))
		return error_set(err, status, "%s", mistake.text);
	if (status == OB_OK)
		return OB_OK;
	*count = before;
	change_release(&apart);
	return fail_anew(change, mail->id, mistake.text, err);
}

/* What is due, as its turns come. */
struct due {
	struct outbox_queue fresh;
	struct outbox_queue backlog;
};

static void
due_release(struct due *due)
{
	mail_store_free(due->fresh.mails, due->fresh.count);
	mail_store_free(due->backlog.mails, due->backlog.count);
}

static int
list_due(struct engine *engine, struct due *due, struct error *err)
{
	struct mail_due which = {core_now(engine), false, OUTBOX_BATCH};
	int status = mail_store_list_due(
	    engine->store, &which, &due->fresh.mails, &due->fresh.count, err);

	which.were_tried = true;
	return status == OB_OK
		   ? mail_store_list_due(engine->store, &which,
			 &due->backlog.mails, &due->backlog.count, err)
		   : status;
}

/* Up to max; more are looked at, of which some must wait or have ended. */
static int
claim_rows(struct change *change, struct due *due, size_t max,
    struct outbox_letter *letters, size_t *count, struct error *err)
{
	struct mail mail = {0};
	int status = OB_OK;

	while (status == OB_OK && *count < max &&
	       outbox_turn_take(&due->fresh, &due->backlog,
		   &change->engine->outbox->backlog_is_next, &mail)) {
		status = claim_apart(change, &mail, letters, count, err);
		mail_store_release(&mail);
	}
	return status;
}

/* ret_any: whether anything was due, that which must wait included. */
static int
claim_batch(struct engine *engine, size_t max,
    struct outbox_letter **ret_letters, size_t *ret_count, bool *ret_any,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(due_release) struct due due = {.fresh = {.mails = NULL}};
	struct outbox_letter *letters;
	size_t claimed = 0;
	int status = list_due(engine, &due, err);

	*ret_any = due.fresh.count + due.backlog.count > 0;
	if (status != OB_OK || !*ret_any)
		return status;
	letters = memory_alloc(max * sizeof(*letters));
	status = change_begin(&change, engine, ACTOR, err);
	if (status == OB_OK)
		status = claim_rows(&change, &due, max, letters, &claimed, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status != OB_OK || claimed == 0) {
		outbox_free(letters, claimed);
		return status;
	}
	relay_take(&engine->outbox->relay, core_now(engine), claimed);
	*ret_letters = letters;
	*ret_count = claimed;
	return OB_OK;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

int
outbox_claim(struct engine *engine, size_t max,
    struct outbox_letter **ret_letters, size_t *ret_count, struct error *err)
{
	size_t room = relay_room(&engine->outbox->relay, core_now(engine));
	bool any = false;
	int status = OB_OK;

	*ret_letters = NULL;
	*ret_count = 0;
	max = least(least(max, room), OUTBOX_BATCH);
	if (max == 0)
		return OB_OK;
	do
		status =
		    claim_batch(engine, max, ret_letters, ret_count, &any, err);
	while (status == OB_OK && any && *ret_count == 0);
	return status;
}
