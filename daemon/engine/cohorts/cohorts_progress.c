/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/instant.h"
#include "engine/activities/activities.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/cohorts/cohorts.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "model/nomination.h"
#include "text/catalogue.h"

#define CALL "indkald"

/* How far the cohort has come, by what is kept of its nominations. */
struct progress {
	int nominated; /* not withdrawn */
	int waiting;   /* for an answer of one of the two */
	int least;
};

static struct progress
progress_of(const struct dossier *dossier)
{
	struct progress progress = {
	    .least = dossier->engine->settings->cohorts.least};

	for (size_t i = 0; i < dossier->nomination_count; i++) {
		const struct nomination *row = &dossier->nominations[i];

		if (row->withdrawn_at != INSTANT_NONE)
			continue;
		progress.nominated++;
		progress.waiting += !nomination_takes_part(row);
	}
	return progress;
}

/* Done by the hand of who made it true; the note says by what. */
static int
settle(struct change *change, struct dossier *dossier, const char *step,
    const char *note_key, struct error *err)
{
	const struct engine *engine = change->engine;
	const struct catalogue *catalogue =
	    engine->catalogues[engine->settings->language];
	const struct activity *activity = dossier_activity(dossier, step);
	struct settlement settlement = {.state = ACTIVITY_DONE,
	    .at = core_now(engine),
	    .note = catalogue_get(catalogue, note_key)};

	if (activity == NULL || !activity_is_open(dossier_state(activity)) ||
	    !dossier_is_free(dossier, activity))
		return OB_OK;
	settlement.activity_id = activity->id;
	return activities_settle(change, dossier, &settlement, err);
}

int
cohorts_note_progress(
    struct change *change, struct dossier *dossier, struct error *err)
{
	int64_t id = dossier->journey.id;
	struct progress progress;
	int status;

	dossier_release(dossier);
	status = dossier_load(change->engine, id, dossier, err);
	if (status != OB_OK)
		return status;
	progress = progress_of(dossier);
	if (progress.nominated < progress.least)
		return OB_OK;
	status = settle(change, dossier, CALL, "cohort_note.nominated", err);
	if (status == OB_OK)
		status = settle(change, dossier, COHORT_SESSIONS_NOMINATION,
		    "cohort_note.nominated", err);
	if (status == OB_OK && progress.waiting == 0)
		status = settle(change, dossier, COHORT_SESSIONS_ANSWERS,
		    "cohort_note.answered", err);
	return status;
}
