/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/people/reporting.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/person_store.h"

#define LEVELS_MAX 50 /* no organisation is deeper */

static bool
holds(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

static int
manager_of(struct engine *engine, int64_t person_id, int64_t *ret_manager_id,
    struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_OK)
		*ret_manager_id = person.manager_id;
	return status;
}

int
reporting_chain(struct engine *engine, int64_t person_id, int64_t **ret_ids,
    size_t *ret_count, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids =
	    memory_alloc(LEVELS_MAX * sizeof(*ids));
	size_t count = 0;
	int64_t at = person_id;
	int status = manager_of(engine, at, &at, err);

	while (status == OB_OK && at != 0 && at != person_id &&
	       count < LEVELS_MAX && !holds(ids, count, at)) {
		ids[count++] = at;
		status = manager_of(engine, at, &at, err);
	}
	if (status != OB_OK)
		return status;
	*ret_ids = TAKE_PTR(ids);
	*ret_count = count;
	return OB_OK;
}

int
reporting_is_above(struct engine *engine, int64_t above_id, int64_t person_id,
    bool *ret_above, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = reporting_chain(engine, person_id, &ids, &count, err);

	if (status == OB_OK)
		*ret_above = holds(ids, count, above_id);
	return status;
}

int
reporting_check(struct engine *engine, const struct person *person,
    const struct person *manager, struct error *err)
{
	bool is_circle = person->id == manager->id;
	int status = OB_OK;

	if (is_circle)
		return error_refuse(err, OB_EINVALID, "manager", "reports_self",
		    "'%s' cannot report to themself", person->name);
	if (manager->is_group)
		return error_refuse(err, OB_EINVALID, "manager",
		    "reports_group", "'%s' is a group and leads nobody",
		    manager->name);
	status = reporting_is_above(
	    engine, person->id, manager->id, &is_circle, err);
	if (status == OB_OK && is_circle)
		status = error_refuse(err, OB_EINVALID, "manager",
		    "reports_circle",
		    "'%s' reports to '%s' already, directly or through others; "
		    "change that first",
		    manager->name, person->name);
	return status;
}

int
reporting_note(struct change *change, int64_t person_id, int64_t manager_id,
    struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(person_store_release) struct person manager = {0};
	int64_t before;
	int status = person_store_find(store, person_id, &person, err);

	if (status != OB_OK || person.manager_id == manager_id)
		return status;
	status = person_store_find(store, manager_id, &manager, err);
	if (status == OB_OK)
		status =
		    reporting_check(change->engine, &person, &manager, err);
	if (status != OB_OK)
		return status;
	before = person.manager_id;
	person.manager_id = manager_id;
	status = person_store_update(store, &person, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "report-to", SUBJECT("person", person_id),
	    json_pack("{s:I}", "manager", (json_int_t)before),
	    json_pack("{s:I}", "manager", (json_int_t)manager_id), err);
}
