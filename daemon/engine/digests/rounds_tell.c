/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/digests/rounds_person.h"
#include "engine/dossier/told.h"
#include "engine/people/people.h"
#include "store/reminder_store.h"

#define ACTOR "clock"

/* What became of an activity's news in this round. */
enum fate {
	FATE_UNTOLD = 1 << 0,	/* somebody could not be told today */
	FATE_LATE_TOLD = 1 << 1 /* its late start was told */
};

/* A round on its way, with a set of fates for each of its activities. */
struct telling {
	struct rounds *rounds;
	unsigned char *fates;
};

static void
telling_release(struct telling *telling)
{
	free(telling->fates);
}

static void
note_fate(
    struct telling *telling, const struct rounds_mark *mark, enum fate fate)
{
	size_t index =
	    (size_t)(mark->entry->activity - telling->rounds->activities);

	telling->fates[index] |= (unsigned char)fate;
}

/* What was dropped stands in the mail only where an overview shows it. */
static bool
is_shown(const struct rounds_person *person, const struct rounds_mark *mark)
{
	return strcmp(mark->outcome, "dropped") != 0 ||
	       rounds_person_shows(person, mark->entry,
		   rounds_person_section(person, mark->entry));
}

/* mail_id is 0 when nothing goes: then there are only dropped ones. */
static int
store_mark(struct telling *telling, const struct rounds_person *person,
    const struct rounds_mark *mark, int64_t mail_id, struct error *err)
{
	struct engine *engine = telling->rounds->engine;
	const struct rounds_entry *entry = mark->entry;
	cleanup_(memory_free_ptr) char *rung = memory_strdup(mark->rung);
	cleanup_(memory_free_ptr) char *outcome = memory_strdup(mark->outcome);
	const struct reminder reminder = {
	    .activity_id = entry->activity->id,
	    .rung = rung,
	    .planned = entry->activity->planned,
	    .person_id = entry->owner_id,
	    .told_on = core_today(engine),
	    .outcome = outcome,
	    .mail_id = is_shown(person, mark) ? mail_id : 0,
	};

	if (mark->is_for_overview && reminder.mail_id == 0)
		return OB_OK;
	if (strcmp(mark->rung, ROUNDS_LATE_START) == 0)
		note_fate(telling, mark, FATE_LATE_TOLD);
	return reminder_store_set(engine->store, &reminder, err);
}

static int
store_marks(struct telling *telling, const struct rounds_person *person,
    int64_t mail_id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < person->mark_count; i++)
		status = store_mark(
		    telling, person, &person->marks[i], mail_id, err);
	return status;
}

/*
 * The day's digest says none of it: it has gone, before the clock was set
 * back, or the person's own day is another.
 */
static void
leave_untold(struct telling *telling, const struct rounds_person *person)
{
	for (size_t i = 0; i < person->mark_count; i++) {
		if (person->marks[i].is_news)
			note_fate(telling, &person->marks[i], FATE_UNTOLD);
	}
}

static int
tell(struct telling *telling, struct rounds_person *person, struct error *err)
{
	struct engine *engine = telling->rounds->engine;
	cleanup_(change_release) struct change change = CHANGE_INIT;
	bool is_going;
	bool is_new = true;
	int64_t mail_id = 0;
	int status;

	rounds_person_judge(person);
	if (people_is_weekly(person->person) && !telling->rounds->is_weekly) {
		leave_untold(telling, person);
		return OB_OK;
	}
	status =
	    network_news_find(engine, person->person, &person->networks, err);
	is_going = status == OB_OK && rounds_person_gets_digest(person);
	if (status != OB_OK || (!is_going && person->mark_count == 0))
		return status;
	status = change_begin(&change, engine, ACTOR, err);
	if (status == OB_OK && is_going)
		status = rounds_person_queue(
		    &change, person, &mail_id, &is_new, err);
	if (status == OB_OK && !is_new) {
		leave_untold(telling, person);
		return OB_OK;
	}
	if (status == OB_OK)
		status = store_marks(telling, person, mail_id, err);
	if (status == OB_OK)
		status = network_news_note(&change, &person->networks,
		    person->person->id, mail_id, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

/* The person's entries follow each other from there; *at goes behind them. */
static int
tell_next(struct telling *telling, size_t *at, struct error *err)
{
	struct rounds *rounds = telling->rounds;
	const struct rounds_entry *first = &rounds->entries[*at];
	cleanup_(rounds_person_release) struct rounds_person person = {
	    .rounds = rounds,
	    .person = rounds_find_person(rounds, first->person_id),
	    .entries = first,
	};

	for (; *at < rounds->entry_count &&
	       rounds->entries[*at].person_id == first->person_id;
	     (*at)++)
		person.count++;
	return tell(telling, &person, err);
}

/* Once all have heard of a change, it is what everybody knows. */
static bool
settle_change(struct activity *activity, unsigned fate)
{
	struct date day = activity->told_day;
	int minute = activity->told_minute;

	if (activity->noticed_id == 0 || (fate & FATE_UNTOLD) != 0)
		return false;
	told_set(activity);
	return activity->told_day.day != day.day ||
	       activity->told_minute != minute;
}

/* A late start, once all who act for its owner have heard of it. */
static bool
settle_late_start(struct activity *activity, unsigned fate)
{
	bool is_settled = !activity->late_told && fate == FATE_LATE_TOLD;

	activity->late_told = activity->late_told || is_settled;
	return is_settled;
}

static int
settle(struct telling *telling, struct error *err)
{
	struct rounds *rounds = telling->rounds;
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, rounds->engine, ACTOR, err);

	for (size_t i = 0; status == OB_OK && i < rounds->activity_count; i++) {
		struct activity *activity = &rounds->activities[i];
		bool is_late = settle_late_start(activity, telling->fates[i]);

		if (settle_change(activity, telling->fates[i]) || is_late)
			status = activity_store_update(rounds->engine->store,
			    activity, activity->state, err);
	}
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

static struct telling
begin(struct rounds *rounds)
{
	return (struct telling){
	    rounds, memory_alloc(rounds->activity_count + 1)};
}

int
rounds_send_digests(struct rounds *rounds, struct error *err)
{
	cleanup_(telling_release) struct telling telling = begin(rounds);
	size_t at = 0;
	int status = OB_OK;

	while (status == OB_OK && at < rounds->entry_count)
		status = tell_next(&telling, &at, err);
	return status == OB_OK ? settle(&telling, err) : status;
}

int
rounds_send_one(struct rounds *rounds, int64_t person_id, struct error *err)
{
	cleanup_(telling_release) struct telling telling = begin(rounds);
	size_t at = 0;

	while (at < rounds->entry_count &&
	       rounds->entries[at].person_id < person_id)
		at++;
	if (at == rounds->entry_count ||
	    rounds->entries[at].person_id != person_id)
		return OB_OK;
	return tell_next(&telling, &at, err);
}

const struct person *
rounds_find_person(const struct rounds *rounds, int64_t id)
{
	size_t low = 0;
	size_t high = rounds->people_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (rounds->people[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return &rounds->people[low];
}
