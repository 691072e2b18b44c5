/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_window.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/mail_store.h"
#include "store/person_store.h"

int
outbox_window_opens(struct engine *engine, const struct mail *mail,
    int64_t *ret_at, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int64_t now = core_now(engine);
	int status;

	if (mail->urgent) {
		*ret_at = now;
		return OB_OK;
	}
	status =
	    person_store_find(engine->store, mail->person_id, &person, err);
	if (status == OB_OK)
		*ret_at = core_window_of(engine, &person, now);
	return status;
}

int
outbox_window_put_off(
    struct change *change, struct mail *mail, int64_t at, struct error *err)
{
	mail->next_attempt_at = at;
	return mail_store_update(change->engine->store, mail, mail->state, err);
}
