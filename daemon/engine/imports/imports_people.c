/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/imports_private.h"
#include "engine/people/people.h"
#include "engine/people/reporting.h"
#include "engine/roles/people_edit.h"
#include "message/address.h"
#include "store/person_store.h"

#define KEY_KIND "person"

/* NULL when the row says nothing else than what is stored. */
static const char *
wish(const struct imports_row *row, const char *field, const char *stored)
{
	const char *text = imports_row_option(row, field);

	return text == NULL || strcmp(text, stored) == 0 ? NULL : text;
}

/*
 * The given address is as good as unchanged when it is the work address:
 * systems replace the one by the other on the first day.
 */
static int
wish_address(const struct imports_row *row, const char *field,
    const struct person *person, const char **ret_wish, struct error *err)
{
	const char *text = imports_row_option(row, field);
	bool is_given = strcmp(field, "email") == 0;
	cleanup_(memory_free_ptr) char *bare = NULL;
	cleanup_(memory_free_ptr) char *wanted = NULL;
	cleanup_(memory_free_ptr) char *given = address_key(person->email);
	cleanup_(memory_free_ptr) char *work = address_key(person->work_email);
	int status = OB_OK;

	*ret_wish = NULL;
	if (text == NULL)
		return OB_OK;
	status = address_parse_bare(field, text, &bare, err);
	if (status != OB_OK)
		return status;
	wanted = address_key(bare);
	if (strcmp(wanted, is_given ? given : work) != 0 &&
	    !(is_given && strcmp(wanted, work) == 0))
		*ret_wish = text;
	return OB_OK;
}

static void
note_edit(struct imports_row *row, const struct person *person,
    const struct person_edit *edit)
{
	const struct {
		const char *field;
		const char *before;
		const char *after;
	} rows[] = {
	    {"name", person->name, edit->name},
	    {"email", person->email, edit->email},
	    {"work_email", person->work_email, edit->work_email},
	    {"phone", person->phone, edit->phone},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].after != NULL)
			imports_row_note(
			    row, rows[i].field, rows[i].before, rows[i].after);
	}
}

static int
edit_person(
    struct imports_row *row, const struct person *person, struct error *err)
{
	struct person_edit edit = {
	    .name = wish(row, "name", person->name),
	    .phone = wish(row, "phone", person->phone),
	};
	json_t *view = NULL;
	int status = wish_address(row, "email", person, &edit.email, err);

	if (status == OB_OK)
		status = wish_address(
		    row, "work_email", person, &edit.work_email, err);
	if (status != OB_OK ||
	    (edit.name == NULL && edit.email == NULL &&
		edit.work_email == NULL && edit.phone == NULL))
		return status;
	note_edit(row, person, &edit);
	status = people_edit(row->change->engine, row->change->actor,
	    person->email, &edit, &view, err);
	json_decref(view);
	return status;
}

int
imports_person_store(
    struct imports_row *row, const struct person *person, struct error *err)
{
	struct engine *engine = row->change->engine;
	cleanup_(person_store_release) struct person old = {0};
	int status = person_store_find(engine->store, person->id, &old, err);

	if (status == OB_OK)
		status = person_store_update(engine->store, person, err);
	if (status != OB_OK)
		return status;
	return change_audit(row->change, "import-person",
	    SUBJECT("person", person->id), people_view(&old),
	    people_view(person), err);
}

static void
set_text(char **text, const char *wanted)
{
	free(*text);
	*text = memory_strdup(wanted);
}

int
imports_person_update(
    struct imports_row *row, int64_t person_id, struct error *err)
{
	struct engine *engine = row->change->engine;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(person_store_release) struct person edited = {0};
	const char *language = NULL;
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_OK)
		status = edit_person(row, &person, err);
	if (status == OB_OK)
		status = imports_row_word(
		    row, "language", imports_row_languages, &language, err);
	if (status != OB_OK || language == NULL ||
	    strcmp(language, person.language) == 0)
		return status;
	status = person_store_find(engine->store, person_id, &edited, err);
	if (status != OB_OK)
		return status;
	imports_row_note(row, "language", person.language, language);
	set_text(&edited.language, language);
	return imports_person_store(row, &edited, err);
}

/* To whom the person reports; new persons need a name. */
static int
read_manager(struct imports_row *row, struct person *person,
    bool *ret_is_changed, struct error *err)
{
	struct engine *engine = row->change->engine;
	cleanup_(person_store_release) struct person manager = {0};
	cleanup_(person_store_release) struct person old = {0};
	const char *text = imports_row_option(row, "manager");
	int status;

	if (text == NULL)
		return OB_OK;
	status = people_ensure(row->change, "manager", text, &manager, err);
	if (status != OB_OK || manager.id == person->manager_id)
		return status;
	status = reporting_check(engine, person, &manager, err);
	if (status == OB_OK && person->manager_id > 0)
		status = person_store_find(
		    engine->store, person->manager_id, &old, err);
	if (status != OB_OK)
		return status;
	imports_row_note(
	    row, "manager", old.email == NULL ? "" : old.email, manager.email);
	person->manager_id = manager.id;
	*ret_is_changed = true;
	return OB_OK;
}

static int
read_zone(struct imports_row *row, struct person *person, bool *ret_is_changed,
    struct error *err)
{
	const char *name = wish(row, "zone", person->zone);
	struct zone *zone = NULL;
	int status;

	if (name == NULL)
		return OB_OK;
	status = zone_open(name, &zone, err);
	if (status != OB_OK)
		return error_name_field(err, "zone");
	zone_close(zone);
	imports_row_note(row, "zone", person->zone, name);
	set_text(&person->zone, name);
	*ret_is_changed = true;
	return OB_OK;
}

static int
update_rest(struct imports_row *row, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	bool is_changed = false;
	int status = person_store_find(
	    row->change->engine->store, row->id, &person, err);

	if (status == OB_OK)
		status = read_zone(row, &person, &is_changed, err);
	if (status == OB_OK)
		status = read_manager(row, &person, &is_changed, err);
	if (status == OB_OK && is_changed)
		status = imports_person_store(row, &person, err);
	return status;
}

static int
add(struct imports_row *row, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct person_request request = {
	    .name = imports_row_option(row, "name"),
	    .email = imports_row_option(row, "email"),
	    .work_email = imports_row_option(row, "work_email"),
	    .phone = imports_row_option(row, "phone"),
	};
	int status = imports_row_need(row, "name", err);

	if (status == OB_OK)
		status = imports_row_need(row, "email", err);
	if (status == OB_OK)
		status = imports_row_word(row, "language",
		    imports_row_languages, &request.language, err);
	if (status == OB_OK)
		status =
		    people_ensure_leader(row->change, &request, &person, err);
	if (status != OB_OK)
		return status;
	row->id = person.id;
	row->is_added = true;
	return OB_OK;
}

static int
find_by_address(struct imports_row *row, const char *field, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	const char *address = imports_row_option(row, field);
	int status;

	if (address == NULL)
		return OB_ENOTFOUND;
	status = people_find(row->change->engine, address, &person, err);
	if (status == OB_OK)
		row->id = person.id;
	return status == OB_OK || status == OB_ENOTFOUND
		   ? status
		   : error_name_field(err, field);
}

static int
find(struct imports_row *row, struct error *err)
{
	int status = imports_row_find_key(row, KEY_KIND, &row->id, err);

	if (status == OB_ENOTFOUND)
		status = find_by_address(row, "email", err);
	if (status == OB_ENOTFOUND)
		status = find_by_address(row, "work_email", err);
	return status;
}

int
imports_people_row(struct imports_row *row, struct error *err)
{
	int status = find(row, err);

	if (status == OB_ENOTFOUND)
		status = add(row, err);
	else if (status == OB_OK)
		status = imports_person_update(row, row->id, err);
	if (status == OB_OK)
		status = update_rest(row, err);
	if (status == OB_OK)
		status = imports_row_keep_key(row, KEY_KIND, err);
	return status;
}
