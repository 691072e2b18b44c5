/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/handbook_care.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/groups.h"
#include "engine/programmes/programme_digest.h"
#include "store/handbook_ask_store.h"
#include "store/handbook_store.h"

json_t *
handbook_care_entry(const struct handbook_entry *entry)
{
	json_t *view =
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
		"function", entry->function, "contact_name",
		entry->contact_name, "contact_email", entry->contact_email,
		"deputy_name", entry->deputy_name, "deputy_email",
		entry->deputy_email, "phone", entry->phone, "mail", entry->mail,
		"helps_da", entry->helps_with.in[LANGUAGE_DA], "helps_en",
		entry->helps_with.in[LANGUAGE_EN]);

	if (entry->area[0] != '\0')
		(void)json_object_set_new(
		    view, "area", json_string(entry->area));
	if (entry->workplace[0] != '\0')
		(void)json_object_set_new(
		    view, "workplace", json_string(entry->workplace));
	return view;
}

/* An entry as a verb finds it, and who said last that it is right. */
struct found {
	struct handbook *handbook;
	struct handbook_confirmations known;
	struct handbook_entry *entry;		  /* of the handbook */
	const struct handbook_confirmation *last; /* of the known, or NULL */
	char digest[DIGEST_HEX_SIZE];		  /* of the entry */
};

static void
found_release(struct found *found)
{
	handbook_free_ptr(&found->handbook);
	handbook_store_release(&found->known);
}

/* The entry as it is now, if it is the one that was shown. */
static int
find_shown(
    struct found *found, const struct handbook_care *care, struct error *err)
{
	for (size_t i = 0; i < found->handbook->count; i++) {
		struct handbook_entry *entry = &found->handbook->entries[i];

		if (strcmp(entry->name, care->name) != 0)
			continue;
		programme_digest_entry(entry, found->digest);
		if (care->shown == NULL ||
		    strcmp(care->shown, found->digest) != 0)
			return error_refuse(err, OB_ECONFLICT, "",
			    "entry_meanwhile",
			    "the entry of '%s' was changed meanwhile",
			    entry->name);
		found->entry = entry;
		return OB_OK;
	}
	return error_set(
	    err, OB_ENOTFOUND, "the handbook has no entry '%.60s'", care->name);
}

static int
find(struct engine *engine, const struct handbook_care *care,
    struct found *found, struct error *err)
{
	int status = handbook_store_load(engine->store, &found->handbook, err);

	if (status == OB_OK)
		status = handbook_store_confirmations(
		    engine->store, &found->known, err);
	if (status == OB_OK)
		status = find_shown(found, care, err);
	if (status == OB_OK)
		found->last =
		    handbook_store_find_confirmation(&found->known, care->name);
	return status;
}

static int
store_confirmation(struct change *change, const struct handbook_care *care,
    const char *base, struct error *err)
{
	const struct handbook_confirmation row = {
	    .name = (char *)(uintptr_t)care->name,
	    .confirmed_at = core_now(change->engine),
	    .person_id = care->person_id,
	    .base = (char *)(uintptr_t)base,
	};

	int status = handbook_store_confirm(change->engine->store, &row, err);

	return status == OB_OK ? handbook_ask_store_forget(
				     change->engine->store, care->name, err)
			       : status;
}

int
handbook_care_confirm(
    struct engine *engine, const struct handbook_care *care, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(found_release) struct found found = {.handbook = NULL};
	int status = change_begin(&change, engine, care->actor, err);

	if (status == OB_OK)
		status = find(engine, care, &found, err);
	if (status != OB_OK)
		return status;
	status = store_confirmation(
	    &change, care, found.last == NULL ? "" : found.last->base, err);
	if (status == OB_OK)
		status = change_audit(&change, "confirm-handbook",
		    SUBJECT("handbook_entry", 0), NULL,
		    json_pack("{s:s, s:s}", "entry", care->name, "content",
			found.digest),
		    err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

/* base: what the file said, or what the first correction found. */
static int
store_correction(struct change *change, const struct handbook_care *care,
    const struct handbook *handbook, const struct handbook_entry *entry,
    const char *base, struct error *err)
{
	struct store *store = change->engine->store;
	int status = handbook_store_put(store, entry, err);

	if (status == OB_OK)
		status = groups_sync(change, handbook, err);
	if (status == OB_OK)
		status = store_confirmation(change, care, base, err);
	return status;
}

int
handbook_care_correct(struct engine *engine, const struct handbook_care *care,
    const struct handbook_correction *correction, json_t **ret_view,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(found_release) struct found found = {.handbook = NULL};
	const char *base = found.digest;
	json_auto_t *before = NULL;
	json_auto_t *after = NULL;
	int status = change_begin(&change, engine, care->actor, err);

	if (status == OB_OK)
		status = find(engine, care, &found, err);
	if (status != OB_OK)
		return status;
	assert(found.entry != NULL);
	before = handbook_care_entry(found.entry);
	if (found.last != NULL && found.last->base[0] != '\0')
		base = found.last->base;
	status =
	    handbook_correction_apply(engine, correction, found.entry, err);
	if (status == OB_OK)
		status = store_correction(
		    &change, care, found.handbook, found.entry, base, err);
	if (status != OB_OK)
		return status;
	after = handbook_care_entry(found.entry);
	if (!care->dry_run)
		status = change_audit(&change, "correct-handbook",
		    SUBJECT("handbook_entry", 0), json_incref(before),
		    json_incref(after), err);
	if (status == OB_OK && !care->dry_run)
		status = change_commit(&change, err);
	if (status == OB_OK && ret_view != NULL)
		*ret_view =
		    json_pack("{s:O, s:O}", "before", before, "after", after);
	return status;
}

int
handbook_care_unconfirm(
    struct change *change, const char *name, struct error *err)
{
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	const struct handbook_confirmation *found;
	struct handbook_confirmation row;
	struct store *store = change->engine->store;
	int status = handbook_store_confirmations(store, &known, err);

	/* Who is new there was not asked yet. */
	if (status == OB_OK)
		status = handbook_ask_store_forget(store, name, err);
	if (status != OB_OK)
		return status;
	found = handbook_store_find_confirmation(&known, name);
	if (found == NULL || found->base[0] == '\0')
		return handbook_store_forget(store, name, err);
	row = *found;
	row.confirmed_at = 0;
	return handbook_store_confirm(store, &row, err);
}

int
handbook_care_day(struct engine *engine, const char *name, struct date *ret_day,
    struct error *err)
{
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	const struct handbook_confirmation *found;
	int status = handbook_store_confirmations(engine->store, &known, err);

	if (status != OB_OK)
		return status;
	found = handbook_store_find_confirmation(&known, name);
	*ret_day = found == NULL || found->confirmed_at == 0
		       ? DATE_NONE
		       : zone_to_local(engine->zone, found->confirmed_at).date;
	return OB_OK;
}

bool
handbook_care_is_stale(const struct engine *engine, struct date confirmed)
{
	return date_is_none(confirmed) ||
	       date_before(date_add_months(confirmed, HANDBOOK_CARE_MONTHS),
		   core_today(engine));
}
