/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/invitations/invitations.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/invitations/invitations_address.h"
#include "engine/invitations/invitations_letter.h"
#include "engine/invitations/invitations_past.h"
#include "engine/invitations/invitations_wanted.h"
#include "store/invitation_store.h"
#include "store/mail_store.h"

#define ACTOR "clock"

/* One journey's invitations on the way to what is wanted. */
struct run {
	struct dossier *dossier;
	struct invitations_wanted wanted;
	struct change change; /* begun with the first difference */
};

static void
run_release(struct run *run)
{
	change_release(&run->change);
	invitations_wanted_release(&run->wanted);
}

static int
begin(struct run *run, struct error *err)
{
	if (run->change.is_open)
		return OB_OK;
	return change_begin(&run->change, run->dossier->engine, ACTOR, err);
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static struct invitations_time
time_of(const struct activity *activity)
{
	return (struct invitations_time){
	    activity->planned, activity->start_minute, activity->end_minute};
}

static struct invitations_time
told_time(const struct invitation *row)
{
	return (struct invitations_time){
	    row->told_day, row->told_start, row->told_end};
}

static bool
is_same_time(const struct invitations_time *a, const struct invitations_time *b)
{
	return a->day.day == b->day.day && a->start == b->start &&
	       a->end == b->end;
}

static bool
is_withdrawn(const struct invitation *row)
{
	return strcmp(row->method, "cancel") == 0;
}

static struct invitation *
find_row(const struct dossier *dossier, int64_t activity_id, int64_t person_id)
{
	for (size_t i = 0; i < dossier->invitation_count; i++) {
		struct invitation *row = &dossier->invitations[i];

		if (row->activity_id == activity_id &&
		    row->person_id == person_id)
			return row;
	}
	return NULL;
}

static const struct invitations_wanted_item *
find_wanted(const struct run *run, const struct invitation *row)
{
	for (size_t i = 0; i < run->wanted.count; i++) {
		const struct invitations_wanted_item *item =
		    &run->wanted.items[i];

		if (item->activity->id == row->activity_id &&
		    item->person_id == row->person_id)
			return item;
	}
	return NULL;
}

static int
audit(struct run *run, const char *verb, const struct invitation *row,
    struct error *err)
{
	char day[DATE_TEXT_SIZE];

	return change_audit(&run->change, verb, SUBJECT("invitation", row->id),
	    NULL,
	    json_pack("{s:I, s:I, s:i, s:s}", "activity",
		(json_int_t)row->activity_id, "person",
		(json_int_t)row->person_id, "sequence", row->sequence, "day",
		date_format(row->told_day, day)),
	    err);
}

/* What was answered counted for another time. */
static void
forget_answer(struct invitation *row)
{
	set_text(&row->partstat, "needs-action");
	set_text(&row->answer_by, "");
	set_text(&row->comment, "");
	row->answered_at = INSTANT_NONE;
	row->answer_stamp = INSTANT_NONE;
	row->answer_verified = false;
}

static void
note_told(struct invitation *row, const struct invitations_letter *letter)
{
	set_text(&row->method, letter->is_cancelled ? "cancel" : "request");
	row->sequence = letter->sequence;
	row->told_day = letter->time.day;
	row->told_start = letter->time.start;
	row->told_end = letter->time.end;
	row->told_at = core_now(letter->dossier->engine);
}

/* Replaces what waits for the person by the letter, and keeps what it tells. */
static int
send(struct run *run, const struct invitations_letter *letter,
    const struct invitations_past *past, struct invitation *row,
    struct error *err)
{
	struct store *store = run->dossier->engine->store;
	char *address = NULL;
	int status = begin(run, err);

	if (status == OB_OK)
		status = invitations_past_supersede(
		    &run->change, past, row->activity_id, row->person_id, err);
	if (status == OB_OK)
		status = invitations_letter_queue(&run->change, letter,
		    past->count, &row->mail_id, &address, err);
	/* What is called off goes: it would never be released in time. */
	if (status == OB_OK && past->is_held && !letter->is_cancelled)
		status = invitations_past_hold(&run->change, row->mail_id, err);
	if (status != OB_OK) {
		free(address);
		return status;
	}
	free(row->address);
	row->address = address;
	note_told(row, letter);
	status = row->id == 0 ? invitation_store_add(store, row, &row->id, err)
			      : invitation_store_update(store, row, err);
	return status == OB_OK
		   ? audit(run, letter->is_cancelled ? "uninvite" : "invite",
			 row, err)
		   : status;
}

/* The number in mails and in feeds is one, and above what was told. */
static int
raise_sequence(
    struct run *run, struct activity *activity, int told, struct error *err)
{
	struct engine *engine = run->dossier->engine;
	int status;

	if (activity->sequence > told)
		return OB_OK;
	status = begin(run, err);
	if (status != OB_OK)
		return status;
	activity->sequence = told + 1;
	activity->changed_at = core_now(engine);
	return activity_store_update(
	    engine->store, activity, activity->state, err);
}

static bool
may_invite(const struct run *run, const struct activity *activity)
{
	return strcmp(run->dossier->journey.state, "active") == 0 &&
	       invitations_wanted_is_near(run->dossier, activity);
}

static int
invite_first(struct run *run, const struct invitations_wanted_item *item,
    struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {
	    .activity_id = item->activity->id,
	    .person_id = item->person_id,
	    .method = memory_strdup("request"),
	};
	const struct invitations_past past = {.count = 0};
	const struct invitations_letter letter = {
	    .dossier = run->dossier,
	    .activity = item->activity,
	    .person_id = item->person_id,
	    .owner_id = item->owner_id,
	    .sequence = item->activity->sequence,
	    .time = time_of(item->activity),
	};

	if (!may_invite(run, item->activity))
		return OB_OK;
	return send(run, &letter, &past, &row, err);
}

/* Takes back what nobody has heard of: as if there had been no invitation. */
static int
take_back(struct run *run, const struct invitations_past *past,
    struct invitation *row, struct error *err)
{
	int status = begin(run, err);

	if (status == OB_OK)
		status = invitations_past_supersede(
		    &run->change, past, row->activity_id, row->person_id, err);
	if (status != OB_OK)
		return status;
	set_text(&row->method, "cancel");
	row->mail_id = 0;
	status = invitation_store_update(run->dossier->engine->store, row, err);
	return status == OB_OK ? audit(run, "uninvite", row, err) : status;
}

static int
leave_address(struct run *run, struct invitation *row, struct error *err)
{
	int status = begin(run, err);

	return status == OB_OK
		   ? invitations_address_leave(run->dossier->engine, row, err)
		   : status;
}

/* The time that was answered holds, and the person's calendar has it. */
static bool
is_answer_good(const struct run *run, const struct invitations_past *past,
    const struct invitation *row, const struct invitations_time *now)
{
	const struct invitations_time told = told_time(row);

	return is_same_time(&told, now) &&
	       (past->is_known || !is_withdrawn(row)) &&
	       !invitations_address_is_given_up(run->dossier, row);
}

/* An update to who knows of the meeting, else an invitation to it. */
static int
invite_anew(struct run *run, const struct invitations_wanted_item *item,
    const struct invitations_past *past, bool is_elsewhere,
    struct invitation *row, struct error *err)
{
	bool is_to_rise = past->is_known || is_withdrawn(row);
	struct invitations_time told = told_time(row);
	struct invitations_letter letter = {
	    .dossier = run->dossier,
	    .activity = item->activity,
	    .person_id = item->person_id,
	    .owner_id = item->owner_id,
	    .time = time_of(item->activity),
	    .before = told,
	};
	cleanup_(memory_free_ptr) char *address =
	    past->is_known && !is_elsewhere ? memory_strdup(row->address)
					    : NULL;
	int status = OB_OK;

	if (is_to_rise && row->mail_id != 0)
		status =
		    raise_sequence(run, item->activity, row->sequence, err);
	if (status == OB_OK &&
	    invitations_address_is_given_up(run->dossier, row))
		status = leave_address(run, row, err);
	if (status != OB_OK)
		return status;
	letter.sequence = item->activity->sequence;
	letter.address = address;
	letter.is_moved = past->is_known && !is_same_time(&told, &letter.time);
	letter.has_before = letter.is_moved && !past->is_waiting;
	if (is_answer_good(run, past, row, &letter.time))
		row->answer_sequence = letter.sequence;
	else
		forget_answer(row);
	letter.partstat = row->partstat;
	return send(run, &letter, past, row, err);
}

static bool
is_known_so(const struct invitation *row, const struct activity *activity)
{
	const struct invitations_time told = told_time(row);
	const struct invitations_time now = time_of(activity);

	return !is_withdrawn(row) && is_same_time(&told, &now);
}

/* What waits to go while the journey rests: it goes again afterwards. */
static bool
is_at_rest(const struct run *run)
{
	return strcmp(run->dossier->journey.state, "paused") == 0;
}

/* The person has a row already. */
static int
invite_again(struct run *run, const struct invitations_wanted_item *item,
    struct invitation *row, struct error *err)
{
	struct invitations_past past = {.count = 0};
	bool is_so = is_known_so(row, item->activity);
	bool is_elsewhere = false;
	int status = invitations_address_has_other(
	    run->dossier, row, &is_elsewhere, err);

	if (status != OB_OK || (is_so && !is_at_rest(run) && !is_elsewhere) ||
	    (is_withdrawn(row) && !may_invite(run, item->activity)))
		return status;
	status = invitations_past_read(
	    run->dossier->engine, row->activity_id, row->person_id, &past, err);
	if (status != OB_OK)
		return status;
	if (!past.is_known && !may_invite(run, item->activity))
		return take_back(run, &past, row, err);
	if (is_so && !is_elsewhere)
		return OB_OK;
	return invite_anew(run, item, &past, is_elsewhere, row, err);
}

/* One from days that are over is not among those that the dossier knows. */
static int
invite(struct run *run, const struct invitations_wanted_item *item,
    struct error *err)
{
	cleanup_(invitation_store_release) struct invitation old = {0};
	struct invitation *row =
	    find_row(run->dossier, item->activity->id, item->person_id);
	int status;

	if (row != NULL)
		return invite_again(run, item, row, err);
	status = invitation_store_find_person(run->dossier->engine->store,
	    item->activity->id, item->person_id, &old, err);
	if (status == OB_ENOTFOUND)
		return invite_first(run, item, err);
	return status == OB_OK ? invite_again(run, item, &old, err) : status;
}

static bool
is_over(const struct run *run, const struct invitation *row)
{
	const struct engine *engine = run->dossier->engine;
	const struct invitations_time told = told_time(row);

	return invitations_letter_end(engine, &told) <= core_now(engine);
}

/* Held on its day: it stands rightly in everybody's calendar. */
static bool
was_held(const struct run *run, const struct activity *activity,
    const struct invitation *row)
{
	return dossier_state(activity) == ACTIVITY_DONE &&
	       !date_before(core_today(run->dossier->engine), row->told_day);
}

static bool
has_begun(const struct run *run, const struct activity *activity,
    const struct invitation *row)
{
	const struct engine *engine = run->dossier->engine;
	const struct invitations_time told = told_time(row);

	return activity_is_open(dossier_state(activity)) &&
	       activity->start_at <= core_now(engine) &&
	       invitations_letter_start(engine, &told) == activity->start_at;
}

static enum invitations_end
why_ended(const struct dossier *dossier, const struct activity *activity,
    bool is_in_feed)
{
	switch (dossier_state(activity)) {
	case ACTIVITY_DONE:
		return INVITATIONS_HELD;
	case ACTIVITY_SKIPPED:
	case ACTIVITY_CANCELLED:
		return INVITATIONS_OFF;
	case ACTIVITY_PLANNED:
	case ACTIVITY_HELD:
		break;
	}
	if (!invitations_wanted_has_time(dossier, activity))
		return INVITATIONS_WITHOUT_TIME;
	return is_in_feed ? INVITATIONS_IN_FEED : INVITATIONS_REMOVED;
}

static int
cancel(struct run *run, struct activity *activity,
    const struct invitations_past *past, bool is_in_feed,
    struct invitation *row, struct error *err)
{
	cleanup_(memory_free_ptr) char *address = memory_strdup(row->address);
	struct invitations_letter letter = {
	    .dossier = run->dossier,
	    .activity = activity,
	    .person_id = row->person_id,
	    .owner_id = row->person_id,
	    .is_cancelled = true,
	    .end = why_ended(run->dossier, activity, is_in_feed),
	    .time = told_time(row),
	    .address = address,
	};
	int status = dossier_know(run->dossier, row->person_id, err);

	if (status == OB_OK)
		status = raise_sequence(run, activity, row->sequence, err);
	letter.sequence = activity->sequence;
	return status == OB_OK ? send(run, &letter, past, row, err) : status;
}

static int
withdraw(
    struct run *run, bool is_in_feed, struct invitation *row, struct error *err)
{
	struct activity *activity =
	    dossier_activity_by_id(run->dossier, row->activity_id);
	struct invitations_past past = {.count = 0};
	int status;

	if (is_over(run, row) || was_held(run, activity, row) ||
	    has_begun(run, activity, row))
		return OB_OK;
	status = invitations_past_read(
	    run->dossier->engine, row->activity_id, row->person_id, &past, err);
	if (status != OB_OK)
		return status;
	if (!past.is_known)
		return take_back(run, &past, row, err);
	return cancel(run, activity, &past, is_in_feed, row, err);
}

static int
withdraw_all(struct run *run, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0;
	     status == OB_OK && i < run->dossier->invitation_count; i++) {
		struct invitation *row = &run->dossier->invitations[i];
		const struct invitations_wanted_item *item;

		if (is_withdrawn(row))
			continue;
		item = find_wanted(run, row);
		if (item == NULL || !item->is_invited)
			status = withdraw(run, item != NULL, row, err);
	}
	return status;
}

static int
invite_all(struct run *run, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < run->wanted.count; i++) {
		if (run->wanted.items[i].is_invited)
			status = invite(run, &run->wanted.items[i], err);
	}
	return status;
}

int
invitations_run(struct dossier *dossier, struct error *err)
{
	cleanup_(run_release) struct run run = {.dossier = dossier};
	int status = dossier_know_invitations(dossier, err);

	if (status == OB_OK)
		status = invitations_wanted_find(dossier, &run.wanted, err);
	if (status == OB_OK)
		status = withdraw_all(&run, err);
	if (status == OB_OK)
		status = invite_all(&run, err);
	if (status == OB_OK && run.change.is_open)
		status = change_commit(&run.change, err);
	return status;
}
