/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/received_waiting.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/received_mail_store.h"

int
received_waiting_find(struct engine *engine, int64_t id,
    struct received_mail *ret_row, struct error *err)
{
	int status = received_mail_store_find(engine->store, id, ret_row, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "there is no received mail %lld", (long long)id);
	if (status == OB_OK && strcmp(ret_row->outcome, RECEIVED_REVIEW) != 0)
		return error_refuse(err, OB_ECONFLICT, "", "received_settled",
		    "it does not wait for anybody: it is '%s'",
		    ret_row->outcome);
	return status;
}

int
received_waiting_close(struct change *change, struct received_mail *row,
    const char *note, struct error *err)
{
	struct engine *engine = change->engine;
	int status;

	free(row->outcome);
	free(row->settled_by);
	row->outcome = memory_strdup(RECEIVED_SETTLED);
	row->settled_by = memory_strdup(change->actor);
	row->settled_at = core_now(engine);
	status = received_mail_store_settle(
	    engine->store, row, RECEIVED_REVIEW, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "settle-received",
	    SUBJECT("received_mail", row->id),
	    json_pack("{s:s}", "outcome", RECEIVED_REVIEW),
	    json_pack("{s:s, s:s}", "outcome", row->outcome, "note",
		note == NULL ? "" : note),
	    err);
}

bool
received_waiting_is_proposal(const struct received_mail *row)
{
	return strcmp(row->kind, "counter") == 0 && row->activity_id != 0 &&
	       row->proposed_start != INSTANT_NONE;
}

int
received_waiting_settle_moved(
    struct change *change, const struct activity *activity, struct error *err)
{
	struct received_mail *rows = NULL;
	size_t count = 0;
	int status = received_mail_store_list_activity(
	    change->engine->store, activity->id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(rows[i].outcome, RECEIVED_REVIEW) == 0 &&
		    received_waiting_is_proposal(&rows[i]) &&
		    rows[i].proposed_start == activity->start_at)
			status = received_waiting_close(
			    change, &rows[i], "moved there", err);
	}
	received_mail_store_free(rows, count);
	return status;
}
