/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_past.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/invitations/invitations_letter.h"
#include "engine/letters/mail_texts.h"
#include "store/mail_queue_store.h"
#include "store/mail_store.h"

static bool
is_one_of(const char *state, const char *const *states, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(states[i], state) == 0)
			return true;
	}
	return false;
}

/* One that is settled otherwise may have arrived all the same. */
static int
has_left(struct engine *engine, const struct mail *mail, bool *ret_left,
    struct error *err)
{
	static const char *const left[] = {"sent", "sending", "ambiguous"};

	*ret_left = is_one_of(mail->state, left, ARRAY_LEN(left));
	if (*ret_left || mail->attempts == 0)
		return OB_OK;
	return mail_queue_store_may_have_arrived(
	    engine->store, mail->id, ret_left, err);
}

/* The last of them that left decides what the person knows. */
static int
see(struct engine *engine, const struct mail *mail,
    struct invitations_past *past, struct error *err)
{
	static const char *const waiting[] = {"queued", "deferred", "held"};
	bool is_left = false;
	int status = has_left(engine, mail, &is_left, err);

	past->count++;
	if (is_left)
		past->is_known = strcmp(mail->kind, mail_texts_kind_name(
							MAIL_INVITATION)) == 0;
	past->is_waiting = past->is_waiting ||
			   is_one_of(mail->state, waiting, ARRAY_LEN(waiting));
	past->is_held = past->is_held || strcmp(mail->state, "held") == 0;
	return status;
}

int
invitations_past_read(struct engine *engine, int64_t activity_id,
    int64_t person_id, struct invitations_past *ret_past, struct error *err)
{
	cleanup_(memory_free_ptr) char *keys =
	    invitations_letter_keys(activity_id, person_id);
	struct mail *mails = NULL;
	size_t count = 0;
	int status =
	    mail_store_list_keys(engine->store, keys, &mails, &count, err);

	*ret_past = (struct invitations_past){.count = 0};
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = see(engine, &mails[i], ret_past, err);
	mail_store_free(mails, count);
	return status;
}

int
invitations_past_supersede(struct change *change,
    const struct invitations_past *past, int64_t activity_id, int64_t person_id,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *keys = NULL;

	if (!past->is_waiting)
		return OB_OK;
	keys = invitations_letter_keys(activity_id, person_id);
	return mail_store_supersede(
	    change->engine->store, keys, core_now(change->engine), err);
}

int
invitations_past_hold(struct change *change, int64_t mail_id, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(memory_free_ptr) char *from = NULL;
	char outcome[] = MAIL_STORE_HELD;
	char reply[] = "like the one before it";
	const struct mail_attempt attempt = {
	    mail_id, core_now(engine), outcome, reply};
	int status = mail_store_find(engine->store, mail_id, &mail, err);

	if (status != OB_OK || strcmp(mail.state, "queued") != 0)
		return status;
	from = mail.state;
	mail.state = memory_strdup("held");
	status = mail_store_update(engine->store, &mail, from, err);
	return status == OB_OK
		   ? mail_store_add_attempt(engine->store, &attempt, err)
		   : status;
}
