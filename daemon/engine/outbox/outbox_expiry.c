/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_expiry.h"

#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/digests/reminders.h"
#include "engine/letters/mail_texts.h"
#include "store/mail_queue_store.h"
#include "store/mail_store.h"
#include "store/potential_store.h"

#define GIVE_UP_DAYS 5
#define DAY_SECONDS ((int64_t)86400)

int
outbox_expiry_is_over(const struct engine *engine, const struct mail *mail,
    bool *ret_over, struct error *err)
{
	int64_t now = core_now(engine);
	int64_t days = 0;
	int status;

	*ret_over = mail->not_after != INSTANT_NONE && now >= mail->not_after;
	if (mail->not_after != INSTANT_NONE || mail->attempts < GIVE_UP_DAYS ||
	    now < mail->created_at + GIVE_UP_DAYS * DAY_SECONDS)
		return OB_OK;
	status = mail_queue_store_count_days(engine->store, mail, &days, err);
	if (status == OB_OK)
		*ret_over = days >= GIVE_UP_DAYS;
	return status;
}

/* What it was to tell is told again, if that helps anybody. */
static int
reopen(struct engine *engine, const struct mail *mail, struct error *err)
{
	if (strcmp(mail->kind, mail_texts_kind_name(MAIL_POTENTIAL)) == 0)
		return potential_store_forget_reminder(
		    engine->store, mail->person_id, err);
	return reminders_reopen(engine, mail->id, err);
}

int
outbox_expiry_give_up(
    struct change *change, struct mail *mail, struct error *err)
{
	cleanup_(memory_free_ptr) char *from = mail->state;
	int status;

	mail->state = memory_strdup(
	    mail->not_after == INSTANT_NONE ? "failed" : "cancelled");
	status = mail_store_update(change->engine->store, mail, from, err);
	if (status == OB_OK && mail->not_after != INSTANT_NONE)
		status = reopen(change->engine, mail, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "give-up-mail", SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", from),
	    json_pack("{s:s}", "state", mail->state), err);
}
