/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys_end.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/views.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/journey_change.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/journeys_turn.h"
#include "engine/links/page_links.h"
#include "engine/networks/networks.h"
#include "engine/programmes/programmes.h"
#include "store/journey_store.h"
#include "store/programme_store.h"

#define MONTHS_BACK 3
#define MONTHS_AHEAD 24

/* One from an earlier post is no concern of this journey. */
static int
check_no_exit(const struct journey_change *work, struct error *err)
{
	cleanup_(journey_store_release) struct journey other = {0};
	int status = journey_store_find_exit(work->change.engine->store,
	    work->dossier.journey.leader_id, work->dossier.journey.first_day,
	    &other, err);

	if (status == OB_OK)
		return error_refuse(err, OB_EEXISTS, "", "exit_exists",
		    "leader %" PRId64 " has an exit journey already: leader "
		    "%" PRId64 "; cancel that one first when the last day has "
		    "changed",
		    work->dossier.journey.id, other.id);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
check_day(
    const struct journey_change *work, struct date last_day, struct error *err)
{
	const struct journey *journey = &work->dossier.journey;
	struct date today = core_today(work->change.engine);
	char day[DATE_TEXT_SIZE];

	if (date_before(last_day, journey->first_day))
		return error_refuse(err, OB_EINVALID, "last_day",
		    "ends_before_start",
		    "the leader begins on %s; use cancel for somebody who "
		    "never begins",
		    date_format(journey->first_day, day));
	if (date_before(last_day, date_add_months(today, -MONTHS_BACK)))
		return error_refuse(err, OB_EINVALID, "last_day",
		    "last_day_back",
		    "the last day '%s' lies too far back; at most %d months",
		    date_format(last_day, day), MONTHS_BACK);
	if (date_before(date_add_months(today, MONTHS_AHEAD), last_day))
		return error_refuse(err, OB_EINVALID, "last_day",
		    "last_day_ahead",
		    "the last day '%s' lies too far ahead; at most %d months",
		    date_format(last_day, day), MONTHS_AHEAD);
	return OB_OK;
}

/*
 * Whether the journey would have it but for its last day.  Recurring steps
 * and annual events come and go by their own rules.
 */
static bool
was_cut_off(const struct dossier *dossier, const struct activity *activity)
{
	int index = programme_find_step(dossier->version, activity->step);

	if (dossier_state(activity) != ACTIVITY_CANCELLED)
		return false;
	return course_is_first_task(activity->step) ||
	       course_is_follow_up(activity->step) ||
	       (index >= 0 && planning_concerns(dossier,
				  dossier->version->steps[index].only_if));
}

/*
 * What an earlier last day had cut off comes back when it is later now, or
 * there is none any more.
 */
static void
revive_until(struct journey_change *work, struct date last_day)
{
	struct dossier *dossier = &work->dossier;

	if (date_is_none(dossier->journey.last_day))
		return;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		struct activity *activity = &dossier->activities[i];

		if (was_cut_off(dossier, activity) &&
		    (date_is_none(last_day) ||
			!date_before(last_day, activity->planned)))
			planning_revive(activity);
	}
}

/* The onboarding goes on until the last day; one that is over stays so. */
static int
end_onboarding(
    struct journey_change *work, struct date last_day, struct error *err)
{
	struct journey *journey = &work->dossier.journey;
	cleanup_(memory_free_ptr) char *state = memory_strdup(journey->state);
	int status;

	if (strcmp(state, "ended") == 0) {
		journey->last_day = last_day;
		return journey_change_store(work, state, err);
	}
	revive_until(work, last_day);
	journey->last_day = last_day;
	status = journey_change_reschedule(work, PLANNING_WHAT_CHANGED, err);
	if (status == OB_OK &&
	    date_before(last_day, core_today(work->change.engine)))
		status = journeys_turn_end(work, err);
	return status;
}

static int
choose_programme(
    struct engine *engine, struct journey *journey, struct error *err)
{
	const struct programme_scope where = {
	    journey->area, journey->workplace};
	cleanup_(programme_store_release) struct programme_version found = {0};
	int status =
	    programmes_find_kind(engine, PROGRAMME_EXIT, &where, &found, err);

	if (status == OB_OK)
		journey->programme_id = found.id;
	return status;
}

static int
copy_roles(const struct journey_change *work, int64_t id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < work->dossier.role_count;
	     i++) {
		struct journey_role role = work->dossier.roles[i];

		role.journey_id = id;
		status = journey_store_set_role(
		    work->change.engine->store, &role, err);
	}
	return status;
}

/* The same leader at the same place; notice is given today. */
static int
store_exit(struct journey_change *work, int64_t *ret_id, struct error *err)
{
	struct engine *engine = work->change.engine;
	struct journey own = work->dossier.journey; /* borrows its texts */
	cleanup_(memory_free_ptr) char *kind =
	    memory_strdup(programme_kind_name(PROGRAMME_EXIT));
	cleanup_(memory_free_ptr) char *state = memory_strdup("active");
	int status = choose_programme(engine, &own, err);

	own.kind = kind;
	own.state = state;
	own.accepted = date_min(core_today(engine), own.last_day);
	own.first_day = own.last_day;
	own.end_day = own.last_day;
	own.created_at = core_now(engine);
	if (status == OB_OK)
		status = journey_store_add(engine->store, &own, ret_id, err);
	/* Nobody asks for the work address of somebody who leaves. */
	if (status == OB_OK)
		status = journey_store_set_asked(engine->store, *ret_id, err);
	return status == OB_OK ? copy_roles(work, *ret_id, err) : status;
}

static int
begin_exit(
    struct journey_change *work, struct dossier *dossier, struct error *err)
{
	struct engine *engine = work->change.engine;
	int64_t id = 0;
	int status = store_exit(work, &id, err);

	if (status == OB_OK)
		status = dossier_load(engine, id, dossier, err);
	if (status == OB_OK)
		status = planning_create(dossier, err);
	if (status == OB_OK)
		status = feeds_ensure_journey(dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(dossier, err);
	if (status != OB_OK)
		return status;
	core_touch(engine, id);
	return change_audit(&work->change, "begin-exit", SUBJECT("journey", id),
	    NULL, views_leader(dossier), err);
}

static int
check(struct journey_change *work, struct date last_day, struct error *err)
{
	int status = journey_change_check_onboarding(work, err);

	if (status == OB_OK &&
	    strcmp(work->dossier.journey.state, "cancelled") == 0)
		status = error_refuse(err, OB_ECONFLICT, "",
		    "journey_cancelled", "the journey is cancelled");
	if (status == OB_OK)
		status = check_day(work, last_day, err);
	return status == OB_OK ? check_no_exit(work, err) : status;
}

int
journeys_end_employment(struct engine *engine, const char *actor, int64_t id,
    const struct end_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	cleanup_(dossier_release) struct dossier exit_dossier = {0};
	struct date last_day = DATE_NONE;
	int status = journey_change_read_day("last_day", request->last_day,
	    "say the last day of employment", &last_day, err);

	if (status == OB_OK)
		status = journey_change_begin(&work, engine, actor, id, err);
	if (status == OB_OK)
		status =
		    journey_change_take_reason(&work, request->reason, err);
	if (status == OB_OK)
		status = check(&work, last_day, err);
	if (status == OB_OK)
		status = end_onboarding(&work, last_day, err);
	if (status == OB_OK)
		status = begin_exit(&work, &exit_dossier, err);
	if (status == OB_OK)
		status = networks_leave_all(&work.change,
		    work.dossier.journey.leader_id, date_add_days(last_day, 1),
		    err);
	if (status == OB_OK)
		status = journey_change_finish(&work, "end-employment",
		    json_pack(
			"{s:I}", "exit", (json_int_t)exit_dossier.journey.id),
		    request->dry_run, err);
	if (status != OB_OK)
		return status;
	*ret_view = journey_change_view(&work, request->dry_run);
	(void)json_object_set_new(*ret_view, "exit",
	    json_pack("{s:o, s:o}", "leader", views_leader(&exit_dossier),
		"activities", views_activities(&exit_dossier)));
	return OB_OK;
}

/* One that has ended stays so, without a last day. */
static int
take_back_day(struct journey_change *own, struct error *err)
{
	struct journey *journey = &own->dossier.journey;

	if (strcmp(journey->state, "ended") == 0) {
		journey->last_day = DATE_NONE;
		return journey_change_store(own, "ended", err);
	}
	revive_until(own, DATE_NONE);
	journey->last_day = DATE_NONE;
	return journey_change_reschedule(own, PLANNING_WHAT_CHANGED, err);
}

/* The exit's change goes on; only its beginning and its end are its own. */
static int
stay(struct journey_change *own, const struct journey_change *leaving,
    int64_t id, struct error *err)
{
	int status;

	planning_outcome_init(&own->outcome);
	status = dossier_load(leaving->change.engine, id, &own->dossier, err);
	if (status != OB_OK)
		return status;
	own->change.engine = leaving->change.engine;
	own->change.actor = leaving->change.actor;
	own->before = views_leader(&own->dossier);
	status = take_back_day(own, err);
	if (status != OB_OK)
		return status;
	core_touch(own->change.engine, id);
	return change_audit(&own->change, "take-back-last-day",
	    SUBJECT("journey", id), json_incref(own->before),
	    json_pack("{s:o, s:o}", "leader", views_leader(&own->dossier),
		"plan", planning_outcome_view(&own->outcome)),
	    err);
}

int
journeys_end_take_back(
    struct journey_change *leaving, json_t **ret_view, struct error *err)
{
	cleanup_(journey_change_release) struct journey_change own = {
	    .before = NULL};
	cleanup_(journey_store_release) struct journey found = {0};
	const struct journey *journey = &leaving->dossier.journey;
	int status;

	*ret_view = NULL;
	if (leaving->dossier.version->kind != PROGRAMME_EXIT)
		return OB_OK;
	status = networks_stay(&leaving->change, journey->leader_id,
	    date_add_days(journey->last_day, 1), err);
	if (status != OB_OK)
		return status;
	status = journey_store_find_leaving(leaving->change.engine->store,
	    journey->leader_id, journey->last_day, &found, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK)
		status = stay(&own, leaving, found.id, err);
	if (status == OB_OK)
		*ret_view = journey_change_view(&own, false);
	return status;
}
