/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/saved_filter_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, RENAME, REMOVE, DROP, FIND, LIST };

#define COLUMNS "id, person_id, name, name_key, query, saved_at"

static const char *const sql[] = {
    [ADD] = "INSERT INTO saved_filter (person_id, name, name_key, query, "
	    "saved_at) VALUES (:person_id, :name, :name_key, :query, "
	    ":saved_at)",
    [RENAME] = "UPDATE saved_filter SET name = :name, name_key = :name_key "
	       "WHERE id = :id AND person_id = :person_id",
    [REMOVE] = "DELETE FROM saved_filter WHERE id = :filter "
	       "AND person_id = :person",
    [DROP] = "DELETE FROM saved_filter WHERE person_id = :person",
    [FIND] = "SELECT " COLUMNS " FROM saved_filter WHERE id = :filter "
	     "AND person_id = :person",
    [LIST] = "SELECT " COLUMNS " FROM saved_filter "
	     "WHERE person_id = :person ORDER BY name_key, id LIMIT 1000",
};

const struct table_definition saved_filter_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, saved_filter, id),
    COLUMN(COLUMN_INT64, saved_filter, person_id),
    COLUMN(COLUMN_TEXT, saved_filter, name),
    COLUMN(COLUMN_TEXT, saved_filter, name_key),
    COLUMN(COLUMN_TEXT, saved_filter, query),
    COLUMN(COLUMN_INT64, saved_filter, saved_at),
};
static const struct shape shape = SHAPE(columns, saved_filter);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_SAVED_FILTER];
}

int
saved_filter_store_add(struct store *store, const struct saved_filter *filter,
    int64_t *ret_id, struct error *err)
{
	return table_insert(table_of(store), ADD, &shape, filter, ret_id, err);
}

static int
gone(int changed, int status, struct error *err)
{
	if (status == OB_OK && changed == 0)
		return error_set(err, OB_ECONFLICT, "the filter is gone");
	return status;
}

int
saved_filter_store_rename(
    struct store *store, const struct saved_filter *filter, struct error *err)
{
	int changed = 0;
	int status = table_change(
	    table_of(store), QUERY_ALL(RENAME), &shape, filter, &changed, err);

	return gone(changed, status, err);
}

int
saved_filter_store_remove(
    struct store *store, int64_t person_id, int64_t id, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(REMOVE, PARAM_INT(":filter", id),
		PARAM_INT(":person", person_id)),
	    NULL, NULL, &changed, err);

	return gone(changed, status, err);
}

int
saved_filter_store_drop(
    struct store *store, int64_t person_id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(DROP, PARAM_INT(":person", person_id)), NULL, NULL, NULL,
	    err);
}

int
saved_filter_store_find(struct store *store, int64_t person_id, int64_t id,
    struct saved_filter *ret_filter, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":filter", id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_filter, err);
}

int
saved_filter_store_list(struct store *store, int64_t person_id,
    struct saved_filter **ret_filters, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":person", person_id)), &shape, ret_filters,
	    ret_count, err);
}

void
saved_filter_store_release(struct saved_filter *filter)
{
	table_release(&shape, filter);
}

void
saved_filter_store_free(struct saved_filter *filters, size_t count)
{
	table_release_list(&shape, filters, count);
}
