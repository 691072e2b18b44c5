/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/roles/contacts.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/feeds/feeds.h"
#include "engine/links/page_links.h"
#include "engine/roles/handover.h"
#include "engine/roles/roles.h"
#include "model/role.h"

#define FUNCTIONS_MAX 20 /* more than role_functions has */

/* A function that another entry answers for now. */
struct passing {
	char role[HANDBOOK_NAME_SIZE];
	int64_t holder_id;
	bool was_fallback;
};

struct passings {
	struct passing items[FUNCTIONS_MAX];
	size_t count;
};

static const struct handbook_entry *
nearest(const struct contacts_place *place, const char *function)
{
	return handbook_nearest_contact(
	    place->handbook, function, &place->where);
}

static bool
is_same(const struct handbook_entry *a, const struct handbook_entry *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a->name, b->name) == 0;
}

static int
pass(struct change *change, const struct dossier *dossier,
    const struct contacts_move *move, const char *function,
    struct passings *passings, struct error *err)
{
	struct passing *passing = &passings->items[passings->count];
	const struct roles_function wanted = {.name = function,
	    .entry = nearest(&move->to, function),
	    .coordinator_id = dossier_role(dossier, ROLE_COORDINATOR)->id};
	const struct journey_role *row;

	(void)snprintf(passing->role, sizeof(passing->role),
	    ROLE_FUNCTION_PREFIX "%s", function);
	row = role_find(dossier->roles, dossier->role_count, passing->role);
	if (row == NULL ||
	    is_same(nearest(&move->from, function), wanted.entry) ||
	    (move->holder_id != 0 && row->person_id != move->holder_id))
		return OB_OK;
	passing->holder_id = row->person_id;
	passing->was_fallback = row->is_fallback;
	passings->count++;
	return roles_fill_function(change, dossier->journey.id, &wanted, err);
}

static int
pass_all(struct change *change, const struct dossier *dossier,
    const struct contacts_move *move, struct passings *passings,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && role_functions[i] != NULL; i++) {
		assert(passings->count < FUNCTIONS_MAX);
		status = pass(
		    change, dossier, move, role_functions[i], passings, err);
	}
	return status;
}

static int
reload(struct dossier *dossier, struct error *err)
{
	struct engine *engine = dossier->engine;
	int64_t id = dossier->journey.id;

	core_touch(engine, id);
	dossier_release(dossier);
	*dossier = (struct dossier){.engine = NULL};
	return dossier_load(engine, id, dossier, err);
}

/* A mail needs the pages, and tells of calendars. */
static int
recast(
    struct dossier *dossier, const struct passings *passings, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < passings->count; i++)
		status = roles_recast(dossier, passings->items[i].role, err);
	if (status == OB_OK)
		status = feeds_ensure_journey(dossier, err);
	if (status == OB_OK)
		status = page_links_ensure(dossier, err);
	return status;
}

static int
audit(struct change *change, const struct dossier *dossier,
    const struct handover_change *what, json_t *moved, struct error *err)
{
	const struct journey_role *row =
	    role_find(dossier->roles, dossier->role_count, what->role);

	return change_audit(change, "assign",
	    SUBJECT("journey", dossier->journey.id),
	    json_pack("{s:s, s:I}", "role", what->role, "person",
		(json_int_t)what->old_id),
	    json_pack("{s:s, s:I, s:b, s:s, s:o}", "role", what->role, "person",
		(json_int_t)what->new_id, "is_fallback", (int)row->is_fallback,
		"reason", "", "moved", moved),
	    err);
}

static int
add_view(struct dossier *dossier, const struct passing *passing, int64_t new_id,
    json_t *list, struct error *err)
{
	int status = dossier_know(dossier, passing->holder_id, err);

	if (status == OB_OK)
		status = dossier_know(dossier, new_id, err);
	if (status == OB_OK)
		(void)json_array_append_new(list,
		    json_pack("{s:I, s:s, s:s, s:s, s:s}", "leader",
			(json_int_t)dossier->journey.id, "leader_name",
			naming_full(dossier), "role", passing->role,
			"from_name",
			dossier_person(dossier, passing->holder_id)->name,
			"to_name", dossier_person(dossier, new_id)->name));
	return status;
}

/* Who minded an empty role as coordinator hands nothing over. */
static int
settle(struct change *change, struct dossier *dossier,
    const struct handover *handover, const struct passing *passing,
    json_t *list, struct error *err)
{
	const struct handover_change what = {.role = passing->role,
	    .old_id = passing->was_fallback ? 0 : passing->holder_id,
	    .new_id =
		role_find(dossier->roles, dossier->role_count, passing->role)
		    ->person_id};
	json_t *moved = NULL;
	int status;

	if (what.new_id == passing->holder_id)
		return OB_OK;
	status = handover_settle(change, dossier, handover, &what, &moved, err);
	if (status == OB_OK)
		status = audit(change, dossier, &what, moved, err);
	if (status == OB_OK)
		status = add_view(dossier, passing, what.new_id, list, err);
	return status;
}

int
contacts_follow(struct change *change, struct dossier *dossier,
    const struct contacts_move *move, json_t *list, struct error *err)
{
	struct passings passings = {.count = 0};
	struct handover *handover = handover_new(dossier);
	int status = pass_all(change, dossier, move, &passings, err);

	if (status == OB_OK && passings.count > 0)
		status = reload(dossier, err);
	if (status == OB_OK && passings.count > 0)
		status = recast(dossier, &passings, err);
	for (size_t i = 0; status == OB_OK && i < passings.count; i++)
		status = settle(
		    change, dossier, handover, &passings.items[i], list, err);
	handover_free(handover);
	return status;
}
