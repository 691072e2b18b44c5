/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/notices.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/told.h"
#include "engine/notices/notice.h"
#include "engine/notices/notice_pass.h"
#include "engine/notices/notice_waiting.h"

#define ACTOR "clock"

/* The owners of the set know of all their news from now on. */
static int
mark(const struct notice_pass *pass, size_t set, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; i < pass->owner_count; i++) {
		const struct news_owner *owner = &pass->owners[i];

		if (notice_pass_set(pass, i) != set)
			continue;
		for (size_t k = owner->from;
		     status == OB_OK && k < owner->until; k++) {
			const struct notice_task *task = &pass->news[k].task;

			task->activity->noticed_id = task->owner_id;
			told_set_first(task->activity);
			status =
			    activity_store_update(task->dossier->engine->store,
				task->activity, task->activity->state, err);
		}
	}
	return status;
}

/* One person's mail, with what waits for the person. */
static int
tell_person(struct change *change, struct notice_pass *pass,
    const struct news_hearing *hearings, size_t count, struct error *err)
{
	cleanup_(notice_waiting_release) struct notice_waiting waiting = {
	    .mails = NULL};
	cleanup_(notice_release) struct notice notice = {
	    .person_id = hearings[0].person_id};
	int64_t mail_id = 0;
	int status;

	for (size_t i = 0; i < count; i++)
		notice_add(&notice, &pass->news[hearings[i].news].task);
	status = notice_waiting_take(&pass->shelf, &notice, &waiting, err);
	if (status == OB_OK)
		status = notice_queue(change, &notice, &mail_id, err);
	if (status == OB_OK)
		status =
		    notice_waiting_withdraw(change, &waiting, mail_id, err);
	return status;
}

/* From *at on: those of one set are told in one transaction. */
static int
tell_set(struct notice_pass *pass, size_t set, size_t *at, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, pass->shelf.engine, ACTOR, err);
	size_t until;

	for (; status == OB_OK && *at < pass->hearing_count &&
	       pass->hearings[*at].set == set;
	     *at = until) {
		const struct news_hearing *first = &pass->hearings[*at];

		until = *at;
		while (until < pass->hearing_count &&
		       pass->hearings[until].set == set &&
		       pass->hearings[until].person_id == first->person_id)
			until++;
		status = tell_person(&change, pass, first, until - *at, err);
	}
	if (status == OB_OK)
		status = mark(pass, set, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
notices_send(struct notices *notices, struct error *err)
{
	cleanup_(notice_pass_release) struct notice_pass pass = {.news = NULL};
	size_t at = 0;
	int status;

	if (notices->count == 0)
		return OB_OK;
	status = notice_pass_load(
	    notices->engine, notices->journeys, notices->count, &pass, err);
	for (size_t i = 0; status == OB_OK && i < pass.owner_count; i++) {
		if (notice_pass_set(&pass, i) == i)
			status = tell_set(&pass, i, &at, err);
	}
	if (status == OB_OK)
		notices->count = 0;
	return status;
}

void
notices_see(struct notices *notices, const struct dossier *dossier)
{
	for (size_t i = 0; i < notices->count; i++) {
		if (notices->journeys[i] == dossier->journey.id)
			return;
	}
	if (!notice_pass_has_news(dossier))
		return;
	notices->journeys = memory_resize(notices->journeys, notices->count + 1,
	    sizeof(notices->journeys[0]));
	notices->journeys[notices->count++] = dossier->journey.id;
}

bool
notices_are_many(const struct notices *notices)
{
	return notices->count >= NOTICE_JOURNEYS_MAX;
}

void
notices_release(struct notices *notices)
{
	for (size_t i = 0; i < notices->count; i++)
		core_touch(notices->engine, notices->journeys[i]);
	free(notices->journeys);
	*notices = (struct notices){.engine = NULL};
}
