/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journeys_turn.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/digests/digests_recall.h"
#include "engine/invitations/invitations_check.h"
#include "engine/journeys/journeys.h"
#include "engine/notices/notice_waiting.h"
#include "store/journey_store.h"
#include "store/mail_store.h"

#define ACTOR "clock"

/* Whether the journey rests on a day. */
static bool
is_in_a_pause(const struct dossier *dossier, struct date day)
{
	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (!date_before(day, pause->from_day) &&
		    !date_before(pause->until_day, day))
			return true;
	}
	return false;
}

/* Pauses with no workday between them are one to those who get mails. */
struct date
journeys_turn_back(const struct dossier *dossier)
{
	struct date day = core_today(dossier->engine);

	while (is_in_a_pause(dossier, day))
		day = workday_next(dossier->calendar, date_add_days(day, 1));
	return day;
}

/* When mails go that wait for a day; those of today are late already. */
static int64_t
goes_at(const struct engine *engine, struct date back)
{
	int64_t morning = core_window(engine, core_instant(engine, back, 0));

	return morning > core_now(engine)
		   ? morning
		   : core_window(engine, core_now(engine));
}

/* It waits until the pause is over, unless somebody has to know at once. */
static int
quiet_mail(struct journey_change *work, struct mail *mail, struct error *err)
{
	struct engine *engine = work->change.engine;

	if (mail->urgent || invitations_check_is_kind(mail->kind))
		return OB_OK;
	mail->next_attempt_at =
	    goes_at(engine, journeys_turn_back(&work->dossier));
	return mail_store_update(engine->store, mail, mail->state, err);
}

static int
quiet_mails(struct journey_change *work, struct error *err)
{
	struct mail *mails = NULL;
	size_t count = 0;
	int status = journey_change_release_mails(work, err);

	if (status == OB_OK)
		status =
		    notice_waiting_forget(&work->change, &work->dossier, err);
	if (status == OB_OK)
		status = mail_store_list_waiting(work->change.engine->store,
		    work->dossier.journey.id, &mails, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = quiet_mail(work, &mails[i], err);
	mail_store_free(mails, count);
	return status;
}

/* What had been put off until the one day goes on the other. */
static int
shift_mails(struct journey_change *work, struct date old_back,
    struct date new_back, struct error *err)
{
	struct engine *engine = work->change.engine;
	struct mail *mails = NULL;
	size_t count = 0;
	int status = mail_store_list_waiting(
	    engine->store, work->dossier.journey.id, &mails, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (mails[i].urgent ||
		    invitations_check_is_kind(mails[i].kind) ||
		    mails[i].next_attempt_at != goes_at(engine, old_back))
			continue;
		mails[i].next_attempt_at = goes_at(engine, new_back);
		status = mail_store_update(
		    engine->store, &mails[i], mails[i].state, err);
	}
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

int
journeys_turn_follow_pauses(
    struct journey_change *work, struct date old_back, struct error *err)
{
	const struct dossier *dossier = &work->dossier;
	bool is_paused = strcmp(dossier->journey.state, "paused") == 0;
	bool shall_be = is_in_a_pause(dossier, core_today(dossier->engine));
	int status = OB_OK;

	if (strcmp(dossier->journey.state, "planned") == 0)
		return OB_OK;
	if (shall_be && !is_paused)
		return journeys_turn_begin_pause(work, err);
	if (is_paused)
		status = shift_mails(
		    work, old_back, journeys_turn_back(dossier), err);
	if (status == OB_OK && is_paused && !shall_be)
		status = journey_change_store(work, "active", err);
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
	struct engine *engine = work->change.engine;
	int recalled = 0;
	int status = journey_change_cancel_open(work, "", err);

	if (status == OB_OK)
		status = mail_store_cancel_journey(engine->store,
		    work->dossier.journey.id, core_now(engine), NULL, err);
	if (status == OB_OK)
		status = notice_waiting_leave(
		    &work->change, work->dossier.journey.id, err);
	if (status == OB_OK)
		status = journey_change_store(work, "ended", err);
	if (status == OB_OK)
		status = digests_recall(
		    &work->change, &work->dossier, &recalled, err);
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
