/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/people/groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "message/address.h"
#include "store/acting_store.h"
#include "store/handbook_store.h"
#include "store/person_store.h"

#define MEMBERS_MAX 50

/* Every group's members. */
struct members {
	struct acting_row *rows;
	size_t count;
};

static void
members_release(struct members *members)
{
	free(members->rows);
}

static int
read_members(
    struct engine *engine, struct members *ret_members, struct error *err)
{
	return acting_store_list_members(
	    engine->store, &ret_members->rows, &ret_members->count, err);
}

static bool
is_same(const struct members *a, const struct members *b)
{
	bool is_same = a->count == b->count;

	for (size_t i = 0; is_same && i < a->count; i++)
		is_same = a->rows[i].owner_id == b->rows[i].owner_id &&
			  a->rows[i].actor_id == b->rows[i].actor_id;
	return is_same;
}

bool
groups_owns(const struct handbook_entry *entry)
{
	return entry->members != NULL && entry->members[0] != '\0';
}

/*
 * A group is found by its entry's name, never by its mailbox, which may be
 * somebody's own address or another function's as well.
 */
static char *
key_of(const struct handbook_entry *entry)
{
	return memory_printf("%s" ACTING_GROUP_DOMAIN, entry->name);
}

/* Who comes to the group's meetings changes with it. */
static int
replace_members(struct engine *engine, int64_t group_id, const int64_t *ids,
    size_t count, struct error *err)
{
	cleanup_(members_release) struct members before = {.rows = NULL};
	cleanup_(members_release) struct members after = {.rows = NULL};
	int status = read_members(engine, &before, err);

	if (status == OB_OK)
		status = acting_store_set_members(
		    engine->store, group_id, ids, count, err);
	if (status == OB_OK)
		status = read_members(engine, &after, err);
	if (status != OB_OK || is_same(&before, &after))
		return status;
	return people_touch_meetings(engine, group_id, err);
}

static int
set_members(struct change *change, int64_t group_id, const char *members,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *lines = memory_strdup(members);
	int64_t ids[MEMBERS_MAX];
	size_t count = 0;
	char *rest = lines;
	char *line;
	int status = OB_OK;

	while (status == OB_OK && (line = strsep(&rest, "\n")) != NULL) {
		cleanup_(person_store_release) struct person person = {0};

		if (line[0] == '\0')
			continue;
		if (count == MEMBERS_MAX)
			return error_set_field(err, OB_ELIMIT, "members",
			    "more than %d own one function", MEMBERS_MAX);
		status = people_ensure(change, "members", line, &person, err);
		if (status == OB_OK && person.is_group)
			status = error_set_field(err, OB_EINVALID, "members",
			    "'%s' is a group itself; name its members",
			    person.name);
		ids[count++] = person.id;
	}
	if (status != OB_OK)
		return status;
	acting_forget(change->engine);
	return replace_members(change->engine, group_id, ids, count, err);
}

static int
add(struct change *change, const struct handbook_entry *entry, const char *name,
    struct person *ret_person, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *key = key_of(entry);
	cleanup_(person_store_release) struct person person = {
	    .name = memory_strdup(name),
	    .language =
		memory_strdup(language_code(engine->settings->language)),
	    .phone = memory_strdup(""),
	    .zone = memory_strdup(""),
	    .created_at = core_now(engine),
	    .away_from = DATE_NONE,
	    .away_until = DATE_NONE,
	    .is_group = true,
	};
	int status = person_store_add(engine->store, &person, &person.id, err);

	if (status == OB_OK)
		status =
		    person_store_set_address(engine->store, person.id, "main",
			entry->mail[0] == '\0' ? key : entry->mail, key, err);
	if (status == OB_OK)
		status = person_store_find(
		    engine->store, person.id, ret_person, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "add-group", SUBJECT("person", person.id),
	    NULL, people_view(ret_person), err);
}

static int
store_name(
    struct store *store, int64_t group_id, const char *name, struct error *err)
{
	cleanup_(person_store_release) struct person group = {0};
	int status = person_store_find(store, group_id, &group, err);

	if (status != OB_OK)
		return status;
	free(group.name);
	group.name = memory_strdup(name);
	return person_store_update(store, &group, err);
}

/* The group has the name and the mailbox that the handbook says now. */
static int
refresh(struct change *change, const struct handbook_entry *entry,
    const char *name, const struct person *group, struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(memory_free_ptr) char *key = key_of(entry);
	cleanup_(person_store_release) struct person after = {0};
	const char *mailbox = entry->mail[0] == '\0' ? key : entry->mail;
	int status;

	if (strcmp(group->name, name) == 0 &&
	    strcmp(group->email, mailbox) == 0)
		return OB_OK;
	status = store_name(store, group->id, name, err);
	if (status == OB_OK)
		status = person_store_set_address(
		    store, group->id, "main", mailbox, key, err);
	if (status == OB_OK)
		status = person_store_find(store, group->id, &after, err);
	if (status == OB_OK)
		status = people_touch_meetings(change->engine, group->id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "edit-group", SUBJECT("person", group->id),
	    people_view(group), people_view(&after), err);
}

static int
find_group(struct engine *engine, const struct handbook_entry *entry,
    struct person *ret_group, struct error *err)
{
	cleanup_(memory_free_ptr) char *key = key_of(entry);

	return person_store_find_by_key(engine->store, key, ret_group, err);
}

int
groups_ensure(struct change *change, const struct handbook_entry *entry,
    int64_t *ret_id, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *name =
	    handbook_title(entry, engine->settings->language);
	cleanup_(person_store_release) struct person group = {0};
	int status = find_group(engine, entry, &group, err);

	if (status == OB_ENOTFOUND)
		status = add(change, entry, name, &group, err);
	else if (status == OB_OK)
		status = refresh(change, entry, name, &group, err);
	if (status == OB_OK)
		status = set_members(change, group.id, entry->members, err);
	if (status == OB_OK)
		*ret_id = group.id;
	return status;
}

/* What the group has in journeys is the contact's to do. */
static int
leave_to_contact(struct change *change, const struct handbook_entry *entry,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *name =
	    handbook_title(entry, engine->settings->language);
	cleanup_(memory_free_ptr) char *contact = NULL;
	cleanup_(person_store_release) struct person group = {0};
	int status = find_group(engine, entry, &group, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK)
		status = refresh(change, entry, name, &group, err);
	if (status != OB_OK)
		return status;
	if (entry->contact_email[0] != '\0')
		contact =
		    handbook_mailbox(entry->contact_name, entry->contact_email);
	return set_members(
	    change, group.id, contact == NULL ? "" : contact, err);
}

/* Their own addresses tell functions with one mailbox apart. */
static int
refuse_several(const char *mailbox, const struct person *first,
    const struct person *second, struct error *err)
{
	return error_refuse(err, OB_ECONFLICT, "", "mailbox_shared",
	    "'%.200s' is the mailbox of several functions, '%s' and '%s' among "
	    "them; write the one function's own address, as "
	    "it" ACTING_GROUP_DOMAIN,
	    mailbox, first->name, second->name);
}

/* OB_ENOTFOUND when the entry has no group, or one with another mailbox. */
static int
find_by_mailbox(struct engine *engine, const char *entry_name,
    const char *wanted_key, struct person *ret_group, struct error *err)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("%s" ACTING_GROUP_DOMAIN, entry_name);
	cleanup_(memory_free_ptr) char *mailbox_key = NULL;
	cleanup_(person_store_release) struct person group = {0};
	int status = person_store_find_by_key(engine->store, key, &group, err);

	if (status != OB_OK)
		return status;
	mailbox_key = address_key(group.email);
	if (strcmp(mailbox_key, wanted_key) != 0)
		return OB_ENOTFOUND;
	*ret_group = group;
	group = (struct person){0};
	return OB_OK;
}

/* The group with a mailbox, as far as it was found yet. */
struct by_mailbox {
	const char *address;
	char *key;
	struct person found; /* id 0: none yet */
};

static void
by_mailbox_release(struct by_mailbox *search)
{
	memory_free_ptr(&search->key);
	person_store_release(&search->found);
}

static int
try_entry(struct engine *engine, const char *entry_name,
    struct by_mailbox *search, struct error *err)
{
	cleanup_(person_store_release) struct person group = {0};
	int status =
	    find_by_mailbox(engine, entry_name, search->key, &group, err);

	if (status != OB_OK)
		return status == OB_ENOTFOUND ? OB_OK : status;
	if (search->found.id != 0)
		return refuse_several(
		    search->address, &search->found, &group, err);
	search->found = group;
	group = (struct person){0};
	return OB_OK;
}

/* Groups of functions outlive their entries; those of places do not. */
static int
find_only(struct engine *engine, const char *address, struct person *ret_group,
    struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	cleanup_(by_mailbox_release) struct by_mailbox search = {
	    .address = address, .key = address_key(address)};
	int status = handbook_store_load(engine->store, &handbook, err);

	for (size_t i = 0; status == OB_OK && handbook_functions[i] != NULL;
	     i++)
		status = try_entry(engine, handbook_functions[i], &search, err);
	for (size_t i = 0; status == OB_OK && i < handbook->count; i++) {
		if (handbook_is_local(&handbook->entries[i]))
			status = try_entry(
			    engine, handbook->entries[i].name, &search, err);
	}
	if (status != OB_OK)
		return status;
	if (search.found.id == 0)
		return OB_ENOTFOUND;
	*ret_group = search.found;
	search.found = (struct person){0};
	return OB_OK;
}

int
groups_find(struct engine *engine, const char *address,
    struct person *ret_person, struct error *err)
{
	struct error of_groups = ERROR_INIT;
	int status = people_find(engine, address, ret_person, err);

	if (status != OB_ENOTFOUND)
		return status;
	status = find_only(engine, address, ret_person, &of_groups);
	if (status != OB_OK && status != OB_ENOTFOUND && err != NULL)
		*err = of_groups;
	return status;
}

int
groups_sync(
    struct change *change, const struct handbook *handbook, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		int64_t id = 0;

		if (groups_owns(entry))
			status = groups_ensure(change, entry, &id, err);
		else
			status = leave_to_contact(change, entry, err);
	}
	return status;
}
