/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/handover_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { ADD, LIST };

static const char *const sql[] = {
    [ADD] = "INSERT INTO activity_left (activity_id, person_id, left_at) "
	    "VALUES (:activity_id, :person_id, :left_at) "
	    "ON CONFLICT (activity_id, person_id) DO UPDATE "
	    "SET left_at = excluded.left_at",
    [LIST] = "SELECT l.activity_id, l.person_id, l.left_at "
	     "FROM activity_left l JOIN activity a ON a.id = l.activity_id "
	     "WHERE a.journey_id = :journey AND l.person_id = :person "
	     "ORDER BY l.activity_id LIMIT 100000",
};

const struct table_definition handover_store_definition = {sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, activity_left, activity_id),
    COLUMN(COLUMN_INT64, activity_left, person_id),
    COLUMN(COLUMN_INT64, activity_left, left_at),
};
static const struct shape shape = SHAPE(columns, activity_left);

int
handover_store_add(
    struct store *store, const struct activity_left *left, struct error *err)
{
	return table_change(store->tables[TABLE_HANDOVER], QUERY_ALL(ADD),
	    &shape, left, NULL, err);
}

int
handover_store_list(struct store *store, int64_t journey_id, int64_t person_id,
    struct activity_left **ret_left, size_t *ret_count, struct error *err)
{
	return table_list(store->tables[TABLE_HANDOVER],
	    QUERY(LIST, PARAM_INT(":journey", journey_id),
		PARAM_INT(":person", person_id)),
	    &shape, ret_left, ret_count, err);
}
