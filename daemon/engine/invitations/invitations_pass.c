/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations_pass.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/invitations/invitations.h"
#include "store/journey_store.h"

static int
run_one(struct engine *engine, int64_t journey_id, struct error *err)
{
	cleanup_(dossier_cache_give) struct dossier dossier = {0};
	int status = dossier_cache_take(engine, journey_id, &dossier, err);

	return status == OB_OK ? invitations_run(&dossier, err) : status;
}

/* Takes the journeys. */
static int
run_all(struct engine *engine, struct journey *journeys, size_t count,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = run_one(engine, journeys[i].id, err);
	journey_store_free(journeys, count);
	return status;
}

static int
run_touched(struct engine *engine, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < engine->touched_count; i++) {
		status = run_one(engine, engine->touched[i], err);
		if (status == OB_ENOTFOUND)
			status = OB_OK; /* its verb was rolled back */
	}
	return status;
}

static int
run_invited(struct engine *engine, struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = journey_store_list_invited(
	    engine->store, core_today(engine), &journeys, &count, err);

	return status == OB_OK ? run_all(engine, journeys, count, err) : status;
}

static int
run_inviting(struct engine *engine, struct date from, struct date until,
    struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = journey_store_list_inviting(
	    engine->store, from, until, &journeys, &count, err);

	return status == OB_OK ? run_all(engine, journeys, count, err) : status;
}

int
invitations_pass(struct engine *engine, struct error *err)
{
	struct date today = core_today(engine);
	struct date until =
	    date_add_days(today, engine->settings->invitations.days_ahead);
	bool is_first = date_is_none(engine->invited_until);
	struct date from =
	    is_first ? today : date_add_days(engine->invited_until, 1);
	int status = run_touched(engine, err);

	if (status == OB_OK && is_first)
		status = run_invited(engine, err);
	if (status == OB_OK && !date_before(until, from))
		status = run_inviting(engine, from, until, err);
	if (status == OB_OK)
		engine->invited_until = until;
	return status;
}
