/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rungs.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/plain_days.h"
#include "engine/notices/step_mails.h"
#include "store/mail_store.h"

#define OVERDUE "overdue"
#define MANAGERS_MANAGER "managers-manager"
#define COORDINATOR "coordinator"

bool
rungs_goes_by_itself(
    const struct dossier *dossier, const struct activity *activity)
{
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(mail_store_release) struct mail mail = {0};

	if (dossier_step(dossier, activity)->kind != STEP_MAIL)
		return false;
	key = memory_printf("step:%" PRId64, activity->id);
	/* One that failed for good is a person's business again. */
	return mail_store_find_key(dossier->engine->store, key, &mail, NULL) ==
		   OB_OK &&
	       strcmp(mail.state, "failed") != 0;
}

static bool requires(const struct step *step, const char *id)
{
	for (size_t i = 0; i < step->require_count; i++) {
		if (strcmp(step->requires[i], id) == 0)
			return true;
	}
	return false;
}

/* Held, or waiting on its very day for what comes first on it. */
static bool
waits(const struct dossier *dossier, const struct activity *activity)
{
	if (dossier_state(activity) == ACTIVITY_HELD)
		return true;
	return dossier_state(activity) == ACTIVITY_PLANNED &&
	       activity->planned.day == core_today(dossier->engine).day &&
	       !dossier_is_free(dossier, activity);
}

struct date
rungs_waited_since(
    const struct dossier *dossier, const struct activity *activity)
{
	struct date since = DATE_NONE;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *held = &dossier->activities[i];

		if (!waits(dossier, held) ||
		    !requires(dossier_step(dossier, held), activity->step))
			continue;
		if (date_is_none(since) || date_before(held->planned, since))
			since = held->planned;
	}
	return since;
}

/* The morning of a day comes after the activity was planned for its day. */
static bool
is_ahead(const struct dossier *dossier, const struct activity *activity,
    struct date day)
{
	const struct engine *engine = dossier->engine;

	return core_instant(engine, day, engine->settings->mail.digest_at) >
	       activity->changed_at;
}

static void
add(struct rung *rungs, size_t *count, enum rung_kind kind, struct date day,
    const char *name)
{
	struct rung *rung = &rungs[(*count)++];

	assert(*count <= RUNGS_MAX);
	rung->kind = kind;
	rung->day = day;
	(void)snprintf(rung->name, sizeof(rung->name), "%s", name);
}

static void
add_before(const struct dossier *dossier, const struct activity *activity,
    const struct ladder *ladder, struct rung *rungs, size_t *count)
{
	for (int i = 0; i < LADDER_BEFORE && ladder->before[i] > 0; i++) {
		struct date day = workday_add(
		    dossier->calendar, activity->planned, -ladder->before[i]);
		char name[RUNG_NAME_SIZE];

		if (!is_ahead(dossier, activity, day))
			continue;
		(void)snprintf(
		    name, sizeof(name), "before-%d", ladder->before[i]);
		add(rungs, count, RUNG_BEFORE, day, name);
	}
}

static struct date
overdue_day(const struct dossier *dossier, const struct activity *activity,
    const struct ladder *ladder)
{
	const struct workday_calendar *calendar = dossier->calendar;
	struct date after = date_max(activity_overdue_after(calendar,
					 activity->planned, activity->latest),
	    activity->planned);

	return workday_add(calendar,
	    workday_next(calendar, date_add_days(after, 1)), ladder->overdue);
}

/* When it was told, if it was, to whomever: a reminder or an overview. */
static struct date
overdue_told(const struct dossier *dossier, const struct activity *activity)
{
	for (size_t i = 0; i < dossier->reminder_count; i++) {
		const struct reminder *reminder = &dossier->reminders[i];

		if (reminder->activity_id == activity->id &&
		    reminder->planned.day == activity->planned.day &&
		    strcmp(reminder->rung, OVERDUE) == 0 &&
		    (strcmp(reminder->outcome, "sent") == 0 ||
			reminder->mail_id != 0))
			return reminder->told_on;
	}
	return DATE_NONE;
}

static void
add_above(const struct dossier *dossier, const struct activity *activity,
    enum hearing hearing, struct rung *rungs, size_t *count)
{
	const struct ladder *ladder = &dossier_step(dossier, activity)->ladder;
	bool is_coordinator = hearing == HEARS_AS_COORDINATOR;
	int after =
	    is_coordinator ? ladder->coordinator : ladder->managers_manager;
	struct date told;

	if (after < 0 || ladder->overdue < 0)
		return;
	told = overdue_told(dossier, activity);
	if (!date_is_none(told))
		add(rungs, count, RUNG_ESCALATION,
		    workday_add(dossier->calendar, told, after),
		    is_coordinator ? COORDINATOR : MANAGERS_MANAGER);
}

static void
add_own(const struct dossier *dossier, const struct activity *activity,
    enum hearing hearing, struct rung *rungs, size_t *count)
{
	const struct step *step = dossier_step(dossier, activity);
	const struct ladder *ladder = &step->ladder;
	bool is_mail = step->kind == STEP_MAIL;
	struct date waited;

	/* A pack that lacks parts is its responsible person's business. */
	if (hearing == HEARS_OWN &&
	    (!is_mail || (step->pack && !dossier_is_free(dossier, activity))))
		add_before(dossier, activity, ladder, rungs, count);
	if (ladder->on_day && !is_mail &&
	    is_ahead(dossier, activity, activity->planned))
		add(rungs, count, RUNG_ON_DAY, activity->planned, "on-day");
	if (hearing != HEARS_OWN)
		return;
	waited = rungs_waited_since(dossier, activity);
	if (!date_is_none(waited))
		add(rungs, count, RUNG_WAITING, waited, "waiting");
	if (ladder->overdue >= 0)
		add(rungs, count, RUNG_OVERDUE,
		    overdue_day(dossier, activity, ladder), OVERDUE);
}

size_t
rungs_of(const struct dossier *dossier, const struct activity *activity,
    enum hearing hearing, struct rung rungs[RUNGS_MAX])
{
	size_t count = 0;

	if (strcmp(dossier->journey.state, "active") != 0 ||
	    dossier_state(activity) != ACTIVITY_PLANNED ||
	    (activity->flags & (int)FLAG_LATE_START) != 0)
		return 0;
	switch (hearing) {
	case HEARS_OWN:
	case HEARS_PART:
		add_own(dossier, activity, hearing, rungs, &count);
		break;
	case HEARS_AS_MANAGERS_MANAGER:
	case HEARS_AS_COORDINATOR:
		add_above(dossier, activity, hearing, rungs, &count);
		break;
	}
	return count > 0 && (rungs_goes_by_itself(dossier, activity) ||
				step_mails_is_past(dossier, activity))
		   ? 0
		   : count;
}

const struct reminder *
rungs_find(const struct dossier *dossier, const struct activity *activity,
    const struct rung *rung, int64_t person_id)
{
	struct date today = core_today(dossier->engine);

	for (size_t i = 0; i < dossier->reminder_count; i++) {
		const struct reminder *reminder = &dossier->reminders[i];

		if (reminder->activity_id != activity->id ||
		    reminder->planned.day != activity->planned.day ||
		    strcmp(reminder->rung, rung->name) != 0)
			continue;
		if (reminder->person_id == person_id ||
		    (rung->kind != RUNG_ON_DAY &&
			date_before(reminder->told_on, today)))
			return reminder;
	}
	return NULL;
}

/* Since the first day on which it could be told more than so many have gone. */
static bool
has_waited(const struct workday_calendar *calendar, const struct rung *rung,
    struct date today, int most)
{
	int days = workday_between(calendar, rung->day, today);
	int chances = 0;

	if (days <= most || rung->kind == RUNG_ON_DAY)
		return days > most;
	for (struct date day = rung->day;
	     chances <= most + 1 && !date_before(today, day);
	     day = date_add_days(day, 1))
		chances += plain_days_is(calendar, day) ? 1 : 0;
	return chances > most + 1;
}

bool
rungs_is_too_late(const struct dossier *dossier,
    const struct activity *activity, const struct rung *rung,
    enum hearing hearing)
{
	struct date today = core_today(dossier->engine);
	int drop_after = dossier_step(dossier, activity)->ladder.drop_after;

	if (rung->kind == RUNG_ON_DAY && hearing == HEARS_PART)
		return date_before(rung->day, today);
	/* Before its day is told until its day. */
	if (rung->kind == RUNG_BEFORE && date_before(activity->planned, today))
		return true;
	return has_waited(dossier->calendar, rung, today, drop_after);
}

bool
rungs_is_escalation(const char *name)
{
	return strcmp(name, COORDINATOR) == 0 ||
	       strcmp(name, MANAGERS_MANAGER) == 0;
}

bool
rungs_was_escalated_to(const struct dossier *dossier,
    const struct activity *activity, int64_t person_id)
{
	for (size_t i = 0; i < dossier->reminder_count; i++) {
		const struct reminder *reminder = &dossier->reminders[i];

		if (reminder->activity_id == activity->id &&
		    reminder->person_id == person_id &&
		    reminder->planned.day == activity->planned.day &&
		    rungs_is_escalation(reminder->rung))
			return true;
	}
	return false;
}
