/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/answers/proposals.h"
#include "engine/answers/received_private.h"
#include "engine/core/core.h"
#include "store/received_mail_store.h"

#define LONGEST ((int64_t)24 * 3600)
#define DAY_SECONDS ((int64_t)86400)
#define TOLD_A_DAY 3

/* INSTANT_NONE for no time, and for a zone that this machine does not know. */
static int64_t
read_instant(const struct engine *engine, const struct received_time *time)
{
	struct zone *zone = NULL;
	int64_t instant = INSTANT_NONE;

	if (time->at[0] == '\0')
		return INSTANT_NONE;
	if (time->zone[0] == '\0') {
		if (instant_parse(engine->zone, time->at, &instant, NULL) < 0)
			return INSTANT_NONE;
		return instant;
	}
	if (zone_open(time->zone, &zone, NULL) != OB_OK)
		return INSTANT_NONE;
	if (instant_parse(zone, time->at, &instant, NULL) != OB_OK)
		instant = INSTANT_NONE;
	zone_close(zone);
	return instant;
}

static void
read_times(struct received_case *item)
{
	int64_t start = read_instant(item->engine, &item->fact->start);
	int64_t end = read_instant(item->engine, &item->fact->end);

	item->row.proposed_start = start;
	if (start != INSTANT_NONE && end > start && end - start <= LONGEST)
		item->row.proposed_end = end;
}

/* Each proposal waits in the list; not each is worth a mail. */
static int
tell(struct received_case *item, struct error *err)
{
	int64_t since = core_now(item->engine) - DAY_SECONDS;
	struct received_mail *rows = NULL;
	size_t count = 0;
	int told = 0;
	int status = received_mail_store_list_activity(
	    item->engine->store, item->row.activity_id, &rows, &count, err);

	for (size_t i = 0; i < count; i++)
		told += rows[i].person_id == item->person.id &&
			rows[i].received_at > since &&
			received_waiting_is_proposal(&rows[i]);
	received_mail_store_free(rows, count);
	if (status != OB_OK || told >= TOLD_A_DAY)
		return status;
	return proposals_tell(item->change, &item->dossier, &item->row, err);
}

int
received_counter(struct received_case *item, struct error *err)
{
	int status;

	read_times(item);
	status = received_attend(item, err);
	if (status != OB_OK || received_is_decided(item))
		return status;
	if (strcmp(item->invitation.method, "cancel") == 0) {
		received_decide(item, RECEIVED_OUTDATED, "withdrawn");
		return OB_OK;
	}
	if (item->row.proposed_start == INSTANT_NONE) {
		received_decide(item, RECEIVED_REVIEW, "proposal-without-time");
		return OB_OK;
	}
	received_decide(item, RECEIVED_REVIEW,
	    item->row.is_verified ? "proposal" : "unverified-proposal");
	if (!item->row.is_verified)
		return OB_OK;
	return tell(item, err);
}
