/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/activities.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/activities/first_tasks.h"
#include "engine/activities/remarks.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "engine/invitations/received_waiting.h"
#include "engine/planning/planning.h"
#include "model/derivation.h"

#define REASON_MAX 2000

/* Where an activity is to go. */
struct target {
	struct date day;
	int start; /* -1: find one, or none */
};

static int
read_target(const struct engine *engine, const char *to, struct target *target,
    struct error *err)
{
	struct local_time local;
	int64_t instant = 0;
	int status;

	target->start = -1;
	if (to == NULL)
		return error_refuse(err, OB_EINVALID, "to", "missing",
		    "say the new day, as 2026-12-14 or 2026-12-14T10:30");
	if (strchr(to, 'T') == NULL) {
		status = date_parse(to, &target->day, err);
		return status == OB_OK ? OB_OK : error_name_field(err, "to");
	}
	status = instant_parse(engine->zone, to, &instant, err);
	if (status != OB_OK)
		return error_name_field(err, "to");
	local = zone_to_local(engine->zone, instant);
	target->day = local.date;
	target->start = local.second / 60;
	return OB_OK;
}

static int
check_order(const struct dossier *dossier, const struct activity *activity,
    const struct target *target, struct error *err)
{
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->require_count; i++) {
		const struct activity *required =
		    dossier_activity(dossier, step->requires[i]);
		char day[DATE_TEXT_SIZE];

		if (required == NULL ||
		    !activity_is_open(dossier_state(required)))
			continue;
		if (date_before(target->day, required->planned) ||
		    (target->day.day == required->planned.day &&
			target->start >= 0 &&
			required->end_minute > target->start))
			return error_refuse(err, OB_ECONFLICT, "to",
			    "comes_first",
			    "'%s' comes first and is planned on %s; move that "
			    "one first",
			    required->step,
			    date_format(required->planned, day));
	}
	return OB_OK;
}

/* Nobody meets a leader who is on leave. */
static int
check_pauses(const struct dossier *dossier, struct date day, struct error *err)
{
	char from[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];

	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (date_before(day, pause->from_day) ||
		    date_before(pause->until_day, day))
			continue;
		return error_refuse(err, OB_ECONFLICT, "to", "in_pause",
		    "the journey has a pause from %s to %s",
		    date_format(pause->from_day, from),
		    date_format(pause->until_day, until));
	}
	return OB_OK;
}

static int
check_day(const struct dossier *dossier, const struct activity *activity,
    const struct target *target, struct error *err)
{
	const struct engine *engine = dossier->engine;
	char day[DATE_TEXT_SIZE];

	(void)date_format(target->day, day);
	if (date_before(target->day, core_today(engine)) ||
	    (target->start >= 0 && core_instant(engine, target->day,
				       target->start) < core_now(engine)))
		return error_refuse(
		    err, OB_EINVALID, "to", "past", "%s lies in the past", day);
	if (date_before(
		date_add_months(dossier->journey.end_day, 12), target->day))
		return error_refuse(err, OB_EINVALID, "to", "far_ahead",
		    "%s lies more than a year after the end of the journey; is "
		    "the year right?",
		    day);
	if (planning_is_after_last_day(dossier, target->day))
		return error_refuse(err, OB_EINVALID, "to", "after_last_day",
		    "%s comes after the leader's last working day", day);
	if (!workday_is(dossier->calendar, target->day))
		return error_refuse(err, OB_EINVALID, "to", "no_workday",
		    "%s is no working day", day);
	if (target->start >= 0 && activity->start_minute < 0 &&
	    !step_kind_is_timed(dossier_step(dossier, activity)->kind))
		return error_refuse(err, OB_EINVALID, "to", "day_alone",
		    "'%s' has a day but no time; give the day alone",
		    activity->step);
	if (course_is_first_task(activity->step) &&
	    first_tasks_check_day(dossier, "to", target->day, err) != OB_OK)
		return OB_EINVALID;
	if (check_pauses(dossier, target->day, err) != OB_OK)
		return OB_ECONFLICT;
	return check_order(dossier, activity, target, err);
}

/* A time that was given must be free; one that was not is looked for. */
static int
choose_time(struct dossier *dossier, const struct activity *activity,
    struct target *target, struct error *err)
{
	const struct step *step = dossier_step(dossier, activity);
	int end = target->start + step->minutes;
	int status;

	if (!step_kind_is_timed(step->kind))
		return OB_OK;
	if (target->start >= 0) {
		if (end > 24 * 60)
			return error_refuse(err, OB_EINVALID, "to",
			    "past_midnight",
			    "it lasts %d minutes and would end after "
			    "midnight",
			    step->minutes);
		return planning_check_time(
		    dossier, activity, target->day, target->start, end, err);
	}
	status = planning_find_slot(
	    dossier, activity, target->day, &target->start, err);
	if (status == OB_OK && target->start < 0)
		status = error_refuse(err, OB_ECONFLICT, "to", "no_common_time",
		    "those who take part have no common free time that day; "
		    "choose another day, or give a time");
	return status;
}

static void
place(const struct dossier *dossier, struct activity *activity,
    const struct target *target, const char *reason)
{
	const struct step *step = dossier_step(dossier, activity);
	struct derivation derivation;
	struct date first = dossier->journey.first_day;
	unsigned flags = (unsigned)activity->flags;

	planning_place(dossier, activity, target->day, target->start,
	    target->start + step->minutes);
	dossier_raise_sequence(activity);
	activity->changed_at = core_now(dossier->engine);
	activity->is_moved = true;
	flags &= ~(unsigned)(FLAG_CANNOT_BE_MET | FLAG_AFTER_FIRST_DAY |
			     FLAG_QUIET_DAY | FLAG_NO_FREE_TIME);
	if (date_before(activity->latest, target->day))
		flags |= FLAG_CANNOT_BE_MET;
	if (dossier->version->kind == PROGRAMME_ONBOARDING &&
	    step->phase == 1 && !date_before(target->day, first))
		flags |= FLAG_AFTER_FIRST_DAY;
	if (step_kind_is_timed(step->kind) &&
	    (workday_flags(dossier->calendar, target->day) &
		(DAY_QUIET | DAY_NO_MEETING)) != 0)
		flags |= FLAG_QUIET_DAY;
	activity->flags = (int)flags;
	derivation_init(&derivation);
	derivation_add(&derivation, REASON_MOVED, target->day, reason);
	free(activity->derivation);
	activity->derivation = derivation_encode(&derivation);
	derivation_release(&derivation);
}

/* A move on its way: where to, why, and what it takes along. */
struct move {
	struct activity *activity;
	struct target target;
	const char *reason;
	json_t *before;
	json_t *moved;
};

static void
move_release(struct move *move)
{
	json_decref(move->before);
	json_decref(move->moved);
}

static int
store_move(struct change *change, struct dossier *dossier, struct move *move,
    struct error *err)
{
	struct activity *activity = move->activity;
	cleanup_(memory_free_ptr) char *expected = activity->state;
	int64_t id = activity->id;
	int status;

	/* One that was held waits again until its new day. */
	activity->state = memory_strdup(activity_state_name(ACTIVITY_PLANNED));
	status = activity_store_update(
	    change->engine->store, activity, expected, err);
	/* No one is re-planned but those who would now stand before it. */
	if (status == OB_OK)
		status = planning_adjust(dossier, NULL, 0, move->moved, err);
	if (status != OB_OK)
		return status;
	move->activity = dossier_activity_by_id(dossier, id);
	status = received_waiting_settle_moved(change, move->activity, err);
	if (status == OB_OK)
		status = remarks_end(change, id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "move", SUBJECT("activity", id),
	    json_incref(move->before),
	    json_pack("{s:o, s:s, s:O}", "activity",
		views_activity(dossier, move->activity), "reason", move->reason,
		"moved", move->moved),
	    err);
}

static int
check_move(struct dossier *dossier, struct move *move, struct error *err)
{
	const struct activity *activity = move->activity;
	struct target *target = &move->target;
	int status = OB_OK;

	if (!activity_is_open(dossier_state(activity)))
		return error_refuse(err, OB_ECONFLICT, "", "moved_settled",
		    "'%s' is %s already and cannot be moved", activity->step,
		    activity->state);
	if (course_is_event(activity->step))
		return error_refuse(err, OB_ECONFLICT, "", "annual_event",
		    "'%s' is an annual event, the same for all; change its "
		    "day in the file of events",
		    activity->step);
	status = check_day(dossier, activity, target, err);
	if (status == OB_OK)
		status = choose_time(dossier, activity, target, err);
	if (status == OB_OK && target->day.day == activity->planned.day &&
	    target->start == activity->start_minute)
		status = error_refuse(err, OB_ECONFLICT, "to", "same_day",
		    "it is planned there already");
	return status;
}

int
activities_may_move(struct dossier *dossier, struct activity *activity,
    struct date day, int minute, struct error *err)
{
	struct move move = {.activity = activity, .target = {day, minute}};

	return check_move(dossier, &move, err);
}

static int
run_move(struct change *change, struct dossier *dossier, struct move *move,
    struct error *err)
{
	int status = check_move(dossier, move, err);

	if (status != OB_OK)
		return status;
	move->before = views_activity(dossier, move->activity);
	core_touch(change->engine, dossier->journey.id);
	place(dossier, move->activity, &move->target, move->reason);
	return store_move(change, dossier, move, err);
}

int
activities_move(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(move_release) struct move move = {
	    .reason = request->note == NULL ? "" : request->note,
	    .moved = json_array(),
	};
	int64_t id = 0;
	int status = read_target(engine, request->at, &move.target, err);

	if (status == OB_OK && move.reason[0] != '\0')
		status =
		    utf8_check_text("reason", move.reason, REASON_MAX, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = activities_find(
		    engine, request->reference, &dossier, &id, err);
	if (status != OB_OK)
		return status;
	move.activity = dossier_activity_by_id(&dossier, id);
	status = run_move(&change, &dossier, &move, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:O}", "activity",
		    views_activity(&dossier, move.activity), "moved",
		    move.moved);
	return status;
}
