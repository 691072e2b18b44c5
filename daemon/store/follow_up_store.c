/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/follow_up_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

#define COLUMNS "id, period, title, owner_id, due, added_at, done_at"

enum { ADD, FINISH, FIND, LIST };

static const char *const sql[] = {
    [ADD] = "INSERT INTO follow_up (period, title, owner_id, due, added_at, "
	    "done_at) VALUES (:period, :title, :owner_id, :due, :added_at, "
	    ":done_at)",
    [FINISH] = "UPDATE follow_up SET done_at = :at "
	       "WHERE id = :follow_up AND done_at IS NULL",
    [FIND] = "SELECT " COLUMNS " FROM follow_up WHERE id = :follow_up",
    [LIST] = "SELECT " COLUMNS " FROM follow_up "
	     "WHERE (:of IS NULL OR period = :of) "
	     "ORDER BY period DESC, due, id LIMIT 10000",
};

const struct table_definition follow_up_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, follow_up, id),
    COLUMN(COLUMN_TEXT, follow_up, period),
    COLUMN(COLUMN_TEXT, follow_up, title),
    COLUMN(COLUMN_INT64, follow_up, owner_id),
    COLUMN(COLUMN_DATE, follow_up, due),
    COLUMN(COLUMN_INT64, follow_up, added_at),
    COLUMN(COLUMN_INSTANT, follow_up, done_at),
};
static const struct shape shape = SHAPE(columns, follow_up);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_FOLLOW_UP];
}

int
follow_up_store_add(struct store *store, const struct follow_up *follow_up,
    int64_t *ret_id, struct error *err)
{
	return table_insert(
	    table_of(store), ADD, &shape, follow_up, ret_id, err);
}

int
follow_up_store_finish(
    struct store *store, int64_t id, int64_t done_at, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY(
		FINISH, PARAM_INT(":follow_up", id), PARAM_INT(":at", done_at)),
	    NULL, NULL, &changed, err);

	if (status == OB_OK && changed == 0)
		return error_refuse(err, OB_ECONFLICT, "", "follow_up_done",
		    "it is done already");
	return status;
}

int
follow_up_store_find(struct store *store, int64_t id,
    struct follow_up *ret_follow_up, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":follow_up", id)), &shape, ret_follow_up,
	    err);
}

int
follow_up_store_list(struct store *store, const char *period,
    struct follow_up **ret_follow_ups, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_TEXT(":of", period)), &shape, ret_follow_ups,
	    ret_count, err);
}

void
follow_up_store_release(struct follow_up *follow_up)
{
	table_release(&shape, follow_up);
}

void
follow_up_store_free(struct follow_up *follow_ups, size_t count)
{
	table_release_list(&shape, follow_ups, count);
}
