/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journey_change.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/core.h"
#include "engine/dossier/views.h"
#include "engine/roles/mentors.h"
#include "store/journey_store.h"
#include "store/mail_store.h"

#define REASON_MAX 2000

int
journey_change_begin(struct journey_change *work, struct engine *engine,
    const char *actor, int64_t id, struct error *err)
{
	int status;

	planning_outcome_init(&work->outcome);
	status = change_begin(&work->change, engine, actor, err);
	if (status == OB_OK)
		status = dossier_load(engine, id, &work->dossier, err);
	if (status == OB_OK)
		work->before = views_leader(&work->dossier);
	return status;
}

void
journey_change_release(struct journey_change *work)
{
	change_release(&work->change);
	dossier_release(&work->dossier);
	planning_outcome_release(&work->outcome);
	json_decref(work->before);
}

int
journey_change_check_open(const struct journey_change *work, struct error *err)
{
	const char *state = work->dossier.journey.state;

	if (strcmp(state, "ended") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_ended",
		    "the journey has ended");
	if (strcmp(state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_cancelled",
		    "the journey is cancelled");
	return OB_OK;
}

int
journey_change_check_onboarding(
    const struct journey_change *work, struct error *err)
{
	if (strcmp(work->dossier.journey.kind,
		programme_kind_name(PROGRAMME_ONBOARDING)) == 0)
		return OB_OK;
	return error_refuse(err, OB_ECONFLICT, "", "only_introduction",
	    "this is not the journey of a new leader but of the kind '%s'",
	    work->dossier.journey.kind);
}

int
journey_change_store(
    struct journey_change *work, const char *state, struct error *err)
{
	struct journey *journey = &work->dossier.journey;
	cleanup_(memory_free_ptr) char *from = journey->state;
	int status;

	journey->state = memory_strdup(state);
	status = journey_store_update(
	    work->change.engine->store, journey, from, err);
	if (status == OB_OK &&
	    (strcmp(state, "ended") == 0 || strcmp(state, "cancelled") == 0))
		status = mentors_close(
		    &work->change, journey->id, journey->ended_why, err);
	return status;
}

static struct date
end_of(const struct dossier *dossier)
{
	const struct journey *journey = &dossier->journey;
	struct date_anchors anchors = date_rule_anchors(
	    dossier->calendar, journey->accepted, journey->first_day);
	struct date end = dossier_after_pauses(dossier, anchors.end);

	if (dossier->version->kind != PROGRAMME_ONBOARDING)
		return journey->end_day;
	return date_is_none(journey->last_day)
		   ? end
		   : date_min(end, journey->last_day);
}

int
journey_change_reschedule(
    struct journey_change *work, enum planning_extent extent, struct error *err)
{
	struct journey *journey = &work->dossier.journey;
	cleanup_(memory_free_ptr) char *state = memory_strdup(journey->state);
	int status;

	journey->end_day = end_of(&work->dossier);
	status = journey_change_store(work, state, err);
	if (status == OB_OK)
		status = planning_reschedule(
		    &work->dossier, extent, &work->outcome, err);
	return status;
}

static int
cancel_one(struct journey_change *work, struct activity *activity,
    const char *note, struct error *err)
{
	free(activity->settled_by);
	activity->settled_by = memory_strdup(work->change.actor);
	free(activity->note);
	activity->note = memory_strdup(note);
	return planning_cancel(
	    &work->dossier, activity, work->outcome.cancelled, err);
}

int
journey_change_cancel_open(
    struct journey_change *work, const char *note, struct error *err)
{
	struct dossier *dossier = &work->dossier;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (activity_is_open(dossier_state(activity)))
			status = cancel_one(work, activity, note, err);
	}
	return status;
}

int
journey_change_release_mails(struct journey_change *work, struct error *err)
{
	struct dossier *dossier = &work->dossier;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];

		if (activity_is_open(dossier_state(activity)) &&
		    dossier_step(dossier, activity)->kind == STEP_MAIL)
			status = mail_store_release_step(
			    dossier->engine->store, activity->id, false, err);
	}
	return status;
}

json_t *
journey_change_view(const struct journey_change *work, bool dry_run)
{
	json_t *view = planning_outcome_view(&work->outcome);

	(void)json_object_set_new(view, "leader", views_leader(&work->dossier));
	(void)json_object_set_new(view, "dry_run", json_boolean(dry_run));
	return view;
}

int
journey_change_finish(struct journey_change *work, const char *verb,
    json_t *details, bool dry_run, struct error *err)
{
	int64_t id = work->dossier.journey.id;
	json_t *after = json_pack("{s:o, s:o, s:o*, s:s*}", "leader",
	    views_leader(&work->dossier), "plan",
	    planning_outcome_view(&work->outcome), "details", details, "reason",
	    work->reason);
	int status;

	if (dry_run) {
		json_decref(after);
		return OB_OK;
	}
	core_touch(work->change.engine, id);
	status = change_audit(&work->change, verb, SUBJECT("journey", id),
	    json_incref(work->before), after, err);
	return status == OB_OK ? change_commit(&work->change, err) : status;
}

int
journey_change_read_day(const char *field, const char *text,
    const char *missing, struct date *ret_day, struct error *err)
{
	int status;

	if (text == NULL || text[0] == '\0')
		return error_refuse(
		    err, OB_EINVALID, field, "missing", "%s", missing);
	status = date_parse(text, ret_day, err);
	return status == OB_OK ? OB_OK : error_name_field(err, field);
}

int
journey_change_take_reason(
    struct journey_change *work, const char *reason, struct error *err)
{
	if (reason == NULL || reason[0] == '\0')
		return OB_OK;
	work->reason = reason;
	return utf8_check_text("reason", reason, REASON_MAX, err);
}

int
journey_change_check_reason(
    const char *reason, const char *missing, struct error *err)
{
	if (reason == NULL || reason[0] == '\0')
		return error_refuse(
		    err, OB_EINVALID, "reason", "missing", "%s", missing);
	return utf8_check_text("reason", reason, REASON_MAX, err);
}
