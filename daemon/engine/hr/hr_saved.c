/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_saved.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/hr/hr_filter.h"
#include "store/saved_filter_store.h"

static json_t *
saved_view(const struct saved_filter *filter)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr?%s", filter->query);
	cleanup_(memory_free_ptr) char *rename_url =
	    memory_printf("/hr/filters/%" PRId64 "/rename-filter", filter->id);
	cleanup_(memory_free_ptr) char *remove_url =
	    memory_printf("/hr/filters/%" PRId64 "/remove-filter", filter->id);

	return json_pack("{s:I, s:s, s:s, s:s, s:s}", "id",
	    (json_int_t)filter->id, "name", filter->name, "url", url,
	    "rename_url", rename_url, "remove_url", remove_url);
}

int
hr_saved_list(struct engine *engine, int64_t person_id, json_t **ret_list,
    struct error *err)
{
	struct saved_filter *filters = NULL;
	size_t count = 0;
	json_t *list;
	int status = saved_filter_store_list(
	    engine->store, person_id, &filters, &count, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(list, saved_view(&filters[i]));
	saved_filter_store_free(filters, count);
	*ret_list = list;
	return OB_OK;
}

static int
find(struct engine *engine, int64_t person_id, int64_t id,
    struct saved_filter *ret_filter, struct error *err)
{
	int status = saved_filter_store_find(
	    engine->store, person_id, id, ret_filter, err);

	if (status == OB_ENOTFOUND)
		return error_set(
		    err, OB_ENOTFOUND, "there is no saved filter %" PRId64, id);
	return status;
}

int
hr_saved_find(struct engine *engine, int64_t person_id, int64_t id,
    json_t **ret_saved, struct error *err)
{
	cleanup_(saved_filter_store_release) struct saved_filter filter = {0};
	int status = find(engine, person_id, id, &filter, err);

	if (status == OB_OK)
		*ret_saved = json_pack(
		    "{s:s, s:s}", "name", filter.name, "query", filter.query);
	return status;
}

/* The name may be the one of the filter itself (0: of none). */
static int
check_name(
    struct engine *engine, const struct saved_filter *filter, struct error *err)
{
	struct saved_filter *others = NULL;
	size_t count = 0;
	int status = saved_filter_store_list(
	    engine->store, filter->person_id, &others, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (others[i].id != filter->id &&
		    strcmp(others[i].name_key, filter->name_key) == 0)
			status = error_refuse(err, OB_EEXISTS, "name",
			    "filter_exists",
			    "you have a filter '%s' already; take another name",
			    others[i].name);
	}
	if (status == OB_OK && filter->id == 0 && count >= HR_SAVED_MAX)
		status = error_refuse(err, OB_ELIMIT, "", "filters_full",
		    "you have %d saved filters already; remove one first",
		    HR_SAVED_MAX);
	saved_filter_store_free(others, count);
	return status;
}

static int
set_name(struct saved_filter *filter, const char *name, struct error *err)
{
	int status = utf8_check_line("name", name, HR_SAVED_NAME_MAX, err);

	if (status != OB_OK)
		return status;
	free(filter->name);
	free(filter->name_key);
	filter->name = memory_strdup(name);
	filter->name_key = folded_text(name);
	return OB_OK;
}

/* As the board's address has it. */
static int
set_query(struct saved_filter *filter, const struct hr_board_filter *given,
    struct error *err)
{
	cleanup_(hr_filter_release) struct hr_filter read = {0};
	json_auto_t *view = NULL;
	int status = hr_filter_read(given, &read, err);

	if (status != OB_OK)
		return status;
	if (!hr_filter_is_set(&read))
		return error_refuse(err, OB_EINVALID, "", "filter_empty",
		    "the filter leaves nothing out; choose something first");
	view = hr_filter_view(&read);
	filter->query =
	    memory_strdup(json_string_value(json_object_get(view, "query")));
	return OB_OK;
}

static json_t *
facts_of(const struct saved_filter *filter)
{
	return json_pack(
	    "{s:s, s:s}", "name", filter->name, "query", filter->query);
}

int
hr_saved_add(struct engine *engine, const struct hr_saved_owner *owner,
    const char *name, const struct hr_board_filter *filter, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(saved_filter_store_release) struct saved_filter saved = {
	    .person_id = owner->person_id};
	int64_t id = 0;
	int status = set_name(&saved, name, err);

	if (status == OB_OK)
		status = set_query(&saved, filter, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, owner->actor, err);
	if (status == OB_OK)
		status = check_name(engine, &saved, err);
	saved.saved_at = core_now(engine);
	if (status == OB_OK)
		status =
		    saved_filter_store_add(engine->store, &saved, &id, err);
	if (status == OB_OK)
		status = change_audit(&change, "save-filter",
		    SUBJECT("saved_filter", id), NULL, facts_of(&saved), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
hr_saved_rename(struct engine *engine, const struct hr_saved_owner *owner,
    int64_t id, const char *name, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(saved_filter_store_release) struct saved_filter saved = {0};
	json_auto_t *before = NULL;
	int status = change_begin(&change, engine, owner->actor, err);

	if (status == OB_OK)
		status = find(engine, owner->person_id, id, &saved, err);
	if (status != OB_OK)
		return status;
	before = facts_of(&saved);
	status = set_name(&saved, name, err);
	if (status == OB_OK)
		status = check_name(engine, &saved, err);
	if (status == OB_OK)
		status = saved_filter_store_rename(engine->store, &saved, err);
	if (status == OB_OK)
		status = change_audit(&change, "rename-filter",
		    SUBJECT("saved_filter", id), json_incref(before),
		    facts_of(&saved), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
hr_saved_remove(struct engine *engine, const struct hr_saved_owner *owner,
    int64_t id, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(saved_filter_store_release) struct saved_filter saved = {0};
	int status = change_begin(&change, engine, owner->actor, err);

	if (status == OB_OK)
		status = find(engine, owner->person_id, id, &saved, err);
	if (status == OB_OK)
		status = saved_filter_store_remove(
		    engine->store, owner->person_id, id, err);
	if (status == OB_OK)
		status = change_audit(&change, "remove-filter",
		    SUBJECT("saved_filter", id), facts_of(&saved), NULL, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}
