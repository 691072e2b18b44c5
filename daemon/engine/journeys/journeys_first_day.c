/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <inttypes.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/journeys/journey_change.h"
#include "engine/journeys/journeys_turn.h"
#include "engine/journeys/leaders.h"
#include "store/journey_store.h"

static int
check_unique(const struct journey_change *work, struct error *err)
{
	const struct journey *journey = &work->dossier.journey;
	cleanup_(journey_store_release) struct journey same = {0};
	int status = journey_store_find_same(
	    work->change.engine->store, journey, &same, err);

	if (status == OB_OK)
		return error_refuse(err, OB_EEXISTS, "to", "same_person",
		    "leader %" PRId64 " has this first day already and is the "
		    "same person",
		    same.id);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
set_first_day(struct journey_change *work, const char *to, struct error *err)
{
	struct journey *journey = &work->dossier.journey;
	struct date day;
	int status = journey_change_read_day(
	    "to", to, "say the new first day", &day, err);

	if (status == OB_OK)
		status = leaders_check_first_day(
		    work->change.engine, "to", journey->accepted, day, err);
	if (status != OB_OK)
		return status;
	if (day.day == journey->first_day.day)
		return error_refuse(err, OB_ECONFLICT, "to", "same_first_day",
		    "that is the first day already");
	if (!date_is_none(journey->last_day) &&
	    date_before(journey->last_day, day))
		return error_refuse(err, OB_EINVALID, "to", "first_after_last",
		    "the first day '%s' comes after the last day", to);
	journey->first_day = day;
	return check_unique(work, err);
}

/* Somebody who has not begun needs no leave. */
static int
drop_pauses(struct journey_change *work, json_t *dropped, struct error *err)
{
	struct dossier *dossier = &work->dossier;
	struct date begins = dossier_first_workday(dossier);
	size_t kept = 0;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->pause_count; i++) {
		struct journey_pause pause = dossier->pauses[i];
		char from[DATE_TEXT_SIZE];
		char until[DATE_TEXT_SIZE];

		if (!date_before(pause.from_day, begins)) {
			dossier->pauses[kept++] = pause;
			continue;
		}
		status = journey_store_drop_pause(
		    dossier->engine->store, pause.id, err);
		(void)json_array_append_new(
		    dropped, json_pack("{s:s, s:s}", "from",
				 date_format(pause.from_day, from), "to",
				 date_format(pause.until_day, until)));
	}
	dossier->pause_count = kept;
	return status;
}

int
journeys_move_first_day(struct engine *engine, const char *actor, int64_t id,
    const struct first_day_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	json_auto_t *dropped = json_array();
	struct date old_back = DATE_NONE;
	int status = journey_change_begin(&work, engine, actor, id, err);
	struct date was = work.dossier.journey.first_day;

	if (status == OB_OK)
		status =
		    journey_change_take_reason(&work, request->reason, err);
	if (status == OB_OK)
		status = journey_change_check_onboarding(&work, err);
	if (status == OB_OK)
		status = journey_change_check_open(&work, err);
	if (status == OB_OK)
		old_back = journeys_turn_back(&work.dossier);
	if (status == OB_OK)
		status = set_first_day(&work, request->to, err);
	if (status == OB_OK)
		status = drop_pauses(&work, dropped, err);
	if (status == OB_OK) {
		first_tasks_follow(&work.dossier, was);
		status = journey_change_release_mails(&work, err);
	}
	if (status == OB_OK)
		status = journey_change_reschedule(
		    &work, PLANNING_WHAT_CHANGED, err);
	if (status == OB_OK)
		status = journeys_turn_follow_pauses(&work, old_back, err);
	if (status == OB_OK)
		status = journey_change_finish(
		    &work, "move-first-day", NULL, request->dry_run, err);
	if (status != OB_OK)
		return status;
	*ret_view = journey_change_view(&work, request->dry_run);
	(void)json_object_set(*ret_view, "dropped_pauses", dropped);
	return OB_OK;
}
