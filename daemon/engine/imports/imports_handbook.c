/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/imports_private.h"
#include "engine/people/groups.h"
#include "engine/programmes/handbook_care.h"
#include "message/address.h"
#include "model/handbook.h"
#include "store/handbook_store.h"

#define HELP_CHARS 10000

static const struct imports_word functions[] = {
    {"it", "it"},
    {"jura", "legal"},
    {"hr", "hr"},
    {"rekruttering", "recruitment"},
    {"løn", "payroll"},
    {"ledelsesinformation", "management_information"},
    {"indkøb", "procurement"},
    {"økonomi", "finance"},
    {"bygninger", "facilities"},
    {"bygningsservice", "facilities"},
    {"legal", "legal"},
    {"recruitment", "recruitment"},
    {"payroll", "payroll"},
    {"management_information", "management_information"},
    {"procurement", "procurement"},
    {"finance", "finance"},
    {"facilities", "facilities"},
    {"trivsel", "wellbeing"},
    {"trivselskonsulent", "wellbeing"},
    {"sygefravær", "absence"},
    {"sygefraværsrådgiver", "absence"},
    {"supervision", "supervision"},
    {"supervisor", "supervision"},
    {"wellbeing", "wellbeing"},
    {"absence", "absence"},
    {NULL, NULL},
};

/* Takes the text. */
static void
set_text(struct imports_row *row, const char *field, char **text, char *wanted)
{
	imports_row_note(row, field, *text == NULL ? "" : *text, wanted);
	free(*text);
	*text = wanted;
}

static int
update_line(
    struct imports_row *row, const char *field, char **text, struct error *err)
{
	const char *wanted = imports_row_option(row, field);
	int status = imports_row_check_line(row, field, err);

	if (status == OB_OK && wanted != NULL)
		set_text(row, field, text, memory_strdup(wanted));
	return status;
}

static int
update_help(
    struct imports_row *row, const char *field, char **text, struct error *err)
{
	const char *wanted = imports_row_option(row, field);
	struct strbuf clean = STRBUF_INIT;
	int status;

	if (wanted == NULL)
		return OB_OK;
	for (const char *at = wanted; *at != '\0'; at++) {
		if (at[0] != '\r')
			strbuf_add_char(&clean, *at);
		else if (at[1] != '\n')
			strbuf_add_char(&clean, '\n');
	}
	status = utf8_check_text(field, clean.buf, HELP_CHARS, err);
	if (status == OB_OK)
		set_text(row, field, text, strbuf_detach(&clean));
	strbuf_release(&clean);
	return status;
}

static int
update_mail(struct imports_row *row, char **text, struct error *err)
{
	const char *wanted = imports_row_option(row, "mail");
	char *bare = NULL;
	int status;

	if (wanted == NULL)
		return OB_OK;
	status = address_parse_bare("mail", wanted, &bare, err);
	if (status == OB_OK)
		set_text(row, "mail", text, bare);
	return status;
}

static int
update_person(struct imports_row *row, const char *field, char **name,
    char **email, struct error *err)
{
	cleanup_(address_release) struct address address = ADDRESS_INIT;
	cleanup_(memory_free_ptr) char *email_field =
	    memory_printf("%s_email", field);
	cleanup_(memory_free_ptr) char *text = NULL;
	int status = imports_row_person(row, field, &text, err);

	if (status != OB_OK || text == NULL)
		return status;
	status = address_parse_field(field, text, &address, err);
	if (status != OB_OK)
		return status;
	if (address.name[0] == '\0')
		return error_set_field(err, OB_EINVALID, field,
		    "'%s' needs a name beside it", address.address);
	set_text(row, field, name, TAKE_PTR(address.name));
	set_text(row, email_field, email, TAKE_PTR(address.address));
	return OB_OK;
}

static int
update_texts(
    struct imports_row *row, struct handbook_entry *entry, struct error *err)
{
	int status =
	    update_line(row, "title", &entry->title.in[LANGUAGE_DA], err);

	if (status == OB_OK)
		status = update_line(
		    row, "title_en", &entry->title.in[LANGUAGE_EN], err);
	if (status == OB_OK)
		status = update_help(
		    row, "helps_with", &entry->helps_with.in[LANGUAGE_DA], err);
	if (status == OB_OK)
		status = update_help(row, "helps_with_en",
		    &entry->helps_with.in[LANGUAGE_EN], err);
	return status;
}

static int
update_entry(
    struct imports_row *row, struct handbook_entry *entry, struct error *err)
{
	int status = update_texts(row, entry, err);

	if (status == OB_OK)
		status = update_person(row, "contact", &entry->contact_name,
		    &entry->contact_email, err);
	if (status == OB_OK)
		status = update_person(row, "deputy", &entry->deputy_name,
		    &entry->deputy_email, err);
	if (status == OB_OK)
		status = update_line(row, "phone", &entry->phone, err);
	if (status == OB_OK)
		status = update_mail(row, &entry->mail, err);
	return status;
}

static void
fill_text(char **text, const char *otherwise)
{
	if (*text == NULL)
		*text = memory_strdup(otherwise);
}

/* Which entry a row is about: of what, and for which place. */
struct key {
	const char *function;
	struct programme_scope place;
};

static int
read_key(struct imports_row *row, struct key *key, struct error *err)
{
	int status = imports_row_need(row, "function", err);

	if (status == OB_OK)
		status = imports_row_word(
		    row, "function", functions, &key->function, err);
	if (status == OB_OK)
		status = imports_row_check_line(row, "area", err);
	if (status == OB_OK)
		status = imports_row_check_line(row, "workplace", err);
	if (status != OB_OK)
		return status;
	key->place = (struct programme_scope){
	    imports_row_text(row, "area"), imports_row_text(row, "workplace")};
	return OB_OK;
}

static int
check_new(const struct imports_row *row, const struct handbook *handbook,
    struct error *err)
{
	int status = imports_row_need(row, "title", err);

	if (status == OB_OK)
		status = imports_row_need(row, "helps_with", err);
	if (status == OB_OK && handbook->count >= HANDBOOK_MAX_ENTRIES)
		status = error_set(err, OB_ELIMIT,
		    "the handbook has %d entries, and not room for more",
		    HANDBOOK_MAX_ENTRIES);
	return status;
}

/* An entry that the handbook lacks: English falls back to the Danish. */
static int
add_entry(struct imports_row *row, struct handbook *handbook,
    const struct key *key, struct error *err)
{
	struct handbook_entry *entry;
	char name[HANDBOOK_NAME_SIZE];
	int status = check_new(row, handbook, err);

	if (status != OB_OK)
		return status;
	handbook->entries = memory_resize(handbook->entries,
	    handbook->count + 1, sizeof(handbook->entries[0]));
	entry = &handbook->entries[handbook->count++];
	*entry =
	    (struct handbook_entry){.function = memory_strdup(key->function),
		.name = memory_strdup(
		    handbook_name(key->function, &key->place, name)),
		.area = memory_strdup(key->place.area),
		.workplace = memory_strdup(key->place.workplace)};
	status = update_entry(row, entry, err);
	if (status != OB_OK)
		return status;
	fill_text(&entry->title.in[LANGUAGE_EN], entry->title.in[LANGUAGE_DA]);
	fill_text(&entry->helps_with.in[LANGUAGE_EN],
	    entry->helps_with.in[LANGUAGE_DA]);
	fill_text(&entry->contact_name, "");
	fill_text(&entry->contact_email, "");
	fill_text(&entry->deputy_name, "");
	fill_text(&entry->deputy_email, "");
	fill_text(&entry->phone, "");
	fill_text(&entry->mail, "");
	row->is_added = true;
	return OB_OK;
}

static struct handbook_entry *
find_entry(struct handbook *handbook, const struct key *key)
{
	const struct handbook_entry *found =
	    handbook_at(handbook, key->function, &key->place);

	return found == NULL ? NULL
			     : &handbook->entries[found - handbook->entries];
}

static int
store_entry(
    struct imports_row *row, struct handbook_entry *entry, struct error *err)
{
	struct store *store = row->change->engine->store;
	const struct handbook alone = {entry, 1};
	int status = row->is_added ? handbook_store_add(store, entry, err)
				   : handbook_store_put(store, entry, err);

	if (status == OB_OK)
		status = groups_sync(row->change, &alone, err);
	if (status == OB_OK)
		status = handbook_care_unconfirm(row->change, entry->name, err);
	if (status != OB_OK)
		return status;
	return change_audit(row->change, "import-handbook",
	    SUBJECT("handbook_entry", 0), NULL,
	    json_pack("{s:s, s:s, s:s, s:O}", "function", entry->function,
		"area", entry->area, "workplace", entry->workplace, "changes",
		row->changes),
	    err);
}

int
imports_handbook_row(struct imports_row *row, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	struct handbook_entry *entry;
	struct key key;
	int status = read_key(row, &key, err);

	if (status == OB_OK)
		status = handbook_store_load(
		    row->change->engine->store, &handbook, err);
	if (status != OB_OK)
		return status;
	entry = find_entry(handbook, &key);
	status = entry == NULL ? add_entry(row, handbook, &key, err)
			       : update_entry(row, entry, err);
	if (status != OB_OK || json_array_size(row->changes) == 0)
		return status;
	entry = find_entry(handbook, &key);
	assert(entry != NULL);
	return store_entry(row, entry, err);
}
