/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/kept_counts.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"

int
kept_counts_drop_later(
    struct engine *engine, const struct kept_counts *kept, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, "clock", err);

	if (status == OB_OK)
		status = kept->drop_later(
		    engine->store, core_now(engine), &count, err);
	if (status != OB_OK || count == 0)
		return status;
	status = change_audit(&change, kept->verb, SUBJECT(kept->entity, 0),
	    json_pack("{s:i}", kept->unit, count), NULL, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}
