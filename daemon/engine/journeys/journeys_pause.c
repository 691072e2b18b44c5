/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/journeys/journey_change.h"
#include "engine/journeys/journeys_turn.h"
#include "store/journey_store.h"

#define PAUSE_MONTHS_MAX 24

static bool
is_within(struct date day, struct date from, struct date until)
{
	return !date_before(day, from) && !date_before(until, day);
}

static int
check_begin(const struct journey_change *work,
    const struct journey_pause *pause, struct error *err)
{
	const struct journey *journey = &work->dossier.journey;
	char day[DATE_TEXT_SIZE];

	if (date_before(pause->from_day, dossier_first_workday(&work->dossier)))
		return error_refuse(err, OB_EINVALID, "from",
		    "pause_before_start",
		    "the leader begins on %s; use move-first-day when "
		    "something comes before that",
		    date_format(dossier_first_workday(&work->dossier), day));
	if (date_before(journey->end_day, pause->from_day))
		return error_refuse(err, OB_EINVALID, "from", "pause_after_end",
		    "the journey ends on %s, before the pause",
		    date_format(journey->end_day, day));
	return OB_OK;
}

static int
check_pause(const struct journey_change *work,
    const struct journey_pause *pause, struct error *err)
{
	const struct dossier *dossier = &work->dossier;
	char from[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];

	if (date_before(pause->until_day, pause->from_day))
		return error_refuse(err, OB_EINVALID, "to", "pause_backwards",
		    "the pause ends on %s, before it begins",
		    date_format(pause->until_day, until));
	if (date_before(date_add_months(pause->from_day, PAUSE_MONTHS_MAX),
		pause->until_day))
		return error_refuse(err, OB_EINVALID, "to", "pause_long",
		    "a pause lasts at most %d months", PAUSE_MONTHS_MAX);
	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *other = &dossier->pauses[i];

		if (date_before(other->until_day, pause->from_day) ||
		    date_before(pause->until_day, other->from_day))
			continue;
		return error_refuse(err, OB_ECONFLICT, "from", "pause_twice",
		    "there is a pause from %s to %s already",
		    date_format(other->from_day, from),
		    date_format(other->until_day, until));
	}
	return check_begin(work, pause, err);
}

/* Pauses stand in the order of their days. */
static void
insert(struct dossier *dossier, const struct journey_pause *pause)
{
	size_t at = dossier->pause_count++;

	dossier->pauses = memory_resize(
	    dossier->pauses, dossier->pause_count, sizeof(*pause));
	for (; at > 0 &&
	       date_before(pause->from_day, dossier->pauses[at - 1].from_day);
	     at--)
		dossier->pauses[at] = dossier->pauses[at - 1];
	dossier->pauses[at] = *pause;
}

static int
add_pause(struct journey_change *work, const struct pause_request *request,
    struct error *err)
{
	struct journey_pause pause = {.journey_id = work->dossier.journey.id};
	int status = journey_change_read_day("from", request->from,
	    "say the first day of the pause", &pause.from_day, err);

	if (status == OB_OK)
		status = journey_change_read_day("to", request->to,
		    "say the last day of the pause", &pause.until_day, err);
	if (status == OB_OK)
		status = check_pause(work, &pause, err);
	if (status == OB_OK)
		status = journey_store_add_pause(
		    work->change.engine->store, &pause, &pause.id, err);
	if (status == OB_OK)
		insert(&work->dossier, &pause);
	return status;
}

int
journeys_pause(struct engine *engine, const char *actor, int64_t id,
    const struct pause_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	struct date old_back = DATE_NONE;
	int status = journey_change_begin(&work, engine, actor, id, err);

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
		status = add_pause(&work, request, err);
	if (status == OB_OK)
		status = journey_change_reschedule(
		    &work, PLANNING_WHAT_CHANGED, err);
	if (status == OB_OK)
		status = journeys_turn_follow_pauses(&work, old_back, err);
	if (status == OB_OK)
		status = journey_change_finish(&work, "pause",
		    json_pack(
			"{s:s, s:s}", "from", request->from, "to", request->to),
		    request->dry_run, err);
	if (status == OB_OK)
		*ret_view = journey_change_view(&work, request->dry_run);
	return status;
}

static int
find_pause(const struct journey_change *work, struct date on, size_t *ret_index,
    struct error *err)
{
	const struct dossier *dossier = &work->dossier;
	char day[DATE_TEXT_SIZE];

	for (size_t i = 0; i < dossier->pause_count; i++) {
		if (is_within(on, dossier->pauses[i].from_day,
			dossier->pauses[i].until_day)) {
			*ret_index = i;
			return OB_OK;
		}
	}
	return error_refuse(err, OB_ECONFLICT, "on", "pause_none",
	    "the journey has no pause on %s", date_format(on, day));
}

/* On the pause's first day already back: then there is none. */
static int
shorten(struct journey_change *work, struct date on, struct error *err)
{
	struct dossier *dossier = &work->dossier;
	struct store *store = dossier->engine->store;
	size_t index = 0;
	int status = find_pause(work, on, &index, err);
	struct journey_pause *pause;

	if (status != OB_OK)
		return status;
	pause = &dossier->pauses[index];
	pause->until_day = date_add_days(on, -1);
	if (!date_before(pause->until_day, pause->from_day))
		return journey_store_set_pause(store, pause, err);
	status = journey_store_drop_pause(store, pause->id, err);
	dossier->pause_count--;
	memmove(
	    pause, pause + 1, (dossier->pause_count - index) * sizeof(*pause));
	return status;
}

static int
read_on(const struct journey_change *work, const char *text,
    struct date *ret_on, struct error *err)
{
	*ret_on = core_today(work->change.engine);
	if (text == NULL)
		return OB_OK;
	return journey_change_read_day(
	    "on", text, "say the first day back", ret_on, err);
}

int
journeys_resume(struct engine *engine, const char *actor, int64_t id,
    const struct resume_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	struct date old_back = DATE_NONE;
	struct date on = DATE_NONE;
	char day[DATE_TEXT_SIZE];
	int status = journey_change_begin(&work, engine, actor, id, err);

	if (status == OB_OK)
		status =
		    journey_change_take_reason(&work, request->reason, err);
	if (status == OB_OK)
		status = journey_change_check_open(&work, err);
	if (status == OB_OK)
		old_back = journeys_turn_back(&work.dossier);
	if (status == OB_OK)
		status = read_on(&work, request->on, &on, err);
	if (status == OB_OK)
		status = shorten(&work, on, err);
	if (status == OB_OK)
		status =
		    journey_change_reschedule(&work, PLANNING_ALL_AHEAD, err);
	if (status == OB_OK)
		status = journeys_turn_follow_pauses(&work, old_back, err);
	if (status == OB_OK)
		status = journey_change_finish(&work, "resume",
		    json_pack("{s:s}", "on", date_format(on, day)),
		    request->dry_run, err);
	if (status == OB_OK)
		*ret_view = journey_change_view(&work, request->dry_run);
	return status;
}
