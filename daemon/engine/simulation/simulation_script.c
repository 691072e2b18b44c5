/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/simulation/simulation_private.h"
#include "model/role.h"
#include "store/journey_store.h"

/* A mail step goes by itself; one that did not go is a person's next day. */
static bool
is_to_be_done(const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);
	struct date today = core_today(dossier->engine);

	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    date_before(today, activity->planned) ||
	    !dossier_is_free(dossier, activity))
		return false;
	return step->kind != STEP_MAIL ||
	       (strcmp(step->role, ROLE_SYSTEM) != 0 &&
		   date_before(activity->planned, today));
}

static int
do_one(struct change *change, struct dossier *dossier,
    const struct activity *activity, struct error *err)
{
	int64_t now = core_now(dossier->engine);
	bool is_timed = activity->start_minute >= 0 && activity->end_at < now;
	const struct settlement settlement = {
	    .activity_id = activity->id,
	    .state = ACTIVITY_DONE,
	    .at = is_timed ? activity->end_at : now,
	};

	return activities_settle(change, dossier, &settlement, err);
}

static const struct activity *
find_work(const struct dossier *dossier)
{
	if (strcmp(dossier->journey.state, "active") != 0)
		return NULL;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (is_to_be_done(dossier, &dossier->activities[i]))
			return &dossier->activities[i];
	}
	return NULL;
}

/* What is done may free what waited for it, so it is looked for anew. */
static int
act_in(struct engine *engine, int64_t journey_id, struct error *err)
{
	cleanup_(dossier_cache_give) struct dossier dossier = {0};
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct activity *activity;
	int status = dossier_cache_take(engine, journey_id, &dossier, err);

	if (status != OB_OK || find_work(&dossier) == NULL)
		return status;
	status = change_begin(&change, engine, SIMULATION_ACTOR, err);
	while (status == OB_OK && (activity = find_work(&dossier)) != NULL)
		status = do_one(&change, &dossier, activity, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		dossier_cache_vouch(&dossier);
	return status;
}

int
simulation_act(struct simulation *simulation, struct error *err)
{
	struct engine *engine = simulation->engine;
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = simulation_answer(simulation, err);

	if (status == OB_OK)
		status = journey_store_list_stirred(engine->store,
		    simulation->journeys[0].opens, core_today(engine),
		    &journeys, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = act_in(engine, journeys[i].id, err);
	journey_store_free(journeys, count);
	return status;
}
