/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/handbook_care.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/groups.h"
#include "engine/people/people.h"
#include "engine/programmes/programme_digest.h"
#include "engine/programmes/programmes.h"
#include "message/address.h"
#include "store/handbook_store.h"

#define HELP_CHARS 10000 /* as in a file */

json_t *
handbook_care_entry(const struct handbook_entry *entry)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
	    "function", entry->function, "contact_name", entry->contact_name,
	    "contact_email", entry->contact_email, "deputy_name",
	    entry->deputy_name, "deputy_email", entry->deputy_email, "phone",
	    entry->phone, "mail", entry->mail, "helps_da",
	    entry->helps_with.in[LANGUAGE_DA], "helps_en",
	    entry->helps_with.in[LANGUAGE_EN]);
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

		if (strcmp(entry->function, care->function) != 0)
			continue;
		programme_digest_entry(entry, found->digest);
		if (care->shown == NULL ||
		    strcmp(care->shown, found->digest) != 0)
			return error_refuse(err, OB_ECONFLICT, "",
			    "entry_meanwhile",
			    "the entry of '%s' was changed meanwhile",
			    entry->function);
		found->entry = entry;
		return OB_OK;
	}
	return error_set(err, OB_ENOTFOUND,
	    "the handbook has no function '%.40s'", care->function);
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
		found->last = handbook_store_find_confirmation(
		    &found->known, care->function);
	return status;
}

static int
store_confirmation(struct change *change, const struct handbook_care *care,
    const char *base, struct error *err)
{
	const struct handbook_confirmation row = {
	    .function = (char *)(uintptr_t)care->function,
	    .confirmed_at = core_now(change->engine),
	    .person_id = care->person_id,
	    .base = (char *)(uintptr_t)base,
	};

	return handbook_store_confirm(change->engine->store, &row, err);
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
		    json_pack("{s:s, s:s}", "function", care->function,
			"content", found.digest),
		    err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static const char *
given(const char *text)
{
	return text == NULL ? "" : text;
}

static void
replace(char **text, char *wanted)
{
	free(*text);
	*text = wanted;
}

static int
set_line(const char *field, const char *text, size_t max_chars, char **target,
    struct error *err)
{
	int status = OB_OK;

	if (given(text)[0] != '\0')
		status = utf8_check_line(field, text, max_chars, err);
	if (status == OB_OK)
		replace(target, memory_strdup(given(text)));
	return status;
}

/* A form's line ends are not ours. */
static int
set_help(const char *field, const char *text, char **target, struct error *err)
{
	struct strbuf clean = STRBUF_INIT;
	int status;

	for (const char *at = given(text); *at != '\0'; at++) {
		if (at[0] != '\r')
			strbuf_add_char(&clean, at[0]);
		else if (at[1] != '\n')
			strbuf_add_char(&clean, '\n');
	}
	status = utf8_check_text(field, clean.buf, HELP_CHARS, err);
	if (status == OB_OK)
		replace(target, strbuf_detach(&clean));
	strbuf_release(&clean);
	return status;
}

static bool
is_domain_of(const char *address, const char *domain)
{
	return address[0] != '\0' &&
	       strcasecmp(address_domain(address), domain) == 0;
}

/* The entry is still as it was before the correction. */
static bool
is_known_domain(const struct engine *engine, const struct handbook_entry *entry,
    const char *address)
{
	const char *domain = address_domain(address);

	return is_domain_of(engine->from_address, domain) ||
	       is_domain_of(entry->contact_email, domain) ||
	       is_domain_of(entry->deputy_email, domain) ||
	       is_domain_of(entry->mail, domain);
}

static int
read_address(const struct engine *engine, const struct handbook_entry *entry,
    const char *field, const char *text, char **ret_address, struct error *err)
{
	char *bare = NULL;
	int status;

	if (given(text)[0] == '\0') {
		*ret_address = memory_strdup("");
		return OB_OK;
	}
	status = address_parse_bare(field, text, &bare, err);
	if (status != OB_OK)
		return status;
	if (!is_known_domain(engine, entry, bare)) {
		free(bare);
		return error_refuse(err, OB_EINVALID, field, "entry_domain",
		    "'%.80s' is no address of the municipality", text);
	}
	*ret_address = bare;
	return OB_OK;
}

/* Read together, before any of them is in the entry. */
struct addresses {
	char *contact;
	char *deputy;
	char *mail;
};

static void
addresses_release(struct addresses *addresses)
{
	free(addresses->contact);
	free(addresses->deputy);
	free(addresses->mail);
}

static int
read_addresses(const struct engine *engine, const struct handbook_entry *entry,
    const struct handbook_correction *wanted, struct addresses *addresses,
    struct error *err)
{
	int status = read_address(engine, entry, "contact_email",
	    wanted->contact_email, &addresses->contact, err);

	if (status == OB_OK)
		status = read_address(engine, entry, "deputy_email",
		    wanted->deputy_email, &addresses->deputy, err);
	if (status == OB_OK)
		status = read_address(
		    engine, entry, "mail", wanted->mail, &addresses->mail, err);
	if (status == OB_OK && given(addresses->contact)[0] == '\0')
		return error_refuse(err, OB_EINVALID, "contact_email",
		    "entry_contact", "somebody must be there to ask");
	return status;
}

static int
set_person(const char *field, const char *name, char **address,
    char **target_name, char **target_address, struct error *err)
{
	int status;

	if ((given(name)[0] == '\0') != (given(*address)[0] == '\0'))
		return error_refuse(err, OB_EINVALID, field, "entry_person",
		    "a person has a name and an address");
	status = set_line(field, name, PEOPLE_NAME_MAX, target_name, err);
	if (status == OB_OK)
		replace(target_address, TAKE_PTR(*address));
	return status;
}

static int
correct_entry(const struct engine *engine, struct handbook_entry *entry,
    const struct handbook_correction *wanted, struct error *err)
{
	cleanup_(addresses_release) struct addresses addresses = {
	    .contact = NULL};
	int status = read_addresses(engine, entry, wanted, &addresses, err);

	if (status == OB_OK)
		status = set_person("contact_name", wanted->contact_name,
		    &addresses.contact, &entry->contact_name,
		    &entry->contact_email, err);
	if (status == OB_OK)
		status = set_person("deputy_name", wanted->deputy_name,
		    &addresses.deputy, &entry->deputy_name,
		    &entry->deputy_email, err);
	if (status == OB_OK)
		status = set_line("phone", wanted->phone, PEOPLE_PHONE_MAX,
		    &entry->phone, err);
	if (status == OB_OK)
		status = set_help("helps_da", wanted->helps_da,
		    &entry->helps_with.in[LANGUAGE_DA], err);
	if (status == OB_OK)
		status = set_help("helps_en", wanted->helps_en,
		    &entry->helps_with.in[LANGUAGE_EN], err);
	if (status == OB_OK)
		replace(&entry->mail, TAKE_PTR(addresses.mail));
	return status;
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
	status = correct_entry(engine, found.entry, correction, err);
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
    struct change *change, const char *function, struct error *err)
{
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	const struct handbook_confirmation *found;
	struct handbook_confirmation row;
	struct store *store = change->engine->store;
	int status = handbook_store_confirmations(store, &known, err);

	if (status != OB_OK)
		return status;
	found = handbook_store_find_confirmation(&known, function);
	if (found == NULL || found->base[0] == '\0')
		return handbook_store_forget(store, function, err);
	row = *found;
	row.confirmed_at = 0;
	return handbook_store_confirm(store, &row, err);
}

int
handbook_care_day(struct engine *engine, const char *function,
    struct date *ret_day, struct error *err)
{
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	const struct handbook_confirmation *found;
	int status = handbook_store_confirmations(engine->store, &known, err);

	if (status != OB_OK)
		return status;
	found = handbook_store_find_confirmation(&known, function);
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

static void
note_overwritten(struct programmes_handbook *outcome, const char *function)
{
	size_t len = strlen(outcome->overwritten);

	(void)snprintf(outcome->overwritten + len,
	    sizeof(outcome->overwritten) - len, "%s%s", len == 0 ? "" : ",",
	    function);
}

/* The file says something new: what the function had said is in the audit. */
static int
give_up(struct change *change, const struct handbook_entry *corrected,
    struct programmes_handbook *outcome, struct error *err)
{
	int status = handbook_store_forget(
	    change->engine->store, corrected->function, err);

	if (status != OB_OK)
		return status;
	note_overwritten(outcome, corrected->function);
	return change_audit(change, "overwrite-correction",
	    SUBJECT("handbook_entry", 0), handbook_care_entry(corrected), NULL,
	    err);
}

/* An entry that is not there is like none that is. */
static void
digest_of(const struct handbook_entry *entry, char digest[DIGEST_HEX_SIZE])
{
	digest[0] = '-';
	digest[1] = '\0';
	if (entry != NULL)
		programme_digest_entry(entry, digest);
}

/* The file says what was said on the page, so nothing is beside it any more. */
static int
agree(struct change *change, const struct handbook_confirmation *confirmation,
    struct error *err)
{
	struct handbook_confirmation agreed = *confirmation;
	char none[] = "";

	if (confirmation->confirmed_at == 0)
		return handbook_store_forget(
		    change->engine->store, confirmation->function, err);
	agreed.base = none;
	return handbook_store_confirm(change->engine->store, &agreed, err);
}

static int
keep_one(struct change *change, const struct handbook *stored,
    const struct handbook *file,
    const struct handbook_confirmation *confirmation,
    struct programmes_handbook *outcome, struct error *err)
{
	const struct handbook_entry *corrected =
	    handbook_find(stored, confirmation->function);
	char said[DIGEST_HEX_SIZE];
	char written[DIGEST_HEX_SIZE];

	if (corrected == NULL)
		return OB_OK;
	digest_of(corrected, said);
	digest_of(handbook_find(file, confirmation->function), written);
	if (strcmp(said, written) == 0)
		return agree(change, confirmation, err);
	if (confirmation->base[0] == '\0') /* of what is there no more */
		return handbook_store_forget(
		    change->engine->store, confirmation->function, err);
	if (strcmp(written, confirmation->base) != 0)
		return give_up(change, corrected, outcome, err);
	outcome->kept++;
	return handbook_store_put(change->engine->store, corrected, err);
}

int
handbook_care_keep(struct change *change, const struct handbook *stored,
    const struct handbook *file, struct programmes_handbook *outcome,
    struct error *err)
{
	cleanup_(handbook_store_release) struct handbook_confirmations known = {
	    .count = 0};
	cleanup_(handbook_free_ptr) struct handbook *merged = NULL;
	int status =
	    handbook_store_confirmations(change->engine->store, &known, err);

	for (size_t i = 0; status == OB_OK && i < known.count; i++)
		status = keep_one(
		    change, stored, file, &known.rows[i], outcome, err);
	if (status == OB_OK)
		status =
		    handbook_store_load(change->engine->store, &merged, err);
	if (status == OB_OK)
		status = groups_sync(change, merged, err);
	return status;
}
