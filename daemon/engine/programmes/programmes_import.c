/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/digest.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/programmes/handbook_care.h"
#include "engine/programmes/programme_digest.h"
#include "engine/programmes/programmes.h"
#include "store/handbook_store.h"
#include "store/instance_store.h"
#include "store/overlay_store.h"
#include "store/programme_store.h"

#define HANDBOOK_FILE "handbook_file" /* digest of the last one taken */

static const struct programme_scope everybody = {"", ""};

static bool
is_for_everybody(const struct programme_scope *scope)
{
	return scope->area[0] == '\0' && scope->workplace[0] == '\0';
}

/*
 * The version that says what the item would replace.  A pilot that was
 * imported since does not count for an overlay that is merely laid again.
 */
static int
find_own(struct engine *engine, const struct programmes_item *item,
    struct programme_version *ret_version, struct error *err)
{
	const char *id = item->programme->id;

	if (item->overlay[0] != '\0')
		return programme_store_find_layer(engine->store, id,
		    &item->scope, item->overlay, ret_version, err);
	return programme_store_find_newest(
	    engine->store, id, &item->scope, ret_version, err);
}

/* What it was made of: the base as it is now within the transaction. */
static int
find_base_version(struct engine *engine, const struct programmes_item *item,
    int *ret_version, struct error *err)
{
	const struct programme *base = NULL;
	int status = OB_OK;

	*ret_version = 0;
	if (item->overlay[0] == '\0')
		return status;
	status = programmes_below(
	    engine, item->programme->id, &item->scope, &base, err);
	if (status == OB_OK)
		*ret_version = base->version;
	return status;
}

/* What the overlay gave another area, workplace or programme ends. */
static int
leave_old_place(struct engine *engine, const struct programmes_item *item,
    struct error *err)
{
	const struct programme_scope *scope = &item->scope;
	struct programme_overlay *rows = NULL;
	size_t count = 0;
	int status = overlay_store_list(engine->store, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		const struct programme_overlay *row = &rows[i];
		const struct programme_scope old = {row->area, row->workplace};

		if (strcmp(row->overlay, item->overlay) == 0 &&
		    (strcmp(row->key, item->programme->id) != 0 ||
			strcmp(old.area, scope->area) != 0 ||
			strcmp(old.workplace, scope->workplace) != 0))
			status = programme_store_withdraw_layer(engine->store,
			    row->key, &old, row->overlay, core_now(engine),
			    err);
	}
	overlay_store_free(rows, count);
	return status;
}

static int
store_overlay(struct engine *engine, const struct programmes_item *item,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *overlay = memory_strdup(item->overlay);
	cleanup_(memory_free_ptr) char *area = memory_strdup(item->scope.area);
	cleanup_(memory_free_ptr) char *workplace =
	    memory_strdup(item->scope.workplace);
	cleanup_(memory_free_ptr) char *source = memory_strdup(item->source);
	const struct programme_overlay row = {
	    .overlay = overlay,
	    .key = item->programme->id,
	    .area = area,
	    .workplace = workplace,
	    .source = source,
	    .imported_at = core_now(engine),
	};

	int status;

	if (item->source == NULL)
		return OB_OK;
	status = leave_old_place(engine, item, err);
	if (status != OB_OK)
		return status;
	return overlay_store_replace(engine->store, &row, err);
}

/* The key's next number, at which the item is stored. */
static int
add_version(struct change *change, struct programmes_item *item,
    const char *hash, struct error *err)
{
	struct engine *engine = change->engine;
	const struct programme *programme = item->programme;
	cleanup_(memory_free_ptr) char *content = memory_strdup(hash);
	cleanup_(memory_free_ptr) char *area = memory_strdup(item->scope.area);
	cleanup_(memory_free_ptr) char *workplace =
	    memory_strdup(item->scope.workplace);
	cleanup_(memory_free_ptr) char *overlay = memory_strdup(item->overlay);
	cleanup_(memory_free_ptr) char *kind =
	    memory_strdup(programme_kind_name(programme->kind));
	struct programme_version row = {
	    .key = programme->id,
	    .kind = kind,
	    .title_da = programme->title.in[LANGUAGE_DA],
	    .title_en = programme->title.in[LANGUAGE_EN],
	    .area = area,
	    .workplace = workplace,
	    .overlay = overlay,
	    .content_hash = content,
	    .imported_at = core_now(engine),
	};
	int64_t id = 0;
	int status = find_base_version(engine, item, &row.base_version, err);

	if (status == OB_OK)
		status = programme_store_last_version(
		    engine->store, programme->id, &row.version, err);
	row.version++;
	if (status == OB_OK)
		status = programme_store_add(
		    engine->store, &row, programme, &id, err);
	if (status != OB_OK)
		return status;
	item->version = row.version;
	item->is_new = true;
	return change_audit(change, "import-programme",
	    SUBJECT("programme", id), NULL,
	    json_pack("{s:s, s:i, s:s, s:s, s:s, s:s}", "id", programme->id,
		"version", row.version, "area", area, "workplace", workplace,
		"overlay", overlay, "content", hash),
	    err);
}

/* Journeys of one programme are of one kind: so are its versions. */
static int
check_kind(
    struct engine *engine, const struct programme *programme, struct error *err)
{
	cleanup_(programme_store_release) struct programme_version first = {0};
	const char *kind = programme_kind_name(programme->kind);
	int status = programme_store_find_version(
	    engine->store, programme->id, 1, &first, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK && strcmp(first.kind, kind) != 0)
		return error_set_field(err, OB_EINVALID, "kind",
		    "programme '%s' is of the kind '%s', not '%s'; give the "
		    "new one its own id",
		    programme->id, first.kind, kind);
	return status;
}

static char *
configured_key(const char *configured_as)
{
	return memory_printf("configured-%s", configured_as);
}

int
programmes_is_configured(struct engine *engine, const char *configured_as,
    const char *fingerprint, bool *ret_is_configured, struct error *err)
{
	cleanup_(memory_free_ptr) char *key = configured_key(configured_as);
	cleanup_(memory_free_ptr) char *value = NULL;
	int status = instance_store_get(engine->store, key, &value, err);

	if (status == OB_OK)
		*ret_is_configured = strcmp(value, fingerprint) == 0;
	return status;
}

static int
note_configured(struct engine *engine, const struct programmes_item *item,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *key = NULL;

	if (item->configured_as == NULL)
		return OB_OK;
	key = configured_key(item->configured_as);
	return instance_store_set(engine->store, key, item->fingerprint, err);
}

static int
import_item(
    struct change *change, struct programmes_item *item, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(programme_store_release) struct programme_version own = {0};
	char hash[DIGEST_HEX_SIZE];
	int status = check_kind(engine, item->programme, err);

	if (status == OB_OK)
		status = find_own(engine, item, &own, err);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	programme_digest(item->programme, hash);
	item->version = own.version;
	item->is_new = false;
	if (status == OB_ENOTFOUND || strcmp(own.content_hash, hash) != 0)
		status = add_version(change, item, hash, err);
	if (status == OB_OK)
		status = store_overlay(engine, item, err);
	if (status == OB_OK)
		status = note_configured(engine, item, err);
	return status;
}

/* What the request or the store has for exactly this scope. */
static int
find_for(struct engine *engine, const struct programmes_request *request,
    const char *id, const struct programme_scope *scope,
    const struct programme **ret_programme, struct error *err)
{
	for (size_t i = 0; i < request->count; i++) {
		const struct programmes_item *item = &request->items[i];

		if (strcmp(item->programme->id, id) == 0 &&
		    strcmp(item->scope.area, scope->area) == 0 &&
		    strcmp(item->scope.workplace, scope->workplace) == 0) {
			*ret_programme = item->programme;
			return OB_OK;
		}
	}
	return programmes_base(engine, id, scope, ret_programme, err);
}

/*
 * What an item is compared with: the version before it, else what lies under
 * it; *ret_from NULL when there is nothing.
 */
static int
find_before(struct engine *engine, const struct programmes_request *request,
    const struct programmes_item *item, const struct programme **ret_from,
    struct error *err)
{
	const struct programme_scope *scope = &item->scope;
	const struct programme_scope area = {scope->area, ""};
	const char *id = item->programme->id;
	int status = programmes_base(engine, id, scope, ret_from, err);

	if (status == OB_ENOTFOUND && scope->area[0] != '\0' &&
	    scope->workplace[0] != '\0')
		status = find_for(engine, request, id, &area, ret_from, err);
	if (status == OB_ENOTFOUND && !is_for_everybody(scope))
		status =
		    find_for(engine, request, id, &everybody, ret_from, err);
	if (status == OB_ENOTFOUND)
		*ret_from = NULL;
	return status == OB_ENOTFOUND ? OB_OK : status;
}

/* Before anything is stored: a list of what the items change. */
static int
preview(struct engine *engine, const struct programmes_request *request,
    json_t *list, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < request->count; i++) {
		const struct programmes_item *item = &request->items[i];
		const struct programme *from = NULL;
		json_t *view;

		status = find_before(engine, request, item, &from, err);
		if (status != OB_OK)
			break;
		view = json_pack("{s:s, s:i, s:s, s:s, s:s}", "id",
		    item->programme->id, "against",
		    from == NULL ? 0 : from->version, "area", item->scope.area,
		    "workplace", item->scope.workplace, "overlay",
		    item->overlay);
		if (from != NULL)
			(void)json_object_update_new(
			    view, programmes_differences(
				      engine, from, item->programme));
		(void)json_array_append_new(list, view);
	}
	return status;
}

/* What became of each item. */
static void
add_outcome(const struct programmes_request *request, json_t *list)
{
	for (size_t i = 0; i < request->count; i++)
		(void)json_object_update_new(json_array_get(list, i),
		    json_pack("{s:i, s:b}", "version",
			request->items[i].version, "new",
			(int)request->items[i].is_new));
}

/* A dry run goes through the same, and is rolled back. */
static int
import_all(struct engine *engine, const char *actor,
    const struct programmes_request *request, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, actor, err);

	for (size_t i = 0; status == OB_OK && i < request->count; i++)
		status = import_item(&change, &request->items[i], err);
	if (status == OB_OK && !request->dry_run)
		status = change_commit(&change, err);
	return status;
}

int
programmes_import(struct engine *engine, const char *actor,
    const struct programmes_request *request, json_t **ret_view,
    struct error *err)
{
	json_auto_t *list = json_array();
	int status = OB_OK;

	if (ret_view != NULL)
		status = preview(engine, request, list, err);
	if (status == OB_OK)
		status = import_all(engine, actor, request, err);
	if (status != OB_OK || ret_view == NULL)
		return status;
	add_outcome(request, list);
	*ret_view = json_pack(
	    "{s:O, s:b}", "programmes", list, "dry_run", (int)request->dry_run);
	return OB_OK;
}

static int
forget_overlays(struct engine *engine, const char *id,
    const struct programme_scope *scope, struct error *err)
{
	struct programme_overlay *overlays = NULL;
	size_t count = 0;
	int status = overlay_store_list(engine->store, &overlays, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		if (strcmp(overlays[i].key, id) == 0 &&
		    strcmp(overlays[i].area, scope->area) == 0 &&
		    strcmp(overlays[i].workplace, scope->workplace) == 0)
			status = overlay_store_remove(
			    engine->store, overlays[i].overlay, err);
	overlay_store_free(overlays, count);
	return status;
}

static int
withdraw(struct change *change, const char *id,
    const struct programme_scope *scope, int *ret_count, struct error *err)
{
	struct engine *engine = change->engine;
	int status = programme_store_withdraw(
	    engine->store, id, scope, core_now(engine), ret_count, err);

	if (status == OB_OK && *ret_count == 0)
		return error_set_field(err, OB_ENOTFOUND, "programme",
		    "programme '%.80s' has no version for %s '%.200s' alone; "
		    "list-programmes shows for whom there are any",
		    id, scope->workplace[0] == '\0' ? "area" : "workplace",
		    scope->workplace[0] == '\0' ? scope->area
						: scope->workplace);
	if (status == OB_OK)
		status = forget_overlays(engine, id, scope, err);
	if (status == OB_OK)
		status = change_audit(change, "withdraw-programme",
		    SUBJECT("programme", 0), NULL,
		    json_pack("{s:s, s:s, s:s}", "id", id, "area", scope->area,
			"workplace", scope->workplace),
		    err);
	return status;
}

int
programmes_withdraw(struct engine *engine, const char *actor,
    const struct programmes_withdrawal *withdrawal, json_t **ret_view,
    struct error *err)
{
	const struct programme_scope *scope = &withdrawal->scope;
	const struct programmes_request *again = &withdrawal->again;
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status;

	if (is_for_everybody(scope))
		return error_set_field(err, OB_EINVALID, "area",
		    "give the area or the workplace whose own versions are "
		    "withdrawn");
	status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = withdraw(&change, withdrawal->id, scope, &count, err);
	for (size_t i = 0; status == OB_OK && i < again->count; i++)
		status = import_item(&change, &again->items[i], err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:s, s:s, s:i}", "programme",
		    withdrawal->id, "area", scope->area, "workplace",
		    scope->workplace, "withdrawn", count);
	return status;
}

/* Entries of both, borrowed. */
struct merged {
	struct handbook handbook;
};

static void
merged_release(struct merged *merged)
{
	memory_free_ptr(&merged->handbook.entries);
}

static const struct handbook_entry *
find_same(const struct handbook *handbook, const struct handbook_entry *entry)
{
	return handbook_at(handbook, entry->function,
	    &(struct programme_scope){entry->area, entry->workplace});
}

/* A place that is written in another way now keeps its address. */
static struct handbook_entry
named_as_stored(
    const struct handbook_entry *entry, const struct handbook *stored)
{
	const struct handbook_entry *known = find_same(stored, entry);
	struct handbook_entry named = *entry;

	if (known != NULL)
		named.name = known->name;
	return named;
}

/* The file's, and what tables brought for places that it does not name. */
static int
merge(const struct handbook *file, const struct handbook *stored,
    struct merged *ret_merged, struct error *err)
{
	struct handbook *all = &ret_merged->handbook;

	all->entries = memory_alloc(
	    (file->count + stored->count + 1) * sizeof(all->entries[0]));
	for (size_t i = 0; i < file->count; i++)
		all->entries[all->count++] =
		    named_as_stored(&file->entries[i], stored);
	for (size_t i = 0; i < stored->count; i++) {
		const struct handbook_entry *entry = &stored->entries[i];

		if (!entry->is_filed && handbook_is_local(entry) &&
		    find_same(file, entry) == NULL)
			all->entries[all->count++] = *entry;
	}
	if (all->count > HANDBOOK_MAX_ENTRIES)
		return error_set(err, OB_ELIMIT,
		    "the handbook's file and the imported tables have %zu "
		    "entries together, more than %d",
		    all->count, HANDBOOK_MAX_ENTRIES);
	return OB_OK;
}

static int
replace_handbook(struct change *change, const struct handbook *handbook,
    const char *new_hash, struct programmes_handbook *outcome,
    struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(handbook_free_ptr) struct handbook *stored = NULL;
	cleanup_(merged_release) struct merged merged = {.handbook = {NULL, 0}};
	char old_hash[DIGEST_HEX_SIZE];
	int status = handbook_store_load(store, &stored, err);

	if (status == OB_OK)
		status = merge(handbook, stored, &merged, err);
	if (status != OB_OK)
		return status;
	programme_digest_handbook(stored, old_hash);
	outcome->is_changed = strcmp(old_hash, new_hash) != 0;
	if (outcome->is_changed)
		status = handbook_store_replace(store, &merged.handbook, err);
	if (status == OB_OK)
		status = handbook_care_keep(
		    change, stored, &merged.handbook, outcome, err);
	if (status != OB_OK || !outcome->is_changed)
		return status;
	return change_audit(change, "import-handbook",
	    SUBJECT("handbook_entry", 0),
	    json_pack("{s:s}", "content", old_hash),
	    json_pack("{s:s}", "content", new_hash), err);
}

int
programmes_import_handbook(struct engine *engine, const char *actor,
    const struct handbook *handbook, struct programmes_handbook *ret_outcome,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(memory_free_ptr) char *last_hash = NULL;
	char new_hash[DIGEST_HEX_SIZE];
	int status = change_begin(&change, engine, actor, err);

	*ret_outcome = (struct programmes_handbook){.is_changed = false};
	programme_digest_handbook(handbook, new_hash);
	if (status == OB_OK)
		status = instance_store_get(
		    engine->store, HANDBOOK_FILE, &last_hash, err);
	if (status != OB_OK || strcmp(last_hash, new_hash) == 0)
		return status;
	status =
	    replace_handbook(&change, handbook, new_hash, ret_outcome, err);
	if (status == OB_OK)
		status = instance_store_set(
		    engine->store, HANDBOOK_FILE, new_hash, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}
