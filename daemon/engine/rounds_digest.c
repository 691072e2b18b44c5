/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/changes.h"
#include "engine/core.h"
#include "engine/letters.h"
#include "engine/naming.h"
#include "engine/page_links.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "engine/rounds.h"
#include "engine/rounds_person.h"
#include "engine/told.h"
#include "model/role.h"
#include "store/reminder_store.h"
#include "text/dates_text.h"

#define ACTOR "clock"

static const char *const names[SECTION_COUNT] = {"changed", "due", "behind",
    "escalated", "waiting", "coming", "late_started"};
static const char *const has_names[SECTION_COUNT] = {"has_changed", "has_due",
    "has_behind", "has_escalated", "has_waiting", "has_coming",
    "has_late_started"};

struct digest_draft {
	const struct rounds_person *person;
	enum language language;
	json_t *lists[SECTION_COUNT];
};

static void
draft_release(struct digest_draft *draft)
{
	for (int i = 0; i < SECTION_COUNT; i++)
		json_decref(draft->lists[i]);
}

static bool
is_overdue(const struct dossier *dossier, const struct activity *activity)
{
	return activity_is_overdue(dossier->calendar, dossier_state(activity),
	    activity->planned, activity->latest, core_today(dossier->engine));
}

/* Every list's items have the same names, so that HR may use each in each. */
static void
add_item(struct digest_draft *draft, enum rounds_section section,
    const struct rounds_entry *entry)
{
	const struct dossier *dossier = entry->dossier;
	const struct activity *activity = entry->activity;
	cleanup_(memory_free_ptr) char *leader = naming_short(dossier);
	cleanup_(memory_free_ptr) char *responsible = people_first_name(
	    dossier_person(dossier, activity->responsible_id));
	const struct person *reader = draft->person->person;
	cleanup_(memory_free_ptr) char *when = phrases_when_in(
	    draft->language, core_zone(dossier->engine, reader), activity);
	json_t *item = changes_view(dossier, activity, reader);
	json_t *more = json_pack("{s:s, s:s, s:s, s:b, s:b}", "when", when,
	    "leader_first_name", leader, "responsible_first_name", responsible,
	    "is_own", (int)naming_is_own(dossier, entry->owner_id),
	    "is_overdue", (int)is_overdue(dossier, activity));

	(void)json_object_update(item, more);
	json_decref(more);
	(void)json_array_append_new(draft->lists[section], item);
}

/* On a quiet day only what is of the day, and what changed. */
static bool
is_shown(const struct digest_draft *draft, enum rounds_section section,
    const struct activity *activity)
{
	return section != SECTION_NONE &&
	       (!draft->person->rounds->is_quiet || section == SECTION_DUE ||
		   rounds_person_tells(draft->person, activity));
}

static void
fill(struct digest_draft *draft)
{
	const struct rounds_person *person = draft->person;

	for (size_t i = 0; i < person->count; i++) {
		const struct rounds_entry *entry = &person->entries[i];
		enum rounds_section section =
		    rounds_person_section(person, entry);

		if (rounds_person_sees_change(entry))
			add_item(draft, SECTION_CHANGED, entry);
		/* Two of those above may be one person. */
		if (section == SECTION_ESCALATED && i > 0 &&
		    person->entries[i - 1].activity == entry->activity)
			continue;
		if (is_shown(draft, section, entry->activity))
			add_item(draft, section, entry);
	}
}

static json_t *
view_of(const struct digest_draft *draft)
{
	const struct rounds *rounds = draft->person->rounds;
	char today[DATES_TEXT_SIZE];
	json_t *view = json_pack("{s:s, s:b}", "today",
	    dates_text_long(draft->language, core_today(rounds->engine), today),
	    "late_note", (int)rounds->is_late);

	for (int i = 0; i < SECTION_COUNT; i++) {
		(void)json_object_set(view, names[i], draft->lists[i]);
		(void)json_object_set_new(view, has_names[i],
		    json_boolean(json_array_size(draft->lists[i]) > 0));
	}
	return view;
}

/* mail_id is 0 when nothing goes: then there are only dropped ones. */
static int
store_mark(struct rounds_mark *mark, int64_t mail_id, struct error *err)
{
	struct engine *engine = mark->dossier->engine;
	cleanup_(memory_free_ptr) char *outcome = memory_strdup(mark->outcome);
	const struct reminder reminder = {
	    .activity_id = mark->activity->id,
	    .rung = mark->rung,
	    .planned = mark->activity->planned,
	    .person_id = mark->owner_id,
	    .told_on = core_today(engine),
	    .outcome = outcome,
	    .mail_id = mail_id,
	};
	bool is_late_start =
	    (mark->activity->flags & (int)FLAG_LATE_START) != 0;
	int status = reminder_store_set(engine->store, &reminder, err);

	if (status != OB_OK || !is_late_start || mark->activity->late_told)
		return status;
	mark->activity->late_told = true;
	return activity_store_update(
	    engine->store, mark->activity, mark->activity->state, err);
}

static int
store_marks(struct rounds_person *person, int64_t mail_id, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < person->mark_count; i++)
		status = store_mark(&person->marks[i], mail_id, err);
	return status;
}

static const struct person *
find_person(const struct rounds *rounds, int64_t id)
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

/* For whom else the person hears something; NULL for nobody. */
static const struct person *
owner_of(const struct rounds_person *person)
{
	for (size_t i = 0; i < person->count; i++) {
		if (person->entries[i].owner_id != person->person->id)
			return find_person(
			    person->rounds, person->entries[i].owner_id);
	}
	return NULL;
}

static int
queue(struct change *change, struct rounds_person *person, int64_t *ret_mail_id,
    bool *ret_is_new, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(draft_release) struct digest_draft draft = {
	    .person = person,
	    .language = core_language(engine, person->person->language),
	};
	char day[DATE_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("digest:%" PRId64 ":%s", person->person->id,
		date_format(core_today(engine), day));
	struct letter_request request = {
	    .kind = MAIL_DIGEST,
	    .dedup_key = key,
	    .dossier = person->entries[0].dossier,
	    .to = person->person,
	    .owner = owner_of(person),
	};
	int status =
	    page_links_ensure_one(request.dossier, request.to->id, err);

	if (status != OB_OK)
		return status;
	for (int i = 0; i < SECTION_COUNT; i++)
		draft.lists[i] = json_array();
	fill(&draft);
	request.view = view_of(&draft);
	status = letters_queue(change, &request, ret_is_new, err);
	if (status == OB_OK)
		status = letters_find(engine, key, ret_mail_id, err);
	return status;
}

static int
tell(struct rounds_person *person, struct error *err)
{
	struct engine *engine = person->rounds->engine;
	cleanup_(change_release) struct change change = CHANGE_INIT;
	bool is_going;
	bool is_new = true;
	int64_t mail_id = 0;
	int status;

	rounds_person_judge(person);
	is_going = rounds_person_gets_digest(person);
	if (!is_going && person->mark_count == 0)
		return OB_OK;
	status = change_begin(&change, engine, ACTOR, err);
	if (status == OB_OK && is_going)
		status = queue(&change, person, &mail_id, &is_new, err);
	/* A clock set back: the day's digest has gone and says none of it. */
	if (status == OB_OK && !is_new)
		return OB_OK;
	if (status == OB_OK)
		status = store_marks(person, mail_id, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

/* When all have heard of them, changes are what everybody knows. */
static int
settle_changes(struct rounds *rounds, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, rounds->engine, ACTOR, err);

	for (size_t i = 0; status == OB_OK && i < rounds->activity_count; i++) {
		struct activity *activity = &rounds->activities[i];
		struct date day = activity->told_day;
		int minute = activity->told_minute;

		if (activity->noticed_id == 0)
			continue;
		told_set(activity);
		if (activity->told_day.day != day.day ||
		    activity->told_minute != minute)
			status = activity_store_update(rounds->engine->store,
			    activity, activity->state, err);
	}
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

int
rounds_send_digests(struct rounds *rounds, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < rounds->entry_count;) {
		const struct rounds_entry *first = &rounds->entries[i];
		cleanup_(rounds_person_release) struct rounds_person person = {
		    .rounds = rounds,
		    .person = find_person(rounds, first->person_id),
		    .entries = first,
		};

		while (i < rounds->entry_count &&
		       rounds->entries[i].person_id == first->person_id) {
			person.count++;
			i++;
		}
		status = tell(&person, err);
	}
	return status == OB_OK ? settle_changes(rounds, err) : status;
}
