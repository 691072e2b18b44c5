/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/roles/roles.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/people/groups.h"
#include "engine/people/people.h"
#include "engine/people/reporting.h"
#include "model/handbook.h"
#include "model/role.h"
#include "store/handbook_store.h"
#include "store/journey_store.h"
#include "store/person_store.h"

static int
set_role(struct change *change, int64_t journey_id, const char *role,
    int64_t person_id, bool is_fallback, struct error *err)
{
	cleanup_(memory_free_ptr) char *name = memory_strdup(role);
	const struct journey_role row = {
	    journey_id, name, person_id, is_fallback};

	return journey_store_set_role(change->engine->store, &row, err);
}

/* The person of a text, or the coordinator as a fallback when it is "". */
static int
fill(struct change *change, int64_t journey_id, const char *role,
    const char *text, int64_t coordinator_id, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status;

	if (text == NULL || text[0] == '\0')
		return set_role(
		    change, journey_id, role, coordinator_id, true, err);
	status = people_ensure(change, role, text, &person, err);
	if (status != OB_OK)
		return status;
	return set_role(change, journey_id, role, person.id, false, err);
}

static int
fill_group(struct change *change, int64_t journey_id, const char *role,
    const struct handbook_entry *entry, struct error *err)
{
	int64_t group_id = 0;
	int status = groups_ensure(change, entry, &group_id, err);

	if (status != OB_OK)
		return status;
	return set_role(change, journey_id, role, group_id, false, err);
}

int
roles_fill_function(struct change *change, int64_t journey_id,
    const struct roles_function *function, struct error *err)
{
	const struct handbook_entry *entry = function->entry;
	cleanup_(memory_free_ptr) char *role =
	    memory_printf(ROLE_FUNCTION_PREFIX "%s", function->name);
	cleanup_(memory_free_ptr) char *text = NULL;

	if (entry != NULL && groups_owns(entry))
		return fill_group(change, journey_id, role, entry, err);
	if (entry != NULL)
		text =
		    handbook_mailbox(entry->contact_name, entry->contact_email);
	return fill(
	    change, journey_id, role, text, function->coordinator_id, err);
}

static int
fill_functions(struct change *change, int64_t journey_id,
    const struct programme_scope *where, int64_t coordinator_id,
    struct error *err)
{
	struct handbook *handbook = NULL;
	int status = handbook_store_load(change->engine->store, &handbook, err);

	for (size_t i = 0; status == OB_OK && role_functions[i] != NULL; i++) {
		const struct roles_function function = {
		    .name = role_functions[i],
		    .entry = handbook_nearest_contact(
			handbook, role_functions[i], where),
		    .coordinator_id = coordinator_id};

		status =
		    roles_fill_function(change, journey_id, &function, err);
	}
	handbook_free(handbook);
	return status;
}

static int
fill_configured(struct change *change, int64_t journey_id,
    int64_t coordinator_id, struct error *err)
{
	const struct settings *settings = change->engine->settings;

	const struct {
		const char *role;
		const char *text;
	} rows[] = {
	    {ROLE_DIRECTOR, settings->people.director},
	    {ROLE_LOCAL_ADMIN, settings->people.local_admin},
	    {ROLE_NETWORK_LEAD, settings->people.network_lead},
	};

	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(rows); i++)
		status = fill(change, journey_id, rows[i].role, rows[i].text,
		    coordinator_id, err);
	return status;
}

static int
ensure_coordinator(struct change *change, const struct roles_request *request,
    struct person *ret_person, struct error *err)
{
	const char *text = request->coordinator;

	if (text == NULL)
		text = change->engine->settings->people.coordinator;
	if (text[0] == '\0')
		return error_refuse(err, OB_EINVALID, "coordinator",
		    "coordinator_none",
		    "a coordinator is missing; give one, or set "
		    "'people.coordinator' in the configuration");
	return people_ensure(change, "coordinator", text, ret_person, err);
}

int
roles_fill(struct change *change, int64_t journey_id,
    const struct roles_request *request, struct error *err)
{
	cleanup_(person_store_release) struct person coordinator = {0};
	const char *hiring = request->hiring_leader;
	int status = ensure_coordinator(change, request, &coordinator, err);

	if (status == OB_OK)
		status = set_role(change, journey_id, ROLE_COORDINATOR,
		    coordinator.id, false, err);
	if (status == OB_OK)
		status = set_role(change, journey_id, ROLE_LEADER,
		    request->leader_id, false, err);
	if (status == OB_OK)
		status = fill(change, journey_id, ROLE_MANAGER,
		    request->manager, coordinator.id, err);
	if (status == OB_OK)
		status = fill(change, journey_id, ROLE_HIRING_LEADER,
		    hiring == NULL ? request->manager : hiring, coordinator.id,
		    err);
	if (status == OB_OK)
		status = fill(change, journey_id, ROLE_MENTOR, request->mentor,
		    coordinator.id, err);
	if (status == OB_OK)
		status =
		    fill_configured(change, journey_id, coordinator.id, err);
	if (status == OB_OK)
		status = fill_functions(
		    change, journey_id, &request->where, coordinator.id, err);
	return status;
}

/* What had fallen to the old coordinator falls to the new one. */
static int
pass_on(struct change *change, const struct dossier *dossier, int64_t person_id,
    struct error *err)
{
	int64_t old_id = dossier_role(dossier, ROLE_COORDINATOR)->id;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->role_count; i++) {
		const struct journey_role *row = &dossier->roles[i];

		if (row->is_fallback && row->person_id == old_id)
			status = set_role(change, dossier->journey.id,
			    row->role, person_id, true, err);
	}
	return status;
}

int
roles_assign(struct change *change, const struct dossier *dossier,
    const char *role, int64_t person_id, struct error *err)
{
	int status = OB_OK;

	if (strcmp(role, ROLE_COORDINATOR) == 0)
		status = pass_on(change, dossier, person_id, err);
	if (status != OB_OK)
		return status;
	return set_role(
	    change, dossier->journey.id, role, person_id, false, err);
}

/*
 * Who takes an empty role: of a manager's the next above who is not the new
 * leader, of any other the coordinator.
 */
static int
find_fallback(const struct dossier *dossier, const char *role,
    int64_t *ret_person_id, struct error *err)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, role);
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status;

	*ret_person_id = dossier_role(dossier, ROLE_COORDINATOR)->id;
	if (strcmp(role, ROLE_MANAGER) != 0 &&
	    strcmp(role, ROLE_HIRING_LEADER) != 0)
		return OB_OK;
	status =
	    reporting_chain(dossier->engine, row->person_id, &ids, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (ids[i] == dossier->journey.leader_id)
			continue;
		*ret_person_id = ids[i];
		break;
	}
	return status;
}

int
roles_vacate(struct change *change, const struct dossier *dossier,
    const char *role, int64_t *ret_person_id, struct error *err)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, role);
	int status;

	if (strcmp(role, ROLE_COORDINATOR) == 0)
		return error_refuse(err, OB_EINVALID, "person",
		    "coordinator_needed",
		    "a journey is never without a coordinator; name another "
		    "one");
	if (row->is_fallback)
		return error_refuse(err, OB_ECONFLICT, "person", "role_nobody",
		    "nobody has this role already");
	status = find_fallback(dossier, role, ret_person_id, err);
	if (status != OB_OK)
		return status;
	return set_role(
	    change, dossier->journey.id, role, *ret_person_id, true, err);
}

bool
roles_of_step(const struct step *step, const char *role)
{
	if (strcmp(step->role, role) == 0)
		return true;
	for (size_t i = 0; i < step->participant_count; i++) {
		if (strcmp(step->participants[i], role) == 0)
			return true;
	}
	return false;
}
