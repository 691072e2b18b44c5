/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds_person.h"

#include <inttypes.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/digests/rounds.h"
#include "engine/digests/rounds_changes.h"
#include "engine/digests/rungs.h"
#include "engine/dossier/naming.h"
#include "engine/letters/letters.h"
#include "engine/links/action_links.h"
#include "engine/links/page_links.h"
#include "engine/notices/changes.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/received_mail_store.h"
#include "text/dates_text.h"

static const char *const names[SECTION_COUNT] = {"changed", "due", "behind",
    "escalated", "waiting", "coming", "late_started"};
static const char *const has_names[SECTION_COUNT] = {"has_changed", "has_due",
    "has_behind", "has_escalated", "has_waiting", "has_coming",
    "has_late_started"};

struct digest_draft {
	const struct rounds_person *person;
	enum language language;
	json_t *lists[SECTION_COUNT];
	json_t *happenings;
	size_t left_out; /* changes beyond those that are named */
};

static void
draft_release(struct digest_draft *draft)
{
	for (int i = 0; i < SECTION_COUNT; i++)
		json_decref(draft->lists[i]);
	json_decref(draft->happenings);
}

static bool
is_overdue(const struct dossier *dossier, const struct activity *activity)
{
	return activity_is_overdue(dossier->calendar, dossier_state(activity),
	    activity->planned, activity->latest, core_today(dossier->engine));
}

/* Links to mark as done, or to answer, what is the reader's to do. */
static int
add_link(const struct digest_draft *draft, enum rounds_section section,
    const struct rounds_entry *entry, json_t *item, struct error *err)
{
	if (entry->hearing == HEARS_OWN && section != SECTION_CHANGED)
		return action_links_add_done(entry->dossier, entry->activity,
		    draft->person->person->id, item, err);
	action_links_add_none(item);
	return OB_OK;
}

/* Every list's items have the same names, so that HR may use each in each. */
static int
add_item(struct digest_draft *draft, enum rounds_section section,
    const struct rounds_entry *entry, struct error *err)
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
	json_t *more = json_pack("{s:s, s:s, s:s, s:b, s:b, s:b}", "when", when,
	    "leader_first_name", leader, "responsible_first_name", responsible,
	    "is_own", (int)naming_is_own(dossier, entry->owner_id),
	    "is_overdue", (int)is_overdue(dossier, activity), "is_waited",
	    (int)(entry->hearing == HEARS_OWN && section == SECTION_DUE &&
		  !date_is_none(rungs_waited_since(dossier, activity))));

	(void)json_object_update(item, more);
	json_decref(more);
	(void)json_array_append_new(draft->lists[section], item);
	return add_link(draft, section, entry, item, err);
}

static int
fill_changed(struct digest_draft *draft, struct error *err)
{
	size_t count = 0;
	cleanup_(memory_free_ptr) const struct rounds_entry **changed =
	    rounds_changes_list(draft->person, &count);
	int status = OB_OK;

	for (size_t i = 0;
	     status == OB_OK && i < count && i < ROUNDS_CHANGES_MAX; i++)
		status = add_item(draft, SECTION_CHANGED, changed[i], err);
	if (count > ROUNDS_CHANGES_MAX)
		draft->left_out = count - ROUNDS_CHANGES_MAX;
	return status;
}

static int
fill(struct digest_draft *draft, struct error *err)
{
	const struct rounds_person *person = draft->person;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < person->count; i++) {
		const struct rounds_entry *entry = &person->entries[i];
		enum rounds_section section =
		    rounds_person_section(person, entry);

		/* Two of those above may be one person. */
		if (section == SECTION_ESCALATED && i > 0 &&
		    person->entries[i - 1].activity == entry->activity)
			continue;
		if (rounds_person_shows(person, entry, section))
			status = add_item(draft, section, entry, err);
	}
	return status;
}

static json_t *
view_of(const struct digest_draft *draft)
{
	const struct rounds *rounds = draft->person->rounds;
	char today[DATES_TEXT_SIZE];
	json_t *view = json_pack("{s:s, s:b, s:O, s:b, s:i, s:b}", "today",
	    dates_text_long(draft->language, core_today(rounds->engine), today),
	    "late_note", (int)rounds->is_late, "happenings", draft->happenings,
	    "has_happenings", (int)(json_array_size(draft->happenings) > 0),
	    "left_out", (int)draft->left_out, "has_left_out",
	    (int)(draft->left_out > 0));

	for (int i = 0; i < SECTION_COUNT; i++) {
		(void)json_object_set(view, names[i], draft->lists[i]);
		(void)json_object_set_new(view, has_names[i],
		    json_boolean(json_array_size(draft->lists[i]) > 0));
	}
	(void)json_object_set(view, "meetings", draft->person->networks.lines);
	(void)json_object_set_new(view, "has_meetings",
	    json_boolean(draft->person->networks.count > 0));
	return view;
}

/* For whom else the person hears something; NULL for nobody. */
static const struct person *
owner_of(const struct rounds_person *person)
{
	for (size_t i = 0; i < person->count; i++) {
		if (person->entries[i].owner_id != person->person->id)
			return rounds_find_person(
			    person->rounds, person->entries[i].owner_id);
	}
	return NULL;
}

/* Answers that nobody but HR can decide. */
static int
add_received(
    const struct rounds_person *person, json_t *view, struct error *err)
{
	const struct dossier *dossier = person->entries[0].dossier;
	int64_t count = 0;
	int status = OB_OK;

	if (dossier_role(dossier, ROLE_COORDINATOR)->id == person->person->id)
		status = received_mail_store_count_review(
		    dossier->engine->store, &count, err);
	(void)json_object_set_new(
	    view, "has_received", json_boolean(count > 0));
	(void)json_object_set_new(
	    view, "is_one_received", json_boolean(count == 1));
	(void)json_object_set_new(
	    view, "received_count", json_integer((json_int_t)count));
	return status;
}

int
rounds_person_queue(struct change *change, const struct rounds_person *person,
    int64_t *ret_mail_id, bool *ret_is_new, struct error *err)
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
	draft.happenings = json_array();
	status = rounds_changes_happenings(person, draft.happenings, err);
	if (status == OB_OK)
		status = fill_changed(&draft, err);
	if (status == OB_OK)
		status = fill(&draft, err);
	if (status != OB_OK)
		return status;
	request.view = view_of(&draft);
	status = add_received(person, request.view, err);
	if (status != OB_OK) {
		json_decref(request.view);
		return status;
	}
	status = letters_queue(change, &request, ret_is_new, err);
	if (status == OB_OK)
		status = letters_find(engine, key, ret_mail_id, err);
	return status;
}
