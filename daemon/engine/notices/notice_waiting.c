/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/notice_waiting.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/mail_texts.h"
#include "engine/notices/notice_rung.h"
#include "store/journey_store.h"
#include "store/mail_store.h"
#include "store/reminder_store.h"

/* What one mail was to tell. */
struct content {
	struct journey *journeys;
	size_t journey_count;
	struct reminder *reminders;
	size_t reminder_count;
};

static void
content_release(struct content *content)
{
	journey_store_free(content->journeys, content->journey_count);
	reminder_store_free(content->reminders, content->reminder_count);
}

static int
read_content(struct store *store, int64_t mail_id, struct content *content,
    struct error *err)
{
	int status = journey_store_list_told(
	    store, mail_id, &content->journeys, &content->journey_count, err);

	if (status == OB_OK)
		status = reminder_store_list_mail(store, mail_id,
		    &content->reminders, &content->reminder_count, err);
	return status;
}

/*
 * What a reminder of a notice told, if that is still to be done by the one for
 * whom it was told, and told to nobody else; else the activity is NULL.
 */
static struct notice_task
task_of(struct dossier *dossier, const struct reminder *reminder)
{
	struct activity *activity =
	    dossier_activity_by_id(dossier, reminder->activity_id);
	struct notice_task task = {.dossier = dossier};
	struct notice_rung rung;

	if (activity == NULL || !notice_rung_parse(reminder->rung, &rung))
		return task;
	task.is_handover = rung.is_handover;
	task.owner_id =
	    rung.owner_id == 0 ? reminder->person_id : rung.owner_id;
	if (activity_is_open(dossier_state(activity)) &&
	    activity->responsible_id == task.owner_id &&
	    activity->noticed_id == task.owner_id)
		task.activity = activity;
	return task;
}

static void
add_journey(struct notice *notice, struct dossier *dossier,
    const struct content *content)
{
	for (size_t i = 0; i < content->reminder_count; i++) {
		const struct notice_task task =
		    task_of(dossier, &content->reminders[i]);

		if (task.activity != NULL)
			notice_add(notice, &task);
	}
}

static int
add_content(struct dossier_shelf *shelf, struct notice *notice,
    const struct content *content, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < content->journey_count; i++) {
		struct dossier *dossier = NULL;

		status = dossier_shelf_take(
		    shelf, content->journeys[i].id, &dossier, err);
		if (status == OB_OK)
			add_journey(notice, dossier, content);
	}
	return status;
}

/* One whose tasks are not known, or that leaves no room, stays as it is. */
static int
take_one(struct dossier_shelf *shelf, struct notice *notice,
    const struct mail *mail, bool *ret_taken, struct error *err)
{
	cleanup_(content_release) struct content content = {.journeys = NULL};
	int status =
	    read_content(shelf->engine->store, mail->id, &content, err);

	if (status != OB_OK || content.reminder_count == 0 ||
	    notice_journeys(notice) + content.journey_count >
		NOTICE_JOURNEYS_MAX)
		return status;
	*ret_taken = true;
	return add_content(shelf, notice, &content, err);
}

int
notice_waiting_take(struct dossier_shelf *shelf, struct notice *notice,
    struct notice_waiting *ret_waiting, struct error *err)
{
	struct notice_waiting waiting = {.mails = NULL};
	int status = mail_store_list_unsent(shelf->engine->store,
	    notice->person_id, mail_texts_kind_name(MAIL_NOTICE),
	    &waiting.mails, &waiting.count, err);

	for (size_t i = 0; status == OB_OK && i < waiting.count; i++) {
		struct mail mail = waiting.mails[i];
		bool is_taken = false;

		status = take_one(shelf, notice, &mail, &is_taken, err);
		if (!is_taken)
			continue;
		waiting.mails[i] = waiting.mails[waiting.taken];
		waiting.mails[waiting.taken++] = mail;
	}
	if (status != OB_OK) {
		notice_waiting_release(&waiting);
		return status;
	}
	*ret_waiting = waiting;
	return OB_OK;
}

void
notice_waiting_release(struct notice_waiting *waiting)
{
	mail_store_free(waiting->mails, waiting->count);
	*waiting = (struct notice_waiting){.mails = NULL};
}

static int
note_merged(
    struct engine *engine, int64_t mail_id, int64_t into_id, struct error *err)
{
	char outcome[] = NOTICE_WAITING_MERGED;
	cleanup_(memory_free_ptr) char *into =
	    memory_printf("%" PRId64, into_id);

	return mail_store_add_attempt(engine->store,
	    &(struct mail_attempt){mail_id, core_now(engine), outcome, into},
	    err);
}

/* into_id 0: there is nothing left to tell. */
static int
withdraw(struct change *change, struct mail *mail, int64_t into_id,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *from = mail->state;
	int status;

	mail->state = memory_strdup("cancelled");
	status = mail_store_update(engine->store, mail, from, err);
	if (status == OB_OK)
		status = reminder_store_drop_mail(engine->store, mail->id, err);
	if (status == OB_OK && into_id != 0)
		status = note_merged(engine, mail->id, into_id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "withdraw-mail", SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", from),
	    json_pack("{s:s, s:I}", "state", mail->state, "into",
		(json_int_t)into_id),
	    err);
}

int
notice_waiting_withdraw(struct change *change, struct notice_waiting *waiting,
    int64_t into_id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < waiting->taken; i++)
		status = withdraw(change, &waiting->mails[i], into_id, err);
	return status;
}

/* What somebody held back is held back in its new form, too. */
static int
hold_too(struct engine *engine, const struct mail *mail, int64_t into_id,
    struct error *err)
{
	cleanup_(mail_store_release) struct mail into = {0};
	cleanup_(memory_free_ptr) char *from = NULL;
	int status;

	if (strcmp(mail->state, "held") != 0 || into_id == 0)
		return OB_OK;
	status = mail_store_find(engine->store, into_id, &into, err);
	if (status != OB_OK)
		return status;
	from = TAKE_PTR(into.state);
	into.state = memory_strdup(mail->state);
	return mail_store_update(engine->store, &into, from, err);
}

/* With what there is still to do in the other journeys, if anything. */
static int
write_anew(struct change *change, struct dossier_shelf *shelf,
    struct mail *mail, struct error *err)
{
	cleanup_(notice_release) struct notice notice = {
	    .person_id = mail->person_id};
	bool is_taken = false;
	int64_t into_id = 0;
	int status = take_one(shelf, &notice, mail, &is_taken, err);

	if (status != OB_OK || !is_taken)
		return status;
	if (notice.count > 0)
		status = notice_queue(change, &notice, &into_id, err);
	if (status == OB_OK)
		status = hold_too(change->engine, mail, into_id, err);
	return status == OB_OK ? withdraw(change, mail, into_id, err) : status;
}

int
notice_waiting_leave(
    struct change *change, int64_t journey_id, struct error *err)
{
	cleanup_(dossier_shelf_release) struct dossier_shelf shelf = {
	    .engine = change->engine};
	struct mail *mails = NULL;
	size_t count = 0;
	int status = mail_store_list_shared(
	    change->engine->store, journey_id, &mails, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = write_anew(change, &shelf, &mails[i], err);
	mail_store_free(mails, count);
	return status;
}

/* Nobody was told of it yet; the notice after the pause has the new day. */
static int
forget_task(
    struct dossier *dossier, const struct reminder *reminder, struct error *err)
{
	struct activity *activity = task_of(dossier, reminder).activity;

	if (activity == NULL)
		return OB_OK;
	activity->noticed_id = 0;
	activity->told_day = DATE_NONE;
	activity->told_minute = -1;
	return activity_store_update(
	    dossier->engine->store, activity, activity->state, err);
}

static int
forget_mail(struct dossier *dossier, int64_t mail_id, struct error *err)
{
	struct reminder *reminders = NULL;
	size_t count = 0;
	int status = reminder_store_list_mail(
	    dossier->engine->store, mail_id, &reminders, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = forget_task(dossier, &reminders[i], err);
	reminder_store_free(reminders, count);
	return status;
}

/* Those that tell of nothing else. */
static int
forget_own(struct change *change, struct dossier *dossier, struct error *err)
{
	struct mail *mails = NULL;
	size_t count = 0;
	int status = mail_store_list_waiting(
	    change->engine->store, dossier->journey.id, &mails, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(mails[i].kind, mail_texts_kind_name(MAIL_NOTICE)) !=
		    0)
			continue;
		status = forget_mail(dossier, mails[i].id, err);
		if (status == OB_OK)
			status = withdraw(change, &mails[i], 0, err);
	}
	mail_store_free(mails, count);
	return status;
}

int
notice_waiting_forget(
    struct change *change, struct dossier *dossier, struct error *err)
{
	struct mail *mails = NULL;
	size_t count = 0;
	int status = forget_own(change, dossier, err);

	if (status == OB_OK)
		status = mail_store_list_shared(change->engine->store,
		    dossier->journey.id, &mails, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = forget_mail(dossier, mails[i].id, err);
	mail_store_free(mails, count);
	return status == OB_OK
		   ? notice_waiting_leave(change, dossier->journey.id, err)
		   : status;
}
