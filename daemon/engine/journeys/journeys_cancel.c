/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/activities/exit_talks.h"
#include "engine/core/core.h"
#include "engine/digests/digests_recall.h"
#include "engine/dossier/views.h"
#include "engine/journeys/journey_change.h"
#include "engine/journeys/journeys_end.h"
#include "engine/notices/notice_waiting.h"
#include "store/mail_store.h"

static int
cancel(struct journey_change *work, const char *reason, int *ret_mails,
    struct error *err)
{
	struct journey *journey = &work->dossier.journey;
	struct engine *engine = work->change.engine;
	int status = mail_store_cancel_journey(
	    engine->store, journey->id, core_now(engine), ret_mails, err);

	if (status == OB_OK)
		status = journey_change_cancel_open(work, reason, err);
	if (status == OB_OK)
		status = exit_talks_forget(&work->change, &work->dossier, err);
	if (status == OB_OK)
		status = notice_waiting_leave(&work->change, journey->id, err);
	if (status != OB_OK)
		return status;
	free(journey->ended_why);
	journey->ended_why = memory_strdup(reason);
	status = journey_change_store(work, "cancelled", err);
	if (status == OB_OK)
		status = digests_recall(
		    &work->change, &work->dossier, ret_mails, err);
	return status;
}

int
journeys_cancel(struct engine *engine, const char *actor, int64_t id,
    const char *reason, json_t **ret_view, struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	json_auto_t *own = NULL;
	int mails = 0;
	int status = journey_change_check_reason(
	    reason, "say why the journey is cancelled", err);

	if (status != OB_OK)
		return status;
	status = journey_change_begin(&work, engine, actor, id, err);
	if (status == OB_OK)
		status = journey_change_check_open(&work, err);
	if (status == OB_OK)
		status = cancel(&work, reason, &mails, err);
	if (status == OB_OK)
		status = journeys_end_take_back(&work, &own, err);
	if (status == OB_OK)
		status = journey_change_finish(&work, "cancel",
		    json_pack("{s:s, s:i}", "reason", reason, "mails", mails),
		    false, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:O, s:i, s:O*}", "leader",
		    views_leader(&work.dossier), "cancelled",
		    work.outcome.cancelled, "mails", mails, "onboarding", own);
	return status;
}
