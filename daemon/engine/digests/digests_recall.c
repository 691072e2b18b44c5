/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/digests_recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/digests/reminders.h"
#include "engine/digests/rounds.h"
#include "engine/digests/rounds_note.h"
#include "engine/roles/hearers.h"
#include "store/mail_store.h"
#include "store/reminder_store.h"

#define KEY "digest:" /* and the person for whom it was written */

/* The digests that wait, and who may have heard of the journey. */
struct recall {
	struct change *change;
	const struct dossier *dossier;
	const struct acting *acting;
	int64_t *people;
	size_t people_count;
	struct mail *mails;
	size_t mail_count;
};

static void
recall_release(struct recall *recall)
{
	free(recall->people);
	mail_store_free(recall->mails, recall->mail_count);
}

static int64_t
person_of(const struct mail *mail)
{
	return strtoll(mail->dedup_key + strlen(KEY), NULL, 10);
}

static bool
is_ambiguous(const struct mail *mail)
{
	return strcmp(mail->state, "ambiguous") == 0;
}

/* It was not to leave today; the next morning's digest tells the rest. */
static bool
is_held(const struct mail *mail)
{
	return strcmp(mail->state, "held") == 0;
}

static bool
is_hearer(const struct recall *recall, int64_t person_id)
{
	for (size_t i = 0; i < recall->people_count; i++) {
		if (recall->people[i] == person_id)
			return true;
	}
	return false;
}

static void
add_hearer(void *arg, int64_t owner_id, enum hearing hearing)
{
	struct recall *recall = arg;
	size_t count = 0;
	cleanup_(memory_free_ptr) int64_t *ids =
	    acting_receivers(recall->acting, owner_id, &count);

	(void)hearing;
	for (size_t i = 0; i < count; i++) {
		if (is_hearer(recall, ids[i]))
			continue;
		recall->people = memory_resize(recall->people,
		    recall->people_count + 1, sizeof(*recall->people));
		recall->people[recall->people_count++] = ids[i];
	}
}

static void
find_hearers(struct recall *recall)
{
	const struct dossier *dossier = recall->dossier;

	/* One from before the last day may wait still. */
	add_hearer(recall, dossier->journey.leader_id, HEARS_OWN);
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		hearers_each(dossier, activity, add_hearer, recall);
		hearers_each_above(dossier, activity, add_hearer, recall);
	}
}

/* Somebody may have had a part in it that has gone to another since. */
static int
has_reminder(const struct recall *recall, const struct mail *mail,
    bool *ret_has, struct error *err)
{
	struct reminder *reminders = NULL;
	size_t count = 0;
	int status = reminder_store_list_mail(
	    recall->change->engine->store, mail->id, &reminders, &count, err);

	*ret_has = false;
	for (size_t i = 0; i < count; i++)
		*ret_has = *ret_has || dossier_activity_by_id(recall->dossier,
					   reminders[i].activity_id) != NULL;
	reminder_store_free(reminders, count);
	return status;
}

/* Keeps the mails that speak of the journey. */
static int
choose(struct recall *recall, struct error *err)
{
	size_t kept = 0;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < recall->mail_count; i++) {
		struct mail mail = recall->mails[i];
		bool speaks = is_hearer(recall, person_of(&mail));

		if (!speaks)
			status = has_reminder(recall, &mail, &speaks, err);
		recall->mails[i] = recall->mails[kept];
		recall->mails[kept] = mail;
		kept += speaks ? 1 : 0;
	}
	for (size_t i = kept; i < recall->mail_count; i++)
		mail_store_release(&recall->mails[i]);
	recall->mail_count = kept;
	return status;
}

static int
take_back(struct change *change, const struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	char outcome[] = DIGESTS_RECALL_OUTCOME;
	char reply[] = "";
	const struct mail_attempt attempt = {
	    mail->id, core_now(engine), outcome, reply};
	int status = mail_store_take_back(engine->store, mail->id, err);

	if (status == OB_OK)
		status = mail_store_add_attempt(engine->store, &attempt, err);
	if (status == OB_OK && !is_ambiguous(mail))
		status = reminders_reopen(engine, mail->id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "recall-mail", SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", mail->state),
	    json_pack("{s:s}", "state", "cancelled"), err);
}

static int
take_back_all(const struct recall *recall, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < recall->mail_count; i++) {
		if (!is_ambiguous(&recall->mails[i]))
			status =
			    take_back(recall->change, &recall->mails[i], err);
	}
	return status;
}

static bool
hears(const struct rounds *rounds, int64_t person_id)
{
	for (size_t i = 0; i < rounds->entry_count; i++) {
		if (rounds->entries[i].person_id == person_id)
			return true;
	}
	return false;
}

/* After the window the next morning's digest tells it. */
static bool
may_write(const struct engine *engine, const struct rounds_note *note)
{
	return note->day.day == core_today(engine).day &&
	       core_minute(engine) < engine->settings->mail.window_end;
}

static int
write_anew(const struct recall *recall, int *count, struct error *err)
{
	struct engine *engine = recall->change->engine;
	cleanup_(rounds_release) struct rounds rounds = {0};
	struct rounds_note note = {.day = DATE_NONE};
	int status = rounds_note_read(engine, &note, err);

	if (status == OB_OK)
		status = rounds_load(engine, note.is_late,
		    rounds_note_is_weekly(engine, &note), &rounds, err);
	for (size_t i = 0; status == OB_OK && i < recall->mail_count; i++) {
		const struct mail *mail = &recall->mails[i];
		bool is_kept =
		    is_ambiguous(mail) && hears(&rounds, person_of(mail));

		*count += is_kept ? 0 : 1;
		if (is_ambiguous(mail) && !is_kept)
			status = take_back(recall->change, mail, err);
		else if (!is_kept && !is_held(mail) && may_write(engine, &note))
			status = rounds_send_one(&rounds, person_of(mail), err);
	}
	return status;
}

int
digests_recall(struct change *change, const struct dossier *dossier, int *count,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(recall_release) struct recall recall = {
	    .change = change, .dossier = dossier};
	int status = mail_store_list_digests(engine->store, core_now(engine),
	    &recall.mails, &recall.mail_count, err);

	if (status != OB_OK || recall.mail_count == 0)
		return status;
	status = acting_today(engine, &recall.acting, err);
	if (status != OB_OK)
		return status;
	find_hearers(&recall);
	status = choose(&recall, err);
	if (status == OB_OK)
		status = take_back_all(&recall, err);
	if (status == OB_OK && recall.mail_count > 0)
		status = write_anew(&recall, count, err);
	return status;
}
