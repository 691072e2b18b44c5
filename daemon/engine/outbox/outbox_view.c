/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/outbox_state.h"
#include "message/address.h"
#include "store/mail_store.h"

static const char *const states[] = {"queued", "sending", "sent", "deferred",
    "failed", "cancelled", "ambiguous", "held"};

static bool
is_waiting(const struct mail *mail)
{
	return strcmp(mail->state, "queued") == 0 ||
	       strcmp(mail->state, "deferred") == 0 ||
	       strcmp(mail->state, "ambiguous") == 0;
}

int64_t
outbox_view_next(const struct engine *engine, const struct mail *mail)
{
	int64_t closed =
	    relay_closed_until(&engine->outbox->relay, core_now(engine));

	if (!is_waiting(mail))
		return INSTANT_NONE;
	return mail->next_attempt_at > closed ? mail->next_attempt_at : closed;
}

json_t *
outbox_view_mail(const struct engine *engine, const struct mail *mail)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:i, s:o, s:s, s:o, s:o, "
			 "s:o, s:o, s:s, s:b}",
	    "id", (json_int_t)mail->id, "to", mail->to_address, "subject",
	    mail->subject, "kind", mail->kind, "state", mail->state, "attempts",
	    mail->attempts, "next_attempt",
	    nullable_instant(engine, outbox_view_next(engine, mail)),
	    "message_id", mail->message_id, "activity",
	    nullable_id(mail->activity_id), "leader",
	    nullable_id(mail->journey_id), "created",
	    nullable_instant(engine, mail->created_at), "sent",
	    nullable_instant(engine, mail->sent_at), "last_reply",
	    mail->last_reply, "urgent", (int)mail->urgent);
}

static int
check_state(const char *state, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		if (state == NULL || strcmp(state, states[i]) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "state",
	    "'%.40s' is no state of a mail; it is queued, sending, sent, "
	    "deferred, failed, cancelled, ambiguous or held",
	    state);
}

int
outbox_list(struct engine *engine, const char *state, const char *to,
    json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *address = NULL;
	struct mail *mails = NULL;
	size_t count = 0;
	json_t *list;
	int status = check_state(state, err);

	if (status == OB_OK && to != NULL)
		status = address_parse_bare("to", to, &address, err);
	if (status == OB_OK)
		status = mail_store_list(
		    engine->store, state, address, &mails, &count, err);
	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		    list, outbox_view_mail(engine, &mails[i]));
	mail_store_free(mails, count);
	*ret_view = json_pack("{s:o}", "mail", list);
	return OB_OK;
}

int
outbox_view_find(
    struct engine *engine, int64_t id, struct mail *ret_mail, struct error *err)
{
	int status = mail_store_find(engine->store, id, ret_mail, err);

	if (status == OB_ENOTFOUND)
		return error_set(
		    err, OB_ENOTFOUND, "there is no mail %" PRId64, id);
	return status;
}

static json_t *
attempts_view(const struct engine *engine, const struct mail_attempt *attempts,
    size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(list,
		    json_pack("{s:o, s:s, s:s}", "at",
			nullable_instant(engine, attempts[i].at), "outcome",
			attempts[i].outcome, "reply", attempts[i].reply));
	return list;
}

int
outbox_show(
    struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	struct mail_attempt *attempts = NULL;
	size_t count = 0;
	int status = outbox_view_find(engine, id, &mail, err);

	if (status == OB_OK)
		status = mail_store_list_attempts(
		    engine->store, id, &attempts, &count, err);
	if (status != OB_OK)
		return status;
	*ret_view =
	    json_pack("{s:o, s:o}", "mail", outbox_view_mail(engine, &mail),
		"attempts", attempts_view(engine, attempts, count));
	mail_store_free_attempts(attempts, count);
	return OB_OK;
}

int
outbox_bytes(struct engine *engine, int64_t id, struct strbuf *ret_bytes,
    struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	int status = outbox_view_find(engine, id, &mail, err);

	if (status == OB_OK)
		status = mail_store_bytes(engine->store, id, ret_bytes, err);
	return status;
}

int
outbox_counts(struct engine *engine, json_t **ret_view, struct error *err)
{
	json_t *view = json_object();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(states); i++) {
		int64_t count = 0;

		status =
		    mail_store_count(engine->store, states[i], &count, err);
		(void)json_object_set_new(
		    view, states[i], json_integer((json_int_t)count));
	}
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}
