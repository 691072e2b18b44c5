/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys_turn.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core.h"
#include "engine/journeys.h"
#include "store/journey_store.h"
#include "store/mail_store.h"

#define ACTOR "clock"
#define NOTICE "notice"

/* The last day of the pause that today lies in. */
static struct date
end_of_pause(const struct dossier *dossier)
{
	struct date today = core_today(dossier->engine);

	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (!date_before(today, pause->from_day) &&
		    !date_before(pause->until_day, today))
			return pause->until_day;
	}
	return today;
}

/* Those whom a notice was to tell hear of it after the pause, with new days. */
static int
forget_notice(struct dossier *dossier, int64_t person_id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		struct activity *activity = &dossier->activities[i];

		if (activity->noticed_id != person_id ||
		    !activity_is_open(dossier_state(activity)))
			continue;
		activity->noticed_id = 0;
		activity->told_day = DATE_NONE;
		activity->told_minute = -1;
		status = activity_store_update(
		    dossier->engine->store, activity, activity->state, err);
	}
	return status;
}

/*
 * A notice is taken back; anything else waits until the pause is over, but
 * for what somebody has to know at once.
 */
static int
quiet_mail(struct journey_change *work, struct mail *mail, struct error *err)
{
	struct engine *engine = work->change.engine;
	cleanup_(memory_free_ptr) char *from = memory_strdup(mail->state);
	struct date back = date_add_days(end_of_pause(&work->dossier), 1);
	int status = OB_OK;

	if (mail->urgent)
		return OB_OK;
	if (strcmp(mail->kind, NOTICE) == 0) {
		free(mail->state);
		mail->state = memory_strdup("cancelled");
		status = forget_notice(&work->dossier, mail->person_id, err);
	} else {
		mail->next_attempt_at =
		    core_window(engine, core_instant(engine, back, 0));
	}
	if (status == OB_OK)
		status = mail_store_update(engine->store, mail, from, err);
	return status;
}

static int
quiet_mails(struct journey_change *work, struct error *err)
{
	struct mail *mails = NULL;
	size_t count = 0;
	int status = journey_change_release_mails(work, err);

	if (status == OB_OK)
		status = mail_store_list_waiting(work->change.engine->store,
		    work->dossier.journey.id, &mails, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = quiet_mail(work, &mails[i], err);
	mail_store_free(mails, count);
	return status;
}

int
journeys_turn_begin_pause(struct journey_change *work, struct error *err)
{
	int status = quiet_mails(work, err);

	if (status == OB_OK)
		status = journey_change_store(work, "paused", err);
	return status;
}

static int
begin_pause(struct journey_change *work, struct error *err)
{
	int status =
	    journey_change_reschedule(work, PLANNING_WHAT_CHANGED, err);

	return status == OB_OK ? journeys_turn_begin_pause(work, err) : status;
}

static int
end_pause(struct journey_change *work, struct error *err)
{
	return journey_change_store(work, "active", err);
}

int
journeys_turn_end(struct journey_change *work, struct error *err)
{
	struct store *store = work->change.engine->store;
	int status = journey_change_cancel_open(work, "", err);

	if (status == OB_OK)
		status = mail_store_cancel_journey(
		    store, work->dossier.journey.id, NULL, err);
	if (status == OB_OK)
		status = journey_change_store(work, "ended", err);
	return status;
}

typedef int (*turn_fn)(struct journey_change *work, struct error *err);

static const struct turn {
	enum journey_turn kind;
	turn_fn run;
	const char *verb;
} turns[] = {
    {JOURNEY_PASSED_LAST_DAY, journeys_turn_end, "end"},
    {JOURNEY_ENDS_PAUSE, end_pause, "end-pause"},
    {JOURNEY_BEGINS_PAUSE, begin_pause, "begin-pause"},
};

static int
turn_one(struct engine *engine, const struct turn *turn, int64_t id,
    struct error *err)
{
	cleanup_(journey_change_release) struct journey_change work = {
	    .before = NULL};
	int status = journey_change_begin(&work, engine, ACTOR, id, err);

	if (status == OB_OK)
		status = turn->run(&work, err);
	if (status == OB_OK)
		status =
		    journey_change_finish(&work, turn->verb, NULL, false, err);
	return status;
}

int
journeys_turn(struct engine *engine, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(turns); i++) {
		struct journey *journeys = NULL;
		size_t count = 0;

		status = journey_store_list_turning(engine->store,
		    turns[i].kind, core_today(engine), &journeys, &count, err);
		for (size_t k = 0; status == OB_OK && k < count; k++)
			status =
			    turn_one(engine, &turns[i], journeys[k].id, err);
		journey_store_free(journeys, count);
	}
	return status;
}
