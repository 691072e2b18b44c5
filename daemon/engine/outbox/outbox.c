/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox.h"

#include <stdlib.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/outbox/outbox_expiry.h"
#include "engine/outbox/outbox_state.h"
#include "store/mail_queue_store.h"
#include "store/mail_store.h"

#define ACTOR "mail"
#define KEPT_SECONDS ((int64_t)30 * 86400)

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
		status = outbox_expiry_give_up(&change, &mails[i], err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	mail_store_free(mails, count);
	return status;
}

static void
keep_recovered(struct engine *engine, const struct mail *mails, size_t count)
{
	struct outbox_state *state = engine->outbox;

	free(state->recovered);
	state->recovered = memory_alloc(count * sizeof(*state->recovered));
	for (size_t i = 0; i < count; i++)
		state->recovered[i] = mails[i].id;
	state->recovered_count = count;
}

int
outbox_recover(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct mail *mails = NULL;
	size_t count = 0;
	int status = mail_store_list(
	    engine->store, "sending", NULL, &mails, &count, err);

	if (status != OB_OK || count == 0)
		return status;
	status = change_begin(&change, engine, ACTOR, err);
	if (status == OB_OK)
		status = mail_queue_store_recover(
		    engine->store, core_now(engine), err);
	if (status == OB_OK)
		status =
		    change_audit(&change, "recover-mail", SUBJECT("mail", 0),
			NULL, json_pack("{s:i}", "ambiguous", (int)count), err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		keep_recovered(engine, mails, count);
	mail_store_free(mails, count);
	return status;
}

const int64_t *
outbox_recovered(const struct engine *engine, size_t *ret_count)
{
	*ret_count = engine->outbox->recovered_count;
	return engine->outbox->recovered;
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
		*ret_at =
		    relay_next(&engine->outbox->relay, at > now ? at : now);
	return OB_OK;
}

const struct relay *
outbox_relay(const struct engine *engine)
{
	return &engine->outbox->relay;
}

void
outbox_try_relay(struct engine *engine)
{
	relay_try(&engine->outbox->relay, core_now(engine));
}

int
outbox_clear_old(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = mail_store_clear_bytes(engine->store,
		    core_now(engine) - KEPT_SECONDS, &count, err);
	if (status != OB_OK || count == 0)
		return status;
	return change_commit(&change, err);
}
