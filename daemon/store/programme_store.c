/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/programme_store.h"

#include "base/memory.h"
#include "store/programme_step_store.h"
#include "store/store_tables.h"

#define VERSION_COLUMNS                                                        \
	"SELECT id, key, version, kind, title_da, title_en, area, workplace, " \
	"overlay, base_version, content_hash, imported_at, withdrawn_at "      \
	"FROM programme "
#define IN_SCOPE                                                               \
	"key = :key AND area = :area AND workplace = :workplace "              \
	"AND withdrawn_at IS NULL "

enum {
	ADD,
	FIND,
	FIND_VERSION,
	FIND_NEWEST,
	FIND_LAYER,
	FIND_KIND,
	LAST_VERSION,
	WITHDRAW,
	WITHDRAW_LAYER,
	LIST
};

static const char *const sql[] = {
    [ADD] = "INSERT INTO programme (key, version, kind, title_da, title_en, "
	    "area, workplace, overlay, base_version, content_hash, "
	    "imported_at) VALUES (:key, :version, :kind, :title_da, "
	    ":title_en, :area, :workplace, :overlay, :base_version, "
	    ":content_hash, :imported_at)",
    [FIND] = VERSION_COLUMNS "WHERE id = :id",
    [FIND_VERSION] = VERSION_COLUMNS "WHERE key = :key AND version = :version",
    [FIND_NEWEST] =
	VERSION_COLUMNS "WHERE " IN_SCOPE "ORDER BY version DESC LIMIT 1",
    [FIND_LAYER] = VERSION_COLUMNS "WHERE " IN_SCOPE "AND overlay = :overlay "
				   "ORDER BY version DESC LIMIT 1",
    [FIND_KIND] =
	VERSION_COLUMNS "WHERE kind = :kind AND withdrawn_at IS NULL "
			"AND (workplace = '' OR workplace = :workplace) "
			"AND (area = '' OR area = :area) "
			"ORDER BY workplace = '', area = '', id DESC LIMIT 1",
    [LAST_VERSION] = "SELECT max(version) FROM programme WHERE key = :key",
    [WITHDRAW] = "UPDATE programme SET withdrawn_at = :at WHERE " IN_SCOPE,
    [WITHDRAW_LAYER] = "UPDATE programme SET withdrawn_at = :at "
		       "WHERE " IN_SCOPE "AND overlay = :overlay",
    [LIST] = VERSION_COLUMNS "ORDER BY key, version LIMIT 100000",
};

const struct table_definition programme_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, programme_version, id),
    COLUMN(COLUMN_TEXT, programme_version, key),
    COLUMN(COLUMN_INT, programme_version, version),
    COLUMN(COLUMN_TEXT, programme_version, kind),
    COLUMN(COLUMN_TEXT, programme_version, title_da),
    COLUMN(COLUMN_TEXT, programme_version, title_en),
    COLUMN(COLUMN_TEXT, programme_version, area),
    COLUMN(COLUMN_TEXT, programme_version, workplace),
    COLUMN(COLUMN_TEXT, programme_version, overlay),
    COLUMN(COLUMN_INT, programme_version, base_version),
    COLUMN(COLUMN_TEXT, programme_version, content_hash),
    COLUMN(COLUMN_INT64, programme_version, imported_at),
    COLUMN(COLUMN_INSTANT, programme_version, withdrawn_at),
};
static const struct shape shape = SHAPE(columns, programme_version);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_PROGRAMME];
}

int
programme_store_add(struct store *store,
    const struct programme_version *version, const struct programme *programme,
    int64_t *ret_id, struct error *err)
{
	int64_t id = 0;
	int status =
	    table_insert(table_of(store), ADD, &shape, version, &id, err);

	if (status == OB_OK)
		status = programme_step_store_add(store, id, programme, err);
	if (status == OB_OK)
		*ret_id = id;
	return status;
}

int
programme_store_find_newest(struct store *store, const char *key,
    const struct programme_scope *scope, struct programme_version *ret_version,
    struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_NEWEST, PARAM_TEXT(":key", key),
		PARAM_TEXT(":area", scope->area),
		PARAM_TEXT(":workplace", scope->workplace)),
	    &shape, ret_version, err);
}

int
programme_store_find_layer(struct store *store, const char *key,
    const struct programme_scope *scope, const char *overlay,
    struct programme_version *ret_version, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_LAYER, PARAM_TEXT(":key", key),
		PARAM_TEXT(":area", scope->area),
		PARAM_TEXT(":workplace", scope->workplace),
		PARAM_TEXT(":overlay", overlay)),
	    &shape, ret_version, err);
}

int
programme_store_find_kind(struct store *store, const char *kind,
    const struct programme_scope *where, struct programme_version *ret_version,
    struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_KIND, PARAM_TEXT(":kind", kind),
		PARAM_TEXT(":area", where->area),
		PARAM_TEXT(":workplace", where->workplace)),
	    &shape, ret_version, err);
}

int
programme_store_find_version(struct store *store, const char *key, int version,
    struct programme_version *ret_version, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND_VERSION, PARAM_TEXT(":key", key),
		PARAM_INT(":version", version)),
	    &shape, ret_version, err);
}

int
programme_store_last_version(
    struct store *store, const char *key, int *ret_version, struct error *err)
{
	int64_t version = 0;
	int status = table_integer(table_of(store),
	    QUERY(LAST_VERSION, PARAM_TEXT(":key", key)), &version, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_version = (int)version;
	return OB_OK;
}

int
programme_store_withdraw(struct store *store, const char *key,
    const struct programme_scope *scope, int64_t at, int *ret_changed,
    struct error *err)
{
	return table_change(table_of(store),
	    QUERY(WITHDRAW, PARAM_TEXT(":key", key),
		PARAM_TEXT(":area", scope->area),
		PARAM_TEXT(":workplace", scope->workplace),
		PARAM_INSTANT(":at", at)),
	    NULL, NULL, ret_changed, err);
}

int
programme_store_withdraw_layer(struct store *store, const char *key,
    const struct programme_scope *scope, const char *overlay, int64_t at,
    struct error *err)
{
	return table_change(table_of(store),
	    QUERY(WITHDRAW_LAYER, PARAM_TEXT(":key", key),
		PARAM_TEXT(":area", scope->area),
		PARAM_TEXT(":workplace", scope->workplace),
		PARAM_TEXT(":overlay", overlay), PARAM_INSTANT(":at", at)),
	    NULL, NULL, NULL, err);
}

int
programme_store_find(struct store *store, int64_t id,
    struct programme_version *ret_version, struct error *err)
{
	return table_find(table_of(store), QUERY(FIND, PARAM_INT(":id", id)),
	    &shape, ret_version, err);
}

int
programme_store_list(struct store *store,
    struct programme_version **ret_versions, size_t *ret_count,
    struct error *err)
{
	return table_list(table_of(store), QUERY_ALL(LIST), &shape,
	    ret_versions, ret_count, err);
}

void
programme_store_release(struct programme_version *version)
{
	table_release(&shape, version);
}

void
programme_store_free(struct programme_version *versions, size_t count)
{
	table_release_list(&shape, versions, count);
}

int
programme_store_load(struct store *store, int64_t id,
    struct programme **ret_programme, struct error *err)
{
	cleanup_(programme_free_ptr) struct programme *programme =
	    programme_new();
	struct programme_version version = {0};
	int status = programme_store_find(store, id, &version, err);

	if (status != OB_OK)
		return status;
	programme->id = TAKE_PTR(version.key);
	programme->version = version.version;
	status = programme_kind_parse(version.kind, &programme->kind, err);
	programme->title.in[LANGUAGE_DA] = TAKE_PTR(version.title_da);
	programme->title.in[LANGUAGE_EN] = TAKE_PTR(version.title_en);
	programme_store_release(&version);
	if (status == OB_OK)
		status = programme_step_store_load(store, id, programme, err);
	if (status == OB_OK)
		*ret_programme = TAKE_PTR(programme);
	return status;
}
