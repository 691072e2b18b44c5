/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/imports/handbook_removal.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/digests/handbook_round.h"
#include "engine/people/people.h"
#include "engine/programmes/handbook_care.h"
#include "engine/roles/contacts.h"
#include "model/handbook.h"
#include "store/acting_store.h"
#include "store/handbook_store.h"
#include "store/person_store.h"

/* The handbook with the entry and without it. */
struct removal {
	struct change *change;
	struct handbook *before;
	struct handbook after; /* its entries are those of before */
	const struct handbook_entry *entry;
	json_t *contacts;
};

static void
removal_release(struct removal *removal)
{
	handbook_free_ptr(&removal->before);
	memory_free_ptr(&removal->after.entries);
	json_decref(removal->contacts);
}

static const struct handbook_entry *
find(const struct handbook *handbook, const struct handbook_removal *wanted)
{
	const struct programme_scope *place = &wanted->place;

	return place->area[0] == '\0' && place->workplace[0] == '\0'
		   ? handbook_find(handbook, wanted->name)
		   : handbook_at(handbook, wanted->name, place);
}

static int
check(const struct handbook_entry *entry, const struct handbook_removal *wanted,
    struct error *err)
{
	const struct programme_scope *place = &wanted->place;
	cleanup_(memory_free_ptr) char *where = NULL;

	if (entry == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "the handbook has no entry '%.60s'%s%.100s%s%.100s",
		    wanted->name, place->area[0] == '\0' ? "" : " for area ",
		    place->area,
		    place->workplace[0] == '\0' ? "" : " for workplace ",
		    place->workplace);
	if (!entry->is_filed)
		return OB_OK;
	where = handbook_place(entry);
	return error_refuse(err, OB_ECONFLICT, "", "entry_filed",
	    "'%s' stands in the handbook's file for %s; take it out there, or "
	    "correct what it says",
	    entry->function,
	    where[0] == '\0' ? "the whole municipality" : where);
}

static int
open_removal(struct removal *removal, const struct handbook_removal *wanted,
    struct error *err)
{
	struct handbook *after = &removal->after;
	int status = handbook_store_load(
	    removal->change->engine->store, &removal->before, err);

	if (status != OB_OK)
		return status;
	removal->entry = find(removal->before, wanted);
	status = check(removal->entry, wanted, err);
	if (status != OB_OK)
		return status;
	after->entries =
	    memory_alloc(removal->before->count * sizeof(after->entries[0]));
	for (size_t i = 0; i < removal->before->count; i++) {
		if (&removal->before->entries[i] != removal->entry)
			after->entries[after->count++] =
			    removal->before->entries[i];
	}
	return OB_OK;
}

static int
pass_on(struct removal *removal, int64_t journey_id, int64_t holder_id,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(memory_free_ptr) char *area = NULL;
	cleanup_(memory_free_ptr) char *workplace = NULL;
	struct contacts_move move = {.holder_id = holder_id};
	int status =
	    dossier_load(removal->change->engine, journey_id, &dossier, err);

	if (status != OB_OK)
		return status;
	area = memory_strdup(dossier.journey.area);
	workplace = memory_strdup(dossier.journey.workplace);
	move.from = (struct contacts_place){removal->before, {area, workplace}};
	move.to = (struct contacts_place){&removal->after, {area, workplace}};
	return contacts_follow(
	    removal->change, &dossier, &move, removal->contacts, err);
}

/* Whoever was given the entry's role; one who never was is nobody's contact. */
static int
pass_on_all(struct removal *removal, const char *address, struct error *err)
{
	struct engine *engine = removal->change->engine;
	cleanup_(person_store_release) struct person holder = {0};
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	struct error why = ERROR_INIT;
	size_t count = 0;
	int status = people_find(engine, address, &holder, &why);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK)
		return error_set(err, status, "%s", why.text);
	status = acting_store_list_journeys(
	    engine->store, holder.id, &ids, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = pass_on(removal, ids[i], holder.id, err);
	return status;
}

/* A group keeps what it was given when the entry is its contact's again. */
static int
settle(struct removal *removal, struct error *err)
{
	const struct handbook_entry *entry = removal->entry;
	cleanup_(memory_free_ptr) char *group =
	    memory_printf("%s" ACTING_GROUP_DOMAIN, entry->name);
	int status = handbook_store_remove(
	    removal->change->engine->store, entry->name, err);

	if (status == OB_OK)
		status = handbook_round_end(removal->change, entry->name, err);
	if (status == OB_OK)
		status = pass_on_all(removal, group, err);
	if (status == OB_OK && entry->contact_email[0] != '\0')
		status = pass_on_all(removal, entry->contact_email, err);
	return status;
}

static int
audit(const struct removal *removal, struct error *err)
{
	return change_audit(removal->change, "remove-handbook",
	    SUBJECT("handbook_entry", 0), handbook_care_entry(removal->entry),
	    NULL, err);
}

static json_t *
view_of(const struct removal *removal, bool dry_run)
{
	const struct handbook_entry *entry = removal->entry;
	cleanup_(memory_free_ptr) char *title =
	    handbook_title(entry, removal->change->engine->settings->language);

	return json_pack("{s:s, s:s, s:s, s:s, s:O, s:b}", "function",
	    entry->function, "area", entry->area, "workplace", entry->workplace,
	    "title", title, "contacts", removal->contacts, "dry_run",
	    (int)dry_run);
}

int
handbook_removal_run(struct engine *engine, const char *actor,
    const struct handbook_removal *wanted, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(removal_release) struct removal removal = {
	    .change = &change, .contacts = json_array()};
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = open_removal(&removal, wanted, err);
	if (status == OB_OK)
		status = settle(&removal, err);
	if (status == OB_OK && !wanted->dry_run)
		status = audit(&removal, err);
	if (status == OB_OK && !wanted->dry_run)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = view_of(&removal, wanted->dry_run);
	return status;
}
