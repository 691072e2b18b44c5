/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/notice.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/feeds/feeds.h"
#include "engine/letters/letters.h"
#include "engine/notices/notice_rung.h"
#include "store/mail_store.h"
#include "store/person_store.h"
#include "store/reminder_store.h"

/* By first day, then journey, then in the programme's order. */
static int
compare(const void *a, const void *b)
{
	const struct notice_task *left = a;
	const struct notice_task *right = b;
	const struct journey *first = &left->dossier->journey;
	const struct journey *second = &right->dossier->journey;

	if (first->first_day.day != second->first_day.day)
		return date_before(first->first_day, second->first_day) ? -1
									: 1;
	if (first->id != second->id)
		return first->id < second->id ? -1 : 1;
	if (left->activity == right->activity)
		return 0;
	return left->activity < right->activity ? -1 : 1;
}

void
notice_add(struct notice *notice, const struct notice_task *task)
{
	size_t at = notice->count;

	notice->tasks = memory_resize(
	    notice->tasks, notice->count + 1, sizeof(notice->tasks[0]));
	while (at > 0 && compare(task, &notice->tasks[at - 1]) < 0)
		at--;
	if (at > 0 && notice->tasks[at - 1].activity == task->activity)
		return;
	memmove(&notice->tasks[at + 1], &notice->tasks[at],
	    (notice->count - at) * sizeof(notice->tasks[0]));
	notice->tasks[at] = *task;
	notice->count++;
}

void
notice_release(struct notice *notice)
{
	free(notice->tasks);
	*notice = (struct notice){.person_id = notice->person_id};
}

size_t
notice_journeys(const struct notice *notice)
{
	const struct dossier *last = NULL;
	size_t count = 0;

	for (size_t i = 0; i < notice->count; i++) {
		count += notice->tasks[i].dossier != last ? 1 : 0;
		last = notice->tasks[i].dossier;
	}
	return count;
}

/* For whom else the person hears something; NULL for nobody. */
static const struct person *
other_owner(const struct notice *notice)
{
	for (size_t i = 0; i < notice->count; i++) {
		const struct notice_task *task = &notice->tasks[i];

		if (task->owner_id != notice->person_id)
			return dossier_person(task->dossier, task->owner_id);
	}
	return NULL;
}

/* Whose page shows all of it: a leader's own shows the own journey alone. */
static const struct dossier *
main_dossier(const struct notice *notice)
{
	for (size_t i = 0; i < notice->count; i++) {
		const struct dossier *dossier = notice->tasks[i].dossier;

		if (!naming_is_own(dossier, notice->person_id))
			return dossier;
	}
	return notice->tasks[0].dossier;
}

/* Each notice comes after another one, and so is a mail of its own. */
static int
make_key(const struct engine *engine, int64_t person_id, char **ret_key,
    struct error *err)
{
	cleanup_(mail_store_release) struct mail first = {0};
	cleanup_(mail_store_release) struct mail last = {0};
	int status = mail_store_find_thread(engine->store, person_id,
	    mail_texts_kind_name(MAIL_NOTICE), &first, &last, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_key = memory_printf("notice:%" PRId64 ":%" PRId64 ":%" PRId64,
	    person_id, last.id, core_now(engine));
	return OB_OK;
}

static int
ensure_feeds(const struct notice *notice, struct error *err)
{
	const struct notice_task *last = NULL;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < notice->count; i++) {
		const struct notice_task *task = &notice->tasks[i];

		if (last == NULL || task->dossier != last->dossier ||
		    task->owner_id != last->owner_id)
			status = feeds_ensure_acting(task->dossier,
			    notice->person_id, task->owner_id, err);
		last = task;
	}
	return status;
}

static int
note_task(
    const struct notice_task *task, const struct mail *mail, struct error *err)
{
	const struct engine *engine = task->dossier->engine;
	bool is_own = task->owner_id == mail->person_id;
	const struct notice_rung rung = {
	    task->is_handover, is_own ? 0 : task->owner_id};
	char name[NOTICE_RUNG_SIZE];
	char sent[] = "sent";
	const struct reminder reminder = {
	    .activity_id = task->activity->id,
	    .rung = notice_rung_name(&rung, name),
	    .planned = task->activity->planned,
	    .person_id = mail->person_id,
	    .told_on = core_today(engine),
	    .outcome = sent,
	    .mail_id = mail->id,
	};

	return reminder_store_set(engine->store, &reminder, err);
}

static int
note_tasks(const struct notice *notice, const char *key, int64_t *ret_mail_id,
    struct error *err)
{
	const struct engine *engine = notice->tasks[0].dossier->engine;
	cleanup_(mail_store_release) struct mail mail = {0};
	int status = mail_store_find_key(engine->store, key, &mail, err);

	for (size_t i = 0; status == OB_OK && i < notice->count; i++)
		status = note_task(&notice->tasks[i], &mail, err);
	if (status == OB_OK)
		*ret_mail_id = mail.id;
	return status;
}

int
notice_queue(struct change *change, const struct notice *notice,
    int64_t *ret_mail_id, struct error *err)
{
	const struct engine *engine = change->engine;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *key = NULL;
	struct letter_request request = {
	    .kind = MAIL_NOTICE,
	    .dossier = main_dossier(notice),
	    .to = &person,
	    .owner = other_owner(notice),
	};
	int status =
	    person_store_find(engine->store, notice->person_id, &person, err);

	if (status == OB_OK)
		status = make_key(engine, person.id, &key, err);
	if (status == OB_OK)
		status = ensure_feeds(notice, err);
	if (status == OB_OK)
		status = notice_view(notice, &person, &request.view, err);
	if (status != OB_OK)
		return status;
	request.dedup_key = key;
	if (notice_journeys(notice) == 1)
		request.journey_id = request.dossier->journey.id;
	status = letters_queue(change, &request, NULL, err);
	return status == OB_OK ? note_tasks(notice, key, ret_mail_id, err)
			       : status;
}
