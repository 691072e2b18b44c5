/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/acting.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/people.h"
#include "message/address.h"
#include "store/acting_store.h"
#include "store/person_store.h"

#define MEMBERS_MAX 50

bool
groups_owns(const struct handbook_entry *entry)
{
	return entry->members != NULL && entry->members[0] != '\0';
}

static char *
address_of(const struct handbook_entry *entry)
{
	if (entry->mail[0] != '\0')
		return memory_strdup(entry->mail);
	return memory_printf("%s" ACTING_GROUP_DOMAIN, entry->function);
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

	while (status == OB_OK && count < MEMBERS_MAX &&
	       (line = strsep(&rest, "\n")) != NULL) {
		cleanup_(person_store_release) struct person person = {0};

		if (line[0] == '\0')
			continue;
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
	return acting_store_set_members(
	    change->engine->store, group_id, ids, count, err);
}

/* The person with the group's address, who is a group from now on. */
static int
ensure_person(struct change *change, const struct handbook_entry *entry,
    struct person *ret_person, struct error *err)
{
	struct engine *engine = change->engine;
	const char *name = entry->title.in[engine->settings->language];
	cleanup_(memory_free_ptr) char *address = address_of(entry);
	cleanup_(memory_free_ptr) char *key = address_key(address);
	cleanup_(person_store_release) struct person person = {0};
	const struct person_request request = {.name = name, .email = address};
	int status = person_store_find_by_key(engine->store, key, &person, err);

	if (status == OB_ENOTFOUND)
		status = people_ensure_leader(change, &request, &person, err);
	if (status != OB_OK)
		return status;
	if (!person.is_group || strcmp(person.name, name) != 0) {
		person.is_group = true;
		free(person.name);
		person.name = memory_strdup(name);
		status = person_store_update(engine->store, &person, err);
	}
	if (status == OB_OK) {
		*ret_person = person;
		person = (struct person){0};
	}
	return status;
}

int
groups_ensure(struct change *change, const struct handbook_entry *entry,
    struct person *ret_person, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = ensure_person(change, entry, &person, err);

	if (status == OB_OK)
		status = set_members(change, person.id, entry->members, err);
	if (status != OB_OK)
		return status;
	*ret_person = person;
	person = (struct person){0};
	return OB_OK;
}

static int
leave_to_contact(struct change *change, const struct handbook_entry *entry,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *address = address_of(entry);
	cleanup_(memory_free_ptr) char *key = address_key(address);
	cleanup_(memory_free_ptr) char *contact = NULL;
	cleanup_(person_store_release) struct person group = {0};
	int status = person_store_find_by_key(engine->store, key, &group, err);

	if (status == OB_ENOTFOUND || (status == OB_OK && !group.is_group))
		return OB_OK;
	if (status != OB_OK)
		return status;
	if (entry->contact_email[0] != '\0' &&
	    strcmp(entry->contact_email, address) != 0)
		contact = memory_printf(
		    "\"%s\" <%s>", entry->contact_name, entry->contact_email);
	return set_members(
	    change, group.id, contact == NULL ? "" : contact, err);
}

int
groups_sync(
    struct change *change, const struct handbook *handbook, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		cleanup_(person_store_release) struct person group = {0};

		if (groups_owns(entry))
			status = groups_ensure(change, entry, &group, err);
		else
			status = leave_to_contact(change, entry, err);
	}
	return status;
}
