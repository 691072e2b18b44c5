/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/nominations.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "store/nomination_store.h"

/* A cohort that nobody sums up is over when none of its links works. */
#define KEPT_DAYS (DOSSIER_LINK_DAYS + DOSSIER_OPEN_LINK_DAYS)

int
nominations_expire(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, "clock", err);

	if (status == OB_OK)
		status = nomination_store_forget_reasons(engine->store,
		    date_add_days(core_today(engine), -KEPT_DAYS), &count, err);
	if (status != OB_OK || count == 0)
		return status;
	status = change_audit(&change, "expire-withdrawal-reasons",
	    SUBJECT("nomination", 0), NULL, json_pack("{s:i}", "rows", count),
	    err);
	return status == OB_OK ? change_commit(&change, err) : status;
}
