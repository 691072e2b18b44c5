/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/tick.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/accounts/sign_in_mail.h"
#include "engine/activities/events.h"
#include "engine/answers/survey_requests.h"
#include "engine/cohorts/nominations.h"
#include "engine/cohorts/potential_bank.h"
#include "engine/cohorts/potential_offer.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/plain_days.h"
#include "engine/digests/handbook_round.h"
#include "engine/digests/rounds.h"
#include "engine/digests/rounds_note.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/exits/exit_counts.h"
#include "engine/exits/exit_interviews.h"
#include "engine/exits/exit_survey_counts.h"
#include "engine/feeds/feeds.h"
#include "engine/invitations/invitations.h"
#include "engine/invitations/invitations_pass.h"
#include "engine/journeys/journeys.h"
#include "engine/measures/bottlenecks_count.h"
#include "engine/measures/cohort_counts.h"
#include "engine/measures/measures_count.h"
#include "engine/networks/network_letters.h"
#include "engine/notices/changes.h"
#include "engine/notices/notices.h"
#include "engine/notices/step_mails.h"
#include "engine/outbox/outbox.h"
#include "engine/planning/planning.h"
#include "engine/roles/mentors.h"
#include "store/journey_store.h"

#define ACTOR "clock"

static int
set_state(struct engine *engine, const struct journey *journey, const char *to,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = journey_store_set_state(
		    engine->store, journey->id, journey->state, to, err);
	if (status == OB_OK && strcmp(to, "ended") == 0)
		status = mentors_close(&change, journey->id, NULL, err);
	if (status == OB_OK)
		status = change_audit(&change, "set-state",
		    SUBJECT("journey", journey->id),
		    json_pack("{s:s}", "state", journey->state),
		    json_pack("{s:s}", "state", to), err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		core_touch(engine, journey->id);
	return status;
}

static int
begin_journeys(struct engine *engine, struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = journey_store_list(
	    engine->store, "planned", &journeys, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (!date_before(core_today(engine), journeys[i].accepted))
			status = set_state(engine, &journeys[i], "active", err);
	}
	journey_store_free(journeys, count);
	return status;
}

static bool
is_to_be_held(const struct dossier *dossier, const struct activity *activity)
{
	return dossier_state(activity) == ACTIVITY_PLANNED &&
	       !date_before(core_today(dossier->engine), activity->planned) &&
	       !dossier_is_free(dossier, activity) &&
	       !dossier_is_in_turn(dossier, activity);
}

static int
hold(struct change *change, struct dossier *dossier, struct activity *activity,
    struct error *err)
{
	const struct activity *blocker = dossier_blocker(dossier, activity);
	bool is_under_way = false;
	int status =
	    step_mails_take_back(dossier, activity, &is_under_way, err);

	if (status != OB_OK || is_under_way)
		return status;
	free(activity->state);
	activity->state = memory_strdup(activity_state_name(ACTIVITY_HELD));
	status = activity_store_update(change->engine->store, activity,
	    activity_state_name(ACTIVITY_PLANNED), err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "hold", SUBJECT("activity", activity->id),
	    NULL, json_pack("{s:s}", "for", blocker->step), err);
}

/* All of a journey in one transaction: after downtime there may be many. */
static int
hold_blocked(struct dossier *dossier, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (!is_to_be_held(dossier, activity))
			continue;
		if (!change.is_open)
			status =
			    change_begin(&change, dossier->engine, ACTOR, err);
		if (status == OB_OK)
			status = hold(&change, dossier, activity, err);
	}
	if (status == OB_OK && change.is_open)
		status = change_commit(&change, err);
	return status;
}

static bool
is_over(const struct dossier *dossier)
{
	if (!date_before(dossier->journey.end_day, core_today(dossier->engine)))
		return false;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		if (activity_is_open(dossier_state(&dossier->activities[i])))
			return false;
	}
	return true;
}

static int
run_dossier(struct engine *engine, int64_t journey_id, bool is_touched,
    struct notices *notices, struct error *err)
{
	cleanup_(dossier_cache_give) struct dossier dossier = {0};
	int status = dossier_cache_take(engine, journey_id, &dossier, err);

	if (status == OB_OK && is_touched)
		status = invitations_run(&dossier, err);
	if (status == OB_OK)
		status = hold_blocked(&dossier, err);
	if (status == OB_OK)
		status = step_mails_run(&dossier, err);
	if (status == OB_OK)
		status = survey_requests_run(&dossier, err);
	if (status == OB_OK)
		status = changes_run(&dossier, err);
	if (status == OB_OK)
		notices_see(notices, &dossier);
	if (status == OB_OK && is_over(&dossier))
		status = set_state(engine, &dossier.journey, "ended", err);
	return status;
}

static int
run_journey(struct engine *engine, int64_t journey_id, bool is_touched,
    struct notices *notices, struct error *err)
{
	int status = run_dossier(engine, journey_id, is_touched, notices, err);

	if (status == OB_OK && notices_are_many(notices))
		status = notices_send(notices, err);
	return status;
}

/* Those alone in which something may have come due since the last pass. */
static int
list_stirred(struct engine *engine, struct journey **ret_journeys,
    size_t *ret_count, struct error *err)
{
	struct date today = core_today(engine);
	struct date from = today;

	if (engine->last_pass == INSTANT_NONE)
		return journey_store_list(
		    engine->store, "active", ret_journeys, ret_count, err);
	if (engine->last_pass < core_now(engine))
		from = zone_to_local(engine->zone, engine->last_pass).date;
	return journey_store_list_stirred(
	    engine->store, from, today, ret_journeys, ret_count, err);
}

static int
run_stirred(struct engine *engine, struct notices *notices, struct error *err)
{
	struct journey *journeys = NULL;
	size_t count = 0;
	int status = begin_journeys(engine, err);

	if (status == OB_OK)
		status = journeys_turn(engine, err);
	if (status == OB_OK)
		status = exit_interviews_expire(engine, err);
	if (status == OB_OK)
		status = potential_bank_expire(engine, err);
	if (status == OB_OK)
		status = nominations_expire(engine, err);
	if (status == OB_OK)
		status = invitations_pass(engine, err);
	if (status == OB_OK)
		status = list_stirred(engine, &journeys, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status =
		    run_journey(engine, journeys[i].id, false, notices, err);
	journey_store_free(journeys, count);
	return status;
}

/* The last of the day's boundaries that has come. */
static int64_t
current_pass(const struct engine *engine)
{
	struct date today = core_today(engine);
	const int minutes[] = {
	    0, STEP_MAILS_MINUTE, engine->settings->mail.digest_at};
	int64_t pass = INSTANT_NONE;

	for (size_t i = 0; i < ARRAY_LEN(minutes); i++) {
		int64_t at = core_instant(engine, today, minutes[i]);

		if (at <= core_now(engine) && at > pass)
			pass = at;
	}
	return pass;
}

/* For good: of one that merely ran its course the answers are still heard. */
static bool
is_left(const struct dossier *dossier)
{
	return strcmp(dossier->journey.state, "cancelled") == 0 ||
	       planning_is_after_last_day(dossier, core_today(dossier->engine));
}

/*
 * What a pause moves is told, and to what is over nobody stays invited, nor
 * asked; all else rests.
 */
static int
run_resting(
    struct engine *engine, const struct journey *journey, struct error *err)
{
	cleanup_(dossier_cache_give) struct dossier dossier = {0};
	int status = dossier_cache_take(engine, journey->id, &dossier, err);

	if (status == OB_OK)
		status = invitations_run(&dossier, err);
	if (status == OB_OK && strcmp(journey->state, "paused") == 0)
		status = changes_run(&dossier, err);
	if (status == OB_OK && is_left(&dossier))
		status = survey_requests_leave(&dossier, err);
	return status;
}

static int
run_touched(struct engine *engine, struct notices *notices, struct error *err)
{
	int status = OB_OK;

	while (status == OB_OK && engine->touched_count > 0) {
		int64_t id = engine->touched[engine->touched_count - 1];
		cleanup_(journey_store_release) struct journey journey = {0};

		status = journey_store_find(engine->store, id, &journey, err);
		if (status == OB_OK && strcmp(journey.state, "active") == 0)
			status = run_journey(engine, id, true, notices, err);
		else if (status == OB_OK)
			status = run_resting(engine, &journey, err);
		if (status == OB_ENOTFOUND)
			status = OB_OK; /* its verb was rolled back */
		if (status == OB_OK)
			engine->touched_count--;
	}
	return status;
}

static int
count_figures(struct engine *engine, struct error *err)
{
	int status = measures_count_run(engine, err);

	if (status == OB_OK)
		status = bottlenecks_count_run(engine, err);
	if (status == OB_OK)
		status = exit_counts_run(engine, err);
	if (status == OB_OK)
		status = exit_survey_counts_run(engine, err);
	return status == OB_OK ? cohort_counts_run(engine, err) : status;
}

/*
 * By the clock, journeys change only at the day's boundaries; between them
 * only those that a verb changed are looked at.
 */
static int
run_journeys(struct engine *engine, struct error *err)
{
	cleanup_(notices_release) struct notices notices = {.engine = engine};
	int64_t pass = current_pass(engine);
	bool is_new_pass = pass != engine->last_pass;
	int status = OB_OK;

	if (is_new_pass)
		status = run_stirred(engine, &notices, err);
	if (status == OB_OK && is_new_pass)
		status = count_figures(engine, err);
	if (status == OB_OK)
		engine->last_pass = pass;
	if (status == OB_OK)
		status = run_touched(engine, &notices, err);
	if (status == OB_OK && is_new_pass)
		status = survey_requests_expire(engine, err);
	if (status == OB_OK)
		status = notices_send(&notices, err);
	return status;
}

/*
 * Today's morning round is still to come or to be made up for.  A last one in
 * the future was run by a clock that has been put right since.
 */
static bool
is_round_due(const struct engine *engine, struct date last)
{
	struct date today = core_today(engine);
	int minute = core_minute(engine);

	return workday_is(engine->calendar, today) &&
	       (date_is_none(last) || last.day != today.day) &&
	       minute >= engine->settings->mail.digest_at &&
	       minute < engine->settings->mail.window_end;
}

/*
 * Each mail has a key of its day, so a round that a crash cut short is gone
 * through again without sending anything twice.
 */
static int
run_round(
    struct engine *engine, const struct rounds_note *note, struct error *err)
{
	cleanup_(rounds_release) struct rounds rounds = {0};
	struct date last = note->day;
	bool is_weekly = rounds_note_is_weekly(engine, note);
	struct date before = workday_back(
	    engine->calendar, date_add_days(core_today(engine), -1));
	bool is_late = !date_is_none(last) && date_before(last, before);
	int status = outbox_end_digests(engine, err);

	if (status == OB_OK)
		status = rounds_load(engine, is_late, is_weekly, &rounds, err);
	if (status == OB_OK)
		status = rounds_ask_addresses(&rounds, err);
	if (status == OB_OK)
		status = rounds_send_digests(&rounds, err);
	if (status == OB_OK)
		status = network_letters_tell_rest(engine, is_weekly, err);
	if (status == OB_OK)
		status = handbook_round_run(engine, err);
	if (status == OB_OK)
		status = potential_bank_remind(engine, err);
	if (status == OB_OK)
		status = potential_offer_run(engine, err);
	if (status == OB_OK)
		status = rounds_note_write(engine, is_late, is_weekly, err);
	return status;
}

/* Of the round that is due or comes next. */
static int64_t
next_digest(const struct engine *engine, struct date last)
{
	struct date day = core_today(engine);
	int minute = engine->settings->mail.digest_at;

	if (is_round_due(engine, last))
		return core_now(engine);
	if (core_minute(engine) >= minute)
		day = date_add_days(day, 1);
	return core_instant(
	    engine, workday_next(engine->calendar, day), minute);
}

/* The one that tells those of once a week; it may be the same. */
static int64_t
next_weekly(const struct engine *engine, const struct rounds_note *note)
{
	struct date today = core_today(engine);
	struct date from = today;

	if (rounds_note_is_weekly(engine, note)) {
		if (note->weekly.day != today.day)
			return engine->next_digest;
		from = date_add_days(today, 1);
	}
	return core_instant(engine,
	    plain_days_next_weekly(engine->calendar, from),
	    engine->settings->mail.digest_at);
}

static int
know_digests(
    struct engine *engine, struct rounds_note *ret_last, struct error *err)
{
	int status = rounds_note_read(engine, ret_last, err);

	if (status == OB_OK) {
		engine->next_digest = next_digest(engine, ret_last->day);
		engine->next_weekly = next_weekly(engine, ret_last);
	}
	return status;
}

/* For the verbs until the next pass, this morning's is no longer the next. */
static int
run_due_round(
    struct engine *engine, struct rounds_note *last, struct error *err)
{
	int status;

	if (!is_round_due(engine, last->day))
		return OB_OK;
	status = run_round(engine, last, err);
	return status == OB_OK ? know_digests(engine, last, err) : status;
}

int
tick_run(struct engine *engine, struct error *err)
{
	struct rounds_note last = {.day = DATE_NONE};
	int status = know_digests(engine, &last, err);

	if (status == OB_OK)
		status = events_run(engine, err);
	if (status == OB_OK)
		status = run_journeys(engine, err);
	if (status == OB_OK)
		status = run_due_round(engine, &last, err);
	if (status == OB_OK)
		status = sign_in_mail_run(engine, err);
	if (status == OB_OK)
		status = outbox_clear_old(engine, err);
	if (status == OB_OK)
		status = feeds_flush(engine, err);
	return status;
}

static void
take_earlier(int64_t *at, int64_t candidate, int64_t now)
{
	if (candidate > now && (*at == INSTANT_NONE || candidate < *at))
		*at = candidate;
}

int
tick_next(struct engine *engine, int64_t *ret_at, struct error *err)
{
	int64_t now = core_now(engine);
	struct date today = core_today(engine);
	int64_t at = INSTANT_NONE;
	bool has = false;
	int status = journey_store_is_any_open(engine->store, &has, err);

	if (status != OB_OK)
		return status;
	if (has) {
		take_earlier(
		    &at, core_instant(engine, today, STEP_MAILS_MINUTE), now);
		take_earlier(&at,
		    core_instant(
			engine, today, engine->settings->mail.digest_at),
		    now);
		take_earlier(
		    &at, core_instant(engine, date_add_days(today, 1), 0), now);
	}
	*ret_at = at;
	return OB_OK;
}
