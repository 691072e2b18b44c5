/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/exit_talks.h"

#include <string.h>

#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/exit_store.h"

int
exit_talks_forget(
    struct change *change, const struct dossier *dossier, struct error *err)
{
	int64_t journey_id = dossier->journey.id;
	int count = 0;
	int status =
	    exit_store_remove(change->engine->store, journey_id, &count, err);

	if (status != OB_OK || count == 0)
		return status;
	return change_audit(change, "forget-exit-interview",
	    SUBJECT("journey", journey_id), NULL, NULL, err);
}

int
exit_talks_reopen(struct change *change, const struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	return dossier->version->kind == PROGRAMME_EXIT &&
		       strcmp(activity->step, PROGRAMME_EXIT_TALK) == 0
		   ? exit_talks_forget(change, dossier, err)
		   : OB_OK;
}
