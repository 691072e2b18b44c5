/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/activities.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/exit_talks.h"
#include "engine/activities/first_tasks.h"
#include "engine/activities/remarks.h"
#include "engine/activities/talks.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/views.h"
#include "engine/planning/planning.h"
#include "engine/roles/mentors.h"
#include "store/journey_store.h"
#include "store/mail_store.h"

#define REASON_MAX 2000

/* A reopening on its way. */
struct reopening {
	struct activity *activity;
	const char *reason;
	enum activity_state from;
	json_t *before;
	json_t *moved;
	json_t *dependants; /* finished ones, which are left alone */
	bool keeps_mail;    /* that did not arrive, and may be sent again */
};

static void
reopening_release(struct reopening *reopening)
{
	json_decref(reopening->before);
	json_decref(reopening->moved);
	json_decref(reopening->dependants);
}

/* A mail cannot be unsent; one that was not sent may be written again. */
static int
release_mail(const struct dossier *dossier, const struct activity *activity,
    struct error *err)
{
	struct store *store = dossier->engine->store;
	bool is_carried = false;
	int status;

	if (dossier_step(dossier, activity)->kind != STEP_MAIL)
		return OB_OK;
	status = mail_store_is_carried(store, activity->id, &is_carried, err);
	if (status == OB_OK && is_carried)
		return error_refuse(err, OB_ECONFLICT, "", "mail_is_sent",
		    "the mail of '%s' was sent, and a mail cannot be unsent; "
		    "write to the receiver if something was wrong in it",
		    activity->step);
	return status == OB_OK
		   ? mail_store_release_step(store, activity->id, true, err)
		   : status;
}

static int
check(const struct dossier *dossier, const struct reopening *reopening,
    struct error *err)
{
	const struct activity *activity = reopening->activity;

	if (strcmp(dossier->journey.state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_cancelled",
		    "the journey of leader %" PRId64 " is cancelled",
		    dossier->journey.id);
	if (reopening->from != ACTIVITY_CANCELLED &&
	    !activity_is_open(reopening->from)) {
		int status =
		    first_tasks_check_reopening(dossier, activity, err);

		if (status != OB_OK || reopening->keeps_mail)
			return status;
		return release_mail(dossier, activity, err);
	}
	return error_refuse(err, OB_ECONFLICT, "", "reopened_open",
	    "'%s' is %s; only what is done or skipped can be reopened",
	    activity->step, activity->state);
}

/* Those that are done or skipped and were to wait for this one. */
static void
collect_dependants(
    const struct dossier *dossier, const struct reopening *reopening)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *other = &dossier->activities[i];
		const struct step *step = dossier_step(dossier, other);

		if (!activity_settles(dossier_state(other)))
			continue;
		for (size_t k = 0; k < step->require_count; k++) {
			json_t *brief;

			if (strcmp(step->requires[k],
				reopening -> activity -> step) != 0)
				continue;
			brief = planning_brief(dossier, other);
			(void)json_object_set_new(
			    brief, "state", json_string(other->state));
			(void)json_array_append_new(
			    reopening->dependants, brief);
		}
	}
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

/* Its day has passed or was closed, lies in a pause, or its time is taken. */
static bool
needs_a_day(struct dossier *dossier, const struct activity *activity)
{
	struct date day = activity->planned;

	if (date_before(day, core_today(dossier->engine)) ||
	    !workday_is(dossier->calendar, day) ||
	    dossier_step(dossier, activity)->contact)
		return true;
	for (size_t i = 0; i < dossier->pause_count; i++) {
		if (!date_before(day, dossier->pauses[i].from_day) &&
		    !date_before(dossier->pauses[i].until_day, day))
			return true;
	}
	if (activity->start_minute < 0)
		return false;
	return core_instant(dossier->engine, day, activity->start_minute) <=
		   core_now(dossier->engine) ||
	       planning_check_time(dossier, activity, day,
		   activity->start_minute, activity->end_minute, NULL) != OB_OK;
}

/*
 * One change of the calendar entry, whatever it is: back from cancelled, on
 * another day, or both.
 */
static int
plan(struct dossier *dossier, struct reopening *reopening, struct error *err)
{
	struct activity *activity = reopening->activity;
	int64_t id = activity->id;
	int sequence = activity->sequence;
	bool is_news = reopening->from == ACTIVITY_SKIPPED;
	size_t count;
	int status = activity_store_update(dossier->engine->store, activity,
	    activity_state_name(reopening->from), err);

	count = needs_a_day(dossier, activity) ? 1 : 0;
	if (status == OB_OK)
		status =
		    planning_adjust(dossier, &id, count, reopening->moved, err);
	activity = dossier_activity_by_id(dossier, id);
	reopening->activity = activity;
	if (status == OB_OK &&
	    (dossier_state(activity) == ACTIVITY_CANCELLED ||
		planning_is_after_last_day(dossier, activity->planned)))
		return error_refuse(err, OB_ECONFLICT, "", "reopened_late",
		    "'%s' would come after the leader's last working day",
		    activity->step);
	if (status != OB_OK || !is_news || activity->sequence > sequence)
		return status;
	dossier_raise_sequence(activity);
	return activity_store_update(
	    dossier->engine->store, activity, activity->state, err);
}

/* What was late when the leader was added is a task like others now. */
static void
mark_open(const struct dossier *dossier, struct reopening *reopening)
{
	struct activity *activity = reopening->activity;

	set_text(&activity->state, activity_state_name(ACTIVITY_PLANNED));
	set_text(&activity->settled_by, "");
	set_text(&activity->note, reopening->reason);
	activity->settled_at = INSTANT_NONE;
	activity->changed_at = core_now(dossier->engine);
	activity->flags &= ~(int)FLAG_LATE_START;
}

int
activities_go_on(
    struct change *change, struct dossier *dossier, struct error *err)
{
	struct journey *journey = &dossier->journey;
	int status;

	if (strcmp(journey->state, "ended") != 0)
		return OB_OK;
	status = journey_store_set_state(
	    change->engine->store, journey->id, "ended", "active", err);

	if (status != OB_OK)
		return status;
	set_text(&journey->state, "active");
	status = mentors_go_on(change, dossier, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "set-state",
	    SUBJECT("journey", journey->id),
	    json_pack("{s:s}", "state", "ended"),
	    json_pack("{s:s}", "state", journey->state), err);
}

static int
run(struct change *change, struct dossier *dossier, struct reopening *reopening,
    struct error *err)
{
	struct journey *journey = &dossier->journey;
	int status = check(dossier, reopening, err);

	if (status == OB_OK)
		status =
		    activity_may_become(reopening->from, ACTIVITY_PLANNED, err);
	if (status != OB_OK)
		return status;
	core_touch(change->engine, journey->id);
	reopening->before = views_activity(dossier, reopening->activity);
	collect_dependants(dossier, reopening);
	mark_open(dossier, reopening);
	/* Its role may have gone to somebody else since. */
	status = planning_recast(dossier, reopening->activity, err);
	if (status == OB_OK)
		status = plan(dossier, reopening, err);
	if (status == OB_OK)
		status =
		    mentors_note(change, dossier, reopening->activity, err);
	if (status == OB_OK)
		status = remarks_end(change, reopening->activity->id, err);
	if (status == OB_OK)
		status =
		    talks_forget(change, dossier, reopening->activity, err);
	if (status == OB_OK)
		status = exit_talks_reopen(
		    change, dossier, reopening->activity, err);
	if (status == OB_OK)
		status = activities_go_on(change, dossier, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "reopen",
	    SUBJECT("activity", reopening->activity->id),
	    json_incref(reopening->before),
	    json_pack("{s:o, s:s, s:O}", "activity",
		views_activity(dossier, reopening->activity), "reason",
		reopening->reason, "moved", reopening->moved),
	    err);
}

int
activities_reopen(struct engine *engine, const char *actor,
    const struct activity_request *request, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(reopening_release) struct reopening reopening = {
	    .reason = request->note,
	    .moved = json_array(),
	    .dependants = json_array(),
	};
	int64_t id = 0;
	int status;

	if (request->note == NULL || request->note[0] == '\0')
		return error_refuse(err, OB_EINVALID, "reason", "missing",
		    "say why it is reopened");
	status = utf8_check_text("reason", request->note, REASON_MAX, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = activities_find(
		    engine, request->reference, &dossier, &id, err);
	if (status != OB_OK)
		return status;
	reopening.activity = dossier_activity_by_id(&dossier, id);
	reopening.from = dossier_state(reopening.activity);
	status = run(&change, &dossier, &reopening, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:o, s:O, s:O}", "activity",
		    views_activity(&dossier, reopening.activity), "moved",
		    reopening.moved, "dependants", reopening.dependants);
	return status;
}

/* As far as it can be: a refusal leaves all as it was. */
static int
try(struct change *change, struct dossier *dossier, struct reopening *reopening,
    struct error *err)
{
	struct error refusal = ERROR_INIT;
	int status;

	reopening->from = dossier_state(reopening->activity);
	status = run(change, dossier, reopening, &refusal);
	if (status == OB_ECONFLICT)
		return OB_OK;
	if (status == OB_OK)
		return change_commit(change, err);
	if (err != NULL)
		*err = refusal;
	return status;
}

int
activities_reopen_done(struct change *outer,
    const struct reopening_request *request, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(reopening_release) struct reopening reopening = {
	    .reason = request->reason,
	    .moved = json_array(),
	    .dependants = json_array(),
	};
	int status = change_begin(&change, outer->engine, outer->actor, err);

	if (status == OB_OK)
		status = dossier_load(
		    outer->engine, request->journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	reopening.activity =
	    dossier_activity_by_id(&dossier, request->activity_id);
	if (reopening.activity == NULL || dossier_has_ended(&dossier) ||
	    dossier_state(reopening.activity) != ACTIVITY_DONE)
		return OB_OK;
	return try(&change, &dossier, &reopening, err);
}

/* Only what this mail has done, and while the journey goes on. */
static bool
was_done_by(const struct dossier *dossier, const struct activity *activity,
    const struct mail *mail)
{
	return activity != NULL &&
	       strcmp(dossier->journey.state, "active") == 0 &&
	       dossier_state(activity) == ACTIVITY_DONE &&
	       activity->settled_at == mail->sent_at &&
	       strcmp(activity->settled_by, ACTIVITIES_BY_MAIL) == 0;
}

int
activities_reopen_unsent(
    struct change *outer, const struct mail *mail, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(reopening_release) struct reopening reopening = {
	    .reason = "", /* the server's words stand with the mail */
	    .moved = json_array(),
	    .dependants = json_array(),
	    .keeps_mail = true,
	};
	int status = change_begin(&change, outer->engine, outer->actor, err);

	if (status == OB_OK)
		status = dossier_load(
		    outer->engine, mail->journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	reopening.activity =
	    dossier_activity_by_id(&dossier, mail->activity_id);
	if (!was_done_by(&dossier, reopening.activity, mail))
		return OB_OK;
	return try(&change, &dossier, &reopening, err);
}
