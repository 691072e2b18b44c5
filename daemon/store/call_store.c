/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/call_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, LIST, COUNT, REMOVE };

static const char *const sql[] = {
    [ADD] = "INSERT INTO call "
	    "(journey_id, held_at, minutes, logged_at, actor) "
	    "VALUES (:journey_id, :held_at, :minutes, :logged_at, :actor)",
    [LIST] = "SELECT id, journey_id, held_at, minutes, logged_at, actor "
	     "FROM call WHERE journey_id = :journey "
	     "ORDER BY held_at LIMIT 10000",
    [COUNT] = "SELECT count(*) FROM call WHERE journey_id = :journey "
	      "AND held_at < :before",
    [REMOVE] = "DELETE FROM call "
	       "WHERE id = :id AND journey_id = :journey",
};

const struct table_definition call_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, call, id),
    COLUMN(COLUMN_INT64, call, journey_id),
    COLUMN(COLUMN_INT64, call, held_at),
    COLUMN(COLUMN_INT, call, minutes),
    COLUMN(COLUMN_INT64, call, logged_at),
    COLUMN(COLUMN_TEXT, call, actor),
};
static const struct shape shape = SHAPE(columns, call);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_CALL];
}

int
call_store_add(struct store *store, const struct call *call, int64_t *ret_id,
    struct error *err)
{
	return table_insert_of(table_of(store),
	    QUERY_ALL_OF(STORE_JOURNEY, call->journey_id, ADD), &shape, call,
	    ret_id, err);
}

int
call_store_list(struct store *store, int64_t journey_id,
    struct call **ret_calls, size_t *ret_count, struct error *err)
{
	return table_list(table_of(store),
	    QUERY(LIST, PARAM_INT(":journey", journey_id)), &shape, ret_calls,
	    ret_count, err);
}

void
call_store_free(struct call *calls, size_t count)
{
	table_release_list(&shape, calls, count);
}

int
call_store_count(struct store *store, int64_t journey_id, int64_t before,
    int64_t *ret_count, struct error *err)
{
	return table_integer(table_of(store),
	    QUERY(COUNT, PARAM_INT(":journey", journey_id),
		PARAM_INT(":before", before)),
	    ret_count, err);
}

int
call_store_remove(
    struct store *store, int64_t journey_id, int64_t id, struct error *err)
{
	return table_change(table_of(store),
	    QUERY(REMOVE, PARAM_INT(":id", id),
		PARAM_INT(":journey", journey_id)),
	    NULL, NULL, NULL, err);
}
